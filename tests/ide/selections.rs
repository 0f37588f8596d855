//! Selections that grow.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use podls::ide::selections;

use super::snapshot;

#[expect(clippy::needless_pass_by_value, reason = "so that expectations stand in the call")]
fn check(marked: &str, expected: Expect) {
    let (snapshot, at) = snapshot(marked);
    let mut out = String::new();
    for span in selections(&snapshot, at) {
        let _ = writeln!(out, "{:?}", snapshot.text().slice(span));
    }
    expected.assert_eq(&out);
}

#[test]
fn a_selection_grows_from_the_scalar_to_the_text() {
    check(
        "# 🚀\nspec:\n  containers:\n  - name: \"a$0b\"\n    image: c\n  - name: d\n---\nx: 1\n",
        expect![[r##"
        "ab"
        "\"ab\""
        "name: \"ab\""
        "name: \"ab\"\n    image: c"
        "- name: \"ab\"\n    image: c"
        "- name: \"ab\"\n    image: c\n  - name: d"
        "containers:\n  - name: \"ab\"\n    image: c\n  - name: d"
        "spec:\n  containers:\n  - name: \"ab\"\n    image: c\n  - name: d"
        "# 🚀\nspec:\n  containers:\n  - name: \"ab\"\n    image: c\n  - name: d\n"
        "# 🚀\nspec:\n  containers:\n  - name: \"ab\"\n    image: c\n  - name: d\n---\nx: 1\n"
    "##]],
    );
    check(
        "a:\n    -   {b: [c, $0d]}\n    # - note\n    -   e\n",
        expect![[r#"
        "d"
        "[c, d]"
        "b: [c, d]"
        "{b: [c, d]}"
        "-   {b: [c, d]}"
        "-   {b: [c, d]}\n    # - note\n    -   e"
        "a:\n    -   {b: [c, d]}\n    # - note\n    -   e"
        "a:\n    -   {b: [c, d]}\n    # - note\n    -   e\n"
    "#]],
    );
    check(
        "a:\n- b\n# - note\n-$0   c: d\n    e: f\n",
        expect![[r#"
        "-   c: d\n    e: f"
        "- b\n# - note\n-   c: d\n    e: f"
        "a:\n- b\n# - note\n-   c: d\n    e: f"
        "a:\n- b\n# - note\n-   c: d\n    e: f\n"
    "#]],
    );
    check(
        "a$0b: c\n",
        expect![[r#"
        "ab"
        "ab: c"
        "ab: c\n"
    "#]],
    );
    check(
        "a: # no$0te\n  b: c\n",
        expect![[r##"
        "# note"
        "a: # note\n  b: c"
        "a: # note\n  b: c\n"
    "##]],
    );
    check(
        "a: |\n  on$0e\n  two\nb: c\n",
        expect![[r#"
        "|\n  one\n  two"
        "a: |\n  one\n  two"
        "a: |\n  one\n  two\nb: c"
        "a: |\n  one\n  two\nb: c\n"
    "#]],
    );
    check("$0", expect![[""]]);
}
