//! Documentation that is written out only when somebody looks at it. Knows the field table.

use std::borrow::Cow;

use super::hover::field::describe;
use crate::schema::{Field, Minor, Type, type_named};

/// What there is to read about something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Docs {
    /// Markdown; may be empty.
    Text(Cow<'static, str>),
    /// The documentation of a field.
    Field {
        /// The type that has it.
        ty: &'static Type,
        /// The field.
        field: &'static Field,
        /// The version it is told for.
        minor: Minor,
    },
}

impl Docs {
    /// The documentation of `field` of the type with this full name, as `minor` has it.
    pub fn of(ty: &str, field: &str, minor: Minor) -> Option<Self> {
        let ty = type_named(ty)?;
        Some(Docs::Field { ty, field: ty.field(field, minor)?, minor })
    }

    /// In Markdown.
    pub fn markdown(&self) -> Cow<'static, str> {
        match self {
            Docs::Text(text) => text.clone(),
            Docs::Field { ty, field, minor } => Cow::from(describe(field, ty, *minor)),
        }
    }
}

impl Default for Docs {
    fn default() -> Self {
        Docs::Text(Cow::from(""))
    }
}

impl From<&'static str> for Docs {
    fn from(text: &'static str) -> Self {
        Docs::Text(Cow::from(text))
    }
}

impl From<String> for Docs {
    fn from(text: String) -> Self {
        Docs::Text(Cow::from(text))
    }
}
