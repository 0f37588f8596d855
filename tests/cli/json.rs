//! The object that `--format json` prints.

use podls::cli::report::json;
use podls::finding::{Finding, Fix};
use podls::text::{Edit, Span, Text};

use super::Folder;

#[test]
fn every_file_is_listed_and_every_problem_too() {
    let folder = Folder::new(&[("bad.yaml", "a: 1\nb: 🚀 BAD\n"), ("clean.yaml", "a: 1\n")]);
    let run = folder.door(&["check", "--format=json", "bad.yaml", "clean.yaml", "gone.yaml"]);
    expect_test::expect![[r#"
        {"files":[
        {"path":"bad.yaml","diagnostics":[{"code":"word","severity":"error","message":"`BAD` should not be here","range":{"start":{"line":1,"character":6},"end":{"line":1,"character":9}},"fixes":[{"title":"Say `good`","safe":true,"edits":[{"range":{"start":{"line":1,"character":6},"end":{"line":1,"character":9}},"newText":"good"}]}],"related":[]}]},
        {"path":"clean.yaml","diagnostics":[]}
        ],"problems":[{"path":"gone.yaml","message":"does not exist"}]}
    "#]]
    .assert_eq(&run.out);
    assert_eq!(run.code, 2);
}

#[test]
fn nothing_to_look_at_is_still_an_object() {
    let run = Folder::new(&[]).podls(&["check", "--format=json"]);
    let report: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(report, serde_json::json!({"files": [], "problems": []}));
}

#[test]
fn places_are_lines_from_zero_and_utf16_units() {
    let text = Text::new("\u{FEFF}a: é\r\nb: 🚀x # 日本\r\n");
    let at = |word: &str| {
        let start = text.to_string().find(word).expect("the word is there") as u32;
        Span::new(start, start + word.len() as u32)
    };
    let finding = Finding::warning("code", at("x"), "a \"quoted\" message\nof two lines")
        .with_related(at("日本"), "other")
        .with_fix(Fix::suggestion("Insert", vec![Edit::replace(Span::empty(text.len()), "c: 1\r\n")]));
    let report: serde_json::Value = serde_json::from_str(&json::file("p", &text, &[finding])).expect("JSON");
    let range = |line: u32, from: u32, to_line: u32, to: u32| serde_json::json!({"start": {"line": line, "character": from}, "end": {"line": to_line, "character": to}});
    assert_eq!(
        report,
        serde_json::json!({"path": "p", "diagnostics": [{
            "code": "code", "severity": "warning", "message": "a \"quoted\" message\nof two lines",
            "range": range(1, 5, 1, 6),
            "fixes": [{"title": "Insert", "safe": false, "edits": [{"range": range(2, 0, 2, 0), "newText": "c: 1\r\n"}]}],
            "related": [{"message": "other", "range": range(1, 9, 1, 11)}],
        }]})
    );
}
