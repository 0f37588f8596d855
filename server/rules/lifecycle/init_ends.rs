//! `init-never-completes`: an init container that never ends, so that the Pod stays in `Init`.
//! Silent on native sidecars, which are to stay, and on loops that have a way out.

use crate::finding::Finding;
use crate::pod::Role;
use crate::pod::command::{Ends, place};
use crate::rules::advice::Advice;
use crate::rules::mend::make_native;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::text::cut;

pub(in crate::rules) const RULE: Rule = Rule { code: "init-never-completes", look: Look::Container(look) };

/// Images that serve if they are not told otherwise.
const SERVERS: [&str; 16] = [
    "nginx",
    "httpd",
    "redis",
    "postgres",
    "mysql",
    "mariadb",
    "mongo",
    "rabbitmq",
    "envoyproxy/envoy",
    "memcached",
    "fluent/fluent-bit",
    "fluent/fluentd",
    "prom/prometheus",
    "prom/statsd-exporter",
    "traefik",
    "haproxy",
];

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>) {
    if member.role() != Role::Init {
        return;
    }
    let Some(finding) = found(advice, view, member) else { return };
    let fix = make_native(advice, view, member);
    advice.push(finding.with_fix(fix));
}

fn found(advice: &Advice<'_, '_>, view: &View<'_>, member: &Member<'_>) -> Option<Finding> {
    let name = member.name();
    let so = format!("so the Pod never gets past init container `{name}`");
    let out = "make it a native sidecar, or move it to `containers`";
    if let Ends::Never(range) = member.ends() {
        let Some((script, _)) = member.script() else {
            let words = &member.command().words;
            let first = words.first()?.node;
            let program = member.program()?;
            let message = format!("`{}` runs until it is stopped, {so}; {out}", program.name());
            return Some(advice.finding(first.span(), message));
        };
        let what = cut(script.text, range.clone()).lines().next().unwrap_or_default();
        let what: String = what.chars().take(40).collect();
        let message = format!("`{}` never ends, {so}; give it an end, {out}", what.trim());
        return Some(advice.finding(place(script.node, range), message));
    }
    let image = member.map().get("image")?;
    let bare = member.command().words.is_empty() && !member.map().has("command") && !member.map().has("args");
    let known = SERVERS.contains(&member.image().trim_start_matches("library/"));
    (bare && known && !view.is_patch).then(|| {
        let message = format!("image `{}` serves until it is stopped, {so}; {out}", member.image());
        advice.finding(image.span(), message)
    })
}
