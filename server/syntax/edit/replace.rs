//! A value in the place of another, whatever either is.

use super::super::node::Node;
use super::super::raw::Kind;
use super::super::scalar::Scalar;
use super::lines::{before, behind, column, comment_column, is_blank, line_end};
use super::patch::merged;
use super::render::{Rendered, Tail, pad};
use super::site::{Child, Site, children, extent};
use super::style::{Style, is_multiline};
use super::value::Value;
use super::{anchors, flow, quotes_of};
use crate::text::{Edit, Span};

/// Puts `value` in the place of the node at `site`.
pub(super) fn replace(site: &Site<'_>, value: &Value) -> Option<Vec<Edit>> {
    let old = site.node;
    if says(old, value) {
        return Some(Vec::new());
    }
    if anchors::are_needed(old, old.outer_span(), Some(old)) {
        return None;
    }
    let style = Style::near(site);
    if site.in_flow() {
        return flow::replace(site, &style, value);
    }
    let stays_flow = old.is_flow() && value.is_collection() && !flow::is_empty(old);
    if stays_flow {
        let multi = is_multiline(site.text, old);
        return flow::in_place(site, &style, value, multi);
    }
    without_swallowing(&style, |style| match site.chain.last() {
        None => root(site, style, value),
        Some(link) => {
            let children = children(site.text, link.node)?;
            let child = children.get(link.index).filter(|child| !child.explicit)?;
            block(site, style, child, value)
        }
    })
}

/// Whether `node` already says exactly `value`, which brings no comment of its own.
fn says(node: Node<'_>, value: &Value) -> bool {
    let scalar = node.scalar();
    match value {
        Value::Null => scalar == Some(Scalar::Null) && !node.is_absent(),
        Value::Bool(value) => scalar == Some(Scalar::Bool(*value)),
        Value::Int(value) => scalar == Some(Scalar::Integer(i128::from(*value))),
        Value::Float(value) => scalar == Some(Scalar::Float(*value)),
        Value::String(text) => scalar == Some(Scalar::String) && node.value() == text,
        Value::Raw(source) => node.kind().is_scalar() && node.source() == source && node.tag().is_none(),
        Value::Map(pairs) => pairs.is_empty() && node.is_mapping() && node.entries().next().is_none(),
        Value::Seq(items) => items.is_empty() && node.is_sequence() && node.items().next().is_none(),
        Value::Noted(..) => false,
    }
}

/// The anchor of `node` as it stands in front of a value.
fn anchor(node: Node<'_>) -> String {
    node.anchor().map(|name| format!("&{name} ")).unwrap_or_default()
}

/// The head with the anchor in front; a collection in lines begins on the line below it, since on the same
/// line the anchor would be that of its first key. The collection stands at `column`.
fn anchored(style: &Style, old: Node<'_>, value: &Value, head: &str, column: u32) -> String {
    let mut text = anchor(old);
    if !text.is_empty() && value.is_collection() {
        text.pop();
        style.new_line(&mut text, column);
    }
    text + head
}

fn root(site: &Site<'_>, style: &Style, value: &Value) -> Option<Vec<Edit>> {
    let (text, old) = (site.text, site.node);
    let outer = old.outer_span();
    let at = column(text, outer.start);
    if value.is_collection() && !before(text, outer.start).trim().is_empty() {
        return None;
    }
    let written = if value.is_collection() {
        style.hung(value, at, at, None)
    } else {
        Rendered { head: style.inline(value, quotes_of(old), false), ..Rendered::default() }
    };
    let end =
        if old.is_flow() || !is_multiline(text, old) { outer.end } else { line_end(text, text.line_of(outer.end)) };
    let line = line_end(text, text.line_of(end));
    let edits = vec![
        Edit::replace(Span::new(outer.start, end), anchored(style, old, value, &written.head, at)),
        Edit::replace(Span::empty(line), written.body),
    ];
    finish(site, style, edits, written.tail)
}

