//! All fixes at once: what is chosen, what comes out, and that doing it again changes nothing.

use std::fs;

use expect_test::{Expect, expect};
use podls::ide::{Fixed, Snapshot, Which, findings, fix_all, fixable};
use podls::settings::Settings;

use super::fix_all_law::{ALL, SAFE, tried};
use crate::material;

fn fixed(text: &str, which: Which<'_>) -> (String, Fixed) {
    let snapshot = Snapshot::new(text);
    let fixed = fix_all(&snapshot, &Settings::default(), which);
    (snapshot.text().with_edits(&fixed.edits).to_string(), fixed)
}

#[expect(clippy::needless_pass_by_value, reason = "expectations are written in place")]
fn check(text: &str, which: Which<'_>, expected: Expect) {
    let (after, fixed) = fixed(text, which);
    expected.assert_eq(&format!("{after}# fixed: {}\n", fixed.fixed));
}

#[test]
fn what_is_sure_is_mended_and_the_rest_stays() {
    check(
        "# 🚀 first\napiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: app # 🚀\n    image: x\n    imagePullPolcy: Always\n    port: []\n",
        SAFE,
        expect![[r#"
            # 🚀 first
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            spec:
              containers:
              - name: app # 🚀
                image: x
                imagePullPolicy: Always
                ports: []
            # fixed: 2
        "#]],
    );
}

#[test]
fn flow_style_and_wide_indents_and_cron_jobs_are_kept_as_they_are() {
    check(
        "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: nightly}\nspec:\n    schedule: '@daily'\n    jobTemplate:\n        spec:\n            template:\n                spec:\n                    restartPolicy: OnFailure\n                    containers:\n                        - {name: \"🚀\", imge: x, \"commnd\": [a]}\n                        - {name: b, image: x, commnd: [a]}\n",
        SAFE,
        expect![[r#"
            apiVersion: batch/v1
            kind: CronJob
            metadata: {name: nightly}
            spec:
                schedule: '@daily'
                jobTemplate:
                    spec:
                        template:
                            spec:
                                restartPolicy: OnFailure
                                containers:
                                    - {name: "🚀", image: x, command: [a]}
                                    - {name: b, image: x, command: [a]}
            # fixed: 3
        "#]],
    );
}

#[test]
fn a_code_asked_for_is_mended_alone() {
    let text = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: a\n    imge: x\n    stdin: \"true\"\n  - name: b\n    imge: x\n    stdin: \"true\"\n";
    let snapshot = Snapshot::new(text);
    let found = findings(&snapshot, &Settings::default());
    for code in ["unknown-field", "wrong-type"] {
        let (after, fixed) = fixed(text, Which { suggestions: false, code: Some(code) });
        let left = findings(&Snapshot::new(&after), &Settings::default());
        assert!(left.iter().all(|finding| finding.code != code), "{left:#?}");
        let others =
            |found: &[podls::finding::Finding], other: &str| found.iter().filter(|one| one.code == other).count();
        let other = if code == "unknown-field" { "wrong-type" } else { "unknown-field" };
        assert_eq!(others(&left, other), others(&found, other), "{after}");
        assert_eq!((fixed.fixed, fixable(&snapshot, &Settings::default(), code)), (2, 2));
    }
}

#[test]
fn templates_and_foreign_yaml_are_left_alone() {
    for text in
        ["kind: Pod\nspec:\n  {{- if .Values.x }}\n  contaners: []\n  {{- end }}\n", "a: 1\nb: [\n", "", "\u{FEFF}"]
    {
        assert_eq!(fixed(text, ALL).0, text);
    }
}

/// Every so many-th text is tried: each costs several judgements.
const SAMPLE: usize = 8;

/// What the laws have seen.
#[derive(Default, Debug)]
struct Count {
    texts: usize,
    changed: usize,
    fixed: usize,
}

fn try_text(name: &str, text: &str, count: &mut Count, broken: &mut Vec<String>) {
    count.texts += 1;
    for which in [SAFE, ALL] {
        let (fixed, faults) = tried(&Snapshot::new(text), &Settings::default(), which);
        count.fixed += fixed.fixed;
        count.changed += usize::from(!fixed.edits.is_empty());
        broken.extend(faults.into_iter().map(|fault| format!("{name}: {which:?} {fault}")));
    }
}

#[test]
fn doing_it_again_changes_nothing() {
    let mut count = Count::default();
    let mut broken = Vec::new();
    let cases = material::cases().into_iter().step_by(SAMPLE).map(|case| (case.id, case.yaml));
    for (name, text) in material::own_files().into_iter().chain(cases) {
        try_text(&name, &text, &mut count, &mut broken);
    }
    for page in podls::schema::pages() {
        try_text(page.code, page.wrong, &mut count, &mut broken);
    }
    eprintln!("{count:?}");
    assert!(count.fixed > 10);
    assert!(broken.is_empty(), "{} broken:\n{}", broken.len(), broken[..broken.len().min(5)].join("\n"));
}

#[test]
fn doing_it_again_changes_nothing_in_public_manifests() {
    let Some(folder) = material::shared("corpus") else { return };
    let mut files = Vec::new();
    material::collect(&folder, &mut files);
    let mut count = Count::default();
    let mut broken = Vec::new();
    for path in files.into_iter().step_by(SAMPLE) {
        let text = String::from_utf8_lossy(&fs::read(&path).expect("a file")).into_owned();
        try_text(&path.display().to_string(), &text, &mut count, &mut broken);
    }
    eprintln!("{count:?}");
    assert!(broken.is_empty(), "{} broken:\n{}", broken.len(), broken[..broken.len().min(5)].join("\n"));
}
