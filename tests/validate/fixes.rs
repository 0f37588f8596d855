//! The law of fixes: each removes its finding; a safe one brings no error, keeps every comment that is not
//! inside what it takes away, and leaves alone the lines it has no business with; and it ends.

use std::collections::HashMap;

use podls::finding::{Finding, Severity};
use podls::ide::{Snapshot, findings, mended, vetted};
use podls::schema;
use podls::settings::Settings;
use podls::text::{Edit, Span};

use crate::material;

/// What was tried.
#[derive(Default, Debug)]
struct Count {
    texts: usize,
    findings: usize,
    safe: usize,
    suggestions: usize,
    demoted: usize,
    dropped: usize,
    applied: usize,
}

#[test]
fn safe_fixes_keep_their_word() {
    let files = material::own_files();
    assert!(!files.is_empty());
    let rules =
        material::rules().into_iter().map(|case| (material::text(&case, "rule"), material::text(&case, "yaml")));
    let cases = material::cases().into_iter().map(|case| (case.id, case.yaml));
    let mut count = Count::default();
    let mut broken = Vec::new();
    let mut weak: HashMap<&'static str, (usize, String)> = HashMap::new();
    for (name, text) in files.into_iter().chain(rules).chain(cases) {
        try_text(&name, &text, &Settings::default(), &mut count, &mut broken, &mut weak);
    }
    for page in schema::pages().iter().filter(|page| page.fill == 0) {
        let default = Settings::default();
        let kubernetes = page.kubernetes.unwrap_or(default.kubernetes);
        let pod_security = page.pod_security.map(|level| level.parse().expect("a level"));
        let settings = Settings { kubernetes, pod_security, ..default.clone() };
        try_text(page.code, page.wrong, &settings, &mut count, &mut broken, &mut weak);
    }
    eprintln!("{count:?}");
    let mut weak: Vec<_> = weak.into_iter().collect();
    weak.sort();
    for (code, (times, example)) in weak {
        eprintln!("not so safe: {code} {times} times, such as {example}");
    }
    assert!(broken.is_empty(), "{} laws broken:\n{}", broken.len(), broken[..broken.len().min(20)].join("\n"));
}

fn try_text(
    name: &str,
    text: &str,
    settings: &Settings,
    count: &mut Count,
    broken: &mut Vec<String>,
    weak: &mut HashMap<&'static str, (usize, String)>,
) {
    let snapshot = Snapshot::new(text);
    let found = findings(&snapshot, settings);
    count.texts += 1;
    count.findings += found.len();
    assert!(found.iter().all(|finding| finding.fixes.is_empty()), "{name}");
    let found = mended(&snapshot, settings, found);
    if found.iter().all(|finding| finding.fixes.is_empty()) {
        return;
    }
    let vetted_findings = vetted(&snapshot, settings, found.clone());
    for (before, after) in found.iter().zip(&vetted_findings) {
        let safe = |finding: &Finding| finding.fixes.iter().filter(|fix| fix.safe).count();
        count.suggestions += after.fixes.len() - safe(after);
        let lost = before.fixes.len() - after.fixes.len();
        count.dropped += lost;
        count.demoted += (safe(before) - safe(after)).saturating_sub(lost);
        if lost > 0 || safe(after) < safe(before) {
            let entry = weak.entry(before.code).or_insert_with(|| (0, format!("{name}: {}", before.message)));
            entry.0 += 1;
        }
        for fix in after.fixes.iter().filter(|fix| fix.safe) {
            count.safe += 1;
            for fault in faults(&snapshot, settings, &found, after, &fix.edits) {
                broken.push(format!("{name}: {} `{}`: {fault}", after.code, fix.title));
            }
        }
    }
    let suggestions = vetted_findings.iter().flat_map(|one| one.fixes.iter().map(move |fix| (one, fix)));
    for (finding, fix) in suggestions.filter(|(_, fix)| !fix.safe) {
        let after = findings(&edited(&snapshot, &fix.edits), settings);
        if alike(&after, finding) >= alike(&found, finding) {
            broken.push(format!("{name}: {} `{}`: the finding stays", finding.code, fix.title));
        }
    }
    match apply_all(snapshot, settings) {
        Some((applied, errors)) => {
            count.applied += applied;
            if errors > errors_of(&found) {
                broken.push(format!("{name}: all safe fixes together leave {errors} errors"));
            }
        }
        None => broken.push(format!("{name}: safe fixes never end")),
    }
}

/// How often `all` say the same as `finding`.
fn alike(all: &[Finding], finding: &Finding) -> usize {
    all.iter().filter(|one| (one.code, &one.message) == (finding.code, &finding.message)).count()
}

/// What is wrong with a fix of `finding`.
fn faults(before: &Snapshot, settings: &Settings, found: &[Finding], finding: &Finding, edits: &[Edit]) -> Vec<String> {
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
        if !rest.any(|other| other == *line) {
            faults.push(format!("line {} is not there any more as it was: {line:?}", index + 1));
            break;
        }
    }
    faults
}

fn edited(snapshot: &Snapshot, edits: &[Edit]) -> Snapshot {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut after = snapshot.clone();
    for edit in edits {
        after.edit(edit);
    }
    after
}

fn errors_of(found: &[Finding]) -> usize {
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
fn apply_all(mut snapshot: Snapshot, settings: &Settings) -> Option<(usize, usize)> {
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
