//! Problems: what is wrong, where the mistake is, and what to type; and what is still read beside it.
//!
//! A fixture is YAML with a line of carets under each mistake, and as its last line the values of all
//! `name:` keys that are in the tree. Both kinds of lines are taken out before parsing.
//! `UPDATE_EXPECT=1 cargo test` writes them anew.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use podls::syntax::{Node, Syntax};
use podls::text::{Encoding, Text};

/// Compares `fixture` with what the tree says of it.
#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "reads better in eighty calls")]
fn check(fixture: Expect) {
    let written = fixture.data().to_owned();
    let trimmed = undented(written.trim_end()) + "\n";
    let yaml: String = trimmed.split_inclusive('\n').filter(|line| !is_mark(line)).collect();
    fixture.assert_eq(&picture(&yaml));
}

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

/// The fixture without the spaces that all its lines begin with.
fn undented(text: &str) -> String {
    let lines = || text.trim_start_matches('\n').split_inclusive('\n');
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let least = lines().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or_default();
    lines().map(|line| line.get(least..).unwrap_or("\n")).collect()
}

fn is_mark(line: &str) -> bool {
    let rest = line.trim_start_matches('#').trim_start();
    line.starts_with("#=") || (line.starts_with('#') && rest.starts_with('^'))
}

/// `yaml` with its problems and names.
fn picture(yaml: &str) -> String {
    let text = Text::new(yaml);
    let syntax = Syntax::new(&text);
    let mut problems = Vec::new();
    let mut names = Vec::new();
    for (start, document) in syntax.documents() {
        problems.extend(document.problems(start));
        if let Some(root) = document.root(start) {
            collect(root, &mut names);
        }
    }
    let mut picture = String::new();
    for line in 0..text.line_count() {
        let span = text.line_span(line);
        if span.is_empty() && line + 1 == text.line_count() {
            break;
        }
        let _ = writeln!(picture, "{}", text.slice(span));
        for problem in &problems {
            let start = text.point(problem.span.start, Encoding::Utf32);
            let end = text.point(problem.span.end, Encoding::Utf32);
            if start.line == line {
                let width = if end.line == line { (end.column - start.column).max(1) } else { 1 };
                let tail = if end.line == line { "" } else { "…" };
                // A mark in the first column would hide the `#`.
                let (gap, width) = match start.column {
                    0 => (0, width.saturating_sub(1).max(1)),
                    column => (column as usize - 1, width),
                };
                let carets = "^".repeat(width as usize);
                let _ = writeln!(picture, "#{}{carets}{tail} {}", " ".repeat(gap), problem.message);
            }
        }
    }
    let _ = writeln!(picture, "#= {}", names.join(" "));
    picture
}

fn collect(node: Node<'_>, names: &mut Vec<String>) {
    for entry in node.entries() {
        if entry.key.value() == "name" {
            names.push(entry.value.value().to_owned());
        }
        collect(entry.value, names);
    }
    for item in node.items() {
        collect(item, names);
    }
}

#[test]
fn a_half_typed_key_among_siblings() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            im
        #   ^^ `im` is no `key: value`; add a `:` and a value, or remove the line
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn a_half_typed_key_alone() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          im


        #= demo
    "#]]);
}

#[test]
fn a_half_typed_key_before_siblings() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          im
        # ^^ `im` is no `key: value`; add a `:` and a value, or remove the line
          containers:
          - name: web
            image: nginx


        #= demo web
    "#]]);
}

#[test]
fn a_half_typed_key_after_siblings() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
          im
        # ^^ `im` is no `key: value`; add a `:` and a value, or remove the line


        #= demo web
    "#]]);
}

#[test]
fn a_half_typed_key_at_the_root() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
        sta
        #^^ `sta` is no `key: value`; add a `:` and a value, or remove the line


        #= demo web
    "#]]);
}

#[test]
fn a_half_typed_key_first_in_an_item() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - nam
        #   ^^^ `nam` is no `key: value`; add a `:` and a value, or remove the line
            image: nginx
          - name: logs
            image: busybox


        #= demo logs
    "#]]);
}

