//! Reports of hand-made findings, as pictures.

use expect_test::{Expect, expect};
use podls::cli::report::{Look, text};
use podls::finding::{Finding, Fix, Severity};
use podls::text::{Span, Text};

/// The span of the `nth` occurrence of `word`, from 0.
fn find(source: &str, word: &str, nth: usize) -> Span {
    let (start, _) = source.match_indices(word).nth(nth).expect("the word is there");
    Span::new(start as u32, (start + word.len()) as u32)
}

fn draw(source: &str, findings: &[Finding], look: Look, picture: &Expect) {
    picture.assert_eq(&text::file("pod.yaml", &Text::new(source), findings, look));
}

fn picture(source: &str, findings: &[Finding], picture: &Expect) {
    draw(source, findings, Look::default(), picture);
}

#[test]
fn a_misspelt_field_with_its_fix() {
    let source = "kind: Pod\nspec:\n  containers:\n  - name: web\n    imagePullPolcy: Always\n";
    let finding =
        Finding::error("unknown-field", find(source, "imagePullPolcy", 0), "containers have no field `imagePullPolcy`")
            .with_fix(Fix::safe("Rename to `imagePullPolicy`", vec![]))
            .with_fix(Fix::suggestion("HTTP stays HTTP", vec![]));
    picture(
        source,
        &[finding],
        &expect![[r#"
        error[unknown-field]: containers have no field `imagePullPolcy`
         --> pod.yaml:5:5
          |
        5 |     imagePullPolcy: Always
          |     ^^^^^^^^^^^^^^
          |
          = help: rename to `imagePullPolicy`
          = help: HTTP stays HTTP

    "#]],
    );
}

#[test]
fn two_related_places_near_and_far() {
    let mut source = "ports:\n- containerPort: 80\n  name: web\n- containerPort: 80\n".to_owned();
    source.push_str(&"  # more\n".repeat(20));
    source.push_str("- containerPort: 80\n");
    let finding = Finding::warning("port-conflict", find(&source, "80", 1), "port 80 is taken by container `web`")
        .with_related(find(&source, "80", 0), "taken here")
        .with_related(find(&source, "80", 2), "and wanted here");
    picture(
        &source,
        &[finding],
        &expect![[r#"
        warning[port-conflict]: port 80 is taken by container `web`
          --> pod.yaml:4:18
           |
         2 | - containerPort: 80
           |                  -- taken here
         3 |   name: web
         4 | - containerPort: 80
           |                  ^^
           |
          ::: pod.yaml:25:18
           |
        25 | - containerPort: 80
           |                  -- and wanted here

    "#]],
    );
}

#[test]
#[expect(clippy::unicode_not_nfc, reason = "combining characters are the point")]
fn emoji_tabs_and_wide_characters_before_the_caret() {
    let source = "a: 🚀🚀 é x\nb:\t日本 x\nc: e\u{301} x\n";
    let findings: Vec<Finding> = (0..3).map(|nth| Finding::error("x", find(source, "x", nth), "here")).collect();
    picture(
        source,
        &findings,
        &expect![[r#"
        error[x]: here
         --> pod.yaml:1:9
          |
        1 | a: 🚀🚀 é x
          |           ^

        error[x]: here
         --> pod.yaml:2:7
          |
        2 | b:    日本 x
          |            ^

        error[x]: here
         --> pod.yaml:3:7
          |
        3 | c: é x
          |      ^

    "#]],
    );
}

#[test]
fn windows_line_breaks_and_a_byte_order_mark() {
    let source = "\u{FEFF}kind: Pood\r\nspec:\r\n  nodeName: 5\r\n";
    let findings = [
        Finding::error("x", find(source, "Pood", 0), "no such kind"),
        Finding::error("x", find(source, "5", 0), "not text"),
    ];
    picture(
        source,
        &findings,
        &expect![[r#"
        error[x]: no such kind
         --> pod.yaml:1:7
          |
        1 | kind: Pood
          |       ^^^^

        error[x]: not text
         --> pod.yaml:3:13
          |
        3 |   nodeName: 5
          |             ^

    "#]],
    );
}

#[test]
fn flow_style_on_one_line() {
    let source = "{kind: Pod, spec: {containers: [{name: a, image: b}, {name: a, image: c}]}}";
    let finding = Finding::error("duplicate-name", find(source, "a,", 1), "two containers are called `a`")
        .with_related(find(source, "a,", 0), "the first");
    picture(
        source,
        &[finding],
        &expect![[r#"
        error[duplicate-name]: two containers are called `a`
         --> pod.yaml:1:61
          |
        1 | {kind: Pod, spec: {containers: [{name: a, image: b}, {name: a, image: c}]}}
          |                                        -- the first         ^^

    "#]],
    );
}

#[test]
fn deep_indentation_is_cut_and_columns_stay_true() {
    let source = "\
apiVersion: batch/v1
kind: CronJob
spec:
    jobTemplate:
        spec:
            template:
                spec:
                    containers:
                        -   name: job
                            restartPolicy: Sometimes
";
    let finding = Finding::error("unknown-value", find(source, "Sometimes", 0), "`Sometimes` is no restart policy");
    picture(
        source,
        &[finding],
        &expect![[r#"
        error[unknown-value]: `Sometimes` is no restart policy
          --> pod.yaml:10:44
           |
        10 | ...                   restartPolicy: Sometimes
           |                                      ^^^^^^^^^

    "#]],
    );
}

#[test]
fn a_span_over_lines_and_one_too_tall() {
    let source = "env:\n- name: A\n  value: 1\nlist:\n- 1\n- 2\n- 3\n- 4\n- 5\n- 6\n- 7\n";
    let findings = [
        Finding::new("x", Severity::Information, Span::new(5, 26), "three lines, with the break at their end"),
        Finding::new("x", Severity::Hint, Span::new(26, source.len() as u32), "too tall to draw"),
    ];
    picture(
        source,
        &findings,
        &expect![[r#"
            information[x]: three lines, with the break at their end
             --> pod.yaml:2:1
              |
            2 | / - name: A
            3 | |   value: 1
              | |__________^

            hint[x]: too tall to draw
             --> pod.yaml:4:1
              |
            4 | list:
              | ^^^^^

        "#]],
    );
}

#[test]
fn an_empty_span_at_the_end() {
    let source = "kind: Pod\n";
    let end = Finding::error("missing-field", Span::empty(source.len() as u32), "a Pod needs `spec`");
    picture(
        source,
        std::slice::from_ref(&end),
        &expect![[r#"
        error[missing-field]: a Pod needs `spec`
         --> pod.yaml:2:1
          |
        2 |  
          | ^

    "#]],
    );
    picture(
        "kind: Pod",
        &[Finding { span: Span::empty(9), ..end.clone() }],
        &expect![[r#"
        error[missing-field]: a Pod needs `spec`
         --> pod.yaml:1:10
          |
        1 | kind: Pod
          |          ^

    "#]],
    );
    picture(
        "",
        &[Finding { span: Span::empty(0), ..end }],
        &expect![[r#"
        error[missing-field]: a Pod needs `spec`
         --> pod.yaml:1:1
          |
        1 |  
          | ^

    "#]],
    );
}

#[test]
fn a_long_line_is_trimmed_to_the_caret_and_keeps_its_column() {
    let source = format!("- {}here{}\n", "left ".repeat(20_000), " right".repeat(20_000));
    let finding = Finding::error("x", find(&source, "here", 0), "far along");
    draw(
        &source,
        &[finding],
        Look { colour: false, width: 70 },
        &expect![[r#"
        error[x]: far along
         --> pod.yaml:1:100003
          |
        1 | ...ft left left left left left here right right right right rig...
          |                                ^^^^

    "#]],
    );
}

#[test]
fn control_characters_are_shown_not_sent() {
    let source = "name: a\u{1b}[31mb\u{202e}c\n";
    let finding = Finding::error("x", find(source, "c", 0), "message \u{1b}[2J")
        .with_related(find(source, "a", 1), "label \u{7}")
        .with_fix(Fix::safe("Title \u{1b}[2J", vec![]));
    picture(
        source,
        &[finding],
        &expect![[r#"
            error[x]: message ␛[2J
             --> pod.yaml:1:15
              |
            1 | name: a␛[31mb�c
              |       -       ^
              |       |
              |       label ␇
              |
              = help: title ␛[2J

        "#]],
    );
}

#[test]
fn colour_dresses_the_same_words() {
    let source = "kind: Pood\n";
    let finding = Finding::error("unknown-kind", find(source, "Pood", 0), "no such kind")
        .with_fix(Fix::safe("Write `Pod`", vec![]));
    let text = Text::new(source);
    let plain = text::file("p", &text, std::slice::from_ref(&finding), Look::default());
    let coloured = text::file("p", &text, &[finding], Look { colour: true, ..Look::default() });
    assert!(coloured.contains("\u{1b}["));
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
}

/// The drawer must stand whatever span it is given.
#[test]
fn no_span_is_too_odd_to_draw() {
    for source in ["", "\n", "a", "\u{FEFF}", "\r\n\r\n", "é🚀\r\nb\tc\r", "\u{200d}\u{301}\n\n", "a\n\nb\n"] {
        let text = Text::new(source);
        for start in 0..=text.len() + 1 {
            for end in start..=text.len() + 2 {
                for other in [0, start, end, text.len()] {
                    let span = Span { start, end };
                    let finding = Finding::error("x", span, "m").with_related(Span { start: other, end }, "r");
                    let report = text::file("p", &text, &[finding], Look::default());
                    assert!(report.contains('^'), "{source:?} {span:?}\n{report}");
                }
            }
        }
    }
}
