//! Of any text, every fix on offer keeps its word, and fixing everything ends, breaks nothing, and leaves
//! nothing to fix.

use podls::ide::{Snapshot, findings, mended, vetted};
use podls::rules::Profile;
use podls::settings::Settings;

use super::fix_all_law::{ALL, SAFE, tried};
use super::fix_law::{alike, edited, faults};
use super::{advising, assert_places, text};

/// Fixes of one text tried one by one: each costs several judgements.
const MOST: usize = 12;

/// Fixes the text that `bytes` are.
pub(crate) fn holds(bytes: &[u8]) {
    let text = text(bytes);
    let snapshot = Snapshot::new(&text);
    // The most findings, and so the most fixes.
    let settings = advising(Profile::Strict);
    fixes(&text, &snapshot, &settings);
    for which in [SAFE, ALL] {
        let (fixed, faults) = tried(&snapshot, &settings, which);
        assert!(faults.is_empty(), "{which:?}: {}", faults.join("\n"));
        assert_eq!(fixed.fixed == 0, fixed.edits.is_empty());
    }
}

fn fixes(text: &str, snapshot: &Snapshot, settings: &Settings) {
    let found = mended(snapshot, settings, findings(snapshot, settings));
    assert_places(text, &found);
    if found.iter().all(|finding| finding.fixes.is_empty()) {
        return;
    }
    let kept = vetted(snapshot, settings, found.clone());
    let all = kept.iter().flat_map(|finding| finding.fixes.iter().map(move |fix| (finding, fix)));
    for (finding, fix) in all.take(MOST) {
        if fix.safe {
            let faults = faults(snapshot, settings, &found, finding, &fix.edits);
            assert!(faults.is_empty(), "{} `{}`: {}", finding.code, fix.title, faults.join("\n"));
        } else {
            let after = findings(&edited(snapshot, &fix.edits), settings);
            assert!(alike(&after, finding) < alike(&found, finding), "{} `{}` leaves it", finding.code, fix.title);
        }
    }
}
