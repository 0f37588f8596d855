//! Completion: what is offered, and what it looks like in the text.

mod blocks;
mod fields;
mod flow;
mod insertion;
mod measure;
mod references;
mod top;
mod values;

use std::fmt::Write as _;

use expect_test::Expect;
use podls::ide::{Completion, complete};
use podls::settings::Settings;
use podls::text::Span;

use super::snapshot;

/// What is offered at the `$0`, in the order of the list, as far as it begins with what is typed.
fn offered(marked: &str, settings: &Settings) -> Vec<Completion> {
    let (snapshot, at) = snapshot(marked);
    let mut found = complete(&snapshot, settings, at);
    found.sort_by(|a, b| (a.rank, &a.label).cmp(&(b.rank, &b.label)));
    found.retain(|item| {
        assert!(item.edit.span.touches(at), "{item:?}");
        let typed = snapshot.text().slice(Span::new(item.edit.span.start, at));
        item.label.to_lowercase().starts_with(&typed.trim().to_lowercase())
    });
    found
}

/// The names of what is offered.
fn labels(marked: &str) -> String {
    let found = offered(marked, &Settings::default());
    found.iter().map(|item| item.label.as_str()).collect::<Vec<_>>().join(" ")
}

/// The first ten of what is offered.
#[expect(clippy::needless_pass_by_value, reason = "so that expectations stand in the call")]
fn check(marked: &str, expected: Expect) {
    let mut out = String::new();
    for item in offered(marked, &Settings::default()).iter().take(10) {
        let _ = writeln!(out, "{}: {}", item.label, item.detail);
    }
    expected.assert_eq(&out);
}

/// The lines that are new after the first thing that is offered was chosen; `▮` where the cursor goes,
/// `↵` for a carriage return.
fn first(marked: &str) -> String {
    let (snapshot, _) = snapshot(marked);
    let Some(item) = offered(marked, &Settings::default()).into_iter().next() else { return "nothing\n".to_owned() };
    let mut edit = item.edit;
    edit.new_text.push('▮');
    let (before, after) = (snapshot.text().to_string(), snapshot.text().with_edits(&[edit]).to_string());
    let same = |(old, new): &(&str, &str)| old == new;
    let top = before.split('\n').zip(after.split('\n')).take_while(same).count();
    let bottom = before.rsplit('\n').zip(after.rsplit('\n')).take_while(same).count();
    let lines: Vec<&str> = after.split('\n').collect();
    let new = &lines[top..lines.len() - bottom.min(lines.len() - top - 1)];
    new.iter().fold(String::new(), |shown, line| shown + "|" + &line.replace('\r', "↵") + "\n")
}

#[expect(clippy::needless_pass_by_value, reason = "so that expectations stand in the call")]
fn check_first(marked: &str, expected: Expect) {
    expected.assert_eq(&first(marked));
}

/// A Pod up to the list of its containers.
const POD: &str = "# 🚀\napiVersion: v1\nkind: Pod\nmetadata: {name: é}\nspec:\n  containers:\n";

/// A Pod with `rest` as its containers.
fn in_pod(rest: &str) -> String {
    format!("{POD}{rest}")
}
