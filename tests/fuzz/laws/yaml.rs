//! Any text is read as yaml-rust2 and Kubernetes read it, judged by every profile, and every feature answers
//! at every place, with places that lie on characters.

use podls::ide::{
    Renaming, Snapshot, actions, complete, draw, findings, folds, linked, links, mended, names, offers, prepare_rename,
    refactor, refactorings, rename, selections, symbols,
};
use podls::rules::Profile;
use podls::settings::Settings;
use podls::text::{Edit, Span};

use super::answers::{assert_commands, assert_hints, assert_hovers, assert_nested, assert_on_characters};
use super::edits::on_characters;
use super::judge::judge;
use super::{advising, assert_places, text};

/// Places asked about in each text.
const PLACES: usize = 6;

/// Asks everything about the text that `bytes` are.
pub(crate) fn holds(bytes: &[u8]) {
    let text = text(bytes);
    let snapshot = Snapshot::new(&text);
    on_characters(&text, snapshot.syntax());
    for (start, document) in snapshot.syntax().documents() {
        // For yaml-rust2 the text ends at a NUL.
        if text.contains('\0') {
            break;
        }
        if let Err(complaint) = judge(&text, document, start) {
            panic!("{complaint}");
        }
    }
    for profile in Profile::ALL {
        assert_places(&text, &mended(&snapshot, &advising(profile), findings(&snapshot, &advising(profile))));
    }
    of_the_whole(&text, &snapshot);
    // Borders of lines are more telling than the middle of them.
    let mut places: Vec<usize> = text.match_indices([':', '\n', '-']).map(|(at, sign)| at + sign.len()).collect();
    places.extend([0, text.len()]);
    let step = places.len().div_ceil(PLACES);
    for at in places.into_iter().step_by(step.max(1)) {
        of_a_place(&text, &snapshot, at as u32);
    }
}

fn of_the_whole(text: &str, snapshot: &Snapshot) {
    let settings = Settings::default();
    for symbol in symbols(snapshot, &settings) {
        assert_nested(text, &symbol);
    }
    for fold in folds(snapshot) {
        assert_on_characters(text, fold.span);
        assert!(snapshot.text().line_of(fold.span.start) < snapshot.text().line_of(fold.span.end), "{fold:?}");
    }
    for link in links(snapshot, &settings) {
        assert_on_characters(text, link.span);
    }
    assert_hints(text, snapshot, Span::new(0, text.len() as u32));
    assert_commands(text, snapshot);
}

fn of_a_place(text: &str, snapshot: &Snapshot, at: u32) {
    let settings = Settings::default();
    let assert_edits = |edits: &[Edit]| edits.iter().for_each(|edit| assert_on_characters(text, edit.span));
    assert_hovers(text, snapshot, at);
    for item in complete(snapshot, &settings, at) {
        assert_on_characters(text, item.edit.span);
        assert!(item.edit.span.touches(at), "{item:?} at {at}");
        assert_edits(&item.also);
        assert!(item.also.iter().all(|other| !other.span.meets(item.edit.span)), "{item:?}");
    }
    let spans = selections(snapshot, at);
    for span in &spans {
        assert_on_characters(text, *span);
    }
    assert!(spans.windows(2).all(|pair| pair[1].covers(pair[0]) && pair[0] != pair[1]), "{spans:?}");
    let whole = Span::new(0, text.len() as u32);
    assert_eq!(spans.last().copied(), (!text.is_empty()).then_some(whole));
    if let Some(names) = names(snapshot, &settings, at) {
        names.places.iter().for_each(|place| assert_on_characters(text, place.span));
        assert!(names.places.iter().any(|place| place.span.touches(at)), "{names:?} at {at}");
    }
    if let Some(linked) = linked(snapshot, &settings, at) {
        linked.spans.iter().for_each(|span| assert_on_characters(text, *span));
    }
    let _ = prepare_rename(snapshot, &settings, at);
    if let Some(Renaming::Done(edits)) = rename(snapshot, &settings, at, "renamed") {
        assert_edits(&edits);
    }
    for refactoring in refactorings(snapshot, &settings, at) {
        assert_edits(&refactor(snapshot, &settings, at, &refactoring.id).unwrap_or_default());
    }
    for action in actions(snapshot, &settings, Span::empty(at)) {
        assert_edits(&action.edits);
    }
    let _ = offers(snapshot, &settings, Span::empty(at), true);
    if let Some(picture) = draw::draw(snapshot, &settings, at) {
        let _ = (picture.title(), draw::text(&picture, 80));
    }
}
