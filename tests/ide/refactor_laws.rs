//! Laws of refactorings: whatever is on offer anywhere in an example, in any kind and style, parses, keeps
//! every comment and every line that is not its business, adds no error and no warning, and can be undone.

use std::collections::{BTreeMap, HashSet};

use podls::finding::Severity;
use podls::ide::{Refactoring, Snapshot, findings, refactor, refactorings};
use podls::settings::Settings;
use podls::text::Edit;

use super::restyle::{KINDS, STYLES, restyled};
use crate::fixtures;
use crate::material::{collect, shared};

/// Errors and warnings by code.
fn counts(snapshot: &Snapshot) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings(snapshot, &Settings::default()) {
        if matches!(finding.severity, Severity::Error | Severity::Warning) {
            *counts.entry(finding.code).or_default() += 1;
        }
    }
    counts
}

/// The comments, in any order.
fn comments(snapshot: &Snapshot) -> Vec<String> {
    let documents = snapshot.syntax().documents();
    let all = documents.flat_map(|(origin, document)| document.comments(origin));
    let mut found: Vec<String> = all.map(|comment| snapshot.text().slice(comment.span).into_owned()).collect();
    found.sort();
    found
}

/// The edits that undo `edits`.
fn inverse(before: &Snapshot, edits: &[Edit]) -> Vec<Edit> {
    let mut grown = 0_i64;
    let mut back = Vec::new();
    for edit in edits {
        let start = (i64::from(edit.span.start) + grown) as u32;
        let end = start + edit.new_text.len() as u32;
        grown += edit.new_text.len() as i64 - i64::from(edit.span.len());
        back.push(Edit::replace(podls::text::Span::new(start, end), before.text().slice(edit.span)));
    }
    back
}

fn assert_law(before: &Snapshot, known: &BTreeMap<&str, usize>, at: u32, offer: &Refactoring) -> bool {
    let Some(edits) = refactor(before, &Settings::default(), at, &offer.id) else {
        // Rather nothing than a comment lost.
        // It may turn out not to fit, or a comment to be in the way.
        assert!(!offer.id.starts_with("convert/"), "{} at {at} of {}", offer.id, before.text());
        return false;
    };
    for (one, two) in edits.iter().zip(edits.iter().skip(1)) {
        assert!(one.span.end <= two.span.start, "{edits:?}");
    }
    let after = Snapshot::new(&before.text().with_edits(&edits).to_string());
    let shown = || format!("{} at {at} of\n{}\n=>\n{}", offer.id, before.text(), after.text());
    for (code, count) in counts(&after) {
        assert!(known.get(code).copied().unwrap_or(0) >= count, "{code} by {}", shown());
    }
    let mut kept = comments(&after);
    for comment in comments(before) {
        let place = kept.iter().position(|other| *other == comment);
        assert!(place.is_some(), "{comment} lost by {}", shown());
        kept.remove(place.unwrap_or_default());
    }
    if !offer.id.starts_with("convert/Pod") && !offer.id.starts_with("script/") && !offer.id.starts_with("extract/") {
        let mut words: BTreeMap<String, i64> = BTreeMap::new();
        let line = |line: &str| line.trim().trim_start_matches("- ").trim().trim_end_matches(',').to_owned();
        for text in after.text().to_string().lines() {
            *words.entry(line(text)).or_default() += 1;
        }
        let blocks = !before.text().to_string().contains('{');
        for text in before.text().to_string().lines().filter(|text| blocks && !text.trim().is_empty()) {
            let text = line(text);
            let own = ["apiVersion:", "kind:", "restartPolicy:", "initContainers:", "capabilities:"];
            if own.iter().any(|own| text.starts_with(own)) || text.ends_with("{}") || text.ends_with("[]") {
                continue;
            }
            let left = words.entry(text.clone()).or_default();
            *left -= 1;
            assert!(*left >= 0, "`{text}` lost by {}", shown());
        }
    }
    let back = after.text().with_edits(&inverse(before, &edits)).to_string();
    assert_eq!(back, before.text().to_string());
    true
}

fn assert_laws(text: &str, step: usize, seen: &mut BTreeMap<String, usize>) {
    let snapshot = Snapshot::new(text);
    let known = counts(&snapshot);
    let mut tried: HashSet<(String, String)> = HashSet::new();
    for at in (0..=text.len() as u32).step_by(step) {
        for offer in refactorings(&snapshot, &Settings::default(), at) {
            if tried.insert((offer.id.clone(), offer.title.clone())) {
                let name = offer.id.split('/').take(2).collect::<Vec<_>>().join("/");
                let name = if assert_law(&snapshot, &known, at, &offer) { name } else { format!("no {name}") };
                *seen.entry(name).or_default() += 1;
            }
        }
    }
}

#[test]
fn refactorings_keep_the_law_in_every_text() {
    let mut seen = BTreeMap::new();
    for index in 0..fixtures::TEXTS.len() {
        assert_laws(&fixtures::text(index), 3, &mut seen);
    }
    eprintln!("{seen:?}");
}

#[test]
fn refactorings_keep_the_law_in_every_kind_and_style() {
    let mut seen = BTreeMap::new();
    let all = fixtures::cases(0) > 1000;
    let mut number = 0_usize;
    for index in 0..fixtures::TEXTS.len() {
        let snapshot = Snapshot::new(&fixtures::text(index));
        for kind in KINDS {
            for style in STYLES {
                number += 1;
                // A few of them, in turns, unless more are asked for.
                if !all && number % 19 != index % 19 {
                    continue;
                }
                if let Some(text) = restyled(&snapshot, kind, style) {
                    assert_laws(&text, 7, &mut seen);
                }
            }
        }
    }
    eprintln!("{seen:?}");
}

#[test]
fn refactorings_keep_the_law_in_manifests_of_others() {
    let Some(folder) = shared("corpus") else { return };
    let mut files = Vec::new();
    collect(&folder, &mut files);
    let wanted = fixtures::cases(10) as usize;
    let mut seen = BTreeMap::new();
    for path in files.iter().step_by((files.len() / wanted).max(1)) {
        let text = String::from_utf8_lossy(&std::fs::read(path).expect("a file")).into_owned();
        if text.len() < 20_000 {
            assert_laws(&text, (text.len() / 50).max(1), &mut seen);
        }
    }
    eprintln!("{seen:?}");
}
