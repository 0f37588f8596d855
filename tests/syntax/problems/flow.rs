//! Problems of brackets and braces: unclosed, too many, the wrong ones, without commas.

use expect_test::expect;

use super::check;

#[test]
fn an_unclosed_bracket() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            args: [a, b
        #         ^^^^^ the bracket `[` opened here is not closed; add `]`
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn an_unclosed_brace() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            resources: {limits: {cpu: 1}
        #              ^^^^^^^^^^^^^^^^^ the bracket `{` opened here is not closed; add `}`
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn a_bracket_too_many() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            args: [a, b]]
        #               ^ `]` closes or separates nothing; remove it
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn the_wrong_bracket() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            args: [a, b}
        #              ^ `}` cannot close the bracket `[`; write `]`
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn an_unclosed_bracket_on_several_lines() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            args: [
        #         ^ the bracket `[` opened here is not closed; add `]`
              a,
              b
            image: nginx
          - name: logs


        #= demo web logs
    "#]]);
}

#[test]
fn a_missing_comma_in_brackets() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            args: [
              "a"
        #     ^^^ `"a"` needs a `,` behind it, as another entry follows
              "b"
            ]
            image: nginx
          - name: logs


        #= demo web logs
    "#]]);
}

#[test]
fn a_half_typed_key_in_braces() {
    check(expect![[r#"
        {
          kind: "Pod",
          spec: {
            containers: [{
              name: "web",
              im
        #     ^^ `im` is not `key: value`; add a `:` and a value, or remove the line
              image: "nginx",
            }, {
              name: "logs",
              image: "busybox",
            }],
          },
        }


        #= web logs
    "#]]);
}

#[test]
fn a_missing_comma_in_braces() {
    check(expect![[r#"
        {
          kind: "Pod",
          spec: {
            containers: [{
              name: "web"
        #     ^^^^^^^^^^^ `name: "web"` needs a `,` behind it, as another entry follows
              image: "nginx",
            }, {
              name: "logs",
            }],
          },
        }


        #= web logs
    "#]]);
}

#[test]
fn an_unclosed_bracket_in_braces() {
    check(expect![[r#"
        {
          kind: "Pod",
          spec: {
            containers: [{
              name: "web",
              ports: [{ containerPort: 80 },
        #            ^^^^^^^^^^^^^^^^^^^^^^^ the bracket `[` opened here is not closed; add `]`
              image: "nginx",
            }, {
              name: "logs",
            }],
          },
        }


        #= web logs
    "#]]);
}

#[test]
fn a_second_colon_in_braces() {
    check(expect![[r#"
        {
          kind: "Pod",
          spec: {
            containers: [{
              name: "web",
              args: a: b,
        #           ^^^^ `a: b` holds a second `: `; put the value in quotes
              image: "nginx",
            }],
          },
        }


        #= web
    "#]]);
}

#[test]
fn two_mistakes_in_braces() {
    check(expect![[r#"
        {
          kind: "Pod",
          spec: {
            containers: [{
              name: "web"
        #     ^^^^^^^^^^^ `name: "web"` needs a `,` behind it, as another entry follows
              image: "nginx",
            }, {
              name: "logs,
              image: "busybox",
            }, {
              name: "cache",
            }],
          },
        }


        #= web cache
    "#]]);
}

#[test]
fn text_behind_a_closing_brace() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            image: {user}/app:1
        #                ^^^^^^ `/app:1` follows the closing bracket; remove it, or put the whole value in quotes
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn text_behind_a_closing_bracket() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            args: [a] b
        #             ^ `b` follows the closing bracket; remove it, or put the whole value in quotes
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}
