//! Edits, as texts before and after. Every row is also tried with CRLF and without a last line break,
//! and its result is read again and compared with what was asked.

use podls::syntax::edit::{self, Emptied, Patch, Target, Value};
use podls::syntax::{Path, Step, Syntax};
use podls::text::{Edit, Text};

use super::model::{models, operation, problems};

/// The text after `line` was done to the last document of `before` that has a root.
fn apply(before: &str, line: &str) -> Option<String> {
    let (operation, path) = operation(line);
    let text = Text::new(before);
    let syntax = Syntax::new(&text);
    let roots = syntax
        .documents()
        .enumerate()
        .filter_map(|(index, (start, document))| document.root(start).map(|root| (index, root)));
    let (index, root) = roots.last().expect("a root");
    let edits = operation.edits(&text, root, &path)?;
    let after = text.with_edits(&edits);
    let read = Syntax::new(&after);
    let mut expected = models(&syntax);
    expected[index] = expected[index].as_ref().map(|model| operation.apply(model, &path));
    assert_eq!(models(&read), expected, "{line}\n{after}");
    assert!(problems(&read) <= problems(&syntax), "{line}\n{after}");
    Some(after.to_string())
}

/// `text` without the indentation of its first line and the line breaks around it.
fn dedent(text: &str) -> String {
    let text = text.strip_prefix('\n').unwrap_or(text);
    let indent = text.len() - text.trim_start_matches(' ').len();
    let mut result = String::new();
    for line in text.lines() {
        result.push_str(line.get(indent..).unwrap_or_default());
        result.push('\n');
    }
    if text.ends_with(' ') || !text.ends_with('\n') {
        while result.ends_with("\n\n") {
            result.pop();
        }
    }
    result
}

fn check(line: &str, before: &str, after: &str) {
    let (before, after) = (dedent(before), dedent(after));
    assert_eq!(apply(&before, line).as_deref(), Some(after.as_str()), "{line}\n{before}");
    let windows = |text: &str| text.replace('\n', "\r\n");
    assert_eq!(apply(&windows(&before), line), Some(windows(&after)), "with CRLF: {line}\n{before}");
    let marked = |text: &str| format!("\u{feff}{text}");
    assert_eq!(apply(&marked(&before), line), Some(marked(&after)), "with a byte order mark: {line}\n{before}");
    let cut = |text: &str| text.strip_suffix('\n').unwrap_or(text).to_owned();
    let without = apply(&cut(&before), line).unwrap_or_default();
    assert_eq!(cut(&without), cut(&after), "without a last line break: {line}\n{before}");
}

fn refused(line: &str, before: &str) {
    assert_eq!(apply(&dedent(before), line), None, "{line}\n{before}");
}

#[test]
fn a_scalar_is_replaced_and_its_quotes_and_comment_stay() {
    check(
        "set a.b = 2",
        "
        a:
          b: 1 # one
          c: 3
        ",
        "
        a:
          b: 2 # one
          c: 3
        ",
    );
    check("set a = y", "a: x # 🚀\n", "a: true # 🚀\n");
    check("set a = 'yes'", "a: x\n", "a: \"yes\"\n");
    check("set a = 'yes'", "b: 'z'\na: x\n", "b: 'z'\na: 'yes'\n");
    check("set a = z", "a: 'x'\n", "a: 'z'\n");
    check("set a = 1", "a: '1'\n", "a: 1\n");
    check("set 🚀 = ok", "🚀: \"é\" # é\n", "🚀: \"ok\" # é\n");
    check("set l[1] = c", "l:\n- a\n- b # b\n", "l:\n- a\n- c # b\n");
    check("set . = 2", "1\n", "2\n");
}

#[test]
fn a_value_appears_where_none_is() {
    check("set a = 1", "a:\nb: 2\n", "a: 1\nb: 2\n");
    check("set a = 1", "a: # c\nb: 2\n", "a: 1 # c\nb: 2\n");
    check("set l[0] = x", "l:\n-\n- b\n", "l:\n- x\n- b\n");
    check("set a = {b: 1}", "a: # c\nd: 2\n", "a: # c\n  b: 1\nd: 2\n");
    check("set l[0] = {b: 1, c: 2}", "l:\n- # c\n- b\n", "l:\n- b: 1 # c\n  c: 2\n- b\n");
    check("set a = {b: 1}", "a: &x # c\nd: *x\n", "a: &x # c\n  b: 1\nd: *x\n");
}

