//! What docs/security.md promises: no network, no programs started, no `unsafe`, no files read but those it
//! names, and nothing built in that deny.toml does not allow. Works without a network.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::layers::{lines_with, sources};

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path))
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The words of the list `key` in deny.toml.
fn policy(key: &str) -> Vec<String> {
    let text: String =
        read("deny.toml").lines().filter(|line| !line.starts_with('#')).map(|line| format!("{line}\n")).collect();
    let list = text.split(&format!("\n{key} = [")).nth(1).unwrap_or_else(|| panic!("deny.toml has no `{key}`"));
    list[..list.find(']').unwrap()].split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The packages of the lock file: name and source.
fn locked() -> Vec<(String, Option<String>)> {
    let lock = read("Cargo.lock");
    let value = |package: &str, key: &str| {
        let line = package.lines().find_map(|line| line.strip_prefix(&format!("{key} = ")).map(str::to_owned));
        line.map(|line| line.trim_matches('"').to_owned())
    };
    lock.split("[[package]]")
        .skip(1)
        .map(|package| (value(package, "name").unwrap(), value(package, "source")))
        .collect()
}

#[test]
fn no_crate_that_opens_sockets_or_starts_programs_is_locked() {
    let denied = policy("deny");
    assert!(denied.len() > 10, "{denied:?}");
    let found: Vec<String> = locked().into_iter().map(|(name, _)| name).filter(|name| denied.contains(name)).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn every_crate_comes_from_the_registry_and_in_one_version() {
    let allowed: Vec<String> = policy("allow-registry").iter().map(|index| format!("registry+{index}")).collect();
    let mut versions: BTreeMap<String, usize> = BTreeMap::new();
    for (name, source) in locked() {
        match source {
            Some(source) => assert!(allowed.contains(&source), "{name}: {source}"),
            None => assert_eq!(name, "podls"),
        }
        *versions.entry(name).or_default() += 1;
    }
    let twice: Vec<String> = versions.into_iter().filter(|(_, count)| *count > 1).map(|(name, _)| name).collect();
    assert_eq!(twice, policy("skip"), "say so in deny.toml, or make them one");
}

/// Whether an expression of licences is met by `allowed`.
fn is_met(expression: &str, allowed: &[String]) -> bool {
    let plain = expression.replace(['(', ')'], " ").replace('/', " OR ");
    // `AND` binds more tightly in the standard; where brackets turn it round, each part has to be met.
    let part = |part: &str| part.split(" OR ").any(|license| allowed.iter().any(|allowed| license.trim() == *allowed));
    plain.split(" AND ").all(part)
}

#[test]
fn every_licence_is_allowed() {
    let allowed = policy("allow");
    for (expression, met) in [("MIT", true), ("GPL-3.0", false), ("MIT/GPL-3.0", true), ("(MIT OR X) AND X", false)] {
        assert_eq!(is_met(expression, &allowed), met, "{expression}");
    }
    // What other systems need besides need not be on this machine.
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = String::from_utf8(Command::new(rustc).arg("-vV").output().expect("rustc runs").stdout).expect("text");
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    let host = format!("--filter-platform={host}");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--offline", "--locked", "--format-version=1", &host]);
    let output = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.len() > 50);
    for package in packages {
        let license = package["license"].as_str().unwrap_or("none named");
        assert!(is_met(license, &allowed), "{}: {license}", package["name"]);
    }
}

#[test]
fn nothing_in_the_server_opens_a_socket_or_starts_a_program() {
    let words = [
        "std::net",
        "TcpStream",
        "TcpListener",
        "UdpSocket",
        "UnixStream",
        "UnixListener",
        "UnixDatagram",
        "process::Command",
        "CommandExt",
        "process::Child",
        "tokio::net",
        "tokio::process",
        "unsafe",
        "extern",
    ];
    let mut wrong = Vec::new();
    for source in sources() {
        for word in words {
            for line in lines_with(&source.code, word) {
                wrong.push(format!("server/{}:{line}: `{word}`", source.path));
            }
        }
        // `use std::process::{Command, …}`, too: of `process` only the exit code is wanted.
        for (at, line) in source.code.lines().enumerate() {
            if line.contains("process::{") || line.contains("std::{") && line.contains("process") {
                wrong.push(format!("server/{}:{}: {line}", source.path, at + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn unsafe_code_is_forbidden() {
    let manifest = read("Cargo.toml");
    let lints = manifest.split("[lints.rust]").nth(1).expect("lints");
    assert!(lints[..lints.find("\n[").unwrap()].contains("\nunsafe_code = \"forbid\"\n"));
    // A library of the same name, or a feature that brings sockets, would come in here.
    let tokio = manifest.lines().find(|line| line.starts_with("tokio = ")).expect("tokio");
    assert!(tokio.contains("default-features = false"), "{tokio}");
    assert!(
        !["\"net\"", "\"process\"", "\"full\"", "\"signal\"", "\"fs\""].iter().any(|word| tokio.contains(word)),
        "{tokio}"
    );
}

#[test]
fn what_is_built_is_what_is_locked() {
    for path in [".ci/run", ".github/workflows/ci.yml", ".github/workflows/release.yml"] {
        for line in read(path).lines() {
            let Some(at) = line.find("cargo ").filter(|at| !line[..*at].contains(['#', '"'])) else { continue };
            let word = line[at..].split_whitespace().nth(1).unwrap_or_default();
            let needs = ["build", "check", "clippy", "test", "run", "install", "deny"].contains(&word);
            let asks = line.contains("--version") || line.contains("component");
            assert!(!needs || asks || line.contains("--locked"), "{path}: {line}");
        }
    }
    assert!(read(".github/workflows/ci.yml").contains("cargo deny --locked check"));
}

/// What a run of podls did, as the kernel saw it: the calls, and the paths it opened below `/tmp` or `/etc` or a home.
#[cfg(target_os = "linux")]
mod seen {
    use std::path::PathBuf;
    use std::process::Stdio;

    use serde_json::json;

    use super::*;
    use crate::lsp::client::Client;

    /// `podls` under strace, which writes to `log`; none where there is no strace, or none is allowed.
    fn traced(log: &Path) -> Option<Command> {
        let calls = "-etrace=%network,execve,execveat,fork,vfork,open,openat,openat2,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat";
        let mut trial = Command::new("strace");
        let works =
            trial.args(["-o", "/dev/null", "true"]).stderr(Stdio::null()).status().is_ok_and(|end| end.success());
        if !works {
            println!("skipped: no strace on this machine");
            return None;
        }
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-y", calls, "-o"]).arg(log).arg(env!("CARGO_BIN_EXE_podls"));
        // Cargo has libraries looked for where it builds.
        command.env_remove("LD_LIBRARY_PATH");
        Some(command)
    }

    /// The calls in `log`: no network, no program but podls itself. The files opened below `root`, as `path` or `path written`.
    fn calls(log: &Path, root: &Path) -> Vec<String> {
        let log = fs::read_to_string(log).expect("a log");
        let mut opened = Vec::new();
        let mut programs = 0;
        for line in log.lines() {
            let call = line.split_once(' ').map_or(line, |(_, call)| call.trim_start());
            let name = call.split('(').next().unwrap_or_default();
            match name {
                "execve" => programs += 1,
                _ if name.contains("open") || name == "creat" => {
                    let path = call.split('"').nth(1).unwrap_or_default();
                    let writes = ["O_WRONLY", "O_RDWR", "O_CREAT"].iter().any(|flag| call.contains(flag));
                    let place = if name == "open" || call.contains("AT_FDCWD") { root.join(path) } else { path.into() };
                    if let Ok(path) = place.strip_prefix(root) {
                        let path = path.display();
                        opened.push(if writes { format!("{path} written") } else { path.to_string() });
                    } else {
                        let system = ["/lib", "/usr/lib", "/etc/ld.so", "/proc/", "/sys/", "/dev/"];
                        // The walk heeds what git is told to ignore everywhere.
                        let git = path.ends_with("/.gitconfig") || path == "/etc/gitconfig" || path.contains("/git/");
                        let known = git || system.iter().any(|start| path.starts_with(start)) || !path.starts_with('/');
                        assert!(known && !writes, "{line}");
                    }
                }
                _ if call.starts_with('+') || call.starts_with('-') || call.starts_with('<') => {}
                _ => panic!("{line}"),
            }
        }
        assert_eq!(programs, 1, "{log}");
        opened.sort();
        opened.dedup();
        opened
    }

    fn folder() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().canonicalize().expect("a path");
        for (path, text) in [
            ("podls.yaml", "profile: strict\ntemplates: own\n"),
            ("own/broken.yaml", "id: [\n"),
            ("own/notes.txt", "id: x\n"),
            ("other/secret.yaml", "a: 1\n"),
            (
                "deploy/pod.yaml",
                "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: a\n    imagePullPolcy: Always\n    image: http://192.0.2.1/a:1\n    envFrom:\n    - configMapRef: {name: other}\n",
            ),
            ("deploy/other.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: other\n"),
        ] {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).expect("folders");
            fs::write(path, text).expect("a file");
        }
        (folder, root)
    }

    #[test]
    fn check_and_fix_open_what_they_were_given_and_nothing_else() {
        let (folder, root) = folder();
        let log = folder.path().join("log");
        for (args, opened) in [
            (&["check", "deploy"][..], &["deploy/other.yaml", "deploy/pod.yaml", "own/broken.yaml", "podls.yaml"][..]),
            (&["draw", "deploy/pod.yaml"], &["deploy/pod.yaml", "own/broken.yaml", "podls.yaml"]),
            (&["template"], &["own/broken.yaml", "podls.yaml"]),
        ] {
            let Some(mut command) = traced(&log) else { return };
            command.args(args).current_dir(&root).stdout(Stdio::null()).stderr(Stdio::null());
            command.status().expect("it ends");
            let mut seen = calls(&log, &root);
            // The walk names what it opens by where it stands.
            seen.retain(|path| Path::new(path).extension().is_some_and(|ending| ending == "yaml"));
            assert_eq!(seen, opened, "{args:?}");
        }
    }

    #[test]
    fn serve_opens_settings_and_templates_and_nothing_else() {
        let (folder, root) = folder();
        let log = folder.path().join("log");
        let Some(mut command) = traced(&log) else { return };
        let mut client = Client::spawn(command.arg("serve").current_dir("/"));
        client.strict = false;
        let uri = format!("file://{}/deploy/pod.yaml", root.display());
        client.initialize(
            json!({ "textDocument": { "diagnostic": {} } }),
            json!({ "server": { "path": "/bin/true" }, "commands": { "run": "true" } }),
        );
        client.open(&uri, 1, &fs::read_to_string(root.join("deploy/pod.yaml")).unwrap());
        client.about("textDocument/diagnostic", &uri);
        for line in 0..11 {
            for method in ["hover", "completion", "definition", "documentHighlight"] {
                client.at(&format!("textDocument/{method}"), &uri, line, 10);
            }
        }
        client.about("textDocument/documentLink", &uri);
        assert_eq!(client.leave(), 0);
        assert_eq!(calls(&log, &root), ["own", "own/broken.yaml", "podls.yaml"]);
    }
}
