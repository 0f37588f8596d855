//! Texts with random slips: what yaml-rust2 takes has no problem, what it refuses has one.

use std::collections::BTreeMap;

use podls::syntax::Syntax;
use podls::text::Text;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::edits::{edit, slip};
use super::events::body;
use super::judge::judge;
use crate::fixtures;

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
