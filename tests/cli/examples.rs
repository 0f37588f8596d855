//! The manifests of `examples/`: what is good passes, what is broken is found on the right lines.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use super::finish;

/// The lines (from 1) with errors, by file, and the exit code.
fn errors(path: &str) -> (BTreeMap<String, Vec<u64>>, i32) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run =
        finish(Command::new(env!("CARGO_BIN_EXE_podls")).args(["check", "--format=json", path]).current_dir(root));
    assert_eq!(run.err, "");
    let report: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let mut files = BTreeMap::new();
    for file in report["files"].as_array().expect("an array") {
        let name = file["path"].as_str().expect("text").trim_start_matches("examples/").to_owned();
        let diagnostics = file["diagnostics"].as_array().expect("an array");
        let lines = diagnostics
            .iter()
            .filter(|diagnostic| diagnostic["severity"] == "error")
            .map(|diagnostic| diagnostic["range"]["start"]["line"].as_u64().expect("a number") + 1);
        files.insert(name, lines.collect());
    }
    (files, run.code)
}

const GOOD: [&str; 6] = [
    "cronjob.yaml",
    "flow-style.yaml",
    "init-container.yaml",
    "native-sidecar.yaml",
    "sidecars.yaml",
    "statefulset.yaml",
];

#[test]
fn good_examples_have_no_errors() {
    let (files, _) = errors("examples");
    let good: Vec<&str> = files.keys().map(String::as_str).filter(|name| !name.starts_with("broken/")).collect();
    assert_eq!(good, GOOD);
    for name in GOOD {
        assert_eq!(files[name], [0; 0], "{name}");
        assert_eq!(errors(&format!("examples/{name}")).1, 0, "{name}");
    }
}

/// Every line that is wrong is found, and no other.
#[test]
fn broken_examples_have_errors_on_the_right_lines() {
    let (files, code) = errors("examples");
    assert_eq!(code, 1);
    for (name, lines) in [
        ("duplicate-key.yaml", &[9, 16][..]),
        ("half-typed.yaml", &[12, 18]),
        ("old-api.yaml", &[2]),
        ("typo.yaml", &[12]),
        ("unknown-fields.yaml", &[19, 23, 28, 30, 34]),
        ("wrong-types.yaml", &[11, 14, 16, 20]),
    ] {
        let mut found = files[&format!("broken/{name}")].clone();
        found.dedup();
        assert_eq!(found, lines, "{name}");
        assert_eq!(errors(&format!("examples/broken/{name}")).1, 1, "{name}");
    }
    let broken = files.keys().filter(|name| name.starts_with("broken/")).count();
    assert_eq!(broken, 6, "every broken example is in the table");
}

#[test]
fn every_example_opens_with_a_sentence_about_it() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for folder in [examples.clone(), examples.join("broken")] {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_file() {
                let text = std::fs::read_to_string(&path).expect("text");
                let first = text.lines().next().unwrap_or_default();
                assert!(first.starts_with("# ") && first.ends_with('.'), "{}", path.display());
            }
        }
    }
}
