//! Edits between brackets: `{a: 1}`, `["x", "y"]`, and KYAML over many lines.

use super::super::node::Node;
use super::brackets::Writer;
use super::insert::Spot;
use super::lines::{
    before, comment_column, first_token, has_comment, indent_at, is_first, is_last, line_end, line_start,
};
use super::patch::merged;
use super::quotes_of;
use super::render::pad;
use super::site::{Child, Site, children};
use super::style::{Style, is_multiline};
use super::value::Value;
use crate::text::{Edit, Span, Text};

/// Whether nothing at all stands between the brackets of `node`, or it has none.
pub(super) fn is_empty(node: Node<'_>) -> bool {
    node.entries().next().is_none() && node.items().next().is_none()
}

/// Whether the node at `site` is an empty collection with a comment inside.
pub(super) fn has_comments(site: &Site<'_>) -> bool {
    site.node.is_flow() && is_empty(site.node) && has_comment(site.text, site.node.span())
}

/// Replaces a collection in brackets by another one.
pub(super) fn in_place(site: &Site<'_>, style: &Style, value: &Value, multi: bool) -> Option<Vec<Edit>> {
    let old = site.node;
    let indent = multi.then(|| indent_at(site.text, old.span().start));
    let mut writer = Writer::new(style);
    let mut written = String::new();
    writer.value(&mut written, value, indent, multi);
    let mut edits = vec![Edit::replace(old.span(), written)];
    edits.extend(writer.left_over(site.text, old.span().end));
    merged(edits)
}

/// Replaces a value between brackets.
pub(super) fn replace(site: &Site<'_>, style: &Style, value: &Value) -> Option<Vec<Edit>> {
    let (text, old) = (site.text, site.node);
    let link = site.chain.last()?;
    if !old.is_flow() && (old.is_mapping() || old.is_sequence()) {
        return None;
    }
    let children = children(text, link.node)?;
    let child = children.get(link.index).filter(|child| !child.explicit)?;
    let outer = old.outer_span();
    let own_line = is_first(text, child.start) && text.line_of(child.start) == text.line_of(outer.start);
    let was_multi = old.is_flow() && is_multiline(text, old);
    // Below a key outside brackets the last line must stay as deep as it was.
    let like = if was_multi && !link.node.is_flow() { old.span().end.saturating_sub(1) } else { child.start };
    let indent = (own_line || was_multi).then(|| indent_at(text, like));
    let style = Style { flow_quotes: quotes_of(old).or(style.flow_quotes), ..*style };
    let mut writer = Writer::new(&style);
    let mut written = String::new();
    if old.is_absent() {
        let colon = child.key.is_none() || child.indicator_end(text).is_some();
        written.push_str(if colon { " " } else { ": " });
    } else if let Some(name) = old.anchor() {
        written.push('&');
        written.push_str(name);
        written.push(' ');
    }
    writer.element(&mut written, None, value, indent.filter(|_| value.is_collection()), was_multi);
    if !value.is_collection() {
        writer.notes.extend(value.split().1.map(str::to_owned));
        writer.notes.dedup();
    }
    let span = if old.is_absent() { Span::empty(outer.end) } else { outer };
    let mut edits = vec![Edit::replace(span, written)];
    edits.extend(writer.left_over(text, outer.end));
    merged(edits)
}

/// The comma between `from` and `to`.
fn comma(text: &Text, from: u32, to: u32) -> Option<u32> {
    first_token(text, Span::new(from, to)).filter(|(_, letter)| *letter == ',').map(|(at, _)| at)
}