#[test]
fn kinds_of_values_take_each_others_place() {
    check(
        "set a = {b: 1, c: [x, {d: e, f: g}]}",
        "a: old # c\nz: 1\n",
        "
        a: # c
          b: 1
          c:
          - x
          - d: e
            f: g
        z: 1
        ",
    );
    check(
        "set a = x",
        "
        a: # c
          # inner
          b: 1 # b
          c: 2
        # outer
        z: 1
        ",
        "
        a: x # c
        # outer
        z: 1
        ",
    );
    check("set a = [x, w]", "a:\n    b: 1\nz: 1\n", "a:\n- x\n- w\nz: 1\n");
    check("set a = {x: w}", "a:\n- b\n- c\nz: 1\n", "a:\n  x: w\nz: 1\n");
    check("set a = {x: w}", "a:\n    b: 1\nz: 1\n", "a:\n    x: w\nz: 1\n");
    check("set a = {}", "a:\n  b: 1\nz: 1\n", "a: {}\nz: 1\n");
    check("set a[0] = x", "a:\n- b: 1\n  c: 2 # c\n- z\n", "a:\n- x\n- z\n");
    check("set a[0] = x", "a:\n- b: 1 # c\n- z\n", "a:\n- x # c\n- z\n");
    check("set a[0] = {b: 1}", "a:\n- - 1\n  - 2\n- z\n", "a:\n- b: 1\n- z\n");
    check("set a = x", "a: |  # c\n  1\n  2\nz: 1\n", "a: x  # c\nz: 1\n");
    check("set a = x", "a:\n  # c\n  y # d\nz: 1\n", "a:\n  # c\n  x # d\nz: 1\n");
    check("set a = {b: c}", "a: {d: e}\nz: 1\n", "a: {b: c}\nz: 1\n");
    check("set a = {b: c}", "a: {}\nz: 1\n", "a:\n  b: c\nz: 1\n");
    check("set a = x", "a:\n- []\nz: 1\n", "a: x\nz: 1\n");
    check("set . = {b: c, d: e}", "a: 1\nz: 1\n", "b: c\nd: e\n");
    check("set . = x", "a: 1\nz: 1\n", "x\n");
}

#[test]
fn several_lines_of_text_become_a_block() {
    check("set a = \"x\\n y\\n\"", "a: 1 # c\nb: 2\n", "a: | # c\n  x\n   y\nb: 2\n");
    check("set a = \"x\\n\\ny\"", "b: 2\na: 1\n", "b: 2\na: |-\n  x\n\n  y\n");
    check("set a = \"x\\n\"", "b: 2\na: 1\n", "b: 2\na: |\n  x\n");
    check("set a[0] = \" x\\n\"", "a:\n-   1\n- 2\n", "a:\n-   |4\n     x\n- 2\n");
    check("set a = \"x\\ny\\n\"", "a: |-\n    q\n    r\nb: 2\n", "a: |\n  x\n  y\nb: 2\n");
    // A block would take in the comment below it.
    check("set a = \"x\\ny\"", "a: 1\n\n    # c\nb: 2\n", "a: \"x\\ny\"\n\n    # c\nb: 2\n");
    check("set a.b = \"x\\ny\"", "a:\n  b: 1\n  # c\nb: 2\n", "a:\n  b: |-\n    x\n    y\n  # c\nb: 2\n");
    check("set a = \"x\\ny\\n\"", "{a: 1, b: 2}\n", "{a: \"x\\ny\\n\", b: 2}\n");
}

