//! `shell-args-split`: more words behind the script of `sh -c`. The shell runs the first one only; the
//! others become `$0`, `$1` and so on. Silent where the script uses these.

use super::runs::{Run, runs};
use crate::finding::Fix;
use crate::pod::command::{Script, is_shell};
use crate::rules::advice::Advice;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::syntax::Step;
use crate::syntax::Syntax;
use crate::syntax::edit::{self, Emptied, Patch, Target, Value};

pub(in crate::rules) const RULE: Rule = Rule { code: "shell-args-split", look: Look::Container(look) };

fn look(advice: &mut Advice<'_, '_>, _view: &View<'_>, member: &Member<'_>) {
    for run in runs(member) {
        let Some(script) = run.command.script() else { continue };
        let rest = run.command.words.get(script.index + 1..).unwrap_or_default();
        let Some(first) = rest.first() else { continue };
        // The name of the script, as people write it behind one.
        let is_name =
            |text: &str| is_shell(text) || text.starts_with('-') && text.len() <= 2 || matches!(text, "_" | "--");
        if uses_parameters(script.text) || is_name(first.text) {
            continue;
        }
        let words: String = first.text.chars().take(30).collect();
        let message = format!(
            "the shell runs only the word after `-c`, so `{}` is not part of the script; write all of it as one \
             string",
            words.trim()
        );
        let finding =
            advice.finding(first.node.span(), message).with_related(script.node.span(), "this is the whole script");
        let fix = join(advice, &run, &script);
        advice.push(finding.with_fix(fix));
    }
}

/// Whether a script uses what stands behind it.
fn uses_parameters(script: &str) -> bool {
    let parameter = |(at, _): (usize, &str)| {
        let next = script.get(at + 1..).unwrap_or_default().trim_start_matches('{');
        next.starts_with(|letter: char| letter.is_ascii_digit() || matches!(letter, '@' | '*' | '#'))
    };
    script.match_indices('$').any(parameter) || script.contains("shift") || script.contains("getopts")
}

/// The script and all words behind it as one.
fn join(advice: &Advice<'_, '_>, run: &Run<'_, '_>, script: &Script<'_>) -> Option<Fix> {
    let rest = run.command.words.get(script.index + 1..)?;
    if script.text.contains('\n') || rest.iter().any(|word| word.text.contains('\n')) {
        return None;
    }
    let mut whole = script.text.trim().to_owned();
    let is_line = whole.contains(' ');
    for word in rest {
        let open = ["&&", "||", "|", ";", "\\", " do", " then", "&"].iter().any(|end| whole.ends_with(end));
        let starts = ["&&", "||", "|", ";", ">"].iter().any(|start| word.text.starts_with(start));
        let text = word.text.trim();
        let sentence = is_line && text.contains(' ') && !text.starts_with('-');
        whole.push_str(if sentence && !open && !starts { " && " } else { " " });
        if !is_line && text.contains(' ') && !text.contains('\'') && !starts {
            whole.push('\'');
            whole.push_str(text);
            whole.push('\'');
        } else {
            whole.push_str(text);
        }
    }
    let target = Target::new(advice.desk(), run.map.node());
    let mut patch = Patch::new(advice.text(), &Syntax::default());
    let (list, at) = run.place(script.index);
    let mut good = patch.add(&edit::set(target, &[Step::Key(list), Step::Index(at)], &Value::from(whole))?);
    if list == "command" && run.command.words.len() > run.command.own {
        good &= patch.add(&edit::remove(target, &[Step::Key("args")], Emptied::Keep)?);
    }
    for index in script.index + 1..run.command.words.len() {
        let (own, at) = run.place(index);
        if own == list {
            good &= patch.add(&edit::remove(target, &[Step::Key(own), Step::Index(at)], Emptied::Keep)?);
        }
    }
    good.then(|| Fix::suggestion("Write the script as one string", patch.into_edits()))
}
