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
#[expect(clippy::struct_excessive_bools, reason = "independent facts of the place")]
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
    /// What is inserted is an item of a list in brackets and brings its own braces.
    braces: bool,
}

impl<'a> Insert<'a> {
    /// In the place of the word, or where it stands by `reading`.
    pub(super) fn new(site: &'a Site, style: Style, reading: Reading) -> Self {
        let (span, lead) = match reading.column {
            Some(column) => (Span::new(site.line.start, site.word.end), " ".repeat(column)),
            None => (site.word, site.gap().to_owned()),
        };
        let column = reading.column.unwrap_or(site.column() + lead.len());
        let (flow, quotes_keys, quotes_values, braces) = (false, false, false, false);
        let mut insert = Self { site, style, span, lead, column, reading, flow, quotes_keys, quotes_values, braces };
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

    /// Takes on the ways of the collection around it; of the one around that, `outer`, if it is empty.
    pub(super) fn set_flow(&mut self, holder: Node<'_>, outer: Option<Node<'_>>) {
        self.flow = holder.is_flow();
        let is_quoted = |node: Node<'_>| node.kind() == Kind::DoubleQuoted;
        let is_other = |node: Node<'_>| node.kind().is_scalar() && node.value() != super::STAND_IN;
        let is_alone = !holder.entries().any(|entry| is_other(entry.key)) && !holder.items().any(is_other);
        let outer = outer.filter(|outer| is_alone && outer.is_flow());
        let mut nodes = [Some(holder), outer].into_iter().flatten();
        let quotes = |node: Node<'_>| {
            let others = || node.entries().filter(|entry| is_other(entry.key));
            let values = others().any(|entry| is_quoted(entry.value)) || node.items().any(is_quoted);
            (others().any(|entry| is_quoted(entry.key)), values)
        };
        if self.flow {
            let (keys, values): (Vec<bool>, Vec<bool>) = nodes.by_ref().map(quotes).unzip();
            self.quotes_keys = keys.contains(&true);
            self.quotes_values = values.contains(&true);
        }
    }

    /// Puts a dash in front.
    pub(super) fn add_dash(&mut self) {
        let bullet = self.style.bullet();
        self.column += bullet.len();
        self.lead.push_str(&bullet);
    }

    /// Puts braces around, if an item of a list in brackets is meant; `false` if there is no room for one.
    pub(super) fn open_braces(&mut self) -> bool {
        self.braces = self.flow && self.site.quote.is_none() && !self.has_value();
        self.braces
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
                let (left, right) = self.around();
                if !open.is_empty() || !comma.is_empty() || self.braces {
                    snippet = Some(Snippet::of(&format!("{left}{text} {open}«0»{close}{right}{comma}")));
                }
                text = format!("{left}{text} {right}{comma}");
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
        if self.flow {
            let quotes = super::restyle::Quotes { keys: self.quotes_keys, values: self.quotes_values };
            let (left, right) = self.around();
            let comma = if self.reading.comma { "," } else { "" };
            let written = super::restyle::flow(marked, quotes);
            let snippet = Snippet::of(&format!("{}{left}{written}{right}{comma}", self.lead));
            return Some((snippet.edit(self.span), snippet));
        }
        let restyled = super::restyle::restyle(marked, self.style);
        let mut snippet = Snippet::of(&self.lead);
        snippet.append(Snippet::of(&restyled).indented(self.column, self.style.newline));
        Some((snippet.edit(self.span), snippet))
    }

    /// Whether a block may stand at the cursor.
    pub(super) fn takes_blocks(&self) -> bool {
        !self.has_value() && self.site.quote.is_none() && (self.flow || self.site.is_free_behind())
    }

    /// The braces around what is inserted, if any.
    fn around(&self) -> (&'static str, &'static str) {
        if self.braces { ("{", "}") } else { ("", "") }
    }
}
