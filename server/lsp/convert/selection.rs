//! Spans around a place as a chain of selection ranges.

use tower_lsp::ls_types::{Position, Range, SelectionRange};

use super::Context;
use crate::text::Span;

/// `spans` from the innermost out; where there are none, the bare place.
pub(in crate::lsp) fn selection(context: &Context<'_>, at: Position, spans: &[Span]) -> SelectionRange {
    let outer = spans
        .iter()
        .rev()
        .fold(None, |parent, span| Some(SelectionRange { range: context.range(*span), parent: parent.map(Box::new) }));
    outer.unwrap_or_else(|| {
        let at = context.position(context.offset(at));
        SelectionRange { range: Range { start: at, end: at }, parent: None }
    })
}
