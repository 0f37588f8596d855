//! `podls completions`, `podls man` and `podls --version`.

use super::Folder;

#[test]
fn every_shell_gets_a_script_that_knows_every_command() {
    let folder = Folder::new(&[]);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = folder.podls(&["completions", shell]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{shell}");
        for word in ["check", "explain", "draw", "template", "serve", "completions", "kubernetes-version"] {
            assert!(run.out.contains(word), "{word} for {shell}");
        }
    }
    assert_eq!(folder.podls(&["completions", "tcsh"]).code, 2);
}

#[test]
fn each_command_has_a_manual_page() {
    let folder = Folder::new(&[]);
    let run = folder.podls(&["man"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains(".TH podls 1"), "{}", run.out);
    for command in ["check", "explain", "draw", "template", "serve", "completions", "man"] {
        let run = folder.podls(&["man", command]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{command}");
        assert!(run.out.contains(&format!(".TH podls-{command} 1")), "{}", run.out);
    }
    let run = folder.podls(&["man", "chek"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert_eq!(run.err, "podls: there is no command `chek`; did you mean `check`?\n");
}

#[test]
fn the_version_is_that_of_the_package_with_a_commit_if_there_is_one() {
    let run = Folder::new(&[]).podls(&["--version"]);
    let version = run.out.trim_end().strip_prefix(concat!("podls ", env!("CARGO_PKG_VERSION"))).expect("a version");
    let commit = version.strip_prefix(" (").and_then(|rest| rest.strip_suffix(')'));
    let is_commit = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    assert!(version.is_empty() || commit.is_some_and(is_commit), "{version}");
}
