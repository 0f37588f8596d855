//! Edits, as texts before and after. Every row is also tried with CRLF and without a last line break,
//! and its result is read again and compared with what was asked.

mod additions;
mod flow;
mod laws;
mod removal;
mod targets;
mod values;
mod wishes;

use podls::syntax::Syntax;
use podls::text::Text;

use crate::syntax::model::{models, operation, problems};

/// The text after `line` was done to the last document of `before` that has a root.
fn apply(before: &str, line: &str) -> Option<String> {
    let (operation, path) = operation(line);
    let text = Text::new(before);
    let syntax = Syntax::new(&text);
    let roots = syntax
        .documents()
        .enumerate()
        .filter_map(|(index, (start, document))| document.root(start).map(|root| (index, root)));
    let (index, root) = roots.last().expect("a root");
    let edits = operation.edits(&text, root, &path)?;
    let after = text.with_edits(&edits);
    let read = Syntax::new(&after);
    let mut expected = models(&syntax);
    expected[index] = expected[index].as_ref().map(|model| operation.apply(model, &path));
    assert_eq!(models(&read), expected, "{line}\n{after}");
    assert!(problems(&read) <= problems(&syntax), "{line}\n{after}");
    Some(after.to_string())
}

/// `text` without the indentation of its first line and the line breaks around it.
fn dedent(text: &str) -> String {
    let text = text.strip_prefix('\n').unwrap_or(text);
    let indent = text.len() - text.trim_start_matches(' ').len();
    let mut result = String::new();
    for line in text.lines() {
        result.push_str(line.get(indent..).unwrap_or_default());
        result.push('\n');
    }
    if text.ends_with(' ') || !text.ends_with('\n') {
        while result.ends_with("\n\n") {
            result.pop();
        }
    }
    result
}

fn check(line: &str, before: &str, after: &str) {
    let (before, after) = (dedent(before), dedent(after));
    assert_eq!(apply(&before, line).as_deref(), Some(after.as_str()), "{line}\n{before}");
    let windows = |text: &str| text.replace('\n', "\r\n");
    assert_eq!(apply(&windows(&before), line), Some(windows(&after)), "with CRLF: {line}\n{before}");
    let marked = |text: &str| format!("\u{feff}{text}");
    assert_eq!(apply(&marked(&before), line), Some(marked(&after)), "with a byte order mark: {line}\n{before}");
    let cut = |text: &str| text.strip_suffix('\n').unwrap_or(text).to_owned();
    let without = apply(&cut(&before), line).unwrap_or_default();
    assert_eq!(cut(&without), cut(&after), "without a last line break: {line}\n{before}");
}

fn refused(line: &str, before: &str) {
    assert_eq!(apply(&dedent(before), line), None, "{line}\n{before}");
}
