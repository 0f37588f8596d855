//! Jobs, and the Jobs that a `CronJob` makes: how many Pods, in which mode, managed and selected by whom.
//! Facts Z16-Z20, Z23, W28.

use super::{failures, not_here, selects, set, successes};
use crate::finding::Finding;
use crate::pod::value::name;
use crate::pod::{Map, Object, int, text};
use crate::syntax::Node;
use crate::text::Span;
use crate::validate::grammar::{cut, not_negative};
use crate::validate::selector::{Mismatch, mismatch};
use crate::validate::{Cx, mend, placeholder::is_placeholder, selector};

/// An indexed Job may have this many Pods at a time.
const MAX_PARALLELISM: i64 = 100_000;
/// With more completions than this there are limits on the rest.
const MANY_COMPLETIONS: i64 = 100_000;
const MANY_LIMIT: i64 = 10_000;
const MAX_MANAGER: usize = 63;

const UID_LABELS: [&str; 2] = ["controller-uid", "batch.kubernetes.io/controller-uid"];
const NAME_LABELS: [&str; 2] = ["job-name", "batch.kubernetes.io/job-name"];

/// Judges a Job.
pub(super) fn check(cx: &mut Cx<'_>, object: &Object<'_>, spec: Map<'_>) {
    let key = object.map.field("spec").map_or_else(|| object.head(), |field| field.key.span());
    spec_of_jobs(cx, object, spec, key, true);
    let template = spec.map("template").and_then(|template| template.map("metadata"));
    let labels = template.and_then(|metadata| metadata.map("labels"));
    if spec.bool("manualSelector") == Some(true) {
        manual_selector(cx, object, spec, key);
    } else {
        generated_selector(cx, object, spec, labels);
    }
}

/// Judges the `spec` of a Job, or of those of a `CronJob`, which stands under `key`.
/// `filled` tells whether the server fills in what is absent, as it does for Jobs alone.
pub(super) fn spec_of_jobs(cx: &mut Cx<'_>, object: &Object<'_>, spec: Map<'_>, key: Span, filled: bool) {
    for field in [
        "parallelism",
        "completions",
        "activeDeadlineSeconds",
        "backoffLimit",
        "ttlSecondsAfterFinished",
        "backoffLimitPerIndex",
        "maxFailedIndexes",
    ] {
        not_negative(cx, spec, field);
    }
    if let Some(manager) = spec.get("managedBy") {
        managed_by(cx, manager);
    }
    let mode = set(spec, "completionMode");
    let indexed = spec.text("completionMode") == Some("Indexed");
    // Another mode is unknown, and said so.
    let plain = mode.is_none() || matches!(spec.text("completionMode"), Some("NonIndexed" | ""));
    let per_index = set(spec, "backoffLimitPerIndex");
    let failed = set(spec, "maxFailedIndexes");
    if indexed {
        self::indexed(cx, spec, key, filled);
    } else if plain && !cx.is_patch {
        for field in [per_index, failed].into_iter().flatten() {
            let message = format!("`{}` needs `completionMode: Indexed`; add it, or remove the limit", field.name);
            not_here(cx, spec, field, "indexed-mode-missing", message);
        }
    }
    if let Some(failed) = failed.filter(|_| indexed && per_index.is_none() && !cx.is_patch && !spec.is_damaged()) {
        let message = "`maxFailedIndexes` needs `backoffLimitPerIndex` beside it";
        cx.push(Finding::error("backoff-limit-per-index-missing", failed.key.span(), message));
    }
    let failures = set(spec, "podFailurePolicy");
    if let Some(policy) = failures {
        failures::check(cx, object, spec, policy.value);
        let other = spec.get("podReplacementPolicy").filter(|node| text(*node) == Some("TerminatingOrFailed"));
        if let Some(other) = other {
            let message = "with `podFailurePolicy` the `podReplacementPolicy` must be `Failed`";
            let finding = Finding::error("pod-replacement-policy-conflict", other.span(), message)
                .with_fix(mend::say(other, "Failed", false));
            cx.push(finding.with_related(policy.key.span(), "`podFailurePolicy` is set here"));
        }
    }
    if let Some(policy) = set(spec, "successPolicy") {
        if indexed {
            successes::check(cx, spec, policy.value, filled);
        } else if plain && !cx.is_patch {
            let message = "`successPolicy` needs `completionMode: Indexed`; add it, or remove the policy".to_owned();
            not_here(cx, spec, policy, "indexed-mode-missing", message);
        }
    }
}

