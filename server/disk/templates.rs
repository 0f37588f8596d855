//! The user's own template containers, one file each, read from a folder. Knows files, not what a template is.

use std::fs::{self, File};
use std::io::Read;
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

/// The templates in the files of the folder `named`, relative to `root` and not outside it, and what is wrong
/// with it or them. Who may write into `root` shall not have other files read by a link.
pub(super) fn below(root: &Path, named: &str) -> (Arc<[Template]>, Vec<String>) {
    let folder = root.join(named);
    match fs::canonicalize(root) {
        Ok(root) if !leads_out(&folder, &root) => read_all(&folder, Some(&root)),
        _ => {
            let message = format!("the templates in `{}` are not read: {OUTSIDE}", folder.display());
            (Arc::default(), vec![message])
        }
    }
}

/// The templates in the files of `folder`, and what is wrong with it or them.
pub fn load(folder: &Path) -> (Arc<[Template]>, Vec<String>) {
    read_all(folder, None)
}

const OUTSIDE: &str = "a link leads out of the folder of the settings file";

/// Whether what is at `path` lies outside `root`, which has no links in it. What is not there does not.
fn leads_out(path: &Path, root: &Path) -> bool {
    fs::canonicalize(path).is_ok_and(|path| !path.starts_with(root))
}

/// The templates in the files of `folder`, of which none may be outside `root`.
fn read_all(folder: &Path, root: Option<&Path>) -> (Arc<[Template]>, Vec<String>) {
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
    if paths.len() > MOST {
        problems.push(format!("of the templates in `{}` only the first {MOST} are read", folder.display()));
    }
    let mut templates: Vec<Template> = Vec::new();
    for path in paths.iter().take(MOST) {
        let mut wrong = |what: &str| problems.push(format!("the template `{}` is left out: {what}", path.display()));
        if root.is_some_and(|root| leads_out(path, root)) {
            wrong(OUTSIDE);
            continue;
        }
        match text(path).map(|text| read(&text)) {
            Ok((Some(template), _)) if templates.iter().any(|other| other.id == template.id) => {
                wrong(&format!("another one is named `{}` too", template.id));
            }
            Ok((Some(template), _)) => templates.push(template),
            Ok((None, wrongs)) => wrong(&wrongs.join("; ")),
            Err(why) => wrong(&why),
        }
    }
    (templates.into(), problems)
}

/// The text of a template, or why there is none. Never waits for a pipe.
fn text(path: &Path) -> Result<String, String> {
    const NONE: &str = "it is not a file, or larger than 1 MiB";
    let metadata = fs::metadata(path).map_err(|error| error.to_string())?;
    if !metadata.is_file() {
        return Err(NONE.to_owned());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| error.to_string())?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if bytes.len() as u64 > LARGEST {
        return Err(NONE.to_owned());
    }
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())
}
