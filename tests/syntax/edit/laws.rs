//! Laws of editing: after any edit the text says exactly what was asked and nothing else changed.

use podls::syntax::edit::{Patch, Target, set};
use podls::syntax::{Node, Path, Step, Syntax};
use podls::text::{Edit, Text};
use proptest::prelude::*;
use proptest::sample::Index;

use super::wishes::{KEYS, operation, paths, scalar, wish};
use crate::fixtures;
use crate::syntax::model::{Operation, models, problems};

/// Texts beside the fixtures: JSON, comments everywhere, other indentations, nested lists.
const EXTRA: &[&str] = &[
    "{\n  \"kind\": \"Pod\",\n  \"spec\": {\n    \"containers\": [\n      {\"name\": \"a\", \"args\": [\"x\", \"y\"]},\n      {\n        \"name\": \"b\"\n      }\n    ],\n    \"volumes\": []\n  }\n}\n",
    "# top\n# of file\n\n# kind\nkind: Pod # pod\n# spec\nspec: # s\n   # containers\n   containers: # c\n   # first\n   - name: a # a\n     # image\n     image: b # b\n       # deep\n     # end of first\n\n   # second\n   - # dash\n     name: c\n\n     env: []   # none\n   # after\n   volumes:   # to be filled\n   # - name: x\n   # nothing: here\n# last\n",
    "a:\n     b:\n          - c:\n                 d: 1\n            e: 'f'\n          -\n            - - 1\n              - 2\n            -   - 3\n     g: |2-\n        h\n     i: >\n       j\n\n     k: |+\n       l\n\n\nm: [a, # b\n  c, {d: e, # f\n  g: h}, # i\n  ]\nn: {}\no: [ ]\np: { # q\n  }\nr: {s: , t, u: [], v: {}}\n",
    "- a\n- b: 1\n  c: 2\n-\n- - d\n- |\n  e\n- &f g\n- *f\n- {h: *f}\n",
    "metadata: {name: 🚀,\n  labels: {a: b},\n  annotations: {\n    x: \"1\", # é\n    y: '2'\n  } }\nspec: { replicas: 1 } # 🚀\nstatus: {}\n",
    "--- # head\nkey:   value\nother   :  x\n\"quoted\": 'y'\nlong: one\n  two\n  three # c\nempty:\n---\n[]\n---\n{}\n---\n\n---\nlast: &l\n  <<: {a: 1}\n  b: *l2\n",
];

/// The first and last line that an operation at `path` may change.
fn region(text: &Text, root: Node<'_>, operation: &Operation, path: &[Step<'_>]) -> (u32, u32) {
    let mut end = path.len();
    if let Operation::Remove(true) = operation {
        while end > 0 {
            let parent = root.at_path(&path[..end - 1]).expect("a parent");
            if parent.entries().count() + parent.items().count() > 1 {
                break;
            }
            end -= 1;
        }
    }
    while root.at_path(&path[..end]).is_none() {
        end -= 1;
    }
    let node = root.at_path(&path[..end]).expect("a node");
    let key = path[..end].split_last().and_then(|(last, parent)| match last {
        Step::Key(key) => root.at_path(parent)?.entry(key).map(|entry| entry.key),
        Step::Index(_) => None,
    });
    let span = key.map_or(node.outer_span(), |key| key.outer_span().join(node.outer_span()));
    let trivia = |line: u32| {
        let line = text.slice(text.line_span(line));
        line.split('#').next().is_some_and(|content| content.bytes().all(|byte| matches!(byte, b' ' | b'-')))
    };
    let (mut first, mut last) = (text.line_of(span.start), text.line_of(span.end));
    while first > 0 && trivia(first - 1) {
        first -= 1;
    }
    while last + 1 < text.line_count() && trivia(last + 1) {
        last += 1;
    }
    // The comma of a neighbour, or the dash that the next child moves up to.
    (first.saturating_sub(1), last + 1)
}

fn lines(text: &Text) -> Vec<String> {
    text.to_string().split_inclusive('\n').map(str::to_owned).collect()
}

/// Whether the lines before `first` and after `last` are the same.
fn others_stay(before: &Text, after: &Text, first: u32, last: u32) -> bool {
    let (old, new) = (lines(before), lines(after));
    let head = old.get(..first as usize).unwrap_or_default();
    let tail = old.get(last as usize + 1..).unwrap_or_default();
    new.starts_with(head) && new.ends_with(tail)
}

/// The number of lines of `before` between those that it has in common with `after`.
fn changed(before: &Text, after: &Text) -> usize {
    let (old, new) = (lines(before), lines(after));
    let prefix = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let room = old.len().min(new.len()) - prefix;
    let suffix = old.iter().rev().zip(new.iter().rev()).take(room).take_while(|(old, new)| old == new).count();
    old.len() - suffix - prefix
}

fn comments(syntax: &Syntax) -> Vec<String> {
    let comments = syntax.documents().flat_map(|(start, document)| document.comments(start));
    comments.map(|comment| comment.text.to_owned()).collect()
}

