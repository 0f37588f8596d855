//! Whether people can look at a Pod: `metrics-port-unknown` and `missing-metrics-port`, `missing-termination-message`,
//! `missing-recommended-labels`, `container-undocumented`.

use super::is_metrics;
use crate::finding::{Finding, Severity};
use crate::pod::{Map, Role};
use crate::rules::advice::Advice;
use crate::rules::mend::rewrite;
use crate::rules::network::probe_port::MESH;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::syntax::Step;
use crate::syntax::edit::Value;
use crate::text::Span;
use crate::validate::reshape::set;

pub(in crate::rules) const PORT: Rule = Rule { code: "metrics-port-unknown", look: Look::Pod(port) };
pub(in crate::rules) const METRICS: Rule = Rule { code: "missing-metrics-port", look: Look::Pod(metrics) };
pub(in crate::rules) const LAST_WORDS: Rule =
    Rule { code: "missing-termination-message", look: Look::Container(last_words) };
pub(in crate::rules) const LABELS: Rule = Rule { code: "missing-recommended-labels", look: Look::Pod(labels) };
pub(in crate::rules) const PURPOSE: Rule = Rule { code: "container-undocumented", look: Look::Container(purpose) };

/// What Prometheus is usually told to look at.
const ANNOTATION: &str = "prometheus.io/port";
/// The label that tools show as the name of an application.
const NAME: &str = "app.kubernetes.io/name";

fn annotations<'a>(view: &View<'a>) -> Option<Map<'a>> {
    view.pod.metadata?.map("annotations")
}

fn port(advice: &mut Advice<'_, '_>, view: &View<'_>) {
    let Some(annotations) = annotations(view) else { return };
    let Some(node) = annotations.get(ANNOTATION).filter(|_| !view.is_patch) else { return };
    let Ok(number) = node.value().parse::<u16>() else { return };
    if MESH.contains(&number) {
        return;
    }
    if annotations.get("prometheus.io/scrape").is_some_and(|scrape| scrape.value() == "false") {
        return;
    }
    let regular = || view.members.iter().filter(|member| !matches!(member.role(), Role::Init | Role::Ephemeral));
    let knows = |member: &Member<'_>| member.serves(number) || member.speaks_of(number);
    if regular().any(knows) {
        return;
    }
    let any = regular().any(|member| member.ports().next().is_some());
    let message = format!(
        "the annotation sends Prometheus to port {number}, which no container declares; change it, or add \
             the port"
    );
    let mut finding: Finding =
        if any { advice.finding(node.span(), message) } else { advice.weak(Severity::Hint, node.span(), message) };
    let named = regular().find_map(|member| member.ports().find(is_metrics));
    let mut all = regular().flat_map(Member::ports);
    let only = all.next().filter(|_| all.next().is_none());
    if let Some(port) = named.or(only) {
        let to = port.number.to_string();
        let title = format!("Change to {to}");
        let fix = rewrite(advice, annotations, &[Step::Key(ANNOTATION)], to.as_str(), title);
        finding = finding.with_fix(fix).with_related(port.node.span(), "this port is declared");
    }
    advice.push(finding);
}

fn metrics(advice: &mut Advice<'_, '_>, view: &View<'_>) {
    let told = annotations(view).is_some_and(|map| map.fields().any(|field| field.name.starts_with("prometheus.io/")));
    if view.is_patch || told || view.ends() {
        return;
    }
    let mut ports = view.members.iter().flat_map(Member::ports).peekable();
    if ports.peek().is_none() || ports.any(|port| is_metrics(&port)) {
        return;
    }
    let Some(app) = view.members.iter().find(|member| member.role() == Role::App) else { return };
    let message = "this Pod has no port or annotation for metrics; name a port `metrics`";
    advice.say(app.container.head(), message);
}

fn last_words(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>) {
    let map = member.map();
    let own = map.has("terminationMessagePolicy") || map.has("terminationMessagePath");
    if own || view.is_patch || map.is_damaged() || member.role() == Role::Ephemeral {
        return;
    }
    let message = format!(
        "when `{}` fails, its status does not say why; `terminationMessagePolicy: FallbackToLogsOnError` shows \
         the end of its log there",
        member.name()
    );
    let value = Value::from("FallbackToLogsOnError");
    let title = "Set `terminationMessagePolicy: FallbackToLogsOnError`";
    let fix = set(advice.desk(), map, &["terminationMessagePolicy"], &value, title);
    advice.push(advice.finding(member.container.head(), message).with_fix(fix));
}

fn labels(advice: &mut Advice<'_, '_>, view: &View<'_>) {
    let Some(field) = view.object.map.field("metadata").filter(|_| !view.is_patch) else { return };
    let Some(metadata) = Map::of(field.value) else { return };
    if metadata.map("labels").is_some_and(|labels| labels.has(NAME)) || metadata.is_damaged() {
        return;
    }
    let message = format!("label `{NAME}` is missing, which shows people and tools what belongs together; add it");
    let name = metadata.text("name").filter(|name| crate::pod::value::name::label_value(name).is_none());
    let fix = name.and_then(|name| {
        let value = Value::from(name).note("TODO: the name of the application");
        set(advice.desk(), metadata, &["labels", NAME], &value, format!("Add label `{NAME}`"))
    });
    advice.push(advice.finding(field.key.span(), message).with_fix(fix));
}

fn purpose(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>) {
    let name = member.name();
    if view.members.len() < 2 || view.is_patch || name.is_empty() || member.role() == Role::Ephemeral {
        return;
    }
    let text = advice.text();
    let span = member.map().node().span();
    let (first, last) = (text.line_of(span.start), text.line_of(span.end));
    let own = Span::new(text.line_start(first), text.line_span(last).end.max(span.end));
    let above = first.checked_sub(1).map(|line| text.slice(text.line_span(line)));
    let above = above.is_some_and(|line| line.trim_start().starts_with('#'));
    let told = annotations(view).is_some_and(|map| map.fields().any(|field| field.value.value().contains(name)));
    if told || above || text.slice(own).contains('#') {
        return;
    }
    let message = format!("nothing says what `{name}` is for; add a comment");
    advice.say(member.container.head(), message);
}
