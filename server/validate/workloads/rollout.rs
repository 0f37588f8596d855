//! How a Deployment or `DaemonSet` replaces its Pods. Facts Z7, Z9-Z13.

use super::{not_here, set};
use crate::finding::Finding;
use crate::pod::value::percent::percent;
use crate::pod::{Map, int, text};
use crate::validate::grammar::{at_least, cut};
use crate::validate::{Cx, mend};

/// What stands there, and what it comes to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Share {
    /// Nothing: the default holds.
    Absent,
    /// A number or percentage.
    Is(i64),
    /// Not to be judged, or said already.
    Wrong,
}

/// `strategy` and the deadline of a Deployment.
pub(super) fn deployment(cx: &mut Cx<'_>, spec: Map<'_>) {
    deadline(cx, spec);
    let Some(strategy) = spec.map("strategy") else { return };
    let Some(rolling) = set(strategy, "rollingUpdate") else { return };
    if strategy.text("type") == Some("Recreate") {
        let message = "`Recreate` takes no `rollingUpdate`; remove it, or write `RollingUpdate`".to_owned();
        return not_here(cx, strategy, rolling, "rolling-update-conflict", message);
    }
    let Some(rolling) = Map::of(rolling.value) else { return };
    let surge = share(cx, rolling, "maxSurge", false);
    let unavailable = share(cx, rolling, "maxUnavailable", true);
    if (surge, unavailable) == (Share::Is(0), Share::Is(0)) {
        neither(cx, rolling, "maxUnavailable");
    }
}

/// `updateStrategy` of a `DaemonSet`.
pub(super) fn daemon_set(cx: &mut Cx<'_>, spec: Map<'_>) {
    let Some(strategy) = spec.map("updateStrategy") else { return };
    if !matches!(strategy.text("type"), None | Some("" | "RollingUpdate")) {
        return;
    }
    let Some(rolling) = strategy.map("rollingUpdate") else { return };
    let surge = share(cx, rolling, "maxSurge", true);
    let unavailable = share(cx, rolling, "maxUnavailable", true);
    let zero = |share: Share, default: i64| match share {
        Share::Absent => Some(default == 0),
        Share::Is(value) => Some(value == 0),
        Share::Wrong => None,
    };
    match (zero(surge, 0), zero(unavailable, 1)) {
        (Some(true), Some(true)) => neither(cx, rolling, "maxUnavailable"),
        (Some(false), Some(false)) => {
            let Some(field) = rolling.field("maxSurge") else { return };
            let message = match unavailable {
                Share::Absent => "`maxSurge` needs `maxUnavailable: 0` beside it, which is 1 otherwise",
                _ => "`maxSurge` and `maxUnavailable` exclude each other; set one of them to 0",
            };
            let finding = Finding::error("rolling-update-conflict", field.value.span(), message)
                .with_fix(mend::rewrite(field.value, "0", "Change to `0`", false));
            let other = rolling.field("maxUnavailable").map(|other| other.value.span());
            cx.push(match other {
                Some(other) => finding.with_related(other, "`maxUnavailable` is set here"),
                None => finding,
            });
        }
        _ => {}
    }
}

/// Nothing may be taken away and nothing added.
fn neither(cx: &mut Cx<'_>, rolling: Map<'_>, name: &str) {
    let Some(field) = rolling.field(name) else { return };
    let message = "`maxUnavailable` and `maxSurge` cannot both be 0: no Pod could be replaced";
    let finding = Finding::error("rolling-update-conflict", field.value.span(), message).with_fix(mend::rewrite(
        field.value,
        "1",
        "Change to `1`",
        false,
    ));
    let other = rolling.field("maxSurge").map(|other| other.value.span());
    cx.push(match other {
        Some(other) => finding.with_related(other, "`maxSurge` is set here"),
        None => finding,
    });
}

/// Reads and judges a number or percentage of Pods, which may be at most 100 % if it is `capped`.
fn share(cx: &mut Cx<'_>, rolling: Map<'_>, name: &str, capped: bool) -> Share {
    let Some(field) = set(rolling, name) else { return Share::Absent };
    let node = field.value;
    if let Some(value) = int(node) {
        return if at_least(cx, rolling, name, 0, "share-invalid") { Share::Wrong } else { Share::Is(value) };
    }
    let Some(written) = text(node).filter(|_| !cx.is_open(node)) else { return Share::Wrong };
    match percent(written) {
        Some(value) if value > 100 && capped => {
            let message = format!("`{name}` must be at most 100%, not {}", cut(written));
            let fix = mend::say(node, "100%", false);
            cx.push(Finding::error("share-invalid", node.span(), message).with_fix(fix));
            Share::Wrong
        }
        Some(value) => Share::Is(i64::from(value)),
        None => {
            let message = format!(
                "`{}` is neither a number nor a percentage; write a number without quotes, or a percentage such \
                 as `25%`",
                cut(written)
            );
            let trimmed = written.trim();
            let fix = if let Ok(number) = trimmed.parse::<u32>() {
                mend::rewrite(node, &number.to_string(), "Remove the quotes", false)
            } else {
                let digits: String = trimmed.chars().filter(|letter| *letter != ' ').collect();
                percent(&digits).and_then(|_| mend::say(node, &digits, false))
            };
            cx.push(Finding::error("share-invalid", node.span(), message).with_fix(fix));
            Share::Wrong
        }
    }
}

/// A Deployment must have time to become ready before it counts as failed.
fn deadline(cx: &mut Cx<'_>, spec: Map<'_>) {
    const DEFAULT: i64 = 600;
    let ready = spec.int("minReadySeconds").unwrap_or(0);
    let field = set(spec, "progressDeadlineSeconds");
    let deadline = match field {
        Some(field) => match int(field.value) {
            Some(deadline) => deadline,
            None => return,
        },
        None => DEFAULT,
    };
    if let Some(field) = field.filter(|_| deadline < 0) {
        let message = format!("`progressDeadlineSeconds` must be at least 0, not {deadline}");
        let fix = mend::rewrite(field.value, "600", "Change to `600`, the default", false).filter(|_| ready < DEFAULT);
        cx.push(Finding::error("negative-number", field.value.span(), message).with_fix(fix));
        return;
    }
    if deadline > ready || ready < 0 {
        return;
    }
    let ready_node = spec.get("minReadySeconds");
    let Some(node) = field.map(|field| field.value).or(ready_node) else { return };
    let message = format!("`progressDeadlineSeconds` ({deadline}) must be greater than `minReadySeconds` ({ready})");
    let finding = Finding::error("progress-deadline-invalid", node.span(), message);
    cx.push(match ready_node.filter(|_| field.is_some()) {
        Some(ready) => finding.with_related(ready.span(), "`minReadySeconds` is set here"),
        None => finding,
    });
}
