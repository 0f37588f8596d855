//! One piece of YAML into nodes with exact spans; the only file that names yaml-rust2.
//!
//! yaml-rust2 tells where a node starts but not where it ends, nor where an anchor or tag stands.
//! Both are found here from the source text. Of its markers only line and column are used: the
//! index drifts after non-ASCII text. Knows nothing of documents or of the pieces around this one.

use yaml_rust2::parser::{Event, Parser, Tag};
use yaml_rust2::scanner::{Marker, TScalarStyle};

use super::plain;
use super::raw::{Cooked, Kind, ParseError, Parsed, Property, RawNode};
use super::span::{alias_end, closing_bracket, empty_place, first_dash, next_property, scalar_span};
use crate::text::{Span, cut};

/// Says that a key goes on in the next line.
pub(super) const MULTILINE_KEY: &str = "a key on several lines";

/// Anchors of other pieces are unknown here; after this many the piece is given up.
const MAX_FOREIGN_ALIASES: usize = 512;

/// Each of them costs a reading of the text up to it; together they may cost this many bytes.
const MAX_REREAD: usize = 4 * 1024 * 1024;

/// Readers of a tree may recurse; no manifest comes near.
const MAX_NESTING: usize = 500;

/// Says that collections are nested too deep.
pub(super) const TOO_DEEP: &str = "recursion limit";

/// Parses `text` as if `pad` spaces stood before it, so that columns are those of its document.
pub(super) fn parse(text: &str, pad: u32) -> Result<Parsed, ParseError> {
    plain::read(text, pad).map_or_else(|| thoroughly(text, pad), Ok)
}

/// The same by the rules of YAML, all of them.
pub(super) fn thoroughly(text: &str, pad: u32) -> Result<Parsed, ParseError> {
    let mut foreign: Vec<u32> = Vec::new();
    let mut reread = 0;
    loop {
        match Run::new(text, pad, &foreign).finish() {
            Ok(parsed) => return Ok(parsed),
            Err(error) => {
                let is_alias = error.message.contains("unknown anchor")
                    && text.as_bytes().get(error.at as usize) == Some(&b'*')
                    && foreign.len() < MAX_FOREIGN_ALIASES
                    && reread < MAX_REREAD;
                reread += error.at as usize;
                match foreign.binary_search(&error.at) {
                    Err(index) if is_alias => foreign.insert(index, error.at),
                    _ => return Err(error),
                }
            }
        }
    }
}

/// What the parser is given: the pad, the text with foreign aliases disguised, and the trailer.
/// It is asked for every letter of every file, so it goes by bytes where it can.
struct Letters<'a> {
    pad: u32,
    text: &'a str,
    at: usize,
    /// Offsets of `*` still to come that are read as letters.
    foreign: &'a [u32],
    trailer: std::str::Chars<'a>,
}

impl Iterator for Letters<'_> {
    type Item = char;

    #[inline]
    fn next(&mut self) -> Option<char> {
        if self.pad > 0 {
            self.pad -= 1;
            return Some(' ');
        }
        let Some(&byte) = self.text.as_bytes().get(self.at) else { return self.trailer.next() };
        if !byte.is_ascii() {
            let letter = cut(self.text, self.at..self.text.len()).chars().next()?;
            self.at += letter.len_utf8();
            return Some(letter);
        }
        if self.foreign.first() == Some(&(self.at as u32)) {
            self.foreign = self.foreign.get(1..).unwrap_or_default();
            self.at += 1;
            return Some('x');
        }
        self.at += 1;
        Some(if byte == 0 { NUL } else { char::from(byte) })
    }
}

/// Read where NUL stands, which yaml-rust2 takes for the end of the text: it would drop the rest without a word.
pub(super) const NUL: char = '\u{1}';