/// What the mode `Indexed` demands.
fn indexed(cx: &mut Cx<'_>, spec: Map<'_>, key: Span, filled: bool) {
    let completions = set(spec, "completions");
    let parallelism = spec.get("parallelism").and_then(|node| Some((node, int(node)?)));
    // Of a Job that says neither how many Pods nor how many at a time, the server makes one of one.
    let is_filled = filled && set(spec, "parallelism").is_none();
    if completions.is_none() && !is_filled && !cx.is_patch && !spec.is_damaged() {
        let span =
            spec.field("completions").or_else(|| spec.field("completionMode")).map_or(key, |field| field.key.span());
        let message = "`completionMode: Indexed` needs `completions`; add how many Pods must succeed";
        cx.push(Finding::error("completions-missing", span, message));
    }
    let count = completions.and_then(|field| int(field.value));
    if let Some((node, _)) = parallelism.filter(|(_, value)| *value > MAX_PARALLELISM) {
        at_most(cx, node, "parallelism", MAX_PARALLELISM, " with `completionMode: Indexed`");
    }
    let failed = spec.get("maxFailedIndexes").and_then(|node| Some((node, int(node)?)));
    if let Some((node, value)) = failed {
        let most = count.unwrap_or(i64::MAX).min(MAX_PARALLELISM);
        if value > most {
            let why = if Some(most) == count { " (`completions`)" } else { "" };
            at_most(cx, node, "maxFailedIndexes", most, why);
        }
    }
    if count.is_none_or(|count| count <= MANY_COMPLETIONS) {
        return;
    }
    if set(spec, "backoffLimitPerIndex").is_some() {
        let why = " with more than 100000 completions and `backoffLimitPerIndex`";
        if let Some((node, _)) = parallelism.filter(|(_, value)| (MANY_LIMIT + 1..=MAX_PARALLELISM).contains(value)) {
            at_most(cx, node, "parallelism", MANY_LIMIT, why);
        }
        match failed {
            Some((node, value)) if (MANY_LIMIT + 1..=MAX_PARALLELISM).contains(&value) => {
                at_most(cx, node, "maxFailedIndexes", MANY_LIMIT, why);
            }
            None if set(spec, "maxFailedIndexes").is_none() && !cx.is_patch => {
                let span = completions.map_or(key, |field| field.key.span());
                let message = "with more than 100000 completions `maxFailedIndexes` must be set";
                cx.push(Finding::error("max-failed-indexes-missing", span, message));
            }
            _ => {}
        }
    }
    if let Some((node, _)) = parallelism.filter(|(_, value)| *value > MANY_LIMIT) {
        let message = "with more than 100000 completions and more than 10000 Pods at a time, the cluster may lose track of failed indexes";
        cx.push(Finding::warning("indexed-job-too-large", node.span(), message));
    }
}

fn at_most(cx: &mut Cx<'_>, node: Node<'_>, field: &str, most: i64, why: &str) {
    let message = format!("`{field}` must be at most {most}{why}, not {}", cut(node.value()));
    let fix = mend::rewrite(node, &most.to_string(), format!("Change to `{most}`"), false);
    cx.push(Finding::error("job-limit-exceeded", node.span(), message).with_fix(fix));
}

