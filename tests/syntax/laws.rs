//! Laws: an edited tree equals a fresh one, the text equals a model, places lie on characters.

use podls::ide::Snapshot;
use podls::syntax::Syntax;
use podls::text::{Edit, Span, Text};
use proptest::prelude::*;

use super::dump::dump;
use super::edits::{edit, step};
use crate::fixtures;

fn on_characters(text: &str, dump: &str) {
    // Every `a..b` in the dump is a pair of offsets.
    for word in dump.split_whitespace() {
        let Some((start, end)) = word.split_once("..") else { continue };
        let (Ok(start), Ok(end)) = (start.parse::<usize>(), end.parse::<usize>()) else { continue };
        assert!(start <= end && text.is_char_boundary(start) && text.is_char_boundary(end), "{word} cuts a character");
    }
}

proptest! {
    #![proptest_config(fixtures::law(400))]

    #[test]
    fn an_edited_tree_equals_a_fresh_one(seed in 0..fixtures::TEXTS.len(), crlf in prop::bool::weighted(0.15), mark in prop::bool::weighted(0.1), steps in prop::collection::vec(step(), 1..25)) {
        let mut model = fixtures::text(seed);
        if crlf {
            model = model.replace('\n', "\r\n");
        }
        if mark {
            model.insert(0, '\u{feff}');
        }
        let mut snapshot = Snapshot::new(&model);
        for step in &steps {
            let before = model.clone();
            let edit = edit(&mut model, step);
            snapshot.edit(&edit);
            prop_assert_eq!(snapshot.text().to_string(), model.as_str());
            let fresh = dump(&Syntax::new(&Text::new(&model)));
            let edited = dump(snapshot.syntax());
            if fresh != edited {
                std::fs::write(std::env::temp_dir().join("podls-before.yaml"), &before).ok();
                std::fs::write(std::env::temp_dir().join("podls-after.yaml"), &model).ok();
            }
            prop_assert_eq!(&edited, &fresh, "after {:?} in {:?}", edit, before);
            on_characters(&model, &edited);
        }
    }
}

#[test]
fn the_line_behind_a_byte_order_mark_is_a_line_like_others() {
    for (before, edit) in [
        ("\u{feff}a: 1\nb: 2\n", Edit::replace(Span::empty(3), "c")),
        ("\u{feff}a: 1\nb: 2\n", Edit::replace(Span::empty(8), "c")),
        ("\u{feff}a: 1\nb: 2\n", Edit::replace(Span::new(3, 7), "---")),
        ("\u{feff}---\nb: 2\n", Edit::replace(Span::new(3, 6), "a: 1")),
    ] {
        let mut snapshot = Snapshot::new(before);
        snapshot.edit(&edit);
        let fresh = dump(&Syntax::new(snapshot.text()));
        assert_eq!(dump(snapshot.syntax()), fresh, "{edit:?} in {before:?}");
    }
}

#[test]
fn no_prefix_of_any_text_panics() {
    for seed in 0..fixtures::TEXTS.len() {
        let text = fixtures::text(seed);
        for (end, _) in text.char_indices() {
            let prefix = &text[..end];
            on_characters(prefix, &dump(&Syntax::new(&Text::new(prefix))));
        }
    }
}
