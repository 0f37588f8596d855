//! Laws: every template, put into every Pod of every kind in every style, gives what was promised.

use std::collections::HashMap;

use podls::finding::Severity;
use podls::ide::{Snapshot, findings, insert_template, insert_template_plain, pods};
use podls::pod::{objects, pod};
use podls::schema::Minor;
use podls::settings::Settings;
use podls::templates::{Group, NATIVE, Template, builtin};
use podls::text::{Edit, Span};
use podls::validate::pss;
use serde_json::{Value, json};

use super::style::{STYLES, Style, written};
use crate::fixtures;

/// A Pod with next to nothing, one that is in the way of everything, and one as hardened as can be.
pub(super) fn specs() -> Vec<Value> {
    let bare = json!({ "containers": [{ "name": "app", "image": "app:1.0" }] });
    let full = json!({
        "serviceAccountName": "full",
        "initContainers": [
            { "name": "mesh", "image": "mesh:1.0", "restartPolicy": "Always",
              "ports": [{ "name": "metrics", "containerPort": 9102 }, { "name": "http", "containerPort": 2020 }] },
            { "name": "wait-for-service", "image": "busybox:1.37.0", "command": ["true"] },
        ],
        "containers": [
            { "name": "app", "image": "app:1.0",
              "env": [{ "name": "REDIS_URL", "value": "redis://elsewhere" }, { "name": "A", "value": "yes\nno: !x" }],
              "envFrom": [{ "configMapRef": { "name": "more" } }],
              "ports": [{ "name": "http-app", "containerPort": 8443 }, { "name": "otlp", "containerPort": 4317 }],
              "volumeMounts": [
                  { "name": "config", "mountPath": "/config" },
                  { "name": "data", "mountPath": "/var/lib/app", "subPath": "a" },
              ] },
            { "name": "cache", "image": "redis:7.4.1-alpine", "ports": [{ "name": "redis", "containerPort": 6379 }] },
        ],
        "volumes": [
            { "name": "config", "configMap": { "name": "full" } },
            { "name": "data", "persistentVolumeClaim": { "claimName": "full" } },
            { "name": "logs", "emptyDir": {} },
        ],
    });
    let hard = json!({
        "securityContext": { "runAsNonRoot": true, "runAsUser": 1234, "fsGroup": 2345,
                             "seccompProfile": { "type": "RuntimeDefault" } },
        "containers": [{ "name": "app", "image": "app:1.0",
                         "ports": [{ "name": "app", "containerPort": 8080 }],
                         "securityContext": { "allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true,
                                              "capabilities": { "drop": ["ALL"] } },
                         "resources": { "limits": { "memory": "64Mi" } } }],
        "terminationGracePeriodSeconds": 5,
    });
    vec![bare, full, hard]
}

/// `spec` as a Pod and in the template of each kind, and as an item of a list.
pub(super) fn kinds(spec: &Value) -> Vec<Value> {
    let meta = json!({ "name": "test" });
    let labels = json!({ "matchLabels": { "app": "test" } });
    let template = json!({ "metadata": { "labels": { "app": "test" } }, "spec": spec });
    let mut ending = template.clone();
    ending["spec"]["restartPolicy"] = json!("Never");
    let apps = |kind: &str, rest: Value| {
        let mut spec = json!({ "selector": labels, "template": template });
        spec.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        json!({ "apiVersion": "apps/v1", "kind": kind, "metadata": meta, "spec": spec })
    };
    let job = json!({ "template": ending, "backoffLimit": 1 });
    let pod = json!({ "apiVersion": "v1", "kind": "Pod", "metadata": meta, "spec": spec });
    let deployment = apps("Deployment", json!({ "replicas": 2 }));
    vec![
        pod.clone(),
        deployment.clone(),
        apps("StatefulSet", json!({ "serviceName": "test" })),
        apps("DaemonSet", json!({})),
        json!({ "apiVersion": "batch/v1", "kind": "Job", "metadata": meta, "spec": job }),
        json!({ "apiVersion": "batch/v1", "kind": "CronJob", "metadata": meta,
                "spec": { "schedule": "0 3 * * *", "jobTemplate": { "spec": job } } }),
        json!({ "apiVersion": "v1", "kind": "List", "items": [deployment, pod] }),
    ]
}

fn applied(snapshot: &Snapshot, edits: &[Edit]) -> Snapshot {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| edit.span);
    let mut after = snapshot.clone();
    for edit in sorted.iter().rev() {
        after.edit(edit);
    }
    after
}

