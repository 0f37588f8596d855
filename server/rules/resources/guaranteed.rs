//! `sidecar-breaks-guaranteed-qos`: all regular containers have what the class `Guaranteed` needs, and an
//! init container or native sidecar has not: the Pod is `Burstable`.

use crate::finding::Fix;
use crate::pod::Container;
use crate::pod::effective::{Class, qos};
use crate::rules::advice::Advice;
use crate::rules::mend::copy;
use crate::rules::view::View;
use crate::rules::{Look, Rule};
use crate::syntax::edit::Value;
use crate::validate::reshape::set;

pub(in crate::rules) const RULE: Rule = Rule { code: "sidecar-breaks-guaranteed-qos", look: Look::Pod(look) };

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>) {
    let starts = view.members.iter().any(|member| member.role().list() == "initContainers");
    if view.is_patch || !starts {
        return;
    }
    let qos = qos(view.pod, view.minor);
    let regular = |container: &Container<'_>| container.role.list() == "containers";
    let meant = view.pod.containers.iter().any(regular)
        && qos.lacks.iter().all(|lack| lack.container.is_some_and(|container| !regular(container)));
    if qos.class != Class::Burstable || !qos.exact || !meant {
        return;
    }
    let mut last: Option<&Container<'_>> = None;
    for lack in &qos.lacks {
        let Some(container) = lack.container else { continue };
        // Once for CPU and memory.
        if last.is_some_and(|last| last.index == container.index) {
            continue;
        }
        last = Some(container);
        let message = format!(
            "`{}` makes the Pod `Burstable` instead of `Guaranteed`; give it limits equal to its requests",
            container.name()
        );
        let fix = equal(advice, container);
        advice.push(advice.finding(container.head(), message).with_fix(fix));
    }
}

/// Limits as high as the requests, or both where there is neither.
fn equal(advice: &Advice<'_, '_>, container: &Container<'_>) -> Option<Fix> {
    let own = container.map.map("resources");
    let requests = own.and_then(|own| own.get("requests"));
    match (own, requests) {
        (Some(own), Some(requests))
            if !own.has("limits") && own.map("requests")?.has("cpu") && own.map("requests")?.has("memory") =>
        {
            set(
                advice.desk(),
                container.map,
                &["resources", "limits"],
                &copy(requests, 1)?,
                "Set `limits` as high as `requests`",
            )
        }
        (own, None) if own.is_none_or(|own| !own.has("limits")) => {
            let todo = |text: &str| Value::from(text).note("TODO: as much as it needs");
            let limits = Value::map([("cpu", todo("50m")), ("memory", todo("64Mi"))]);
            set(advice.desk(), container.map, &["resources", "limits"], &limits, "Add `limits`")
        }
        _ => None,
    }
}
