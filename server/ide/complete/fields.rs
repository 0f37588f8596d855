//! The fields a mapping may still take. Knows what an init container may not have.

use crate::ide::facts::{is_alternative, is_demanded, is_deprecated, is_refused, window};
use crate::ide::place::{Place, is_merge};
use crate::ide::{Completion, CompletionKind, Docs};
use crate::pod::{Role, pod};
use crate::schema::{Field, Minor, Ty, Type};
use crate::syntax::{Kind, Node};

use super::insert::Insert;
use super::{STAND_IN, rank};

/// Only for containers that stay.
const STAYING: &[&str] = &["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"];

/// A mapping to be completed.
pub(super) struct Mapping<'a> {
    /// What it is.
    pub(super) ty: &'static Type,
    /// The mapping, if it holds anything besides the word at the cursor.
    pub(super) node: Option<Node<'a>>,
    /// The value that the word at the cursor is the key of already.
    pub(super) value: Option<Node<'a>>,
}

/// The fields `mapping` may still take.
pub(super) fn offer(place: &Place<'_>, mapping: &Mapping<'_>, insert: &Insert<'_>, minor: Minor) -> Vec<Completion> {
    let ty = mapping.ty;
    let role = role(place, minor);
    let entries = || mapping.node.into_iter().flat_map(Node::entries).map(|entry| entry.key.value());
    let present: Vec<&str> = entries().filter(|name| *name != STAND_IN).collect();
    let chosen = present.iter().any(|name| is_alternative(ty, name));
    let may_be = |field: &Field| {
        let ends = ty.short_name() == "Container" && role == Some(Role::Init);
        let is_out = present.contains(&field.name) || is_refused(field);
        let is_too_many = chosen && is_alternative(ty, field.name);
        let has_no_time = ends && STAYING.contains(&field.name);
        !is_out && !is_too_many && !has_no_time
    };
    let last = entries().take_while(|name| *name != STAND_IN).last().filter(|_| mapping.node.is_some());
    let around = Around { ty, role, last: last.unwrap_or_default(), is_template: is_template(place) };
    ty.fields_at(minor)
        .filter(|field| may_be(field))
        .filter(|field| mapping.value.is_none_or(|value| fits(value, field.ty, minor)))
        .map(|field| item(field, &around, insert, minor))
        .collect()
}

/// What a field is going to stand in.
struct Around<'a> {
    ty: &'static Type,
    role: Option<Role>,
    /// The field above.
    last: &'a str,
    /// It is the `metadata` of a template: the names of its Pods are made by their controller.
    is_template: bool,
}

/// Whether the place is in the `metadata` of a template.
fn is_template(place: &Place<'_>) -> bool {
    let metadata = place.steps.iter().rev().find(|step| step.name() == "metadata");
    metadata.is_some_and(|step| step.is_in("PodTemplateSpec") || step.is_in("JobTemplateSpec"))
}

fn item(field: &'static Field, around: &Around<'_>, insert: &Insert<'_>, minor: Minor) -> Completion {
    let ty = around.ty;
    let mut detail = field.ty.to_string();
    if is_demanded(ty, field, minor) {
        detail.push_str(", required");
    }
    let versions = window(field.window);
    if !versions.is_empty() {
        detail = format!("{detail}, {versions}");
    }
    let mut rank = rank::field(field, ty, around.role, around.last, minor);
    if around.is_template && ty.short_name() == "ObjectMeta" && matches!(field.name, "labels" | "annotations") {
        rank = u32::from(field.name == "annotations");
    }
    let (edit, snippet) = insert.key(field.name, field.ty);
    Completion {
        label: field.name.to_owned(),
        kind: CompletionKind::Field,
        detail,
        documentation: Docs::Field { ty, field, minor },
        rank,
        deprecated: is_deprecated(ty, field),
        edit,
        snippet,
        also: Vec::new(),
    }
}

/// What the container around the place is for.
fn role(place: &Place<'_>, minor: Minor) -> Option<Role> {
    if let Some(seat) = place.container() {
        let pod = pod(&place.object, minor)?;
        let found = pod.containers.iter().find(|one| one.role.list() == seat.list && one.index == seat.index);
        return found.map(|container| container.role);
    }
    // A list without its first dash.
    let list = place.steps.iter().find(|step| step.is_in("PodSpec"))?.name();
    [Role::Init, Role::App, Role::Ephemeral].into_iter().find(|role| role.list() == list)
}

/// Whether `value` could stand under a field of type `ty` without a key becoming unknown.
fn fits(value: Node<'_>, ty: Ty, minor: Minor) -> bool {
    if matches!(value.kind(), Kind::Alias | Kind::Broken) || value.is_absent() {
        return true;
    }
    match ty {
        Ty::Any => true,
        Ty::Object(ty) if value.is_mapping() => value.entries().all(|entry| {
            let field = ty.field(entry.key.value(), minor);
            is_merge(entry) || field.is_some_and(|field| fits(entry.value, field.ty, minor))
        }),
        Ty::Map(inner) if value.is_mapping() => value.entries().all(|entry| fits(entry.value, *inner, minor)),
        Ty::List(item) if value.is_sequence() => value.items().all(|value| fits(value, *item, minor)),
        Ty::Object(_) | Ty::Map(_) | Ty::List(_) => false,
        _ => value.kind().is_scalar(),
    }
}
