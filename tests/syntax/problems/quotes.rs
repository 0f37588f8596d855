//! Problems of quotes: unclosed, followed by text, with escapes that do not exist.

use expect_test::expect;

use super::check;

#[test]
fn an_unclosed_double_quote() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            tty: "yes
        #        ^^^^ the quote `"` opened here is not closed; add `"`
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn an_unclosed_single_quote() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            tty: 'yes
        #        ^^^^ the quote `'` opened here is not closed; add `'`
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn an_unclosed_quote_before_another_quote() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            tty: "yes
        #        ^^^^ the quote `"` opened here is not closed; add `"`
            stdin: "no"
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn an_unclosed_quote_in_the_last_line() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: "nginx
        #          ^^^^^^ the quote `"` opened here is not closed; add `"`


        #= demo web
    "#]]);
}

#[test]
fn an_unclosed_quote_in_an_item() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            args:
            - "a
        #     ^^ the quote `"` opened here is not closed; add `"`
            - b
            image: nginx
          - name: logs


        #= demo web logs
    "#]]);
}

#[test]
fn an_unclosed_quoted_key() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            "image: nginx
        #   ^^^^^^^^^^^^^ the quote `"` opened here is not closed; add `"`
            tty: true
          - name: logs


        #= demo web logs
    "#]]);
}

#[test]
fn an_unclosed_quote_in_brackets() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            args: ["a, b]
        #          ^^^^^^ the quote `"` opened here is not closed; add `"`
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn an_unclosed_quote_in_brackets_on_several_lines() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            args: [
              "a,
        #     ^^^ the quote `"` opened here is not closed; add `"`
              b
            ]
            image: nginx
          - name: logs


        #= demo web logs
    "#]]);
}

#[test]
fn an_unclosed_quote_in_braces() {
    check(expect![[r#"
        {
          kind: "Pod",
          spec: {
            containers: [{
              name: "web",
              image: "nginx,
        #            ^^^^^^^ the quote `"` opened here is not closed; add `"`
            }, {
              name: "logs",
            }],
          },
        }


        #= web logs
    "#]]);
}

#[test]
fn an_unknown_escape() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            tty: "\d+"
        #         ^^ `\d` is not an escape in double quotes; write `\\d`, or use single quotes
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn an_incomplete_escape() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            tty: "\x1"
        #         ^^^ `\x` needs 2 hexadecimal digits; add them, or write `\\x`
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn text_behind_a_closing_quote() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            image: "a" b
        #              ^ `b` follows the closing quote; remove it, or put the whole value in quotes
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}
