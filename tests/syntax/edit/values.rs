//! Setting a value: over one that is there, where none is, and of another kind.

use super::check;

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
