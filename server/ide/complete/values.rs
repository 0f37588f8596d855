//! The values a field may take, where there is a list of them.

use crate::ide::hover::field::{describe, value as gloss};
use crate::ide::place::Step;
use crate::ide::{Completion, CompletionKind};
use crate::pod::Object;
use crate::schema::{Field, Minor, Ty};
use crate::syntax::Node;

use super::insert::Insert;
use super::{STAND_IN, rank};

/// A value to be completed.
pub(super) struct Wanted<'a> {
    /// The field whose value it is, or an item of its value.
    pub(super) field: Option<&'static Field>,
    /// What it should be.
    pub(super) ty: Ty,
    /// The step to the value of the field.
    pub(super) step: Step<'a>,
    /// The list it is an item of.
    pub(super) list: Option<Node<'a>>,
}

/// The values that may stand there.
pub(super) fn offer(object: &Object<'_>, wanted: &Wanted<'_>, insert: &Insert<'_>, minor: Minor) -> Vec<Completion> {
    let Some(field) = wanted.field else { return Vec::new() };
    if insert.has_value() {
        return Vec::new();
    }
    if wanted.ty == Ty::Bool {
        return booleans(field, wanted, insert, minor);
    }
    let is_present =
        |name: &str| wanted.list.is_some_and(|list| list.items().any(|item| item.value() == name && name != STAND_IN));
    let values = field.values_at(minor).filter(|value| !value.name.is_empty() && !is_present(value.name));
    values
        .filter(|value| may_be(object, &wanted.step, field, value.name))
        .enumerate()
        .map(|(index, value)| Completion {
            label: value.name.to_owned(),
            kind: CompletionKind::Value,
            detail: value.doc.to_owned(),
            documentation: gloss(value),
            rank: rank::value(field, value.name, index),
            deprecated: false,
            edit: insert.value(value.name, wanted.ty == Ty::String),
            snippet: None,
            also: Vec::new(),
        })
        .collect()
}

fn booleans(field: &'static Field, wanted: &Wanted<'_>, insert: &Insert<'_>, minor: Minor) -> Vec<Completion> {
    let documentation = match wanted.step.holder_ty {
        Some(Ty::Object(ty)) => describe(field, ty, minor),
        _ => field.doc.to_owned(),
    };
    let item = |(rank, name): (u32, &str)| Completion {
        label: name.to_owned(),
        kind: CompletionKind::Value,
        detail: if field.default == Some(name) { "default".to_owned() } else { String::new() },
        documentation: documentation.clone(),
        rank,
        deprecated: false,
        edit: insert.value(name, false),
        snippet: None,
        also: Vec::new(),
    };
    [(0, "true"), (1, "false")].into_iter().map(item).collect()
}

/// Controllers narrow the restart policy of their Pods.
fn may_be(object: &Object<'_>, step: &Step<'_>, field: &Field, value: &str) -> bool {
    if field.name != "restartPolicy" || !step.is_in("PodSpec") {
        return true;
    }
    match object.kind {
        "Job" | "CronJob" => value != "Always",
        "Deployment" | "ReplicaSet" | "StatefulSet" | "DaemonSet" | "ReplicationController" => value == "Always",
        _ => true,
    }
}
