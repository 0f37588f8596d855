//! How kubectl finds the Pods of an object: by name, through their owner, or by labels.
//! Knows what each kind calls its Pods; writes no command.

use super::quote::{is_typable, quoted};
use crate::pod::{Map, Object, Pod, text};
use crate::schema::Minor;

/// Stands for a name that only the cluster knows.
pub(super) const UNKNOWN: &str = "POD";

/// The Pods of an object.
#[derive(Clone, Debug)]
pub(super) enum Target {
    /// A Pod whose name is known: of a Pod, or the first one of a `StatefulSet`.
    Pod(String),
    /// Pods with names of the cluster's choice, reached through `deploy/web`; with their labels, where
    /// a selector can say them.
    Owner(String, Option<String>),
    /// Pods with names of the cluster's choice, and their labels.
    Selected(String),
    /// Nothing that is written tells them apart.
    Unknown,
}

impl Target {
    /// The Pods of `object`; none for a template that nobody runs.
    pub(super) fn of(object: &Object<'_>, pod: &Pod<'_>, minor: Minor) -> Option<Target> {
        let name = name(object);
        let selected = || labels(pod.metadata).map_or(Target::Unknown, Target::Selected);
        let spec = object.map.map("spec");
        let owner = |short: &str, name: &str| {
            let selector = spec.and_then(|spec| selector(spec, object.kind)).or_else(|| labels(pod.metadata));
            Target::Owner(format!("{short}/{name}"), selector)
        };
        Some(match (object.kind, name) {
            ("PodTemplate", _) => return None,
            ("CronJob", Some(name)) => job(&try_out(name), minor),
            (_, None) => selected(),
            ("Pod", Some(name)) => Target::Pod(name.to_owned()),
            ("StatefulSet", Some(name)) => {
                let first = spec.and_then(|spec| spec.map("ordinals")?.int("start")).unwrap_or_default();
                Target::Pod(format!("{name}-{}", first.max(0)))
            }
            ("Deployment", Some(name)) => owner("deploy", name),
            ("DaemonSet", Some(name)) => owner("ds", name),
            ("ReplicaSet", Some(name)) => owner("rs", name),
            ("ReplicationController", Some(name)) => owner("rc", name),
            ("Job", Some(name)) if spec.is_some_and(|spec| spec.bool("manualSelector") == Some(true)) => {
                owner("job", name)
            }
            ("Job", Some(name)) => job(name, minor),
            _ => return None,
        })
    }
}

/// The name of an object, if it can be typed.
pub(super) fn name<'a>(object: &Object<'a>) -> Option<&'a str> {
    object.map.map("metadata")?.text("name").filter(|name| is_typable(name))
}

/// What a Job started by hand from the `CronJob` `name` is called.
pub(super) fn try_out(name: &str) -> String {
    format!("{name}-manual")
}

fn job(name: &str, minor: Minor) -> Target {
    let label = if minor >= Minor(27) { "batch.kubernetes.io/job-name" } else { "job-name" };
    Target::Owner(format!("job/{name}"), Some(format!("{label}={name}")))
}

/// The selector of a workload as `-l` takes it.
fn selector(spec: Map<'_>, kind: &str) -> Option<String> {
    let selector = spec.map("selector")?;
    if kind == "ReplicationController" {
        return equalities(selector).map(|terms| terms.join(",")).filter(|all| !all.is_empty());
    }
    let mut terms = selector.map("matchLabels").map_or_else(|| Some(Vec::new()), equalities)?;
    for (_, expression) in selector.maps("matchExpressions") {
        terms.push(term(expression)?);
    }
    (!terms.is_empty()).then(|| terms.join(","))
}

/// The labels of a Pod as `-l` takes them.
fn labels(metadata: Option<Map<'_>>) -> Option<String> {
    let terms = equalities(metadata?.map("labels")?)?;
    (!terms.is_empty()).then(|| terms.join(","))
}

/// `app=web` for each pair; none if one of them cannot be said.
fn equalities(map: Map<'_>) -> Option<Vec<String>> {
    map.fields()
        .map(|field| {
            let value = text(field.value)?;
            let fits = is_typable(field.name) && (value.is_empty() || is_typable(value));
            fits.then(|| format!("{}={value}", field.name))
        })
        .collect()
}

/// `tier in (a,b)`
fn term(expression: Map<'_>) -> Option<String> {
    let key = expression.text("key").filter(|key| is_typable(key))?;
    let values: Option<Vec<&str>> =
        expression.items("values").map(|value| text(value).filter(|v| is_typable(v))).collect();
    let values = values?.join(",");
    match expression.text("operator")? {
        "In" if !values.is_empty() => Some(format!("{key} in ({values})")),
        "NotIn" if !values.is_empty() => Some(format!("{key} notin ({values})")),
        "Exists" => Some(key.to_owned()),
        "DoesNotExist" => Some(format!("!{key}")),
        _ => None,
    }
}

/// `-l` with its selector as words of a shell.
pub(super) fn by_labels(selector: &str) -> String {
    format!("-l {}", quoted(selector))
}