/// Puts a pair or item among others.
pub(super) fn insert(
    site: &Site<'_>,
    style: &Style,
    children: &[Child<'_>],
    spot: Spot,
    key: Option<&str>,
    value: &Value,
) -> Option<Vec<Edit>> {
    let (text, node) = (site.text, site.node);
    let close = node.span().end.saturating_sub(1);
    let mut writer = Writer::new(style);
    let mut new = String::new();
    let (Spot::Before(index) | Spot::After(index)) = spot;
    let Some(child) = children.get(index) else {
        // Nothing but comments inside.
        writer.element(&mut new, key, value, None, false);
        return Some(vec![Edit::replace(Span::empty(node.span().start + 1), new)]);
    };
    let own_line = is_first(text, child.start);
    let like = |other: &&Child<'_>| match value.bare() {
        Value::Map(_) => other.value.is_mapping(),
        Value::Seq(_) => other.value.is_sequence(),
        _ => false,
    };
    let like = children.iter().find(like).map(|child| is_multiline(text, child.value));
    let multi = like.unwrap_or(own_line) && value.is_collection();
    let indent = indent_at(text, if own_line { child.start } else { child.end });
    writer.element(&mut new, key, value, multi.then_some(indent), like == Some(true));
    let own_note = if own_line && !multi { std::mem::take(&mut writer.notes) } else { Vec::new() };
    let note = if own_note.is_empty() { String::new() } else { format!(" # {}", own_note.join("; ")) };
    let mut edits = Vec::new();
    if let Spot::Before(_) = spot {
        if child.explicit {
            return None;
        }
        if own_line {
            let mut line = text.line_of(child.start);
            let floor = text.line_of(
                index.checked_sub(1).and_then(|above| children.get(above)).map_or(node.span().start, |above| above.end),
            );
            while line > floor + 1 && comment_column(text, line - 1) == Some(indent) {
                line -= 1;
            }
            let mut whole = String::new();
            pad(&mut whole, indent);
            whole = whole + &new + "," + &note + style.line_break;
            edits.push(Edit::replace(Span::empty(line_start(text, line)), whole));
        } else {
            edits.push(Edit::replace(Span::empty(child.start), new + ", "));
            edits.extend(writer.left_over(text, child.start));
        }
        return merged(edits);
    }
    let next = children.get(index + 1);
    let after = comma(text, child.end, next.map_or(close, |next| next.start));
    let behind_comma = after.map_or(child.end, |comma| comma + 1);
    if own_line {
        let mut line = String::new();
        style.new_line(&mut line, indent);
        line.push_str(&new);
        // The comment of the child in front stays on its line.
        let end = if is_last(text, behind_comma) { line_end(text, text.line_of(behind_comma)) } else { behind_comma };
        if after.is_none() {
            edits.push(Edit::replace(Span::empty(child.end), ","));
        } else {
            line.push(',');
        }
        line.push_str(&note);
        if end == behind_comma && !is_last(text, behind_comma) && !note.is_empty() {
            style.new_line(&mut line, indent);
        }
        edits.push(Edit::replace(Span::empty(end), line));
    } else if after.is_some() {
        edits.push(Edit::replace(Span::empty(behind_comma), format!(" {new},")));
        edits.extend(writer.left_over(text, behind_comma));
    } else {
        edits.push(Edit::replace(Span::empty(child.end), format!(", {new}")));
        edits.extend(writer.left_over(text, child.end));
    }
    merged(edits)
}

/// Takes one of several children out.
pub(super) fn remove(site: &Site<'_>, children: &[Child<'_>], index: usize) -> Option<Vec<Edit>> {
    let (text, node) = (site.text, site.node);
    let child = children.get(index)?;
    let next = children.get(index + 1);
    let previous = index.checked_sub(1).and_then(|index| children.get(index));
    let after = comma(text, child.end, next.map_or(node.span().end - 1, |next| next.start));
    let front = previous.and_then(|previous| comma(text, previous.end, child.start));
    let end = after.map_or(child.end, |comma| comma + 1);
    let mut edits = Vec::new();
    if after.is_none() {
        // Without a comma of its own, it takes the one before it.
        edits.extend(front.map(|comma| Edit::replace(Span::new(comma, comma + 1), "")));
    }
    if is_first(text, child.start) && is_last(text, end) {
        let floor = text.line_of(previous.map_or(node.span().start, |previous| previous.end));
        let mut first = text.line_of(child.start);
        let at = before(text, child.start).len() as u32;
        while first > floor + 1 && comment_column(text, first - 1) == Some(at) {
            first -= 1;
        }
        let above = line_end(text, first.checked_sub(1)?);
        edits.push(Edit::replace(Span::new(above, line_end(text, text.line_of(end))), ""));
        return merged(edits);
    }
    let lead = before(text, child.start);
    let spaces = (lead.len() - lead.trim_end().len()) as u32;
    let same_line = |next: &&Child<'_>| text.line_of(next.start) == text.line_of(end);
    let span = match next.filter(same_line) {
        Some(next) if after.is_some() => Span::new(child.start, next.start),
        _ if is_first(text, child.start) || previous.is_none() => Span::new(child.start, end),
        _ => Span::new(child.start - spaces, end),
    };
    edits.push(Edit::replace(span, ""));
    merged(edits)
}
