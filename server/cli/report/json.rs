//! Findings as one JSON object:
//! `{"files":[{"path","diagnostics":[…]}],"problems":[{"path","message"}]}`, in pieces, so that it can be
//! written while work goes on. Lines count from 0, characters are UTF-16 code units, as editors have it.

use serde::Serialize;

use crate::finding::Finding;
use crate::text::{Encoding, Span, Text};

/// One entry of `files`: what there is to say about the text at `path`.
pub fn file(path: &str, text: &Text, findings: &[Finding]) -> String {
    line(&File { path, diagnostics: findings.iter().map(|finding| Diagnostic::new(text, finding)).collect() })
}

/// What comes after the last entry of `files`: the problems as pairs of path and message, and the end.
pub fn end<'a>(problems: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let problems: Vec<_> = problems.into_iter().map(|(path, message)| Problem { path, message }).collect();
    format!("\n],\"problems\":{}}}\n", line(&problems))
}

/// These types have string keys and no maps: writing them cannot fail.
fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Problem<'a> {
    path: &'a str,
    message: &'a str,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    code: &'a str,
    severity: &'static str,
    message: &'a str,
    range: Range,
    fixes: Vec<Fix<'a>>,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    range: Range,
    #[serde(rename = "newText")]
    new_text: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    character: u32,
}

impl<'a> Diagnostic<'a> {
    fn new(text: &Text, finding: &'a Finding) -> Self {
        let fixes = finding.fixes.iter().map(|fix| Fix {
            title: &fix.title,
            safe: fix.safe,
            edits: fix
                .edits
                .iter()
                .map(|edit| Edit { range: Range::new(text, edit.span), new_text: &edit.new_text })
                .collect(),
        });
        let related = finding
            .related
            .iter()
            .map(|related| Related { message: &related.message, range: Range::new(text, related.span) });
        Self {
            code: finding.code,
            severity: finding.severity.name(),
            message: &finding.message,
            range: Range::new(text, finding.span),
            fixes: fixes.collect(),
            related: related.collect(),
        }
    }
}

impl Range {
    fn new(text: &Text, span: Span) -> Self {
        Self { start: Position::new(text, span.start), end: Position::new(text, span.end) }
    }
}

impl Position {
    fn new(text: &Text, offset: u32) -> Self {
        let point = text.point(offset, Encoding::Utf16);
        Self { line: point.line, character: point.column }
    }
}
