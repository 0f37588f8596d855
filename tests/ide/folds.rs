//! Folding.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use podls::ide::{Snapshot, folds};

#[expect(clippy::needless_pass_by_value, reason = "so that expectations stand in the call")]
fn check(text: &str, expected: Expect) {
    let snapshot = Snapshot::new(text);
    let mut out = String::new();
    for fold in folds(&snapshot) {
        let line = |offset| snapshot.text().line_of(offset);
        let (first, last) = (line(fold.span.start), line(fold.span.end));
        let start = snapshot.text().slice(snapshot.text().line_span(first)).into_owned();
        let comment = if fold.comment { " comment" } else { "" };
        let _ = writeln!(out, "{}-{}{comment} {start}", first + 1, last + 1);
    }
    expected.assert_eq(&out);
}

#[test]
fn whatever_has_further_lines_can_be_folded() {
    check(
        r#"# one
# two 🚀

# alone
apiVersion: v1
metadata:
  labels: {a: b,
    c: d}
  x: [
    1,
    2
  ]
spec:
  containers:
  - name: a # first
    # second
    args:
    - |
      text

      more
    - >-
      folded
  - - deep
    - deeper

  "quoted": "over
    lines"
  plain: over
    lines

# end
"#,
        expect![[r#"
            1-2 comment # one
            6-12 metadata:
            7-8   labels: {a: b,
            9-11   x: [
            13-30 spec:
            14-25   containers:
            15-23   - name: a # first
            17-23     args:
            18-21     - |
            22-23     - >-
            24-25   - - deep
            27-28   "quoted": "over
            29-30   plain: over
        "#]],
    );
}

#[test]
fn documents_of_a_stream_can_be_folded() {
    check(
        "# top\na: 1\nb: 2\n---\nc:\n  d: 1\n\n--- # note\n- x\n- y\n...\nrest: [\n---\n---\ne: 1\n",
        expect![[r#"
            2-3 a: 1
            4-6 ---
            5-6 c:
            8-10 --- # note
            14-15 ---
        "#]],
    );
}
