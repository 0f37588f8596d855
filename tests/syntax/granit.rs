//! granit-parser, which knows where things end, as a judge of spans and comments.
//!
//! Definitions. A scalar's span is its source with its quotes; a block scalar's runs from its `|` or
//! `>` to the end of its last line that is not blank, where granit begins with the text below and counts
//! the last line break and blank lines too. A flow collection's runs from bracket to bracket. A block collection's begins with its
//! first key or dash, as granit has it (but for a sequence at the column of its key, which granit begins
//! behind the dash), and ends with the last character of its last node, where granit
//! ends it at the next token. An absent value has no characters; its place is ours to choose.

use granit_parser::{Event, Parser, ScalarStyle, StructureStyle};
use podls::syntax::{Document, Kind, Node};
use podls::text::Span;

use super::events::body;

/// The spans of a document by what they are of, each in text order.
#[derive(Default)]
struct Spans {
    scalars: Vec<(Kind, Span)>,
    flows: Vec<Span>,
    /// Only where block collections begin.
    blocks: Vec<u32>,
    comments: Vec<Span>,
    /// A key of a block mapping is absent, so that granit does not tell where the mapping begins.
    keyless: bool,
}

/// What granit-parser says of `text`, which begins at `origin`; none if it refuses the text.
fn judged(text: &str, origin: u32) -> Option<Spans> {
    let mut spans = Spans::default();
    let mut open = Vec::new();
    for next in Parser::new_from_str(text) {
        let (event, span) = next.ok()?;
        let range = span.byte_range()?;
        let mut span = Span::new(range.start as u32, range.end as u32).shift(origin);
        match event {
            Event::Comment(..) => spans.comments.push(span),
            Event::Alias(_) => spans.scalars.push((Kind::Alias, span)),
            Event::Scalar(_, style, ..) => {
                let kind = match style {
                    ScalarStyle::Plain => Kind::Plain,
                    ScalarStyle::SingleQuoted => Kind::SingleQuoted,
                    ScalarStyle::DoubleQuoted => Kind::DoubleQuoted,
                    ScalarStyle::Literal => Kind::Literal,
                    ScalarStyle::Folded => Kind::Folded,
                };
                if matches!(kind, Kind::Literal | Kind::Folded) {
                    let source = &text[range];
                    span.end = span.start + source.trim_end().len() as u32;
                }
                if !span.is_empty() || matches!(kind, Kind::Literal | Kind::Folded) {
                    spans.scalars.push((kind, span));
                }
            }
            Event::SequenceStart(style, ..) | Event::MappingStart(style, ..) => {
                let flow = style == StructureStyle::Flow;
                open.push((flow, spans.flows.len()));
                if flow { spans.flows.push(span) } else { spans.blocks.push(span.start) }
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let (flow, index) = open.pop()?;
                if flow {
                    spans.flows[index].end = span.end;
                }
            }
            _ => {}
        }
    }
    Some(spans)
}

/// Whether a key in braces goes on in the next line, which kubectl refuses and yaml-rust2 takes.
pub(super) fn has_multiline_key(text: &str) -> bool {
    // Of each open collection: whether it is in braces, and whether a key comes next.
    let mut open: Vec<(bool, bool)> = Vec::new();
    for next in Parser::new_from_str(text) {
        let Ok((event, span)) = next else { return false };
        let ends = matches!(event, Event::SequenceEnd | Event::MappingEnd);
        if ends {
            open.pop();
        } else if event.is_node() {
            let key = open.last().is_some_and(|(braces, key)| *braces && *key);
            if key && event.scalar().is_some() && span.start.line() != span.end.line() {
                return true;
            }
            if let Some((_, key)) = open.last_mut() {
                *key = !*key;
            }
        }
        match event {
            Event::MappingStart(style, ..) => open.push((style == StructureStyle::Flow, true)),
            Event::SequenceStart(..) => open.push((false, true)),
            _ => {}
        }
    }
    false
}

/// What the tree says of `document`, which begins at `start`.
fn found(document: &Document, start: u32) -> Spans {
    let mut spans = Spans::default();
    if let Some(root) = document.root(start) {
        collect(root, false, &mut spans);
    }
    let body = document.body_span(start);
    let comments = document.comments(start).into_iter().map(|comment| comment.span);
    spans.comments = comments.filter(|comment| comment.end <= body.end).collect();
    spans
}

