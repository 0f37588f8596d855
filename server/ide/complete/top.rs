//! What makes a document an object: apiVersion and kind, and whole objects to begin with.

use crate::ide::place::{Place, Step};
use crate::ide::{Completion, CompletionKind, Docs};
use crate::pod::Map;
use crate::schema::{Kind, Minor, Ty, instead, is_list, kinds, workload_of_kind};

use super::insert::Insert;
use super::{STAND_IN, rank, skeleton};

/// What an object has at its top, with the types of what stands there.
const KEYS: &[(&str, Ty, &str)] = &[
    ("apiVersion", Ty::String, "Group and version of the API the object is written for, such as `v1` or `apps/v1`."),
    ("kind", Ty::String, "Kind of the object, such as `Pod` or `Deployment`."),
    ("metadata", Ty::Map(&Ty::Any), "Name, namespace, labels and annotations."),
    ("spec", Ty::Map(&Ty::Any), "What is wanted."),
];

/// The keys of a mapping that may become an object, and whole objects where there is nothing else.
pub(super) fn keys(map: Map<'_>, insert: &Insert<'_>) -> Vec<Completion> {
    let mut insert = insert.clone();
    insert.set_flow(map.node(), None);
    let others: Vec<&str> = map.fields().map(|field| field.name).filter(|name| *name != STAND_IN).collect();
    if !others.iter().all(|name| KEYS.iter().any(|(key, ..)| key == name)) {
        return Vec::new();
    }
    let named = KEYS.iter().enumerate().take(if others.is_empty() { 2 } else { KEYS.len() });
    let mut found: Vec<Completion> =
        named.filter(|(_, (key, ..))| !others.contains(key)).map(|(rank, key)| item(rank, *key, &insert)).collect();
    if others.is_empty() && insert.is_outermost() && !insert.has_value() {
        found.extend(skeleton::offer(&insert));
    }
    found
}

fn item(rank: usize, (key, ty, doc): (&str, Ty, &'static str), insert: &Insert<'_>) -> Completion {
    let (edit, snippet) = insert.key(key, ty);
    Completion {
        label: key.to_owned(),
        kind: CompletionKind::Field,
        detail: if ty == Ty::String { "string, required".to_owned() } else { String::new() },
        documentation: doc.into(),
        rank: rank as u32,
        deprecated: false,
        edit,
        snippet,
        also: Vec::new(),
    }
}

/// What may stand at `step`, the stand-in's, if that is right at the top of an object.
pub(super) fn offer(place: &Place<'_>, step: &Step<'_>, insert: &Insert<'_>, minor: Minor) -> Option<Vec<Completion>> {
    if place.steps.len() != 1 {
        return None;
    }
    let is_object = place.object.map.fields().all(|field| KEYS.iter().any(|(key, ..)| *key == field.name));
    let mut insert = insert.clone();
    insert.set_flow(step.holder, None);
    match step.name() {
        "kind" if !step.on_key && (is_object || !place.object.api_version.is_empty()) => {
            Some(kind_values(place.object.api_version, &insert, minor))
        }
        "apiVersion" if !step.on_key && (is_object || !place.object.kind.is_empty()) => {
            Some(version_values(place.object.kind, &insert, minor))
        }
        STAND_IN if step.on_key && (place.object.kind.is_empty() || place.object.api_version.is_empty()) => {
            let is_known = place.workload.is_some();
            (!is_known).then(|| keys(place.object.map, &insert))
        }
        _ => None,
    }
}

fn served(minor: Minor) -> impl Iterator<Item = &'static Kind> {
    kinds().iter().filter(move |kind| kind.served && kind.window.contains(minor) && !is_list(kind.kind))
}

/// The kinds of `api_version`, if that is known; else all.
fn kind_values(api_version: &str, insert: &Insert<'_>, minor: Minor) -> Vec<Completion> {
    let is_known = served(minor).any(|kind| kind.api_version == api_version);
    let mut seen: Vec<&str> = Vec::new();
    let fresh = |kind: &&'static Kind| {
        let is_new = !seen.contains(&kind.kind);
        seen.push(kind.kind);
        is_new
    };
    served(minor)
        .filter(|kind| !is_known || kind.api_version == api_version)
        .filter(fresh)
        .map(|kind| {
            let home = if is_known { Some(kind) } else { instead("", kind.kind, minor) };
            let home = home.map_or(kind.api_version, |home| home.api_version);
            Completion {
                label: kind.kind.to_owned(),
                kind: CompletionKind::Value,
                detail: home.to_owned(),
                documentation: workload_of_kind(kind.kind).map_or("", |workload| workload.ty.doc).into(),
                rank: rank::kind(kind.kind, home),
                deprecated: false,
                edit: insert.value(kind.kind, true),
                snippet: None,
                also: Vec::new(),
            }
        })
        .collect()
}

/// The apiVersions that have `kind`, if that is known; else all.
fn version_values(kind: &str, insert: &Insert<'_>, minor: Minor) -> Vec<Completion> {
    let is_known = served(minor).any(|known| known.kind == kind);
    let mut seen: Vec<&str> = Vec::new();
    let fresh = |known: &&'static Kind| {
        let is_new = !seen.contains(&known.api_version);
        seen.push(known.api_version);
        is_new
    };
    let best = instead("", kind, minor).map(|best| best.api_version);
    served(minor)
        .filter(|known| !is_known || known.kind == kind)
        .filter(fresh)
        .map(|known| Completion {
            label: known.api_version.to_owned(),
            kind: CompletionKind::Value,
            detail: String::new(),
            documentation: Docs::default(),
            rank: if is_known && best == Some(known.api_version) { 0 } else { rank::version(known.api_version) },
            deprecated: false,
            edit: insert.value(known.api_version, true),
            snippet: None,
            also: Vec::new(),
        })
        .collect()
}
