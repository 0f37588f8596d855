//! Pieces as nearly all of them are, read without the parser: keys and values on one line each, plain, in
//! simple quotes or brackets, indented in the ordinary way. Gives what [`super::parse`] gives, or nothing at
//! the first thing that is out of the ordinary: no rule of YAML is decided here that could be in doubt.

use std::cell::Cell;

use super::raw::{Cooked, Kind, Parsed, RawNode};

/// Collections nested deeper are left to the parser.
const MAX_DEPTH: usize = 32;

/// No ordinary key is longer; YAML itself has a limit not far above.
const MAX_KEY: usize = 256;

/// The nodes of `text`, before which `pad` spaces are thought; none if it holds anything unusual.
pub(super) fn read(text: &str, pad: u32) -> Option<Parsed> {
    let bytes = text.as_bytes();
    // Without a way out in the middle, this goes by many bytes at once.
    if !bytes.iter().fold(true, |ascii, byte| ascii & matches!(byte, b'\n' | b' '..=b'~')) {
        return None;
    }
    let mut nodes = SCRATCH.take();
    nodes.clear();
    let parsed = Parsed { nodes, ..Parsed::default() };
    let mut reader = Reader { bytes, parsed, open: Vec::with_capacity(8), awaits: None, last: 0 };
    let is_read = reader.read(pad as usize).is_some();
    let mut parsed = reader.parsed;
    // What is kept is exactly as long as it needs to be.
    let exact = if is_read { parsed.nodes.clone() } else { Vec::new() };
    let nodes = std::mem::replace(&mut parsed.nodes, exact);
    if nodes.capacity() <= MAX_SCRATCH {
        SCRATCH.set(nodes);
    }
    is_read.then_some(parsed)
}

thread_local! {
    /// Room for the nodes of a piece while they are being read, used again for the next one.
    static SCRATCH: Cell<Vec<RawNode>> = const { Cell::new(Vec::new()) };
}

/// More room than this is given back.
const MAX_SCRATCH: usize = 4096;

/// A block collection that may go on.
struct Open {
    column: usize,
    node: usize,
    kind: Kind,
}

struct Reader<'a> {
    bytes: &'a [u8],
    parsed: Parsed,
    open: Vec<Open>,
    /// Right behind the colon of a key whose value, if any, is on the lines below.
    awaits: Option<usize>,
    /// End of the last token.
    last: usize,
}

