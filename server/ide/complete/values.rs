//! The values a field may take: those of its list, those the file knows, those everybody uses.

use std::borrow::Cow;

use crate::ide::hover::field::value as gloss;
use crate::ide::place::{Place, Step};
use crate::ide::{Completion, CompletionKind, Docs};
use crate::pod::Object;
use crate::schema::{EnumValue, Field, Ty};
use crate::syntax::Node;

use super::insert::Insert;
use super::refs::{self, Asked, Choice, Choices};
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

/// Where what everybody uses stands behind the list of the field.
const AFTER: u32 = 500;

/// The values that may stand there.
pub(super) fn offer(asked: Asked<'_>, wanted: &Wanted<'_>, insert: &Insert<'_>) -> Vec<Completion> {
    let Some(field) = wanted.field else { return Vec::new() };
    if insert.has_value() {
        return Vec::new();
    }
    if wanted.ty == Ty::Bool {
        return booleans(field, &docs(asked, field, wanted), insert);
    }
    let is_present =
        |name: &str| wanted.list.is_some_and(|list| list.items().any(|item| item.value() == name && name != STAND_IN));
    let object = &asked.place.object;
    let is_text = wanted.ty == Ty::String;
    let listed = field.values_at(asked.minor).enumerate().filter(|(_, value)| {
        let is_open = !value.name.is_empty() && !is_present(value.name);
        is_open && may_be(object, &wanted.step, field, value.name) && is_readable(asked.place, field, value.name)
    });
    let mut found: Vec<Completion> = listed
        .map(|(index, value)| listed_item(field, value, 1 + rank::value(field, value.name, index), is_text, insert))
        .collect();
    if let Some(path) = refs::field_path(asked).filter(|_| field.name == "fieldPath")
        && let Some(item) = found.iter_mut().find(|item| item.label == path)
    {
        item.rank = 0;
    }
    let known = refs::values(asked, &wanted.step).into_vec();
    // Behind a list of values that every server knows comes what only this file has; else it is all there is.
    let base = if found.is_empty() || field.name == "priorityClassName" { 0 } else { AFTER };
    let known = known.into_iter().zip(base..);
    let known: Vec<_> = known
        .filter(|(choice, _)| !is_present(&choice.name) && !found.iter().any(|item| item.label == choice.name))
        .collect();
    for (choice, rank) in known {
        found.push(item(choice, rank, || docs(asked, field, wanted), insert));
    }
    found
}

fn listed_item(field: &Field, value: &'static EnumValue, rank: u32, is_text: bool, insert: &Insert<'_>) -> Completion {
    let is_default = field.default == Some(value.name);
    let detail = match (is_default, value.doc) {
        (true, "") => Cow::from("default"),
        (true, doc) => Cow::from(format!("{doc} (default)")),
        (false, doc) => Cow::from(doc),
    };
    Completion {
        label: value.name.to_owned(),
        kind: CompletionKind::Value,
        detail: detail.into_owned(),
        documentation: gloss(value).into(),
        rank,
        deprecated: false,
        edit: insert.value(value.name, is_text),
        snippet: None,
        also: Vec::new(),
    }
}

/// One thing the file knows.
fn item(choice: Choice, rank: u32, docs: impl Fn() -> Docs, insert: &Insert<'_>) -> Completion {
    Completion {
        kind: if choice.is_ours { CompletionKind::Reference } else { CompletionKind::Value },
        edit: insert.value(&choice.name, !choice.is_number),
        label: choice.name,
        detail: choice.detail,
        documentation: docs(),
        rank,
        deprecated: false,
        snippet: None,
        also: Vec::new(),
    }
}

/// `choices` for a value without a field of its own.
pub(super) fn free(choices: Choices, insert: &Insert<'_>) -> Vec<Completion> {
    if insert.has_value() {
        return Vec::new();
    }
    choices.into_vec().into_iter().zip(0..).map(|(choice, rank)| item(choice, rank, Docs::default, insert)).collect()
}

fn docs(asked: Asked<'_>, field: &'static Field, wanted: &Wanted<'_>) -> Docs {
    match wanted.step.holder_ty {
        Some(Ty::Object(ty)) => Docs::Field { ty, field, minor: asked.minor },
        _ => Docs::from(field.doc),
    }
}

fn booleans(field: &'static Field, documentation: &Docs, insert: &Insert<'_>) -> Vec<Completion> {
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

/// Files of a volume show less of the Pod than variables do; variables take labels one by one only.
fn is_readable(place: &Place<'_>, field: &Field, value: &str) -> bool {
    if field.name != "fieldPath" {
        return true;
    }
    let is_file = place.steps.iter().any(|step| step.is_in("DownwardAPIVolumeFile"));
    let is_whole = matches!(value, "metadata.labels" | "metadata.annotations");
    if is_file { value.starts_with("metadata.") } else { !is_whole }
}
