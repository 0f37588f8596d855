//! `podls template`: the list, a manifest with a template in it, and what is wrong with a call.

use super::Folder;

const POD: &str =
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a # é\nspec:\n  containers:\n  - name: app\n    image: a:1\n";

#[test]
fn all_are_listed() {
    let run = Folder::new(&[]).podls(&["template"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.starts_with("wait-for-service      Add init container: wait for a service\n"), "{}", run.out);
    let documented = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/templates.md")).unwrap();
    for line in run.out.lines() {
        let id = line.split(' ').next().unwrap();
        assert!(documented.contains(&format!("| `{id}` | ")), "docs/templates.md does not list `{id}`");
    }
}

#[test]
fn a_manifest_is_printed_with_it() {
    let two = format!("{POD}---\n{}", POD.replace("name: a #", "name: b #"));
    let folder = Folder::new(&[("pod.yaml", POD), ("two.yaml", &two)]);
    let run = folder.podls(&["template", "cache", "pod.yaml"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(
        run.out.starts_with("apiVersion: v1\nkind: Pod\nmetadata:\n  name: a # é\nspec:\n  initContainers:\n"),
        "{}",
        run.out
    );
    assert!(run.out.contains("    restartPolicy: Always\n"));
    let old = folder.podls(&["template", "cache", "pod.yaml", "--kubernetes-version", "1.28"]);
    assert!(!old.out.contains("initContainers") && old.out.contains("  - name: cache\n"), "{}", old.out);
    let second = folder.podls(&["template", "cache", "two.yaml", "--line", "10"]);
    assert!(second.out.find("name: b") < second.out.find("name: cache"), "{}", second.out);
}

#[test]
fn what_is_wrong_with_a_call_is_said() {
    let folder = Folder::new(&[("pod.yaml", POD), ("other.yaml", "kind: Service\n")]);
    for (args, said) in [
        (["template", "cahe", "pod.yaml"], "podls: there is no template `cahe`; did you mean `cache`?\n"),
        (["template", "cache", "none.yaml"], "podls: `none.yaml` does not exist\n"),
        (["template", "cache", "other.yaml"], "podls: `other.yaml` has no Pod there that it can be put into\n"),
    ] {
        let run = folder.podls(&args);
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (2, "", said));
    }
}

#[test]
fn templates_of_the_user_stand_beside_the_others() {
    let own = "id: mine\ntitle: do mine\ngroup: init\ncontainer: {name: mine, image: \"m:1\"}\n";
    let folder = Folder::new(&[("pod.yaml", POD), ("own/mine.yaml", own), ("own/wrong.yaml", "id: wrong\n")]);
    let run = folder.podls(&["template", "--templates", "own", "mine", "pod.yaml"]);
    assert_eq!(run.code, 0);
    assert!(run.out.contains("  initContainers:\n  - name: mine\n    image: m:1\n"), "{}", run.out);
    assert_eq!(run.err, "podls: the template `own/wrong.yaml` is left out: line 1: `title` is missing; add a string\n");
}
