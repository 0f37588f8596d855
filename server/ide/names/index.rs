//! The places of names: what a name stands for, and one entry for each place where it is written.
//! Knows nothing of where names stand.

use crate::pod::Field;
use crate::syntax::{self, Node};
use crate::text::Span;

/// What a name is the name of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub(super) enum Kind {
    Container,
    Volume,
    Port,
    PortNumber,
    Variable,
    Claim,
    ServicePort,
    /// An object; `Id::of` is its kind.
    Object,
    ConfigKey,
    SecretKey,
    LabelKey,
    /// `Id::of` is the key.
    LabelValue,
}

/// A name together with all that tells it from the same word elsewhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub(super) struct Id<'a> {
    pub(super) kind: Kind,
    /// Where the Pod or container begins that it belongs to; 0 for what belongs to a namespace.
    pub(super) at: u32,
    /// The namespace.
    pub(super) space: &'a str,
    /// What else it belongs to: a kind of object, an object, a label key.
    pub(super) of: &'a str,
    pub(super) name: &'a str,
}

impl<'a> Id<'a> {
    /// A name inside the Pod or container that begins at `at`.
    pub(super) fn inside(kind: Kind, at: u32, name: &'a str) -> Self {
        Self { kind, at, space: "", of: "", name }
    }

    /// The name of an object of the kind `of`.
    pub(super) fn object(of: &'a str, space: &'a str, name: &'a str) -> Self {
        Self { kind: Kind::Object, at: 0, space, of, name }
    }

    /// A key in the `ConfigMap` or Secret `of`.
    pub(super) fn key(kind: Kind, space: &'a str, of: &'a str, name: &'a str) -> Self {
        Self { kind, at: 0, space, of, name }
    }

    /// The value of the label `of`.
    pub(super) fn label(at: u32, of: &'a str, name: &'a str) -> Self {
        Self { kind: Kind::LabelValue, at, space: "", of, name }
    }
}

/// One place of a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot<'a> {
    pub(super) id: Id<'a>,
    pub(super) definition: bool,
    /// The name as written there, without quotes; an alias with its star.
    pub(super) span: Span,
    /// The scalar that holds the name.
    pub(super) node: Node<'a>,
    pub(super) form: Form,
}

/// How a name is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// The scalar says nothing else.
    Value,
    /// So does a scalar that is a key.
    Key,
    /// It is only a part of the scalar.
    Part,
    /// An alias stands there, and the scalar elsewhere.
    Alias,
}

/// Takes in spots.
#[derive(Debug, Default)]
pub(super) struct Spots<'a> {
    pub(super) all: Vec<Spot<'a>>,
}

impl<'a> Spots<'a> {
    /// The name that is the value of `field`.
    pub(super) fn value(&mut self, field: Option<Field<'a>>, definition: bool, id: impl FnOnce(&'a str) -> Id<'a>) {
        if let Some(field) = field {
            self.scalar(field.written, definition, id);
        }
    }

    /// The name that the scalar `written` is, perhaps by an alias.
    pub(super) fn scalar(&mut self, written: Node<'a>, definition: bool, id: impl FnOnce(&'a str) -> Id<'a>) {
        let Some(node) = written.resolve().filter(|node| node.kind().is_scalar() && !node.value().is_empty()) else {
            return;
        };
        let form = if written.kind() == syntax::Kind::Alias { Form::Alias } else { Form::Value };
        let id = id(node.value());
        self.all.push(Spot { id, definition, span: content(written), node, form });
    }

    /// The name that the key `key` is.
    pub(super) fn key(&mut self, key: Node<'a>, definition: bool, id: Id<'a>) {
        if key.kind().is_scalar() && !key.value().is_empty() {
            let span = content(key);
            self.all.push(Spot { id, definition, span, node: key, form: Form::Key });
        }
    }

    /// The name that is the part `part` of the source of `node`.
    pub(super) fn part(&mut self, node: Node<'a>, part: Span, id: Id<'a>) {
        let span = part.shift(node.span().start);
        self.all.push(Spot { id, definition: false, span, node, form: Form::Part });
    }
}

/// A scalar without its quotes.
pub(in crate::ide) fn content(node: Node<'_>) -> Span {
    let span = node.span();
    match node.kind() {
        syntax::Kind::SingleQuoted | syntax::Kind::DoubleQuoted if span.len() >= 2 => {
            Span::new(span.start + 1, span.end - 1)
        }
        _ => span,
    }
}
