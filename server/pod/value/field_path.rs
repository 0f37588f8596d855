//! Paths of Pod fields that containers may read: `metadata.name`, `metadata.labels['app']`.
//! Source: the downward API conversion and validation of kube-apiserver v1.36.

use super::name;
use crate::schema::{Minor, nearest};

/// Where the field is to appear.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Use {
    /// In an environment variable.
    Env,
    /// In a file of a volume.
    File,
}

/// What is wrong with a path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// In words that follow the path.
    pub message: String,
    /// The path that was likely meant.
    pub meant: Option<String>,
}

const IN_ENV: &[&str] = &[
    "metadata.name",
    "metadata.namespace",
    "metadata.uid",
    "spec.nodeName",
    "spec.serviceAccountName",
    "status.hostIP",
    "status.hostIPs",
    "status.podIP",
    "status.podIPs",
];

const IN_FILES: &[&str] =
    &["metadata.name", "metadata.namespace", "metadata.labels", "metadata.annotations", "metadata.uid"];

/// Fields the server knows by such a path, yet gives to nobody.
const KNOWN: &[&str] = &["spec.restartPolicy", "spec.schedulerName", "status.phase"];

/// `status.hostIPs` is served by default from here on.
const HOST_IPS: Minor = Minor(29);

/// What is wrong with `path`, not empty, at this place.
pub fn check(path: &str, place: Use, minor: Minor) -> Option<Fault> {
    let allowed = if place == Use::Env { IN_ENV } else { IN_FILES };
    if let Some((field, key)) = subscripted(path) {
        let wrong = match field {
            "metadata.labels" => name::qualified(key),
            "metadata.annotations" => name::qualified(&key.to_ascii_lowercase()),
            _ => {
                return Some(Fault {
                    message: "takes no key; only `metadata.labels` and `metadata.annotations` do".to_owned(),
                    meant: repair(path, allowed),
                });
            }
        };
        return wrong.map(|wrong| Fault { message: format!("asks for a key that cannot be: it {wrong}"), meant: None });
    }
    let path = if path == "spec.host" { "spec.nodeName" } else { path };
    if path == "status.hostIPs" && minor < HOST_IPS {
        return Some(Fault { message: format!("can be read from Kubernetes {HOST_IPS} on"), meant: None });
    }
    if allowed.contains(&path) {
        return None;
    }
    let meant = repair(path, allowed);
    let message = match path {
        "metadata.labels" | "metadata.annotations" => {
            format!("can be read one key at a time only: `{path}['KEY']`; all of them fit into a volume")
        }
        _ if IN_ENV.contains(&path) => "can be read by environment variables only".to_owned(),
        _ if KNOWN.contains(&path) => format!("cannot be read by a container; these can: {}", list(allowed)),
        _ if meant.is_some() => "is not a field that a container can read".to_owned(),
        _ => format!("is not a field that a container can read; these are: {}", list(allowed)),
    };
    Some(Fault { message, meant })
}

/// The field and key of `field['key']`.
fn subscripted(path: &str) -> Option<(&str, &str)> {
    let (field, key) = path.strip_suffix("']")?.split_once("['")?;
    (!field.is_empty()).then_some((field, key))
}

/// The path that was likely meant: another case, other brackets, a letter too many.
fn repair(path: &str, allowed: &[&str]) -> Option<String> {
    let path = path.trim().trim_start_matches(['.', '$']);
    for field in ["metadata.labels", "metadata.annotations"] {
        let Some(rest) = path.strip_prefix(field).filter(|rest| !rest.is_empty()) else { continue };
        let key = rest.trim_start_matches(['.', '[']).trim_end_matches(']').trim_matches(['"', '\'', '`']);
        return name::qualified(key).is_none().then(|| format!("{field}['{key}']"));
    }
    // Beyond a slip of case, a path is long enough to look near to many others.
    let same = allowed.iter().find(|known| known.eq_ignore_ascii_case(path));
    let near = same.copied().or_else(|| nearest(path, allowed.iter().copied()));
    near.filter(|near| *near != path && !KNOWN.contains(&path)).map(str::to_owned)
}

fn list(paths: &[&str]) -> String {
    paths.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_known_or_amended() {
        for path in ["metadata.name", "spec.host", "metadata.labels['app']", "metadata.annotations['X.io/B']"] {
            assert_eq!(check(path, Use::Env, Minor::NEWEST), None, "{path}");
        }
        for (path, meant) in [
            ("metadata.nam", Some("metadata.name")),
            ("metadata.labels.app", Some("metadata.labels['app']")),
            ("metadata.labels[\"app\"]", Some("metadata.labels['app']")),
            ("status.hostip", Some("status.hostIP")),
            ("metadata.labels", None),
            ("status.phase", None),
            ("spec.nodeName['x']", None),
            ("metadata.labels['a b']", None),
            ("metadata.labels['']", None),
        ] {
            let fault = check(path, Use::Env, Minor::NEWEST);
            assert_eq!(fault.map(|fault| fault.meant), Some(meant.map(str::to_owned)), "{path}");
        }
        assert!(check("metadata.labels", Use::File, Minor::NEWEST).is_none());
        assert!(check("status.podIP", Use::File, Minor::NEWEST).is_some());
        assert!(check("status.hostIPs", Use::Env, Minor(28)).is_some());
    }
}
