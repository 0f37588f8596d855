//! The change that makes podls keep quiet about a finding: a comment at the end of its line.

use super::directive::{MARK, directive};
use crate::finding::Finding;
use crate::syntax::{Change, Syntax};
use crate::text::{Edit, Span, Text};

/// The edit that silences `finding` on its line; none where a comment cannot stand there.
pub(in crate::ide) fn ignore(text: &Text, syntax: &Syntax, finding: &Finding) -> Option<Edit> {
    let line = text.line_span(text.line_of(finding.span.start));
    let (origin, document) = syntax.document_at(line.end)?;
    let comments = document.comments(origin);
    if let Some(comment) = comments.iter().find(|comment| line.covers(comment.span)) {
        let known = directive(comment.text, comment.span.start)?;
        let (_, last) = known.codes.last().filter(|_| !known.names(finding.code))?;
        return Some(Edit::replace(Span::empty(last.end), format!(", {}", finding.code)));
    }
    let gap = if text.slice(line).ends_with(' ') { " " } else { "  " };
    let edit = Edit::replace(Span::empty(line.end), format!("{gap}# {MARK} ignore[{}]", finding.code));
    // Inside a text of several lines it would be text as well.
    let mut after = syntax.clone();
    let changed = text.with_edits(std::slice::from_ref(&edit));
    after.edit(Change::new(text, &edit), &changed);
    let start = line.end + gap.len() as u32;
    let (origin, document) = after.document_at(start)?;
    document.comments(origin).iter().any(|comment| comment.span.start == start).then_some(edit)
}