#[test]
fn what_is_missing_on_the_way_is_made() {
    check(
        "set spec.securityContext.runAsNonRoot = true",
        "
        spec:
          containers:
          - name: a

        # end
        ",
        "
        spec:
          containers:
          - name: a
          securityContext:
            runAsNonRoot: true

        # end
        ",
    );
    check(
        "set spec.c[0].env[0].name = A",
        "spec:\n  c:\n  -   k: a # c\n",
        "
        spec:
          c:
          -   k: a # c
              env:
              -   name: A
        ",
    );
    check("set a.b = 1", "a: ~\n", "a:\n  b: 1\n");
    check("set a.b = 1", "a:\nc: 2\n", "a:\n  b: 1\nc: 2\n");
    check("set a[0] = 1", "a: [] # none\nc: 2\n", "a: # none\n- 1\nc: 2\n");
    check("set a[1] = 1", "a:\n  - 0\nc: 2\n", "a:\n  - 0\n  - 1\nc: 2\n");
    refused("set a.b = 1", "a: text\n");
    refused("set a[2] = 1", "a:\n- 0\n");
    refused("set a.b = 1", "a:\n- 0\n");
}

#[test]
fn a_key_goes_where_it_is_told() {
    let before = "
        m:
          # of a
          a: 1 # a
            # deeper
          # of b
          b: 2

          # free

          c: 3
        # out
        ";
    check(
        "insert m k = 1",
        before,
        "
        m:
          # of a
          a: 1 # a
            # deeper
          # of b
          b: 2

          # free

          c: 3
          k: 1
        # out
        ",
    );
    check(
        "insert m k@first = 1",
        before,
        "
        m:
          k: 1
          # of a
          a: 1 # a
            # deeper
          # of b
          b: 2

          # free

          c: 3
        # out
        ",
    );
    check(
        "insert m k@after:a = {x: [1]}",
        before,
        "
        m:
          # of a
          a: 1 # a
            # deeper
          k:
            x:
            - 1
          # of b
          b: 2

          # free

          c: 3
        # out
        ",
    );
    check(
        "insert m k@before:b = 1",
        before,
        "
        m:
          # of a
          a: 1 # a
            # deeper
          k: 1
          # of b
          b: 2

          # free

          c: 3
        # out
        ",
    );
    check("insert . k@first = 1", "# about\na: 1\n", "# about\nk: 1\na: 1\n");
    check("insert l[0] k@first = 1", "l:\n- # c\n  a: 1\n- b\n", "l:\n- # c\n  k: 1\n  a: 1\n- b\n");
    check("insert l[0] k@first = {x: 1}", "l:\n- a: 1\n  b: 2\n", "l:\n- k:\n    x: 1\n  a: 1\n  b: 2\n");
    check("insert l[0] k@before:b = 1", "l:\n- a: 1\n  b: 2\n", "l:\n- a: 1\n  k: 1\n  b: 2\n");
    refused("insert m a = 1", before);
}

#[test]
fn an_item_goes_where_it_is_told() {
    check("push l = {a: 1, b: 2}", "l:\n- a: 0\n  b: 0\nz: 1\n", "l:\n- a: 0\n  b: 0\n- a: 1\n  b: 2\nz: 1\n");
    check("item l 0 = x", "l:\n  # first\n  -   a\n  -   b\n", "l:\n  -   x\n  # first\n  -   a\n  -   b\n");
    check("item l 1 = x", "l:\n  - a # a\n  # second\n  - b\n", "l:\n  - a # a\n  - x\n  # second\n  - b\n");
    check("item l[0] 0 = x", "l:\n- - a\n  - b\n", "l:\n- - x\n  - a\n  - b\n");
    check("push l = x", "a: 1\nl:\n", "a: 1\nl:\n- x\n");
    check("push l = x", "m:\n  - 1\nl: []\n", "m:\n  - 1\nl:\n  - x\n");
    check("push s.l = x", "s:\n    a: 1\n", "s:\n    a: 1\n    l:\n    - x\n");
    check("push . = x", "- a\n- |\n  b\n", "- a\n- |\n  b\n- x\n");
    check("push l = x", "l:\n- a: |+\n    t\n\n\nz: 1\n", "l:\n- a: |+\n    t\n\n\n- x\nz: 1\n");
    refused("push a = x", "a: {b: 1}\n");
    refused("push a = x", "a: text\n");
}

