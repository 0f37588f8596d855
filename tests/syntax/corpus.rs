//! The texts that oracles are asked about: fixtures, and the shared corpus and cases where they are at hand.

use std::path::{Path, PathBuf};

use crate::fixtures;

/// A text with its name.
pub struct Sample {
    pub name: String,
    pub text: String,
}

/// The folder with corpus and cases, if it is there.
fn shared() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    // Beside the project's root, or one further up when the root is a work tree.
    let places = root.ancestors().skip(1).take(2).map(|place| place.join("shared"));
    places.into_iter().find(|place| place.join("corpus").is_dir())
}

/// All fixtures of this repository that are whole YAML.
pub fn fixtures() -> Vec<Sample> {
    (0..fixtures::TEXTS.len())
        .map(|index| Sample { name: fixtures::TEXTS[index].to_owned(), text: fixtures::text(index) })
        .collect()
}

/// The files of one folder of the corpus; none if it is not there.
pub fn files(folder: &str) -> Vec<Sample> {
    let mut samples = Vec::new();
    if let Some(shared) = shared() {
        let corpus = shared.join("corpus");
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
pub fn cases() -> Vec<(Sample, bool)> {
    let Some(shared) = shared() else { return Vec::new() };
    let Ok(lines) = std::fs::read_to_string(shared.join("cases/dev.jsonl")) else { return Vec::new() };
    let cases = lines.lines().map(|line| {
        let case: serde_json::Value = serde_json::from_str(line).expect("a case is JSON");
        let text = |name: &str| case[name].as_str().unwrap_or_default().to_owned();
        let readable = case["expect"]["stage"] != "decode";
        (Sample { name: text("id"), text: text("yaml") }, readable)
    });
    cases.collect()
}

/// Names of the files that Kubernetes reads and yaml-rust2 refuses.
pub fn liberties() -> String {
    let list = shared().map(|shared| shared.join("facts/yaml-rust2-rejects.txt"));
    list.and_then(|list| std::fs::read_to_string(list).ok()).unwrap_or_default()
}
