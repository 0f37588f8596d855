//! User and group IDs. Facts X1-X4, X25.

use crate::finding::{Finding, Fix};
use crate::pod::{Map, int};
use crate::syntax::Node;
use crate::text::Edit;
use crate::validate::Cx;

const MOST: i64 = i32::MAX as i64;

/// Judges the IDs in the context of a Pod.
pub(super) fn pod(cx: &mut Cx<'_>, context: Map<'_>) {
    container(cx, context);
    if let Some(at) = context.get("fsGroup") {
        range(cx, at, "fsGroup", "group-id-out-of-range");
    }
    for at in context.items("supplementalGroups") {
        range(cx, at, "a supplemental group", "group-id-out-of-range");
    }
}

/// Judges the IDs in the context of a container.
pub(super) fn container(cx: &mut Cx<'_>, context: Map<'_>) {
    for (name, code) in [("runAsUser", "user-id-out-of-range"), ("runAsGroup", "group-id-out-of-range")] {
        if let Some(at) = context.get(name) {
            range(cx, at, name, code);
        }
    }
}

fn range(cx: &mut Cx<'_>, at: Node<'_>, name: &str, code: &'static str) {
    let Some(id) = int(at).filter(|id| !(0..=MOST).contains(id)) else { return };
    let name = if name.contains(' ') { name.to_owned() } else { format!("`{name}`") };
    let message = format!("{name} must lie between 0 and {MOST}, not be `{}`", at.excerpt(40));
    let positive = id.checked_neg().filter(|positive| (0..=MOST).contains(positive));
    let fix = positive.map(|positive| {
        Fix::suggestion(format!("Change to `{positive}`"), vec![Edit::replace(at.span(), positive.to_string())])
    });
    cx.push(Finding::error(code, at.span(), message).with_fix(fix));
}
