//! What laws and measurements are tried on: files of this repository, and, where they lie beside it,
//! recorded cases and public manifests, which are no part of it.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// A recorded case.
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) yaml: String,
    /// Whether the API server accepts it; none where both verdicts are right.
    pub(crate) accepted: Option<bool>,
}

/// The folder `name` beside the repository, if it is there; says so if it is not. `PODLS_SHARED` names
/// another place.
pub(crate) fn shared(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("PODLS_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let folder = root.join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: there is no `{name}` beside this repository");
    None
}

/// The recorded cases; none if they are not there.
pub(crate) fn cases() -> Vec<Case> {
    let Some(folder) = shared("cases") else { return Vec::new() };
    lines(&folder.join("dev.jsonl"))
        .iter()
        .map(|case| Case {
            id: text(case, "id"),
            yaml: text(case, "yaml"),
            accepted: (!is_true(case, "either")).then(|| text(&case["expect"], "verdict") == "accept"),
        })
        .collect()
}

/// A recorded case for every rule, which are part of this repository.
pub(crate) fn rules() -> Vec<Value> {
    lines(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/rules.jsonl"))
}

/// The objects of a file with one on each line.
pub(crate) fn lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().map(|line| serde_json::from_str(line).expect("a JSON line")).collect()
}

pub(crate) fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

pub(crate) fn is_true(value: &Value, key: &str) -> bool {
    value[key].as_bool() == Some(true)
}

/// The YAML files of this repository, with their paths in it.
pub(crate) fn own_files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["examples", "tests/data"];
    let mut files = Vec::new();
    for folder in folders.iter().map(|folder| root.join(folder)) {
        collect(&folder, &mut files);
    }
    let read =
        |path: PathBuf| Some((path.strip_prefix(root).ok()?.display().to_string(), fs::read_to_string(&path).ok()?));
    files.into_iter().filter_map(read).collect()
}

/// The YAML files below `folder`, in order.
pub(crate) fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut entries: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml") {
            files.push(path);
        }
    }
}
