//! A few lines cut out of a text, so that drawing a finding costs what the finding is worth and not what
//! the file is: the drawer reads all it is given, several times over.
//! Knows places and lines, not how they are drawn.

use std::ops::Range;

use crate::text::{Encoding, Point, Span, Text};

/// A span over more lines than this is drawn as its first line.
const TALL: u32 = 6;
/// Places further apart than this many lines are drawn apart.
const GAP: u32 = 5;
/// A line of more bytes than this is cut to what lies near the marks.
const LONG: usize = 4000;
/// What a cut line keeps on either side of its first mark, in bytes; more than any terminal is wide.
const NEAR: usize = 1500;

/// A place to point at, with what to say there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// In bytes of the text.
    pub(super) span: Span,
    /// Nothing for the place a report is about.
    pub(super) label: Option<&'a str>,
}

/// Neighbouring lines and the marks in them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt<'a> {
    /// The lines, joined by LF.
    pub(super) source: String,
    /// The number of the first of them, from 1.
    pub(super) first_line: usize,
    /// Byte ranges in `source`, each with its label.
    pub(super) marks: Vec<(Range<usize>, Option<&'a str>)>,
}

/// The excerpts of `text` that show `places`: that of the first place first, the others in text order.
pub(super) fn excerpts<'a>(text: &Text, places: &[Place<'a>]) -> Vec<Excerpt<'a>> {
    let mut drawn: Vec<(usize, Drawn<'a>)> = places.iter().map(|place| Drawn::new(text, *place)).enumerate().collect();
    drawn.sort_by_key(|(index, drawn)| (drawn.first, *index));
    let mut groups: Vec<Vec<(usize, Drawn<'a>)>> = Vec::new();
    let mut reach = 0;
    for (index, one) in drawn {
        let last = one.last;
        match groups.last_mut() {
            Some(group) if one.first <= reach + GAP => group.push((index, one)),
            _ => {
                groups.push(vec![(index, one)]);
                reach = 0;
            }
        }
        reach = reach.max(last);
    }
    groups.sort_by_key(|group| !group.iter().any(|(index, _)| *index == 0));
    groups
        .into_iter()
        .map(|group| cut_out(text, &group.into_iter().map(|(_, drawn)| drawn).collect::<Vec<_>>()))
        .collect()
}

/// Where a span begins, as people count: line and character, both from 1.
pub(super) fn place_for_people(text: &Text, span: Span) -> (u32, u32) {
    let point = text.point(Drawn::new(text, Place { span, label: None }).span.start, Encoding::Utf32);
    let mark = u32::from(point.line == 0 && has_byte_order_mark(text));
    (point.line + 1, point.column.saturating_sub(mark) + 1)
}

/// A place as it is drawn: inside the text, on character boundaries, of a readable height.
struct Drawn<'a> {
    span: Span,
    label: Option<&'a str>,
    first: u32,
    last: u32,
}

impl<'a> Drawn<'a> {
    fn new(text: &Text, place: Place<'a>) -> Self {
        let start = settle(text, place.span.start);
        let mut end = settle(text, place.span.end.max(place.span.start)).max(start);
        let first = text.line_of(start);
        // Blanks and line breaks at the end are no part of what is pointed at.
        let mut last = text.line_of(end);
        while last > first {
            let line = text.line_span(last);
            let kept = text.slice(Span::new(line.start, end)).trim_end().len() as u32;
            if kept > 0 {
                end = line.start + kept;
                break;
            }
            last -= 1;
            end = text.line_span(last).end;
        }
        if last - first >= TALL {
            last = first;
            end = text.line_span(first).end;
        }
        Self { span: Span::new(start, end), label: place.label, first, last }
    }
}

/// `offset` moved into the text, to the start of its character, and out of a line break.
fn settle(text: &Text, offset: u32) -> u32 {
    let point: Point = text.point(offset, Encoding::Utf8);
    text.offset(point, Encoding::Utf8)
}

fn has_byte_order_mark(text: &Text) -> bool {
    text.slice(Span::new(0, 3)) == "\u{FEFF}"
}

