//! A pair or item taken out of a collection, with what belongs to it.

use super::lines::{before, behind, first_token, is_first, line_end, line_start};
use super::replace::replace;
use super::site::{Site, children, extent, last_line};
use super::value::Value;
use super::{Emptied, anchors, flow};
use crate::text::{Edit, Span};

/// Removes child `index` of the collection at `site`.
pub(super) fn remove(site: Site<'_>, index: usize, emptied: Emptied) -> Option<Vec<Edit>> {
    if !site.has_editable_children() {
        return None;
    }
    let text = site.text;
    let children = children(text, site.node)?;
    let child = children.get(index)?;
    if child.explicit || anchors::are_needed(site.node, Span::new(child.start, child.end), None) {
        return None;
    }
    if children.len() == 1 {
        if emptied == Emptied::Remove && !site.chain.is_empty() {
            let (parent, index) = site.parent()?;
            return remove(parent, index, emptied);
        }
        let nothing = if site.node.is_mapping() { Value::Map(Vec::new()) } else { Value::Seq(Vec::new()) };
        return replace(&site, &nothing);
    }
    if site.node.is_flow() {
        return flow::remove(&site, &children, index);
    }
    let own = extent(text, &children, index, site.chain.is_empty())?;
    if is_first(text, child.start) {
        return Some(vec![Edit::replace(own.whole(text), "")]);
    }
    // It shares its line with a dash, so the next child has to move up, unless comments stand between.
    let next = children.get(index + 1)?;
    let between = Span::new(line_end(text, own.last), next.start);
    if first_token(text, between).is_some() {
        return None;
    }
    if text.slice(between).trim().is_empty() {
        return Some(vec![Edit::replace(Span::new(child.start, next.start), "")]);
    }
    let lead = before(text, child.start);
    let spaces = (lead.len() - lead.trim_end().len()) as u32;
    Some(vec![Edit::replace(Span::new(child.start - spaces, line_end(text, own.last)), "")])
}

/// Removes child `index` of the collection at `site`, but no comment: what was said about it may hold all the same.
pub(super) fn take_out(site: Site<'_>, index: usize) -> Option<Vec<Edit>> {
    let text = site.text;
    let all = children(text, site.node)?;
    let child = all.get(index)?;
    let needed = anchors::are_needed(site.node, Span::new(child.start, child.end), None);
    if site.node.is_flow() || all.len() == 1 || needed || child.explicit || !is_first(text, child.start) {
        let edits = remove(site, index, Emptied::Remove)?;
        let lost = edits.iter().any(|edit| text.slice(edit.span).contains('#') && !edit.new_text.contains('#'));
        return (!lost).then_some(edits);
    }
    let last = last_line(text, child);
    let note = behind(text, child.end);
    let span = Span::new(line_start(text, text.line_of(child.start)), text.line_start(last + 1));
    match note.find('#').map(|at| child.end + at as u32) {
        None if !text.slice(span).contains('#') => Some(vec![Edit::replace(span, "")]),
        Some(at) if text.line_of(child.start) == last && !text.slice(Span::new(span.start, at)).contains('#') => {
            Some(vec![Edit::replace(Span::new(child.start, at), "")])
        }
        _ => None,
    }
}
