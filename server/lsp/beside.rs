//! Living beside another server that has a schema of the same fields: which of our words it says already.

use super::session::View;
use crate::finding::Finding;
use crate::ide::{Completion, CompletionKind};

/// What any server with a schema finds, too.
const SCHEMA: [&str; 5] = ["duplicate-key", "missing-field", "unknown-field", "wrong-type", "yaml-syntax"];

/// Whether a finding is for us to tell.
pub(super) fn tells(view: &View, finding: &Finding) -> bool {
    !view.settings.holds_back || !SCHEMA.contains(&finding.code)
}

/// Leaves those completions at `offset` that are for us to offer. A schema has the names of fields, booleans,
/// kinds and their versions; the words that other fields take it does not list.
pub(super) fn keep_ours(view: &View, offset: u32, offered: &mut Vec<Completion>) {
    if !view.settings.holds_back {
        return;
    }
    let text = view.document.snapshot.text();
    let line = text.slice(text.line_span(text.line_of(offset)));
    let is_kind = ["kind:", "apiVersion:"].iter().any(|key| line.trim_start().starts_with(key));
    offered.retain(|completion| match completion.kind {
        CompletionKind::Field => false,
        CompletionKind::Value => !is_kind && !matches!(completion.label.as_str(), "true" | "false"),
        CompletionKind::Reference | CompletionKind::Block => true,
    });
}
