//! Settings files and folders of templates that are not what they should be, at both doors: each is told in
//! words of ours where it is named, nothing is waited for, and the manifest is checked all the same.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};

use podls::lsp::Engine;
use serde_json::{Value, json};

use crate::lsp::client::Client;

const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: app\n    image: a:1\n    imge: b\n";
const OWN: &str = "id: audit-log\ntitle: keep an audit log\npurpose: Sends what the app writes to the archive.\n\
                   group: sidecar\ncontainer:\n  name: audit-log\n  image: registry.example.com/audit:1.4.2\n";

/// What `podls check` and an editor are told in the folder that `make` furnishes, `/` standing for it; both have
/// to say the same, and find the mistake in the manifest.
fn check(name: &str, make: impl Fn(&Path), expected: &[&str]) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().canonicalize().expect("a path").join("in");
    fs::create_dir(&root).expect("a folder");
    fs::write(root.join("pod.yaml"), POD).expect("a file");
    make(&root);
    let here = format!("{}/", root.display());
    let mut expected: Vec<String> = expected.iter().map(|line| (*line).to_owned()).collect();
    expected.sort();

    let mut command = Command::new(env!("CARGO_BIN_EXE_podls"));
    command.args(["check", "pod.yaml"]).current_dir(&root).stdin(Stdio::null());
    let output = command.output().expect("it ends");
    let err = String::from_utf8(output.stderr).expect("text");
    let mut told: Vec<String> = err.lines().map(|line| line.replace(&here, "").replacen("podls: ", "", 1)).collect();
    told.sort();
    assert_eq!(told, expected, "{name}: check");
    assert_eq!(output.status.code(), Some(if expected.is_empty() { 1 } else { 2 }), "{name}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("unknown-field"), "{name}");

    let mut client = Client::of(|reader, writer| podls::lsp::serve(Engine::default(), reader, writer));
    client.initialize(json!({}), Value::Null);
    let uri = format!("file://{here}pod.yaml");
    client.open(&uri, 1, POD);
    let found = client.published(&uri).to_string();
    assert!(found.contains("unknown-field"), "{name}: {found}");
    let message = |message: Value| message["params"]["message"].as_str().expect("words").replace(&here, "");
    let mut told: Vec<String> = client.unread().into_iter().map(message).collect();
    told.sort();
    // An editor shows the place as it is, the terminal in backticks.
    let expected: Vec<String> = expected.iter().map(|line| line.replacen('`', "", 1).replacen("` ", ": ", 1)).collect();
    assert_eq!(told, expected, "{name}: serve");
    assert_eq!(client.leave(), 0);
}

fn write(path: &Path, text: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
    fs::write(path, text).expect("a file");
}

fn fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
}

#[test]
fn a_settings_file_that_is_none_is_told_and_never_waited_for() {
    check("none", |_| {}, &[]);
    check(
        "a folder",
        |root| fs::create_dir(root.join("podls.yaml")).expect("a folder"),
        &["`podls.yaml` cannot be read: it is a folder"],
    );
    check("a pipe", |root| fifo(&root.join("podls.yaml")), &["`podls.yaml` cannot be read: it is not a file"]);
    check(
        "a device",
        |root| symlink("/dev/zero", root.join("podls.yaml")).expect("a link"),
        &["`podls.yaml` cannot be read: it is not a file"],
    );
    check(
        "a loop of links",
        |root| symlink("podls.yaml", root.join("podls.yaml")).expect("a link"),
        &["`podls.yaml` cannot be read: it is a link that leads back to itself"],
    );
    check(
        "a link to nothing",
        |root| symlink("gone", root.join("podls.yaml")).expect("a link"),
        &["`podls.yaml` cannot be read: it is a link that leads nowhere"],
    );
    check(
        "100 MB",
        |root| {
            fs::File::create(root.join("podls.yaml")).and_then(|file| file.set_len(100 << 20)).expect("a sparse file");
        },
        &["`podls.yaml` cannot be read: it is larger than 1 MiB"],
    );
    check(
        "Latin-1",
        |root| write(&root.join("podls.yaml"), b"# caf\xE9\n"),
        &["`podls.yaml` cannot be read: it is not UTF-8"],
    );
    check(
        "what the system makes up",
        |root| symlink("/proc/self/mem", root.join("podls.yaml")).expect("a link"),
        &["`podls.yaml` cannot be read: Input/output error (os error 5)"],
    );
    check(
        "the second name",
        |root| fs::create_dir(root.join(".podls.yaml")).expect("a folder"),
        &["`.podls.yaml` cannot be read: it is a folder"],
    );
    check(
        "deep",
        |root| write(&root.join("podls.yaml"), format!("ignore: {}", "[".repeat(100_000))),
        &[
            "`podls.yaml:1:264` this is nested too deep; at most 255 brackets or 500 lists and mappings",
            "`podls.yaml:1:9` `ignore` must be a list",
        ],
    );
    check(
        "a pattern that explodes",
        |root| write(&root.join("podls.yaml"), format!("ignore: ['{}']", "{a,b}".repeat(20_000))),
        &[],
    );
}

