//! Folds as folding ranges of whole lines.

use tower_lsp::ls_types::{FoldingRange, FoldingRangeKind};

use super::Context;
use crate::ide::Fold;

/// As many of `folds` as the client takes; a fold within one line is none.
pub(in crate::lsp) fn folds(context: &Context<'_>, folds: &[Fold]) -> Vec<FoldingRange> {
    let limit = context.editor.fold_limit.map_or(usize::MAX, |limit| limit as usize);
    folds.iter().filter_map(|fold| range(context, *fold)).take(limit).collect()
}

fn range(context: &Context<'_>, fold: Fold) -> Option<FoldingRange> {
    let start_line = context.text.line_of(fold.span.start);
    // The line of the last byte: a span may end behind a line break.
    let end_line = context.text.line_of(fold.span.end.saturating_sub(1).max(fold.span.start));
    (start_line < end_line).then(|| FoldingRange {
        start_line,
        end_line,
        kind: fold.comment.then_some(FoldingRangeKind::Comment),
        ..FoldingRange::default()
    })
}
