//! Settings files as `podls check` heeds them.

use super::Folder;

const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: app\n    image: a:1\n  volumes:\n  - name: one\n    emptyDir: {}\n";

#[test]
fn the_nearest_settings_file_holds_and_flags_win() {
    let folder = Folder::new(&[
        (
            "podls.yaml",
            "rules:\n  volume-unused: error\noverrides:\n- paths: [old]\n  rules: {volume-unused: off}\nignore: [vendor]\n",
        ),
        ("new/pod.yaml", POD),
        ("old/pod.yaml", POD),
        ("vendor/pod.yaml", POD),
    ]);
    let run = |args: &[&str]| folder.podls(&[&["check"], args].concat());
    let all = run(&["."]);
    assert_eq!((all.code, all.out.matches("error[volume-unused]").count()), (1, 1), "{}", all.out);
    assert!(all.out.contains("new/pod.yaml"), "{}", all.out);
    assert_eq!(run(&["old", "vendor"]).code, 0);
    assert_eq!(run(&["--no-config", "new"]).code, 0);
    assert_eq!(run(&["--no-config", "--severity=warning", "--profile=none", "new"]).code, 0);
    assert_eq!(run(&["--no-config", "--severity=warning", "new"]).code, 1);
    folder.write("quiet.yaml.txt", b"rules: {volume-unused: off}\n");
    let quiet = run(&["--config", "quiet.yaml.txt", "--severity=hint", "new"]);
    assert!(!quiet.out.contains("volume-unused"), "{}", quiet.out);
}

#[test]
fn a_wrong_settings_file_is_told_once_and_is_no_clean_run() {
    let folder = Folder::new(&[("podls.yaml", "profil: strict\n"), ("a.yaml", POD), ("b.yaml", POD)]);
    let run = folder.podls(&["check", "a.yaml", "b.yaml"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert_eq!(run.err.matches("podls: `podls.yaml:1:1` there is no setting `profil`").count(), 1, "{}", run.err);
    let itself = folder.podls(&["check", "podls.yaml"]);
    assert!(itself.out.contains("error[setting-unknown]"), "{}", itself.out);
    let missing = folder.podls(&["check", "--config", "none.yaml", "a.yaml"]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("none.yaml"), "{}", missing.err);
    let profile = folder.podls(&["check", "--profile", "loud", "a.yaml"]);
    assert_eq!(profile.code, 2);
    assert!(profile.err.contains("`loud` is not a profile"), "{}", profile.err);
}
