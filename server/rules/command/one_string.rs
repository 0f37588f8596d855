//! `command-is-one-string`: a `command` of one word with spaces in it. There is no shell that would split
//! it: the kubelet looks for a program of that name.

use super::runs::runs;
use crate::pod::command::{Form, Separator, Shell};
use crate::rules::advice::Advice;
use crate::rules::mend::rewrite;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::syntax::Step;
use crate::syntax::edit::Value;

pub(in crate::rules) const RULE: Rule = Rule { code: "command-is-one-string", look: Look::Container(look) };

fn look(advice: &mut Advice<'_, '_>, _view: &View<'_>, member: &Member<'_>) {
    for run in runs(member) {
        let (1, Some(word)) = (run.command.own, run.command.words.first()) else { continue };
        let text = word.text.trim();
        if !text.contains([' ', '\t', '\n']) || may_be_path(text) || crate::validate::is_placeholder_text(text) {
            continue;
        }
        let program: String = text.lines().next().unwrap_or_default().chars().take(30).collect();
        let message =
            format!("`{program}` is taken as the name of one program; split it into words, or run it with `sh -c`");
        let (value, title) = match words(text) {
            Some(words) => (Value::seq(words), "Split into words"),
            None => (Value::seq(["sh", "-c", text]), "Run it with `sh -c`"),
        };
        let fix = rewrite(advice, run.map, &[Step::Key("command")], value, title);
        advice.push(advice.finding(word.node.span(), message).with_fix(fix));
    }
}

/// Whether it may be the path of one program with spaces in it.
fn may_be_path(text: &str) -> bool {
    if text.contains('\\') {
        return true;
    }
    let second = text.split_whitespace().nth(1).unwrap_or_default();
    text.starts_with('/') && second.find('/').is_some_and(|at| at > 0) && !second.contains(['=', ':', '-'])
}

/// The words of a simple command; none if only a shell can run it.
fn words(text: &str) -> Option<Vec<String>> {
    let shell = Shell::read(text);
    let only = shell.pieces.first().filter(|_| shell.is_whole && shell.pieces.len() == 1)?;
    let simple = only.form == Form::Simple && only.then == Separator::Next && !only.assigns && only.written.is_empty();
    let plain = !text.contains(['<', '>', '`', '*', '?', '~']) && !text.contains('$');
    (simple && plain).then(|| only.words.iter().map(|word| word.text.clone().into_owned()).collect())
}