/// One run of the parser over the text.
struct Run<'a> {
    text: &'a str,
    pad: u32,
    /// Offsets of `*` whose anchor is elsewhere: read as letters, turned back into aliases.
    foreign: &'a [u32],
    line: usize,
    line_start: usize,
    seen: Seen,
    parsed: Parsed,
    open: Vec<usize>,
    /// Number of nodes so far in each of the open collections.
    counts: Vec<u32>,
    /// End of the last token that was placed.
    last: usize,
}

/// A place in a line whose offset is known.
#[derive(Default)]
struct Seen {
    line_start: usize,
    /// In characters.
    column: usize,
    byte: usize,
}

impl<'a> Run<'a> {
    fn new(text: &'a str, pad: u32, foreign: &'a [u32]) -> Self {
        let nodes = Vec::with_capacity(text.len() / 12 + 4);
        let parsed = Parsed { nodes, ..Parsed::default() };
        Self {
            text,
            pad,
            foreign,
            line: 1,
            line_start: 0,
            seen: Seen::default(),
            parsed,
            open: Vec::new(),
            counts: Vec::new(),
            last: 0,
        }
    }

    fn finish(mut self) -> Result<Parsed, ParseError> {
        // A block scalar that is empty at the end of its piece, or ends in spaces there, needs something behind it.
        let content = self.text.trim_ascii_end();
        let marks = matches!(content.as_bytes().last(), Some(b'|' | b'>' | b'-' | b'+' | b'0'..=b'9'));
        let needs_end = marks || (content.len() < self.text.len() && self.text.ends_with(' '));
        let trailer = match needs_end {
            true if self.text.ends_with(['\n', '\r']) => "...\n",
            true => "\n...\n",
            false => "",
        };
        let letters =
            Letters { pad: self.pad, text: self.text, at: 0, foreign: self.foreign, trailer: trailer.chars() };
        let mut parser = Parser::new(letters);
        loop {
            let (event, marker) = parser.next_token().map_err(|error| {
                let at = self.offset(error.marker()) as u32;
                ParseError { at, message: error.info().to_owned() }
            })?;
            if self.open.len() > MAX_NESTING {
                return Err(ParseError { at: self.offset(&marker) as u32, message: TOO_DEEP.to_owned() });
            }
            match event {
                Event::StreamEnd => return self.checked(),
                Event::Scalar(value, style, anchor, tag) => {
                    self.scalar(&value, style, count(anchor, tag.as_ref()), marker);
                }
                Event::Alias(_) => {
                    let start = self.offset(&marker);
                    let end = alias_end(self.text.as_bytes(), start);
                    self.leaf(Kind::Alias, start, end, false);
                }
                Event::MappingStart(anchor, tag) => {
                    self.open(Kind::Mapping, count(anchor, tag.as_ref()), marker);
                }
                Event::SequenceStart(anchor, tag) => {
                    self.open(Kind::Sequence, count(anchor, tag.as_ref()), marker);
                }
                Event::MappingEnd | Event::SequenceEnd => self.close(),
                _ => {}
            }
        }
    }

    /// kubectl's parser wants a key on one line, even in brackets, where yaml-rust2 joins the lines.
    fn checked(self) -> Result<Parsed, ParseError> {
        let nodes = &self.parsed.nodes;
        let flow_mappings = nodes.iter().enumerate().filter(|(_, node)| node.flow && node.kind == Kind::Mapping);
        for (index, mapping) in flow_mappings {
            let mut at = index + 1;
            while at < mapping.next as usize {
                let Some(key) = nodes.get(at) else { break };
                let source = self.text.as_bytes().get(key.span().range()).unwrap_or_default();
                if memchr::memchr2(b'\n', b'\r', source).is_some() && is_plain_pair(self.text, key) {
                    return Err(ParseError { at: key.end, message: MULTILINE_KEY.to_owned() });
                }
                at = nodes.get(key.next as usize).map_or(nodes.len(), |value| value.next as usize);
            }
        }
        Ok(self.parsed)
    }

