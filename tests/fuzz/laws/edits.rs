//! After any edits, text, tree, findings and outline are those of the same text made anew.
//!
//! The bytes: a text, then for each edit `0xFF`, two bytes for its place, one for how much it takes away,
//! and what it puts there.

use podls::ide::{Snapshot, findings, symbols};
use podls::rules::Profile;
use podls::settings::Settings;
use podls::syntax::Syntax;
use podls::text::{Edit, Span, Text};

use super::answers::assert_on_characters;
use super::dump::dump;
use super::{advising, assert_places, fresh, text};

/// Edits tried one after the other.
const MOST: usize = 24;

/// What never stands in UTF-8.
const SEPARATOR: u8 = 0xFF;

/// `at`, or the start of the character it is in; places behind the end are the end.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

/// An edit of `model`, which it is applied to.
pub(crate) fn edit(model: &mut String, bytes: &[u8]) -> Edit {
    let byte = |at: usize| usize::from(bytes.get(at).copied().unwrap_or_default());
    let share = |part: usize, of: usize| part * (of + 1) / 0x1_0000;
    let start = boundary(model, share(byte(0) << 8 | byte(1), model.len()));
    let length = match byte(2) {
        few @ 0..240 => few,
        // Sixteenths of what follows.
        many => (model.len() - start) * (many - 239) / 16,
    };
    let end = boundary(model, start + length).max(start);
    let new_text = text(bytes.get(3..).unwrap_or_default());
    model.replace_range(start..end, &new_text);
    Edit { span: Span::new(start as u32, end as u32), new_text }
}

/// Applies the edits in `bytes` to the text in front of them.
pub(crate) fn holds(bytes: &[u8]) {
    let mut parts = bytes.split(|byte| *byte == SEPARATOR);
    let mut model = text(parts.next().unwrap_or_default());
    let all = [Settings::default(), advising(Profile::Strict)];
    let mut snapshot = Snapshot::new(&model);
    for step in parts.take(MOST) {
        // So that there is something to keep.
        let _ = findings(&snapshot, &all[0]);
        let edit = edit(&mut model, step);
        snapshot.edit(&edit);
        assert_eq!(snapshot.text().to_string(), model);
        let tree = dump(snapshot.syntax());
        assert_eq!(tree, dump(&Syntax::new(&Text::new(&model))), "after {edit:?}");
        on_characters(&model, snapshot.syntax());
        let anew = fresh(&model);
        for settings in &all {
            let found = findings(&snapshot, settings);
            assert_places(&model, &found);
            assert_eq!(found, findings(&anew, settings), "after {edit:?}");
        }
        assert_eq!(symbols(&snapshot, &all[0]), symbols(&anew, &all[0]), "after {edit:?}");
    }
}

/// Every place of the tree lies on characters.
pub(crate) fn on_characters(text: &str, syntax: &Syntax) {
    for (start, document) in syntax.documents() {
        let comments = document.comments(start).into_iter().map(|comment| comment.span);
        let problems = document.problems(start).into_iter().map(|problem| problem.span);
        comments.chain(problems).for_each(|span| assert_on_characters(text, span));
        let mut open: Vec<_> = document.root(start).into_iter().collect();
        while let Some(node) = open.pop() {
            assert_on_characters(text, node.span());
            open.extend(node.entries().flat_map(|entry| [entry.key, entry.value]));
            open.extend(node.items());
        }
    }
}
