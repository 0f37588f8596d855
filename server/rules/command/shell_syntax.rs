//! `shell-syntax-without-shell`: `|`, `&&`, `>`, `$NAME` among the words of a program that is no shell:
//! the program gets them as they stand. Silent where the program is not known, or knows such words itself.

use super::runs::{Run, runs};
use crate::finding::Severity;
use crate::pod::command::{base, is_shell};
use crate::rules::advice::Advice;
use crate::rules::mend::rewrite;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::syntax::Step;

pub(in crate::rules) const RULE: Rule = Rule { code: "shell-syntax-without-shell", look: Look::Container(look) };

/// Words that only a shell understands.
const SYNTAX: [&str; 10] = ["|", "||", "&&", ";", ">", ">>", "<", "2>&1", "&", "2>/dev/null"];

/// Programs that take such words, or run scripts of their own.
const KNOWING: [&str; 16] = [
    "find", "xargs", "expr", "test", "[", "awk", "gawk", "jq", "yq", "perl", "sed", "su", "ssh", "gosu", "mysql",
    "psql",
];

fn look(advice: &mut Advice<'_, '_>, _view: &View<'_>, member: &Member<'_>) {
    for run in runs(member) {
        let words = &run.command.words;
        let knows = |text: &str| is_shell(text) || KNOWING.contains(&base(text));
        if run.command.own == 0 || words.iter().any(|word| knows(word.text)) {
            continue;
        }
        // One string with spaces has its own finding.
        if run.command.own == 1 && run.command.word(0).trim().contains(' ') {
            continue;
        }
        if let Some((at, word)) = words.iter().enumerate().skip(1).find(|(_, word)| SYNTAX.contains(&word.text)) {
            let program = base(run.command.word(0));
            let message = format!(
                "no shell runs here, so `{program}` gets `{}` as an argument; run all of it with `sh -c`",
                word.text
            );
            let _ = at;
            advice.say(word.node.span(), message);
            continue;
        }
        for index in 1..words.len() {
            variable(advice, member, &run, index);
        }
    }
}

/// `$NAME` of a variable that the container has.
fn variable(advice: &mut Advice<'_, '_>, member: &Member<'_>, run: &Run<'_, '_>, index: usize) {
    let Some(word) = run.command.words.get(index) else { return };
    let Some((before, rest)) = word.text.split_once('$') else { return };
    let length =
        rest.len() - rest.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric() || letter == '_').len();
    let name = rest.get(..length).unwrap_or_default();
    if length == 0 || !member.map().maps("env").any(|(_, variable)| variable.text("name") == Some(name)) {
        return;
    }
    let message =
        format!("no shell runs here, so `${name}` stays as it is; write `$({name})`, which Kubernetes expands");
    let (list, at) = run.place(index);
    let text = format!("{before}$({name}){}", rest.get(length..).unwrap_or_default());
    let finding = advice.weak(Severity::Warning, word.node.span(), message);
    // The kubelet fills in only what the container itself runs.
    let fix = run
        .is_main
        .then(|| rewrite(advice, run.map, &[Step::Key(list), Step::Index(at)], text, format!("Change to `$({name})`")))
        .flatten();
    advice.push(finding.with_fix(fix));
}
