//! Exit codes, what is printed where, colour, standard input.

use std::io::Read;
use std::process::Stdio;

use super::Folder;

#[test]
fn the_exit_code_tells_what_was_found() {
    let folder = Folder::new(&[
        ("clean.yaml", "a: 1\n"),
        ("meh.yaml", "a: MEH\n"),
        ("bad.yaml", "a: BAD\n"),
        ("hints.yaml", "a: FYI HMM\n"),
    ]);
    for (args, code) in [
        (&["check", "clean.yaml"][..], 0),
        (&["check", "bad.yaml"], 1),
        (&["check", "clean.yaml", "bad.yaml"], 1),
        (&["check", "meh.yaml"], 0),
        (&["check", "--severity", "warning", "meh.yaml"], 1),
        (&["check", "--severity", "warning", "hints.yaml"], 0),
        (&["check", "--severity=information", "hints.yaml"], 1),
        (&["check", "--severity=hint", "hints.yaml"], 1),
        (&["check", "--severity=hint", "clean.yaml"], 0),
        (&["check", "absent.yaml"], 2),
        (&["check", "bad.yaml", "absent.yaml"], 2),
        (&["check", "--severity=nonsense"], 2),
        (&["check", "--kubernetes-version=1.12", "clean.yaml"], 2),
        (&["check", "--jobs=0"], 2),
        (&["check", "--max-size=lots"], 2),
        (&["no-such-word"], 2),
        (&[], 2),
        (&["--help"], 0),
        (&["--version"], 0),
        (&["serve"], 77),
        (&["serve", "--stdio"], 77),
    ] {
        for more in [
            &[][..],
            &["--quiet"],
            &["--format=json"],
            &["--format=sarif"],
            &["--format=github"],
            &["--format=gitlab"],
            &["--format=junit"],
        ] {
            let fits = args.first() == Some(&"check");
            let args: Vec<&str> = args.iter().chain(if fits { more } else { &[] }).copied().collect();
            let run = folder.door(&args);
            assert_eq!(run.code, code, "{args:?}\n{}{}", run.out, run.err);
        }
    }
}

