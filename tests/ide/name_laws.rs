//! Laws of names: every place answers, renaming and renaming back leave nothing behind, and no finding changes.

use std::collections::{BTreeMap, HashSet};

use podls::ide::{Renaming, Snapshot, findings, linked, names, prepare_rename, rename, search};
use podls::settings::Settings;

use crate::fixtures;

/// How often each finding is made.
fn counts(snapshot: &Snapshot) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings(snapshot, &Settings::default()) {
        *counts.entry(finding.code).or_default() += 1;
    }
    counts
}

#[test]
fn names_answer_everywhere_and_renaming_can_be_undone() {
    let settings = Settings::default();
    for index in 0..fixtures::TEXTS.len() {
        let text = fixtures::text(index);
        let snapshot = Snapshot::new(&text);
        let before = counts(&snapshot);
        let mut seen = HashSet::new();
        for at in 0..=text.len() as u32 {
            let Some(found) = names(&snapshot, &settings, at) else {
                assert_eq!(rename(&snapshot, &settings, at, "zz-9"), None);
                continue;
            };
            assert!(found.span.touches(at));
            assert!(found.places.iter().any(|place| place.span == found.span));
            for place in &found.places {
                assert!(text.get(place.span.range()).is_some_and(|name| !name.is_empty()), "{place:?}");
            }
            if !seen.insert(found.places.clone()) {
                continue;
            }
            let old = match prepare_rename(&snapshot, &settings, at) {
                Some(Renaming::Done((span, old))) => {
                    assert_eq!(span, found.span);
                    old
                }
                Some(Renaming::Refused(why)) => {
                    assert!(!why.is_empty());
                    assert!(matches!(rename(&snapshot, &settings, at, "zz-9"), Some(Renaming::Refused(_))));
                    continue;
                }
                None => panic!("a name at {at} and nothing to rename"),
            };
            if let Some(linked) = linked(&snapshot, &settings, at) {
                assert!(linked.spans.iter().all(|span| text.get(span.range()) == Some(old.as_str())));
            }
            let Some(Renaming::Done(edits)) = rename(&snapshot, &settings, at, "zz-9") else {
                panic!("`{old}` at {at} of {text}")
            };
            let after = Snapshot::new(&snapshot.text().with_edits(&edits).to_string());
            assert_eq!(before, counts(&after), "`{old}` renamed in {}", after.text());
            let place = edits[0].span.start;
            let back = rename(&after, &settings, place + 2, &old);
            let Some(Renaming::Done(edits)) = back else { panic!("{back:?} for `{old}` in {}", after.text()) };
            assert_eq!(after.text().with_edits(&edits).to_string(), text, "`{old}`");
        }
    }
}

#[test]
fn symbols_are_found_by_their_letters() {
    let snapshot = Snapshot::new(&fixtures::text(0));
    let found = search(&snapshot, &Settings::default(), "MAIN");
    assert_eq!(found.iter().map(|found| (found.name.as_str(), found.rank)).collect::<Vec<_>>(), [("main-app", 1)]);
    assert!(search(&snapshot, &Settings::default(), "").len() > 2);
    assert!(search(&snapshot, &Settings::default(), "zzz").is_empty());
}
