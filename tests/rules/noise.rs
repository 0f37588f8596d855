//! How much is said by default of manifests that people wrote and the API server accepts.

use std::collections::{BTreeMap, HashMap};
use std::fs;

use podls::finding::Severity;
use podls::ide::{Snapshot, findings};
use podls::rules::codes;
use podls::settings::Settings;

use crate::material::{lines, shared, text};

/// Warnings per `PodSpec` of all rules together.
const ALL: f64 = 0.3;
/// The same of each rule.
const EACH: f64 = 0.03;
/// Hints per `PodSpec`: what a person sees when opening a file.
const HINTS: f64 = 4.0;

#[test]
fn noise() {
    let Some(folder) = shared("corpus") else { return };
    // By file: its Pods, and whether all are accepted.
    let mut files: HashMap<String, (u32, bool)> = HashMap::new();
    let index = lines(&folder.join("index.jsonl"));
    let written =
        index.iter().filter(|row| text(row, "category") == "manifests" && text(row, "origin") == "handwritten");
    files.extend(written.map(|row| (text(row, "file"), (0, true))));
    for row in lines(&folder.join("verdicts.jsonl")) {
        if let Some((pods, accepted)) = files.get_mut(&text(&row, "file")) {
            *pods += 1;
            *accepted &= text(&row, "verdict") == "accept";
        }
    }
    files.retain(|_, (pods, accepted)| *pods > 0 && *accepted);
    let rules: Vec<&str> = codes().collect();
    let pods = f64::from(files.values().map(|(pods, _)| pods).sum::<u32>());
    let mut counts: BTreeMap<&str, BTreeMap<Severity, u32>> = BTreeMap::new();
    for file in files.keys() {
        let yaml = fs::read(folder.join(file)).expect("a file");
        for finding in findings(&Snapshot::new(&String::from_utf8_lossy(&yaml)), &Settings::default()) {
            if rules.contains(&finding.code) {
                *counts.entry(finding.code).or_default().entry(finding.severity).or_default() += 1;
            }
        }
    }
    let of = |severity| move |counts: &BTreeMap<Severity, u32>| f64::from(*counts.get(&severity).unwrap_or(&0)) / pods;
    let (loud, soft) = (of(Severity::Warning), of(Severity::Hint));
    let mut rows: Vec<_> = counts.iter().map(|(code, counts)| (*code, loud(counts), soft(counts))).collect();
    rows.sort_by(|one, other| (other.1 + other.2).total_cmp(&(one.1 + one.2)));
    for (code, loud, soft) in &rows {
        eprintln!("{:6.2} % warnings {:6.2} % hints  {code}", loud * 100.0, soft * 100.0);
    }
    let warnings: f64 = rows.iter().map(|row| row.1).sum();
    let hints: f64 = rows.iter().map(|row| row.2).sum();
    eprintln!("{pods} Pods: {warnings:.3} warnings and {hints:.2} hints for each");
    assert!(pods > 1000.0 && warnings <= ALL && hints <= HINTS, "{pods} Pods, {warnings} warnings, {hints} hints");
    let noisy: Vec<_> = rows.iter().filter(|row| row.1 > EACH).collect();
    assert!(noisy.is_empty(), "{noisy:?}");
}
