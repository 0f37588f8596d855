//! Texts with random slips: what yaml-rust2 takes has no problem, what it refuses has one.

use std::collections::BTreeMap;

use podls::syntax::{Document, Problem, Syntax};
use podls::text::Text;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::edits::{edit, slip};
use super::events::{body, composed, judged, tightened};
use super::spans::{Count, has_multiline_key};
use crate::fixtures;

/// What is wrong with the judgement of one document, if anything; else whether it has problems, and
/// whether that needed the liberties that Kubernetes takes.
fn judge(text: &str, document: &Document, start: u32) -> Result<Verdict, String> {
    let problems: Vec<Problem> = document.problems(start);
    let lenient = || judged(&tightened(text, document, start));
    let (expected, verdict) = match (judged(body(text, document, start)), problems.first()) {
        // Three things that we refuse on purpose: kubectl reads no key of several lines and no word that begins
        // like a block scalar between brackets, and nobody means the third.
        (Ok(_), Some(_)) if has_multiline_key(body(text, document, start)) => return Ok(Verdict::Bad),
        (Ok(_), Some(problem)) if begins_block(&problem.message) => return Ok(Verdict::Bad),
        (Ok(_), Some(problem)) if problem.message.contains("no-break space") => return Ok(Verdict::Bad),
        (Ok(_), Some(problem)) => return Err(format!("accepted, but: {}", problem.message)),
        (Err(_), Some(_)) => return Ok(Verdict::Bad),
        (Ok(expected), None) => (expected, Verdict::Good),
        (Err(_), None) => (lenient().map_err(|error| format!("refused: {error}"))?, Verdict::Liberty),
    };
    let found = composed(document, start);
    let nothing = found.is_empty() && expected.iter().all(|event| event == "Plain \"\" 0 ");
    if found != expected && !nothing {
        return Err("other events".to_owned());
    }
    let mut places = Count::default();
    places.document("", text, document, start);
    match places.complaints.pop() {
        Some(complaint) => Err(format!("other places{complaint}")),
        None => Ok(verdict),
    }
}

/// Whether the word that a message names first begins with the sign of a block scalar.
fn begins_block(message: &str) -> bool {
    message.trim_start_matches('`').starts_with(['>', '|'])
}

#[derive(Clone, Copy)]
enum Verdict {
    Good,
    Bad,
    Liberty,
}

/// The complaints about the documents of `text`, names left out so that like ones are equal.
fn complaints(text: &str, count: &mut [usize; 3]) -> Vec<(String, String)> {
    let mut complaints = Vec::new();
    let syntax = Syntax::new(&Text::new(text));
    for (start, document) in syntax.documents() {
        // For yaml-rust2 the text ends at a NUL.
        if body(text, document, start).contains('\0') {
            continue;
        }
        match judge(text, document, start) {
            Ok(verdict) => count[verdict as usize] += 1,
            Err(complaint) => {
                let class = complaint.split('`').step_by(2).collect::<Vec<_>>().join("_");
                let class = class.trim_start_matches(|letter: char| !letter.is_alphabetic());
                let class: String = class.chars().filter(|letter| !letter.is_ascii_digit()).collect();
                let class = match class.strip_prefix("refused: ") {
                    Some(error) => format!("refused: {}", error.split_once(' ').unwrap_or_default().1),
                    None => class,
                };
                complaints.push((class, complaint));
            }
        }
    }
    complaints
}

/// Takes lines out of `text` as long as there is a complaint of the same class.
fn shrink(text: &str, class: &str) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut at = 0;
    let mut width = lines.len() / 2;
    while width > 0 {
        if at + width > lines.len() {
            at = 0;
            width /= 2;
            continue;
        }
        let mut fewer = lines.clone();
        fewer.drain(at..at + width);
        if complaints(&fewer.concat(), &mut [0; 3]).iter().any(|(found, _)| found == class) {
            lines = fewer;
        } else {
            at += width;
        }
    }
    lines.concat()
}

#[test]
fn slips_have_problems_and_nothing_else_has() {
    let mut runner = TestRunner::deterministic();
    let strategy = (0..fixtures::TEXTS.len(), prop::collection::vec(slip(), 1..3));
    let mut classes: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let mut count = [0; 3];
    for _ in 0..fixtures::cases(2000) {
        let (fixture, steps) = strategy.new_tree(&mut runner).expect("a strategy without end").current();
        let mut text = fixtures::text(fixture);
        for step in &steps {
            edit(&mut text, step);
        }
        for (class, complaint) in complaints(&text, &mut count) {
            let entry =
                classes.entry(class.clone()).or_insert_with(|| (0, format!("{complaint}\n{}", shrink(&text, &class))));
            entry.0 += 1;
        }
    }
    let [good, bad, liberty] = count;
    println!(
        "{good} documents without and {bad} with problems as yaml-rust2 has it, {liberty} that only Kubernetes reads"
    );
    for (class, (count, example)) in &classes {
        println!("=== {count} {class}\n{example}");
    }
    assert!(classes.is_empty(), "{} classes of wrong judgements", classes.len());
}
