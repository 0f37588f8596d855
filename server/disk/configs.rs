//! Settings files, found upward from the files they hold for; each is read once until it is forgotten.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use globset::{Glob, GlobSet, GlobSetBuilder};
use rustc_hash::FxHashMap;

use super::templates::below;
use crate::settings::{Config, NAMES, Settings, read};
use crate::templates::Template;
use crate::text::{Encoding, Text};

/// A settings file is short; what is longer is none.
const MOST: u64 = 1 << 20;

/// A settings file that was read.
#[derive(Debug)]
pub struct Found {
    /// Where it is.
    pub path: PathBuf,
    /// What it says.
    pub config: Config,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
    ignore: GlobSet,
    overrides: Vec<GlobSet>,
    /// Those of the folder that it names.
    templates: Option<Arc<[Template]>>,
}

/// Something wrong with a settings file.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct Fault {
    /// The file, with line and column from 1 where they are known: `podls.yaml:3:1`.
    pub place: String,
    /// What is wrong.
    pub message: String,
}

/// The settings files of the folders looked into so far.
#[derive(Debug, Default)]
pub struct Configs {
    folders: Mutex<FxHashMap<PathBuf, Option<Arc<Found>>>>,
    /// By settings file and which of its overrides match.
    settled: Mutex<FxHashMap<(PathBuf, Vec<bool>), Settled>>,
}

/// Settings worked out for a file, and from what.
type Settled = (Arc<Settings>, Arc<Settings>);

impl Configs {
    /// The settings file that holds for a file at `path`: in its folder or the nearest one above.
    pub fn over(&self, path: &Path) -> Option<Arc<Found>> {
        self.in_folder(path.parent()?)
    }

    fn in_folder(&self, folder: &Path) -> Option<Arc<Found>> {
        if let Some(known) = lock(&self.folders).get(folder) {
            return known.clone();
        }
        // What is there and no file is a fault that is told, not a settings file that is not there.
        let here = NAMES.iter().map(|name| folder.join(name)).find(|path| fs::symlink_metadata(path).is_ok());
        let found = match here {
            Some(path) => Some(Arc::new(Found::read(path))),
            None => self.in_folder(folder.parent()?),
        };
        lock(&self.folders).insert(folder.to_owned(), found.clone());
        found
    }

    /// The settings for a file at `path` (absolute): `base`, and over it what a settings file says. The same
    /// answer is the same [`Arc`] until something changes.
    pub fn settings(&self, path: &Path, base: &Arc<Settings>) -> Arc<Settings> {
        let Some(found) = self.over(path) else { return Arc::clone(base) };
        let matching = found.matching(path);
        let key = (found.path.clone(), matching);
        let mut settled = lock(&self.settled);
        if let Some((settings, _)) = settled.get(&key).filter(|(_, from)| Arc::ptr_eq(from, base)) {
            return Arc::clone(settings);
        }
        let mut settings = Settings::clone(base);
        found.apply(&key.1, &mut settings);
        let settings = Arc::new(settings);
        settled.insert(key, (Arc::clone(&settings), Arc::clone(base)));
        settings
    }

    /// Forgets all, so that changed files are read again.
    pub fn forget(&self) {
        lock(&self.folders).clear();
        lock(&self.settled).clear();
    }

    /// All settings files read so far.
    pub fn all(&self) -> Vec<Arc<Found>> {
        let mut all: Vec<Arc<Found>> = lock(&self.folders).values().flatten().cloned().collect();
        all.sort_by(|one, other| one.path.cmp(&other.path));
        all.dedup_by(|one, other| one.path == other.path);
        all
    }
}

impl Found {
    /// Reads the settings file at `path`; what cannot be read is a fault and chooses nothing.
    pub fn read(path: PathBuf) -> Self {
        let name = path.display().to_string();
        let mut faults = Vec::new();
        let text = content(&path).unwrap_or_else(|why| {
            faults.push(Fault { place: name.clone(), message: format!("cannot be read: {why}") });
            String::new()
        });
        let (config, findings) = read(&text);
        let rope = Text::new(&text);
        let at = |offset: u32| {
            let point = rope.point(offset, Encoding::Utf32);
            format!("{name}:{}:{}", point.line + 1, point.column + 1)
        };
        let told =
            findings.into_iter().map(|finding| Fault { place: at(finding.span.start), message: finding.message });
        faults.extend(told);
        let mut set = |patterns: &[String]| {
            globs(patterns).unwrap_or_else(|error| {
                faults.push(Fault { place: name.clone(), message: error });
                GlobSet::empty()
            })
        };
        let ignore = set(&config.ignore);
        let overrides = config.overrides.iter().map(|one| set(&one.paths)).collect();
        let mut templates = None;
        if let (Some(named), Some(root)) = (&config.templates, path.parent()) {
            let (found, wrong) = below(root, &named.path);
            faults.extend(wrong.into_iter().map(|message| Fault { place: at(named.span.start), message }));
            templates = Some(found);
        }
        Self { path, config, faults, ignore, overrides, templates }
    }

    /// Whether a file at `path` is not to be looked at.
    pub fn ignores(&self, path: &Path) -> bool {
        !self.ignore.is_empty() && self.relative(path).is_some_and(|path| self.ignore.is_match(path))
    }

    /// Puts into `settings` what holds for a file at `path`.
    pub fn put(&self, path: &Path, settings: &mut Settings) {
        self.apply(&self.matching(path), settings);
    }

    fn matching(&self, path: &Path) -> Vec<bool> {
        let path = self.relative(path);
        self.overrides.iter().map(|globs| path.is_some_and(|path| globs.is_match(path))).collect()
    }

    fn apply(&self, matching: &[bool], settings: &mut Settings) {
        self.config.chosen.apply(settings);
        if let Some(templates) = &self.templates {
            settings.templates = Arc::clone(templates);
        }
        for (one, _) in self.config.overrides.iter().zip(matching).filter(|(_, matches)| **matches) {
            one.chosen.apply(settings);
        }
    }

    fn relative<'p>(&self, path: &'p Path) -> Option<&'p Path> {
        path.strip_prefix(self.path.parent()?).ok()
    }
}

/// The text of a settings file; the error goes on after `cannot be read: `. Never waits for a pipe.
fn content(path: &Path) -> Result<String, String> {
    let metadata = fs::metadata(path).map_err(|error| why(path, &error))?;
    if metadata.is_dir() {
        return Err("it is a folder".to_owned());
    }
    if !metadata.is_file() {
        return Err("it is not a file".to_owned());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| why(path, &error))?;
    file.take(MOST + 1).read_to_end(&mut bytes).map_err(|error| why(path, &error))?;
    if bytes.len() as u64 > MOST {
        return Err("it is larger than 1 MiB".to_owned());
    }
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())
}

fn why(path: &Path, error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound if path.is_symlink() => "it is a link that leads nowhere".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ if path.is_symlink() && fs::canonicalize(path).is_err() => {
            "it is a link that leads back to itself".to_owned()
        }
        _ => error.to_string(),
    }
}

fn globs(patterns: &[String]) -> Result<GlobSet, String> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        // As in .gitignore: a folder stands for what is in it.
        let pattern = pattern.trim_start_matches("./");
        let wrong = |error: globset::Error| format!("`{pattern}` is not a pattern: {}", error.kind());
        set.add(Glob::new(pattern).map_err(wrong)?);
        set.add(Glob::new(&format!("{}/**", pattern.trim_end_matches('/'))).map_err(wrong)?);
    }
    set.build().map_err(|error| error.to_string())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