/// Whether a strict parser reads the whole text without a word.
fn parses(text: &Text) -> bool {
    let text = text.to_string();
    let mut parser = yaml_rust2::parser::Parser::new(text.trim_start_matches('\u{feff}').chars());
    loop {
        match parser.next_token() {
            Ok((yaml_rust2::Event::StreamEnd, _)) => return true,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

/// Files in which every edit can be made.
fn is_plain(index: usize) -> bool {
    fixtures::TEXTS.get(index).is_some_and(|path| !path.contains("broken") && !path.contains("oddities"))
}

proptest! {
    #![proptest_config(fixtures::law(250))]

    #[test]
    fn a_text_says_what_was_asked_and_its_other_lines_stay(
        seed in 0..fixtures::TEXTS.len() + EXTRA.len(),
        crlf in prop::bool::weighted(0.2),
        cut in prop::bool::weighted(0.2),
        mark in prop::bool::weighted(0.1),
        wishes in prop::collection::vec((any::<Index>(), any::<Index>(), wish()), 1..8),
    ) {
        let mut model = seed.checked_sub(fixtures::TEXTS.len()).map_or_else(|| fixtures::text(seed), |extra| EXTRA[extra].to_owned());
        // In a text with `? key`, which is parsed in one go, yaml-rust2 minds where a bracket closes.
        model = model.replace("two # note\n]", "two # note\n  ]");
        if crlf {
            model = model.replace('\n', "\r\n");
        }
        if cut {
            model.truncate(model.trim_end().len());
        }
        if mark {
            model.insert(0, '\u{feff}');
        }
        let keys: Vec<String> = KEYS.iter().map(|key| (*key).to_owned()).collect();
        let mut text = Text::new(&model);
        let first = text.clone();
        let mut patch = Patch::new(&first, &Syntax::new(&first));
        for (document, place, wish) in &wishes {
            let syntax = Syntax::new(&text);
            let documents: Vec<_> = syntax.documents().enumerate().filter(|(_, (start, document))| document.root(*start).is_some()).collect();
            if documents.is_empty() {
                break;
            }
            let (index, (start, document)) = *document.get(&documents);
            let root = document.root(start).expect("a root");
            let mut all = Vec::new();
            paths(root, &Path::new(), &mut all);
            let (path, node) = place.get(&all);
            let Some((operation, path)) = operation(wish, path, *node, &keys) else { continue };
            let Some(edits) = operation.edits(&text, root, &path) else {
                let taken = matches!(operation, Operation::Rename(_));
                prop_assert!(!is_plain(seed) || taken, "refused: {operation:?} at {path} in\n{text}");
                continue;
            };
            let after = text.with_edits(&edits);
            let story = format!("{operation:?} at {path} of\n{text}\ngave\n{after}");
            let read = Syntax::new(&after);
            let mut expected = models(&syntax);
            expected[index] = expected[index].as_ref().map(|model| operation.apply(model, &path));
            prop_assert_eq!(models(&read), expected, "{}", story);
            prop_assert!(problems(&read) <= problems(&syntax), "{}", story);
            prop_assert!(edits.windows(2).all(|pair| pair[0].span.end < pair[1].span.start), "{:?} {}", edits, story);
            prop_assert!(parses(&after) || !parses(&text), "no longer YAML: {}", story);
            let (first, last) = region(&text, root, &operation, &path);
            prop_assert!(others_stay(&text, &after, first, last), "not only {first}..={last}: {}", story);
            let (old, new) = (comments(&syntax), comments(&read));
            // A new comment may stand in front of an old one.
            let gone = old.iter().filter(|old| !new.iter().any(|new| new.ends_with(*old))).count();
            let keeps = match &operation {
                Operation::Set(_) => !node.is_mapping() && !node.is_sequence(),
                Operation::Remove(_) => false,
                _ => true,
            };
            prop_assert!(!keeps || gone == 0, "comments gone: {}", story);
            let adds = matches!(operation, Operation::Insert(..) | Operation::Item(..));
            prop_assert!(!adds || changed(&text, &after) <= 2, "{}", story);
            prop_assert!(patch.then(|now, _| (now.to_string() == text.to_string()).then_some(edits)), "{}", story);
            text = after;
        }
        let edits = patch.into_edits();
        prop_assert!(edits.windows(2).all(|pair| pair[0].span.end < pair[1].span.start), "{:?}", edits);
        prop_assert_eq!(first.with_edits(&edits).to_string(), text.to_string());
    }

    #[test]
    fn a_scalar_is_set_only_once(word in scalar(), index in any::<Index>(), seed in 0..fixtures::TEXTS.len()) {
        let text = Text::new(&fixtures::text(seed));
        let syntax = Syntax::new(&text);
        let (start, document) = syntax.documents().find(|(start, document)| document.root(*start).is_some()).expect("a document");
        let root = document.root(start).expect("a root");
        let mut all = Vec::new();
        paths(root, &Path::new(), &mut all);
        let (path, _) = index.get(&all);
        if let Some(edits) = set(Target::new(&text, root), path, &word) {
            let after = text.with_edits(&edits);
            let read = Syntax::new(&after);
            let (start, document) = read.documents().find(|(start, document)| document.root(*start).is_some()).expect("a document");
            let again = set(Target::new(&after, document.root(start).expect("a root")), path, &word);
            prop_assert_eq!(again, Some(Vec::<Edit>::new()), "{} in {}", path, after);
        }
    }
}
