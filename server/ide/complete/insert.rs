//! How a name or value is written at a place: what goes in front of it, what follows it, in the
//! style of the text. Knows no field.

use crate::ide::Snippet;
use crate::ide::style::Style;
use crate::schema::Ty;
use crate::syntax::quote::{self, Quote};
use crate::syntax::{Kind, Node};
use crate::text::{Edit, Span, Text};

use super::site::Site;
use super::{Reading, Shape};

/// The way to write something at the cursor.
#[derive(Clone)]
pub(super) struct Insert<'a> {
    site: &'a Site,
    style: Style,
    /// What is replaced.
    span: Span,
    /// What goes in front.
    lead: String,
    /// Column of a key that is inserted.
    column: usize,
    /// How the word is understood.
    reading: Reading,
    /// Between brackets or braces.
    flow: bool,
    /// Keys around it are quoted.
    quotes_keys: bool,
    /// Text around it is quoted.
    quotes_values: bool,
}

impl<'a> Insert<'a> {
    /// In the place of the word, or where it stands by `reading`.
    pub(super) fn new(site: &'a Site, style: Style, reading: Reading) -> Self {
        let (span, lead) = match reading.column {
            Some(column) => (Span::new(site.line.start, site.word.end), " ".repeat(column)),
            None => (site.word, site.gap().to_owned()),
        };
        let column = reading.column.unwrap_or(site.column() + lead.len());
        let (flow, quotes_keys, quotes_values) = (false, false, false);
        let mut insert = Self { site, style, span, lead, column, reading, flow, quotes_keys, quotes_values };
        if reading.shape == Shape::Item {
            insert.add_dash();
        }
        insert
    }

    /// What is replaced.
    pub(super) fn span(&self) -> Span {
        self.span
    }

    /// What goes in front of whatever is inserted.
    pub(super) fn lead(&self) -> &str {
        &self.lead
    }

    /// Whether it is a key alone at the left of a block document.
    pub(super) fn is_outermost(&self) -> bool {
        !self.flow && self.column == 0 && self.site.quote.is_none()
    }

    /// Whether the word is a key that has a value already.
    pub(super) fn has_value(&self) -> bool {
        self.site.has_colon() || self.reading.shape == Shape::Parent
    }

    /// Takes on the ways of the collection around it.
    pub(super) fn set_flow(&mut self, holder: Node<'_>) {
        self.flow = holder.is_flow();
        let is_quoted = |node: Node<'_>| node.kind() == Kind::DoubleQuoted;
        let others = || holder.entries().filter(|entry| entry.key.value() != super::STAND_IN);
        self.quotes_keys = self.flow && others().any(|entry| is_quoted(entry.key));
        self.quotes_values =
            self.flow && (others().any(|entry| is_quoted(entry.value)) || holder.items().any(is_quoted));
    }

    /// Puts a dash in front.
    pub(super) fn add_dash(&mut self) {
        let bullet = self.style.bullet();
        self.column += bullet.len();
        self.lead.push_str(&bullet);
    }

    /// Goes to a new line below the key of a mapping; `false` if there is no such line.
    pub(super) fn open_mapping(&mut self, text: &Text, key: Node<'_>) -> bool {
        let Some(column) = self.column_of(text, key) else { return false };
        self.break_line(column + self.style.step);
        true
    }

    /// Goes to a new line below the key of a list; `false` if there is no such line.
    pub(super) fn open_list(&mut self, text: &Text, key: Node<'_>) -> bool {
        let Some(column) = self.column_of(text, key) else { return false };
        self.break_line(column + self.style.dash);
        self.add_dash();
        true
    }

    fn break_line(&mut self, column: usize) {
        // No space stays behind the colon.
        if let Some(span) = self.site.behind_colon() {
            self.span = span;
        }
        self.column = column;
        self.lead = format!("{}{}", self.style.newline, " ".repeat(column));
    }

    /// The column of a key on the line of the cursor that only dashes stand before.
    fn column_of(&self, text: &Text, key: Node<'_>) -> Option<usize> {
        let start = key.span().start.checked_sub(self.site.line.start)?;
        let before = text.slice(Span::new(self.site.line.start, key.span().start));
        before.chars().all(|c| matches!(c, ' ' | '-')).then_some(start as usize)
    }

    /// The change that writes the key `name` and goes on to where its value belongs; where that is not at
    /// its end, also as a snippet.
    pub(super) fn key(&self, name: &str, ty: Ty) -> (Edit, Option<Snippet>) {
        let closing = self.site.closing();
        if self.site.has_colon() {
            return (Edit::replace(self.span, format!("{}{name}{closing}", self.lead)), None);
        }
        let quote = if self.quotes_keys && self.site.quote.is_none() { "\"" } else { "" };
        let mut text = format!("{}{quote}{name}{quote}{closing}:", self.lead);
        let mut snippet = None;
        match ty {
            _ if self.reading.shape == Shape::Parent => {}
            _ if self.flow => {
                let (open, close) = match ty {
                    Ty::Object(_) | Ty::Map(_) => ("{", "}"),
                    Ty::List(Ty::Object(_)) => ("[{", "}]"),
                    Ty::List(_) => ("[", "]"),
                    _ => ("", ""),
                };
                let comma = if self.reading.comma { "," } else { "" };
                if !open.is_empty() || !comma.is_empty() {
                    snippet = Some(Snippet::of(&format!("{text} {open}«0»{close}{comma}")));
                }
                text.push_str(if self.reading.comma { " ," } else { " " });
            }
            Ty::Object(_) | Ty::Map(_) => {
                text.push_str(self.style.newline);
                text.push_str(&" ".repeat(self.column + self.style.step));
            }
            Ty::List(_) => {
                text.push_str(self.style.newline);
                text.push_str(&" ".repeat(self.column + self.style.dash));
                text.push_str(&self.style.bullet());
            }
            _ => text.push(' '),
        }
        (Edit::replace(self.span, text), snippet)
    }

    /// The edit that writes `value`; `is_text` if it would not do as a number or boolean.
    pub(super) fn value(&self, value: &str, is_text: bool) -> Edit {
        let closing = self.site.closing();
        let comma = if self.reading.comma { "," } else { "" };
        let written = match self.site.quote {
            Some('\'') => value.replace('\'', "''"),
            Some(_) => value.replace('\\', "\\\\").replace('"', "\\\""),
            None if is_text => {
                let always = Some(Quote::Double).filter(|_| self.quotes_values);
                quote::inline(value, always, Quote::Double, self.flow)
            }
            None => value.to_owned(),
        };
        Edit::replace(self.span, format!("{}{written}{closing}{comma}", self.lead))
    }

    /// The change that writes a block as it is in `marked`, which has two spaces for every level and its dashes
    /// below their key, in the style of the text; none where a block cannot stand.
    pub(super) fn block(&self, marked: &str) -> Option<(Edit, Snippet)> {
        if !self.takes_blocks() {
            return None;
        }
        let restyled = super::restyle::restyle(marked, self.style);
        let mut snippet = Snippet::of(&self.lead);
        snippet.append(Snippet::of(&restyled).indented(self.column, self.style.newline));
        Some((snippet.edit(self.span), snippet))
    }

    /// Whether a block of lines may stand at the cursor.
    pub(super) fn takes_blocks(&self) -> bool {
        !self.flow && !self.has_value() && self.site.quote.is_none() && self.site.is_free_behind()
    }
}
