//! Which anchors an edit would take away from under their aliases.

use super::super::node::Node;
use super::super::raw::Kind;
use crate::text::Span;

/// Whether the text of `lost` holds an anchor that an alias outside of it refers to; the anchor of `kept`
/// itself does not count.
pub(super) fn are_needed(any: Node<'_>, lost: Span, kept: Option<Node<'_>>) -> bool {
    if !any.document().has_aliases() {
        return false;
    }
    let Some(root) = any.document().root(any.origin()) else { return false };
    let kept = kept.and_then(|node| node.properties().find(|(_, text)| text.starts_with('&')));
    let mut anchors: Vec<&str> = Vec::new();
    let mut aliases: Vec<(u32, &str)> = Vec::new();
    let mut stack = vec![root];
    while let Some(node) = stack.pop() {
        for (span, text) in node.properties() {
            if lost.covers(span) && kept.is_none_or(|(kept, _)| kept != span) {
                anchors.extend(text.strip_prefix('&'));
            }
        }
        if node.kind() == Kind::Alias {
            aliases.extend(node.source().strip_prefix('*').map(|name| (node.span().start, name)));
        }
        stack.extend(node.entries().flat_map(|entry| [entry.key, entry.value]));
        stack.extend(node.items());
    }
    aliases.iter().any(|(at, name)| !lost.touches(*at) && anchors.contains(name))
}