/// The lines of `places`, which lie near each other and are sorted.
fn cut_out<'a>(text: &Text, places: &[Drawn<'a>]) -> Excerpt<'a> {
    let first = places.iter().map(|place| place.first).min().unwrap_or_default();
    let last = places.iter().map(|place| place.last).max().unwrap_or_default();
    let mut source = String::new();
    let mut marks: Vec<(Range<usize>, Option<&'a str>)> = places.iter().map(|place| (0..0, place.label)).collect();
    for line in first..=last {
        if line > first {
            source.push('\n');
        }
        let shown = shown_part(text, line, places);
        let base = source.len();
        text.push_slice(shown, &mut source);
        let within = |offset: u32| base + (offset.clamp(shown.start, shown.end) - shown.start) as usize;
        for (mark, place) in marks.iter_mut().zip(places) {
            if text.line_of(place.span.start) == line {
                mark.0.start = within(place.span.start);
            }
            if text.line_of(place.span.end) == line {
                mark.0.end = within(place.span.end);
            }
        }
    }
    // The drawer sees no line where nothing follows a line break, but a caret may belong there.
    if source.is_empty() || source.ends_with('\n') {
        source.push(' ');
    }
    Excerpt { source, first_line: first as usize + 1, marks }
}

/// The part of `line` worth showing: all of it unless it is very long.
fn shown_part(text: &Text, line: u32, places: &[Drawn<'_>]) -> Span {
    let mut whole = text.line_span(line);
    if line == 0 && has_byte_order_mark(text) {
        whole.start = whole.end.min(3);
    }
    if (whole.len() as usize) <= LONG {
        return whole;
    }
    let marked = places.iter().map(|place| place.span.start).find(|start| whole.touches(*start)).unwrap_or(whole.start);
    let start = settle(text, marked.saturating_sub(NEAR as u32).max(whole.start));
    let end = settle(text, marked.saturating_add(NEAR as u32).min(whole.end));
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str, start: u32, end: u32) -> (String, usize, Range<usize>) {
        let place = Place { span: Span { start, end }, label: None };
        let excerpt = excerpts(&Text::new(text), &[place]).remove(0);
        (excerpt.source, excerpt.first_line, excerpt.marks[0].0.clone())
    }

    #[test]
    fn marks_survive_every_kind_of_line_break() {
        assert_eq!(one("a: 1\r\nb: 2\r\n", 9, 10), ("b: 2".to_owned(), 2, 3..4));
        assert_eq!(one("a: 1\rb: 2\r", 8, 9), ("b: 2".to_owned(), 2, 3..4));
        assert_eq!(one("a: 1\r\nb: 2\r\n", 3, 9), ("a: 1\nb: 2".to_owned(), 1, 3..7));
    }

    #[test]
    fn a_byte_order_mark_is_not_shown_nor_counted() {
        assert_eq!(one("\u{FEFF}kind: x", 3, 7), ("kind: x".to_owned(), 1, 0..4));
        assert_eq!(place_for_people(&Text::new("\u{FEFF}kind: x"), Span::new(3, 7)), (1, 1));
        assert_eq!(place_for_people(&Text::new("\u{FEFF}"), Span::new(0, 3)), (1, 1));
    }

    #[test]
    fn trailing_blanks_and_breaks_are_not_pointed_at() {
        assert_eq!(one("a:\n  b: 1\n\n  \nc: 2", 0, 14), ("a:\n  b: 1".to_owned(), 1, 0..9));
    }

    #[test]
    fn a_tall_span_is_drawn_as_its_first_line() {
        assert_eq!(one("a:\n- 1\n- 2\n- 3\n- 4\n- 5\n- 6\n", 0, 26), ("a:".to_owned(), 1, 0..2));
    }

    #[test]
    fn a_very_long_line_is_cut_around_its_mark() {
        let long = format!("{}é{}", "ü".repeat(50_000), "ö".repeat(50_000));
        let (source, _, mark) = one(&long, 100_000, 100_002);
        assert_eq!(crate::text::cut(&source, mark), "é");
        assert!(source.len() <= 2 * NEAR + 4, "{}", source.len());
    }

    #[test]
    fn places_outside_the_text_or_inside_a_character_are_moved() {
        assert_eq!(one("ab", 99, 120), ("ab".to_owned(), 1, 2..2));
        assert_eq!(one("a🚀b", 2, 3), ("a🚀b".to_owned(), 1, 1..1));
        assert_eq!(one("", 0, 0), (" ".to_owned(), 1, 0..0));
        assert_eq!(one("a: 1\n", 5, 5), (" ".to_owned(), 2, 0..0));
    }

    #[test]
    fn distant_places_are_drawn_apart_and_the_main_one_first() {
        let text = Text::new(&"- x\n".repeat(40));
        let place = |line: u32, label| Place { span: Span::new(line * 4 + 2, line * 4 + 3), label };
        let got = excerpts(&text, &[place(30, None), place(3, Some("far")), place(28, Some("near"))]);
        let lines: Vec<_> = got.iter().map(|excerpt| (excerpt.first_line, excerpt.marks.len())).collect();
        assert_eq!(lines, [(29, 2), (4, 1)]);
    }
}
