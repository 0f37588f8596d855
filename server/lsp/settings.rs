//! Settings read from what clients send: objects with and without the `podls` section, `null`, `[]`.
//! What is wrong is named and left out; the rest holds. Knows nothing of when they are sent.

use serde_json::{Map, Value};

use crate::rules::Profile;
use crate::settings::{Chosen, Hints, Settings};

/// The section of the client's configuration that is ours.
pub(super) const SECTION: &str = "podls";

/// Settings in the same section that are for the client alone.
const CLIENT_ONLY: [&str; 3] = ["server", "trace", "commands"];

/// The part of `value` that is our section; `value` itself where it has none.
pub(super) fn section(value: &Value) -> &Value {
    value.get(SECTION).unwrap_or(value)
}

/// The folder with the user's own templates that the section `value` names.
pub(super) fn templates_folder(value: &Value) -> Option<&str> {
    value.get("templates")?.as_str().filter(|folder| !folder.is_empty())
}

/// The settings of the section `value` over those of `base`, and what is wrong with it.
pub(super) fn read(value: &Value, base: &Settings) -> (Settings, Vec<String>) {
    let mut settings = base.clone();
    let mut problems = Vec::new();
    let nothing = Map::new();
    let members = match value {
        Value::Object(members) => members,
        Value::Null => &nothing,
        // An empty table of Lua.
        Value::Array(items) if items.is_empty() => &nothing,
        other => {
            problems.push(format!("the settings `{SECTION}` must be an object, not {}", kind(other)));
            &nothing
        }
    };
    for (name, value) in members {
        match (name.as_str(), value) {
            // The folder is read where there are files.
            (_, Value::Null) | ("templates", Value::String(_)) => {}
            ("kubernetesVersion", Value::String(version)) if version.is_empty() => {}
            ("kubernetesVersion", Value::String(version)) => match version.parse() {
                Ok(minor) => settings.kubernetes = minor,
                Err(problem) => problems.push(format!("setting `{SECTION}.{name}`: {problem}")),
            },
            ("kubernetesVersion", other) => {
                problems.push(format!(
                    "setting `{SECTION}.{name}` must be a string such as `\"1.31\"`, not {}",
                    kind(other)
                ));
            }
            ("podSecurity", Value::String(level)) if level.is_empty() => {}
            ("podSecurity", Value::String(level)) => match level.parse() {
                Ok(level) => settings.pod_security = Some(level),
                Err(problem) => problems.push(format!("setting `{SECTION}.{name}`: {problem}")),
            },
            ("podSecurity", other) => {
                problems.push(format!(
                    "setting `{SECTION}.{name}` must be a string such as `\"baseline\"`, not {}",
                    kind(other)
                ));
            }
            ("profile", Value::String(profile)) if profile.is_empty() => {}
            ("profile", Value::String(profile)) => match profile.parse::<Profile>() {
                Ok(profile) => Chosen { profile: Some(profile), ..Chosen::default() }.apply(&mut settings),
                Err(problem) => problems.push(format!("setting `{SECTION}.{name}`: {problem}")),
            },
            ("profile", other) => {
                problems.push(format!(
                    "setting `{SECTION}.{name}` must be a string such as `\"recommended\"`, not {}",
                    kind(other)
                ));
            }
            // Whether another server is there, the client knows: it says `on` or `off` if asked for `auto`.
            ("schemaFeatures", Value::String(word)) if word == "auto" || word.is_empty() => {}
            ("schemaFeatures", Value::String(word)) if word == "on" => settings.holds_back = false,
            ("schemaFeatures", Value::String(word)) if word == "off" => settings.holds_back = true,
            ("schemaFeatures", _) => {
                problems
                    .push(format!("setting `{SECTION}.{name}` must be `\"auto\"`, `\"on\"` or `\"off\"`, not {value}"));
            }
            ("hints", value) => hints(value, &mut settings.hints, &mut problems),
            ("templates", other) => {
                problems.push(format!("setting `{SECTION}.{name}` must be the path of a folder, not {}", kind(other)));
            }
            (name, _) if CLIENT_ONLY.contains(&name) => {}
            (name, _) => {
                let known = format!(
                    "`{SECTION}.kubernetesVersion`, `{SECTION}.profile`, `{SECTION}.podSecurity`, `{SECTION}.hints`, \
                     `{SECTION}.schemaFeatures` and `{SECTION}.templates`"
                );
                problems.push(format!("unknown setting `{SECTION}.{name}`; there are {known}"));
            }
        }
    }
    (settings, problems)
}

