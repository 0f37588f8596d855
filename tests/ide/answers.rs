//! What answers about a place must keep: they lie on characters, hold the place, and do no harm. Knows no files.

use std::collections::{HashMap, HashSet};

use podls::ide::{Completion, CompletionKind, Occasion, Snapshot, Symbol, complete, findings, hints, hover, lenses};
use podls::settings::Settings;
use podls::text::{Edit, Span};

pub(crate) fn assert_on_characters(text: &str, span: Span) {
    let (start, end) = (span.start as usize, span.end as usize);
    assert!(start <= end && text.is_char_boundary(start) && text.is_char_boundary(end), "{span:?}");
}

pub(crate) fn assert_nested(text: &str, symbol: &Symbol) {
    assert_on_characters(text, symbol.span);
    assert_on_characters(text, symbol.selection);
    assert!(symbol.span.covers(symbol.selection), "{symbol:?}");
    for child in &symbol.children {
        assert!(symbol.span.covers(child.span), "{child:?} in {symbol:?}");
        assert_nested(text, child);
    }
}

pub(crate) const NOW: Occasion<'_> = Occasion { file: "pod.yaml", now: Some(1_795_374_000) };

pub(crate) fn assert_hovers(text: &str, snapshot: &Snapshot, at: u32) {
    if let Some(hover) = hover(snapshot, &Settings::default(), &NOW, at) {
        assert_on_characters(text, hover.span);
        assert!(hover.span.touches(at) && !hover.markdown.trim().is_empty());
        assert_eq!(hover.markdown.matches("```").count() % 2, 0, "{}", hover.markdown);
    }
}

pub(crate) fn assert_hints(text: &str, snapshot: &Snapshot, range: Span) {
    for hint in hints(snapshot, &Settings::default(), range) {
        assert_on_characters(text, Span::empty(hint.offset));
        assert!(range.touches(hint.offset) && !hint.label.is_empty() && !hint.label.contains('\n'), "{hint:?}");
    }
}

pub(crate) fn assert_commands(text: &str, snapshot: &Snapshot) {
    for lens in lenses(snapshot, &Settings::default(), &NOW) {
        assert_on_characters(text, lens.span);
        assert!(!lens.command.line.contains(char::is_control), "{lens:?}");
    }
}

/// Number of places that are not YAML, and of unknown fields.
pub(crate) fn wrong(snapshot: &Snapshot) -> (usize, usize) {
    let found = findings(snapshot, &Settings::default());
    let count = |code: &str| found.iter().filter(|finding| finding.code == code).count();
    (count("yaml-syntax"), count("unknown-field"))
}

/// What was applied already: fields once at each place, blocks and values a few times each.
#[derive(Default)]
pub(crate) struct Tried {
    edits: HashSet<Edit>,
    times: HashMap<String, u32>,
}

impl Tried {
    fn is_new(&mut self, item: &Completion) -> bool {
        let times = self.times.entry(item.label.clone()).or_default();
        *times += 1;
        (*times <= 2 || item.kind == CompletionKind::Field) && self.edits.insert(item.edit.clone())
    }
}

/// Asks at `at`, and applies every field that is offered there.
pub(crate) fn assert_harmless(text: &str, at: u32, snapshot: &Snapshot, tried: &mut Tried) {
    let (syntax, unknown) = wrong(snapshot);
    for item in complete(snapshot, &Settings::default(), at) {
        assert_on_characters(text, item.edit.span);
        assert!(item.edit.span.touches(at), "{item:?} at {at}");
        let line = |offset| snapshot.text().line_of(offset);
        assert_eq!(line(item.edit.span.start), line(item.edit.span.end), "{item:?}");
        if let Some(snippet) = &item.snippet
            && item.kind == CompletionKind::Block
        {
            assert_eq!(snippet.plain(), item.edit.new_text);
        }
        for other in &item.also {
            assert_on_characters(text, other.span);
            assert!(!other.span.meets(item.edit.span), "{item:?}");
        }
        // Another kind or version has other fields.
        let line = snapshot.text().slice(snapshot.text().line_span(snapshot.text().line_of(at))).into_owned();
        let is_kind = line.contains("kind") || line.contains("apiVersion");
        if (is_kind && item.kind == CompletionKind::Value) || !tried.is_new(&item) {
            continue;
        }
        let mut edits = item.also.clone();
        edits.push(item.edit.clone());
        // Where the two differ, the snippet is what most people get.
        if let (Some(snippet), Some(edit)) = (&item.snippet, edits.last_mut()) {
            edit.new_text = snippet.plain();
        }
        let mut after = snapshot.clone();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
        for edit in &edits {
            after.edit(edit);
        }
        let (syntax_after, unknown_after) = wrong(&after);
        // A broken flow document is one piece: once more of it can be read, more may turn out to be unknown.
        let is_open = syntax == 0 || !text.contains("\n{");
        let harm = syntax_after > syntax || (is_open && unknown_after > unknown);
        assert!(!harm, "`{}` at {at} of {text}:\n{}", item.label, after.text());
    }
}
