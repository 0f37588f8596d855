//! Removing entries and items with the comments that belong to them.

use super::check;

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
