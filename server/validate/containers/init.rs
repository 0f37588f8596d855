//! What a plain init container may not have (N1-N4): probes and lifecycle hooks.

use crate::finding::Finding;
use crate::pod::{Container, Field};
use crate::schema::Minor;
use crate::syntax::edit::Place;
use crate::validate::Cx;
use crate::validate::placeholder::is_placeholder;
use crate::validate::reshape;

/// Native sidecars are on by default from here on.
const SIDECARS: Minor = Minor(29);

/// A field that only makes sense for what stays.
pub(super) fn forbidden(cx: &mut Cx<'_>, container: &Container<'_>, field: Field<'_>) {
    // A miswritten `Always` is said once, at the `Always`; one to be filled in may become it.
    let meant = container.map.get("restartPolicy").is_some_and(|policy| {
        is_placeholder(policy) || (policy.value() != "Always" && policy.value().eq_ignore_ascii_case("always"))
    });
    if meant {
        return;
    }
    let name = field.name;
    let way_out = if cx.minor >= SIDECARS {
        "remove it, or make this a native sidecar with `restartPolicy: Always`"
    } else {
        "remove it"
    };
    let message = format!("an init container cannot have a `{name}`, as it must end before the Pod goes on; {way_out}");
    let finding = Finding::error("init-probe-forbidden", field.key.span(), message);
    let finding = finding.with_fix(reshape::remove(cx.desk, container.map, field));
    let absent = cx.minor >= SIDECARS && container.map.field("restartPolicy").is_none();
    let sidecar =
        absent.then(|| reshape::add(cx.desk, container.map, "restartPolicy", &"Always".into(), Place::After("image")));
    cx.push(finding.with_fix(sidecar.flatten()));
}
