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

/// Whether a completion is for us to offer: names of the manifest's own things, and whole blocks, always are.
pub(super) fn offers(view: &View, completion: &Completion) -> bool {
    let ours = matches!(completion.kind, CompletionKind::Reference | CompletionKind::Block);
    ours || !view.settings.holds_back
}
