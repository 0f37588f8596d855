//! Probes (H9-H12): numbers and what each kind of probe allows. Handlers are `handlers`'.

use super::{handlers, number};
use crate::finding::{Finding, Fix};
use crate::pod::{Field, Map};
use crate::syntax::Node;
use crate::text::Edit;
use crate::validate::Cx;
use crate::validate::reshape;

const NUMBERS: &[&str] =
    &["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"];

/// Judges the probe `owner`.
pub(super) fn check(cx: &mut Cx<'_>, owner: Field<'_>) {
    let Some(map) = Map::of(owner.value) else { return };
    handlers::check(cx, owner, map);
    let readiness = owner.name == "readinessProbe";
    for name in NUMBERS {
        let Some((node, value)) = number(map, name) else { continue };
        if value < 0 {
            let message = format!("`{name}` must not be negative");
            let fix = usize::try_from(-value).ok().map(|value| to(node, &value.to_string()));
            cx.push(Finding::error("probe-number-negative", node.span(), message).with_fix(fix));
        } else if *name == "successThreshold" && !readiness && value > 1 {
            let message = format!(
                "`successThreshold` of a `{}` must be 1; only that of a `readinessProbe` can be higher",
                owner.name
            );
            cx.push(Finding::error("probe-success-threshold", node.span(), message).with_fix(to(node, "1")));
        }
    }
    grace(cx, map, readiness);
}

/// A grace period of its own is for probes that end the container.
fn grace(cx: &mut Cx<'_>, map: Map<'_>, readiness: bool) {
    let Some(field) = map.field("terminationGracePeriodSeconds").filter(|field| field.present().is_some()) else {
        return;
    };
    let finding = if readiness {
        let message = "a `readinessProbe` ends nothing, so it cannot have `terminationGracePeriodSeconds`; remove it";
        Finding::error("probe-grace-period", field.key.span(), message)
    } else {
        let Some((node, _)) = number(map, field.name).filter(|(_, value)| *value <= 0) else { return };
        let message = "`terminationGracePeriodSeconds` of a probe must be greater than 0; remove it to use the Pod's";
        Finding::error("probe-grace-period", node.span(), message)
    };
    let fix = reshape::remove(cx.desk, map, field);
    cx.push(finding.with_fix(fix));
}

fn to(node: Node<'_>, text: &str) -> Fix {
    Fix::suggestion(format!("Change to `{text}`"), vec![Edit::replace(node.span(), text)])
}
