//! The findings a repository had before podls came: a file that lists them, so that only new ones are told.
//! Findings are known by file, code and landmark, never by line. Knows no format of reports.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::read::Problem;
use super::report::relative;
use crate::finding::Finding;
use crate::ide::{Snapshot, landmark};

/// The version of the file that this podls writes and reads.
const VERSION: u32 = 1;

/// A kind of finding in one file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Key {
    at: String,
    code: String,
}

/// The kinds of findings in a file, with how many there are of each.
pub(super) type Counts = BTreeMap<Key, usize>;

/// Findings known by file.
pub(super) struct Baseline {
    /// Where the paths in it begin.
    folder: PathBuf,
    files: HashMap<String, Counts>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    at: String,
    code: String,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    count: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: u32,
    findings: Vec<Entry>,
}

fn one() -> usize {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_one(count: &usize) -> bool {
    *count == 1
}

impl Baseline {
    /// A baseline to be written to `path`.
    pub(super) fn empty(path: &Path) -> Self {
        Self { folder: folder_of(path), files: HashMap::new() }
    }

    /// The baseline at `path`.
    pub(super) fn read(path: &Path) -> Result<Self, Problem> {
        let text = fs::read_to_string(path).map_err(|error| {
            Problem::new(
                path,
                match error.kind() {
                    ErrorKind::NotFound => "does not exist; write it with `--write-baseline`".to_owned(),
                    ErrorKind::InvalidData => "is not a baseline of podls: it is not UTF-8".to_owned(),
                    _ => format!("cannot be read: {error}"),
                },
            )
        })?;
        let document: Document = serde_json::from_str(&text).map_err(|error| {
            Problem::new(path, format!("is not a baseline of podls: {error}; write it anew with `--write-baseline`"))
        })?;
        if document.version != VERSION {
            let advice = "write it anew with `--write-baseline`";
            return Err(Problem::new(
                path,
                format!("is a baseline of version {}, not {VERSION}; {advice}", document.version),
            ));
        }
        let mut baseline = Self::empty(path);
        for Entry { path, at, code, count } in document.findings {
            *baseline.files.entry(path).or_default().entry(Key { at, code }).or_default() += count;
        }
        Ok(baseline)
    }

    /// What the baseline calls the file at `path`.
    pub(super) fn name(&self, path: &str) -> String {
        relative(Path::new(path), &self.folder).unwrap_or_else(|| path.to_owned())
    }

    /// Takes the findings that are known away from `found`, those of the file `name`; returns what is known
    /// of the file and no longer there.
    pub(super) fn sift(&self, name: &str, snapshot: &Snapshot, found: &mut Vec<Finding>) -> Counts {
        let Some(known) = self.files.get(name) else { return Counts::new() };
        let mut left = known.clone();
        found.retain(|finding| match left.get_mut(&key(snapshot, finding)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
        left.retain(|_, count| *count > 0);
        left
    }

    /// Adds the findings of the file `name`.
    pub(super) fn add(&mut self, name: String, found: Counts) {
        if !found.is_empty() {
            self.files.insert(name, found);
        }
    }

    /// How many findings are known of files that are gone, those in `seen` not counted.
    pub(super) fn of_lost_files(&self, seen: &HashSet<String>) -> usize {
        let lost = self.files.iter().filter(|(name, _)| !seen.contains(*name) && !self.folder.join(name).exists());
        lost.flat_map(|(_, counts)| counts.values()).sum()
    }

    /// How many findings are known.
    pub(super) fn len(&self) -> usize {
        self.files.values().flat_map(BTreeMap::values).sum()
    }

    /// The file: a line a kind of finding, sorted, so that a diff of it can be read.
    pub(super) fn to_json(&self) -> String {
        let sorted: BTreeMap<&String, &Counts> = self.files.iter().collect();
        let entries = sorted.into_iter().flat_map(|(path, counts)| {
            counts.iter().map(move |(Key { at, code }, count)| Entry {
                path: path.clone(),
                at: at.clone(),
                code: code.clone(),
                count: *count,
            })
        });
        let lines: Vec<String> =
            entries.map(|entry| format!("\n    {}", serde_json::to_string(&entry).unwrap_or_default())).collect();
        let end = if lines.is_empty() { "" } else { "\n  " };
        format!("{{\n  \"version\": {VERSION},\n  \"findings\": [{}{end}]\n}}\n", lines.join(","))
    }
}

/// The kinds of findings among `found`.
pub(super) fn counts(snapshot: &Snapshot, found: &[Finding]) -> Counts {
    found.iter().fold(Counts::new(), |mut counts, finding| {
        *counts.entry(key(snapshot, finding)).or_default() += 1;
        counts
    })
}

fn key(snapshot: &Snapshot, finding: &Finding) -> Key {
    Key { at: landmark(snapshot, finding.span), code: finding.code.to_owned() }
}

/// The folder of `path`, from the root.
fn folder_of(path: &Path) -> PathBuf {
    let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
    std::path::absolute(if folder.as_os_str().is_empty() { Path::new(".") } else { &folder }).unwrap_or(folder)
}
