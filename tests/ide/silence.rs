//! Findings that people asked podls to keep quiet about, and comments that ask for nothing.

use podls::finding::Severity;
use podls::ide::{Snapshot, actions, findings};
use podls::settings::Settings;
use podls::text::{Encoding, Span};

/// `line:code` of everything that is said, lines from 1.
fn said(yaml: &str, settings: &Settings) -> String {
    let snapshot = Snapshot::new(yaml);
    let line = |offset| snapshot.text().point(offset, Encoding::Utf8).line + 1;
    let found = findings(&snapshot, settings);
    let said: Vec<String> =
        found.iter().map(|finding| format!("{}:{}", line(finding.span.start), finding.code)).collect();
    said.join(" ")
}

fn severity_of(yaml: &str, settings: &Settings, code: &str) -> Option<Severity> {
    let found = findings(&Snapshot::new(yaml), settings);
    found.iter().find(|finding| finding.code == code).map(|finding| finding.severity)
}

#[track_caller]
fn check(yaml: &str, expected: &str) {
    assert_eq!(said(yaml, &Settings::default()), expected, "{yaml}");
}

const HEAD: &str =
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: app\n    image: a:1\n";

#[test]
fn a_comment_silences_its_line_only() {
    check(
        &format!(
            "{HEAD}  volumes:\n  - name: one # podls: ignore[volume-unused] 🚀 later\n    emptyDir: {{}}\n  - name: two\n    emptyDir: {{}}\n"
        ),
        "12:volume-unused",
    );
}

#[test]
fn a_comment_on_a_line_of_its_own_silences_the_entry_or_item_below() {
    let volumes = "  - name: one\n    emptyDir: {}\n  - name: two\n    emptyDir: {}\n";
    let item = "  # podls: ignore[volume-unused]\n  # said twice for a reason\n\n";
    check(&format!("{HEAD}  volumes:\n{item}{volumes}"), "15:volume-unused");
    check(&format!("{HEAD}  # podls: ignore[volume-unused]\n  volumes:\n{volumes}"), "");
    check(&format!("{HEAD}  # podls: ignore\n  volumes:\n{volumes}"), "");
    check(&format!("{HEAD}    # podls: ignore[unknown-field]\n    comand: []\n    prots: []\n"), "11:unknown-field");
}

#[test]
fn a_comment_silences_a_document_or_the_file() {
    let pod = format!("{HEAD}  volumes:\n  - name: one\n    emptyDir: {{}}\n");
    check(&format!("# podls: ignore-document[volume-unused]\n{pod}---\n{pod}"), "23:volume-unused");
    check(&format!("# podls: ignore-file[volume-unused]\n{pod}---\n{pod}"), "");
    check(&format!("# podls: ignore-file\n{pod}---\n{pod}"), "");
    check(&format!("# vscode-kubernetes-tools: exclude\n{pod}---\n{pod}"), "");
    check(&format!("# yaml-language-server: $schema=none\n{pod}"), "");
}

#[test]
fn what_is_idle_or_unknown_is_said() {
    check(&format!("{HEAD}  # podls: ignore[volume-unused]\n"), "9:unused-ignore");
    check(&format!("{HEAD}  restartPolicy: Always # podls: ignore\n"), "9:unused-ignore");
    check(&format!("# podls: ignore-file[volume-unused, volume-unusd]\n{HEAD}"), "1:unused-ignore 1:unknown-ignore");
}

#[test]
fn comments_work_in_flow_style_in_a_cronjob_and_in_a_list() {
    let cron = "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: tick}\nspec:\n    schedule: '* * * * *'\n    jobTemplate:\n        spec:\n            template:\n                spec:\n                    restartPolicy: Never\n                    containers: [{name: app, image: 'a:1'}]\n                    volumes: [{name: one}] # podls: ignore[volume-unused]\n";
    check(cron, "");
    let item = "- apiVersion: v1\n  kind: Pod\n  metadata: {name: web}\n  spec:\n    containers: [{name: app, image: 'a:1'}]\n    volumes: [{name: one}]";
    let list = format!(
        "apiVersion: v1\nkind: List\nitems:\n{item}\n# podls: ignore[volume-unused]\n{item}\n{item} # podls: ignore[volume-unused]\n"
    );
    check(&list, "9:volume-unused");
}

