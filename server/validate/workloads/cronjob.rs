//! `CronJobs`: when they run, in which time zone, and what their Jobs cannot say. Fact Z24.

use super::{job, not_here, set};
use crate::finding::{Finding, Fix};
use crate::pod::value::{cron, zone};
use crate::pod::{Map, Object, text};
use crate::schema::{Minor, nearest};
use crate::syntax::{Kind, Node};
use crate::text::{Edit, Span};
use crate::validate::grammar::cut;
use crate::validate::{Cx, mend};

pub(super) fn check(cx: &mut Cx<'_>, object: &Object<'_>, spec: Map<'_>) {
    if let Some(schedule) = spec.get("schedule") {
        self::schedule(cx, schedule);
    }
    // Before 1.25 there was no such field.
    if let Some(zone) = spec.get("timeZone") {
        time_zone(cx, zone);
    }
    let Some(template) = spec.map("jobTemplate") else { return };
    let Some(field) = template.field("spec") else { return };
    let Some(jobs) = Map::of(field.value) else { return };
    job::spec_of_jobs(cx, object, jobs, field.key.span(), false);
    if let Some(selector) = set(jobs, "selector") {
        let message = "the server generates the selectors of these Jobs; remove `selector`".to_owned();
        not_here(cx, jobs, selector, "job-selector-generated", message);
    }
    if let Some(manual) = jobs.field("manualSelector").filter(|_| jobs.bool("manualSelector") == Some(true)) {
        let message = "the server generates the selectors of these Jobs; remove `manualSelector`".to_owned();
        not_here(cx, jobs, manual, "job-selector-generated", message);
    }
}

fn schedule(cx: &mut Cx<'_>, node: Node<'_>) {
    let Some(written) = text(node).filter(|text| !text.is_empty()) else { return };
    // Until 1.28 a time zone in the schedule was only discouraged.
    let names_zone = written.contains("TZ") && cx.minor < Minor(29);
    let Some(fault) = cron::fault(written).filter(|_| !names_zone && !cx.is_open(node)) else { return };
    let span = inside(node, written, fault.range.start, fault.range.end);
    let fix = fault
        .instead
        .map(|instead| Fix::suggestion(format!("Change to `{instead}`"), vec![Edit::replace(span, instead)]));
    let fix = fix.filter(|_| span != node.span());
    cx.push(Finding::error("schedule-invalid", span, fault.message).with_fix(fix));
}

/// The part of a scalar from `start` to `end` of its text, or all of it if it is not written as it reads.
fn inside(node: Node<'_>, text: &str, start: usize, end: usize) -> Span {
    let source = node.source();
    let lead = match node.kind() {
        Kind::Plain if source == text => 0,
        Kind::SingleQuoted | Kind::DoubleQuoted if source.get(1..source.len().saturating_sub(1)) == Some(text) => 1,
        _ => return node.span(),
    };
    if start == 0 && end == text.len() {
        return node.span();
    }
    let base = node.span().start + lead;
    Span::new(base + start as u32, base + end as u32)
}

fn time_zone(cx: &mut Cx<'_>, node: Node<'_>) {
    let Some(written) = text(node).filter(|_| !cx.is_open(node)) else { return };
    if zone::is_known(written) {
        return;
    }
    let same = zone::names().find(|name| name.eq_ignore_ascii_case(written));
    let message = if written.is_empty() {
        "`timeZone` must not be empty; name a zone such as `Etc/UTC`, or remove it".to_owned()
    } else if written.eq_ignore_ascii_case("local") {
        "`Local` is not a time zone; name one such as `Etc/UTC`, or remove `timeZone`".to_owned()
    } else {
        format!("`{}` is not a time zone of the IANA database; write one such as `Europe/Berlin`", cut(written))
    };
    let near = same.or_else(|| nearest(written, zone::names()));
    let fix = near.and_then(|near| mend::say(node, near, same.is_some()));
    cx.push(Finding::error("time-zone-unknown", node.span(), message).with_fix(fix));
}
