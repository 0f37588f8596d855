//! From an outline to pieces: parses what is small or cannot be cut, cuts the rest.
//! Knows one region of text; places in it are byte offsets of the region.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::lenient;
use super::line::{Line, breaks};
use super::outline::{Entry, EntryKind};
use super::parse::parse;
use super::raw::{Kind, Parsed};
use super::segment::{Body, Branch, Child, Fault, Segment, Unit};
use super::span::comments;
use super::{explain, mistakes};
use crate::text::cut;

/// An entry of at most this many line breaks is parsed in one go.
pub(super) const UNIT_LINES: u32 = 24;

/// Pieces of an earlier tree by their text, column and kind: all that decides how a piece parses.
#[derive(Default)]
pub(super) struct Reuse<'a> {
    units: FxHashMap<(&'a str, u32, EntryKind), &'a Arc<Segment>>,
}

impl<'a> Reuse<'a> {
    /// Collects the sound units below `branch`.
    pub(super) fn collect(&mut self, branch: &'a Branch) {
        for child in branch.children.iter().filter(|child| !child.bad) {
            match &child.segment.body {
                Body::Branch(branch) => self.collect(branch),
                Body::Unit(unit) if unit.fault().is_none() => {
                    self.units.insert((&unit.text, branch.column, child.segment.kind), &child.segment);
                }
                Body::Unit(_) => {}
            }
        }
    }
}

/// A region with its outline.
pub(super) struct Region<'a> {
    pub(super) text: &'a str,
    pub(super) lines: &'a [Line],
    pub(super) entries: &'a [Entry],
    pub(super) reuse: &'a Reuse<'a>,
}