    /// The byte offset of a marker.
    fn offset(&mut self, marker: &Marker) -> usize {
        if marker.line() < self.line {
            self.line = 1;
            self.line_start = 0;
        }
        while self.line < marker.line() {
            let (end, next) = super::line::line_end(self.text.as_bytes(), self.line_start);
            if end == next {
                return self.text.len();
            }
            self.line += 1;
            self.line_start = next;
        }
        let pad = if self.line == 1 { self.pad as usize } else { 0 };
        let column = marker.col().saturating_sub(pad);
        if self.seen.line_start != self.line_start || column < self.seen.column {
            self.seen = Seen { line_start: self.line_start, column: 0, byte: self.line_start };
        }
        // From the place asked for last: a line may be long, and hold many nodes.
        let ahead = column - self.seen.column;
        let rest = cut(self.text, self.seen.byte..self.text.len());
        let bytes = match rest.as_bytes().get(..ahead) {
            Some(head) if head.is_ascii() => ahead,
            _ => rest.char_indices().nth(ahead).map_or(rest.len(), |(at, _)| at),
        };
        self.seen.column = column;
        self.seen.byte += bytes;
        self.seen.byte
    }

    fn scalar(&mut self, value: &str, style: TScalarStyle, properties: usize, marker: Marker) {
        let at = self.offset(&marker);
        let from = self.last;
        let kind = match style {
            TScalarStyle::Plain => Kind::Plain,
            TScalarStyle::SingleQuoted => Kind::SingleQuoted,
            TScalarStyle::DoubleQuoted => Kind::DoubleQuoted,
            TScalarStyle::Literal => Kind::Literal,
            TScalarStyle::Folded => Kind::Folded,
        };
        self.find_properties(properties);
        if kind == Kind::Plain && value.is_empty() {
            let place = if properties > 0 { self.last } else { self.empty_place(from, at) };
            self.leaf(kind, place, place, false);
        } else if kind == Kind::Plain && self.foreign.binary_search(&(at as u32)).is_ok() {
            let end = alias_end(self.text.as_bytes(), at);
            self.leaf(Kind::Alias, at, end, false);
        } else {
            let span = scalar_span(self.text, self.last, at, kind, value);
            let cooked = self.cook(span, kind, value);
            self.leaf(kind, span.start as usize, span.end as usize, cooked);
        }
        self.has_properties(properties);
    }

    /// Where an absent node stands whose marker is at `at`, behind `from`, the end of the token before it.
    fn empty_place(&self, from: usize, at: usize) -> usize {
        let around = self.open.last().and_then(|index| self.parsed.nodes.get(*index));
        let is_item = around.is_some_and(|node| node.kind == Kind::Sequence);
        // The dash of an item around the sequence is not one of its own.
        let from = around.filter(|node| is_item && !node.flow).map_or(from, |node| from.max(node.start as usize));
        // The marker of an absent value between brackets is that of its colon.
        let is_value = !is_item && self.counts.last().is_some_and(|count| count % 2 == 1);
        empty_place(self.text, from, at + usize::from(is_value), is_item)
    }

    /// Keeps `value`, of the node that comes next, if it is not what stands in the text; says whether.
    fn cook(&mut self, span: Span, kind: Kind, value: &str) -> bool {
        let written = match kind {
            Kind::Plain => cut(self.text, span.range()),
            Kind::SingleQuoted | Kind::DoubleQuoted => {
                cut(self.text, span.start as usize + 1..(span.end as usize).saturating_sub(1))
            }
            _ => "",
        };
        if written == value && (kind == Kind::Plain || !value.is_empty()) {
            return false;
        }
        let node = self.parsed.nodes.len() as u32;
        self.parsed.cooked.push(Cooked { node, value: value.into() });
        true
    }

    fn leaf(&mut self, kind: Kind, start: usize, end: usize, cooked: bool) {
        let next = self.parsed.nodes.len() as u32 + 1;
        if let Some(count) = self.counts.last_mut() {
            *count += 1;
        }
        self.parsed.nodes.push(RawNode {
            kind,
            flow: false,
            has_property: false,
            cooked,
            start: start as u32,
            end: end as u32,
            next,
        });
        self.last = self.last.max(end);
    }

