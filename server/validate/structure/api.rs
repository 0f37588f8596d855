//! apiVersion and kind: both there, both known, known together to the target version.

use crate::finding::{Finding, Fix};
use crate::pod::{Object, Place};
use crate::schema::{Kind, Standing, standing, workload_of_kind};
use crate::syntax::Node;
use crate::syntax::edit::Value;
use crate::text::{Edit, Span};
use crate::validate::{Cx, reshape};

pub(super) fn check(cx: &mut Cx<'_>, object: &Object<'_>) {
    let api_version = object.map.get("apiVersion");
    let kind = object.map.get("kind");
    match (object.api_version, object.kind) {
        ("", kind) => missing_api_version(cx, object, kind),
        (api_version, "") => missing_kind(cx, object, api_version),
        (version, name) => {
            if let (Some(at), Some(kind_at)) = (api_version, kind) {
                known(cx, version, at, name, kind_at);
            }
        }
    }
}

/// The pair is known to the target version, or belongs to no built-in group.
fn known(cx: &mut Cx<'_>, api_version: &str, at: Node<'_>, kind: &str, kind_at: Node<'_>) {
    let target = cx.minor;
    let finding = match standing(api_version, kind, target) {
        Standing::Known | Standing::Foreign => return,
        Standing::Future { since, instead } => {
            // A kind that holds no Pod is not ours to judge.
            if workload_of_kind(kind).is_none() {
                return;
            }
            let message = format!(
                "`{api_version}` `{kind}` came with Kubernetes {since}, the target is {target}{}",
                or_write(instead)
            );
            replace(Finding::error("removed-api-version", at.span(), message), at, instead)
        }
        Standing::Removed { gone, instead } => {
            if workload_of_kind(kind).is_none() {
                return;
            }
            let message = format!("`{api_version}` `{kind}` was removed in Kubernetes {gone}{}", or_write(instead));
            replace(Finding::error("removed-api-version", at.span(), message), at, instead)
        }
        Standing::Unknown { instead } => {
            let Some(instead) = instead else { return };
            if workload_of_kind(instead.kind).is_none() {
                return;
            }
            if instead.kind == kind {
                let message = format!("there is no `{kind}` in `{api_version}`; write `{}`", instead.api_version);
                replace(Finding::error("unknown-kind", at.span(), message), at, Some(instead))
            } else {
                let message = format!("there is no kind `{kind}` in `{api_version}`; did you mean `{}`?", instead.kind);
                let mut edits = vec![Edit::replace(kind_at.span(), instead.kind)];
                if instead.api_version != api_version {
                    edits.push(Edit::replace(at.span(), instead.api_version));
                }
                let title = format!("Change to `{}`", instead.kind);
                Finding::error("unknown-kind", kind_at.span(), message).with_fix(Fix::suggestion(title, edits))
            }
        }
    };
    cx.push(finding);
}

fn or_write(instead: Option<&Kind>) -> String {
    instead.map_or_else(String::new, |kind| format!("; write `{}`", kind.api_version))
}

/// The newer version often wants more fields, so this is for a person to choose.
fn replace(finding: Finding, at: Node<'_>, instead: Option<&Kind>) -> Finding {
    finding.with_fix(instead.map(|kind| {
        let edit = Edit::replace(at.span(), kind.api_version);
        Fix::suggestion(format!("Change to `{}`", kind.api_version), vec![edit])
    }))
}

fn missing_api_version(cx: &mut Cx<'_>, object: &Object<'_>, kind: &str) {
    // A lone `kind` is found in many other files; only an object that looks like a workload counts.
    let Some(known) = object.workload.filter(|_| looks_like_object(object)) else { return };
    let span = object.map.field("apiVersion").map_or_else(|| object.head(), |field| field.key.span());
    let message = format!("`apiVersion` is missing; a `{kind}` needs `apiVersion: {}`", known.api_version);
    let line = format!("apiVersion: {}", known.api_version);
    let value = Value::String(known.api_version.to_owned());
    let set = || reshape::set(cx.desk, object.map, &["apiVersion"], &value, format!("Add `{line}`"));
    let fix = first_line(cx, object, &line).or_else(set);
    cx.push(Finding::error("missing-api-version", span, message).with_fix(fix));
}

fn missing_kind(cx: &mut Cx<'_>, object: &Object<'_>, api_version: &str) {
    let built_in = matches!(api_version, "v1" | "apps/v1" | "batch/v1");
    let holds_pod = object.map.map("spec").is_some_and(|spec| {
        spec.get("containers").is_some() || spec.get("template").is_some() || spec.get("jobTemplate").is_some()
    });
    if !built_in || !holds_pod {
        return;
    }
    let message = match object.map.get("kind") {
        Some(_) => "`kind` is empty; name the kind of the object, such as `Pod`",
        None => "`kind` is missing; name the kind of the object, such as `Pod`",
    };
    let empty = object.map.field("kind").map(|field| field.key.span());
    let spec = object.map.map("spec");
    let holds = |name: &str| spec.is_some_and(|spec| spec.has(name));
    let likely = match api_version {
        "v1" if holds("containers") => Some("Pod"),
        "apps/v1" if holds("template") => Some("Deployment"),
        "batch/v1" if holds("jobTemplate") => Some("CronJob"),
        "batch/v1" if holds("template") => Some("Job"),
        _ => None,
    };
    let fix = likely.and_then(|kind| {
        let value = Value::String(kind.to_owned());
        reshape::set(cx.desk, object.map, &["kind"], &value, format!("Add `kind: {kind}`"))
    });
    cx.push(Finding::error("missing-kind", empty.unwrap_or_else(|| object.head()), message).with_fix(fix));
}

/// Whether it has more of an object than a word that may mean anything.
pub(super) fn looks_like_object(object: &Object<'_>) -> bool {
    object.map.map("metadata").is_some() || object.map.map("spec").is_some()
}

/// A fix that puts `line` on top of an object in block style.
fn first_line(cx: &Cx<'_>, object: &Object<'_>, line: &str) -> Option<Fix> {
    let node = object.map.node();
    if node.is_flow() || object.map.get("apiVersion").is_some() {
        return None;
    }
    let start = node.span().start;
    let column = start - cx.text.line_start(cx.text.line_of(start));
    let new_text = format!("{line}\n{}", " ".repeat(column as usize));
    let where_to = if object.place == Place::Document { "top" } else { "item" };
    let title = format!("Add `{line}` to the {where_to}");
    Some(Fix::safe(title, vec![Edit::replace(Span::empty(start), new_text)]))
}
