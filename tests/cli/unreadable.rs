//! What cannot be looked at: a clear word each, exit code 2, never a hang.

use super::Folder;

/// Checks `args` and expects exactly `problems`, as pairs of path and words, on both channels.
fn refused(folder: &Folder, args: &[&str], problems: &[(&str, &str)]) {
    let args: Vec<&str> = ["check", "--format=json"].iter().chain(args).copied().collect();
    let run = folder.podls(&args);
    assert_eq!(run.code, 2, "{args:?}");
    let lines: Vec<String> = problems.iter().map(|(path, words)| format!("podls: `{path}` {words}")).collect();
    assert_eq!(run.err.lines().collect::<Vec<_>>(), lines, "{args:?}");
    let report: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let listed: Vec<(&str, &str)> = report["problems"]
        .as_array()
        .expect("an array")
        .iter()
        .map(|problem| (problem["path"].as_str().expect("text"), problem["message"].as_str().expect("text")))
        .collect();
    assert_eq!(listed, problems, "{args:?}");
}

#[test]
fn what_is_not_there() {
    refused(
        &Folder::new(&[]),
        &["gone.yaml", "no/such/place"],
        &[("gone.yaml", "does not exist"), ("no/such/place", "does not exist")],
    );
}

#[test]
fn what_is_not_utf8_text() {
    let folder = Folder::new(&[("fine.yaml", "a: 1")]);
    folder.write("binary.yaml", b"\x7FELF\x02\x01\x01\0\0\0");
    folder.write("latin.yaml", b"a: 1\nb: caf\xE9\n");
    folder.write("wide.yaml", b"\xFF\xFEa\0:\0");
    folder.write("wide-be.yaml", b"\xFE\xFF\0a\0:");
    refused(
        &folder,
        &["."],
        &[
            ("binary.yaml", "is not text: byte 7 is NUL"),
            ("latin.yaml", "is not UTF-8: byte 11 (line 2) is 0xE9; save it as UTF-8"),
            ("wide-be.yaml", "is UTF-16; save it as UTF-8"),
            ("wide.yaml", "is UTF-16; save it as UTF-8"),
        ],
    );
}

#[test]
fn what_is_too_large() {
    let folder = Folder::new(&[("large.yaml", &"# filler\n".repeat(2000))]);
    let words = "has 17 KiB, more than the 1024 bytes that are read; raise it with `--max-size`";
    refused(&folder, &["--max-size=1K", "large.yaml"], &[("large.yaml", words)]);
    let sparse = std::fs::File::create(folder.path().join("huge.yaml")).expect("a file");
    sparse.set_len(65 << 20).expect("a sparse file");
    let words = "has 65 MiB, more than the 64 MiB that are read; raise it with `--max-size`";
    refused(&folder, &["huge.yaml"], &[("huge.yaml", words)]);
}

#[test]
#[cfg(unix)]
fn links_that_lead_nowhere_or_in_circles() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new(&[("fine.yaml", "a: 1")]);
    symlink("circle.yaml", folder.path().join("circle.yaml")).expect("a link");
    symlink("gone.yaml", folder.path().join("nowhere.yaml")).expect("a link");
    symlink(".", folder.path().join("self")).expect("a link");
    let problems =
        [("circle.yaml", "is a link that leads back to itself"), ("nowhere.yaml", "is a link that leads nowhere")];
    refused(&folder, &[], &problems);
    refused(&folder, &["circle.yaml", "nowhere.yaml"], &problems);
}

#[test]
#[cfg(unix)]
fn pipes_sockets_and_devices_are_never_waited_for() {
    let folder = Folder::new(&[]);
    let pipe = folder.path().join("pipe.yaml");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket.yaml")).expect("a socket");
    let pipe = ("pipe.yaml", "is a pipe, not a file; hand it over as standard input: `podls check -`");
    let socket = ("socket.yaml", "is a socket, not a file");
    refused(&folder, &[], &[pipe, socket]);
    refused(&folder, &["pipe.yaml", "socket.yaml"], &[pipe, socket]);
    refused(&folder, &["/dev/zero"], &[("/dev/zero", "is a device, not a file")]);
}

/// `podls check <(command)` in a shell.
#[test]
#[cfg(target_os = "linux")]
fn a_pipe_the_shell_has_opened_is_read() {
    let folder = Folder::new(&[]);
    let run = folder.podls_fed(&["check", "/dev/stdin", "/dev/fd/0"], b"a: 1\n");
    assert_eq!((run.code, run.out.as_str()), (0, "checked 2 files: no findings\n"), "{}", run.err);
}

#[test]
#[cfg(unix)]
fn what_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new(&[("locked.yaml", "a: 1"), ("closed/inside.yaml", "a: 1"), ("fine.yaml", "a: 1")]);
    for path in ["locked.yaml", "closed"] {
        let path = folder.path().join(path);
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o000)).expect("permissions");
    }
    // The superuser may read anything; then there is nothing to see here.
    if std::fs::read(folder.path().join("locked.yaml")).is_err() {
        let words = "cannot be read: permission denied";
        refused(&folder, &[], &[("closed", words), ("locked.yaml", words)]);
    }
    let _ = std::fs::set_permissions(folder.path().join("closed"), std::fs::Permissions::from_mode(0o755));
}

/// A name can hold anything but a slash; a terminal must not obey it.
#[test]
#[cfg(unix)]
fn control_characters_in_names_are_shown_not_sent() {
    let folder = Folder::new(&[]);
    let run = folder.podls(&["check", "\u{1b}]0;title\u{7}.yaml"]);
    assert_eq!(run.err, "podls: `␛]0;title␇.yaml` does not exist\n");
}
