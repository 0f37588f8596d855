//! Checks that many fields share: texts that follow a grammar, labels, numbers that are not negative.
//! Knows the words for what is wrong, not which field needs what.

use super::placeholder::is_directive;
use super::{Cx, mend};
use crate::finding::Finding;
use crate::pod::value::name;
use crate::pod::{Map, int, text};
use crate::syntax::Node;
use crate::text::Span;

/// Longer values are cut in messages.
pub(super) const MAX_SHOWN: usize = 60;

/// A grammar for texts: how it is told, how it is checked, how a text is made to follow it.
pub(super) struct Grammar {
    /// The code of a finding.
    pub(super) code: &'static str,
    /// What is wrong with a text, in words that follow it.
    pub(super) wrong: fn(&str) -> Option<String>,
    /// The nearest text that is right.
    pub(super) mend: fn(&str) -> Option<String>,
}

/// A DNS label: the name of something that becomes part of a host name.
pub(super) const LABEL: Grammar =
    Grammar { code: "name-invalid", wrong: name::label, mend: |text| name::slug(text, 63) };

/// A DNS subdomain: the name of an object.
pub(super) const SUBDOMAIN: Grammar = Grammar { code: "name-invalid", wrong: name::subdomain, mend: subdomain_slug };

/// The key of a label.
pub(super) const LABEL_KEY: Grammar =
    Grammar { code: "label-value-invalid", wrong: name::qualified, mend: qualified_slug };

/// The value of a label.
pub(super) const LABEL_VALUE: Grammar =
    Grammar { code: "label-value-invalid", wrong: name::label_value, mend: name::label_slug };

impl Grammar {
    /// The same grammar, told under another code.
    pub(super) const fn under(self, code: &'static str) -> Self {
        Self { code, ..self }
    }

    /// Says what is wrong with `node`, the `what`, if it is text and anything is; returns whether.
    pub(super) fn check(&self, cx: &mut Cx<'_>, node: Node<'_>, what: &str) -> bool {
        text(node).is_some_and(|text| self.check_text(cx, node, text, what))
    }

    /// Says what is wrong with `text`, which stands at `node`.
    pub(super) fn check_text(&self, cx: &mut Cx<'_>, node: Node<'_>, text: &str, what: &str) -> bool {
        let Some(wrong) = (self.wrong)(text).filter(|_| !is_directive(text) && !cx.is_open(node)) else {
            return false;
        };
        let shown = cut(text);
        let message =
            if text.is_empty() { format!("the {what} {wrong}") } else { format!("the {what} `{shown}` {wrong}") };
        let fix = (self.mend)(text).filter(|text| (self.wrong)(text).is_none());
        let fix = fix.and_then(|text| mend::say(node, &text, false));
        cx.push(Finding::error(self.code, node.span(), message).with_fix(fix));
        true
    }
}

/// `text`, cut if it is long, on one line.
pub(super) fn cut(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.len() == text.len() && line.chars().count() <= MAX_SHOWN {
        return line.to_owned();
    }
    line.chars().take(MAX_SHOWN - 1).chain(['…']).collect()
}

/// Says what is wrong with the keys and values of labels; `what` are they called: `label`. Returns whether
/// anything is.
pub(super) fn labels(cx: &mut Cx<'_>, labels: Map<'_>, what: &str) -> bool {
    let count = cx.count();
    for label in labels.fields() {
        if name::qualified(label.name).is_some() {
            LABEL_KEY.check_text(cx, label.key, label.name, &format!("{what} key"));
        }
        if text(label.value).is_some_and(|text| name::label_value(text).is_some()) {
            LABEL_VALUE.check(cx, label.value, &format!("{what} value"));
        }
    }
    cx.count() > count
}

/// Says if the number `field` of `map` is negative.
pub(super) fn not_negative(cx: &mut Cx<'_>, map: Map<'_>, field: &str) -> bool {
    at_least(cx, map, field, 0, "negative-number")
}

/// Says, under `code`, if the number `field` of `map` is below `least`.
pub(super) fn at_least(cx: &mut Cx<'_>, map: Map<'_>, field: &str, least: i64, code: &'static str) -> bool {
    let Some((node, value)) = map.get(field).and_then(|node| Some((node, int(node)?))) else { return false };
    if value >= least {
        return false;
    }
    let message = format!("`{field}` must be at least {least}, not {value}");
    let fix = mend::rewrite(node, &least.to_string(), format!("Change to `{least}`"), false);
    cx.push(Finding::error(code, node.span(), message).with_fix(fix));
    true
}

/// Where to point for something that is missing from, or wrong with, a mapping as a whole: its first key.
pub(super) fn head(map: Map<'_>) -> Span {
    map.fields().next().map_or_else(|| map.node().span(), |field| field.key.span())
}

/// Lower case, label by label; what is not allowed becomes a `-`.
fn subdomain_slug(text: &str) -> Option<String> {
    let parts: Vec<String> = text.split('.').filter_map(|part| name::slug(part, 253)).collect();
    (!parts.is_empty()).then(|| parts.join("."))
}

/// Like the key of a label, its prefix kept where there is something to keep.
pub(super) fn qualified_slug(text: &str) -> Option<String> {
    let Some((prefix, name)) = text.rsplit_once('/') else { return name::label_slug(text) };
    let name = name::label_slug(name)?;
    Some(match subdomain_slug(prefix) {
        Some(prefix) => format!("{prefix}/{name}"),
        None => name,
    })
}
