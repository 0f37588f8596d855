//! Problems: what is wrong, where the mistake is, and what to type; and what is still read beside it.
//!
//! A fixture is YAML with a line of carets under each mistake, and as its last line the values of all
//! `name:` keys that are in the tree. Both kinds of lines are taken out before parsing.
//! `UPDATE_EXPECT=1 cargo test` writes them anew.

mod blocks;
mod characters;
mod colons;
mod dashes;
mod documents;
mod flow;
mod half_typed;
mod indentation;
mod indicators;
mod quotes;
mod templates;

use std::fmt::Write as _;

use expect_test::Expect;
use podls::syntax::{Node, Syntax};
use podls::text::{Encoding, Text};

/// Compares `fixture` with what the tree says of it.
#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "reads better in eighty calls")]
fn check(fixture: Expect) {
    let written = fixture.data().to_owned();
    let trimmed = undented(written.trim_end()) + "\n";
    let yaml: String = trimmed.split_inclusive('\n').filter(|line| !is_mark(line)).collect();
    fixture.assert_eq(&picture(&yaml));
}

/// The fixture without the spaces that all its lines begin with.
fn undented(text: &str) -> String {
    let lines = || text.trim_start_matches('\n').split_inclusive('\n');
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let least = lines().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or_default();
    lines().map(|line| line.get(least..).unwrap_or("\n")).collect()
}

fn is_mark(line: &str) -> bool {
    let rest = line.trim_start_matches('#').trim_start();
    line.starts_with("#=") || (line.starts_with('#') && rest.starts_with('^'))
}

/// `yaml` with its problems and names.
fn picture(yaml: &str) -> String {
    let text = Text::new(yaml);
    let syntax = Syntax::new(&text);
    let mut problems = Vec::new();
    let mut names = Vec::new();
    for (start, document) in syntax.documents() {
        problems.extend(document.problems(start));
        if let Some(root) = document.root(start) {
            collect(root, &mut names);
        }
    }
    let mut picture = String::new();
    for line in 0..text.line_count() {
        let span = text.line_span(line);
        if span.is_empty() && line + 1 == text.line_count() {
            break;
        }
        let _ = writeln!(picture, "{}", text.slice(span));
        for problem in &problems {
            let start = text.point(problem.span.start, Encoding::Utf32);
            let end = text.point(problem.span.end, Encoding::Utf32);
            if start.line == line {
                let width = if end.line == line { (end.column - start.column).max(1) } else { 1 };
                let tail = if end.line == line { "" } else { "…" };
                // A mark in the first column would hide the `#`.
                let (gap, width) = match start.column {
                    0 => (0, width.saturating_sub(1).max(1)),
                    column => (column as usize - 1, width),
                };
                let carets = "^".repeat(width as usize);
                let _ = writeln!(picture, "#{}{carets}{tail} {}", " ".repeat(gap), problem.message);
            }
        }
    }
    let _ = writeln!(picture, "#= {}", names.join(" "));
    picture
}

fn collect(node: Node<'_>, names: &mut Vec<String>) {
    for entry in node.entries() {
        if entry.key.value() == "name" {
            names.push(entry.value.value().to_owned());
        }
        collect(entry.value, names);
    }
    for item in node.items() {
        collect(item, names);
    }
}
