//! How a document is written: what new text has to look like. Taken from the nearest surroundings of a
//! place, then from ever wider ones. Knows nothing of what is going to be written.

use super::super::node::Node;
use super::super::quote::Quote;
use super::super::raw::Kind;
use super::super::scalar::Scalar;
use super::lines::{column, first_token, is_first, line_break};
use super::site::{Site, children};
use crate::text::{Span, Text};

/// Nodes looked at in each of the collections around a place.
const BUDGET: u32 = 400;

/// A way of writing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub(super) line_break: &'static str,
    /// Columns that a mapping stands deeper than its key.
    pub(super) step: u32,
    /// Columns that the dashes of a list stand deeper than its key.
    pub(super) dash: u32,
    /// Columns from a dash to its item.
    pub(super) gap: u32,
    /// The quotes used where some are needed.
    pub(super) quote: Quote,
    /// `{ a: b }` rather than `{a: b}`.
    pub(super) padded: bool,
    /// Quotes around all strings between brackets.
    pub(super) flow_quotes: Option<Quote>,
    /// Quotes around all keys between brackets.
    pub(super) key_quotes: Option<Quote>,
    /// A comma behind the last of several lines between brackets.
    pub(super) trailing_comma: bool,
    /// Several lines of text are written as a block.
    pub(super) blocks: bool,
}

/// What was seen of each habit; the first sight counts, of quotes the majority.
#[derive(Default)]
struct Sample {
    step: Option<u32>,
    dash: Option<u32>,
    gap: Option<u32>,
    padded: Option<bool>,
    trailing_comma: Option<bool>,
    single: u32,
    double: u32,
    budget: u32,
}

impl Style {
    /// The style of the surroundings of `site`.
    pub(super) fn near(site: &Site<'_>) -> Self {
        let text = site.text;
        let mut sample = Sample::default();
        let around = site.chain.iter().map(|link| link.node);
        let inwards: Vec<Node<'_>> = around.chain(std::iter::once(site.node)).collect();
        for node in inwards.iter().rev() {
            sample.budget = BUDGET;
            sample.look(text, *node);
            if sample.is_complete() {
                break;
            }
        }
        let brackets = inwards.iter().rev().filter(|node| node.is_flow());
        let values = brackets.clone().find_map(|node| quotes(*node, false));
        let keys = brackets.clone().find_map(|node| quotes(*node, true));
        let lines = brackets.clone().any(|node| is_multiline(text, *node));
        Self {
            line_break: line_break(text, site.node.span().start),
            step: sample.step.unwrap_or(2),
            dash: sample.dash.unwrap_or(0),
            gap: sample.gap.unwrap_or(2),
            quote: if sample.single > sample.double { Quote::Single } else { Quote::Double },
            padded: sample.padded.unwrap_or(lines),
            flow_quotes: values.flatten(),
            key_quotes: keys.flatten(),
            trailing_comma: sample.trailing_comma.unwrap_or(true),
            blocks: true,
        }
    }
}

/// Whether `node` reaches over several lines.
pub(super) fn is_multiline(text: &Text, node: Node<'_>) -> bool {
    text.line_of(node.span().start) != text.line_of(node.span().end)
}

/// The quotes around all keys or all string values in the brackets of `node`; none if it has none of them.
#[expect(clippy::option_option, reason = "nothing to see and nothing quoted are different answers")]
fn quotes(node: Node<'_>, keys: bool) -> Option<Option<Quote>> {
    let mut seen = None;
    let mut stack = vec![node];
    let mut budget = BUDGET;
    while let Some(node) = stack.pop() {
        budget = budget.checked_sub(1)?;
        let scalars: Vec<Node<'_>> = if keys {
            node.entries().map(|entry| entry.key).collect()
        } else {
            node.entries().map(|entry| entry.value).chain(node.items()).collect()
        };
        for scalar in scalars {
            match scalar.kind() {
                Kind::Plain if keys || (scalar.scalar() == Some(Scalar::String)) => return Some(None),
                Kind::SingleQuoted => seen = Some(Some(Quote::Single)),
                Kind::DoubleQuoted => seen = Some(Some(Quote::Double)),
                _ => {}
            }
        }
        stack.extend(node.entries().map(|entry| entry.value).chain(node.items()));
    }
    seen
}

impl Sample {
    fn is_complete(&self) -> bool {
        self.step.is_some() && self.dash.is_some() && self.gap.is_some() && self.single != self.double
    }

    /// Looks at `node` and what is in it.
    fn look(&mut self, text: &Text, node: Node<'_>) {
        if self.budget == 0 {
            return;
        }
        self.budget -= 1;
        match node.kind() {
            Kind::SingleQuoted => self.single += 1,
            Kind::DoubleQuoted => self.double += 1,
            Kind::Mapping | Kind::Sequence if node.is_flow() => self.look_between(text, node),
            _ => {}
        }
        let block = !node.is_flow();
        for entry in node.entries() {
            let value = entry.value;
            if block && !value.is_flow() && (value.is_mapping() || value.is_sequence()) && !self.is_complete() {
                let key = column(text, entry.key.outer_span().start);
                let start = value.span().start;
                let deeper = column(text, start).checked_sub(key).filter(|_| is_first(text, start));
                if value.is_mapping() {
                    self.step = self.step.or(deeper.filter(|step| *step > 0));
                } else {
                    self.dash = self.dash.or(deeper);
                }
            }
            self.look(text, value);
        }
        let mut dash = node.span().start;
        for (index, item) in node.items().enumerate() {
            let start = item.outer_span().start;
            if item.is_absent() {
                // Behind its dash.
                dash = item.span().end;
            } else if block && self.gap.is_none() {
                if index > 0 {
                    dash = first_token(text, Span::new(dash, start)).map_or(start, |(at, _)| at);
                }
                let gap = start - dash.min(start);
                if gap > 1 && text.line_of(start) == text.line_of(dash) {
                    self.gap = Some(gap);
                }
                dash = item.span().end;
            }
            self.look(text, item);
        }
    }

    /// Looks at a collection in brackets.
    fn look_between(&mut self, text: &Text, node: Node<'_>) {
        let open = node.span().start + 1;
        let close = node.span().end.saturating_sub(1);
        let first = node.entries().next().is_some() || node.items().next().is_some();
        if !first {
            return;
        }
        if !is_multiline(text, node) {
            if node.is_mapping() && self.padded.is_none() {
                self.padded = Some(text.slice(Span::new(open, open + 1)) == " ");
            }
        } else if self.trailing_comma.is_none() {
            let children = children(text, node).unwrap_or_default();
            // `[{` on one line and `}]` on another says nothing: no line ends between the two brackets.
            let last = children.last().filter(|last| is_first(text, last.start)).map(|last| last.end);
            self.trailing_comma = last.map(|end| matches!(first_token(text, Span::new(end, close)), Some((_, ','))));
        }
    }
}
