//! The law of fixes: each removes its finding; a safe one brings no error, keeps every comment that is not
//! inside what it takes away, and leaves alone the lines it has no business with; and it ends.

use std::collections::HashMap;

use podls::finding::Finding;
use podls::ide::{Snapshot, findings, mended, vetted};
use podls::schema;
use podls::settings::Settings;

use super::fix_law::{alike, apply_all, edited, errors_of, faults};
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
