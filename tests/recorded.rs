//! A case for every rule of the API server, with the verdict that a server gave of it: the judgement
//! agrees, at the place, and no rule is left out. `tests/cases/rules.jsonl` has one on each line.

use podls::finding::{Finding, Severity};
use podls::ide::{Snapshot, findings};
use podls::settings::Settings;
use podls::text::Encoding;
use serde_json::Value;
use std::collections::BTreeSet;

use crate::material::{is_true, rules as cases, text};

/// Rules that are known, of all areas.
const RULES: usize = 428;

/// Rules where the server repeats itself at a second place, and podls does not: what mounts a volume that
/// is wrong does not find it.
const FOLDED: &[&str] = &["O6"];

/// The lines of the findings that are at least as grave as `least`.
fn told(snapshot: &Snapshot, found: &[Finding], least: Severity) -> Vec<u64> {
    let grave = found.iter().filter(|finding| finding.severity <= least);
    grave.map(|finding| u64::from(snapshot.text().point(finding.span.start, Encoding::Utf8).line)).collect()
}

/// The places, each a list of line ranges, that none of the lines `told` meets.
fn untold<'a>(places: &'a Value, told: &[u64]) -> Vec<&'a Value> {
    let meets = |range: &Value| {
        let (first, last) = (range[0].as_u64().expect("a line"), range[1].as_u64().expect("a line"));
        told.iter().any(|line| (first..=last).contains(line))
    };
    let is_told = |ranges: &[Value]| if ranges.is_empty() { !told.is_empty() } else { ranges.iter().any(meets) };
    let places = places.as_array().map_or(&[][..], Vec::as_slice);
    places.iter().filter(|place| !is_told(place.as_array().expect("ranges"))).collect()
}

#[test]
fn every_rule_has_a_case() {
    let rules: BTreeSet<String> = cases().iter().map(|case| text(case, "rule")).collect();
    assert_eq!(rules.len(), RULES);
}

#[test]
fn cases_of_every_rule_are_judged_as_the_server_does() {
    let mut wrong = Vec::new();
    for case in cases() {
        let rule = text(&case, "rule");
        let snapshot = Snapshot::new(&text(&case, "yaml"));
        let found = findings(&snapshot, &Settings::default());
        let errors = told(&snapshot, &found, Severity::Error);
        if errors.is_empty() == is_true(&case, "refused") {
            wrong.push(format!("{rule}: errors in lines {errors:?}"));
        }
        let mut missed = untold(&case["places"], &errors);
        missed.extend(untold(&case["warned"], &told(&snapshot, &found, Severity::Warning)));
        if !missed.is_empty() && !FOLDED.contains(&rule.as_str()) {
            wrong.push(format!("{rule}: nothing in lines {missed:?}, but in {errors:?}"));
        }
        for level in ["baseline", "restricted"].into_iter().filter(|level| case.get(*level).is_some()) {
            let settings = Settings { pod_security: Some(level.parse().expect("a level")), ..Settings::default() };
            let found = findings(&snapshot, &settings);
            if found.iter().any(|finding| finding.code.starts_with("pss-")) == is_true(&case, level) {
                wrong.push(format!("{rule}: {level}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}
