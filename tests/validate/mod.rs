//! What the judgement says of texts with marks in them.
//!
//! A fixture is YAML with a comment line under each place that speaks:
//!
//! ```yaml
//! restartPolicy: always
//! #              ^^^^^^ error[unknown-value]: `always` is not a value
//! ```
//!
//! The carets stand under the place, counted in characters; the message is a beginning of the real
//! one, or left out. Mark lines are taken out before the text is judged, so a place in a block
//! scalar can be marked too. `#<` marks a place that begins under the `#` itself:
//! `#< error[code]` is one character wide, `#<^^ …` three. A place of several lines is marked by its
//! first line, up to its end. What stands nowhere in the text, a fixture cannot mark.

mod claims;
mod containers;
pub(crate) mod fix_law;
mod fixes;
mod jobs;
mod meta;
mod mounts;
mod node;
mod open;
mod pss;
mod resources;
mod scheduling;
mod security;
mod structure;
mod volumes;
mod workloads;

use crate::fixtures::server_only;
use podls::finding::Finding;
use podls::ide::{Snapshot, findings, mended};
use podls::schema::Minor;
use podls::settings::Settings;
use podls::text::Encoding;

/// A place that speaks: zero-based line, columns in characters, what it says.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    line: u32,
    columns: (u32, u32),
    severity: String,
    code: String,
    message: String,
}

/// A Pod with `spec` and nothing else that matters.
fn pod(spec: &str) -> String {
    format!("kind: Pod\napiVersion: v1\nmetadata: {{name: p}}\nspec:\n  containers: [{{name: app, image: a}}]\n{spec}")
}

/// Checks that exactly the marked places of `fixture` speak, judged by the newest version.
#[track_caller]
pub(crate) fn check(fixture: &str) {
    check_at(Minor::NEWEST, fixture);
}

/// Checks that exactly the marked places of `fixture` speak, judged by version `minor`.
#[track_caller]
pub(crate) fn check_at(minor: Minor, fixture: &str) {
    let (yaml, expected) = marks(fixture);
    let settings = Settings { kubernetes: minor, ..server_only() };
    let snapshot = Snapshot::new(&yaml);
    let mut found: Vec<Said> = findings(&snapshot, &settings).iter().map(|finding| said(&snapshot, finding)).collect();
    found.sort();
    let agree = found.len() == expected.len()
        && found.iter().zip(&expected).all(|(found, expected)| {
            (found.line, found.columns, &found.severity, &found.code)
                == (expected.line, expected.columns, &expected.severity, &expected.code)
                && found.message.starts_with(&expected.message)
        });
    assert!(agree, "{yaml}\nexpected:\n{}\nfound:\n{}", list(&expected), list(&found));
}

/// Checks that the text says nothing, judged by the newest version, but what is to be filled in.
#[track_caller]
pub(crate) fn silent(yaml: &str) {
    let mut found = findings(&Snapshot::new(yaml), &server_only());
    found.retain(|finding| finding.code != "placeholder");
    assert!(found.is_empty(), "{yaml}\nfound: {found:#?}");
}

/// Checks that the first fix of the only finding with `code` in `before` leads to `after`, and that
/// it is safe or not. `before` holds no marks.
#[track_caller]
pub(crate) fn check_fix(code: &str, safe: bool, before: &str, after: &str) {
    let snapshot = Snapshot::new(before);
    let all = mended(&snapshot, &server_only(), findings(&snapshot, &server_only()));
    let mut with_code = all.iter().filter(|finding| finding.code == code);
    let (Some(finding), None) = (with_code.next(), with_code.next()) else {
        panic!("{code} must be said once:\n{before}\nfound: {all:#?}")
    };
    let fix = finding.fixes.first().unwrap_or_else(|| panic!("{code} has no fix:\n{before}"));
    assert_eq!(snapshot.text().with_edits(&fix.edits).to_string(), after, "{}", fix.title);
    assert_eq!(fix.safe, safe, "{}", fix.title);
}

fn said(snapshot: &Snapshot, finding: &Finding) -> Said {
    let start = snapshot.text().point(finding.span.start, Encoding::Utf32);
    let end = snapshot.text().point(finding.span.end, Encoding::Utf32);
    let line = snapshot.text().line_span(start.line);
    let line_end = snapshot.text().point(line.end, Encoding::Utf32).column;
    Said {
        line: start.line,
        columns: (start.column, if end.line == start.line { end.column } else { line_end }),
        severity: finding.severity.name().to_owned(),
        code: finding.code.to_owned(),
        message: finding.message.clone(),
    }
}

/// The text without its mark lines, and what they say.
fn marks(fixture: &str) -> (String, Vec<Said>) {
    let mut yaml = String::new();
    let mut expected = Vec::new();
    let mut line = 0;
    for text in fixture.split_inclusive('\n') {
        if let Some(mark) = mark(text, line) {
            expected.push(mark);
            continue;
        }
        yaml.push_str(text);
        line += 1;
    }
    expected.sort();
    (yaml, expected)
}

/// What a line marks under line `line` - 1, if it is a mark line.
fn mark(text: &str, line: u32) -> Option<Said> {
    let comment = text.trim_start_matches(' ').strip_prefix('#')?;
    let hash = (text.chars().count() - comment.chars().count()) as u32 - 1;
    let (start, carets) = if let Some(carets) = comment.strip_prefix('<') {
        (hash, carets)
    } else {
        let carets = comment.trim_start_matches(' ');
        (hash + 1 + (comment.len() - carets.len()) as u32, carets)
    };
    let rest = carets.trim_start_matches('^');
    let width = (carets.len() - rest.len()) as u32 + u32::from(comment.starts_with('<'));
    let (severity, rest) = rest.trim_start().split_once('[')?;
    if width == 0 || !matches!(severity, "error" | "warning" | "information" | "hint") {
        return None;
    }
    let (code, rest) = rest.split_once(']')?;
    Some(Said {
        line: line.checked_sub(1)?,
        columns: (start, start + width),
        severity: severity.to_owned(),
        code: code.to_owned(),
        message: rest.trim().strip_prefix(':').unwrap_or_default().trim().to_owned(),
    })
}

fn list(said: &[Said]) -> String {
    let line = |said: &Said| {
        let Said { line, columns: (from, to), severity, code, message } = said;
        format!("  {}:{}-{} {severity}[{code}]: {message}\n", line + 1, from + 1, to + 1)
    };
    said.iter().map(line).collect()
}

#[test]
fn marks_are_taken_out_and_read() {
    let (yaml, expected) = marks("a: b\n#< error[x]: no `a`\n#  ^ hint[y]\n# ^ not a mark\nc: d\n");
    assert_eq!(yaml, "a: b\n# ^ not a mark\nc: d\n");
    let places: Vec<_> = expected.iter().map(|said| (said.line, said.columns, said.code.as_str())).collect();
    assert_eq!(places, [(0, (0, 1), "x"), (0, (3, 4), "y")]);
}
