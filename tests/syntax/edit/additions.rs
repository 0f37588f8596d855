//! Adding keys and items, and what is missing on the way to them.

use super::{check, refused};

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
