//! The spans an editor may select in turn around a place. Knows no Kubernetes.

use super::Snapshot;
use crate::syntax::{Document, Kind, Node};
use crate::text::{Span, Text};

/// The spans around `offset` an editor may select in turn, innermost first, each covering the one before.
pub fn selections(snapshot: &Snapshot, offset: u32) -> Vec<Span> {
    let text = snapshot.text();
    let mut chain = vec![Span::new(0, text.len())];
    if let Some((origin, document)) = snapshot.syntax().document_at(offset) {
        within(text, origin, document, offset, &mut chain);
    }
    // Outermost first so far; each has to be smaller than the one around it and hold the place.
    let mut spans: Vec<Span> = Vec::with_capacity(chain.len());
    for span in chain {
        let fits = spans.last().is_none_or(|outer| outer.covers(span) && *outer != span);
        if fits && span.touches(offset) && !span.is_empty() {
            spans.push(span);
        }
    }
    spans.reverse();
    spans
}

/// Adds the spans inside a document, outermost first.
fn within(text: &Text, origin: u32, document: &Document, offset: u32, chain: &mut Vec<Span>) {
    chain.push(Span::new(origin, origin + document.len()));
    chain.push(document.body_span(origin));
    if let Some(root) = document.root(origin) {
        node(text, root, offset, chain);
    }
    // Comments are looked for last: walking them costs most, and few places lie in one.
    let line = text.line_span(text.line_of(offset));
    if text.slice(line).contains('#') {
        let comments = document.comments(origin);
        let comment = comments.iter().map(|comment| comment.span).find(|span| span.touches(offset));
        if let Some(span) = comment {
            chain.retain(|outer| outer.covers(span));
            chain.push(span);
        }
    }
}

fn node(text: &Text, node: Node<'_>, offset: u32, chain: &mut Vec<Span>) {
    let mut holder = node;
    loop {
        chain.push(holder.span());
        if holder.is_mapping() {
            let Some(entry) = holder.entries().find(|entry| entry.span().touches(offset)) else { return };
            chain.push(entry.span());
            let key = entry.key.span();
            holder = if key.touches(offset) { entry.key } else { entry.value };
            if !holder.span().touches(offset) {
                return;
            }
        } else if holder.is_sequence() {
            let mut before = holder.span().start;
            let found = holder.items().find(|item| {
                let is_it = with_dash(text, holder, before, *item).touches(offset);
                if !is_it {
                    before = item.span().end;
                }
                is_it
            });
            let Some(item) = found else { return };
            chain.push(with_dash(text, holder, before, item));
            if !item.span().touches(offset) {
                return;
            }
            holder = item;
        } else {
            let span = holder.span();
            if matches!(holder.kind(), Kind::SingleQuoted | Kind::DoubleQuoted) && span.len() > 2 {
                chain.push(Span::new(span.start + 1, span.end - 1));
            }
            return;
        }
    }
}

/// An item with the dash in front of it; `before` is where the item above ends, or the sequence begins.
fn with_dash(text: &Text, sequence: Node<'_>, before: u32, item: Node<'_>) -> Span {
    let span = item.span();
    if sequence.is_flow() || before > span.start {
        return span;
    }
    let between = text.slice(Span::new(before, span.start));
    let mut at = before;
    for line in between.split_inclusive(['\n', '\r']) {
        let indent = line.len() - line.trim_start().len();
        if line.trim_start().starts_with('-') {
            return Span::new(at + indent as u32, span.end);
        }
        at += line.len() as u32;
    }
    span
}