    fn open(&mut self, kind: Kind, properties: usize, marker: Marker) {
        let start = self.offset(&marker);
        self.find_properties(properties);
        let around = self.block_sequence();
        let (flow, start) = match kind {
            Kind::Mapping => (self.is_flow_mapping(start), start),
            // The marker of a block sequence may stand at its first item.
            _ => match first_dash(self.text, self.last.max(around.unwrap_or_default()), start, around.is_some()) {
                Some(dash) => (false, dash),
                None => (start >= self.last && self.text.as_bytes().get(start) == Some(&b'['), start),
            },
        };
        let index = self.parsed.nodes.len();
        let last = self.last;
        self.leaf(kind, start, start, false);
        self.open.push(index);
        self.counts.push(0);
        self.has_properties(properties);
        if let Some(node) = self.parsed.nodes.last_mut() {
            node.flow = flow;
        }
        // The first key of a block mapping may have properties in front of the marker.
        self.last = if flow { start + 1 } else { last };
    }

    /// Where the block sequence begins in which the next node is an item.
    fn block_sequence(&self) -> Option<usize> {
        let around = self.open.last().and_then(|index| self.parsed.nodes.get(*index));
        around.filter(|node| node.kind == Kind::Sequence && !node.flow).map(|node| node.start as usize)
    }

    /// Whether the mapping at `start` is one in braces. One that begins where its first key does is not.
    fn is_flow_mapping(&mut self, start: usize) -> bool {
        let around = self.open.last().copied().filter(|index| index + 1 == self.parsed.nodes.len());
        let around = around.and_then(|index| self.parsed.nodes.get_mut(index));
        match around.filter(|node| node.flow && node.kind == Kind::Mapping && node.start as usize == start) {
            Some(node) => {
                node.flow = false;
                true
            }
            None => start >= self.last && self.text.as_bytes().get(start) == Some(&b'{'),
        }
    }

    fn close(&mut self) {
        self.counts.pop();
        let next = self.parsed.nodes.len() as u32;
        let last = self.last;
        let Some(index) = self.open.pop() else { return };
        // The marker of a block mapping may stand behind its first key and what stands in front of that.
        let first = self.parsed.nodes.get(index + 1).map(|first| {
            let own = |property: &&Property| property.node as usize == index + 1;
            let property = if first.has_property { self.parsed.properties.iter().find(own) } else { None };
            property.map_or(first.start, |property| property.span.start)
        });
        let Some(node) = self.parsed.nodes.get_mut(index) else { return };
        if let (Some(first), Kind::Mapping, false) = (first, node.kind, node.flow) {
            node.start = node.start.min(first);
        }
        let last = last.max(node.start as usize);
        // The marker may stand at a comma in front of the bracket.
        let end = if node.flow { closing_bracket(self.text, last).unwrap_or(last) } else { last };
        node.end = end as u32;
        node.next = next;
        self.last = end;
    }

    /// Finds the anchor and tag of the node that comes next; there are `count` of them.
    fn find_properties(&mut self, count: usize) {
        let node = self.parsed.nodes.len() as u32;
        for _ in 0..count {
            let Some(span) = next_property(self.text, self.last) else { return };
            self.parsed.properties.push(Property { node, span });
            self.last = span.end as usize;
        }
    }

    fn has_properties(&mut self, count: usize) {
        if let Some(node) = self.parsed.nodes.last_mut() {
            node.has_property = count > 0;
        }
    }
}

/// Whether `key` has a colon and no `?`.
fn is_plain_pair(text: &str, key: &RawNode) -> bool {
    let before = cut(text, 0..key.start as usize).trim_ascii_end();
    let behind = cut(text, key.end as usize..text.len()).trim_ascii_start();
    !before.ends_with('?') && behind.starts_with(':')
}

/// The number of properties a node has.
fn count(anchor: usize, tag: Option<&Tag>) -> usize {
    usize::from(anchor > 0) + usize::from(tag.is_some())
}