/// What errors and warnings are said how often.
fn said(snapshot: &Snapshot, settings: &Settings) -> HashMap<String, usize> {
    let mut said = HashMap::new();
    for finding in findings(snapshot, settings) {
        if matches!(finding.severity, Severity::Error | Severity::Warning) {
            *said.entry(format!("{}: {}", finding.code, finding.message)).or_default() += 1;
        }
    }
    said
}

/// What keeps the Pods from the level `restricted`.
fn breaches(snapshot: &Snapshot, minor: Minor) -> Vec<(Span, String)> {
    let mut all = Vec::new();
    for (origin, document) in snapshot.syntax().documents() {
        for object in objects(document, origin) {
            let Some(pod) = pod(&object, minor) else { continue };
            let breaches = pss::levels(&object, &pod, minor).into_iter();
            all.extend(
                breaches
                    .filter(|one| one.check.counts(pss::Level::Restricted, minor))
                    .map(|one| (one.span, one.message)),
            );
        }
    }
    all
}

/// Where the new text of `edits` is afterwards.
fn new_spans(edits: &[Edit]) -> impl Iterator<Item = Span> {
    let mut grown = 0_i64;
    edits.iter().map(move |edit| {
        let start = (i64::from(edit.span.start) + grown) as u32;
        grown += edit.new_text.len() as i64 - i64::from(edit.span.len());
        Span::new(start, start + edit.new_text.len() as u32)
    })
}

fn comments(text: &str) -> Vec<&str> {
    let comment =
        |line| str::find(line, " # ").or_else(|| line.starts_with("# ").then_some(0)).map(|at| line[at..].trim());
    text.lines().filter_map(comment).collect()
}

fn is_subsequence<'t>(
    some: impl IntoIterator<Item = &'t str>,
    all: impl IntoIterator<Item = &'t str>,
) -> Option<&'t str> {
    let mut all = all.into_iter();
    some.into_iter().find(|one| !all.any(|other| other == *one))
}

/// The lines without what is left to choose.
fn bare(text: &str) -> Vec<&str> {
    text.lines().map(|line| line.split(" # TODO").next().unwrap()).collect()
}

/// Everything that must hold for `template` in the Pod at `at`; returns the text with it.
fn check(text: &str, snapshot: &Snapshot, at: u32, template: &Template, minor: Minor, block: bool) -> Snapshot {
    let settings = Settings { kubernetes: minor, ..Settings::default() };
    let what = |why: &str, after: &Snapshot| format!("`{}` for {minor}: {why}\n{}", template.id, after.text());
    let edits = insert_template_plain(snapshot, &settings, at, &template.id)
        .unwrap_or_else(|| panic!("{}", what("cannot be inserted", snapshot)));
    let after = applied(snapshot, &edits);
    let new = after.text().to_string();
    // It is the tree of the same text made anew, and no part of it reads as a template of another tool.
    assert!(after.syntax().documents().all(|(_, document)| !document.is_template()), "{}", what("braces", &after));
    let before = said(snapshot, &settings);
    for (finding, count) in said(&after, &settings) {
        // Before 1.29 there is no other way; title and comment say so.
        if minor < NATIVE && template.group == Group::Sidecar && finding.starts_with("job-never-completes") {
            assert!(
                text.lines().count() < 5 || new.contains("the Job does not complete"),
                "{}",
                what(&finding, &after)
            );
            continue;
        }
        let known = before.get(&finding).copied().unwrap_or_default();
        assert!(count <= known, "{}", what(&finding, &after));
    }
    if template.exception.is_none() {
        for (span, message) in breaches(&after, minor) {
            let is_new = new_spans(&edits).any(|new| new.covers(span));
            assert!(!is_new && !breaches(snapshot, minor).is_empty(), "{}", what(&message, &after));
        }
    } else {
        let (why, is_one_line) = (template.exception.as_deref().unwrap(), text.lines().count() < 5);
        assert!(template.title.contains("root") && (is_one_line || new.contains(why)), "{}", what(why, &after));
    }
    if let Some(lost) = is_subsequence(comments(text), comments(&new)) {
        panic!("{}", what(&format!("lost the comment `{lost}`"), &after));
    }
    if block && let Some(lost) = is_subsequence(text.lines(), new.lines()) {
        panic!("{}", what(&format!("lost the line `{lost}`"), &after));
    }
    // Undone from the last to the first, the text is what it was.
    let mut back = new.clone();
    let undo: Vec<_> = edits.iter().zip(new_spans(&edits)).map(|(edit, new)| (new, edit.span)).collect();
    for (new, old) in undo.into_iter().rev() {
        back.replace_range(new.range(), &snapshot.text().slice(old));
    }
    assert_eq!(back, text);
    // With places to type at, it is the same but for the comments.
    let typed = insert_template(snapshot, &settings, at, &template.id).unwrap();
    let plain: Vec<Edit> = typed.iter().map(|edit| edit.snippet.edit(edit.span)).collect();
    let typed_text = applied(snapshot, &plain).text().to_string();
    if block {
        assert!(bare(&typed_text) == bare(&new), "{}", what(&typed_text, &after));
        let stops = typed.iter().flat_map(|edit| edit.snippet.pieces()).filter(|piece| piece.text().is_empty()).count();
        assert_eq!(stops, 0);
        assert!(
            typed.iter().any(|edit| !edit.snippet.is_plain()) || !new.contains("TODO"),
            "{}",
            what("no stop", &after)
        );
    }
    after
}

