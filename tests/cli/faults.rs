//! What the world does to `podls check`: readers that go away, disks that are full, files that change while they
//! are looked at, a kill in the middle of `--fix`.
#![cfg(unix)]

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::symlink;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use super::{Folder, Run, finish};

const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: app\n    image: app:1\n    imagePullPolcy: Always\n";

fn many(count: usize) -> Folder {
    let folder = Folder::new(&[]);
    for number in 0..count {
        folder.write(&format!("d{}/pod-{number}.yaml", number % 7), POD.as_bytes());
    }
    folder
}

fn shell(folder: &Folder, script: &str) -> Run {
    let mut command = Command::new("sh");
    command.args(["-c", &script.replace("podls", "\"$0\""), env!("CARGO_BIN_EXE_podls")]);
    finish(command.current_dir(folder.path()).stdin(Stdio::null()))
}

#[test]
fn a_reader_that_has_seen_enough_ends_the_run_quietly() {
    let folder = many(300);
    for format in ["text", "json", "sarif", "github", "junit"] {
        let run = shell(
            &folder,
            &format!("(podls check --no-config --format={format}; echo $? >code) | head -c 100 >/dev/null"),
        );
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{format}");
        let code = fs::read_to_string(folder.path().join("code")).expect("a code");
        assert!(["0\n", "1\n"].contains(&code.as_str()), "{format}: {code}");
    }
    for command in
        ["explain", "explain unknown-field", "template", "draw d0/pod-0.yaml", "man", "completions bash", "--help"]
    {
        let run = shell(&folder, &format!("(podls {command}; echo $? >code) | true"));
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{command}");
        let code = fs::read_to_string(folder.path().join("code")).expect("a code");
        assert_eq!(code, "0\n", "{command}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told_wherever_it_shows() {
    let folder = many(3);
    for (command, told) in [
        (
            "check --no-config >/dev/full",
            "podls: the report cannot be written: No space left on device (os error 28)\n",
        ),
        (
            "check --no-config --format=json >/dev/full",
            "podls: the report cannot be written: No space left on device (os error 28)\n",
        ),
        ("explain >/dev/full", "podls: the report cannot be written: No space left on device (os error 28)\n"),
        ("template >/dev/full", "podls: the report cannot be written: No space left on device (os error 28)\n"),
        ("check --no-config -q --output /dev/full", "podls: `/dev/full` cannot be written: the disk is full\n"),
        ("check --no-config -q --write-baseline /dev/full", "podls: `/dev/full` cannot be written: the disk is full\n"),
        (
            "check --no-config -q --output no/such/folder",
            "podls: `no/such/folder` cannot be written: there is no such file or folder\n",
        ),
        ("check --no-config -q --output d0", "podls: `d0` cannot be written: Is a directory (os error 21)\n"),
    ] {
        let run = shell(&folder, &format!("podls {command}"));
        assert_eq!((run.code, run.err.as_str()), (2, told), "{command}");
    }
}

/// The input stays open: only the answer that cannot be written ends the session.
#[test]
#[cfg(target_os = "linux")]
fn the_editor_door_ends_when_its_answers_go_nowhere() {
    let body = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#;
    let frame = format!("Content-Length: {}\r\n\r\n{body}", body.len());
    let (reader, closed) = std::io::pipe().expect("a pipe");
    drop(reader);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a device");
    for sink in [Stdio::from(closed), Stdio::from(full)] {
        let folder = Folder::new(&[]);
        let mut child = folder
            .command(&["serve"])
            .stdin(Stdio::piped())
            .stdout(sink)
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let mut input = child.stdin.take().expect("a pipe");
        input.write_all(frame.as_bytes()).expect("it reads");
        assert_eq!(child.wait().expect("it ends").code(), Some(1));
    }
}

/// podls, waiting in the middle of its targets: the list of them is made, the first is not read to its end.
fn paused(folder: &Folder, args: &[&str]) -> Child {
    let mut child = folder
        .command(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    // More than a pipe holds: some of it has been read when this returns.
    child.stdin.as_mut().expect("a pipe").write_all(&b"# filler\n".repeat(30_000)).expect("it reads");
    child
}

fn go_on(mut child: Child) -> Run {
    drop(child.stdin.take());
    Run::from(child.wait_with_output().expect("it ends"))
}

#[test]
fn files_that_change_between_listing_and_reading_are_told() {
    let folder = Folder::new(&[
        ("gone.yaml", POD),
        ("grown.yaml", POD),
        ("pipe.yaml", POD),
        ("turned.yaml", POD),
        ("kept.yaml", "a: 1\n"),
    ]);
    let args = [
        "check",
        "--no-config",
        "--jobs=1",
        "--format=github",
        "-",
        "gone.yaml",
        "grown.yaml",
        "pipe.yaml",
        "turned.yaml",
        "kept.yaml",
    ];
    let child = paused(&folder, &args);
    let at = |name: &str| folder.path().join(name);
    for name in ["gone.yaml", "pipe.yaml", "turned.yaml"] {
        fs::remove_file(at(name)).expect("a file");
    }
    fs::File::create(at("grown.yaml")).and_then(|file| file.set_len(65 << 20)).expect("a sparse file");
    assert!(Command::new("mkfifo").arg(at("pipe.yaml")).status().expect("mkfifo").success());
    fs::create_dir(at("turned.yaml")).expect("a folder");
    let run = go_on(child);
    assert_eq!(run.code, 2);
    assert_eq!(
        run.err,
        "podls: `gone.yaml` does not exist\n\
         podls: `grown.yaml` has 65 MiB, more than the 64 MiB that are read; raise it with `--max-size`\n\
         podls: `pipe.yaml` is a pipe, not a file; hand it over as standard input: `podls check -`\n\
         podls: `turned.yaml` is a folder\n"
    );
}

#[test]
fn links_in_circles_are_walked_once() {
    let folder = many(5);
    for (to, from) in
        [("..", "d0/up"), (".", "d1/self"), ("../d0", "d1/other"), ("d0", "d9"), ("/proc/self/cwd", "d2/here")]
    {
        symlink(to, folder.path().join(from)).expect("a link");
    }
    let run = folder.podls(&["check", "--no-config", "--severity=error"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert!(run.out.ends_with("checked 5 files: 5 errors\n") || run.out.contains("checked 5 files"), "{}", run.out);
}

/// Kills podls at many moments of a long `--fix`: each file is the old one or the new one, and what is left over
/// of the work is nothing that is read as YAML later.
#[test]
fn a_kill_in_the_middle_of_fixing_leaves_every_file_whole() {
    let folder = many(120);
    let after = POD.replace("Polcy", "Policy");
    let files: Vec<String> = (0..120).map(|number| format!("d{}/pod-{number}.yaml", number % 7)).collect();
    let rounds = crate::fixtures::cases(12);
    let (mut old, mut new, mut left) = (0, 0, 0);
    for round in 0..rounds {
        for file in &files {
            folder.write(file, POD.as_bytes());
        }
        let mut child = folder
            .command(&["check", "--no-config", "--fix", "-q", "."])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        thread::sleep(Duration::from_millis(u64::from(10 + round * 17 % 190)));
        child.kill().expect("a kill");
        child.wait().expect("it ends");
        for file in &files {
            let mut text = String::new();
            fs::File::open(folder.path().join(file)).expect("a file").read_to_string(&mut text).expect("text");
            assert!(text == POD || text == after, "{file} in round {round}: {text:?}");
            if text == POD { old += 1 } else { new += 1 }
        }
        for number in 0..7 {
            for entry in fs::read_dir(folder.path().join(format!("d{number}"))).expect("a folder") {
                let path = entry.expect("an entry").path();
                let ending = path.extension().and_then(|ending| ending.to_str());
                if ending != Some("yaml") {
                    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
                    assert!(name.starts_with(".podls-") && ending == Some("tmp"), "{name}");
                    left += 1;
                }
            }
        }
    }
    println!("{rounds} kills: {old} files old, {new} new, {left} left over");
    let run = folder.podls(&["check", "--no-config", "--severity=error"]);
    assert!(run.out.contains("checked 120 files"), "{}", run.out);
}
