//! Problems of characters that look like a space or like nothing: tabs, control characters, no-break spaces.

use expect_test::{Expect, expect};

use super::picture;

/// The same, for a text with characters that a fixture cannot show: `‹NUL›`, `‹TAB›`, `‹BEL›`, `‹NBSP›`.
#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "as above")]
fn check_special(yaml: &str, fixture: Expect) {
    let mut picture = picture(yaml);
    for (letter, shown) in [("\0", "‹NUL›"), ("\t", "‹TAB›"), ("\u{7}", "‹BEL›"), ("\u{a0}", "‹NBSP›")]
    {
        picture = picture.replace(letter, shown);
    }
    fixture.assert_eq(&picture);
}

#[test]
fn a_tab_in_front() {
    check_special(
        "kind: Pod\nmetadata:\n  name: demo\nspec:\n  containers:\n  - name: web\n\timage: nginx\n    tty: true\n  - name: logs\n",
        expect![[r#"
            kind: Pod
            metadata:
              name: demo
            spec:
              containers:
              - name: web
            ‹TAB›image: nginx
            #^ a tab cannot indent YAML; use spaces
                tty: true
              - name: logs
            #= demo web logs
        "#]],
    );
}

#[test]
fn a_tab_behind_spaces() {
    check_special(
        "kind: Pod\nmetadata:\n  name: demo\nspec:\n  containers:\n  - name: web\n    image: nginx\n  \t  tty: true\n  - name: logs\n",
        expect![[r#"
            kind: Pod
            metadata:
              name: demo
            spec:
              containers:
              - name: web
                image: nginx
              ‹TAB›  tty: true
            # ^ a tab cannot indent YAML; use spaces
              - name: logs
            #= demo web logs
        "#]],
    );
}

#[test]
fn all_lines_with_tabs() {
    check_special(
        "kind: Pod\nmetadata:\n\tname: demo\n\tlabels:\n\t\tapp: x\nspec:\n  containers:\n  - name: web\n",
        expect![[r#"
            kind: Pod
            metadata:
            ‹TAB›name: demo
            #^ a tab cannot indent YAML; use spaces
            ‹TAB›labels:
            ‹TAB›‹TAB›app: x
            spec:
              containers:
              - name: web
            #= web
        "#]],
    );
}

#[test]
fn a_nul() {
    check_special(
        "kind: Pod\nmetadata:\n  name: demo\nspec:\n  containers:\n  - name: we\0b\n    image: nginx\n  - name: logs\n",
        expect![[r#"
            kind: Pod
            metadata:
              name: demo
            spec:
              containers:
              - name: we‹NUL›b
            #           ^ control character U+0000 is not allowed in YAML; remove it
                image: nginx
              - name: logs
            #= demo web logs
        "#]],
    );
}

#[test]
fn a_bell() {
    check_special(
        "kind: Pod\nmetadata:\n  name: demo\nspec:\n  containers:\n  - name: web\n    args: [\"\u{7}\"]\n  - name: logs\n",
        expect![[r#"
            kind: Pod
            metadata:
              name: demo
            spec:
              containers:
              - name: web
                args: ["‹BEL›"]
            #           ^ control character U+0007 is not allowed in YAML; remove it
              - name: logs
            #= demo web logs
        "#]],
    );
}

#[test]
fn a_space_that_does_not_break() {
    check_special(
        "kind: Pod\nmetadata:\n  name: demo\nspec:\n  containers:\n  - name: web\n\u{a0}\u{a0}\u{a0}\u{a0}image: nginx\n    tty: true\n  - name: logs\n",
        expect![[r#"
            kind: Pod
            metadata:
              name: demo
            spec:
              containers:
              - name: web
            ‹NBSP›‹NBSP›‹NBSP›‹NBSP›image: nginx
            #^^^ a no-break space (U+00A0) cannot indent YAML; replace it with an ordinary space
                tty: true
              - name: logs
            #= demo web logs
        "#]],
    );
}

#[test]
fn one_space_that_does_not_break() {
    check_special(
        "kind: Pod\nmetadata:\n  name: demo\nspec:\n  containers:\n  - name: web\n   \u{a0}image: nginx\n    tty: true\n  - name: logs\n",
        expect![[r#"
            kind: Pod
            metadata:
              name: demo
            spec:
              containers:
              - name: web
               ‹NBSP›image: nginx
            #  ^ a no-break space (U+00A0) cannot indent YAML; replace it with an ordinary space
                tty: true
              - name: logs
            #= demo web logs
        "#]],
    );
}

#[test]
fn a_space_that_does_not_break_behind_a_colon() {
    check_special(
        "kind: Pod\nmetadata:\n  name: demo\nspec:\n  containers:\n  - name: web\n    image:\u{a0}nginx\n    tty: true\n  - name: logs\n",
        expect![[r#"
            kind: Pod
            metadata:
              name: demo
            spec:
              containers:
              - name: web
                image:‹NBSP›nginx
            #   ^^^^^^ `image:` needs a space before its value
                tty: true
              - name: logs
            #= demo web logs
        "#]],
    );
}
