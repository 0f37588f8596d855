//! The name of an object: given or generated, and what is made of it. Facts M2-M4, W1, and of Z18 and Z24
//! what is about names.

use std::borrow::Cow;

use crate::finding::Finding;
use crate::pod::value::name;
use crate::pod::{Field, Map, Object, text};
use crate::schema::Minor;
use crate::syntax::Node;
use crate::validate::grammar::{Grammar, LABEL, SUBDOMAIN, cut};
use crate::validate::{Cx, mend};

/// A `CronJob` puts this many characters behind its name to make those of its Jobs.
const CRONJOB_TAIL: usize = 11;
/// The longest beginning that the server makes a name of; it puts five characters behind.
const MAX_PREFIX: usize = 58;

pub(super) fn check(cx: &mut Cx<'_>, object: &Object<'_>, metadata: Map<'_>) {
    if let Some(namespace) = given(metadata, "namespace") {
        LABEL.check(cx, namespace, "namespace");
    }
    // Before 1.27 a StatefulSet could have a name that its Pods could not.
    let grammar = if object.kind == "StatefulSet" && cx.minor >= Minor(27) { &LABEL } else { &SUBDOMAIN };
    let given_name = given(metadata, "name");
    let prefix = given(metadata, "generateName");
    if let Some(node) = prefix
        && generated(cx, node, grammar, given_name.is_none())
    {
        return;
    }
    let Some(node) = given_name.or(prefix) else { return };
    let Some(written) = text(node).filter(|_| !cx.is_open(node)) else { return };
    if given_name.is_some() {
        if !grammar.check(cx, node, "name") {
            parts(cx, object, node, written, "");
        }
    } else {
        parts(cx, object, node, shortened(written), "xxxxx");
    }
}

/// The value of a field that is there and not empty.
fn given<'a>(metadata: Map<'a>, field: &str) -> Option<Node<'a>> {
    metadata.field(field).and_then(Field::present).filter(|node| !node.value().is_empty())
}

/// Judges the beginning of a name; returns whether it is wrong.
fn generated(cx: &mut Cx<'_>, node: Node<'_>, grammar: &Grammar, is_used: bool) -> bool {
    let Some(written) = text(node).filter(|_| !cx.is_open(node)) else { return false };
    let wrong = (grammar.wrong)(&name::prefix(written));
    let wrong = wrong.or_else(|| {
        let name = is_used.then(|| format!("{}xxxxx", shortened(written)))?;
        (grammar.wrong)(&name)
    });
    let Some(wrong) = wrong else { return false };
    let message = format!("no name can begin with `{}`: it {wrong}", cut(written));
    let tail = if written.ends_with('-') { "-" } else { "" };
    let fix = (grammar.mend)(written).map(|text| format!("{text}{tail}"));
    let fix = fix.and_then(|text| mend::say(node, &text, false));
    cx.push(Finding::error(grammar.code, node.span(), message).with_fix(fix));
    true
}

fn shortened(prefix: &str) -> &str {
    prefix.get(..MAX_PREFIX).unwrap_or(prefix)
}

/// What kinds make of the names of their objects; `written` and `tail` are the name, right in itself.
fn parts(cx: &mut Cx<'_>, object: &Object<'_>, node: Node<'_>, written: &str, tail: &str) {
    let length = written.len() + tail.len();
    match object.kind {
        "CronJob" if length > 63 - CRONJOB_TAIL => {
            let most = 63 - CRONJOB_TAIL - tail.len();
            let message = format!(
                "the name of a CronJob must be at most {most} characters long, not {}: its Jobs are named by it",
                written.len()
            );
            let short = written.get(..most).unwrap_or_default().trim_end_matches(|last: char| !last.is_alphanumeric());
            let fix = mend::say(node, short, false);
            cx.push(Finding::error("name-invalid", node.span(), message).with_fix(fix));
            return;
        }
        "Job" => {
            let manual = object.map.map("spec").and_then(|spec| spec.bool("manualSelector")) == Some(true);
            let label = if manual || !tail.is_empty() { None } else { name::label_value(written) };
            if let Some(wrong) = label {
                let message = format!("the Pods of this Job carry its name as a label, so it {wrong}");
                cx.push(Finding::error("name-invalid", node.span(), message));
                return;
            }
            if let Some(wrong) = last_pod(object, written, tail) {
                let message = format!("the Pods of this Job cannot be named: `{}` {wrong}", cut(written));
                cx.push(Finding::error("name-invalid", node.span(), message));
                return;
            }
        }
        _ => {}
    }
    let of_pods = matches!(object.kind, "Deployment" | "ReplicaSet" | "ReplicationController" | "Job" | "CronJob");
    if object.kind != "Pod" && !of_pods {
        return;
    }
    let whole = if tail.is_empty() { Cow::Borrowed(written) } else { Cow::Owned(format!("{written}{tail}")) };
    let Some(wrong) = name::label(&whole) else { return };
    let host = if object.kind == "Pod" { "the Pod's host name" } else { "the names of its Pods" };
    let wish = wrong.strip_prefix("must ").unwrap_or(&wrong);
    let message = format!("`{}` becomes {host}, so it had better {wish}", cut(written));
    cx.push(Finding::warning("name-not-dns-label", node.span(), message));
}

/// What is wrong with the host name of the last Pod of an indexed Job.
fn last_pod(object: &Object<'_>, written: &str, tail: &str) -> Option<String> {
    let spec = object.map.map("spec")?;
    if spec.text("completionMode") != Some("Indexed") {
        return None;
    }
    let completions = match spec.int("completions") {
        // With neither of both there is one Pod.
        None if !spec.has("completions") && !spec.has("parallelism") => 1,
        completions => completions?,
    };
    (completions > 0).then(|| name::label(&format!("{written}{tail}-{}", completions - 1)))?
}
