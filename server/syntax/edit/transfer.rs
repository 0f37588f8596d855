//! Items and pairs that change their place as they are written: whole lines with their comments, or text
//! between brackets. Nothing is rendered anew, so nothing of it can be lost.

use super::super::Syntax;
use super::super::node::Node;
use super::super::path::Step;
use super::lines::{column, is_first, line_end, line_start};
use super::patch::Patch;
use super::site::{Site, children, extent};
use super::value::Value;
use super::{Emptied, Place, Target, insert, insert_item};
use crate::text::{Edit, Span, Text};

/// Where a list is: the document that begins at an offset, and the path from its root.
#[derive(Clone, Copy, Debug)]
pub struct ListAt<'p> {
    /// Where the document begins.
    pub origin: u32,
    /// From the root to the mapping that holds the list.
    pub holder: &'p [Step<'p>],
    /// The key of the list.
    pub key: &'p str,
}

/// Moves item `index` of the list `from` to the place before item `before` of the list `to`, or to its end.
/// A list that is not there is made above the key `from`; one that loses its last item goes away. The item
/// keeps its text and comments. None where that cannot be, or a comment would be lost.
pub fn move_item(patch: &mut Patch, from: ListAt<'_>, index: usize, to: ListAt<'_>, before: usize) -> Option<()> {
    let mut moved = None;
    let same = from.holder == to.holder && from.key == to.key;
    // A stand-in takes the place first, so that every style is the business of `insert`.
    let added = patch.then(|text, syntax| {
        moved = Some(Moved::of(text, syntax, from, index)?);
        let target = Target::new(text, root(syntax, to.origin)?);
        let stand_in = Value::map([("name", Value::from("moved"))]);
        let list: Vec<Step<'_>> = to.holder.iter().copied().chain([Step::Key(to.key)]).collect();
        if target.node.at_path(&list).is_some() {
            return insert_item(target, &list, before, &stand_in);
        }
        insert(target, to.holder, to.key, &Value::Seq(vec![stand_in]), Place::Before(from.key))
    });
    let moved = moved.filter(|_| added)?;
    let put = patch.then(|text, syntax| {
        let list = list(syntax, to)?;
        let at = before.min(list.items().count().checked_sub(1)?);
        moved.put(text, list, at)
    });
    let index = if same && before <= index { index + 1 } else { index };
    let taken = put && patch.then(|text, syntax| moved.take(text, syntax, from, index));
    taken.then_some(())
}

/// The root of the document that begins at `origin`.
pub(super) fn root(syntax: &Syntax, origin: u32) -> Option<Node<'_>> {
    let (_, document) = syntax.documents().find(|(start, _)| *start == origin)?;
    document.root(origin)
}

fn list<'s>(syntax: &'s Syntax, at: ListAt<'_>) -> Option<Node<'s>> {
    root(syntax, at.origin)?.at_path(at.holder)?.get(at.key)
}

/// The text of an item.
struct Moved {
    text: String,
    /// The column of its dash, for whole lines.
    column: Option<u32>,
}

impl Moved {
    fn of(text: &Text, syntax: &Syntax, from: ListAt<'_>, index: usize) -> Option<Self> {
        let list = list(syntax, from)?;
        let all = children(text, list)?;
        let child = all.get(index)?;
        if list.is_flow() {
            let text = text.slice(child.value.outer_span()).into_owned();
            return Some(Self { text, column: None });
        }
        if !is_first(text, child.start) {
            return None;
        }
        let extent = extent(text, &all, index, false)?;
        let lines = Span::new(line_start(text, extent.first), extent.end(text));
        Some(Self { text: text.slice(lines).into_owned(), column: Some(column(text, child.start)) })
    }

    /// The edits that put it in the place of item `at` of `list`.
    fn put(&self, text: &Text, list: Node<'_>, at: usize) -> Option<Vec<Edit>> {
        let all = children(text, list)?;
        let child = all.get(at)?;
        let Some(from) = self.column else {
            return list.is_flow().then(|| vec![Edit::replace(child.value.outer_span(), self.text.as_str())]);
        };
        if list.is_flow() || !is_first(text, child.start) {
            return None;
        }
        let own = Span::new(line_start(text, text.line_of(child.start)), line_end(text, text.line_of(child.end)));
        Some(vec![Edit::replace(own, shifted(&self.text, from, column(text, child.start)))])
    }

