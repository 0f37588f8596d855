//! A region of lines as a tree of entries, by indentation alone.
//!
//! An *entry* is a `key:` or `- ` line with everything that belongs to it: all following lines that
//! are blank, comments or deeper (a key also owns `- ` lines at its own column). Only keys and items
//! without a value on their line are cut into children; everything else is *opaque* and left to the
//! parser. A line that opens no entry among its neighbours is a *bad* entry of its own, so that a
//! half-typed word costs one line. Knows no parser; the text only to see how far a quote reaches.

use super::extent::{Extent, extent, only_properties};
use super::line::{Class, Line};

/// What an entry is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub(super) enum EntryKind {
    /// A whole document, or the parent of a region.
    Root,
    /// A `key:` with its value.
    Pair,
    /// A `- ` with its value.
    Item,
}

/// One entry; a list of them is in preorder.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// First line.
    pub(super) line: u32,
    /// One past the last line.
    pub(super) end: u32,
    /// Column that decides what belongs to it.
    pub(super) column: u32,
    /// Column at which its text begins.
    pub(super) start: u32,
    /// What it is.
    pub(super) kind: EntryKind,
    /// Not to be cut into children.
    pub(super) opaque: bool,
    /// Nothing but an anchor or a tag stands behind its key: its value is on the lines below.
    pub(super) awaits: bool,
    /// Out of place; never parsed with its neighbours.
    pub(super) bad: bool,
    /// Column and kind of its children, once it has one that is not bad.
    pub(super) children: Option<(u32, EntryKind)>,
    /// Index of the first entry after its subtree.
    pub(super) skip: u32,
}

/// The result of [`outline`].
pub(super) struct Outline {
    /// The entries in preorder; the first is the root.
    pub(super) entries: Vec<Entry>,
    /// Some quote or bracket was not closed, so a later line outside the region might close it.
    pub(super) open: bool,
    /// A line belongs to an ancestor of the region's parent, so the region is cut wrongly.
    pub(super) escaped: bool,
}

/// Entries nested deeper than this are left to the parser, which keeps no stack.
const MAX_DEPTH: usize = 64;

/// Outlines `lines` of `text`. For a region inside a document, `parent` is the column and kind of
/// the entries its parent holds; `depth` is the number of entries around the region.
pub(super) fn outline(text: &str, lines: &[Line], parent: Option<(u32, EntryKind)>, depth: usize) -> Outline {
    let root = Entry {
        line: 0,
        end: lines.len() as u32,
        column: 0,
        start: 0,
        kind: EntryKind::Root,
        opaque: false,
        awaits: false,
        bad: false,
        children: parent,
        skip: 0,
    };
    let mut builder = Builder {
        bytes: text.as_bytes(),
        lines,
        parent,
        depth,
        entries: vec![root],
        stack: vec![0],
        open: false,
        escaped: false,
    };
    let mut at = 0;
    while at < lines.len() && !builder.escaped {
        at = builder.line(at);
    }
    builder.close_all();
    Outline { entries: builder.entries, open: builder.open, escaped: builder.escaped }
}

struct Builder<'a> {
    bytes: &'a [u8],
    lines: &'a [Line],
    parent: Option<(u32, EntryKind)>,
    depth: usize,
    entries: Vec<Entry>,
    stack: Vec<usize>,
    open: bool,
    escaped: bool,
}

