//! The settings file: what it chooses, what it says of mistakes, whom it holds for, and its published schema.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use expect_test::expect_file;
use podls::disk::Configs;
use podls::finding::Severity;
use podls::rules::Profile;
use podls::schema::{Minor, pages};
use podls::settings::{Settings, read};
use podls::text::{Encoding, Text};
use podls::validate::pss::Level;
use serde_json::{Value, json};

/// What is wrong with a settings file: `line:columns code: message`.
fn wrong(text: &str) -> String {
    let rope = Text::new(text);
    let line = |finding: podls::finding::Finding| {
        let (from, to) =
            (rope.point(finding.span.start, Encoding::Utf32), rope.point(finding.span.end, Encoding::Utf32));
        let fix = finding.fixes.first().map_or(String::new(), |fix| format!(" ({})", fix.title));
        format!("{}:{}-{} {}: {}{fix}\n", from.line + 1, from.column + 1, to.column + 1, finding.code, finding.message)
    };
    read(text).1.into_iter().map(line).collect()
}

#[test]
fn every_setting_is_read() {
    let (config, findings) = read(
        "profile: strict\nkubernetesVersion: 1.31\npodSecurity: baseline\nignore: [vendor/**]\ntemplates: ./t\n\
         rules:\n  volume-unused: off\n  unknown-field: 'warning'\n  mount-path-duplicate: info\n\
         overrides:\n- paths: ['legacy/**']\n  profile: none\n  rules: {volume-unused: hint}\n",
    );
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(config.chosen.profile, Some(Profile::Strict));
    assert_eq!(config.chosen.kubernetes, Some(Minor(31)));
    assert_eq!(config.chosen.pod_security, Some(Level::Baseline));
    let expected: BTreeMap<String, Option<Severity>> = [
        ("volume-unused".to_owned(), None),
        ("unknown-field".to_owned(), Some(Severity::Warning)),
        ("mount-path-duplicate".to_owned(), Some(Severity::Information)),
    ]
    .into();
    assert_eq!(config.chosen.rules, expected);
    assert_eq!(config.ignore, ["vendor/**"]);
    assert_eq!(config.templates.map(|folder| folder.path).as_deref(), Some("./t"));
    assert_eq!(config.overrides.len(), 1);
    assert_eq!(config.overrides[0].chosen.profile, Some(Profile::None));
}

#[test]
fn nothing_chooses_nothing() {
    for text in ["", "# nothing yet\n", "---\n", "{}\n", "null\n"] {
        let (config, findings) = read(text);
        assert_eq!((config, findings.len()), (podls::settings::Config::default(), 0), "{text:?}");
    }
}

#[test]
fn mistakes_are_named_at_their_place_and_the_rest_holds() {
    let text = "# 🚀\nprofil: strict\nprofile: loud\nkubernetesVersion: '2.0'\nrules: {volume-unusd: off, volume-unused: maybe}\nignore: vendor\noverrides:\n- profile: none\n- 3\n";
    assert_eq!(
        wrong(text),
        "2:1-7 setting-unknown: there is no setting `profil`; did you mean `profile`? (Rename to `profile`)\n\
         3:10-14 setting-wrong: `profile`: `loud` is not a profile; there are none, minimal, recommended, strict, pss-baseline, pss-restricted\n\
         4:20-25 setting-wrong: `kubernetesVersion`: `2.0` is not a Kubernetes version; write it as `1.37`\n\
         5:9-21 setting-unknown: there is no rule `volume-unusd`; did you mean `volume-unused`? (Rename to `volume-unused`)\n\
         5:43-48 setting-wrong: a rule can be off, hint, info, warning or error\n\
         6:9-15 setting-wrong: `ignore` must be a list\n\
         8:3-16 setting-wrong: this override has no `paths`, so it holds for no file; add `paths: [\"legacy/**\"]`\n\
         9:3-4 setting-wrong: an override must be `key: value` pairs\n"
    );
    assert_eq!(wrong("- a\n"), "1:1-4 setting-wrong: the settings must be `key: value` pairs\n");
    assert!(wrong("profile: [\n").contains("yaml-syntax"));
    assert!(wrong("profile: none\n---\nprofile: strict\n").contains("one document"));
}

