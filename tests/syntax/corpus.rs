//! The texts that oracles are asked about: fixtures, and the shared corpus and cases where they are at hand.

use std::path::Path;

use crate::fixtures;
use crate::material::shared;

/// A text with its name.
pub(super) struct Sample {
    pub(super) name: String,
    pub(super) text: String,
}

/// All fixtures of this repository that are whole YAML.
pub(super) fn fixtures() -> Vec<Sample> {
    (0..fixtures::TEXTS.len())
        .map(|index| Sample { name: fixtures::TEXTS[index].to_owned(), text: fixtures::text(index) })
        .collect()
}

/// The files of one folder of the corpus; none if it is not there.
pub(super) fn files(folder: &str) -> Vec<Sample> {
    let mut samples = Vec::new();
    if let Some(corpus) = shared("corpus") {
        walk(&corpus.join(folder), &mut |path| {
            let bytes = std::fs::read(path).expect("a readable file");
            let name = path.strip_prefix(&corpus).expect("a path below the corpus").display().to_string();
            if let Ok(text) = String::from_utf8(bytes) {
                samples.push(Sample { name, text });
            }
        });
    }
    samples.sort_by(|a, b| a.name.cmp(&b.name));
    samples
}

fn walk(folder: &Path, visit: &mut dyn FnMut(&Path)) {
    for entry in std::fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() { walk(&path, visit) } else { visit(&path) }
    }
}

/// The recorded cases: each with whether the API server could read it as YAML.
pub(super) fn cases() -> Vec<(Sample, bool)> {
    let Some(cases) = shared("cases") else { return Vec::new() };
    let Ok(lines) = std::fs::read_to_string(cases.join("dev.jsonl")) else { return Vec::new() };
    let cases = lines.lines().map(|line| {
        let case: serde_json::Value = serde_json::from_str(line).expect("a case is JSON");
        let text = |name: &str| case[name].as_str().unwrap_or_default().to_owned();
        let readable = case["expect"]["stage"] != "decode";
        (Sample { name: text("id"), text: text("yaml") }, readable)
    });
    cases.collect()
}

/// The files of the corpus that are not valid YAML, each with whether Kubernetes reads it all the same.
pub(super) fn broken() -> Vec<(Sample, bool)> {
    let index = shared("corpus").and_then(|corpus| std::fs::read_to_string(corpus.join("index.jsonl")).ok());
    let index = index.unwrap_or_default();
    let readable = |name: &str| {
        let line = index.lines().find(|line| line.contains(&format!("\"file\":\"{name}\""))).expect("a line a file");
        line.contains("\"kubernetesParses\":true")
    };
    files("broken")
        .into_iter()
        .map(|sample| {
            let is = readable(&sample.name);
            (sample, is)
        })
        .collect()
}

/// Names of the files that Kubernetes reads and yaml-rust2 refuses.
pub(super) fn liberties() -> String {
    let list = shared("facts").map(|facts| facts.join("yaml-rust2-rejects.txt"));
    list.and_then(|list| std::fs::read_to_string(list).ok()).unwrap_or_default()
}