impl Region<'_> {
    /// The whole region as one segment, for a document.
    pub(super) fn root(&self) -> Segment {
        let Some(root) = self.entries.first() else {
            return Segment::new(EntryKind::Root, Body::Unit(Unit::default()));
        };
        if root.opaque || root.children.is_none() {
            let unit = self.whole(root);
            return Segment::new(EntryKind::Root, Body::Unit(unit));
        }
        self.branch(0, 0, root.end)
    }

    /// The whole region as one unit, behind the columns of a `---` if there is one.
    fn whole(&self, root: &Entry) -> Unit {
        let text = self.text;
        let parsed = match parse(text, root.start) {
            Ok(parsed) if parsed.nodes.first().is_none_or(|node| node.next as usize == parsed.nodes.len()) => parsed,
            Ok(_) => return faulty(text, EntryKind::Root, 0, explain::not_one_node(text)),
            Err(error) => match lenient::root(text, root.start, &error) {
                Some((parsed, fault)) => return mended(text, parsed, fault),
                None => return faulty(text, EntryKind::Root, 0, explain::error(text, &error)),
            },
        };
        unit(text, parsed)
    }

    /// The children of entry `parent`, whose text ends before line `end`.
    pub(super) fn children(&self, parent: usize, end: u32) -> Vec<Child> {
        let mut result = Vec::new();
        let Some(owner) = self.entries.get(parent) else { return result };
        let mut at = parent + 1;
        while at < owner.skip as usize {
            let Some(entry) = self.entries.get(at) else { break };
            let next = entry.skip as usize;
            let stop =
                if next < owner.skip as usize { self.entries.get(next).map_or(end, |next| next.line) } else { end };
            let midline = owner.kind == EntryKind::Item && entry.line == owner.line;
            let lead = if midline { 0 } else { entry.start };
            result.push(Child::new(lead, entry.bad, self.segment(at, stop, owner.children)));
            at = next;
        }
        // Most lists of pieces never grow again.
        result.shrink_to_fit();
        result
    }

    /// Entry `index`, whose text ends before line `end`, among entries of the given column and kind.
    fn segment(&self, index: usize, end: u32, neighbours: Option<(u32, EntryKind)>) -> Arc<Segment> {
        let entry = self.entries[index];
        let start = self.offset(entry.line) + entry.start as usize;
        let text = cut(self.text, start..self.offset(end));
        if entry.bad {
            let fault = match self.lines.get(entry.line as usize) {
                Some(line) => explain::misplaced(text, line, neighbours),
                None => explain::not_one_node(text),
            };
            let unit = faulty(text, EntryKind::Root, 0, fault);
            return Arc::new(Segment::new(entry.kind, Body::Unit(unit)));
        }
        let leaf = entry.opaque || entry.skip as usize == index + 1;
        let small = breaks(text) <= UNIT_LINES && !self.has_bad(index);
        if leaf || small {
            if let Some(known) = self.reuse.units.get(&(text, entry.start, entry.kind)) {
                return Arc::clone(known);
            }
            match self.unit(text, &entry) {
                Ok(unit) => return Arc::new(Segment::new(entry.kind, Body::Unit(unit))),
                Err(fault) if leaf => {
                    let unit = faulty(text, entry.kind, self.value_at(&entry), fault);
                    return Arc::new(Segment::new(entry.kind, Body::Unit(unit)));
                }
                Err(_) => {}
            }
        }
        Arc::new(self.branch(index, start, end))
    }

    fn branch(&self, index: usize, start: usize, end: u32) -> Segment {
        let entry = self.entries[index];
        let children = self.children(index, end);
        let first = self.entries.get(index + 1);
        let head_end = match (first, children.first()) {
            (Some(first), Some(child)) => self.offset(first.line) + first.start as usize - child.lead as usize,
            _ => self.offset(end),
        };
        let text = cut(self.text, start..head_end);
        let parsed = if entry.kind == EntryKind::Pair {
            parse(text, entry.start).unwrap_or_default()
        } else {
            Parsed::default()
        };
        let collection =
            entry.children.map(|(_, kind)| if kind == EntryKind::Item { Kind::Sequence } else { Kind::Mapping });
        let column = entry.children.map_or(0, |(column, _)| column);
        let branch = Branch { head: unit(text, parsed), collection, column, children };
        Segment::new(entry.kind, Body::Branch(Box::new(branch)))
    }

    /// Parses an entry in one go; the result must be that entry and nothing else.
    fn unit(&self, text: &str, entry: &Entry) -> Result<Unit, Fault> {
        match parse(text, entry.start) {
            Ok(parsed) if is_entry(&parsed, entry.kind) => Ok(unit(text, parsed)),
            Ok(_) => Err(explain::not_one_node(text)),
            Err(error) => lenient::entry(text, entry.kind, self.value_at(entry), &error)
                .map(|(parsed, fault)| mended(text, parsed, fault))
                .ok_or_else(|| explain::error(text, &error)),
        }
    }

    /// Where the value of an entry begins in its text.
    fn value_at(&self, entry: &Entry) -> usize {
        let line = self.lines.get(entry.line as usize);
        let column = line.map_or(0, |line| if entry.kind == EntryKind::Item { line.key } else { line.value });
        column.saturating_sub(entry.start) as usize
    }

    fn has_bad(&self, index: usize) -> bool {
        let skip = self.entries[index].skip as usize;
        self.entries.get(index..skip).is_some_and(|entries| entries.iter().any(|entry| entry.bad))
    }

    fn offset(&self, line: u32) -> usize {
        self.lines.get(line as usize).map_or(self.text.len(), |line| line.start as usize)
    }
}

/// Whether the nodes are exactly one pair or one item in block style.
fn is_entry(parsed: &Parsed, kind: EntryKind) -> bool {
    let Some(first) = parsed.nodes.first() else { return false };
    let end = parsed.nodes.len() as u32;
    let after = |index: u32| parsed.nodes.get(index as usize).map(|node| node.next);
    !first.flow
        && first.next == end
        && match kind {
            EntryKind::Root => true,
            EntryKind::Pair => first.kind == Kind::Mapping && after(1).and_then(after) == Some(end),
            EntryKind::Item => first.kind == Kind::Sequence && after(1) == Some(end),
        }
}

/// A unit with its comments and without a fault, unless the text holds what no YAML may hold.
pub(super) fn unit(text: &str, parsed: Parsed) -> Unit {
    mended(text, parsed, None)
}

/// A unit with all its nodes, and perhaps something wrong.
fn mended(text: &str, parsed: Parsed, fault: Option<Fault>) -> Unit {
    let leaves = parsed.nodes.iter().filter(|node| node.kind.is_scalar() || node.kind == Kind::Alias);
    let comments = comments(text, leaves.map(|node| (node.kind, node.span())));
    Unit::new(text, parsed, comments, fault.or_else(|| mistakes::control_character(text)))
}

/// A unit that does not parse: keeps the key if there is one, and a broken value from `value_at` on.
fn faulty(text: &str, kind: EntryKind, value_at: usize, fault: Fault) -> Unit {
    Unit::new(text, lenient::fallback(text, kind, value_at), Vec::new(), Some(fault))
}
