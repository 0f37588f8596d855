//! What a fix must keep: it removes its finding; a safe one brings no error, keeps every comment that is not
//! inside what it takes away, and leaves alone the lines it has no business with; and it ends. Knows no files.

use std::collections::HashMap;

use podls::finding::{Finding, Severity};
use podls::ide::{Snapshot, findings, mended, vetted};
use podls::settings::Settings;
use podls::text::{Edit, Span};

/// How often `all` say the same as `finding`.
pub(crate) fn alike(all: &[Finding], finding: &Finding) -> usize {
    all.iter().filter(|one| (one.code, &one.message) == (finding.code, &finding.message)).count()
}

/// What is wrong with a fix of `finding`.
pub(crate) fn faults(
    before: &Snapshot,
    settings: &Settings,
    found: &[Finding],
    finding: &Finding,
    edits: &[Edit],
) -> Vec<String> {
    let mut faults = Vec::new();
    let after = edited(before, edits);
    let now = findings(&after, settings);
    let anew = Snapshot::new(&after.text().to_string());
    if findings(&anew, settings) != now {
        faults.push("the text made anew is judged otherwise".to_owned());
    }
    if alike(&now, finding) >= alike(found, finding) {
        faults.push("the finding stays".to_owned());
    }
    let is_error = usize::from(finding.severity == Severity::Error);
    if errors_of(&now) + is_error > errors_of(found) {
        let new: Vec<_> = now.iter().filter(|one| !found.iter().any(|old| old.message == one.message)).collect();
        faults.push(format!("errors came: {new:?}"));
    }
    let removed = |span: Span| edits.iter().any(|edit| edit.span.covers(span));
    let mut left: HashMap<String, usize> = HashMap::new();
    for (_, text) in comments(&after) {
        *left.entry(text).or_default() += 1;
    }
    for (span, text) in comments(before) {
        match left.get_mut(&text).filter(|left| **left > 0) {
            Some(left) => *left -= 1,
            None if removed(span) => {}
            // What is wrong is the comment itself.
            None if matches!(finding.code, "unknown-ignore" | "unused-ignore") => {}
            None => faults.push(format!("the comment `{text}` is gone")),
        }
    }
    faults.extend(foreign_lines(before, &after, finding, edits));
    faults
}

/// Lines that a fix of `finding` has no business with, but changes: those that hold no place of the
/// finding and do not belong to what stands there. Every other line must come out byte by byte as it
/// was, in its order, and none twice.
fn foreign_lines(before: &Snapshot, after: &Snapshot, finding: &Finding, edits: &[Edit]) -> Vec<String> {
    let text = before.text();
    let old = text.to_string();
    let lines: Vec<&str> = old.split_inclusive('\n').collect();
    let mut own = vec![false; lines.len() + 1];
    let places = std::iter::once(finding.span).chain(finding.related.iter().map(|related| related.span));
    for span in places {
        let first = text.line_of(span.start) as usize;
        let last = text.line_of(span.end) as usize;
        own[first..=last].fill(true);
        // What is deeper than the place, or a list right at its column, is its value; what is between, too.
        let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let depth = lines.get(first).map_or(0, |line| indent(line));
        let below = lines.iter().enumerate().skip(last + 1).take_while(|(_, line)| {
            line.trim().is_empty()
                || indent(line) > depth
                || (indent(line) == depth && line.trim_start().starts_with('-'))
        });
        below.for_each(|(line, _)| own[line] = true);
    }
    let mut faults = Vec::new();
    for edit in edits {
        // Letters that stay are none of the edit.
        let gone = text.slice(edit.span);
        let same = |a: &mut dyn Iterator<Item = (u8, u8)>| a.take_while(|(a, b)| a == b).count();
        let top = same(&mut gone.bytes().zip(edit.new_text.bytes()));
        let room = gone.len().min(edit.new_text.len()) - top;
        let end = same(&mut gone.bytes().rev().zip(edit.new_text.bytes().rev()).take(room));
        let core = Span::new(edit.span.start + top as u32, edit.span.end - end as u32);
        if core.is_empty() {
            continue;
        }
        // Up to the last letter: a line that loses its end alone is joined to the next one.
        let touched = text.line_of(core.start)..=text.line_of(core.end - 1);
        faults.extend(
            touched.filter(|line| !own[*line as usize]).map(|line| format!("line {} is foreign: {edit:?}", line + 1)),
        );
        // The piece begins or ends with whole lines that it does not change.
        let kept = gone[..top].split('\n').count() - 1;
        if kept > 1 {
            faults.push(format!("{edit:?} rewrites {kept} lines as they were"));
        }
    }
    // Seen from the result: what no edit reaches is there unchanged, and in its order.
    let new = after.text().to_string();
    let mut rest = new.split_inclusive('\n');
    for (index, line) in lines.iter().enumerate().filter(|(index, _)| !own[*index]) {
        // What was the first key of an item may be its second now.
        let key = |line: &str| line.trim_start_matches([' ', '-']).to_owned();
        let moved = |other: &str| line.trim_start().starts_with("- ") && key(other) == key(line);
        if !rest.any(|other| other == *line || moved(other)) {
            faults.push(format!("line {} is not there any more as it was: {line:?}", index + 1));
            break;
        }
    }
    faults
}

pub(crate) fn edited(snapshot: &Snapshot, edits: &[Edit]) -> Snapshot {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut after = snapshot.clone();
    for edit in edits {
        after.edit(edit);
    }
    after
}

pub(crate) fn errors_of(found: &[Finding]) -> usize {
    found.iter().filter(|finding| finding.severity == Severity::Error).count()
}

fn comments(snapshot: &Snapshot) -> Vec<(Span, String)> {
    let documents = snapshot.syntax().documents();
    documents
        .flat_map(|(origin, document)| document.comments(origin))
        .map(|comment| (comment.span, comment.text.trim_end().to_owned()))
        .collect()
}

/// Applies one safe fix after the other; how many there were and the errors left, if it ends.
pub(crate) fn apply_all(mut snapshot: Snapshot, settings: &Settings) -> Option<(usize, usize)> {
    for round in 0..200 {
        let found = findings(&snapshot, settings);
        let safe = vetted(&snapshot, settings, mended(&snapshot, settings, found.clone()))
            .into_iter()
            .flat_map(|finding| finding.fixes);
        match safe.into_iter().find(|fix| fix.safe) {
            Some(fix) => snapshot = edited(&snapshot, &fix.edits),
            None => return Some((round, errors_of(&found))),
        }
    }
    None
}
