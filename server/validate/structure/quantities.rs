//! Values that must be quantities (P6): reads them as the server does, and says what was likely meant.

use crate::finding::{Finding, Fix};
use crate::pod::quantity;
use crate::pod::value::quantity_repair::repairs;
use crate::syntax::Node;
use crate::validate::mend;

/// Longer values are cut in messages.
const MAX_SHOWN: usize = 40;

/// What is wrong with a scalar that is to be a quantity, if anything.
pub(super) fn check(value: Node<'_>, key: Node<'_>) -> Option<Finding> {
    if quantity(value).is_some() {
        return None;
    }
    let (name, shown) = (key.value(), value.excerpt(MAX_SHOWN));
    // What is far too long was not meant as a number.
    let repairs = if value.value().len() > MAX_SHOWN { Vec::new() } else { repairs(value.value()) };
    let message = match repairs.first() {
        Some(repair) => format!("`{shown}` is not a quantity for `{name}`; write `{}`", repair.text),
        None if value.value().is_empty() => {
            format!("`{name}` must not be empty; write a quantity such as `500m`, `2`, `128Mi`, or remove it")
        }
        None => format!(
            "`{shown}` is not a quantity for `{name}`; write a number, perhaps with a suffix (`m`, `k`, `M`, `G`, \
             `T`, `Ki`, `Mi`, `Gi`, `Ti`), such as `500m`, `2` or `128Mi`"
        ),
    };
    let finding = Finding::error("quantity-invalid", value.span(), message);
    Some(repairs.into_iter().fold(finding, |finding, repair| {
        let title = format!("Change to `{}`", repair.text);
        let edits = vec![mend::in_quotes(value, &repair.text)];
        finding.with_fix(if repair.sure { Fix::safe(title, edits) } else { Fix::suggestion(title, edits) })
    }))
}