impl Builder<'_> {
    /// Takes in line `at`; returns the next line to look at.
    fn line(&mut self, at: usize) -> usize {
        let line = self.lines[at];
        if line.is_trivia() {
            return at + 1;
        }
        let top = self.top();
        if top.opaque && (line.indent > top.column || top.kind == EntryKind::Root) {
            return at + 1;
        }
        if self.parent.is_some_and(|(column, _)| line.indent < column) {
            self.escaped = true;
            return at + 1;
        }
        let bare = matches!(line.class, Class::Scalar | Class::Hard | Class::Directive);
        if bare && !line.dash && self.owner_has_children(line) {
            self.bad_line(at, line);
            return at + 1;
        }
        self.close(at, line);
        let parent = self.top();
        if self.stack.len() == 1 && self.parent.is_some_and(|(_, kind)| (kind == EntryKind::Item) != line.dash) {
            self.escaped = true;
            return at + 1;
        }
        if parent.opaque {
            return at + 1;
        }
        if line.class == Class::Whole && !line.dash {
            self.make_whole();
            return at + 1;
        }
        if bare && !line.dash && self.is_before_its_siblings(at, line) {
            self.bad_line(at, line);
            return at + 1;
        }
        if bare && !line.dash {
            // The value of its parent, on lines of its own.
            self.set_opaque();
            return self.past_value(at, line.start + line.key);
        }
        self.entry(at, line)
    }

    /// Whether a bare line where a first key could stand is followed by a key at its column, so that it
    /// is no value but a half-typed key.
    fn is_before_its_siblings(&mut self, at: usize, line: Line) -> bool {
        let start = (line.start + line.key) as usize;
        let extent = extent(self.bytes, start);
        // A later line may yet close what is open here, and make a value of all between.
        self.open |= extent == Extent::Open;
        let may_go_on = match extent {
            Extent::Closed { lines } => lines > 0,
            Extent::Undelimited => matches!(self.bytes.get(start), Some(b'|' | b'>' | b'&' | b'!' | b'%')),
            Extent::Open => matches!(self.bytes.get(start), Some(b'[' | b'{')),
        };
        !may_go_on && self.key_follows(at, line.indent, false)
    }

    /// Whether a scalar behind a dash is followed by a key at its column, so that it is no item but the
    /// first key of one, half typed.
    fn is_half_typed(&mut self, at: usize, line: Line) -> bool {
        let extent = extent(self.bytes, (line.start + line.key) as usize);
        self.open |= extent == Extent::Open;
        let goes_on = matches!(extent, Extent::Closed { lines } if lines > 0);
        !goes_on && self.key_follows(at, line.key, false)
    }

    /// Opens the entry or entries of a line that begins with a key or a dash.
    fn entry(&mut self, at: usize, line: Line) -> usize {
        let is_key = matches!(line.class, Class::KeyEmpty | Class::KeyValue);
        if line.dash {
            let half_typed = line.class == Class::Scalar && self.is_half_typed(at, line);
            let opaque = !is_key && line.class != Class::DashEmpty && !half_typed;
            self.add(at, line.indent, EntryKind::Item, opaque);
            if half_typed {
                let index = self.entries.len();
                self.entries.push(Entry {
                    bad: true,
                    skip: index as u32 + 1,
                    ..self.make(at, line.key, EntryKind::Pair, true)
                });
                if let Some(bad) = self.entries.last_mut() {
                    bad.end = at as u32 + 1;
                }
                return at + 1;
            }
            if opaque {
                return self.past_value(at, line.start + line.key);
            }
        }
        if !is_key {
            return at + 1;
        }
        self.add(at, line.key, EntryKind::Pair, line.class == Class::KeyValue);
        if line.class == Class::KeyEmpty {
            return at + 1;
        }
        if self.top().bad && self.is_complete(line) {
            // What follows may stand right again.
            self.pop(at + 1);
            return at + 1;
        }
        let value = (line.start + line.value) as usize;
        if only_properties(self.bytes, value)
            && let Some(entry) = self.stack.last().and_then(|top| self.entries.get_mut(*top))
        {
            entry.awaits = true;
        }
        let next = self.past_value(at, value as u32);
        if next == at + 1 && self.is_complete(line) && self.key_follows(at, line.key, true) {
            self.too_deep(at, line.key);
        }
        next
    }

    /// Whether the value of a `key: value` line cannot go on with a deeper `key:` line.
    fn is_complete(&self, line: Line) -> bool {
        let value = (line.start + line.value) as usize;
        match extent(self.bytes, value) {
            Extent::Closed { lines } => lines == 0,
            Extent::Undelimited => !matches!(self.bytes.get(value), Some(b'|' | b'>' | b'&' | b'!' | b'*')),
            Extent::Open => false,
        }
    }

    /// Whether the next line with content is a `key:` at `column`, or deeper than it.
    fn key_follows(&self, at: usize, column: u32, deeper: bool) -> bool {
        self.next_content(at).is_some_and(|next| {
            let line = self.lines[next];
            let placed = if deeper { line.indent > column } else { line.indent == column };
            placed && !line.dash && matches!(line.class, Class::KeyEmpty | Class::KeyValue)
        })
    }

    fn next_content(&self, at: usize) -> Option<usize> {
        (at + 1..self.lines.len()).find(|next| !self.lines[*next].is_trivia())
    }

    /// Puts the lines below a complete `key: value` that are deeper than `column` into a bad entry beside it.
    fn too_deep(&mut self, at: usize, column: u32) {
        let Some(next) = self.next_content(at) else { return };
        self.pop(next);
        let index = self.entries.len();
        let entry =
            Entry { start: self.lines[next].indent, bad: true, ..self.make(next, column, EntryKind::Pair, true) };
        self.entries.push(entry);
        self.stack.push(index);
    }

    /// The line after a value that begins at byte `start` of line `at`, if its delimiters say where it ends.
    fn past_value(&mut self, at: usize, start: u32) -> usize {
        match extent(self.bytes, start as usize) {
            Extent::Undelimited => at + 1,
            Extent::Closed { lines } => at + 1 + lines,
            Extent::Open => {
                self.open = true;
                at + 1
            }
        }
    }

    /// Whether the entry that a bare line would belong to has children already.
    fn owner_has_children(&self, line: Line) -> bool {
        let owner = self.stack.iter().rev().map(|index| &self.entries[*index]);
        let mut owner = owner.skip_while(|entry| entry.kind != EntryKind::Root && line.indent <= entry.column);
        owner.next().is_some_and(|entry| entry.children.is_some())
    }

    /// A line that fits nowhere: an entry of its own that leaves the others as they are.
    fn bad_line(&mut self, at: usize, line: Line) {
        if self.top().opaque {
            self.pop(at);
        }
        let index = self.entries.len();
        let bad = Entry {
            bad: true,
            end: at as u32 + 1,
            skip: index as u32 + 1,
            ..self.make(at, line.indent, EntryKind::Pair, true)
        };
        self.entries.push(bad);
    }

    /// Closes the entries that end before line `at`.
    fn close(&mut self, at: usize, line: Line) {
        while self.stack.len() > 1 {
            let top = self.top();
            let own_items = line.dash
                && (!top.opaque || top.awaits)
                && top.children.is_none_or(|(column, kind)| kind == EntryKind::Item && column == top.column);
            let ends = match top.kind {
                EntryKind::Root => false,
                EntryKind::Item => line.indent <= top.column,
                EntryKind::Pair => line.indent < top.column || (line.indent == top.column && !own_items),
            };
            if !ends {
                break;
            }
            self.pop(at);
        }
    }

    /// Adds a child of the top entry; it is bad if it does not stand where its siblings do.
    fn add(&mut self, at: usize, column: u32, kind: EntryKind, opaque: bool) {
        let opaque = opaque || self.stack.len() + self.depth > MAX_DEPTH;
        let mut entry = self.make(at, column, kind, opaque);
        let index = self.entries.len();
        if let Some(parent) = self.stack.last().and_then(|top| self.entries.get_mut(*top)) {
            match parent.children {
                Some(children) => entry.bad = children != (column, kind),
                None => parent.children = Some((column, kind)),
            }
        }
        self.entries.push(entry);
        self.stack.push(index);
    }

    fn make(&self, at: usize, column: u32, kind: EntryKind, opaque: bool) -> Entry {
        Entry {
            line: at as u32,
            end: self.lines.len() as u32,
            column,
            start: column,
            kind,
            opaque,
            awaits: false,
            bad: false,
            children: None,
            skip: 0,
        }
    }

    /// The top entry cannot be cut after all: drops its children.
    fn make_whole(&mut self) {
        if self.stack.len() == 1 && self.parent.is_some() {
            self.escaped = true;
        } else if let Some(&top) = self.stack.last() {
            self.entries.truncate(top + 1);
            self.set_opaque();
        }
    }

    fn set_opaque(&mut self) {
        if let Some(entry) = self.stack.last().and_then(|top| self.entries.get_mut(*top)) {
            entry.opaque = true;
        }
    }

    fn top(&self) -> Entry {
        self.entries[self.stack.last().copied().unwrap_or_default()]
    }

    fn pop(&mut self, at: usize) {
        let next = self.entries.len() as u32;
        if let Some(entry) = self.stack.pop().and_then(|top| self.entries.get_mut(top)) {
            entry.end = at as u32;
            entry.skip = next;
        }
    }

    fn close_all(&mut self) {
        while !self.stack.is_empty() {
            self.pop(self.lines.len());
        }
    }
}