/// Replaces the value of a pair or item of a collection in lines.
fn block(site: &Site<'_>, style: &Style, child: &Child<'_>, value: &Value) -> Option<Vec<Edit>> {
    let (text, old) = (site.text, site.node);
    let indicator = child.indicator_end(text)?;
    let parent = column(text, child.start);
    let below = text.line_of(old.span().start) != text.line_of(indicator);
    if (old.is_mapping() || old.is_sequence()) && !old.is_flow() {
        return collection(site, style, child, value, below);
    }
    let outer = old.outer_span();
    let at = if old.is_absent() { parent + style.gap } else { column(text, outer.start) };
    let quotes = quotes_of(old);
    let written = match child.key {
        Some(_) if !below => style.under_key(value, parent, quotes),
        _ if at > parent => style.hung(value, at, parent, quotes),
        _ => return None,
    };
    let mut edits = Vec::new();
    if matches!(old.kind(), Kind::Literal | Kind::Folded) {
        if below {
            return None;
        }
        let header = old.source().lines().next().unwrap_or_default();
        let indicators = header.find([' ', '\t']).unwrap_or(header.len()) as u32;
        let start = if written.head.is_empty() { indicator } else { outer.start };
        let head = lead(&written, anchor(old), start == indicator);
        edits.push(Edit::replace(Span::new(start, old.span().start + indicators), head));
        let first = line_end(text, text.line_of(old.span().start));
        edits.push(Edit::replace(Span::new(first, old.span().end.max(first)), written.body));
        return finish(site, style, edits, written.tail);
    }
    if old.is_absent() {
        let mut head = String::new();
        if !written.head.is_empty() {
            pad(&mut head, if child.key.is_some() || outer.end > indicator { 1 } else { style.gap.saturating_sub(1) });
            head.push_str(&written.head);
        }
        edits.push(Edit::replace(Span::empty(outer.end), head));
    } else if written.head.is_empty() {
        let rest = behind(text, outer.end);
        let end = if rest.trim().is_empty() { outer.end + rest.len() as u32 } else { outer.end };
        edits.push(Edit::replace(Span::new(indicator, end), lead(&written, anchor(old), true)));
    } else {
        edits.push(Edit::replace(outer, anchored(style, old, value, &written.head, at)));
    }
    edits.push(Edit::replace(Span::empty(line_end(text, text.line_of(outer.end))), written.body));
    finish(site, style, edits, written.tail)
}

/// The head with the anchor in front, and a space in front of both if `spaced`.
fn lead(written: &Rendered, anchor: String, spaced: bool) -> String {
    let head = anchor + &written.head;
    let head = head.trim_end();
    if spaced && !head.is_empty() { format!(" {head}") } else { head.to_owned() }
}

/// Replaces a mapping or list in lines.
fn collection(site: &Site<'_>, style: &Style, child: &Child<'_>, value: &Value, below: bool) -> Option<Vec<Edit>> {
    let (text, old) = (site.text, site.node);
    let inner = children(text, old)?;
    let own = extent(text, &inner, 0, false)?;
    let last = extent(text, &inner, inner.len().checked_sub(1)?, false)?;
    let parent = column(text, child.start);
    let at = column(text, old.span().start);
    let outer = old.outer_span();
    let has_properties = outer.start != old.span().start;
    if child.key.is_none() || !below {
        // An anchor on the line of the dash may stay there; a tag speaks of the old value.
        let anchor_stays = has_properties && below;
        if at <= parent || (anchor_stays && old.tag().is_some()) {
            return None;
        }
        let end = if is_multiline(text, old) { last.end(text) } else { outer.end };
        let written = style.hung(value, at, parent, None);
        let (start, head) = if anchor_stays {
            (old.span().start, written.head)
        } else {
            (outer.start, anchored(style, old, value, &written.head, at))
        };
        let edits = vec![
            Edit::replace(Span::new(start, end), head),
            Edit::replace(Span::empty(line_end(text, text.line_of(end))), written.body),
        ];
        return finish(site, style, edits, written.tail);
    }
    let mut style = *style;
    let same = if old.is_mapping() { &mut style.step } else { &mut style.dash };
    if at > parent || old.is_sequence() {
        *same = at.checked_sub(parent)?;
    }
    let written = style.under_key(value, parent, None);
    let indicator = child.indicator_end(text)?;
    let properties = if has_properties {
        let end = old.properties().map(|(span, _)| span.end).max()?;
        Span::new(indicator, end)
    } else {
        Span::empty(indicator)
    };
    let above = line_end(text, own.first.checked_sub(1)?);
    if above < properties.end {
        return None;
    }
    let edits = vec![
        Edit::replace(properties, lead(&written, anchor(old), true)),
        Edit::replace(Span::new(above, last.end(text)), written.body),
    ];
    finish(site, &style, edits, written.tail)
}

/// Orders and joins the edits; a block at the very end of the text gets the line break it needs.
/// None if a block would take in a comment below.
pub(super) fn finish(site: &Site<'_>, style: &Style, edits: Vec<Edit>, tail: Tail) -> Option<Vec<Edit>> {
    let text = site.text;
    let mut edits = merged(edits)?;
    let Some(last) = edits.last_mut() else { return Some(edits) };
    let mut next = text.line_of(last.span.end) + 1;
    while is_blank(text, next) {
        next += 1;
    }
    let below = if next < text.line_count() { comment_column(text, next) } else { None };
    if tail.block.is_some_and(|column| below.is_some_and(|below| below >= column)) {
        return None;
    }
    if tail.open && last.span.end == text.len() {
        last.new_text.push_str(style.line_break);
    }
    Some(edits)
}

/// What `edit` makes in `style` or, where that fails for a block that would take in a comment, with quotes instead.
pub(super) fn without_swallowing(style: &Style, edit: impl Fn(&Style) -> Option<Vec<Edit>>) -> Option<Vec<Edit>> {
    edit(style).or_else(|| edit(&Style { blocks: false, ..*style }))
}
