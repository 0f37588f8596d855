//! The recorded verdicts of the API server beside the repository, if they are there, and both doors.

use std::collections::HashMap;
use std::fs;
use std::process::Command;

use podls::finding::{Finding, Severity};
use podls::ide::{Snapshot, findings};
use podls::settings::Settings;
use podls::text::{Encoding, Span};
use serde_json::Value;

use crate::material::{Case, cases, text};

/// Cases that both doors are tried on.
const SAMPLE: usize = 300;

fn judged(yaml: &str) -> (Snapshot, Vec<Finding>) {
    let snapshot = Snapshot::new(yaml);
    let found = findings(&snapshot, &Settings::default());
    (snapshot, found)
}

#[test]
fn verdicts_agree_with_the_server() {
    let cases = cases();
    if cases.is_empty() {
        return;
    }
    let (mut agreed, mut missed, mut wrong) = (0, Vec::new(), Vec::new());
    for Case { id, yaml, accepted } in &cases {
        let (_, found) = judged(yaml);
        let error = found.iter().find(|finding| finding.severity == Severity::Error);
        match (accepted, error) {
            (Some(true), Some(error)) => wrong.push(format!("{id}: {}: {}", error.code, error.message)),
            (Some(false), None) => missed.push(id.as_str()),
            _ => agreed += 1,
        }
    }
    let share = f64::from(agreed) * 100.0 / cases.len() as f64;
    eprintln!("{agreed} of {} verdicts agree ({share:.2} %); not refused: {missed:?}", cases.len());
    assert!(wrong.is_empty(), "errors in what the server accepts:\n{}", wrong.join("\n"));
    assert!(share >= 99.9, "{share:.3} %: {missed:?}");
}

#[test]
fn both_doors_say_the_same() {
    let cases = cases();
    if cases.is_empty() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let sample: Vec<&Case> = cases.iter().step_by((cases.len() / SAMPLE).max(1)).collect();
    for case in &sample {
        fs::write(folder.path().join(format!("{}.yaml", case.id)), &case.yaml).expect("a file");
    }
    let run = Command::new(env!("CARGO_BIN_EXE_podls"))
        .args(["check", "--format", "json", "--no-ignore", "."])
        .current_dir(folder.path())
        .output()
        .expect("a run");
    let report: Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let files = report["files"].as_array().expect("files");
    let name = |file: &Value| text(file, "path").trim_start_matches("./").trim_end_matches(".yaml").to_owned();
    let said: HashMap<String, &Value> = files.iter().map(|file| (name(file), &file["diagnostics"])).collect();
    let mut count = 0;
    for case in &sample {
        let (snapshot, found) = judged(&case.yaml);
        let inside: Vec<String> = found.iter().map(|finding| line(&snapshot, finding)).collect();
        let outside: Vec<String> = said[&case.id].as_array().expect("a list").iter().map(line_of).collect();
        assert_eq!(inside, outside, "{}\n{}", case.id, case.yaml);
        count += inside.len();
    }
    eprintln!("{count} findings in {} cases, the same through both doors", sample.len());
}

fn line(snapshot: &Snapshot, finding: &Finding) -> String {
    let point = |offset| {
        let point = snapshot.text().point(offset, Encoding::Utf16);
        format!("{}:{}", point.line, point.column)
    };
    let Span { start, end } = finding.span;
    let severity = finding.severity.name();
    format!("{}-{} {severity} {} {}", point(start), point(end), finding.code, finding.message)
}

fn line_of(diagnostic: &Value) -> String {
    let point = |end: &str| {
        let point = &diagnostic["range"][end];
        format!("{}:{}", point["line"], point["character"])
    };
    let (severity, code, message) =
        (text(diagnostic, "severity"), text(diagnostic, "code"), text(diagnostic, "message"));
    format!("{}-{} {severity} {code} {message}", point("start"), point("end"))
}
