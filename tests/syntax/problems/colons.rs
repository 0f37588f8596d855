//! Problems of colons and question marks: no space behind one, one too many, one alone.

use expect_test::expect;

use super::check;

#[test]
fn a_key_without_a_space() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            imagePullPolicy:Always
        #   ^^^^^^^^^^^^^^^^ `imagePullPolicy:` needs a space before its value
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn a_key_without_a_space_first_in_an_item() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name:web
        #   ^^^^^ `name:` needs a space before its value
            image: nginx
          - name: logs


        #= demo logs
    "#]]);
}

#[test]
fn a_key_without_a_space_at_the_root() {
    check(expect![[r#"
        apiVersion:v1
        #^^^^^^^^^^ `apiVersion:` needs a space before its value
        kind: Pod
        metadata:
          name: demo


        #= demo
    "#]]);
}

#[test]
fn a_second_colon() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            command: echo: hello
        #            ^^^^^^^^^^^ `echo: hello` holds a second `: `; put the value in quotes
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn a_second_colon_in_an_item() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            args:
            - a: b: c
        #        ^^^^ `b: c` holds a second `: `; put the value in quotes
            image: nginx


        #= demo web
    "#]]);
}

#[test]
fn a_question_mark_key() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          ? a
          : b
          containers:
          - name: web


        #= demo web
    "#]]);
}

#[test]
fn a_mistake_beside_a_question_mark_key() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          ? a
          : b
          containers:
          - name: web
            im
        #   ^^ `im` is not `key: value`; add a `:` and a value, or remove the line
            tty: true


        #= demo
    "#]]);
}

#[test]
fn a_lone_colon() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            :
            image: nginx
          - name: logs


        #= demo web logs
    "#]]);
}
