//! Fixes on offer.

use crate::fixtures::server_only;
use std::fmt::Write as _;

use expect_test::{Expect, expect};
use podls::ide::actions;
use podls::text::Span;

use super::snapshot;

#[expect(clippy::needless_pass_by_value, reason = "so that expectations stand in the call")]
fn check(marked: &str, expected: Expect) {
    let (snapshot, at) = snapshot(marked);
    let mut out = String::new();
    for action in actions(&snapshot, &server_only(), Span::empty(at)) {
        let star = if action.preferred { "*" } else { "-" };
        let code = action.finding.as_ref().map_or("", |finding| finding.code);
        let after = snapshot.text().with_edits(&action.edits).to_string();
        let changed: Vec<&str> = after.lines().filter(|line| !marked.lines().any(|old| old == *line)).collect();
        let _ = writeln!(out, "{star} {} [{code}] {changed:?}", action.title);
    }
    expected.assert_eq(&out);
}

#[test]
fn fixes_of_the_line_are_offered_those_under_the_cursor_first() {
    check(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: 🚀a}\nspec:\n  containers:\n  - name: a\n    imag: $0b\n    \
         imagepullpolicy: always\n",
        expect![[r#"
            * Rename to `image` [unknown-field] ["    image: b"]
            - Remove `imag` [unknown-field] []
            - Ignore `unknown-field` on this line [unknown-field] ["    imag: b  # podls: ignore[unknown-field]"]
        "#]],
    );
    check(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: 🚀a}\nspec:\n  containers:\n  - name: a\n    image: b\n  $0  \
         imagepullpolicy: always\n",
        expect![[r#"
            - Rename to `imagePullPolicy` [unknown-field] ["    imagePullPolicy: always"]
            - Remove `imagepullpolicy` [unknown-field] []
            - Ignore `unknown-field` on this line [unknown-field] ["    imagepullpolicy: always  # podls: ignore[unknown-field]"]
        "#]],
    );
    check(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a, annotations: {e: 🚀, n: 1, o: $0true}}\nspec:\n  containers: \
         [{name: a, image: b}]\n",
        expect![[r#"
            * Put it in quotes [wrong-type] ["metadata: {name: a, annotations: {e: 🚀, n: 1, o: \"true\"}}"]
            - Ignore `wrong-type` on this line [wrong-type] ["metadata: {name: a, annotations: {e: 🚀, n: 1, o: true}}  # podls: ignore[wrong-type]"]
        "#]],
    );
}