    /// The edits that take it out of where it was.
    fn take(&self, text: &Text, syntax: &Syntax, from: ListAt<'_>, index: usize) -> Option<Vec<Edit>> {
        let holder = root(syntax, from.origin)?.at_path(from.holder)?;
        let list = holder.get(from.key)?;
        let all = children(text, list)?;
        let path: Vec<Step<'_>> =
            from.holder.iter().copied().chain([Step::Key(from.key), Step::Index(index)]).collect();
        let target = Target::new(text, root(syntax, from.origin)?);
        let edits = if all.len() > 1 || self.column.is_none() {
            super::remove(target, &path, Emptied::Remove)?
        } else {
            let extent = extent(text, &all, index, false)?;
            let key = holder.entry(from.key)?.key;
            if !is_first(text, key.outer_span().start) {
                return None;
            }
            let first = line_start(text, text.line_of(key.outer_span().start));
            vec![Edit::replace(Span::new(first, text.line_start(extent.last + 1)), "")]
        };
        // What goes must be what was moved: no comment besides.
        let comments = |text: &str| text.matches('#').count();
        let lost: usize = edits.iter().map(|edit| comments(&text.slice(edit.span))).sum();
        let kept: usize = edits.iter().map(|edit| comments(&edit.new_text)).sum();
        (lost == kept + comments(&self.text)).then_some(edits)
    }
}

/// `lines` moved from column `from` to column `to`; blank lines stay.
pub fn shifted(lines: &str, from: u32, to: u32) -> String {
    let mut out = String::with_capacity(lines.len());
    for line in lines.split_inclusive('\n') {
        if line.trim().is_empty() {
            out.push_str(line);
        } else if to >= from {
            out.extend(std::iter::repeat_n(' ', (to - from) as usize));
            out.push_str(line);
        } else {
            let spaces = line.len() - line.trim_start_matches(' ').len();
            out.push_str(line.get(spaces.min((from - to) as usize)..).unwrap_or_default());
        }
    }
    out
}

/// Brings the pairs of the mapping at `path` into the order of `rank`, smaller first, equal ones as they are.
/// Each takes its comments along; what stands between two of them stays. None where that cannot be.
pub fn sort(target: Target<'_>, path: &[Step<'_>], rank: impl Fn(&str) -> usize) -> Option<Vec<Edit>> {
    let (site, taken) = Site::walk(target, path)?;
    if taken < path.len() || !site.node.is_mapping() || !site.has_editable_children() {
        return None;
    }
    let text = site.text;
    let all = children(text, site.node)?;
    if all.iter().any(|child| child.explicit || child.key.is_none_or(|key| !key.kind().is_scalar())) {
        return None;
    }
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|index| all.get(*index).and_then(|child| child.key).map_or(usize::MAX, |key| rank(key.value())));
    if order.iter().enumerate().all(|(place, index)| place == *index) {
        return Some(Vec::new());
    }
    let flow = site.node.is_flow();
    let mut pieces: Vec<(String, Span)> = Vec::with_capacity(all.len());
    for (index, child) in all.iter().enumerate() {
        if flow {
            let span = Span::new(child.start, child.end);
            pieces.push((text.slice(span).into_owned(), span));
            continue;
        }
        let own = extent(text, &all, index, site.chain.is_empty())?;
        let at = column(text, child.start);
        let start = if is_first(text, child.start) { line_start(text, own.first) + at } else { child.start };
        let span = Span::new(start, own.end(text));
        pieces.push((text.slice(span).into_owned(), span));
    }
    if flow {
        let gaps = pieces.iter().zip(pieces.iter().skip(1)).map(|((_, a), (_, b))| Span::new(a.end, b.start));
        let outer = [
            Span::new(site.node.span().start, pieces.first()?.1.start),
            Span::new(pieces.last()?.1.end, site.node.span().end),
        ];
        if gaps.chain(outer).any(|gap| text.slice(gap).contains('#')) {
            return None;
        }
    }
    let first = all.first()?;
    let hangs = !flow && !is_first(text, first.start);
    let moved_up = order.first().and_then(|index| pieces.get(*index))?;
    // Behind a dash there is no room for a comment.
    if hangs && moved_up.0.starts_with('#') {
        return None;
    }
    let mut edits = Vec::new();
    for (place, index) in order.iter().enumerate() {
        let (new, _) = pieces.get(*index)?;
        let (old, span) = pieces.get(place)?;
        if old != new {
            edits.push(Edit::replace(*span, new.as_str()));
        }
    }
    // A block that keeps its line breaks at the end would take in others where it goes.
    let keeps = pieces.iter().any(|(piece, _)| piece.contains("|+") || piece.contains(">+"));
    (!keeps).then_some(edits)
}

/// The edit that puts a document with the text `body` behind the one that ends at `end`. None behind a `...`.
pub fn append_document(text: &Text, end: u32, body: &str) -> Option<Edit> {
    let line_break = super::lines::line_break(text, end.saturating_sub(1));
    let mut last = text.line_of(end);
    while last > 0 && text.slice(text.line_span(last)).trim().is_empty() {
        last -= 1;
    }
    if text.slice(text.line_span(last)).starts_with("...") {
        return None;
    }
    let at_line = text.line_start(text.line_of(end)) == end;
    let mut new = if at_line { String::new() } else { line_break.to_owned() };
    new.push_str("---");
    new.push_str(line_break);
    new.push_str(body.trim_end());
    new.push_str(line_break);
    Some(Edit::replace(Span::empty(end), new))
}
