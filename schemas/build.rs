//! Turns the field facts, the documentation and the pages about findings of this folder into static tables.
//!
//! Reads `facts.txt`, `kinds.txt`, `former.txt` and `docs/*.yaml`, writes `table.rs` for
//! `server/schema/table.rs` to include; reads `findings/*.yaml`, writes `pages.rs` for `server/schema/pages.rs`;
//! reads `others.txt`, writes `others.rs` for `server/schema/others.rs`. A mistake in the data stops the build with
//! file and line. Tells the program its version, too.

#[path = "build/commit.rs"]
mod commit;
#[path = "build/docs.rs"]
mod docs;
#[path = "build/facts.rs"]
mod facts;
#[path = "build/kinds.rs"]
mod kinds;
#[path = "build/others.rs"]
mod others;
#[path = "build/pages.rs"]
mod pages;
#[path = "build/table.rs"]
mod table;
#[path = "build/yaml.rs"]
mod yaml;

use std::path::Path;
use std::{env, fs};

/// What is wrong with the data, as `file:line: what`.
type Fault = String;

fn main() {
    println!("cargo::rerun-if-changed=schemas");
    commit::tell();
    if let Err(fault) = build(Path::new("schemas")) {
        println!("cargo::error={fault}");
    }
}

fn build(folder: &Path) -> Result<(), Fault> {
    let facts = facts::parse(&Source::read(&folder.join("facts.txt"))?)?;
    let mut kinds = kinds::parse(&Source::read(&folder.join("kinds.txt"))?)?;
    kinds.extend(kinds::parse(&Source::read(&folder.join("former.txt"))?)?);

    let mut docs = docs::Docs::default();
    for path in yaml_files(&folder.join("docs"))? {
        docs::parse(&Source::read(&path)?, &facts, &mut docs)?;
    }
    let table = table::write(&facts, &kinds, &docs::resolve(docs)?)?;
    let mut pages = pages::Pages::new();
    for path in yaml_files(&folder.join("findings"))? {
        pages::parse(&Source::read(&path)?, &mut pages)?;
    }
    let others = others::write(&Source::read(&folder.join("others.txt"))?, &pages)?;
    let target = env::var("OUT_DIR").map_err(|fault| fault.to_string())?;
    for (name, text) in [("table.rs", table), ("pages.rs", pages::write(&pages)?), ("others.rs", others)] {
        fs::write(Path::new(&target).join(name), text).map_err(|fault| fault.to_string())?;
    }
    Ok(())
}

/// The YAML files of a folder, in a fixed order; none where there is no such folder yet.
fn yaml_files(folder: &Path) -> Result<Vec<std::path::PathBuf>, Fault> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(|fault| format!("{}: {fault}", folder.display()))?.path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// A data file and its name for messages.
struct Source {
    name: String,
    text: String,
}

impl Source {
    fn read(path: &Path) -> Result<Self, Fault> {
        let name = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|fault| format!("{name}: {fault}"))?;
        Ok(Self { name, text })
    }

    /// The lines that say something, with their numbers from 1.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(index, line)| (index + 1, line));
        lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
    }

    fn fault<T>(&self, line: usize, what: impl std::fmt::Display) -> Result<T, Fault> {
        Err(format!("{}:{line}: {what}", self.name))
    }
}

/// A run of minors, an end open where it is the edge of what the facts cover.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Window {
    since: Option<u8>,
    until: Option<u8>,
}

impl Window {
    /// Reads `1.27..1.30`, `1.27..` or `..1.30`; `None` when `text` is no window.
    fn parse(text: &str) -> Option<Self> {
        let (since, until) = text.split_once("..")?;
        let end = |text: &str| match text {
            "" => Some(None),
            _ => text.strip_prefix("1.")?.parse().ok().map(Some),
        };
        let window = Self { since: end(since)?, until: end(until)? };
        let ordered = window.since.zip(window.until).is_none_or(|(since, until)| since <= until);
        (ordered && window != Self::default()).then_some(window)
    }
}