#[test]
fn an_entry_leaves_with_what_belongs_to_it() {
    check(
        "remove m.b",
        "
        m:
          a: 1 # a
          # free

          # of b
          # more of b
          b: # b
            c: 1
              # deeper
            # of b too
          # of d
          d: 2
        ",
        "
        m:
          a: 1 # a
          # free

          # of d
          d: 2
        ",
    );
    check("remove l[0]", "l:\n- a: 1\n  b: 2\n  # c\n- x\n", "l:\n- x\n");
    check("remove l[1]", "l:\n- a: 1\n- b: 2\n", "l:\n- a: 1\n");
    check("remove l[0].a", "l:\n- a: 1 # a\n  b: 2\n", "l:\n- b: 2\n");
    check("remove l[0].a", "l:\n- a: 1 # a\n  # b\n  b: 2\n", "l:\n-\n  # b\n  b: 2\n");
    check("remove l[0].a", "l:\n-   a:\n    - 1\n    - 2\n    b: 2\n", "l:\n-   b: 2\n");
    check("remove l[0][0]", "l:\n- - 1\n  - 2\n", "l:\n- - 2\n");
    check("remove a", "# about the file\na: 1\nb: 2\n", "# about the file\nb: 2\n");
    check("remove a", "b: 2\na: |\n  x\n", "b: 2\n");
    check("remove a", "b: 2\na: |+\n  x\n\n\nc: 3\n", "b: 2\nc: 3\n");
}

#[test]
fn deeper_comments_below_belong_to_an_entry_also_behind_blank_lines() {
    let before = "
        l:
        - a: 1

          # b: 2

        # of c
        - c: 1
        ";
    check(
        "remove l[0]",
        before,
        "
        l:

        # of c
        - c: 1
        ",
    );
    check(
        "item l 1 = x",
        before,
        "
        l:
        - a: 1

          # b: 2

        - x
        # of c
        - c: 1
        ",
    );
    check(
        "insert l[0] d = 2",
        before,
        "
        l:
        - a: 1
          d: 2

          # b: 2

        # of c
        - c: 1
        ",
    );
}

#[test]
fn the_last_entry_leaves_nothing_or_takes_its_parent_along() {
    check("remove m.a", "m: # m\n  # a\n  a: 1 # a\nz: 1\n", "m: {} # m\nz: 1\n");
    check("remove m[0]", "m: # m\n- a\nz: 1\n", "m: [] # m\nz: 1\n");
    check("remove m[0].a", "m:\n- a: 1\nz: 1\n", "m:\n- {}\nz: 1\n");
    check("remove! m[0].a", "m:\n- a: 1\nz: 1\n", "z: 1\n");
    check("remove! m.a.b", "m:\n  c: 1\n  a: {b: 1}\nz: 1\n", "m:\n  c: 1\nz: 1\n");
    check("remove! a", "# c\na: 1\n", "# c\n{}\n");
    check("remove a", "---\na:\n- 1\n", "---\n{}\n");
    check("remove m.a", "m: &m\n  a: 1\nz: *m\n", "m: &m {}\nz: *m\n");
}

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
fn brackets_stay_brackets() {
    check("insert a k = x", "a: {b: 1} # c\n", "a: {b: 1, k: x} # c\n");
    check("insert a k = [x, {v: z}]", "a: { b: 1 }\n", "a: { b: 1, k: [x, { v: z }] }\n");
    check("insert a k@first = x", "a: {b: 1, c: 2}\n", "a: {k: x, b: 1, c: 2}\n");
    check("insert a k@after:b = x", "a: {b: 1, c: 2}\n", "a: {b: 1, k: x, c: 2}\n");
    check("insert a k = x", "a: {b: 1, }\n", "a: {b: 1, k: x, }\n");
    check("push a = x", "a: ['b', 'c']\n", "a: ['b', 'c', 'x']\n");
    check("push a = x", "a: [b] # c\n", "a: [b, x] # c\n");
    check("item a 0 = x", "a: [b,\n  c]\n", "a: [x, b,\n  c]\n");
    check("insert a.b k = x", "a: {b: {}, c: 1}\n", "a: {b: {k: x}, c: 1}\n");
    check("insert a.b k = x", "a: {b: , c: 1}\n", "a: {b: {k: x} , c: 1}\n");
    check("set a.b = x", "a: {b, c: 1}\n", "a: {b: x, c: 1}\n");
    check("set a.b.c = x", "a: {q: \"1\"}\n", "a: {q: \"1\", b: {c: \"x\"}}\n");
    check("set a = 'a,b'", "{a: b}\n", "{a: \"a,b\"}\n");
    check("remove a.b", "a: {b: 1, c: 2}\n", "a: {c: 2}\n");
    check("remove a.c", "a: {b: 1, c: 2} # c\n", "a: {b: 1} # c\n");
    check("remove a.c", "a: {b: 1, c: 2, }\n", "a: {b: 1, }\n");
    check("remove a[1]", "a: [b, c, d]\n", "a: [b, d]\n");
    check("remove a[0]", "a: [b]\n", "a: []\n");
    check("remove! a.b[0]", "a: {b: [c], d: 1}\n", "a: {d: 1}\n");
    check("remove a[1]", "a: [b,\n  c\n  ]\n", "a: [b\n  ]\n");
    check("set a.b = 2", "{\"a\": {\"b\": 1}}\n", "{\"a\": {\"b\": 2}}\n");
    check("insert a k = x", "{\"a\": {\"b\": 1}}\n", "{\"a\": {\"b\": 1, \"k\": x}}\n");
    check("set a[0].b = 2", "a: [b: 1, c]\n", "a: [b: 2, c]\n");
    refused("insert a[0] k = 2", "a: [b: 1]\n");
}