/// A manager is named by a domain and a path.
fn managed_by(cx: &mut Cx<'_>, node: Node<'_>) {
    let Some(manager) = text(node).filter(|_| !cx.is_open(node)) else { return };
    let wrong = match manager.split_once('/') {
        _ if manager.is_empty() => Some("must not be empty; write it as `example.com/manager`".to_owned()),
        Some((domain, path)) if !domain.is_empty() && !path.is_empty() => name::subdomain(domain)
            .map(|wrong| format!("needs another domain: `{}` {wrong}", cut(domain)))
            .or_else(|| {
                (!is_path(path))
                    .then(|| "must be a domain and a path of letters, digits and `-._~!$&'()*+,;=:@%`".to_owned())
            }),
        _ => Some("must be a domain and a path, such as `example.com/manager`".to_owned()),
    };
    let long = manager.len() > MAX_MANAGER;
    let wrong =
        wrong.or_else(|| long.then(|| format!("must be at most {MAX_MANAGER} bytes long, not {}", manager.len())));
    if let Some(wrong) = wrong {
        let message = format!("the manager `{}` {wrong}", cut(manager));
        cx.push(Finding::error("managed-by-invalid", node.span(), message));
    }
}

/// Letters, digits and what may stand in the path of a URL.
fn is_path(path: &str) -> bool {
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || "/-._~!$&'()*+,;=:@%".contains(letter);
    path.chars().all(allowed)
}

/// With `manualSelector: true` the selector is the author's: there, and matching the template.
fn manual_selector(cx: &mut Cx<'_>, object: &Object<'_>, spec: Map<'_>, key: Span) {
    let Some(field) = set(spec, "selector") else {
        if !cx.is_patch && !spec.is_damaged() {
            let span = spec.field("manualSelector").map_or(key, |field| field.key.span());
            let message = "with `manualSelector: true` there must be a `selector`; add one, or remove `manualSelector`";
            cx.push(Finding::error("missing-field", span, message));
        }
        return;
    };
    let Some(selector) = Map::of(field.value) else { return };
    if selector::check(cx, selector) || selector.is_damaged() || cx.is_patch {
        return;
    }
    selects::template_matches(cx, object, field, |label| mismatch(selector, label));
}

/// Without `manualSelector` the server makes a selector, and labels that go with it.
fn generated_selector(cx: &mut Cx<'_>, object: &Object<'_>, spec: Map<'_>, labels: Option<Map<'_>>) {
    let job_name = object.map.map("metadata").and_then(|metadata| metadata.text("name")).unwrap_or_default();
    let mut clash = false;
    for label in labels.iter().flat_map(|labels| labels.fields()) {
        if UID_LABELS.contains(&label.name) {
            let message = format!("the server sets the label `{}`; remove it", label.name);
            cx.push(Finding::error("job-label-reserved", label.key.span(), message));
            clash = true;
        } else if NAME_LABELS.contains(&label.name)
            && text(label.value) != Some(job_name)
            && !is_placeholder(label.value)
        {
            let message =
                format!("the label `{}` must be the name of the Job; remove it, the server sets it", label.name);
            let fix = mend::say(label.value, job_name, false).filter(|_| !job_name.is_empty());
            let span = if label.value.is_absent() { label.key.span() } else { label.value.span() };
            cx.push(Finding::error("job-label-reserved", span, message).with_fix(fix));
            clash = true;
        }
    }
    let Some(field) = set(spec, "selector") else { return };
    let Some(selector) = Map::of(field.value) else { return };
    if selector::check(cx, selector) || selector.is_damaged() || clash {
        return;
    }
    // No text equals the identity that the Job is going to get.
    let value = |name: &str| match name {
        _ if UID_LABELS.contains(&name) => Some("\0"),
        _ if NAME_LABELS.contains(&name) => Some(job_name),
        _ => None,
    };
    if let Some(Mismatch::Label(..) | Mismatch::Expression(..)) = mismatch(selector, value) {
        let message = "the server generates the selector of a Job; remove it, or add `manualSelector: true`".to_owned();
        not_here(cx, spec, field, "job-selector-generated", message);
        // With `manualSelector` it is still the template that must match.
        selects::template_matches(cx, object, field, |label| mismatch(selector, |name| label(name).or(value(name))));
    }
}
