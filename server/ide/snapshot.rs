//! One version of a text with its tree: what every feature is a function of.
//! Knows nothing of documents, versions or who asks.

use crate::syntax::{Change, Syntax};
use crate::text::{Edit, Text};

/// A text and its tree, always of the same moment.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    text: Text,
    syntax: Syntax,
}

impl Snapshot {
    /// The snapshot of `text`.
    pub fn new(text: &str) -> Self {
        Self { text: Text::new(text), syntax: Syntax::read(text) }
    }

    /// The text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The tree.
    pub fn syntax(&self) -> &Syntax {
        &self.syntax
    }

    /// Applies one edit, keeping everything it does not touch.
    pub fn edit(&mut self, edit: &Edit) {
        let change = Change::new(&self.text, edit);
        self.text.replace(edit.span, &edit.new_text);
        self.syntax.edit(change, &self.text);
    }
}
