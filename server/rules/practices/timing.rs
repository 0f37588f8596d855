//! `probes-identical`: liveness asks what readiness asks, as often: what is merely busy is restarted.
//! `liveness-without-startup`: a liveness probe that waits long for a slow start. `probe-timing`: numbers that
//! work against each other.

use crate::finding::Fix;
use crate::pod::effective::{Probe, ProbeKind, Probes};
use crate::pod::{Map, Role};
use crate::rules::advice::Advice;
use crate::rules::mend::{copy, rewrite};
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::syntax::edit::{Emptied, Patch, Place, Target, Value, insert, remove};
use crate::syntax::{Node, Step, Syntax};

pub(in crate::rules) const IDENTICAL: Rule = Rule { code: "probes-identical", look: Look::Container(identical) };
pub(in crate::rules) const STARTUP: Rule = Rule { code: "liveness-without-startup", look: Look::Container(startup) };
pub(in crate::rules) const TIMING: Rule = Rule { code: "probe-timing", look: Look::Container(timing) };

/// What a probe does.
const HANDLERS: [&str; 4] = ["httpGet", "tcpSocket", "grpc", "exec"];
/// A start that takes longer than this deserves a probe of its own, in seconds.
const LONG_START: i64 = 30;
/// Less than this is no time to start, in seconds.
const SHORT_START: i64 = 10;

/// The container's probes are judged by the server, or are not there yet.
fn is_out(member: &Member<'_>) -> bool {
    matches!(member.role(), Role::Init | Role::Ephemeral)
}

fn identical(advice: &mut Advice<'_, '_>, _: &View<'_>, member: &Member<'_>) {
    let map = member.map();
    let (Some(field), Some(liveness), Some(readiness)) =
        (map.field("livenessProbe"), map.map("livenessProbe"), map.map("readinessProbe"))
    else {
        return;
    };
    let probes = Probes::of(&member.container);
    let (Some(live), Some(ready)) = (probes.liveness, probes.readiness) else { return };
    let handler = |probe: Map<'_>| HANDLERS.into_iter().find(|name| probe.has(name));
    let (Some(name), true) = (handler(liveness), handler(liveness) == handler(readiness)) else { return };
    let (Some(one), Some(other)) = (liveness.get(name), readiness.get(name)) else { return };
    // More patience is what makes the same question right.
    let patience = |probe: &Probe| probe.failure.saturating_mul(probe.period);
    if is_out(member) || patience(&live) > patience(&ready) || !is_same(one, other, 0) {
        return;
    }
    let message = format!(
        "liveness tests what readiness tests and is no more patient, so `{}` is restarted when it is merely busy; \
         raise `failureThreshold`, or test something else",
        member.name()
    );
    let more =
        patience(&ready).saturating_mul(2).div_euclid(live.period.max(1)).saturating_add(1).min(i64::from(i32::MAX));
    let to = Value::Int(more).note("TODO: give up later than readiness");
    let title = format!("Set `failureThreshold: {more}`");
    let fix = rewrite(advice, liveness, &[Step::Key("failureThreshold")], to, title);
    let finding = advice.finding(field.key.span(), message);
    let related = map.field("readinessProbe").map(|field| field.key.span());
    let finding = match related {
        Some(span) => finding.with_related(span, "readiness tests the same"),
        None => finding,
    };
    advice.push(finding.with_fix(fix));
}

/// Whether both mean the same as they are written.
fn is_same(one: Node<'_>, other: Node<'_>, depth: u32) -> bool {
    let (Some(one), Some(other)) = (one.resolve(), other.resolve()) else { return false };
    if depth > 8 || one.is_mapping() != other.is_mapping() || one.is_sequence() != other.is_sequence() {
        return false;
    }
    if one.is_mapping() {
        let (Some(left), Some(right)) = (Map::of(one), Map::of(other)) else { return false };
        return left.fields().count() == right.fields().count()
            && left
                .fields()
                .all(|field| right.get(field.name).is_some_and(|node| is_same(field.value, node, depth + 1)));
    }
    if one.is_sequence() {
        return one.items().count() == other.items().count()
            && one.items().zip(other.items()).all(|(left, right)| is_same(left, right, depth + 1));
    }
    one.value() == other.value()
}

