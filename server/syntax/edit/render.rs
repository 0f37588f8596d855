//! Values as text in a given style, in block form. Knows no document.

use super::super::quote::{self, Quote};
use super::style::Style;
use super::value::Value;

/// What is written in the place of a value: what goes behind its key or dash, and the lines below.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Rendered {
    /// Nothing, or text for the line of the key or dash, without the space in front.
    pub(super) head: String,
    /// Further lines, each with its line break in front.
    pub(super) body: String,
    pub(super) tail: Tail,
}

/// What the end of a rendered value needs from what follows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Tail {
    /// Its last line needs a line break behind it to mean what it should.
    pub(super) open: bool,
    /// The column of the lines of a block that is last in it: such a block would take in comments below
    /// that are as deep.
    pub(super) block: Option<u32>,
}

impl Style {
    /// `value` under a key at column `column`; `quotes` are those of a value that stood there before.
    pub(super) fn under_key(&self, value: &Value, column: u32, quotes: Option<Quote>) -> Rendered {
        let mut out = String::new();
        self.after_key(&mut out, value, column, quotes);
        self.split(&out, value)
    }

    /// `value` in the place of an item at column `column`, whose dash, or whatever it belongs to, stands at `parent`.
    pub(super) fn hung(&self, value: &Value, column: u32, parent: u32, quotes: Option<Quote>) -> Rendered {
        let mut out = String::new();
        self.item(&mut out, value, column, parent, quotes);
        self.split(&out, value)
    }

    /// The line or lines of a pair at `column`, the first without its indentation.
    pub(super) fn pair_lines(&self, key: &str, value: &Value, column: u32) -> Rendered {
        let mut out = String::new();
        self.pair(&mut out, key, value, column);
        self.split(&out, value)
    }

    /// The line or lines of an item whose dash stands at `column`, the first without its indentation.
    pub(super) fn item_lines(&self, value: &Value, column: u32) -> Rendered {
        let mut out = String::new();
        self.dash_item(&mut out, value, column);
        self.split(&out, value)
    }

    /// A scalar or an empty collection on one line.
    pub(super) fn inline(&self, value: &Value, quotes: Option<Quote>, flow: bool) -> String {
        match value.bare() {
            Value::Null => "null".to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::Int(value) => value.to_string(),
            Value::Float(value) => float(*value),
            Value::String(text) => quote::inline(text, quotes, self.quote, flow),
            Value::Raw(source) => source.clone(),
            Value::Map(_) => "{}".to_owned(),
            _ => "[]".to_owned(),
        }
    }

    fn split(&self, out: &str, value: &Value) -> Rendered {
        let last = last_text(value).filter(|text| self.blocks && quote::literal(text, 2).is_some());
        let open = last.is_some_and(|text| text.ends_with('\n'));
        let spaces = |text: &str| {
            let line = text.lines().next_back().unwrap_or_default();
            (line.len() - line.trim_start_matches(' ').len()) as u32
        };
        let block = last.map(|text| spaces(out).saturating_sub(spaces(text)));
        let at = out.find(self.line_break).unwrap_or(out.len());
        let (head, body) = out.split_at_checked(at).unwrap_or((out, ""));
        Rendered { head: head.trim_start().to_owned(), body: body.to_owned(), tail: Tail { open, block } }
    }

    fn pair(&self, out: &mut String, key: &str, value: &Value, column: u32) {
        out.push_str(&quote::inline(key, None, self.quote, false));
        out.push(':');
        self.after_key(out, value, column, None);
    }

    fn dash_item(&self, out: &mut String, value: &Value, column: u32) {
        out.push('-');
        pad(out, self.gap.saturating_sub(1));
        self.item(out, value, column + self.gap, column, None);
    }

    fn after_key(&self, out: &mut String, value: &Value, column: u32, quotes: Option<Quote>) {
        let (bare, note) = value.split();
        match bare {
            Value::Map(pairs) if !pairs.is_empty() => {
                push_note(out, note);
                for (key, value) in pairs {
                    self.new_line(out, column + self.step);
                    self.pair(out, key, value, column + self.step);
                }
            }
            Value::Seq(items) if !items.is_empty() => {
                push_note(out, note);
                for item in items {
                    self.new_line(out, column + self.dash);
                    self.dash_item(out, item, column + self.dash);
                }
            }
            scalar => {
                out.push(' ');
                self.scalar(out, scalar, note, column + self.step, self.step, quotes);
            }
        }
    }

    fn item(&self, out: &mut String, value: &Value, column: u32, parent: u32, quotes: Option<Quote>) {
        let (bare, note) = value.split();
        if let (true, Some(note)) = (bare.is_collection(), note) {
            out.push_str("# ");
            out.push_str(note);
            self.new_line(out, column);
        }
        match bare {
            Value::Map(pairs) if !pairs.is_empty() => {
                for (index, (key, value)) in pairs.iter().enumerate() {
                    if index > 0 {
                        self.new_line(out, column);
                    }
                    self.pair(out, key, value, column);
                }
            }
            Value::Seq(items) if !items.is_empty() => {
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        self.new_line(out, column);
                    }
                    self.dash_item(out, item, column);
                }
            }
            scalar => self.scalar(out, scalar, note, column, column.saturating_sub(parent), quotes),
        }
    }

    /// A scalar, whose further lines stand at `column`, `deeper` than what it belongs to.
    fn scalar(
        &self,
        out: &mut String,
        value: &Value,
        note: Option<&str>,
        column: u32,
        deeper: u32,
        quotes: Option<Quote>,
    ) {
        let block = match value {
            Value::String(text) if self.blocks => quote::literal(text, deeper),
            Value::Raw(source) => {
                let mut lines = source.lines();
                lines.next().filter(|_| source.contains('\n')).map(|first| (first.to_owned(), lines))
            }
            _ => None,
        };
        let Some((header, lines)) = block else {
            out.push_str(&self.inline(value, quotes, false));
            push_note(out, note);
            return;
        };
        out.push_str(&header);
        push_note(out, note);
        for line in lines {
            self.new_line(out, if line.is_empty() { 0 } else { column });
            out.push_str(line);
        }
    }

    pub(super) fn new_line(&self, out: &mut String, column: u32) {
        out.push_str(self.line_break);
        pad(out, column);
    }
}

/// Appends `count` spaces.
pub(super) fn pad(out: &mut String, count: u32) {
    out.extend(std::iter::repeat_n(' ', count as usize));
}

fn push_note(out: &mut String, note: Option<&str>) {
    if let Some(note) = note {
        out.push_str(" # ");
        out.push_str(note);
    }
}

/// The text at the very end of `value`.
fn last_text(value: &Value) -> Option<&str> {
    match value.bare() {
        Value::Map(pairs) => pairs.last().and_then(|(_, value)| last_text(value)),
        Value::Seq(items) => items.last().and_then(last_text),
        Value::String(text) => Some(text),
        _ => None,
    }
}

fn float(value: f64) -> String {
    if value.is_nan() {
        ".nan".to_owned()
    } else if value.is_infinite() {
        if value > 0.0 { ".inf".to_owned() } else { "-.inf".to_owned() }
    } else {
        format!("{value:?}")
    }
}
