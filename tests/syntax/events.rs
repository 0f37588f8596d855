//! What a text says, as yaml-rust2 reads it and as the tree has it, in the same words.

use podls::syntax::{Document, Kind, Node};
use podls::text::Span;
use yaml_rust2::parser::{Event, Parser, Tag};
use yaml_rust2::scanner::TScalarStyle;

/// The events of the one document in `text`, one a line, or why yaml-rust2 refuses the text.
pub(super) fn judged(text: &str) -> Result<Vec<String>, String> {
    let mut events = Vec::new();
    // At the end of its text, yaml-rust2 reads `|` without lines below as a line break; elsewhere as nothing.
    let end = if text.ends_with(['\n', '\r']) { "...\n" } else { "\n...\n" };
    let mut parser = Parser::new(text.trim_start_matches('\u{feff}').chars().chain(end.chars()));
    let mut documents = 0;
    loop {
        let (event, marker) = parser
            .next_token()
            .map_err(|error| format!("{}:{} {}", error.marker().line(), error.marker().col(), error.info()))?;
        let line = match event {
            Event::StreamEnd => return Ok(events),
            Event::DocumentStart => {
                documents += 1;
                if documents > 1 {
                    return Err(format!("{}: a second document", marker.line()));
                }
                continue;
            }
            Event::Scalar(value, style, anchor, tag) => {
                let style = match style {
                    TScalarStyle::Plain => Kind::Plain,
                    TScalarStyle::SingleQuoted => Kind::SingleQuoted,
                    TScalarStyle::DoubleQuoted => Kind::DoubleQuoted,
                    TScalarStyle::Literal => Kind::Literal,
                    TScalarStyle::Folded => Kind::Folded,
                };
                format!("{style:?} {value:?} {anchor} {}", resolved(tag.as_ref()))
            }
            Event::Alias(anchor) => format!("Alias {anchor}"),
            Event::MappingStart(anchor, tag) => format!("Mapping {anchor} {}", resolved(tag.as_ref())),
            Event::SequenceStart(anchor, tag) => format!("Sequence {anchor} {}", resolved(tag.as_ref())),
            Event::MappingEnd | Event::SequenceEnd => "end".to_owned(),
            _ => continue,
        };
        events.push(line);
    }
}

fn resolved(tag: Option<&Tag>) -> String {
    tag.map_or(String::new(), |tag| format!("{}{}", tag.handle, tag.suffix))
}

/// The events of `document`, which begins at `start`, in the words of [`judged`].
pub(super) fn composed(document: &Document, start: u32) -> Vec<String> {
    let mut composer = Composer { events: Vec::new(), anchors: Vec::new() };
    if let Some(root) = document.root(start) {
        composer.node(root);
    }
    composer.events
}

struct Composer {
    events: Vec<String>,
    /// The places of all nodes with an anchor; yaml-rust2 numbers them in text order from 1.
    anchors: Vec<(Span, Kind)>,
}

impl Composer {
    fn node(&mut self, node: Node<'_>) {
        let anchor = if node.anchor().is_some() {
            self.anchors.push((node.span(), node.kind()));
            self.anchors.len()
        } else {
            0
        };
        let tag = node.tag().map_or(String::new(), |tag| match tag.strip_prefix("!!") {
            Some(core) => format!("tag:yaml.org,2002:{core}"),
            None => tag.trim_start_matches("!<").trim_end_matches('>').to_owned(),
        });
        match node.kind() {
            Kind::Alias => {
                let target = node.resolve().map(|target| (target.span(), target.kind()));
                let number = self.anchors.iter().rposition(|anchor| Some(*anchor) == target);
                self.events.push(format!("Alias {}", number.map_or(0, |number| number + 1)));
            }
            kind @ (Kind::Mapping | Kind::Sequence) => {
                self.events.push(format!("{kind:?} {anchor} {tag}"));
                for entry in node.entries() {
                    self.node(entry.key);
                    self.node(entry.value);
                }
                for item in node.items() {
                    self.node(item);
                }
                self.events.push("end".to_owned());
            }
            kind => self.events.push(format!("{kind:?} {:?} {anchor} {tag}", node.value())),
        }
    }
}

/// The text of `document` that is YAML, `---` line included and tail left out.
pub(super) fn body<'a>(text: &'a str, document: &Document, start: u32) -> &'a str {
    &text[start as usize..document.body_span(start).end as usize]
}

/// The YAML of `document`, which begins at `start`, without the liberties that Kubernetes takes and
/// yaml-rust2 does not: further lines of quoted and flow values are moved far to the right, and each
/// `\'` in double quotes is written `'`.
pub(super) fn tightened(text: &str, document: &Document, start: u32) -> String {
    let mut edits = Vec::new();
    if let Some(root) = document.root(start) {
        collect(root, text, &mut edits);
    }
    edits.sort_unstable();
    edits.dedup();
    let end = document.body_span(start).end as usize;
    let mut result = String::new();
    let mut at = start as usize;
    for (place, drop) in edits {
        result.push_str(&text[at..place]);
        result.push_str(if drop == 0 { DEEP } else { "" });
        at = place + drop;
    }
    result.push_str(&text[at..end]);
    result
}

/// Deeper than anything in a fixture.
const DEEP: &str = "                                                                                ";

/// Where spaces are to be put and where a byte is to be dropped.
fn collect(node: Node<'_>, text: &str, edits: &mut Vec<(usize, usize)>) {
    let span = node.span();
    if node.is_flow() || matches!(node.kind(), Kind::SingleQuoted | Kind::DoubleQuoted) {
        let source = &text[span.range()];
        let breaks = source.match_indices(['\n', '\r']).map(|(at, _)| span.start as usize + at + 1);
        edits.extend(breaks.filter(|at| !text[*at..].starts_with(['\n', '\r'])).map(|at| (at, 0)));
    }
    if node.kind() == Kind::DoubleQuoted {
        let mut escaped = false;
        for (at, letter) in text[span.range()].char_indices() {
            if escaped && letter == '\'' {
                edits.push((span.start as usize + at - 1, 1));
            }
            escaped = letter == '\\' && !escaped;
        }
    }
    for entry in node.entries() {
        collect(entry.key, text, edits);
        collect(entry.value, text, edits);
    }
    for item in node.items() {
        collect(item, text, edits);
    }
}
