//! Laws: at every offset of every text every feature answers, and its places lie on characters.

use podls::ide::{Snapshot, Symbol, actions, folds, hover, selections, symbols};
use podls::settings::Settings;
use podls::text::Span;

use crate::fixtures;

fn texts() -> impl Iterator<Item = (String, Snapshot)> {
    (0..fixtures::TEXTS.len()).map(|index| {
        let text = fixtures::text(index);
        let snapshot = Snapshot::new(&text);
        (text, snapshot)
    })
}

fn assert_on_characters(text: &str, span: Span) {
    let (start, end) = (span.start as usize, span.end as usize);
    assert!(start <= end && text.is_char_boundary(start) && text.is_char_boundary(end), "{span:?}");
}

fn assert_nested(text: &str, symbol: &Symbol) {
    assert_on_characters(text, symbol.span);
    assert_on_characters(text, symbol.selection);
    assert!(symbol.span.covers(symbol.selection), "{symbol:?}");
    for child in &symbol.children {
        assert!(symbol.span.covers(child.span), "{child:?} in {symbol:?}");
        assert_nested(text, child);
    }
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
            if let Some(hover) = hover(&snapshot, &Settings::default(), at) {
                assert_on_characters(&text, hover.span);
                assert!(hover.span.touches(at) && !hover.markdown.is_empty());
            }
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