#[test]
fn a_report_shows_the_line_and_the_summary_counts() {
    let folder = Folder::new(&[("one.yaml", "kind: BAD\nname: MEH\n"), ("two.yaml", "fine: true\n")]);
    let run = folder.door(&["check", "one.yaml", "two.yaml"]);
    expect_test::expect![[r#"
        error[word]: `BAD` should not be here
         --> one.yaml:1:7
          |
        1 | kind: BAD
          |       ^^^
          |
          = help: say `good`

        warning[word]: `MEH` should not be here
         --> one.yaml:2:7
          |
        2 | name: MEH
          |       ^^^

        checked 2 files: 1 error, 1 warning
    "#]]
    .assert_eq(&run.out);
    assert_eq!(run.err, "");
}

#[test]
fn quiet_keeps_the_findings_and_drops_the_rest() {
    let folder = Folder::new(&[("bad.yaml", "BAD"), ("clean.yaml", "a: 1")]);
    let run = folder.door(&["check", "-q", "bad.yaml"]);
    assert!(run.out.starts_with("error[word]") && !run.out.contains("checked"), "{}", run.out);
    assert_eq!(folder.podls(&["check", "-q", "clean.yaml"]).out, "");
    let empty = Folder::new(&[("readme.md", "")]);
    assert_eq!(empty.podls(&["check", "-q"]).err, "");
}

#[test]
fn a_folder_without_manifests_is_said_to_be_so() {
    let run = Folder::new(&[("readme.md", "")]).podls(&["check"]);
    assert_eq!((run.code, run.err.as_str()), (0, "podls: no YAML file in `.`\n"));
    assert_eq!(run.out, "checked 0 files: no findings\n");
}

#[test]
fn standard_input_is_a_file_like_any_other() {
    let folder = Folder::new(&[]);
    let run = folder.podls_fed(&["check", "-"], b"a: 1\n");
    assert_eq!((run.code, run.out.as_str()), (0, "checked 1 file: no findings\n"));
    let run = folder.podls_fed(&["check", "-", "--stdin-name=pod.yaml", "--format=json"], b"a: \xFF\n");
    assert_eq!(run.code, 2);
    assert!(run.err.starts_with("podls: `pod.yaml` is not UTF-8"), "{}", run.err);
    let run = folder.podls_fed(&["check", "-", "--max-size=4"], b"a: 12345\n");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("`<stdin>` is larger than the 4 bytes"), "{}", run.err);
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let folder = Folder::new(&[("a.yaml", "a: 1\n")]);
    let coloured = |args: &[&str], variables: &[(&str, &str)]| {
        let output = folder.command(args).envs(variables.iter().copied()).output().expect("runs");
        output.stdout.contains(&0x1B)
    };
    assert!(!coloured(&["check"], &[]));
    assert!(coloured(&["check", "--color=always"], &[]));
    assert!(coloured(&["--color", "always", "check"], &[("NO_COLOR", "1")]));
    assert!(coloured(&["check"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&["check", "--color=never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&["check"], &[("NO_COLOR", "1")]));
    assert!(!coloured(&["check", "--color=always", "--format=json"], &[]));
}

#[test]
fn a_fault_of_podls_costs_one_file_not_the_run() {
    let folder = Folder::new(&[("a.yaml", "BAD"), ("b.yaml", "PANIC"), ("c.yaml", "MEH")]);
    for jobs in ["--jobs=1", "--jobs=3"] {
        let run = folder.door(&["check", "a.yaml", "b.yaml", "c.yaml", jobs]);
        assert_eq!(run.code, 2);
        assert!(run.err.contains("`b.yaml` made podls stumble"), "{}", run.err);
        assert!(run.out.ends_with("checked 2 files: 1 error, 1 warning; could not look at 1\n"), "{}", run.out);
    }
}

#[test]
fn reports_come_in_order_whatever_the_number_of_threads() {
    let names: Vec<String> = (0..300).map(|number| format!("d{}/f{number:03}.yaml", number % 7)).collect();
    let folder = Folder::new(&[]);
    for name in &names {
        folder.write(name, format!("x: {}BAD\n", " ".repeat(name.len() * 37 % 900)).as_bytes());
    }
    let root = folder.path().to_str().expect("text");
    let one = folder.door(&["check", root, "--jobs=1"]);
    let places: Vec<&str> = one.out.lines().filter(|line| line.starts_with(" --> ")).collect();
    assert_eq!(places.len(), 300);
    assert!(places.is_sorted());
    for jobs in ["--jobs=2", "--jobs=9"] {
        assert_eq!(folder.door(&["check", root, jobs]).out, one.out, "{jobs}");
    }
}

/// A reader that leaves, as `head` does, ends the run without a word.
#[test]
fn a_closed_pipe_ends_the_run_quietly() {
    let folder = Folder::new(&[]);
    for number in 0..2000 {
        folder.write(&format!("a-rather-long-name-{number}.yaml"), b"a: 1\n");
    }
    for format in ["text", "json"] {
        let mut child = folder
            .command(&["check", "--format", format, "--color=always"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("starts");
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut err).expect("text");
        assert_eq!(err, "", "{format}");
        assert_eq!(child.wait().expect("ends").code(), Some(0), "{format}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_no_clean_run() {
    let folder = Folder::new(&[("a.yaml", "a: 1\n")]);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("the full device");
    let output = folder.command(&["check"]).stdout(full).stderr(Stdio::piped()).output().expect("runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("podls: the report cannot be written: "));
}

#[test]
fn help_teaches_by_example() {
    let folder = Folder::new(&[]);
    for args in [&["--help"][..], &["check", "--help"]] {
        let help = folder.podls(args).out;
        for word in ["Examples:", "podls check -", "Exit codes", "something could not be looked at"] {
            assert!(help.contains(word), "{args:?} does not say {word}:\n{help}");
        }
    }
    assert_eq!(folder.podls(&["--version"]).out, concat!("podls ", env!("CARGO_PKG_VERSION"), "\n"));
}
