//! How the lines around a place are indented, so that what is inserted looks like what is there.
//! Reads lines only; knows no tree.

use crate::text::{Span, Text, cut};

/// Lines looked at above and below.
const REACH: u32 = 200;

/// The habits of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Style {
    /// Columns from a key to the keys of its mapping.
    pub(super) step: usize,
    /// Columns from a key to the dashes of its list.
    pub(super) dash: usize,
    /// Columns from a dash to what it holds, the dash included.
    pub(super) item: usize,
    /// The line break.
    pub(super) newline: &'static str,
}

impl Style {
    /// The style around `offset`: of what stands above, else of what follows.
    pub(super) fn near(text: &Text, offset: u32) -> Self {
        let here = text.line_of(offset);
        let above = (here.saturating_sub(REACH)..here).rev();
        let below = here..text.line_count().min(here.saturating_add(REACH));
        let (mut step, mut dash, mut item) = (None, None, None);
        for line in above.chain(below) {
            let Some(upper) = Line::of(text, line) else { continue };
            if let Some(width) = upper.item {
                item = item.or(Some(width));
            }
            let lower = Some(line).filter(|_| upper.opens).and_then(|line| next(text, line));
            if let Some(lower) = lower.filter(|lower| lower.indent >= upper.key) {
                let width = lower.indent - upper.key;
                if lower.dash {
                    dash = dash.or(Some(width));
                } else if width > 0 {
                    step = step.or(Some(width));
                }
            }
            if step.is_some() && dash.is_some() && item.is_some() {
                break;
            }
        }
        let item = item.unwrap_or(2);
        Self { step: step.unwrap_or(item), dash: dash.unwrap_or(0), item, newline: newline(text, here) }
    }

    /// A dash with the spaces behind it.
    pub(super) fn bullet(self) -> String {
        format!("-{}", " ".repeat(self.item.saturating_sub(1).max(1)))
    }
}

/// What counts of a line.
pub(super) struct Line {
    /// Spaces in front.
    pub(super) indent: usize,
    /// Column of what stands behind a dash, or in front.
    pub(super) key: usize,
    /// It begins with a dash.
    pub(super) dash: bool,
    /// Columns from the dash to what it holds, if there is a dash and it holds something.
    item: Option<usize>,
    /// A key with nothing behind it.
    pub(super) opens: bool,
}

impl Line {
    /// The line, unless it is blank or a comment.
    pub(super) fn of(text: &Text, line: u32) -> Option<Self> {
        let slice = text.slice(text.line_span(line));
        let indent = slice.len() - slice.trim_start_matches(' ').len();
        let rest = cut(&slice, indent..slice.len());
        if rest.is_empty() || rest.starts_with(['#', '\t', '\r']) {
            return None;
        }
        let behind = rest.strip_prefix('-').filter(|behind| behind.is_empty() || behind.starts_with(' '));
        let inner = behind.map(|behind| behind.trim_start_matches(' '));
        let width = inner.map(|inner| rest.len() - inner.len());
        let content = inner.unwrap_or(rest);
        let bare = content.split_once(" #").map_or(content, |(bare, _)| bare).trim_end();
        let item = width.filter(|_| inner.is_some_and(|inner| !inner.is_empty() && !inner.starts_with(['#', '-'])));
        Some(Self { indent, key: indent + width.unwrap_or(0), dash: width.is_some(), item, opens: bare.ends_with(':') })
    }
}

/// The next line with content.
pub(super) fn next(text: &Text, line: u32) -> Option<Line> {
    (line + 1..text.line_count().min(line.saturating_add(REACH))).find_map(|line| Line::of(text, line))
}

/// How `line` is ended, or the first line if this one is not.
fn newline(text: &Text, line: u32) -> &'static str {
    let ending = |line: u32| text.slice(Span::new(text.line_span(line).end, text.line_start(line + 1)));
    let mut found = ending(line);
    if found.is_empty() {
        found = ending(0);
    }
    if found == "\r\n" { "\r\n" } else { "\n" }
}
