//! User and group IDs. Facts X1-X4, X25.

use crate::finding::{Finding, Fix};
use crate::pod::{Field, int};
use crate::syntax::Node;
use crate::text::Edit;
use crate::validate::Cx;

const MOST: i64 = i32::MAX as i64;

/// Judges `runAsUser`, `runAsGroup` or `fsGroup`.
pub(super) fn field(cx: &mut Cx<'_>, field: Field<'_>) {
    let code = if field.name == "runAsUser" { "user-id-out-of-range" } else { "group-id-out-of-range" };
    range(cx, field.value, field.name, code);
}

/// Judges `supplementalGroups`.
pub(super) fn groups(cx: &mut Cx<'_>, groups: Node<'_>) {
    for at in groups.items() {
        range(cx, at.resolve().unwrap_or(at), "a supplemental group", "group-id-out-of-range");
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