#[test]
fn kyaml_stays_kyaml() {
    let before = "
        {
          kind: \"Pod\",
          spec: {
            containers: [{
              name: \"a\", # a
              ports: [{ containerPort: 1 }],
            }],
          }, # spec
        }
        ";
    check(
        "set spec.hostname = h",
        before,
        "
        {
          kind: \"Pod\",
          spec: {
            containers: [{
              name: \"a\", # a
              ports: [{ containerPort: 1 }],
            }],
            hostname: \"h\",
          }, # spec
        }
        ",
    );
    check(
        "push spec.containers = {name: b, env: [{name: A, value: 'B'}], args: [c, d]}",
        before,
        "
        {
          kind: \"Pod\",
          spec: {
            containers: [{
              name: \"a\", # a
              ports: [{ containerPort: 1 }],
            }, {
              name: \"b\",
              env: [{
                name: \"A\",
                value: \"B\",
              }],
              args: [\"c\", \"d\"],
            }],
          }, # spec
        }
        ",
    );
    check(
        "insert spec.containers[0] image@after:name = 'i#TODO'",
        before,
        "
        {
          kind: \"Pod\",
          spec: {
            containers: [{
              name: \"a\", # a
              image: \"i\", # TODO
              ports: [{ containerPort: 1 }],
            }],
          }, # spec
        }
        ",
    );
    check(
        "remove spec.containers[0].name",
        before,
        "
        {
          kind: \"Pod\",
          spec: {
            containers: [{
              ports: [{ containerPort: 1 }],
            }],
          }, # spec
        }
        ",
    );
    check(
        "push spec.containers[0].ports = {containerPort: 2}",
        before,
        "
        {
          kind: \"Pod\",
          spec: {
            containers: [{
              name: \"a\", # a
              ports: [{ containerPort: 1 }, { containerPort: 2 }],
            }],
          }, # spec
        }
        ",
    );
    check("remove kind", "{\n  # k\n  \"kind\": 1,\n  \"spec\": 2\n}\n", "{\n  \"spec\": 2\n}\n");
    check("remove spec", "{\n  \"kind\": 1, # k\n  \"spec\": 2\n}\n", "{\n  \"kind\": 1 # k\n}\n");
    check(
        "insert . k = {a: {b: 1}}",
        "{\n  \"kind\": 1, # k\n  \"spec\": 2 # s\n}\n",
        "
        {
          \"kind\": 1, # k
          \"spec\": 2, # s
          \"k\": {
            \"a\": { \"b\": 1 }
          }
        }
        ",
    );
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
