//! References to a field or a resource of the Pod itself: the downward API in environment variables
//! and in volumes. Facts V7-V11, O19, O22. Source: `validateObjectFieldSelector` and
//! `validateContainerResourceFieldSelector` of kube-apiserver v1.36.

use super::Cx;
use super::mend;
use super::placeholder::is_placeholder_text;
use crate::finding::Finding;
use crate::pod::Map;
use crate::pod::value::{field_path, quantity, resource_name};
use crate::schema::nearest;
use crate::syntax::{Node, Scalar};

/// Judges a `fieldRef`: a field of the Pod itself. Its `apiVersion` is a value out of a closed list.
pub(super) fn field_ref(cx: &mut Cx<'_>, map: Map<'_>, place: field_path::Use) {
    let Some((node, path)) = judged(map, "fieldPath") else { return };
    let Some(fault) = field_path::check(path, place, cx.minor) else { return };
    let mut message = format!("`{path}` {}", fault.message);
    if let Some(meant) = &fault.meant {
        message.push_str("; did you mean `");
        message.push_str(meant);
        message.push_str("`?");
    }
    let finding = Finding::error("field-path-invalid", node.span(), message);
    cx.push(finding.with_fix(fault.meant.and_then(|meant| mend::say(node, &meant, false))));
}

/// Judges a `resourceFieldRef`: a limit or request of a container. `containerName` is the caller's.
pub(super) fn resource_ref(cx: &mut Cx<'_>, map: Map<'_>) {
    let Some((node, resource)) = judged(map, "resource") else { return };
    if !resource_name::is_field(resource) {
        let near = nearest(resource, resource_name::FIELDS.iter().copied());
        let message = match near {
            Some(near) => format!("`{resource}` cannot be read; did you mean `{near}`?"),
            None => format!(
                "`{resource}` cannot be read; write `limits.` or `requests.` and `cpu`, `memory`, \
                 `ephemeral-storage` or `hugepages-SIZE`"
            ),
        };
        let finding = Finding::error("resource-field-invalid", node.span(), message);
        cx.push(finding.with_fix(near.and_then(|near| mend::say(node, near, false))));
        return;
    }
    divisor(cx, map, resource);
}

/// What the amount is divided by.
fn divisor(cx: &mut Cx<'_>, map: Map<'_>, resource: &str) {
    let Some(node) = map.get("divisor") else { return };
    let milli = matches!(resource, "limits.cpu" | "requests.cpu");
    let good = match node.scalar() {
        // Text that is no quantity is `structure`'s.
        Some(Scalar::String) => {
            quantity::Quantity::parse(node.value()).is_none() || quantity::is_divisor(node.value(), milli)
        }
        Some(Scalar::Integer(number)) => quantity::is_divisor(&number.to_string(), milli),
        Some(Scalar::Float(number)) => quantity::is_divisor(&number.to_string(), milli),
        _ => true,
    };
    if good {
        return;
    }
    let (forms, likely) = if milli {
        ("`1` or `1m`", &["1", "1m"][..])
    } else {
        (
            "`1`, or 1 with a suffix `k`, `M`, `G`, `T`, `P`, `E`, `Ki`, `Mi`, `Gi`, `Ti`, `Pi` or `Ei`",
            &["1", "1Mi"][..],
        )
    };
    let message = format!("`{}` cannot divide `{resource}`; write {forms}", node.excerpt(20));
    let finding = Finding::error("divisor-invalid", node.span(), message);
    cx.push(likely.iter().fold(finding, |finding, text| finding.with_fix(mend::amount(node, text))));
}

/// A text that can be judged: there, not empty, not to be filled in later.
fn judged<'a>(map: Map<'a>, name: &str) -> Option<(Node<'a>, &'a str)> {
    let node = map.get(name)?;
    let text = crate::pod::text(node)?;
    (!text.is_empty() && !is_placeholder_text(text)).then_some((node, text))
}
