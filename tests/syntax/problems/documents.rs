//! Problems around documents: directives, markers, and several mistakes that must not hide each other.

use expect_test::expect;

use super::check;

#[test]
fn a_directive() {
    check(expect![[r#"
        %YAML 1.2
        #^^^^^^^^ a line that begins with `%` is a directive, which Kubernetes does not read; remove it, or quote the text
        ---
        kind: Pod
        metadata:
          name: demo


        #= demo
    "#]]);
}

#[test]
fn a_key_behind_a_marker() {
    check(expect![[r#"
        --- kind: Pod
        #   ^^^^ `kind` cannot be on the line of its `---`; put it on the next line
        metadata:
          name: demo


        #= demo
    "#]]);
}

#[test]
fn a_value_behind_a_marker() {
    check(expect![[r#"
        --- {kind: Pod, metadata: {name: demo}}


        #= demo
    "#]]);
}

#[test]
fn two_dashes() {
    check(expect![[r#"
        kind: Pod
        --
        #^ `--` separates nothing; write `---` to begin another document
        metadata:
          name: demo


        #= demo
    "#]]);
}

#[test]
fn four_dashes() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        ----
        #^^^ `----` separates nothing; write `---` to begin another document
        kind: Pod


        #= demo
    "#]]);
}

#[test]
fn mistakes_in_two_containers() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            im
        #   ^^ `im` is not `key: value`; add a `:` and a value, or remove the line
            tty: true
          - name: logs
            image: "x
        #          ^^ the quote `"` opened here is not closed; add `"`
            stdin: true
          - name: cache
            args: [
        #         ^ the bracket `[` opened here is not closed; add `]`


        #= demo web logs cache
    "#]]);
}

#[test]
fn a_mistake_in_one_document_leaves_the_others() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: a
          x
        # ^ `x` is not `key: value`; add a `:` and a value, or remove the line
        ---
        kind: Pod
        metadata:
          name: b


        #= a b
    "#]]);
}

#[test]
fn prose() {
    check(expect![[r#"
        This is not YAML: it is a sentence.
        It goes on: and on.

        kind: Pod


        #= 
    "#]]);
}
