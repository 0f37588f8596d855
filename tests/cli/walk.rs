//! Which files are looked at, and under which name.

use super::Folder;

/// The paths looked at, in order.
fn seen(folder: &Folder, args: &[&str]) -> Vec<String> {
    let args: Vec<&str> = ["check", "--format=json"].iter().chain(args).copied().collect();
    let run = folder.podls(&args);
    let report: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let files = report["files"].as_array().expect("an array");
    files.iter().map(|file| file["path"].as_str().expect("text").to_owned()).collect()
}

fn tree() -> Folder {
    Folder::new(&[
        ("b.yaml", ""),
        ("a.yml", ""),
        ("c.KYAML", ""),
        ("data.json", ""),
        ("notes.txt", ""),
        ("yaml", ""),
        ("sub/z.yaml", ""),
        ("sub/deep/y.yaml", ""),
        ("sub.yaml/inside.yaml", ""),
        (".hidden/h.yaml", ""),
        (".git/config.yaml", ""),
        ("out/ignored.yaml", ""),
        ("out/kept.yaml", ""),
        ("secret.yaml", ""),
        (".gitignore", "out/ignored.yaml\nsecret.yaml\n[\n"),
    ])
}

#[test]
fn a_folder_gives_its_yaml_files_sorted_without_ignored_ones() {
    let folder = tree();
    let files = [
        ".hidden/h.yaml",
        "a.yml",
        "b.yaml",
        "c.KYAML",
        "out/kept.yaml",
        "sub/deep/y.yaml",
        "sub/z.yaml",
        "sub.yaml/inside.yaml",
    ];
    assert_eq!(seen(&folder, &[]), files);
    assert_eq!(seen(&folder, &["."]), files);
    assert_eq!(seen(&folder, &["sub"]), ["sub/deep/y.yaml", "sub/z.yaml"]);
    assert_eq!(seen(&folder, &["sub.yaml"]), ["sub.yaml/inside.yaml"]);
    assert_eq!(seen(&folder, &["./sub/"]), ["./sub/deep/y.yaml", "./sub/z.yaml"]);
}

#[test]
fn no_ignore_looks_at_everything_but_git_itself() {
    let all = seen(&tree(), &["--no-ignore"]);
    assert!(all.contains(&"secret.yaml".to_owned()) && all.contains(&"out/ignored.yaml".to_owned()), "{all:?}");
    assert!(!all.iter().any(|path| path.starts_with(".git/")), "{all:?}");
}

#[test]
fn a_file_named_directly_is_read_whatever_its_name() {
    let folder = tree();
    let names = ["notes.txt", "data.json", "secret.yaml", ".hidden/h.yaml", "yaml"];
    assert_eq!(seen(&folder, &names), names);
}

#[test]
fn arguments_keep_their_order_and_no_file_is_looked_at_twice() {
    let folder = tree();
    assert_eq!(
        seen(&folder, &["sub", "b.yaml", "./b.yaml", "sub/z.yaml", "a.yml"]),
        ["sub/deep/y.yaml", "sub/z.yaml", "b.yaml", "a.yml"]
    );
}

#[test]
#[cfg(unix)]
fn links_to_files_are_followed_and_links_to_folders_are_not() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new(&[("base/pod.yaml", ""), ("links/own.yaml", "")]);
    symlink("../base/pod.yaml", folder.path().join("links/pod.yaml")).expect("a link");
    symlink("../base", folder.path().join("links/base")).expect("a link");
    symlink("..", folder.path().join("links/up.yaml")).expect("a link");
    assert_eq!(seen(&folder, &["links"]), ["links/own.yaml", "links/pod.yaml"]);
    assert_eq!(seen(&folder, &["links/base"]), ["links/base/pod.yaml"], "but one that is named is");
}