#[test]
fn a_half_typed_item_among_items() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
          - nam
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn a_half_typed_word_below_a_list() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
          na
        # ^^ `na` is no `key: value`; add a `:` and a value, or remove the line
          volumes:
          - name: data


        #= demo web data
    "#]]);
}

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
        #     ^^ `im` is no `key: value`; add a `:` and a value, or remove the line
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
fn a_line_too_deep() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
              tty: true
        #     ^^^ `tty` is indented by 6 columns, its neighbours by 4; align it with the lines it belongs to
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn a_line_too_shallow() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
           tty: true
        #  ^^^ `tty` is indented by 3 columns, its neighbours by 4; align it with the lines it belongs to
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn a_mapping_too_deep() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
              ports:
        #     ^^^^^ `ports` is indented by 6 columns, its neighbours by 4; align it with the lines it belongs to
              - containerPort: 80
            tty: true
          - name: logs


        #= demo web logs
    "#]]);
}

#[test]
fn an_item_too_deep() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            - name: logs
        #   ^^^^^^ `- name` stands among `key:` lines; align it with the items above, or indent it below its key
              image: busybox
          - name: cache


        #= demo web cache
    "#]]);
}

#[test]
fn an_item_too_shallow() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
           - name: web
             image: nginx
          - name: logs
        # ^^^^^^ `- name` stands among `key:` lines; align it with the items above, or indent it below its key
            image: busybox
          restartPolicy: Always


        #= demo web
    "#]]);
}

#[test]
fn an_item_left_of_its_key() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
        - name: web
        #^^^^^ `- name` stands among `key:` lines; align it with the items above, or indent it below its key
          image: nginx


        #= demo
    "#]]);
}

#[test]
fn a_second_line_too_shallow() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
           image: nginx
        #  ^^^^^ `image` is indented by 3 columns, its neighbours by 4; align it with the lines it belongs to
           tty: true
          - name: logs


        #= demo web logs
    "#]]);
}

#[test]
fn a_second_line_too_deep() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
             image: nginx
        #    ^^^^^ `image` is indented by 5 columns, its neighbours by 4; align it with the lines it belongs to
          - name: logs


        #= demo web logs
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
        #         ^^ `\d` is no escape in double quotes; write `\\d`, or use single quotes
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
        #   ^^^^^^ `echo b` is no `key: value`; add a `:` and a value, or remove the line
            image: nginx
          - name: logs


        #= demo web logs
    "#]]);
}

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
        # ^^^^^^ `- name` stands among `key:` lines; align it with the items above, or indent it below its key
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
        #   ^^^^^ `- tty` stands among `key:` lines; align it with the items above, or indent it below its key
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
        #^^^^^ `- name` stands among `key:` lines; align it with the items above, or indent it below its key
        metadata:
          name: demo


        #= demo
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
        #              ^ `b` stands behind the closing quote; remove it, or put the whole value in quotes
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
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
        #                ^^^^^^ `/app:1` stands behind the closing bracket; remove it, or put the whole value in quotes
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
        #             ^ `b` stands behind the closing bracket; remove it, or put the whole value in quotes
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn a_template() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            {{ .Values.x }}
        #   ^^^^^^^^^^^^^^^ `{{ .Values.x }}` is a template, not YAML; render it first, or quote it
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn a_template_line() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            {{- if .Values.x }}
        #   ^^^^^^^^^^^^^^^^^^^ `{{- if .Values.x }}` is a template, not YAML; render it first, or quote it
            tty: true
            {{- end }}
        #   ^^^^^^^^^^ `{{- end }}` is a template, not YAML; render it first, or quote it
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn a_template_value() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            image: {{ .Values.image }}:{{ .Values.tag }}
        #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `{{ .Values.image }}:{{ .Values.tag }}` is a template, not YAML; render it first, or quote it
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
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
        #   ^^ `im` is no `key: value`; add a `:` and a value, or remove the line
            tty: true


        #= demo
    "#]]);
}

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
        #   ^^^^ `kind` cannot stand on the line of its `---`; put it on the next line
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
        #   ^^ `im` is no `key: value`; add a `:` and a value, or remove the line
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
        # ^ `x` is no `key: value`; add a `:` and a value, or remove the line
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
            #^^^ a no-break space (U+00A0) is no indentation; replace it with an ordinary space
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
            #  ^ a no-break space (U+00A0) is no indentation; replace it with an ordinary space
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
