//! Values as text between brackets, on one line or on many. Knows no document.

use super::super::quote;
use super::lines::{behind, line_end};
use super::style::Style;
use super::value::Value;
use crate::text::{Edit, Span, Text};

/// How values are written between brackets.
pub(super) struct Writer<'s> {
    style: &'s Style,
    /// Comments that found no place on a line of their own.
    pub(super) notes: Vec<String>,
}

impl<'s> Writer<'s> {
    pub(super) fn new(style: &'s Style) -> Self {
        Self { style, notes: Vec::new() }
    }

    /// `value`; over several lines, the last of them indented by `indent`, if that is given.
    pub(super) fn value(&mut self, out: &mut String, value: &Value, indent: Option<u32>, forced: bool) {
        let (bare, note) = value.split();
        match bare {
            Value::Map(pairs) if !pairs.is_empty() => {
                let indent = indent.filter(|_| forced || !is_small(bare));
                self.open(out, '{', indent, note);
                for (index, (key, value)) in pairs.iter().enumerate() {
                    self.child(out, Some(key), value, indent, index == 0, index + 1 == pairs.len());
                }
                self.close(out, '}', indent);
            }
            Value::Seq(items) if !items.is_empty() => {
                let cuddled = indent.filter(|_| items.iter().all(|item| matches!(item.bare(), Value::Map(_))));
                if let Some(indent) = cuddled {
                    out.push('[');
                    for (index, item) in items.iter().enumerate() {
                        out.push_str(if index > 0 { ", " } else { "" });
                        self.value(out, item, Some(indent), true);
                    }
                    out.push(']');
                    return;
                }
                let indent = indent.filter(|_| !is_small(bare));
                self.open(out, '[', indent, note);
                for (index, item) in items.iter().enumerate() {
                    self.child(out, None, item, indent, index == 0, index + 1 == items.len());
                }
                self.close(out, ']', indent);
            }
            scalar => {
                let text = self.style.inline(scalar, self.style.flow_quotes, true);
                // Between brackets line breaks are only spaces, but a foreign source may hold some.
                out.push_str(&text.replace(['\r', '\n'], " "));
            }
        }
    }

    fn open(&mut self, out: &mut String, bracket: char, indent: Option<u32>, note: Option<&str>) {
        out.push(bracket);
        if indent.is_some() {
            if let Some(note) = note {
                out.push_str(" # ");
                out.push_str(note);
            }
        } else {
            self.notes.extend(note.map(str::to_owned));
            out.push_str(if bracket == '{' && self.style.padded { " " } else { "" });
        }
    }

    fn close(&self, out: &mut String, bracket: char, indent: Option<u32>) {
        match indent {
            Some(indent) => self.style.new_line(out, indent),
            None => out.push_str(if bracket == '}' && self.style.padded { " " } else { "" }),
        }
        out.push(bracket);
    }

    /// A child of a collection that is written here.
    fn child(
        &mut self,
        out: &mut String,
        key: Option<&str>,
        value: &Value,
        indent: Option<u32>,
        first: bool,
        last: bool,
    ) {
        let inner = indent.map(|indent| indent + self.style.step);
        match inner {
            Some(inner) => self.style.new_line(out, inner),
            None => out.push_str(if first { "" } else { ", " }),
        }
        self.element(out, key, value, inner, false);
        if inner.is_some() {
            out.push_str(if last && !self.style.trailing_comma { "" } else { "," });
            Self::note_behind(out, value);
        }
    }

    /// `key: value`, or an item.
    pub(super) fn element(
        &mut self,
        out: &mut String,
        key: Option<&str>,
        value: &Value,
        indent: Option<u32>,
        forced: bool,
    ) {
        if let Some(key) = key {
            out.push_str(&quote::inline(key, self.style.key_quotes, self.style.quote, true));
            out.push_str(": ");
        }
        self.value(out, value, indent, forced);
        if let (None, false, (_, Some(note))) = (indent, value.is_collection(), value.split()) {
            self.notes.push(note.to_owned());
        }
    }

    /// The comment of a scalar, on a line of its own with it.
    fn note_behind(out: &mut String, value: &Value) {
        if let (false, Some(note)) = (value.is_collection(), value.split().1) {
            out.push_str(" # ");
            out.push_str(note);
        }
    }

    /// The edit that puts the comments without a place at the end of the line of `at`, if there is room.
    pub(super) fn left_over(self, text: &Text, at: u32) -> Option<Edit> {
        let rest = behind(text, at);
        let rest = rest.trim_end();
        let inside_scalar = !(rest.is_empty() || rest.ends_with([',', '[', ']', '{', '}']));
        if self.notes.is_empty() || inside_scalar || rest.contains(['#', '"', '\'']) {
            return None;
        }
        let end = Span::empty(line_end(text, text.line_of(at)));
        Some(Edit::replace(end, format!(" # {}", self.notes.join("; "))))
    }
}

/// Whether a collection is written on one line even where lines are the style.
fn is_small(value: &Value) -> bool {
    match value {
        Value::Map(pairs) => {
            pairs.len() <= 2 && pairs.iter().all(|(_, value)| !value.is_collection()) && !value.has_notes()
        }
        Value::Seq(items) => items.iter().all(|item| !item.is_collection()) && !value.has_notes(),
        _ => true,
    }
}