impl Reader<'_> {
    fn read(&mut self, pad: usize) -> Option<()> {
        let mut at = 0;
        let mut before = pad;
        while at < self.bytes.len() {
            let start = self.spaces(at);
            match self.byte(start) {
                b'\n' => at = start + 1,
                b'#' => at = self.line_end(start) + 1,
                _ => at = self.line(start, before + start - at)? + 1,
            }
            before = 0;
        }
        self.settle();
        while let Some(open) = self.open.pop() {
            self.close(open.node);
        }
        (!self.parsed.nodes.is_empty()).then_some(())
    }

    /// Reads the line whose content begins at `start`, in `column`; returns where it ends.
    fn line(&mut self, start: usize, column: usize) -> Option<usize> {
        let dash = self.byte(start) == b'-' && self.byte(start + 1) == b' ';
        match (self.awaits, self.open.last()) {
            (Some(_), Some(top)) if column > top.column || (dash && column == top.column) => {
                self.awaits = None;
                self.open(column, start, dash)?;
            }
            (None, Some(top)) if column > top.column => return None,
            (_, Some(_)) => {
                self.settle();
                self.close_to(column, dash)?;
            }
            (_, None) if self.parsed.nodes.is_empty() => self.open(column, start, dash)?,
            (_, None) => return None,
        }
        if !dash {
            return self.pair(start);
        }
        let inner = self.spaces(start + 1);
        if self.key(inner).is_some() {
            self.open(column + inner - start, inner, false)?;
            return self.pair(inner);
        }
        let end = self.scalar(inner)?;
        self.rest(end)
    }

    /// Reads a key and what stands behind it on its line.
    fn pair(&mut self, start: usize) -> Option<usize> {
        let colon = self.key(start)?;
        self.leaf(Kind::Plain, start, colon);
        let value = self.spaces(colon + 1);
        if matches!(self.byte(value), b'\n' | b'#') {
            self.awaits = Some(colon + 1);
            return Some(self.line_end(value));
        }
        let end = self.scalar(value)?;
        self.rest(end)
    }

    /// Where the colon stands that ends the key at `start`.
    fn key(&self, start: usize) -> Option<usize> {
        if !self.byte(start).is_ascii_alphanumeric() {
            return None;
        }
        let letters = self.bytes.get(start..)?.iter();
        let length =
            letters.take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'/' | b'-'));
        let colon = start + length.count();
        (self.byte(colon) == b':' && self.ends_word(colon + 1) && colon - start <= MAX_KEY).then_some(colon)
    }

    /// Reads what stands behind a key or a dash; returns where it ends.
    fn scalar(&mut self, start: usize) -> Option<usize> {
        match self.byte(start) {
            b'"' | b'\'' => self.quoted(start),
            b'[' | b'{' => self.flow(start, 0),
            _ if self.begins_plain(start) => {
                let mut at = start;
                let mut end = start;
                loop {
                    match self.byte(at) {
                        b'\n' => break,
                        b' ' if self.byte(at + 1) == b'#' => break,
                        b' ' => {}
                        b':' if self.ends_word(at + 1) => return None,
                        _ => end = at + 1,
                    }
                    at += 1;
                }
                self.leaf(Kind::Plain, start, end);
                Some(end)
            }
            _ => None,
        }
    }

    /// Whether what stands at `at` can be nothing but a plain scalar.
    fn begins_plain(&self, at: usize) -> bool {
        let dashes = self.bytes.get(at..).unwrap_or_default().iter().take(2).take_while(|byte| **byte == b'-').count();
        match self.byte(at + dashes) {
            byte if byte.is_ascii_alphanumeric() => true,
            b'/' | b'.' | b'_' | b'$' | b'(' | b'~' | b'+' => dashes == 0,
            _ => false,
        }
    }

    /// Reads a text in quotes that means what it looks like.
    fn quoted(&mut self, start: usize) -> Option<usize> {
        let quote = self.byte(start);
        let inside = self.bytes.get(start + 1..)?;
        let length = inside.iter().position(|byte| *byte == quote || matches!(byte, b'\\' | b'\n'))?;
        let end = start + length + 2;
        // A backslash is a letter between single quotes, but not worth the difference.
        if self.byte(end - 1) != quote || self.byte(end) == quote {
            return None;
        }
        if length == 0 {
            let node = self.parsed.nodes.len() as u32;
            self.parsed.cooked.push(Cooked { node, value: "".into() });
        }
        self.leaf(if quote == b'"' { Kind::DoubleQuoted } else { Kind::SingleQuoted }, start, end);
        if let Some(node) = self.parsed.nodes.last_mut() {
            node.cooked = length == 0;
        }
        Some(end)
    }

    /// Reads a collection in brackets or braces on one line; returns where it ends.
    fn flow(&mut self, start: usize, depth: usize) -> Option<usize> {
        let (kind, closing) = if self.byte(start) == b'{' { (Kind::Mapping, b'}') } else { (Kind::Sequence, b']') };
        if depth > MAX_DEPTH {
            return None;
        }
        let index = self.parsed.nodes.len();
        self.leaf(kind, start, start);
        let mut at = self.spaces(start + 1);
        while self.byte(at) != closing {
            if self.parsed.nodes.len() > index + 1 {
                if self.byte(at) != b',' {
                    return None;
                }
                at = self.spaces(at + 1);
            }
            if kind == Kind::Mapping {
                let colon = self.key(at)?;
                self.leaf(Kind::Plain, at, colon);
                at = self.spaces(colon + 1);
            }
            at = match self.byte(at) {
                b'"' | b'\'' => self.quoted(at)?,
                b'[' | b'{' => self.flow(at, depth + 1)?,
                _ => self.flow_plain(at)?,
            };
            at = self.spaces(at);
        }
        self.last = at + 1;
        self.close(index);
        if let Some(node) = self.parsed.nodes.get_mut(index) {
            node.flow = true;
        }
        Some(at + 1)
    }

    /// Reads a plain scalar between brackets.
    fn flow_plain(&mut self, start: usize) -> Option<usize> {
        if !self.begins_plain(start) {
            return None;
        }
        let letter = |byte: &u8| {
            byte.is_ascii_alphanumeric()
                || matches!(byte, b'/' | b'.' | b'_' | b'$' | b'(' | b')' | b'~' | b'+' | b'-' | b'=' | b'@' | b' ')
        };
        let length = self.bytes.get(start..)?.iter().take_while(|byte| letter(byte)).count();
        let written = self.bytes.get(start..start + length)?.trim_ascii_end();
        let end = start + written.len();
        if !matches!(self.byte(start + length), b',' | b']' | b'}') {
            return None;
        }
        self.leaf(Kind::Plain, start, end);
        Some(end)
    }

    /// Where the line ends on which nothing but a comment may follow what ends at `end`.
    fn rest(&self, end: usize) -> Option<usize> {
        let at = self.spaces(end);
        match self.byte(at) {
            b'\n' => Some(at),
            b'#' if at > end => Some(self.line_end(at)),
            _ => None,
        }
    }

    /// Opens a block collection whose first key or dash is at `start`.
    fn open(&mut self, column: usize, start: usize, dash: bool) -> Option<()> {
        let kind = if dash { Kind::Sequence } else { Kind::Mapping };
        self.open.push(Open { column, node: self.parsed.nodes.len(), kind });
        let last = self.last;
        self.leaf(kind, start, start);
        self.last = last;
        (self.open.len() <= MAX_DEPTH).then_some(())
    }

    /// Closes the block collections that end above a line in `column`; the one it goes on in must fit.
    fn close_to(&mut self, column: usize, dash: bool) -> Option<()> {
        let kind = if dash { Kind::Sequence } else { Kind::Mapping };
        loop {
            let top = self.open.last()?;
            if top.column == column && top.kind == kind {
                return Some(());
            }
            // A list may stand at the column of its key.
            let ends = top.column > column || (top.column == column && top.kind == Kind::Sequence);
            if !ends {
                return None;
            }
            let node = top.node;
            self.open.pop();
            self.close(node);
        }
    }

    /// Puts nothing in the place of a value that did not come.
    fn settle(&mut self) {
        if let Some(place) = self.awaits.take() {
            self.leaf(Kind::Plain, place, place);
        }
    }

    fn leaf(&mut self, kind: Kind, start: usize, end: usize) {
        self.parsed.nodes.push(RawNode {
            kind,
            flow: false,
            has_property: false,
            cooked: false,
            start: start as u32,
            end: end as u32,
            next: self.parsed.nodes.len() as u32 + 1,
        });
        self.last = end;
    }

    /// All nodes from here on are no longer those of collection `index`.
    fn close(&mut self, index: usize) {
        let next = self.parsed.nodes.len() as u32;
        if let Some(node) = self.parsed.nodes.get_mut(index) {
            node.end = node.start.max(self.last as u32);
            node.next = next;
        }
    }

    /// The byte at `at`; a line break behind the end.
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b'\n')
    }

    fn ends_word(&self, at: usize) -> bool {
        matches!(self.byte(at), b' ' | b'\n')
    }

    /// The first byte from `at` on that is no space.
    fn spaces(&self, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        at + rest.iter().take_while(|byte| **byte == b' ').count()
    }

    fn line_end(&self, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        at + memchr::memchr(b'\n', rest).unwrap_or(rest.len())
    }
}

#[cfg(test)]
mod tests;