/// The switches of hints, one by one or all at once.
fn hints(value: &Value, hints: &mut Hints, problems: &mut Vec<String>) {
    let members = match value {
        Value::Bool(on) => {
            *hints = Hints::all(*on);
            return;
        }
        Value::Object(members) => members,
        Value::Array(items) if items.is_empty() => return,
        other => {
            problems.push(format!("setting `{SECTION}.hints` must be true, false or an object, not {}", kind(other)));
            return;
        }
    };
    for (name, value) in members {
        let switch = match name.as_str() {
            "roles" => &mut hints.roles,
            "resources" => &mut hints.resources,
            "probes" => &mut hints.probes,
            "quantities" => &mut hints.quantities,
            "schedules" => &mut hints.schedules,
            "commands" => &mut hints.commands,
            name => {
                let known = "`roles`, `resources`, `probes`, `quantities`, `schedules` and `commands`";
                problems.push(format!("unknown setting `{SECTION}.hints.{name}`; there are {known}"));
                continue;
            }
        };
        match value {
            Value::Bool(on) => *switch = *on,
            Value::Null => {}
            other => {
                problems.push(format!("setting `{SECTION}.hints.{name}` must be true or false, not {}", kind(other)));
            }
        }
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::schema::Minor;
    use crate::validate::pss::Level;

    #[test]
    fn every_shape_is_read_and_what_is_wrong_is_named() {
        let base = Settings { kubernetes: Minor(30), ..Settings::default() };
        for (value, minor, problems) in [
            (json!(null), 30, 0),
            (json!([]), 30, 0),
            (json!({}), 30, 0),
            (json!({ "podls": [] }), 30, 0),
            (json!({ "podls": null }), 30, 0),
            (json!({ "kubernetesVersion": "1.31" }), 31, 0),
            (json!({ "podls": { "kubernetesVersion": "v1.31.2" } }), 31, 0),
            (json!({ "kubernetesVersion": "" }), 30, 0),
            (json!({ "kubernetesVersion": null, "trace": { "server": "off" }, "server": {} }), 30, 0),
            (json!({ "kubernetesVersion": 1.31 }), 30, 1),
            (json!({ "kubernetesVersion": "2.0", "kubernetsVersion": "1.31" }), 30, 2),
            (json!({ "kubernetesVersion": "1.32", "x": 1 }), 32, 1),
            (json!([1]), 30, 1),
            (json!("1.31"), 30, 1),
            (json!({ "hints": { "roles": 1, "rules": true, "probes": null } }), 30, 2),
            (json!({ "hints": "on", "commands": [] }), 30, 1),
            (json!({ "schemaFeatures": "auto" }), 30, 0),
            (json!({ "schemaFeatures": "no" }), 30, 1),
            (json!({ "schemaFeatures": false }), 30, 1),
        ] {
            let (settings, named) = read(section(&value), &base);
            assert_eq!((settings.kubernetes, named.len()), (Minor(minor), problems), "{value}: {named:?}");
        }
    }

    #[test]
    fn hints_are_switched_one_by_one_or_all_at_once() {
        let all = Hints::all(true);
        for (value, expected) in [
            (json!({}), all),
            (json!({ "hints": false }), Hints::all(false)),
            (json!({ "hints": {} }), all),
            (json!({ "hints": [] }), all),
            (json!({ "hints": { "roles": false, "commands": false } }), Hints { roles: false, commands: false, ..all }),
        ] {
            let (settings, problems) = read(&value, &Settings::default());
            assert_eq!((settings.hints, problems.len()), (expected, 0), "{value}");
        }
    }

    #[test]
    fn the_pod_security_level_is_read() {
        let base = Settings::default();
        for (value, level, problems) in [
            (json!({}), None, 0),
            (json!({ "podSecurity": "" }), None, 0),
            (json!({ "podSecurity": null }), None, 0),
            (json!({ "podSecurity": "baseline" }), Some(Level::Baseline), 0),
            (json!({ "podSecurity": "restricted" }), Some(Level::Restricted), 0),
            (json!({ "podSecurity": "privileged" }), Some(Level::Privileged), 0),
            (json!({ "podSecurity": "Baseline" }), None, 1),
            (json!({ "podSecurity": true }), None, 1),
        ] {
            let (settings, named) = read(&value, &base);
            assert_eq!((settings.pod_security, named.len()), (level, problems), "{value}: {named:?}");
        }
    }
}
