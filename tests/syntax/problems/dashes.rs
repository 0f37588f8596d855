//! Problems of dashes: lists behind keys, items among keys, keys among items.

use expect_test::expect;

use super::check;

#[test]
fn a_dash_behind_a_key() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            args: - a
        #         ^^^ a list cannot start on the line of its key; put the `- ` on a line of its own
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn a_lone_dash_behind_a_key() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            args: -
        #         ^ a list cannot start on the line of its key; put the `- ` on a line of its own
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn a_key_in_a_list() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
          image: nginx
          - name: logs
        # ^^^^^^ `- name` is among `key:` lines; align it with the items above, or indent it below its key
          - name: cache


        #= demo web
    "#]]);
}

#[test]
fn a_dash_among_keys() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            - tty: true
        #   ^^^^^ `- tty` is among `key:` lines; align it with the items above, or indent it below its key
            stdin: true
          - name: logs


        #= demo web logs
    "#]]);
}

#[test]
fn a_dash_at_the_root() {
    check(expect![[r#"
        kind: Pod
        - name: x
        #^^^^^ `- name` is among `key:` lines; align it with the items above, or indent it below its key
        metadata:
          name: demo


        #= demo
    "#]]);
}
