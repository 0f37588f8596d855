//! `--baseline` and `--write-baseline`.

use expect_test::expect;

use super::Folder;

const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata: {name: 🚀web}\nspec:\n  containers:\n  - name: app\n    image: b\n    imag: c\n    prts: []\n";

fn written() -> Folder {
    let folder =
        Folder::new(&[("b/pod.yaml", POD), ("a.yaml", "kind: Pod\napiVersion: v1\nspec: 1\n"), ("c.yaml", "a: 1\n")]);
    let run = folder.podls(&["check", "--profile=none", "--write-baseline=known.json"]);
    assert_eq!((run.code, run.out.as_str()), (0, "checked 3 files: no findings\n"));
    assert_eq!(run.err, "podls: `known.json` holds 5 findings\n");
    folder
}

#[test]
fn a_baseline_is_sorted_and_a_line_a_finding() {
    expect![[r#"
        {
          "version": 1,
          "findings": [
            {"path":"a.yaml","at":"Pod kind","code":"missing-name"},
            {"path":"a.yaml","at":"Pod spec","code":"wrong-type"},
            {"path":"b/pod.yaml","at":"Pod/🚀web metadata.name","code":"name-invalid"},
            {"path":"b/pod.yaml","at":"Pod/🚀web spec.containers[app].imag","code":"unknown-field"},
            {"path":"b/pod.yaml","at":"Pod/🚀web spec.containers[app].prts","code":"unknown-field"}
          ]
        }
    "#]]
    .assert_eq(&written().read("known.json"));
}

#[test]
fn what_is_known_is_not_told_and_what_is_new_is() {
    let folder = written();
    let check =
        |more: &[&str]| folder.podls(&[&["check", "--profile=none", "--baseline=known.json"][..], more].concat());
    for format in ["text", "json", "sarif", "github", "gitlab", "junit"] {
        let run = check(&["--format", format]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{format} {}", run.out);
    }
    // From another folder, after other lines came, and with another one of the same kind.
    folder.write(
        "b/pod.yaml",
        format!("# 🚀\n\n{}", POD.replace("    imag: c\n", "    imag: c\n    imag: d\n")).as_bytes(),
    );
    let mut command = folder.command(&["check", "--profile=none", "--baseline=../known.json", "--format=github"]);
    let run = super::finish(command.current_dir(folder.path().join("b")));
    assert_eq!(run.code, 1);
    assert_eq!(run.out.lines().count(), 1, "{}", run.out);
    assert!(run.out.contains("line=11") && run.out.contains("title=unknown-field"), "{}", run.out);
}

#[test]
fn what_is_gone_is_said_so_that_the_file_can_shrink() {
    let folder = written();
    folder.write("b/pod.yaml", POD.replace("    imag: c\n", "").as_bytes());
    let run = folder.podls(&["check", "--profile=none", "--baseline=known.json"]);
    let line = |what: &str| {
        format!("podls: `known.json` holds {what} too many, for they are gone; write it anew with `--write-baseline`\n")
    };
    assert_eq!((run.code, run.err), (0, line("1 finding")));
    assert_eq!(folder.podls(&["check", "--profile=none", "-q", "--baseline=known.json"]).err, "");
    assert_eq!(
        folder.podls(&["check", "--profile=none", "a.yaml", "--baseline=known.json"]).err,
        "",
        "not looked at is not gone"
    );
    std::fs::remove_file(folder.path().join("a.yaml")).expect("gone");
    assert_eq!(folder.podls(&["check", "--profile=none", "--baseline=known.json"]).err, line("3 findings"));
    folder.podls(&["check", "--profile=none", "--write-baseline=known.json"]);
    assert_eq!(folder.podls(&["check", "--profile=none", "--baseline=known.json"]).err, "");
}

#[test]
fn a_baseline_that_is_none_is_said_to_be_so() {
    let folder = Folder::new(&[
        ("a.yaml", "a: 1\n"),
        ("x.json", "[1]"),
        ("y.json", "{\"version\": 7, \"findings\": []}"),
        ("z.json", ""),
    ]);
    for (name, message) in [
        ("gone.json", "`gone.json` does not exist; write it with `--write-baseline`"),
        ("x.json", "`x.json` is not a baseline of podls: "),
        ("y.json", "`y.json` is a baseline of version 7, not 1; write it anew"),
        ("z.json", "`z.json` is not a baseline of podls: "),
        (".", "`.` cannot be read"),
    ] {
        let run = folder.podls(&["check", "--profile=none", "--baseline", name]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{name}");
        assert!(run.err.starts_with("podls: ") && run.err.contains(message), "{name}: {}", run.err);
    }
    assert_eq!(folder.podls(&["check", "--profile=none", "--baseline=x.json", "--write-baseline=y.json"]).code, 2);
}

#[test]
fn a_baseline_is_not_written_over_what_could_not_be_looked_at() {
    let folder = written();
    let before = folder.read("known.json");
    let run = folder.podls(&["check", "--profile=none", "--write-baseline=known.json", ".", "gone.yaml"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("`known.json` is not written"), "{}", run.err);
    assert_eq!(folder.read("known.json"), before);
    let run = folder.podls(&["check", "--profile=none", "--write-baseline=no/such/known.json"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("`no/such/known.json` cannot be written"), "{}", run.err);
}
