//! A text with what was found in it: what every format is a function of. Knows no format.

use std::collections::HashMap;

use crate::finding::Finding;
use crate::ide::{Snapshot, landmark};
use crate::text::{Encoding, Span, Text};

/// What is reported of one file.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// How people call it.
    pub path: &'a str,
    /// Its text and tree.
    pub snapshot: &'a Snapshot,
    /// What there is to say, in text order.
    pub findings: &'a [Finding],
}

impl<'a> Seen<'a> {
    /// The text.
    pub(super) fn text(&self) -> &'a Text {
        self.snapshot.text()
    }

    /// A name for each finding, the same as long as its object, its place in there and its code are: edits
    /// elsewhere leave it alone. No two of a file are the same; `path` tells files apart.
    pub(super) fn fingerprints(&self, path: &str) -> Vec<String> {
        let mut counts: HashMap<(&str, String), usize> = HashMap::new();
        let mut names = Vec::with_capacity(self.findings.len());
        for finding in self.findings {
            let mark = landmark(self.snapshot, finding.span);
            let count = counts.entry((finding.code, mark.clone())).or_default();
            names.push(fingerprint(&[path, finding.code, &mark, &count.to_string()]));
            *count += 1;
        }
        names
    }
}

/// FNV-1a with 128 bits: names must be the same with every build of podls, and nobody is to be fooled.
pub(super) fn fingerprint(parts: &[&str]) -> String {
    // 0xFF is no part of UTF-8: it keeps the parts apart.
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0xFF]));
    let hash = bytes.fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128, |hash, byte| {
        (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013B)
    });
    format!("{hash:032x}")
}

/// A span in lines and columns, all from 1, columns in UTF-16 units; a byte order mark is not counted.
/// The end is the place after the last character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Region {
    pub(super) start_line: u32,
    pub(super) start_column: u32,
    pub(super) end_line: u32,
    pub(super) end_column: u32,
}

impl Region {
    pub(super) fn new(text: &Text, span: Span) -> Self {
        let mark = u32::from(text.slice(Span::new(0, 3)) == "\u{FEFF}");
        let place = |offset| {
            let point = text.point(offset, Encoding::Utf16);
            let mark = if point.line == 0 { mark } else { 0 };
            (point.line + 1, point.column.saturating_sub(mark) + 1)
        };
        let ((start_line, start_column), (end_line, end_column)) = (place(span.start), place(span.end));
        Self { start_line, start_column, end_line, end_column }
    }
}

/// `message` without the marks of code, for where they would be shown as they stand.
pub(super) fn plain(message: &str) -> String {
    message.replace('`', "'")
}
