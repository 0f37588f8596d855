//! From paths on the command line to the files behind them, in a fixed order.
//! Opens nothing; what cannot be reached becomes a [`Problem`] in its place.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use ignore::{DirEntry, Error, WalkBuilder};

use super::read::{self, Problem};

/// One thing to look at.
#[derive(Debug)]
pub(super) enum Target {
    /// Standard input.
    Stdin,
    /// A file, by the path it was reached by.
    File(PathBuf),
    /// Something that could not be reached.
    Lost(Problem),
}

/// How to walk.
pub(super) struct Walk {
    /// Look at ignored files too.
    pub(super) no_ignore: bool,
}

/// What `paths` lead to: arguments in their order, the files of a folder sorted by path, each file once.
/// Beside it the folders that hold no YAML file.
pub(super) fn targets(paths: &[PathBuf], walk: &Walk) -> (Vec<Target>, Vec<PathBuf>) {
    let mut found = Vec::new();
    let mut empty = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            found.push(Target::Stdin);
            continue;
        }
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                let before = found.len();
                found.extend(walk.folder(path, paths.len() == 1));
                if found.len() == before {
                    empty.push(path.clone());
                }
            }
            Ok(_) => found.push(Target::File(path.clone())),
            Err(error) => found.push(Target::Lost(read::unreachable(path, &error))),
        }
    }
    if paths.len() > 1 {
        drop_repeated(&mut found);
    }
    (found, empty)
}

impl Walk {
    /// The YAML files below `root`. Links to files are followed, links to folders are not, as kubectl does it:
    /// so no link can lead in circles.
    fn folder(&self, root: &Path, alone: bool) -> Vec<Target> {
        let mut builder = WalkBuilder::new(root);
        // Hidden folders hold manifests too (`.k8s`, `.tekton`); git's own holds none.
        builder.follow_links(false).standard_filters(!self.no_ignore).hidden(false);
        builder.require_git(false).filter_entry(|entry| entry.file_name() != ".git");
        // One thread: finding files costs little beside looking at them, starting threads a lot.
        let targets = builder.build().filter_map(|entry| match entry {
            Ok(entry) => is_manifest(&entry).then(|| Target::File(entry.into_path())),
            Err(error) => lost(root, &error).map(Target::Lost),
        });
        let mut found: Vec<Target> = targets.collect();
        found.sort_by(by_path);
        // `podls check` says `pod.yaml`, as one would type it; `podls check a .` must tell the two apart.
        if alone && root == Path::new(".") {
            found.iter_mut().for_each(shorten);
        }
        found
    }
}

/// Takes the leading `./` away.
fn shorten(target: &mut Target) {
    match target {
        Target::Stdin => {}
        Target::File(path) => *path = path.strip_prefix(".").unwrap_or(path).to_path_buf(),
        Target::Lost(problem) => {
            if let Some(rest) = problem.path.strip_prefix("./") {
                problem.path = rest.to_owned();
            }
        }
    }
}

/// Whether `entry` has the name of a YAML file and is no folder. Pipes and devices of such a name are
/// kept: reading says what is wrong with them.
fn is_manifest(entry: &DirEntry) -> bool {
    let path = entry.path();
    let Some(kind) = entry.file_type() else { return false };
    let named = path
        .extension()
        .is_some_and(|ending| ["yaml", "yml", "kyaml"].iter().any(|known| ending.eq_ignore_ascii_case(known)));
    named && !kind.is_dir() && !(kind.is_symlink() && path.is_dir())
}

/// The problem `error` tells of; `None` for a bad line in an ignore file, which hides nothing.
fn lost(root: &Path, error: &Error) -> Option<Problem> {
    match error {
        Error::WithPath { path, err } => lost(path, err),
        Error::WithDepth { err, .. } | Error::WithLineNumber { err, .. } => lost(root, err),
        Error::Io(error) => Some(read::unreachable(root, error)),
        Error::Loop { child, .. } => Some(Problem::new(child, "is a link that leads back to itself")),
        _ => None,
    }
}

fn by_path(one: &Target, other: &Target) -> Ordering {
    place(one).cmp(&place(other))
}

fn place(target: &Target) -> Option<&Path> {
    match target {
        Target::Stdin => None,
        Target::File(path) => Some(path),
        Target::Lost(problem) => Some(Path::new(&problem.path)),
    }
}

/// Keeps the first of several ways to write the same path.
fn drop_repeated(targets: &mut Vec<Target>) {
    let mut seen = HashSet::new();
    targets.retain(|target| {
        let plain: Option<PathBuf> =
            place(target).map(|path| path.components().filter(|part| *part != Component::CurDir).collect());
        seen.insert(plain)
    });
}
