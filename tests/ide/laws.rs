//! Laws: at every offset of every text every feature answers, and its places lie on characters.

use podls::ide::{Snapshot, actions, complete, folds, hints, selections, symbols};
use podls::settings::Settings;
use podls::text::Span;

use super::answers::{
    Tried, assert_commands, assert_harmless, assert_hints, assert_hovers, assert_nested, assert_on_characters,
};
use crate::fixtures;
use crate::material::{collect, shared};

fn texts() -> impl Iterator<Item = (String, Snapshot)> {
    (0..fixtures::TEXTS.len()).map(|index| {
        let text = fixtures::text(index);
        let snapshot = Snapshot::new(&text);
        (text, snapshot)
    })
}

#[test]
fn symbols_and_folds_lie_on_characters_and_in_each_other() {
    for (text, snapshot) in texts() {
        for symbol in symbols(&snapshot, &Settings::default()) {
            assert_nested(&text, &symbol);
        }
        for fold in folds(&snapshot) {
            assert_on_characters(&text, fold.span);
            assert!(snapshot.text().line_of(fold.span.start) < snapshot.text().line_of(fold.span.end), "{fold:?}");
        }
    }
}

#[test]
fn selections_grow_and_hold_the_place() {
    for (text, snapshot) in texts() {
        for at in 0..=text.len() as u32 {
            let spans = selections(&snapshot, at);
            for pair in spans.windows(2) {
                assert!(pair[1].covers(pair[0]) && pair[0] != pair[1], "{pair:?}");
            }
            for span in &spans {
                assert_on_characters(&text, *span);
                assert!(span.touches(at));
            }
            assert_eq!(spans.last(), Some(&Span::new(0, text.len() as u32)));
        }
    }
}

#[test]
fn hover_answers_everywhere() {
    for (text, snapshot) in texts() {
        for at in 0..=text.len() as u32 {
            assert_hovers(&text, &snapshot, at);
        }
    }
}

#[test]
fn hover_hints_and_commands_answer_while_the_text_is_typed() {
    for (text, _) in texts() {
        for end in offsets(&text, 23) {
            let Some((typed, rest)) = text.split_at_checked(end as usize) else { continue };
            let below = rest.find('\n').map_or("", |end| &rest[end..]);
            for text in [typed.to_owned(), format!("{typed}{below}")] {
                let snapshot = Snapshot::new(&text);
                (end.saturating_sub(40)..=end).for_each(|at| assert_hovers(&text, &snapshot, at));
                assert_hints(&text, &snapshot, Span::new(end.saturating_sub(200), end));
                assert_commands(&text, &snapshot);
            }
        }
    }
}

#[test]
fn hints_of_a_part_are_those_of_the_whole() {
    for (text, snapshot) in texts() {
        let all = Span::new(0, text.len() as u32);
        assert_hints(&text, &snapshot, all);
        assert_commands(&text, &snapshot);
        let whole = hints(&snapshot, &Settings::default(), all);
        assert!(whole.windows(2).all(|pair| pair[0].offset < pair[1].offset), "{whole:?}");
        for start in offsets(&text, 31) {
            let range = Span::new(start, start + 120);
            let inside = whole.iter().filter(|hint| range.touches(hint.offset)).cloned();
            assert_eq!(hints(&snapshot, &Settings::default(), range), inside.collect::<Vec<_>>());
        }
    }
}

#[test]
fn actions_answer_everywhere() {
    for (text, snapshot) in texts() {
        for (at, _) in text.char_indices().filter(|(_, c)| *c == '\n') {
            for action in actions(&snapshot, &Settings::default(), Span::empty(at as u32)) {
                for edit in &action.edits {
                    assert_on_characters(&text, edit.span);
                }
            }
        }
    }
}

/// Every `step`th offset of `text`, or every one if `PODLS_CASES` asks for many.
fn offsets(text: &str, step: usize) -> impl Iterator<Item = u32> + use<> {
    let step = if fixtures::cases(0) > 1000 { 1 } else { step };
    (0..=text.len() as u32).step_by(step)
}

#[test]
fn completions_do_no_harm() {
    for (text, snapshot) in texts() {
        let mut tried = Tried::default();
        for at in offsets(&text, 11) {
            assert_harmless(&text, at, &snapshot, &mut tried);
        }
    }
}

#[test]
fn completions_do_no_harm_while_the_text_is_typed() {
    for (text, _) in texts() {
        let mut tried = Tried::default();
        for at in offsets(&text, 67) {
            let Some((typed, rest)) = text.split_at_checked(at as usize) else { continue };
            // The rest of the line is not there yet, or the rest of the text.
            let below = rest.find('\n').map_or("", |end| &rest[end..]);
            for text in [typed.to_owned(), format!("{typed}{below}"), format!("{typed}{below}").replace('\n', "\r\n")] {
                let at = if text.contains('\r') { at + typed.matches('\n').count() as u32 } else { at };
                assert_harmless(&text, at, &Snapshot::new(&text), &mut tried);
            }
        }
    }
}

/// How many files of the corpus are tried, and how many places in each.
const CORPUS: (usize, usize) = (300, 16);

#[test]
fn completions_answer_everywhere_in_public_manifests() {
    let Some(folder) = shared("corpus") else { return };
    let mut files = Vec::new();
    collect(&folder, &mut files);
    let step = (files.len() / CORPUS.0).max(1);
    let (mut texts, mut places, mut items, mut applied) = (0, 0, 0, 0);
    for path in files.into_iter().step_by(step) {
        let text = String::from_utf8_lossy(&std::fs::read(&path).expect("a file")).into_owned();
        let snapshot = Snapshot::new(&text);
        let mut tried = Tried::default();
        let step = (text.len() / CORPUS.1).max(1);
        texts += 1;
        for at in (0..=text.len()).step_by(step).filter(|at| text.is_char_boundary(*at)) {
            items += complete(&snapshot, &Settings::default(), at as u32).len();
            places += 1;
            if places % 40 == 0 && text.len() < 10_000 {
                assert_harmless(&text, at as u32, &snapshot, &mut tried);
                applied += 1;
            }
        }
    }
    eprintln!("{texts} files, {places} places, {items} items; all items of {applied} places applied");
}
