//! `.pre-commit-hooks.yaml`: what it calls works as `pre-commit` calls it, with the names of files behind.

use std::path::Path;

use yaml_rust2::YamlLoader;

use super::Folder;

const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - {name: app, imge: x}\n";

#[test]
fn every_hook_runs() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(".pre-commit-hooks.yaml");
    let text = std::fs::read_to_string(path).expect("text");
    let documents = YamlLoader::load_from_str(&text).expect("YAML");
    let hooks = documents[0].as_vec().expect("a list");
    let ids: Vec<_> = hooks.iter().map(|hook| hook["id"].as_str().expect("text")).collect();
    assert_eq!(ids, ["podls", "podls-fix"]);
    for hook in hooks {
        for key in ["name", "description", "entry", "language", "files"] {
            assert!(hook[key].as_str().is_some_and(|text| !text.is_empty()), "{key}");
        }
        assert_eq!(hook["files"].as_str(), Some(r"\.(ya?ml|kyaml)$"), "what `podls check` finds by itself");
        let entry: Vec<&str> = hook["entry"].as_str().expect("text").split(' ').collect();
        assert_eq!(entry[0], "podls");
        let folder = Folder::new(&[("a.yaml", POD), ("b c.yml", POD), ("d.kyaml", "a: 1\n")]);
        let run = |paths: &[&str]| folder.podls(&[&entry[1..], paths].concat());
        let first = run(&["a.yaml", "b c.yml", "d.kyaml"]);
        let text = folder.read("b c.yml");
        // `pre-commit` fails where a hook has changed a file, whatever the hook says itself.
        if entry.contains(&"--fix") {
            assert_eq!((first.code, text), (0, POD.replace("imge", "image")), "{}", first.out);
        } else {
            assert_eq!((first.code, text.as_str()), (1, POD));
        }
        assert_eq!(run(&["d.kyaml"]).code, 0);
    }
}
