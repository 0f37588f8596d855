//! `podls check --fix`: what is written, what is printed, and that nothing is ever lost.

use std::fs;
use std::process::Command;

use expect_test::expect;

use super::{Folder, Run, finish};

/// Two faults that are sure to be meant otherwise, one with a suggestion, one without a way out.
const POD: &str = "# 🚀\napiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: app # 🚀\n    image: x\n    imagePullPolcy: Always\n    stdin: \"true\"\n    nonsense: 1\n  - name: '🚀'\n    image: x\n";

fn remaining(run: &Run) -> Vec<&str> {
    run.out.lines().filter(|line| line.contains('[') && !line.starts_with(' ')).collect()
}

#[test]
fn what_is_sure_is_fixed_and_the_rest_is_told() {
    let folder = Folder::new(&[("pod.yaml", POD), ("clean.yaml", "a: 1\n")]);
    let run = folder.podls(&["check", "--profile=none", "--fix"]);
    assert_eq!(run.code, 1);
    assert_eq!(remaining(&run).len(), 2, "{}", run.out);
    assert!(run.out.ends_with("checked 2 files: 2 errors\nfixed 2 findings in 1 file; 2 remain\n"), "{}", run.out);
    let fixed = POD.replace("Polcy", "Policy").replace("\"true\"", "true");
    assert_eq!(folder.read("pod.yaml"), fixed);
    let again = folder.podls(&["check", "--profile=none", "--fix"]);
    assert!(again.out.ends_with("fixed nothing; 2 remain\n"), "{}", again.out);
    assert_eq!(folder.read("pod.yaml"), fixed);
    let run = folder.podls(&["check", "--profile=none", "--fix", "--unsafe", "--format=json", "-q"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert_eq!(folder.read("pod.yaml"), fixed.replace("    nonsense: 1\n", ""));
    let rest = fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(rest, 2, "no file is left over");
}

#[test]
fn what_is_wholly_fixed_ends_with_exit_code_0() {
    let folder = Folder::new(&[("pod.yaml", POD)]);
    let pod = POD.replace("    nonsense: 1\n", "").replace("'🚀'", "b");
    folder.write("pod.yaml", pod.as_bytes());
    let run = folder.podls(&["check", "--profile=none", "--fix", "--format=github"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert_eq!(run.err, "podls: fixed 2 findings in 1 file\n");
}

#[test]
fn a_diff_changes_nothing_and_says_what_would() {
    let folder = Folder::new(&[("deploy/pod.yaml", POD)]);
    let run = folder.podls(&["check", "--profile=none", "--fix", "--diff"]);
    assert_eq!(run.code, 1);
    expect![[r#"
        --- a/deploy/pod.yaml
        +++ b/deploy/pod.yaml
        @@ -6,8 +6,8 @@
           containers:
           - name: app # 🚀
             image: x
        -    imagePullPolcy: Always
        -    stdin: "true"
        +    imagePullPolicy: Always
        +    stdin: true
             nonsense: 1
           - name: '🚀'
             image: x
    "#]]
    .assert_eq(&run.out);
    assert!(run.err.ends_with("would fix 2 findings in 1 file; 2 would remain\n"), "{}", run.err);
    assert_eq!(folder.read("deploy/pod.yaml"), POD);
    folder.write("change.patch", run.out.as_bytes());
    if let Ok(output) = Command::new("git").args(["apply", "change.patch"]).current_dir(folder.path()).output() {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(folder.podls(&["check", "--profile=none", "--fix", "--diff", "-q"]).out.is_empty());
    }
    let blank = Folder::new(&[("a b.yaml", POD)]).podls(&["check", "--profile=none", "--fix", "--diff"]);
    assert!(blank.out.starts_with("--- a/a b.yaml\t\n+++ b/a b.yaml\t\n@@ "), "{}", blank.out);
}

#[test]
fn a_pipe_is_given_back_fixed_and_findings_go_aside() {
    let folder = Folder::new(&[]);
    let fixed = POD.replace("Polcy", "Policy").replace("\"true\"", "true");
    for format in ["text", "json", "github"] {
        let run = folder.podls_fed(&["check", "--profile=none", "--fix", "-", "--format", format], POD.as_bytes());
        assert_eq!((run.code, run.out.as_str()), (1, fixed.as_str()), "{format}");
        assert!(
            run.err.contains("nonsense") && run.err.contains("fixed 2 findings in 1 file; 2 remain"),
            "{}",
            run.err
        );
        let run = folder.podls_fed(&["check", "--profile=none", "--fix", "-", "-q", "--format", format], b"a: 1\r\n");
        assert_eq!((run.code, run.out.as_str()), (0, "a: 1\r\n"), "{format}");
    }
    let run = folder.podls_fed(&["check", "--profile=none", "--fix", "-"], b"a: \xFF\n");
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    let run =
        folder.podls_fed(&["check", "--profile=none", "--fix", "--diff", "-", "--stdin-name=x.yaml"], POD.as_bytes());
    assert!(run.out.starts_with("--- a/x.yaml\n+++ b/x.yaml\n@@ "), "{}", run.out);
}

#[test]
fn what_is_not_to_be_looked_at_passes_through_as_it_is() {
    let folder = Folder::new(&[("podls.yaml", "ignore: [\"generated/**\"]\n")]);
    for name in ["generated/pod.yaml", "podls.yaml"] {
        let run =
            folder.podls_fed(&["check", "--profile=none", "--fix", "-", "-q", "--stdin-name", name], POD.as_bytes());
        assert_eq!(run.out, POD, "{name} {}", run.err);
    }
}

#[test]
fn bytes_outside_of_the_change_stay_as_they_are() {
    for text in [
        POD.replace('\n', "\r\n"),
        format!("\u{FEFF}{POD}"),
        format!("\u{FEFF}{}", POD.replace('\n', "\r\n")),
        POD.trim_end().to_owned(),
        format!("{POD}# a tab\t and blanks  \n\n\n---\n# last\r\n..."),
    ] {
        let folder = Folder::new(&[("pod.yaml", &text)]);
        folder.podls(&["check", "--profile=none", "--fix"]);
        let expected = text.replace("Polcy", "Policy").replace("\"true\"", "true");
        assert_eq!(folder.read("pod.yaml"), expected);
        let run = folder.podls_fed(&["check", "--profile=none", "--fix", "-"], text.as_bytes());
        assert_eq!(run.out, expected);
    }
}

#[test]
fn what_cannot_be_read_is_told_and_the_others_are_fixed() {
    let folder = Folder::new(&[("a.yaml", POD)]);
    folder.write("b.yaml", b"a: \xFF\n");
    let run = folder.podls(&["check", "--profile=none", "--fix", ".", "gone.yaml"]);
    assert_eq!(run.code, 2);
    assert!(folder.read("a.yaml").contains("imagePullPolicy: Always"));
    assert_eq!(fs::read(folder.path().join("b.yaml")).expect("a file"), b"a: \xFF\n");
}

#[test]
fn flags_that_make_no_sense_alone_are_refused() {
    let folder = Folder::new(&[("a.yaml", "a: 1\n")]);
    for args in [["check", "--diff"], ["check", "--unsafe"]] {
        let run = folder.podls(&args);
        assert!(run.code == 2 && run.err.contains("--fix"), "{args:?} {}", run.err);
    }
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(folder: &Folder, name: &str) -> u32 {
        fs::metadata(folder.path().join(name)).expect("a file").permissions().mode() & 0o7777
    }

    fn set_mode(folder: &Folder, name: &str, mode: u32) {
        fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(mode)).expect("a mode");
    }

    #[test]
    fn permissions_are_kept_and_a_link_stays_a_link() {
        let folder = Folder::new(&[("real/pod.yaml", POD), ("links/readme", "")]);
        set_mode(&folder, "real/pod.yaml", 0o640);
        symlink("../real/pod.yaml", folder.path().join("links/pod.yaml")).expect("a link");
        let run = folder.podls(&["check", "--profile=none", "--fix", "links/pod.yaml"]);
        assert!(run.out.contains("fixed 2 findings"), "{}", run.out);
        assert!(fs::symlink_metadata(folder.path().join("links/pod.yaml")).expect("a link").is_symlink());
        assert!(folder.read("real/pod.yaml").contains("Policy: Always"));
        assert_eq!(mode(&folder, "real/pod.yaml"), 0o640);
        // Both ways to the same file at once.
        folder.write("real/pod.yaml", POD.as_bytes());
        let run = folder.podls(&["check", "--profile=none", "--fix", "--jobs=8"]);
        assert_eq!((run.code, run.err.as_str()), (1, ""));
    }

    #[test]
    fn a_read_only_file_is_left_alone() {
        let folder = Folder::new(&[("pod.yaml", POD)]);
        set_mode(&folder, "pod.yaml", 0o444);
        let run = folder.podls(&["check", "--profile=none", "--fix"]);
        assert_eq!(run.code, 2);
        assert_eq!(run.err, "podls: `pod.yaml` is left as it was: it is read-only\n");
        assert!(run.out.contains("imagePullPolcy") && run.out.ends_with("fixed nothing; 4 remain\n"), "{}", run.out);
        assert_eq!(folder.read("pod.yaml"), POD);
    }

    #[test]
    fn a_folder_that_takes_no_files_is_said_to_be_so() {
        let folder = Folder::new(&[("inner/pod.yaml", POD)]);
        set_mode(&folder, "inner", 0o555);
        let is_root = fs::write(folder.path().join("inner/try"), "").is_ok();
        if !is_root {
            let run = folder.podls(&["check", "--profile=none", "--fix"]);
            assert_eq!(run.code, 2);
            assert!(run.err.contains("cannot be written beside it: permission denied"), "{}", run.err);
            assert_eq!(folder.read("inner/pod.yaml"), POD);
        }
        set_mode(&folder, "inner", 0o755);
    }

    /// As on a full disk: no byte may be written to any file.
    #[test]
    fn a_disk_that_takes_nothing_loses_nothing() {
        let folder = Folder::new(&[("pod.yaml", POD)]);
        let script = "trap '' XFSZ; ulimit -f 0 || exit 77; exec \"$0\" check --fix -q";
        let mut command = Command::new("sh");
        command.args(["-c", script, env!("CARGO_BIN_EXE_podls")]).current_dir(folder.path());
        let run = finish(&mut command);
        if run.code == 77 {
            return;
        }
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(
            run.err.starts_with("podls: `pod.yaml` is left as it was: a new version cannot be written beside it"),
            "{}",
            run.err
        );
        assert_eq!(folder.read("pod.yaml"), POD);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is left over");
    }
}

/// The second run is what `pre-commit` and editors that fix on save count on.
#[test]
fn a_second_run_changes_nothing() {
    let folder = Folder::new(&[]);
    let own = crate::material::own_files().into_iter().enumerate();
    let own = own.map(|(number, (_, text))| (format!("own-{number}.yaml"), text));
    let pages = podls::schema::pages().iter().map(|page| (format!("page-{}.yaml", page.code), page.wrong.to_owned()));
    let cases = crate::material::cases().into_iter().step_by(40);
    let cases = cases.map(|case| (format!("case-{}.yaml", case.id), case.yaml));
    let names: Vec<String> = own
        .chain(pages)
        .chain(cases)
        .map(|(name, text)| {
            folder.write(&name, text.as_bytes());
            name
        })
        .collect();
    let all = || names.iter().map(|name| folder.read(name)).collect::<Vec<_>>();
    for more in [&[][..], &["--unsafe"]] {
        let fix = || folder.podls(&[&["check", "--profile=none", "--fix", "--no-ignore"][..], more].concat());
        let first = fix();
        let once = all();
        let second = fix();
        assert!(second.out.contains("\nfixed nothing;"), "{more:?}: {}", &second.out[second.out.len() - 200..]);
        assert_eq!(all(), once, "{more:?}");
        eprintln!("{} texts, {more:?}: {}", names.len(), first.out.lines().last().unwrap_or_default());
    }
}