#[test]
fn the_nearest_file_above_holds_and_later_overrides_win() {
    let root = tempfile::tempdir().expect("a folder");
    let deep = root.path().join("a/b/c");
    fs::create_dir_all(&deep).expect("folders");
    let write = |path: &str, text: &str| fs::write(root.path().join(path), text).expect("a file");
    write(
        "podls.yaml",
        "kubernetesVersion: 1.30\noverrides:\n- paths: [a/b]\n  kubernetesVersion: 1.31\n- paths: ['**/x.yaml']\n  kubernetesVersion: 1.32\n",
    );
    let configs = Configs::default();
    let base = Arc::new(Settings::default());
    let minor = |path: &str| configs.settings(&root.path().join(path), &base).kubernetes;
    assert_eq!(minor("one.yaml"), Minor(30));
    assert_eq!(minor("a/one.yaml"), Minor(30));
    assert_eq!(minor("a/b/c/one.yaml"), Minor(31));
    assert_eq!(minor("a/b/c/x.yaml"), Minor(32));
    let same = |path: &str| configs.settings(&root.path().join(path), &base);
    assert!(Arc::ptr_eq(&same("one.yaml"), &same("two.yaml")));
    write("a/b/.podls.yaml", "profile: none\n");
    assert_eq!(minor("a/b/c/one.yaml"), Minor(31), "read once");
    configs.forget();
    assert_eq!(minor("a/b/c/one.yaml"), base.kubernetes);
    assert_eq!(same("a/b/c/one.yaml").choices.profile, Profile::None);
}

const OWN: &str = "id: audit-log\ntitle: keep an audit log\npurpose: Sends what the app writes to the archive.\n\
                   group: sidecar\ncontainer:\n  name: audit-log\n  image: registry.example.com/audit:1.4.2\n";

#[test]
fn templates_of_the_folder_that_it_names_are_read_and_wrong_ones_told() {
    let root = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| fs::write(root.path().join(path), text).expect("a file");
    fs::create_dir(root.path().join("own")).expect("a folder");
    write("podls.yaml", "templates: own\n");
    write("own/audit.yaml", OWN);
    write("own/broken.yaml", "id: [\n");
    let configs = Configs::default();
    let settings = configs.settings(&root.path().join("pod.yaml"), &Arc::new(Settings::default()));
    let ids: Vec<&str> = settings.templates.iter().map(|template| template.id.as_str()).collect();
    assert_eq!(ids, ["audit-log"]);
    let faults = &configs.all()[0].faults;
    assert!(faults.len() == 1 && faults[0].message.contains("broken.yaml"), "{faults:?}");
}

#[test]
fn the_schema_tells_what_the_file_may_say() {
    let codes: Vec<&str> = pages().iter().map(|page| page.code).collect();
    let rules = json!({
        "type": "object",
        "description": "Codes with the severity they get; `podls explain` lists the codes.",
        "propertyNames": { "enum": codes },
        "additionalProperties": { "enum": ["off", false, "hint", "info", "information", "warning", "error"] },
    });
    let profile = json!({
        "enum": Profile::ALL.map(Profile::name),
        "default": "recommended",
        "description": "Which advice is given; what the API server refuses is always said.",
    });
    let version = json!({
        "type": ["string", "number"],
        "description": "The Kubernetes version to judge by.",
        "examples": [Minor::NEWEST.to_string()],
    });
    let level = json!({
        "enum": ["privileged", "baseline", "restricted"],
        "description": "The Pod Security level that Pods must meet.",
    });
    let globs = |what: &str| json!({ "type": "array", "items": { "type": "string" }, "description": what });
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Settings of podls",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "profile": profile,
            "kubernetesVersion": version,
            "podSecurity": level,
            "rules": rules,
            "ignore": globs("Patterns of files that are not looked at, relative to this file."),
            "templates": { "type": "string", "description": "The folder with templates of your own." },
            "overrides": {
                "type": "array",
                "description": "What holds for some files besides; later ones win.",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["paths"],
                    "properties": {
                        "paths": globs("Patterns of paths, relative to this file."),
                        "profile": profile,
                        "kubernetesVersion": version,
                        "podSecurity": level,
                        "rules": rules,
                    },
                },
            },
        },
    });
    // Every key of the schema is read, and no other.
    for key in schema["properties"].as_object().expect("keys").keys() {
        assert!(!wrong(&format!("{key}: 1\n")).contains("setting-unknown"), "{key}");
    }
    assert!(!matches!(schema, Value::Null));
    let text = serde_json::to_string_pretty(&schema).expect("JSON") + "\n";
    expect_file!["../schemas/podls.schema.json"].assert_eq(&text);
}
