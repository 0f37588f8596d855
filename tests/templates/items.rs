//! Templates as completions of an item that is being typed.

use expect_test::{Expect, expect};
use podls::finding::Severity;
use podls::ide::{Completion, Piece, Snapshot, complete, findings};
use podls::settings::Settings;
use podls::templates::builtin;

/// The templates on offer at `$0` of `marked`.
fn offered(marked: &str, minor: &str) -> (Snapshot, Vec<Completion>) {
    let at = marked.find("$0").unwrap_or_else(|| panic!("no $0 in {marked}"));
    let snapshot = Snapshot::new(&marked.replacen("$0", "", 1));
    let settings = Settings { kubernetes: minor.parse().unwrap(), ..Settings::default() };
    let mut found = complete(&snapshot, &settings, at as u32);
    found.retain(|item| builtin().iter().any(|template| template.id == item.label));
    (snapshot, found)
}

fn count(marked: &str, minor: &str) -> usize {
    offered(marked, minor).1.len()
}

/// The text after `label` was chosen.
#[expect(clippy::needless_pass_by_value, reason = "so that expectations stand in the call")]
fn check(marked: &str, label: &str, expected: Expect) {
    let (snapshot, found) = offered(marked, "1.37");
    let item = found.into_iter().find(|item| item.label == label).unwrap_or_else(|| panic!("no {label}"));
    let mut edits = item.also;
    edits.push(item.edit);
    expected.assert_eq(&snapshot.text().with_edits(&edits).to_string());
}

const HEAD: &str = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: demo # é🚀\nspec:\n";

#[test]
fn an_item_becomes_a_container_and_the_rest_follows() {
    check(
        &format!(
            "{HEAD}  initContainers:\n  - co$0\n  # the app\n  containers:\n  - name: app\n    image: app:1.0 # 🚀\n"
        ),
        "copy-tools",
        expect![[r#"
            apiVersion: v1
            kind: Pod
            metadata:
              name: demo # é🚀
            spec:
              initContainers:
              - name: copy-tools
                image: busybox:1.37.0
                command:
                - cp
                - /bin/busybox
                - /tools/
                resources:
                  requests:
                    cpu: 10m
                    memory: 16Mi
                  limits:
                    memory: 32Mi
                securityContext:
                  runAsNonRoot: true
                  runAsUser: 65534
                  allowPrivilegeEscalation: false
                  readOnlyRootFilesystem: true
                  capabilities:
                    drop:
                    - ALL
                  seccompProfile:
                    type: RuntimeDefault
                volumeMounts:
                - name: tools
                  mountPath: /tools
              # the app
              containers:
              - name: app
                image: app:1.0 # 🚀
                volumeMounts:
                - name: tools
                  mountPath: /opt/tools
                  readOnly: true
              volumes:
              - name: tools
                emptyDir:
                  sizeLimit: 256Mi
        "#]],
    );
}

#[test]
fn what_belongs_into_the_list_is_offered() {
    let all = builtin().len();
    let pod = |list: &str| format!("{HEAD}  containers:\n  - name: app\n    image: a:1\n{list}");
    assert_eq!(count(&pod("  initContainers:\n  - $0\n"), "1.37"), all);
    assert_eq!(count(&pod("  initContainers:\n  -$0\n"), "1.37"), all);
    assert_eq!(count(&pod("  initContainers:\n  - $0\n"), "1.28"), 10);
    assert_eq!(count(&pod("  - $0\n"), "1.28"), 11);
    assert_eq!(count(&pod("  - e$0\n"), "1.37"), 1);
    assert_eq!(count(&pod("  - name: $0\n"), "1.37"), 0);
    assert_eq!(count(&pod("  volumes:\n  - $0\n"), "1.37"), 0);
    let job = "kind: Job\napiVersion: batch/v1\nspec:\n  template:\n    spec:\n      containers:\n      - name: a\n        image: a:1\n      - $0\n";
    assert_eq!(count(job, "1.37"), 0, "it would never end");
}

#[test]
fn every_template_fits_every_item() {
    for (step, dash) in [(2, 0), (2, 2), (4, 0), (4, 4)] {
        let (pad, item) = (" ".repeat(step), " ".repeat(step + dash));
        let gap = " ".repeat(step.max(2) - 1);
        let deep = " ".repeat(step + dash + step.max(2));
        let head = format!("apiVersion: v1\nkind: Pod\nmetadata:\n{pad}name: demo # é🚀\nspec:\n{pad}containers:\n");
        let app = format!("{item}-{gap}name: app # 🚀\n{deep}image: app:1.0\n");
        let inits = format!("{pad}initContainers:\n");
        let init = format!("{item}-{gap}name: first\n{deep}image: first:1.0\n");
        for typed in ["", "c", "wait-for"] {
            let slot = format!("{item}-{gap}{typed}$0\n");
            for text in [
                format!("{head}{app}{slot}"),
                format!("{head}{slot}{app}"),
                format!("{head}{app}{inits}{slot}"),
                format!("{head}{app}{inits}{init}{slot}{pad}terminationGracePeriodSeconds: 5\n"),
                format!("{head}{app}{inits}{slot}{init}# the end\n"),
                format!("{head}{app}{inits}{init}{slot}").replace('\n', "\r\n"),
            ] {
                let (snapshot, found) = offered(&text, "1.37");
                assert!(found.len() > 1 || typed == "wait-for", "{} in {text}", found.len());
                for item in found {
                    assert_fits(&snapshot, &item);
                }
            }
        }
    }
}

fn assert_fits(snapshot: &Snapshot, item: &Completion) {
    let mut edits = item.also.clone();
    edits.push(item.edit.clone());
    let after = Snapshot::new(&snapshot.text().with_edits(&edits).to_string());
    let said: Vec<String> = findings(&after, &Settings::default())
        .into_iter()
        .filter(|finding| matches!(finding.severity, Severity::Error | Severity::Warning))
        .map(|finding| finding.message)
        .collect();
    assert!(said.is_empty(), "`{}`: {said:?}\n{}", item.label, after.text());
    let Some(snippet) = &item.snippet else { return };
    assert_eq!(snippet.plain(), item.edit.new_text);
    assert!(
        snippet
            .pieces()
            .iter()
            .all(|piece| !matches!(piece, Piece::Stop { placeholder, .. } if placeholder.is_empty()))
    );
}
