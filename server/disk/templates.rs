//! The user's own template containers, one file each, read from a folder. Knows files, not what a template is.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::templates::{Template, read};

/// The most that is read of a file.
const LARGEST: u64 = 1 << 20;
/// The most files that are read.
const MOST: usize = 500;

/// The folder that a person means by `named`: below their home after `~/`, else below `root`.
pub fn folder(root: &Path, named: &str) -> PathBuf {
    let home = || std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
    match named.strip_prefix("~/").and_then(|below| Some(Path::new(&home()?).join(below))) {
        Some(folder) => folder,
        None => root.join(named),
    }
}

/// The templates in the files of `folder`, and what is wrong with it or them.
pub fn load(folder: &Path) -> (Arc<[Template]>, Vec<String>) {
    let mut problems = Vec::new();
    let mut paths: Vec<PathBuf> = match fs::read_dir(folder) {
        Ok(entries) => entries.filter_map(|entry| Some(entry.ok()?.path())).collect(),
        Err(error) => {
            problems.push(format!("the templates in `{}` cannot be read: {error}", folder.display()));
            Vec::new()
        }
    };
    let is_yaml = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
    paths.retain(is_yaml);
    paths.sort();
    let mut templates: Vec<Template> = Vec::new();
    for path in paths.iter().take(MOST) {
        let mut wrong = |what: &str| problems.push(format!("the template `{}` is left out: {what}", path.display()));
        let text = match fs::metadata(path) {
            Ok(file) if !file.is_file() || file.len() > LARGEST => {
                wrong("it is not a file, or larger than 1 MiB");
                continue;
            }
            Ok(_) => fs::read_to_string(path),
            Err(error) => Err(error),
        };
        match text.map(|text| read(&text)) {
            Ok((Some(template), _)) if templates.iter().any(|other| other.id == template.id) => {
                wrong(&format!("another one is named `{}` too", template.id));
            }
            Ok((Some(template), _)) => templates.push(template),
            Ok((None, wrongs)) => wrong(&wrongs.join("; ")),
            Err(error) => wrong(&error.to_string()),
        }
    }
    (templates.into(), problems)
}
