//! The outline.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use podls::ide::{Snapshot, Symbol, symbols};
use podls::settings::Settings;

use super::shown;

/// One line a symbol: kind, name, detail, the text of its selection, its lines.
fn outline(snapshot: &Snapshot, symbols: &[Symbol], depth: usize, out: &mut String) {
    for symbol in symbols {
        let line = |offset| snapshot.text().line_of(offset) + 1;
        let _ = writeln!(
            out,
            "{}{:?} {:?} ({}) at {:?} in {}-{}",
            "  ".repeat(depth),
            symbol.kind,
            symbol.name,
            symbol.detail,
            shown(snapshot, symbol.selection),
            line(symbol.span.start),
            line(symbol.span.end),
        );
        outline(snapshot, &symbol.children, depth + 1, out);
    }
}

#[expect(clippy::needless_pass_by_value, reason = "so that expectations stand in the call")]
fn check(text: &str, expected: Expect) {
    let snapshot = Snapshot::new(text);
    let mut out = String::new();
    outline(&snapshot, &symbols(&snapshot, &Settings::default()), 0, &mut out);
    expected.assert_eq(&out);
}

#[test]
fn containers_are_shown_by_role_with_what_they_hold() {
    check(
        r#"# 🚀
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  initContainers:
  - name: wait
    image: busybox
  - name: ship 🚀
    restartPolicy: Always
    volumeMounts:
    - {name: logs, mountPath: /logs}
  containers:
  - name: nginx
    ports:
    - containerPort: 80
      name: http
    - containerPort: 53
      protocol: UDP
    env:
    - name: A
      value: "1"
    - name: PASSWORD
      valueFrom: {secretKeyRef: {name: db, key: password}}
    - name: NODE
      valueFrom:
        fieldRef:
          fieldPath: spec.nodeName
  - name: helper
  ephemeralContainers:
  - name: debug
  volumes:
  - name: logs
    emptyDir: {}
"#,
        expect![[r#"
            Workload "web" (Pod) at "web" in 2-34
              Container "wait" (init container) at "wait" in 7-8
              Container "ship 🚀" (native sidecar) at "ship 🚀" in 9-12
                Mount "/logs" (logs) at "/logs" in 12-12
              Container "nginx" (app container) at "nginx" in 14-28
                Port "http" (80/TCP) at "http" in 16-17
                Port "53" (53/UDP) at "53" in 18-19
                Variable "A" ("1") at "A" in 21-22
                Variable "PASSWORD" (secretKeyRef db/password) at "PASSWORD" in 23-24
                Variable "NODE" (fieldRef spec.nodeName) at "NODE" in 25-28
              Container "helper" (sidecar) at "helper" in 29-29
              Container "debug" (ephemeral container) at "debug" in 31-31
              Volume "logs" (emptyDir) at "logs" in 33-34
        "#]],
    );
}

#[test]
fn objects_of_every_kind_are_shown_and_nothing_else() {
    check(
        r#"apiVersion: batch/v1
kind: CronJob
metadata:
    generateName: dump-
spec:
    jobTemplate:
        spec:
            template:
                spec:
                    containers:
                        -   image: postgres
                            name: dump
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
---
{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"name": "flow"}]}}
---
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Service
  metadata: {name: one}
- apiVersion: v1
  kind: Pod
  metadata: {name: two}
  spec:
    containers:
    - name: app
---
kind: Pod
note: no apiVersion, no metadata
---
version: 3
services: {web: {image: nginx}}
---
apiVersion: apps.kruise.io/v1alpha1
kind: StatefulSet
metadata: {name: foreign}
spec: {template: {spec: {containers: [{name: x}]}}}
---
just text
"#,
        expect![[r#"
            Workload "dump-" (CronJob) at "dump-" in 1-12
              Container "dump" (app container) at "dump" in 11-12
            Workload "settings" (ConfigMap) at "settings" in 14-16
            Workload "Pod" (Pod) at "\"kind\": \"Pod\"" in 18-18
              Container "flow" (app container) at "\"flow\"" in 18-18
            Workload "one" (Service) at "one" in 23-25
            Workload "two" (Pod) at "two" in 26-31
              Container "app" (app container) at "app" in 31-31
            Workload "foreign" (StatefulSet) at "foreign" in 39-42
        "#]],
    );
}

#[test]
fn broken_text_shows_what_is_left_and_aliases_show_once() {
    check(
        r#"apiVersion: v1
kind: Pod
metadata:
  name: half
spec:
  containers:
  - name: web
    imag
    ports:
    - containerPort: 80
    - cont
  - &base
    name: base
    env:
    - name: X
  - *base
  - <<: *base
    name: merged
  -
"#,
        expect![[r#"
            Workload "half" (Pod) at "half" in 1-19
              Container "web" (app container) at "web" in 7-11
                Port "80" (80/TCP) at "80" in 10-10
              Container "base" (sidecar) at "base" in 13-15
                Variable "X" () at "X" in 15-15
              Container "merged" (sidecar) at "merged" in 17-18
        "#]],
    );
}

#[test]
fn a_very_long_outline_leaves_out_the_innermost() {
    fn depth(symbols: &[Symbol]) -> usize {
        symbols.iter().map(|symbol| 1 + depth(&symbol.children)).max().unwrap_or_default()
    }
    let pod = |variables: usize| {
        let variables: String = (0..variables).map(|nth| format!("    - name: V{nth}\n      value: v\n")).collect();
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: long\nspec:\n  containers:\n  - name: web\n    image: a\n    env:\n{variables}---\n"
        )
    };
    for (text, expected) in [(pod(1).repeat(20), 3), (pod(5_000), 2), (pod(1).repeat(3_000), 1)] {
        let outline = symbols(&Snapshot::new(&text), &Settings::default());
        assert_eq!(depth(&outline), expected);
    }
}
