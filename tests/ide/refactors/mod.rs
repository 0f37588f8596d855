//! Refactorings: what is on offer where, and what becomes of the text.

mod additions;
mod containers;
mod offers;
mod scripts;
mod workloads;

use expect_test::Expect;
use podls::ide::{refactor, refactorings};
use podls::settings::Settings;

use crate::ide::snapshot;

/// The text after the refactoring `id`.
#[expect(clippy::needless_pass_by_value, reason = "so that expectations stand in the call")]
fn check(marked: &str, id: &str, expected: Expect) {
    let (snapshot, at) = snapshot(marked);
    let settings = Settings::default();
    let offered = refactorings(&snapshot, &settings, at);
    assert!(offered.iter().any(|offer| offer.id == id), "{id} is not among {offered:?}");
    let edits = refactor(&snapshot, &settings, at, id).expect("it can be done");
    expected.assert_eq(&snapshot.text().with_edits(&edits).to_string());
}

const POD: &str = r#"# 🚀
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: {app: web}
spec:
  # runs first
  initContainers:
  - name: wait
    image: busybox:1
  containers:
  # the app
  - image: nginx:1
    name: web # 🚀
    ports:
    - containerPort: 80
    volumeMounts:
    - {name: logs, mountPath: /logs}
  - name: ship
    image: fluent-bit:1 # ships
    args:
    - |
      a
  volumes:
  - name: logs
    emptyDir: {}
"#;

fn at(word: &str) -> String {
    POD.replacen(word, &format!("$0{word}"), 1)
}
