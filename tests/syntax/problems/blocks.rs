//! Problems of block scalars: what stands behind `|` and `>`, and text that leaves its block.

use expect_test::expect;

use super::check;

#[test]
fn words_behind_a_block_indicator() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            args: | foo
        #           ^^^ `foo` cannot follow `|` or `>`; start the text on the next line
              bar
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn a_wrong_block_header() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            args: |x
        #          ^ `x` cannot follow `|` or `>`; start the text on the next line
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn a_block_scalar_that_is_left_too_soon() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            args:
            - |
              echo a
            echo b
        #   ^^^^^^ `echo b` is not `key: value`; add a `:` and a value, or remove the line
            image: nginx
          - name: logs


        #= demo web logs
    "#]]);
}
