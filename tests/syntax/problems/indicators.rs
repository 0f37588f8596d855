//! Problems of values that begin with a sign that YAML keeps for itself: anchors, aliases, `@`, `%`.

use expect_test::expect;

use super::check;

#[test]
fn an_unknown_alias() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: *img
        #          ^^^^ `*img` repeats a value above that is marked `&img`, and there is none; mark one, or quote the text
          - name: logs


        #= demo web logs
    "#]]);
}

#[test]
fn an_alias_without_a_name() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            tty: *
        #        ^ `*` needs the name of an anchor behind it; add one, or quote the text
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn an_anchor_without_a_name() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            tty: &
        #        ^ `&` needs the name of an anchor behind it; add one, or quote the text
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn an_at_sign() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            image: @foo
        #          ^^^^ text that begins with `@` must be quoted
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn a_backtick() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            image: `foo`
        #          ^^^^^ text that begins with a backtick must be quoted
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn a_percent_sign() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            image: %foo
        #          ^^^^ text that begins with `%` must be quoted
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn a_star() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            command: **/*.log
        #            ^^^^^^^^ `**/*.log` repeats a value above that is marked `&*/*.log`, and there is none; mark one, or quote the text
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn a_percent_sign_in_the_first_column() {
    check(expect![[r#"
        kind: Pod
        %foo: bar
        #^^^^^^^^ a line that begins with `%` is a directive, which Kubernetes does not read; remove it, or quote the text
        metadata:
          name: demo


        #= demo
    "#]]);
}

#[test]
fn an_at_sign_before_a_key() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          @containers:
        # ^^^^^^^^^^^^ text that begins with `@` must be quoted
          - name: web
          volumes:
          - name: data


        #= demo
    "#]]);
}
