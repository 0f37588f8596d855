//! `env-ref-undefined`: `$(NAME)` of a variable that is not there, or that comes later in the list: it stays
//! as it is. Silent where `envFrom` may bring it, and on what a shell may run. A name that is nowhere may be
//! filled in by Kustomize, so that is only a hint.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::finding::{Fix, Severity};
use crate::pod::command::place;
use crate::pod::{Map, text};
use crate::rules::advice::Advice;
use crate::rules::mend::copy;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::schema::nearest;
use crate::syntax::edit::{self, Emptied, Patch, Target};
use crate::syntax::{Node, Step, Syntax};
use crate::text::Edit;

pub(in crate::rules) const RULE: Rule = Rule { code: "env-ref-undefined", look: Look::Container(look) };

type Names<'a> = FxHashMap<&'a str, usize>;

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>) {
    let map = member.map();
    let brings = map.has("envFrom") || map.get("env").is_some_and(Node::is_damaged);
    if view.is_patch || brings || !refers(member) {
        return;
    }
    // Where each name stands first.
    let mut names: Names<'_> = FxHashMap::default();
    for (index, variable) in map.maps("env") {
        names.entry(variable.text("name").unwrap_or_default()).or_insert(index);
    }
    for (index, variable) in map.maps("env") {
        let Some(node) = variable.get("value") else { continue };
        for (at, name) in names_in(text(node).unwrap_or_default()) {
            match names.get(name) {
                Some(first) if *first < index => {}
                Some(first) if *first > index => later(advice, map, node, (at, name), (index, *first)),
                _ => unknown(advice, &names, node, at, name),
            }
        }
    }
    let script = member.command().script().map(|script| script.index);
    for (index, word) in member.command().words.iter().enumerate() {
        // There it is the output of a command.
        if script == Some(index) {
            continue;
        }
        for (at, name) in names_in(word.text) {
            if !names.contains_key(name) {
                unknown(advice, &names, word.node, at, name);
            }
        }
    }
}

/// Whether anything may refer to a variable: nearly nothing does.
fn refers(member: &Member<'_>) -> bool {
    member.map().maps("env").any(|(_, variable)| variable.get("value").is_some_and(|node| node.value().contains("$(")))
        || member.command().words.iter().any(|word| word.text.contains("$("))
}

/// More of them in one text are no better to read.
const MOST: usize = 64;

/// The first reference to each name in a text.
fn names_in(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut seen = FxHashSet::default();
    references(text).filter(move |(_, name)| seen.insert(*name)).take(MOST)
}

/// The references in a text, `$$(NAME)` left out: where, and the name.
fn references(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices("$(").filter_map(move |(at, _)| {
        let dollars = text.get(..at)?.bytes().rev().take_while(|byte| *byte == b'$').count();
        let rest = text.get(at + 2..)?;
        let in_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
        let end = rest.bytes().position(|byte| !in_name(byte))?;
        let name = rest.get(..end).filter(|name| !name.is_empty())?;
        (rest.as_bytes().get(end) == Some(&b')') && dollars % 2 == 0).then_some((at, name))
    })
}

fn later(
    advice: &mut Advice<'_, '_>,
    map: Map<'_>,
    node: Node<'_>,
    (at, name): (usize, &str),
    (index, first): (usize, usize),
) {
    let message = format!("`{name}` is set further down, so `$({name})` stays as it is here; move `{name}` up");
    let mut finding = advice.finding(place(node, at..at + name.len() + 3), message);
    if let Some(definition) =
        map.maps("env").find(|(position, _)| *position == first).and_then(|(_, map)| map.get("name"))
    {
        finding = finding.with_related(definition.span(), format!("`{name}` is set here"));
    }
    let fix = move_up(advice, map, index, first);
    advice.push(finding.with_fix(fix.map(|edits| Fix::suggestion(format!("Move `{name}` up"), edits))));
}

/// Puts the variable at `from` before the one at `to`.
fn move_up(advice: &Advice<'_, '_>, map: Map<'_>, to: usize, from: usize) -> Option<Vec<Edit>> {
    let (_, variable) = map.maps("env").find(|(position, _)| *position == from)?;
    let node = variable.node();
    let text = advice.text();
    let end = text.line_span(text.line_of(node.span().end)).end;
    if text.slice(crate::text::Span::new(node.start(), end.max(node.span().end))).contains('#') {
        return None;
    }
    let value = copy(node, 1)?;
    let target = Target::new(advice.desk(), map.node());
    let mut patch = Patch::new(advice.text(), &Syntax::default());
    let removed = edit::remove(target, &[Step::Key("env"), Step::Index(from)], Emptied::Keep)?;
    let inserted = edit::insert_item(target, &[Step::Key("env")], to, &value)?;
    (patch.add(&removed) && patch.add(&inserted)).then(|| patch.into_edits())
}

fn unknown(advice: &mut Advice<'_, '_>, names: &Names<'_>, node: Node<'_>, at: usize, name: &str) {
    // Kubernetes sets such variables for Services.
    let of_service = ["_SERVICE_HOST", "_SERVICE_PORT", "_PORT", "_TCP", "_UDP", "_ADDR", "_PROTO"];
    if of_service.iter().any(|end| name.ends_with(end)) || name.contains("_SERVICE_PORT_") {
        return;
    }
    // The controller of an indexed Job sets this one.
    if name == "JOB_COMPLETION_INDEX" {
        return;
    }
    let near = nearest(name, names.keys().copied()).filter(|near| *near != name);
    let range = at..at + name.len() + 3;
    let mut message = format!("the container has no variable `{name}`, so `$({name})` stays as it is");
    let Some(near) = near else {
        message.push_str("; add it to `env`");
        advice.push(advice.weak(Severity::Hint, place(node, range), message));
        return;
    };
    message.push_str("; did you mean `");
    message.push_str(near);
    message.push_str("`?");
    let span = place(node, range);
    let whole = span.len() as usize == name.len() + 3;
    let fix = whole
        .then(|| Fix::suggestion(format!("Change to `$({near})`"), vec![Edit::replace(span, format!("$({near})"))]));
    advice.push(advice.finding(span, message).with_fix(fix));
}
