//! Where the values of environment variables come from: `$(NAME)` in texts, and keys of `ConfigMaps`
//! and Secrets of the same file. Shows no value of a Secret.

use super::super::Cx;
use crate::ide::facts::{and_list, code};
use crate::ide::neighbours;
use crate::pod::{Container, Map};

/// The references `$(NAME)` in `text`; `before` is the variable the text is the value of.
pub(super) fn references(text: &str, container: &Container<'_>, before: Option<Map<'_>>) -> Option<String> {
    let mut lines = Vec::new();
    for name in names(text) {
        if !lines.iter().any(|(seen, _)| *seen == name) {
            lines.push((name, reference(name, container, before)));
        }
    }
    (!lines.is_empty())
        .then(|| lines.iter().map(|(name, what)| format!("- `$({name})`: {what}")).collect::<Vec<_>>().join("\n"))
}

/// The names that are expanded; `$$(NAME)` is not.
fn names(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('$') {
        rest = after;
        if let Some(escaped) = rest.strip_prefix('$') {
            rest = escaped;
        } else if let Some((name, after)) = rest.strip_prefix('(').and_then(|open| open.split_once(')')) {
            if code(name) == format!("`{name}`") && !name.is_empty() {
                names.push(name);
            }
            rest = after;
        }
    }
    names
}

fn reference(name: &str, container: &Container<'_>, before: Option<Map<'_>>) -> String {
    let variables: Vec<Map<'_>> = container.map.maps("env").map(|(_, variable)| variable).collect();
    let same = |one: &Map<'_>, other: Map<'_>| one.node().span() == other.node().span();
    let own = before.and_then(|before| variables.iter().position(|variable| same(variable, before)));
    let found = variables.iter().position(|variable| variable.text("name") == Some(name));
    match found.and_then(|at| Some((at, variables.get(at)?))) {
        Some((at, _)) if own.is_some_and(|own| at >= own) => {
            "set further down, so it is not known yet and stays as it is written".to_owned()
        }
        Some((_, variable)) => match (variable.text("value"), variable.map("valueFrom")) {
            (Some(value), _) => format!("{} from `env`", code(value)),
            (None, Some(from)) => origin(from),
            (None, None) => "empty".to_owned(),
        },
        None if container.map.has("envFrom") => "not in `env`; perhaps from `envFrom`".to_owned(),
        None => "not set in this container; unless a Service brings it, it stays as it is written".to_owned(),
    }
}

/// `from the key password of the Secret db`
fn origin(from: Map<'_>) -> String {
    let Some(field) = from.fields().next() else { return "empty".to_owned() };
    let text = |name: &str| Map::of(field.value).and_then(|inner| inner.text(name)).map(code).unwrap_or_default();
    match field.name {
        "secretKeyRef" => format!("the key {} of the Secret {}", text("key"), text("name")),
        "configMapKeyRef" => format!("the key {} of the ConfigMap {}", text("key"), text("name")),
        "fieldRef" => format!("{} of the Pod", text("fieldPath")),
        "resourceFieldRef" => format!("{} of the container", text("resource")),
        "fileKeyRef" => format!("the key {} of the file {}", text("key"), text("path")),
        other => code(other),
    }
}

/// The `ConfigMap` or Secret `name`, and its `key`, if one is asked for.
pub(super) fn target(cx: &Cx<'_, '_>, kind: &str, name: &str, key: Option<&str>, optional: bool) -> String {
    let whose = format!("the {kind} {}", code(name));
    let need = if optional { "may be missing" } else { "must be there before a container that uses it can start" };
    let Some(object) = neighbours::named(cx.snapshot, &cx.place.object, kind, name) else {
        return format!("{}: not in this file; it {need}.", capital(&whose));
    };
    let fields = ["data", "stringData", "binaryData"].into_iter().filter_map(|field| object.map.map(field));
    let entries: Vec<_> = fields.flat_map(Map::fields).collect();
    let Some(key) = key else {
        if entries.is_empty() {
            return format!("{}, in this file, has no keys.", capital(&whose));
        }
        let keys: Vec<String> = entries.iter().take(10).map(|entry| code(entry.name)).collect();
        let more = if entries.len() > 10 { " and more" } else { "" };
        return format!("{}, in this file, with {}{more}.", capital(&whose), and_list(&keys));
    };
    match entries.iter().find(|entry| entry.name == key) {
        None => format!("{whose} in this file has no key {}.", code(key)).replacen("the", "The", 1),
        Some(_) if kind == "Secret" => format!("The key {} of {whose} in this file.", code(key)),
        Some(entry) => {
            let value = entry.value.value();
            let first = value.lines().next().unwrap_or_default();
            let more = if value.lines().count() > 1 { " and more lines" } else { "" };
            format!("The key {} of {whose} in this file: {}{more}.", code(key), code(first))
        }
    }
}

fn capital(text: &str) -> String {
    text.replacen("the", "The", 1)
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn references_are_found_where_the_kubelet_expands_them() {
        for (text, found) in [
            ("$(A) and $(B)", vec!["A", "B"]),
            ("$$(A) $(B)", vec!["B"]),
            ("$$$(A)", vec!["A"]),
            ("$(A", vec![]),
            ("$A ${B} $()", vec![]),
            ("$(date +%F)", vec!["date +%F"]),
        ] {
            assert_eq!(names(text), found, "{text}");
        }
    }
}