#[test]
fn templates_come_from_below_the_settings_file_only() {
    const OUT: &str = "`podls.yaml:1:12` `templates` leads out of the folder of this file; name a folder below it, such as `templates`";
    let outside = |root: &Path| write(&root.join("../out/audit.yaml"), OWN);
    for named in ["..", "../out", "own/../../out", "/tmp", "/", "~/out", "~", "./../in"] {
        let make = |root: &Path| {
            outside(root);
            write(&root.join("podls.yaml"), format!("templates: {named:?}\n"));
        };
        check(named, make, &[OUT]);
    }
    for named in ["own", "./own", "own/", "."] {
        let make = |root: &Path| {
            write(&root.join("own/audit.yaml"), OWN);
            // The manifest itself is no template.
            fs::rename(root.join("pod.yaml"), root.join("pod.yml")).expect("a file");
            symlink("pod.yml", root.join("pod.yaml")).expect("a link");
            write(&root.join("podls.yaml"), format!("templates: {named}\n"));
        };
        if named != "." {
            check(named, make, &[]);
        }
    }
    check(
        "a folder that is a link",
        |root| {
            outside(root);
            symlink("../out", root.join("own")).expect("a link");
            write(&root.join("podls.yaml"), "profile: none\ntemplates: own\n");
        },
        &["`podls.yaml:2:12` the templates in `own` are not read: a link leads out of the folder of the settings file"],
    );
    check(
        "files that are links",
        |root| {
            outside(root);
            write(&root.join("own/real"), OWN);
            symlink("../../out/audit.yaml", root.join("own/audit.yaml")).expect("a link");
            symlink("/etc/passwd", root.join("own/passwd.yaml")).expect("a link");
            symlink("real", root.join("own/inside.yaml")).expect("a link");
            symlink("loop.yaml", root.join("own/loop.yaml")).expect("a link");
            fifo(&root.join("own/pipe.yaml"));
            fs::create_dir(root.join("own/folder.yaml")).expect("a folder");
            let large = fs::File::create(root.join("own/large.yaml"));
            large.and_then(|file| file.set_len(100 << 20)).expect("a sparse file");
            write(&root.join("podls.yaml"), "profile: none\ntemplates: own\n");
        },
        &[
            "`podls.yaml:2:12` the template `own/audit.yaml` is left out: a link leads out of the folder of the settings file",
            "`podls.yaml:2:12` the template `own/folder.yaml` is left out: it is not a file, or larger than 1 MiB",
            "`podls.yaml:2:12` the template `own/large.yaml` is left out: it is not a file, or larger than 1 MiB",
            "`podls.yaml:2:12` the template `own/loop.yaml` is left out: Too many levels of symbolic links (os error 40)",
            "`podls.yaml:2:12` the template `own/passwd.yaml` is left out: a link leads out of the folder of the settings file",
            "`podls.yaml:2:12` the template `own/pipe.yaml` is left out: it is not a file, or larger than 1 MiB",
        ],
    );
    check(
        "a folder that is not there",
        |root| write(&root.join("podls.yaml"), "templates: own\n"),
        &["`podls.yaml:1:12` the templates in `own` cannot be read: No such file or directory (os error 2)"],
    );
}
