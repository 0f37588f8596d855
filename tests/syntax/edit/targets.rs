//! What an edit names: keys, aliases, one of several equal pairs, one of several documents.

use podls::syntax::edit::{self, Emptied, Patch, Target, Value};
use podls::syntax::{Path, Step, Syntax};
use podls::text::{Edit, Text};

use super::{check, refused};
use crate::syntax::model::operation;

#[test]
fn a_key_gets_another_name() {
    check(
        "rename m.imgae image",
        "m:\n- x\n".replace("m:\n- x\n", "m:\n  imgae: x # c\n").as_str(),
        "m:\n  image: x # c\n",
    );
    check("rename l[0].a b", "l:\n- a: 1\n", "l:\n- b: 1\n");
    check("rename a on", "\"a\": 1\n", "\"on\": 1\n");
    check("rename a on", "a: 1\n", "\"on\": 1\n");
    check("rename m.a b", "m: {a: 1}\n", "m: {b: 1}\n");
    refused("rename a b", "a: 1\nb: 2\n");
    refused("rename l[0] b", "l:\n- 1\n");
}

#[test]
fn comments_stand_behind_what_they_speak_of() {
    check("insert a k = 'x#TODO name it'", "a:\n  b: 1\n", "a:\n  b: 1\n  k: x # TODO name it\n");
    check(
        "push a = {k: 'x#TODO', m: '[1]#why'}",
        "a:\n- b: 1\n",
        "
        a:
        - b: 1
        - k: x # TODO
          m: # why
          - 1
        ",
    );
    check("insert a k = 'x#TODO'", "a: {b: 1}\n", "a: {b: 1, k: x} # TODO\n");
}

#[test]
fn anchors_and_merge_keys_are_kept_whole() {
    refused("set b.x = 2", "a: &a {x: 1}\nb: *a\n");
    refused("remove a", "a: &a {x: 1}\nb: *a\n");
    refused("set a = 1", "a: {c: &a {x: 1}}\nb: *a\n");
    check("set b = 1", "a: &a {x: 1}\nb: *a # c\n", "a: &a {x: 1}\nb: 1 # c\n");
    check("set a = 1", "a: &a {x: 1}\nb: *a\n", "a: &a 1\nb: *a\n");
    check("set a = {w: 1}", "a: &a # c\n  x: 1\nb: *a\n", "a: &a # c\n  w: 1\nb: *a\n");
    check("set a[0] = {x: 1}", "a:\n- &a b # c\n- *a\n", "a:\n- &a\n  x: 1 # c\n- *a\n");
    check("set a[0] = {x: 1}", "a:\n- &a # c\n  w: 1\n- *a\n", "a:\n- &a # c\n  x: 1\n- *a\n");
    check("set a[0] = 1", "a:\n- &a # c\n  w: 1\n- *a\n", "a:\n- &a # c\n  1\n- *a\n");
    check("set a = 1", "a: !!str 2\n", "a: 1\n");
    check("set b.x = 2", "a: &a\n  x: 1\nb:\n  <<: *a\n  w: 1\n", "a: &a\n  x: 1\nb:\n  <<: *a\n  w: 1\n  x: 2\n");
    check("remove b.<<", "a: &a\n  x: 1\nb:\n  <<: *a\n  w: 1\n", "a: &a\n  x: 1\nb:\n  w: 1\n");
    check("remove b", "a: &a\n  x: 1\nb: *a\n", "a: &a\n  x: 1\n");
    refused("remove a", "? a\n: 1\n? b\n: 2\n");
}

#[test]
fn only_the_document_that_is_meant_changes() {
    check("set a = 2", "a: 1\n--- # c\na: 1\n", "a: 1\n--- # c\na: 2\n");
    check("insert . k = 1", "a: 1\n---\na:\n- 1\n...\n", "a: 1\n---\na:\n- 1\nk: 1\n...\n");
    check(
        "insert items[0].spec k = 1",
        "kind: List\nitems:\n- spec:\n    a: 1\n- spec:\n    b: 1\n",
        "
        kind: List
        items:
        - spec:
            a: 1
            k: 1
        - spec:
            b: 1
        ",
    );
}

#[test]
fn edits_of_one_text_come_together() {
    let before = Text::new("a: 1\nb: 2\n");
    let syntax = Syntax::new(&before);
    let edit = |text: &Text, syntax: &Syntax, line: &str| {
        let (operation, path) = operation(line);
        let (start, document) = syntax.documents().next()?;
        operation.edits(text, document.root(start)?, &path)
    };
    let after = |patch: Patch| before.with_edits(&patch.into_edits()).to_string();

    let mut patch = Patch::new(&before, &syntax);
    for line in ["set c = 3", "set d = 4", "set c = 3", "set a = 5"] {
        assert!(patch.add(&edit(&before, &syntax, line).unwrap()), "{line}");
    }
    assert!(!patch.add(&edit(&before, &syntax, "set a = 6").unwrap()), "changed already");
    assert!(patch.then(|text, syntax| edit(text, syntax, "set c = 7")));
    assert_eq!(after(patch), "a: 5\nb: 2\nc: 7\nd: 4\n");

    let mut patch = Patch::new(&before, &syntax);
    for line in ["set s.x = 1", "set s.w = 2", "remove a", "set s.x = 3"] {
        assert!(patch.then(|text, syntax| edit(text, syntax, line)), "{line}");
    }
    assert!(!patch.then(|text, syntax| edit(text, syntax, "remove a")), "gone already");
    assert_eq!(after(patch), "b: 2\ns:\n  x: 3\n  w: 2\n");
}

#[test]
fn an_anchor_is_edited_through_its_alias_only_on_request() {
    let text = Text::new("a: &a {x: 1}\nb: [*a]\nc:\n  <<: *a\n");
    let syntax = Syntax::new(&text);
    let (start, document) = syntax.documents().next().unwrap();
    let target = Target::new(&text, document.root(start).unwrap());
    for (path, value, expected) in [("b[0].x", 2, "{x: 2}"), ("b[0].w", 2, "{x: 1, w: 2}"), ("c.<<.x", 2, "{x: 2}")] {
        let path = Path::parse(path).unwrap();
        assert_eq!(edit::set(target, &path, &Value::Int(value)), None);
        let edits = edit::set(target.through_aliases(), &path, &Value::Int(value)).unwrap();
        let after = text.with_edits(&edits).to_string();
        assert_eq!(after, text.to_string().replace("{x: 1}", expected));
    }
}

#[test]
fn one_of_several_pairs_with_the_same_key_can_be_named() {
    let text = Text::new("m:\n  a: 1\n  b: 2\n  a: 3 # c\n");
    let syntax = Syntax::new(&text);
    let (start, document) = syntax.documents().next().unwrap();
    let target = Target::new(&text, document.root(start).unwrap());
    let after = |edits: Option<Vec<Edit>>| text.with_edits(&edits.unwrap()).to_string();
    let path = [Step::Key("m")];
    assert_eq!(after(edit::remove_nth(target, &path, 2, Emptied::Keep)), "m:\n  a: 1\n  b: 2\n");
    assert_eq!(after(edit::rename_nth(target, &path, 2, "c")), "m:\n  a: 1\n  b: 2\n  c: 3 # c\n");
    assert_eq!(edit::rename_nth(target, &path, 2, "b"), None);
}
