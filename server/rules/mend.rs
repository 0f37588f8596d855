//! Fixes that several rules share: a container that changes its role or its place, a text that is
//! written anew. Knows no rule.

use std::borrow::Cow;

use super::advice::Advice;
use super::view::{Member, View};
use crate::finding::Fix;
use crate::pod::{Map, text};
use crate::schema::Minor;
use crate::syntax::edit::{self, Emptied, Patch, Place, Target, Value};
use crate::syntax::{Kind, Node, Scalar, Step, Syntax};
use crate::text::Span;

/// Native sidecars are on by default from here on.
pub(super) const NATIVE: Minor = Minor(29);

/// A fix that lets an init container stay: it becomes a native sidecar.
pub(super) fn make_native(advice: &Advice<'_, '_>, view: &View<'_>, member: &Member<'_>) -> Option<Fix> {
    if view.minor < NATIVE || member.map().field("restartPolicy").is_some_and(|field| field.merged) {
        return None;
    }
    let always = Value::from("Always");
    let target = Target::new(advice.desk(), member.map().node());
    let edits = match member.map().field("restartPolicy") {
        Some(_) => edit::set(target, &[Step::Key("restartPolicy")], &always),
        None => edit::insert(target, &[], "restartPolicy", &always, Place::After("image")),
    };
    Some(Fix::suggestion("Make it a native sidecar with `restartPolicy: Always`", edits?))
}

/// A fix that moves a container to another list, or to another place in its own, before item `index`.
/// A native sidecar is given `restartPolicy: Always`, any other none. None where that would lose a comment
/// or an anchor.
pub(super) fn transfer(
    advice: &Advice<'_, '_>,
    view: &View<'_>,
    member: &Member<'_>,
    (list, index): (&str, usize),
    native: bool,
    title: impl Into<Cow<'static, str>>,
) -> Option<Fix> {
    let node = member.map().node();
    if member.map().merges() || advice.text().slice(lines(advice, node)).contains('#') {
        return None;
    }
    let Value::Map(mut fields) = copy(node, 0)? else { return None };
    fields.retain(|(key, _)| key != "restartPolicy");
    if native {
        let at = fields.iter().position(|(key, _)| key == "image").map_or(fields.len(), |at| at + 1);
        fields.insert(at, ("restartPolicy".to_owned(), Value::from("Always")));
    }
    let spec = Target::new(advice.desk(), view.spec().node());
    let mut patch = Patch::new(advice.text(), &Syntax::default());
    let from = [Step::Key(member.role().list()), Step::Index(member.container.index)];
    let removed = edit::remove(spec, &from, Emptied::Keep)?;
    let item = Value::Map(fields);
    let inserted = if view.spec().has(list) {
        edit::insert_item(spec, &[Step::Key(list)], index, &item)?
    } else {
        edit::insert(spec, &[], list, &Value::Seq(vec![item]), Place::Before("containers"))?
    };
    (patch.add(&removed) && patch.add(&inserted)).then(|| Fix::suggestion(title, patch.into_edits()))
}

/// The whole lines of a node.
fn lines(advice: &Advice<'_, '_>, node: Node<'_>) -> Span {
    let text = advice.text();
    let span = node.span();
    let end = text.line_span(text.line_of(span.end)).end;
    Span::new(text.line_start(text.line_of(span.start)), end.max(span.end))
}

/// A node as a value that means the same, what stands in brackets on one line below it as it is written;
/// none if it holds an alias, an anchor or a tag.
pub(super) fn copy(node: Node<'_>, depth: u32) -> Option<Value> {
    if depth > 20 || node.is_damaged() || node.properties().next().is_some() {
        return None;
    }
    let source = node.source();
    if depth > 0 && node.is_flow() && !source.contains(['\n', '#']) && !source.is_empty() {
        let parts = || node.entries().map(|entry| entry.value).chain(node.items());
        let good = parts().all(|part| copy(part, depth + 1).is_some());
        return good.then(|| Value::Raw(source.to_owned()));
    }
    match node.kind() {
        Kind::Mapping => {
            let pair =
                |entry: crate::syntax::Entry<'_>| Some((entry.key.value().to_owned(), copy(entry.value, depth + 1)?));
            node.entries().map(pair).collect::<Option<Vec<_>>>().map(Value::Map)
        }
        Kind::Sequence => node.items().map(|item| copy(item, depth + 1)).collect::<Option<Vec<_>>>().map(Value::Seq),
        kind if kind.is_scalar() => match node.scalar()? {
            Scalar::Null => Some(Value::Null),
            Scalar::String if !node.source().contains('\n') => Some(Value::Raw(node.source().to_owned())),
            Scalar::String => Some(Value::String(node.value().to_owned())),
            _ => Some(Value::Raw(node.source().to_owned())),
        },
        _ => None,
    }
}

/// A fix that gives the field or item at `path` below `map` another text.
pub(super) fn rewrite(
    advice: &Advice<'_, '_>,
    map: Map<'_>,
    path: &[Step<'_>],
    to: impl Into<Value>,
    title: impl Into<Cow<'static, str>>,
) -> Option<Fix> {
    let edits = edit::set(Target::new(advice.desk(), map.node()), path, &to.into())?;
    (!edits.is_empty()).then(|| Fix::suggestion(title, edits))
}

/// A fix that takes a field out of a mapping.
pub(super) fn remove(advice: &Advice<'_, '_>, map: Map<'_>, name: &str) -> Option<Fix> {
    crate::validate::reshape::remove(advice.desk(), map, map.field(name)?)
}

/// A text that is there, and not to be filled in.
pub(super) fn known<'a>(map: Map<'a>, name: &str) -> Option<(Node<'a>, &'a str)> {
    let node = map.get(name)?;
    let value = text(node).filter(|value| !value.is_empty())?;
    (!crate::validate::is_placeholder_text(value)).then_some((node, value))
}
