//! Merge keys (`<<`): their value is a mapping, or a list of mappings, as kubectl's parser has it.
//! Knows nothing of what is merged.

use crate::finding::Finding;
use crate::pod::Map;
use crate::syntax::{Kind, Node};
use crate::validate::Cx;

/// Judges the merge keys of `map`.
pub(super) fn check(cx: &mut Cx<'_>, map: Map<'_>) {
    let merges = |key: Node<'_>| key.kind() == Kind::Plain && key.source() == "<<";
    for entry in map.entries().filter(|entry| merges(entry.key)) {
        let value = entry.value;
        // An alias that leads nowhere is said by the parser; one of a list is no list.
        let bad = match value.kind() {
            Kind::Broken | Kind::Mapping => None,
            Kind::Sequence => value.items().find(|item| !may_be_mapping(*item)),
            _ => Some(value).filter(|value| !may_be_mapping(*value)),
        };
        let Some(bad) = bad else { continue };
        let is = match bad.resolve() {
            Some(node) if node.is_sequence() => "a list",
            _ => "neither",
        };
        let message = format!("`<<` merges a mapping or a list of mappings, but `{}` is {is}", bad.excerpt(40));
        cx.push(Finding::error("yaml-syntax", bad.span(), message));
    }
}

fn may_be_mapping(node: Node<'_>) -> bool {
    node.is_mapping()
        || node.kind() == Kind::Broken
        || (node.kind() == Kind::Alias && node.resolve().is_none_or(Node::is_mapping))
}