fn startup(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>) {
    let map = member.map();
    let Some(probe) = map.map("livenessProbe").filter(|_| !map.has("startupProbe") && !view.is_patch) else { return };
    let Some(field) = probe.field("initialDelaySeconds") else { return };
    let Some(delay) = probe.int("initialDelaySeconds").filter(|delay| *delay > LONG_START) else { return };
    if is_out(member) {
        return;
    }
    let message = format!(
        "for {delay} seconds nothing notices if `{}` hangs, and a slower start is killed all the same; use a \
         `startupProbe` instead",
        member.name()
    );
    let fix = with_startup(advice, map, probe, delay);
    advice.push(advice.finding(field.key.span(), message).with_fix(fix));
}

/// The delay becomes a `startupProbe` with twice the time, which ends as soon as it can.
fn with_startup(advice: &Advice<'_, '_>, map: Map<'_>, probe: Map<'_>, delay: i64) -> Option<Fix> {
    let name = HANDLERS.into_iter().find(|name| probe.has(name))?;
    let handler = copy(probe.get(name)?, 1)?;
    let times = delay.saturating_mul(2).div_euclid(5).min(i64::from(i32::MAX));
    let value = Value::map([
        (name, handler),
        ("periodSeconds", Value::Int(5)),
        ("failureThreshold", Value::Int(times).note("TODO: times 5 seconds it may take to start")),
    ]);
    let target = Target::new(advice.desk(), map.node());
    let mut patch = Patch::new(advice.text(), &Syntax::default());
    let inserted = insert(target, &[], "startupProbe", &value, Place::Before("livenessProbe"))?;
    let removed = remove(target, &[Step::Key("livenessProbe"), Step::Key("initialDelaySeconds")], Emptied::Keep)?;
    (patch.add(&inserted) && patch.add(&removed))
        .then(|| Fix::suggestion("Turn the delay into a `startupProbe`", patch.into_edits()))
}

fn timing(advice: &mut Advice<'_, '_>, _: &View<'_>, member: &Member<'_>) {
    if is_out(member) {
        return;
    }
    for probe in Probes::of(&member.container).iter() {
        let Some(map) = member.map().map(probe.kind.field()) else { continue };
        number(advice, member, &probe, map);
    }
}

fn number(advice: &mut Advice<'_, '_>, member: &Member<'_>, probe: &Probe, map: Map<'_>) {
    let written = |name: &str| map.field(name).filter(|_| map.int(name).is_some_and(|number| number > 0));
    let kind = probe.kind.field();
    if let Some(field) = written("timeoutSeconds").filter(|_| probe.timeout > probe.period) {
        let message = format!(
            "`{kind}` may wait {} seconds for an answer but runs every {}, so it can fall behind; raise \
             `periodSeconds`, or lower `timeoutSeconds`",
            probe.timeout, probe.period
        );
        let title = format!("Set `periodSeconds: {}`", probe.timeout);
        let fix = rewrite(advice, map, &[Step::Key("periodSeconds")], probe.timeout, title);
        advice.push(advice.finding(field.value.span(), message).with_fix(fix));
    }
    let Some(field) = written("failureThreshold") else { return };
    let (message, better) = match probe.kind {
        ProbeKind::Liveness if probe.failure == 1 => {
            (format!("a single missed answer restarts `{}`; raise `failureThreshold`", member.name()), 3)
        }
        ProbeKind::Startup if probe.allows() < SHORT_START => (
            format!("`{}` has {} seconds to start, or is killed; give it more", member.name(), probe.allows()),
            LONG_START.div_euclid(probe.period.max(1)).max(1),
        ),
        _ => return,
    };
    let title = format!("Set `failureThreshold: {better}`");
    let fix = rewrite(advice, map, &[Step::Key("failureThreshold")], better, title);
    advice.push(advice.finding(field.value.span(), message).with_fix(fix));
}