/// All names, port numbers and port names of the containers of a Pod differ.
fn assert_distinct(snapshot: &Snapshot, minor: Minor) {
    for (origin, document) in snapshot.syntax().documents() {
        for object in objects(document, origin) {
            let Some(pod) = pod(&object, minor) else { continue };
            let mut names: Vec<String> = pod.containers.iter().map(|container| container.name().to_owned()).collect();
            let volumes = pod.spec.maps("volumes").filter_map(|(_, volume)| volume.text("name"));
            names.extend(volumes.map(|name| format!("volume {name}")));
            for container in &pod.containers {
                for (_, port) in container.map.maps("ports") {
                    names.extend(port.int("containerPort").map(|number| number.to_string()));
                    names.extend(port.text("name").map(|name| format!("port {name}")));
                }
            }
            let mut distinct = names.clone();
            distinct.sort_unstable();
            distinct.dedup();
            assert_eq!(distinct.len(), names.len(), "{names:?}\n{}", snapshot.text());
        }
    }
}

#[test]
fn every_template_fits_every_kind_in_every_style() {
    let mut tried = 0;
    // All pairs of a template with a kind, a style or a Pod are seen; all of all three with `PODLS_CASES=9999`.
    let all = fixtures::cases(0) > 1000;
    for (which, spec) in specs().iter().enumerate() {
        for (kind, object) in kinds(spec).iter().enumerate() {
            for (nth, style) in STYLES.iter().enumerate() {
                let text = written(object, *style);
                let snapshot = Snapshot::new(&text);
                let at = *pods(&snapshot).last().unwrap_or_else(|| panic!("no Pod in {text}"));
                for (index, template) in builtin().iter().enumerate() {
                    if !all && (index + kind + nth + which) % 5 != 0 {
                        continue;
                    }
                    let minor = if (index + kind) % 3 == 0 { Minor(28) } else { Minor::NEWEST };
                    let block = matches!(style, Style::Block(..));
                    let once = check(&text, &snapshot, at, template, minor, block);
                    let text = once.text().to_string();
                    let twice = check(&text, &once, at, template, minor, block);
                    assert_distinct(&twice, minor);
                    tried += 1;
                }
            }
        }
    }
    println!("{tried} insertions, each twice");
}

#[test]
fn every_template_fits_every_example() {
    let mut tried = 0;
    for index in 0..fixtures::TEXTS.len() {
        let text = fixtures::text(index);
        let snapshot = Snapshot::new(&text);
        for at in pods(&snapshot).into_iter().take(3) {
            for template in builtin() {
                let settings = Settings::default();
                // An alias or a merge key may stand in the way.
                let Some(edits) = insert_template_plain(&snapshot, &settings, at, &template.id) else { continue };
                let span = |edit: &Edit| edit.span;
                assert!(
                    edits.iter().map(span).is_sorted() && edits.iter().all(|edit| edit.span.end <= text.len() as u32)
                );
                if !text.contains("{ #") && findings(&snapshot, &settings).iter().all(|one| one.code != "yaml-syntax") {
                    check(&text, &snapshot, at, template, Minor::NEWEST, !text.contains("\n{"));
                }
                tried += 1;
            }
        }
    }
    assert!(tried > 100, "{tried}");
}

#[test]
fn offers_answer_everywhere() {
    for index in 0..fixtures::TEXTS.len() {
        let text = fixtures::text(index);
        let snapshot = Snapshot::new(&text);
        for (at, _) in text.char_indices() {
            let at = Span::empty(at as u32);
            let few = podls::ide::offers(&snapshot, &Settings::default(), at, false).len();
            let all = podls::ide::offers(&snapshot, &Settings::default(), at, true).len();
            assert!(few <= all);
        }
    }
}
