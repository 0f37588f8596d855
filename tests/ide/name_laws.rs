//! Laws of names: every place answers, renaming and renaming back leave nothing behind, and no finding changes.

use std::collections::{BTreeMap, HashSet};

use podls::ide::{NamePlace, Renaming, Snapshot, findings, linked, names, prepare_rename, rename, search};
use podls::settings::Settings;

use crate::fixtures;
use crate::material::{collect, shared};

/// How often each finding is made.
fn counts(snapshot: &Snapshot) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings(snapshot, &Settings::default()) {
        *counts.entry(finding.code).or_default() += 1;
    }
    counts
}

/// Asks for everything at `at`; renames and renames back what stands there, unless it is among `seen`.
fn assert_renames(snapshot: &Snapshot, before: &BTreeMap<&str, usize>, at: u32, seen: &mut HashSet<Vec<NamePlace>>) {
    let settings = Settings::default();
    let text = snapshot.text().to_string();
    let Some(found) = names(snapshot, &settings, at) else {
        assert_eq!(rename(snapshot, &settings, at, "zz-9"), None);
        return;
    };
    assert!(found.span.touches(at));
    assert!(found.places.iter().any(|place| place.span == found.span));
    for place in &found.places {
        assert!(text.get(place.span.range()).is_some_and(|name| !name.is_empty()), "{place:?}");
    }
    if !seen.insert(found.places.clone()) {
        return;
    }
    let old = match prepare_rename(snapshot, &settings, at) {
        Some(Renaming::Done((span, old))) => {
            assert_eq!(span, found.span);
            old
        }
        Some(Renaming::Refused(why)) => {
            assert!(!why.is_empty());
            assert!(matches!(rename(snapshot, &settings, at, "zz-9"), Some(Renaming::Refused(_))));
            return;
        }
        None => panic!("a name at {at} and nothing to rename"),
    };
    if let Some(linked) = linked(snapshot, &settings, at) {
        assert!(linked.spans.iter().all(|span| text.get(span.range()) == Some(old.as_str())));
    }
    let answer = rename(snapshot, &settings, at, "zz-9");
    let Some(Renaming::Done(edits)) = answer else { panic!("{answer:?} for `{old}` at {at} of {text}") };
    let after = Snapshot::new(&snapshot.text().with_edits(&edits).to_string());
    // A bad name may become a good one, never the other way round.
    for (code, count) in counts(&after) {
        assert!(before.get(code) >= Some(&count), "{code} by `{old}` renamed in {}", after.text());
    }
    let back = rename(&after, &settings, edits[0].span.start + 2, &old);
    match back {
        Some(Renaming::Done(edits)) => assert_eq!(after.text().with_edits(&edits).to_string(), text, "`{old}`"),
        // A bad name is not given again.
        Some(Renaming::Refused(why)) => assert!(why.starts_with(&format!("`{old}` must")), "{why}"),
        None => panic!("nothing to rename back to `{old}` in {}", after.text()),
    }
}

#[test]
fn names_answer_everywhere_and_renaming_can_be_undone() {
    for index in 0..fixtures::TEXTS.len() {
        let text = fixtures::text(index);
        let snapshot = Snapshot::new(&text);
        let before = counts(&snapshot);
        let mut seen = HashSet::new();
        for at in 0..=text.len() as u32 {
            assert_renames(&snapshot, &before, at, &mut seen);
        }
    }
}

#[test]
fn names_answer_in_manifests_of_others() {
    let Some(folder) = shared("corpus") else { return };
    let mut files = Vec::new();
    collect(&folder, &mut files);
    let (mut asked, mut groups) = (0, 0);
    let wanted = fixtures::cases(40) as usize;
    for path in files.iter().step_by((files.len() / wanted).max(1)) {
        let text = String::from_utf8_lossy(&std::fs::read(path).expect("a file")).into_owned();
        if text.len() > 20_000 {
            continue;
        }
        let snapshot = Snapshot::new(&text);
        let before = counts(&snapshot);
        let mut seen = HashSet::new();
        for at in (0..=text.len() as u32).step_by((text.len() / 60).max(1)) {
            asked += 1;
            assert_renames(&snapshot, &before, at, &mut seen);
        }
        groups += seen.len();
    }
    eprintln!("{asked} places asked, {groups} names");
}

#[test]
fn symbols_are_found_by_their_letters() {
    let snapshot = Snapshot::new(&fixtures::text(0));
    let found = search(&snapshot, &Settings::default(), "MAIN");
    assert_eq!(found.iter().map(|found| (found.name.as_str(), found.rank)).collect::<Vec<_>>(), [("main-app", 1)]);
    assert!(search(&snapshot, &Settings::default(), "").len() > 2);
    assert!(search(&snapshot, &Settings::default(), "zzz").is_empty());
}
