//! `podls check` on texts and bytes that nobody writes: it ends, in bounded memory and time, and says what is
//! wrong. The bounds are for what grows without end: usual runs stay far below.
#![cfg(unix)]

use std::process::{Command, Stdio};

use super::{Folder, Run, finish};
use crate::torture::texts;

/// The most address space, in KiB, and processor time, in seconds, that a run may take.
const KIBIBYTES: u32 = 1_500_000;
const SECONDS: u32 = 60;

/// Runs podls under these limits; where the shell cannot set one, without it.
fn limited(folder: &Folder, args: &[&str], input: &str) -> Run {
    let limits = format!("ulimit -t {SECONDS}; ulimit -v {KIBIBYTES} 2>/dev/null; exec \"$0\" \"$@\" <{input}");
    let mut command = Command::new("sh");
    command.args(["-c", &limits, env!("CARGO_BIN_EXE_podls")]).args(args);
    finish(command.current_dir(folder.path()).stdin(Stdio::null()))
}

/// The first error of a report, as `code: message`.
fn first(report: &str) -> String {
    let line = report.lines().find(|line| line.starts_with("::error")).unwrap_or_default();
    line.split_once("title=").map_or(String::new(), |(_, told)| told.replacen("::", ": ", 1))
}

#[test]
fn each_text_is_checked_in_bounds_and_told_in_words() {
    let mut wrong = String::new();
    for torture in texts() {
        let name = torture.name;
        let folder = Folder::new(&[("pod.yaml", &torture.text)]);
        let run = limited(&folder, &["check", "--no-config", "--format=github", "pod.yaml"], "/dev/null");
        let told = first(&run.out);
        assert_eq!((run.code, run.err.as_str()), (i32::from(!told.is_empty()), ""), "{name}");
        assert!(run.out.lines().all(|line| line.len() < 2000), "{name}: a message repeats what is far too long");
        if !told.starts_with(torture.told) || told.is_empty() != torture.told.is_empty() {
            let told: String = told.chars().take(160).collect();
            wrong.push_str(&format!("{name}: {told}\n"));
        }
        let piped = limited(&folder, &["check", "--no-config", "--format=github", "-"], "pod.yaml");
        assert_eq!((piped.code, first(&piped.out)), (run.code, first(&run.out)), "{name}");
        let fixed = limited(&folder, &["check", "--no-config", "--fix", "--format=github", "-"], "pod.yaml");
        assert!([0, 1].contains(&fixed.code), "{name}: {}", fixed.err);
        assert!(fixed.out.len() * 2 >= torture.text.len(), "{name}: the text is gone");
        let drawn = limited(&folder, &["draw", "pod.yaml"], "/dev/null");
        assert!([0, 2].contains(&drawn.code), "{name}: {}", drawn.err);
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn bytes_that_are_no_text_are_told() {
    for (name, bytes, told) in [
        ("NUL at the start", &b"a: \0\n"[..], "is not text: byte 3 is NUL"),
        ("UTF-16", b"\xFF\xFEa\0", "is UTF-16; save it as UTF-8"),
        ("UTF-16, big end first", b"\xFE\xFF\0a", "is UTF-16; save it as UTF-8"),
        ("UTF-16 without a mark", b"a\0:\0 \0b\0", "is not text: byte 1 is NUL"),
        ("UTF-32", b"\xFF\xFE\0\0a\0\0\0", "is UTF-32; save it as UTF-8"),
        ("UTF-32, big end first", b"\0\0\xFE\xFF\0\0\0a", "is UTF-32; save it as UTF-8"),
        ("UTF-32 without a mark", b"\0\0\0a", "is not text: byte 0 is NUL"),
        ("Latin-1", b"# caf\xE9\n", "is not UTF-8: byte 5 (line 1) is 0xE9; save it as UTF-8"),
        ("half a character", b"a: \xF0\x9F", "is not UTF-8: byte 3 (line 1) is 0xF0; save it as UTF-8"),
        ("a surrogate", b"a: \xED\xA0\x80\n", "is not UTF-8: byte 3 (line 1) is 0xED; save it as UTF-8"),
        ("a character written too long", b"a: \xC0\xAF\n", "is not UTF-8: byte 3 (line 1) is 0xC0; save it as UTF-8"),
    ] {
        let folder = Folder::new(&[]);
        folder.write("pod.yaml", bytes);
        for args in [&["check", "--fix", "pod.yaml"][..], &["check", "--format=json", "-"], &["draw", "pod.yaml"]] {
            let run = limited(&folder, args, "pod.yaml");
            let path = if args.contains(&"-") { "<stdin>" } else { "pod.yaml" };
            assert_eq!(
                (run.code, run.err.as_str()),
                (2, format!("podls: `{path}` {told}\n").as_str()),
                "{name} {args:?}"
            );
        }
        assert_eq!(std::fs::read(folder.path().join("pod.yaml")).expect("a file"), bytes, "{name}");
    }
}