fn collect(node: Node<'_>, in_flow: bool, spans: &mut Spans) {
    let kind = node.kind();
    let mut span = node.span();
    if matches!(kind, Kind::Literal | Kind::Folded) {
        span.end = span.start + node.source().trim_end().len() as u32;
    }
    match kind {
        // A pair without braces in a list in brackets is flow for granit.
        Kind::Mapping | Kind::Sequence if node.is_flow() || in_flow => spans.flows.push(span),
        Kind::Mapping | Kind::Sequence => spans.blocks.push(span.start),
        _ if span.is_empty() => {}
        _ => spans.scalars.push((kind, span)),
    }
    let in_flow = in_flow || node.is_flow();
    let mut end = 0;
    for entry in node.entries() {
        spans.keyless |= !in_flow && entry.key.is_absent();
        collect(entry.key, in_flow, spans);
        collect(entry.value, in_flow, spans);
        end = entry.value.span().end.max(entry.key.span().end);
    }
    for item in node.items() {
        collect(item, in_flow, spans);
        end = item.span().end;
    }
    if matches!(kind, Kind::Mapping | Kind::Sequence) && !node.is_flow() {
        assert!(node.span().end >= end, "a collection ends with its last node: {:?} {end}", node.span());
    }
}

#[derive(Default)]
pub(super) struct Count {
    documents: usize,
    scalars: usize,
    flows: usize,
    blocks: usize,
    comments: usize,
    /// Documents that granit-parser refuses.
    refused: usize,
    pub(super) complaints: Vec<String>,
}

impl Count {
    /// Compares the places of the tree of `document` in `text` with those of granit-parser.
    pub(super) fn document(&mut self, name: &str, text: &str, document: &Document, start: u32) {
        if !document.problems(start).is_empty() {
            return;
        }
        self.documents += 1;
        let Some(expected) = judged(body(text, document, start), start) else {
            self.refused += 1;
            return;
        };
        let mut found = found(document, start);
        if found.keyless {
            return;
        }
        for (found, expected) in found.scalars.iter_mut().zip(&expected.scalars) {
            if is_header(text, found.1, expected.1) {
                found.1 = expected.1;
            }
        }
        for (found, expected) in found.blocks.iter_mut().zip(&expected.blocks) {
            if *found != *expected && behind_dash(text, *found, *expected) {
                *found = *expected;
            }
        }
        for (found, expected) in found.flows.iter_mut().zip(&expected.flows) {
            // A pair without braces begins behind its colon if it has no key, and ends where the next
            // token begins if it has no value.
            let braced = text[found.start as usize..].starts_with(['[', '{']);
            if !braced && found.meets(*expected) {
                *found = *expected;
            }
        }
        self.scalars += agree(name, "scalar", &found.scalars, &expected.scalars, &mut self.complaints);
        self.flows += agree(name, "flow collection", &found.flows, &expected.flows, &mut self.complaints);
        self.blocks += agree(name, "block collection", &found.blocks, &expected.blocks, &mut self.complaints);
        self.comments += agree(name, "comment", &found.comments, &expected.comments, &mut self.complaints);
    }

    #[allow(dead_code, reason = "fuzz targets do not report")]
    pub(super) fn report(&self, what: &str) {
        println!(
            "{what}: {} documents; {} scalars, {} flow and {} block collections, {} comments agree; {} documents refused by granit-parser",
            self.documents, self.scalars, self.flows, self.blocks, self.comments, self.refused
        );
        assert!(self.complaints.is_empty(), "{} complaints:\n{}", self.complaints.len(), self.complaints.join("\n"));
    }
}

/// Whether `found` is a block scalar with its header, of which `text_span` is the text alone.
fn is_header(text: &str, found: Span, text_span: Span) -> bool {
    let source = &text[found.range()];
    let header = source.lines().next().unwrap_or_default();
    let (end, gap) = (found.start as usize + header.len(), text_span.start as usize);
    source.starts_with(['|', '>'])
        && (found.end == text_span.end || text_span.is_empty())
        && text.get(end..gap).is_some_and(|gap| gap.trim().is_empty())
}

/// Whether nothing but white space and comments stands between the dash at `dash` and `place`.
fn behind_dash(text: &str, dash: u32, place: u32) -> bool {
    let between = text.get(dash as usize..place as usize).and_then(|between| between.strip_prefix('-'));
    let trivia = |line: &str| line.trim().is_empty() || line.trim().starts_with('#');
    between.is_some_and(|between| between.lines().all(trivia))
}

/// The number of equal things; complains of the first that are not.
fn agree<T: PartialEq + std::fmt::Debug>(
    name: &str,
    what: &str,
    found: &[T],
    expected: &[T],
    complaints: &mut Vec<String>,
) -> usize {
    let at = found.iter().zip(expected).take_while(|(found, expected)| found == expected).count();
    if at < found.len().max(expected.len()) {
        complaints.push(format!("{name}: {what} {at} is {:?}, not {:?}", found.get(at), expected.get(at)));
    }
    at
}
