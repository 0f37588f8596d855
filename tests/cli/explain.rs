//! `podls explain`.

use expect_test::expect;
use podls::cli::report::Look;
use podls::cli::{Parts, Streams};
use podls::schema;

use super::Folder;

#[test]
fn an_unknown_code_is_said_to_be_so() {
    let run = Folder::new(&[]).podls(&["explain", "no-such-code\u{1b}[31m"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.starts_with("podls: `no-such-code␛[31m` is not a code podls knows"), "{}", run.err);
}

#[test]
fn a_misspelt_code_is_set_right() {
    let run = Folder::new(&[]).podls(&["explain", "unknown-feild"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert_eq!(run.err, "podls: `unknown-feild` is not a code podls knows; did you mean `unknown-field`?\n");
}

#[test]
fn without_a_code_all_are_listed_by_area() {
    let run = Folder::new(&[]).podls(&["explain"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let mut area = "";
    let mut listed = Vec::new();
    for line in run.out.lines().filter(|line| !line.is_empty()) {
        match line.strip_prefix("  ") {
            Some(entry) => {
                listed.push((area, entry.split(' ').next().unwrap_or_default()));
                assert!(entry.ends_with('.'), "{line}");
            }
            None => area = line,
        }
    }
    let mut pages: Vec<_> = schema::pages().iter().map(|page| (page.area, page.code)).collect();
    pages.sort_unstable();
    assert_eq!(listed, pages);
}

#[test]
fn pages_come_as_objects_too() {
    let folder = Folder::new(&[]);
    let all: serde_json::Value = serde_json::from_str(&folder.podls(&["explain", "--format=json"]).out).expect("JSON");
    assert_eq!(all.as_array().map(Vec::len), Some(schema::pages().len()));
    let run = folder.podls(&["explain", "--format=json", "unknown-field"]);
    let one: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let page = schema::page("unknown-field").expect("a page");
    assert_eq!(one[0]["says"], page.says);
    assert_eq!(one[0]["severity"], "error");
    assert_eq!((run.code, one.as_array().map(Vec::len)), (0, Some(1)));
}

#[test]
fn a_page_tells_its_settings_and_is_wrapped() {
    let run = Folder::new(&[]).podls(&["explain", "port-duplicate"]);
    expect![[r#"
        warning[port-duplicate]
        A container lists the same port twice.

        The API server accepts it with a warning. The second one adds nothing, and `kubectl
        apply` may later drop either. Remove one, or correct the number.

        Wrong:

            apiVersion: v1
            kind: Pod
            metadata:
              name: demo
            spec:
              containers:
              - name: app
                image: example.com/app:1
                ports:
                - containerPort: 8080
                - name: http
                  containerPort: 8080

        Right:

            apiVersion: v1
            kind: Pod
            metadata:
              name: demo
            spec:
              containers:
              - name: app
                image: example.com/app:1
                ports:
                - containerPort: 8080
                - name: http
                  containerPort: 8081

        Source: the warnings of kube-apiserver v1.36 about Pods (pkg/api/pod).
    "#]]
    .assert_eq(&run.out);
    for (code, said) in [
        ("pss-privileged", "(judged with `--pod-security baseline`)"),
        ("too-many-searches", "(judged with `--kubernetes-version 1.25`)"),
        ("annotations-too-long", "`…` stands for 256 KiB of letters"),
    ] {
        let run = Folder::new(&[]).podls(&["explain", code]);
        assert!(run.out.contains(said), "{}", run.out);
    }
}

#[test]
fn colour_is_for_terminals() {
    for (colour, escapes) in [(false, false), (true, true)] {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let look = Look { colour, ..Look::default() };
        let mut streams = Streams { out: &mut out, err: &mut err, look, bar: false };
        let args = ["podls", "explain", "unknown-field"].map(Into::into);
        let code = podls::cli::run_with(args, &Parts::new(|| 77), &mut streams);
        assert_eq!((code, err.as_slice()), (0, &b""[..]));
        assert_eq!(out.contains(&0x1b), escapes);
    }
}