#[test]
fn annotations_silence_advice_and_never_what_the_server_refuses() {
    let pod = |annotation: &str| {
        HEAD.replace("name: web", &format!("name: web\n  annotations: {{{annotation}}}"))
            + "  volumes:\n  - name: one\n    emptyDir: {}\n  bogus: 1\n"
    };
    let both = "11:volume-unused 13:unknown-field";
    check(&pod("a: b"), both);
    check(&pod("podls/ignore: 'volume-unused, unknown-field'"), "13:unknown-field");
    check(&pod("podls/ignore: '*'"), "13:unknown-field");
    check(&pod("ignore.podls/volume-unused: the injector mounts it"), "13:unknown-field");
}

#[test]
fn the_annotations_of_other_tools_are_honoured() {
    // An image without a tag, which each tool has a name for; and one that is not pulled again.
    let pod = |annotation: &str| {
        let pod = HEAD.replace("name: web", &format!("name: web\n  annotations: {{{annotation}}}"));
        pod.replace("a:1", "nginx") + "    imagePullPolicy: IfNotPresent\n"
    };
    let (both, rest) = ("9:image-latest-or-untagged 10:image-pull-policy", "10:image-pull-policy");
    check(&pod("a: b"), both);
    for annotation in [
        "ignore-check.kube-linter.io/latest-tag: it is mirrored",
        "kube-linter.io/ignore-all: it is mirrored",
        "kube-score/ignore: container-image-tag",
        "kube-score/ignore: 'pod-probes, container-image-tag'",
        "polaris.fairwinds.com/tagNotSpecified-exempt: 'true'",
        "checkov.io/skip1: CKV_K8S_14=it is mirrored",
        "datree.skip/CONTAINERS_MISSING_IMAGE_VALUE_VERSION: it is mirrored",
    ] {
        check(&pod(annotation), rest);
    }
    for annotation in
        ["polaris.fairwinds.com/exempt: 'true'", "kube-score/ignore: 'container-image-pull-policy,container-image-tag'"]
    {
        check(&pod(annotation), "");
    }
    for annotation in [
        "polaris.fairwinds.com/tagNotSpecified-exempt: 'false'",
        "checkov.io/skip1: CKV_K8S_16=no",
        "ignore-check.kube-linter.io/no-such-check: none",
        "kube-score/ignore: latest-tag",
    ] {
        check(&pod(annotation), both);
    }
}

#[test]
fn severities_are_chosen_by_code() {
    let yaml = format!("{HEAD}  volumes:\n  - name: one\n    emptyDir: {{}}\n  bogus: 1\n");
    let mut settings = Settings::default();
    let chosen = [("volume-unused".to_owned(), Some(Severity::Error)), ("unknown-field".to_owned(), None)];
    settings.choices.severities = Some(std::sync::Arc::new(chosen.into()));
    assert_eq!(said(&yaml, &settings), "10:volume-unused");
    assert_eq!(severity_of(&yaml, &settings, "volume-unused"), Some(Severity::Error));
}

/// What the text is after the action `title` at the first `volumes` line.
fn after(yaml: &str, title: &str) -> String {
    let snapshot = Snapshot::new(yaml);
    let at = yaml.find("name: one").expect("a volume") as u32;
    let offered = actions(&snapshot, &Settings::default(), Span::empty(at));
    let action = offered.iter().find(|action| action.title == title);
    action.map_or_else(String::new, |action| snapshot.text().with_edits(&action.edits).to_string())
}

#[test]
fn an_action_writes_the_comment() {
    let title = "Ignore `volume-unused` on this line";
    for (line, expected) in [
        ("  - name: one", "  - name: one  # podls: ignore[volume-unused]"),
        ("  - name: one # podls: ignore[unknown-field]", "  - name: one # podls: ignore[unknown-field, volume-unused]"),
        ("  - {name: one}", "  - {name: one}  # podls: ignore[volume-unused]"),
    ] {
        let yaml = format!("{HEAD}  volumes:\n{line}\n");
        let after = after(&yaml, title);
        assert_eq!(after, format!("{HEAD}  volumes:\n{expected}\n"));
        assert!(!said(&after, &Settings::default()).contains("volume-unused"), "{after}");
    }
    // A line that has a comment of its own keeps it to itself.
    assert_eq!(after(&format!("{HEAD}  volumes:\n  - name: one # mine\n"), title), "");
    // So does a text of several lines.
    assert_eq!(after(&format!("{HEAD}  volumes:\n  - {{\"name: one\n      \": 1}}\n"), title), "");
}
