//! A mapping in lines moved deeper below new keys, or out of those around it, as it is written.

use super::super::path::Step;
use super::Target;
use super::lines::{column, is_first, line_break, line_end, line_start};
use super::render::pad;
use super::site::{Site, children, extent};
use super::transfer::shifted;
use crate::text::{Edit, Span, Text};

/// The lines below a key.
struct Below {
    /// Where the line of the key ends.
    key_end: u32,
    /// Its lines, without the last line break.
    lines: Span,
    /// The column of the key.
    key: u32,
    /// The column of what is below.
    inner: u32,
}

/// Puts the value of `key` in the mapping at `path` below the keys `under` in that value's place.
pub fn nest(target: Target<'_>, path: &[Step<'_>], key: &str, under: &[&str]) -> Option<Vec<Edit>> {
    let (site, taken) = Site::walk(target, path)?;
    let below = (taken == path.len()).then(|| below(&site, key))??;
    let text = site.text;
    let step = below.inner.checked_sub(below.key).filter(|step| *step > 0)?;
    let mut head = String::new();
    let mut at = below.inner;
    for name in under {
        head.push_str(line_break(text, below.key_end));
        pad(&mut head, at);
        head.push_str(name);
        head.push(':');
        at += step;
    }
    let lines = shifted(&text.slice(below.lines), below.inner, at);
    Some(vec![Edit::replace(Span::empty(below.key_end), head), Edit::replace(below.lines, lines)])
}

/// Puts what stands below the keys `from` in the value of `key` in the place of that value. None where
/// a comment would be lost.
pub fn unnest(target: Target<'_>, path: &[Step<'_>], key: &str, from: &[&str]) -> Option<Vec<Edit>> {
    let (site, taken) = Site::walk(target, path)?;
    let outer = (taken == path.len()).then(|| below(&site, key))??;
    let (last, way) = from.split_last()?;
    let steps: Vec<Step<'_>> =
        path.iter().copied().chain([Step::Key(key)]).chain(way.iter().map(|name| Step::Key(name))).collect();
    let (inner, taken) = Site::walk(target, &steps)?;
    let inner = (taken == steps.len()).then(|| below(&inner, last))??;
    let text = site.text;
    let comments = |span: Span| text.slice(span).matches('#').count();
    if !outer.lines.covers(inner.lines) || comments(outer.lines) != comments(inner.lines) {
        return None;
    }
    Some(vec![Edit::replace(outer.lines, shifted(&text.slice(inner.lines), inner.inner, outer.inner))])
}

/// The lines below `key` of the mapping at `site`.
fn below(site: &Site<'_>, key: &str) -> Option<Below> {
    let text: &Text = site.text;
    let all = children(text, site.node)?;
    let index = all.iter().position(|child| child.key.is_some_and(|node| node.says(key)))?;
    let child = all.get(index)?;
    let value = child.value;
    let start = value.span().start;
    let fits = value.is_mapping() && !value.is_flow() && is_first(text, start) && value.properties().next().is_none();
    let line = text.line_of(child.start);
    if !fits || text.line_of(start) == line {
        return None;
    }
    let own = extent(text, &all, index, site.chain.is_empty())?;
    let lines = Span::new(line_start(text, line + 1), own.end(text));
    Some(Below { key_end: line_end(text, line), lines, key: column(text, child.start), inner: column(text, start) })
}
