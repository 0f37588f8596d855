//! The version that the program names itself by: with the commit it is built from, where that is known.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// Sets `PODLS_VERSION` for the program: `0.1.0 (4ec63da1c)`, or `0.1.0` where no commit is known.
///
/// The commit is what `PODLS_COMMIT` says, else what cargo wrote into the package when it was published, else
/// what git says of this folder. Builds for development leave it out: every commit would build everything anew.
pub(crate) fn tell() {
    println!("cargo::rerun-if-env-changed=PODLS_COMMIT");
    let commit = env::var("PODLS_COMMIT").ok().or_else(published).or_else(checked_out);
    let commit = commit.map(|commit| commit.chars().filter(char::is_ascii_hexdigit).take(9).collect::<String>());
    let version = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    match commit.filter(|commit| !commit.is_empty()) {
        Some(commit) => println!("cargo::rustc-env=PODLS_VERSION={version} ({commit})"),
        None => println!("cargo::rustc-env=PODLS_VERSION={version}"),
    }
}

/// The commit in the file that cargo puts into a package.
fn published() -> Option<String> {
    let text = fs::read_to_string(".cargo_vcs_info.json").ok()?;
    let (_, after) = text.split_once("\"sha1\"")?;
    after.split('"').nth(1).map(str::to_owned)
}

fn checked_out() -> Option<String> {
    let is_release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    // Elsewhere, git would name the commit of a repository that podls lies in by chance.
    if !is_release || !Path::new(".git").exists() {
        return None;
    }
    // Each commit and each checkout adds a line there.
    if let Some(log) = git(&["rev-parse", "--git-path", "logs/HEAD"]).filter(|log| Path::new(log).exists()) {
        println!("cargo::rerun-if-changed={log}");
    }
    git(&["rev-parse", "HEAD"])
}

fn git(arguments: &[&str]) -> Option<String> {
    let run = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(run.stdout).ok()?;
    run.status.success().then(|| text.trim().to_owned())
}
