//! Fixes are tried before they are shown.

use crate::fixtures::server_only;
use podls::finding::{Finding, Fix};
use podls::ide::{Snapshot, findings, unbroken, vetted};
use podls::text::{Edit, Span};

const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: 🚀\n    image: b\n";

/// The findings of two documents, the second one a Pod with one finding that has `fix`: the text to put in
/// the place of what it is about.
fn vet(fix: fn(&'static str, Vec<Edit>) -> Fix, new_text: &str) -> Vec<(bool, String)> {
    let text = format!("# first\na: 1\n---\n{POD}");
    let snapshot = Snapshot::new(&text);
    let mut found = findings(&snapshot, &server_only());
    assert_eq!(found.len(), 1, "{found:#?}");
    found[0].fixes = vec![fix("Try", vec![Edit::replace(found[0].span, new_text)])];
    let found = vetted(&snapshot, &server_only(), found);
    found.into_iter().flat_map(|finding| finding.fixes).map(|fix| (fix.safe, fix.title.into_owned())).collect()
}

#[test]
fn a_safe_fix_that_does_what_it_says_stays_safe() {
    assert_eq!(vet(Fix::safe, "rocket"), [(true, "Try".to_owned())]);
    assert_eq!(vet(Fix::suggestion, "rocket"), [(false, "Try".to_owned())]);
}

#[test]
fn a_safe_fix_that_leaves_its_finding_or_brings_an_error_is_a_suggestion() {
    for bad in ["🚀", "Rocket", "a\n    imag: c", "true", "a\n  - name: a\n    image: c\n  - name: a"] {
        assert_eq!(vet(Fix::safe, bad), [(false, "Try".to_owned())], "{bad:?}");
    }
}

#[test]
fn a_fix_that_breaks_the_yaml_is_not_offered() {
    for bad in ["'", "[", "a\n image: c", "\"a"] {
        assert_eq!(vet(Fix::safe, bad), [], "{bad:?}");
        assert_eq!(vet(Fix::suggestion, bad), [], "{bad:?}");
    }
}

#[test]
fn where_fixes_are_only_named_those_stay_that_leave_yaml() {
    let text = format!("# first\na: 1\n---\n{POD}");
    let snapshot = Snapshot::new(&text);
    let mut found = findings(&snapshot, &server_only());
    let span = found[0].span;
    let fixes = ["Rocket", "'", "rocket"].map(|new| Fix::safe(new, vec![Edit::replace(span, new)]));
    found[0].fixes = fixes.into();
    let left: Vec<_> = unbroken(&snapshot, found)[0].fixes.iter().map(|fix| fix.title.clone()).collect();
    assert_eq!(left, ["Rocket", "rocket"]);
}

#[test]
fn a_change_outside_of_the_document_is_a_suggestion() {
    let snapshot = Snapshot::new(&format!("a: 1\n---\n{POD}"));
    let mut found: Vec<Finding> = findings(&snapshot, &server_only());
    let rename = Edit::replace(found[0].span, "rocket");
    found[0].fixes = vec![Fix::safe("Two", vec![rename, Edit::replace(Span::new(0, 1), "b")])];
    assert!(!vetted(&snapshot, &server_only(), found)[0].fixes[0].safe);
}
