//! Whole blocks, and what else changes with them.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use podls::ide::{CompletionKind, Snapshot, complete};
use podls::settings::Settings;

use super::{in_pod, offered};
use crate::ide::{snapshot, target};

/// The text after the block `label` was chosen, from the first line that is new to the last.
#[expect(clippy::needless_pass_by_value, reason = "so that expectations stand in the call")]
fn check_block(marked: &str, label: &str, expected: Expect) {
    let (snapshot, at) = snapshot(marked);
    let found = complete(&snapshot, &Settings::default(), at);
    let Some(item) = found.into_iter().find(|item| item.label == label) else { panic!("no `{label}` in {marked}") };
    let mut edits = item.also;
    edits.push(item.edit);
    let (before, after) = (snapshot.text().to_string(), snapshot.text().with_edits(&edits).to_string());
    let same = |(old, new): &(&str, &str)| old == new;
    let top = before.split('\n').zip(after.split('\n')).take_while(same).count();
    let bottom = before.rsplit('\n').zip(after.rsplit('\n')).take_while(same).count();
    let lines: Vec<&str> = after.split('\n').collect();
    let mut shown = String::new();
    for line in &lines[top..lines.len() - bottom.min(lines.len() - top - 1)] {
        let _ = writeln!(shown, "|{}", line.replace('\r', "↵"));
    }
    expected.assert_eq(&shown);
}

/// The labels of the blocks on offer, template containers left out.
fn blocks(marked: &str, settings: &Settings) -> String {
    let is_template = |label: &str| podls::templates::builtin().iter().any(|template| template.id == label);
    let found = offered(marked, settings).into_iter().filter(|item| item.kind == CompletionKind::Block);
    let found = found.filter(|item| !is_template(&item.label));
    found.map(|item| item.label).collect::<Vec<_>>().join(", ")
}

#[test]
fn blocks_are_written_in_the_style_of_the_text_with_what_it_knows() {
    check_block(
        &in_pod("  - name: a\n    ports: [{name: web, containerPort: 80}]\n    $0\n"),
        "readinessProbe: httpGet",
        expect![[r#"
            |    readinessProbe:
            |      httpGet:
            |        path: /healthz
            |        port: web
            |      periodSeconds: 5
        "#]],
    );
    check_block(
        "apiVersion: v1\nkind: Pod\nspec:\n    containers:\n        -   name: a\n            $0\n",
        "securityContext: restricted",
        expect![[r#"
            |            securityContext:
            |                allowPrivilegeEscalation: false
            |                readOnlyRootFilesystem: true
            |                runAsNonRoot: true
            |                capabilities:
            |                    drop:
            |                        -   ALL
            |                seccompProfile:
            |                    type: RuntimeDefault
        "#]],
    );
    check_block(
        "apiVersion: batch/v1\nkind: CronJob\nspec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          initContainers:\n          - $0\n",
        "native sidecar",
        expect![[r#"
            |          - name: sidecar
            |            image: registry.example/sidecar:1.0.0
            |            restartPolicy: Always
            |            startupProbe:
            |              tcpSocket:
            |                port: 9090
            |              periodSeconds: 1
            |              failureThreshold: 30
            |            resources:
            |              requests:
            |                cpu: 20m
            |                memory: 64Mi
            |              limits:
            |                memory: 64Mi
        "#]],
    );
    check_block(
        &in_pod("  - name: a\n    env:\n    - $0\n"),
        "variable from Secret",
        expect![[r#"
        |    - name: NAME
        |      valueFrom:
        |        secretKeyRef:
        |          name: app-secrets
        |          key: key
    "#]],
    );
    check_block(
        &in_pod("  - name: a\n    env: $0\n"),
        "variable",
        expect![[r#"
        |    env:
        |    - name: NAME
        |      value: "value"
    "#]],
    );
    check_block(
        &in_pod("  - name: a\n  volumes:\n    - $0\n"),
        "projected token volume",
        expect![[r#"
        |    - name: data
        |      projected:
        |        sources:
        |          - serviceAccountToken:
        |              path: token
        |              audience: audience
        |              expirationSeconds: 3600
    "#]],
    );
    check_block(
        "apiVersion: v1\r\nkind: Pod\r\nspec:\r\n  $0\r\n",
        "initContainers: init container",
        expect![[r#"
            |  initContainers:↵
            |  - name: init↵
            |    image: busybox:1.37.0↵
            |    command: ["sh", "-c", "echo prepared"]↵
            |    resources:↵
            |      requests:↵
            |        cpu: 10m↵
            |        memory: 16Mi↵
            |      limits:↵
            |        memory: 16Mi↵
        "#]],
    );
}

#[test]
fn between_brackets_blocks_are_one_line() {
    check_block(
        &in_pod("  - {name: a, $0}\n"),
        "livenessProbe: httpGet",
        expect![[r#"
        |  - {name: a, livenessProbe: {httpGet: {path: /healthz, port: 8080}, periodSeconds: 10, failureThreshold: 3}}
    "#]],
    );
    check_block(
        &in_pod("  - {name: a, env: [$0]}\n"),
        "variable from ConfigMap",
        expect![[r#"
        |  - {name: a, env: [{name: NAME, valueFrom: {configMapKeyRef: {name: app-config, key: key}}}]}
    "#]],
    );
    check_block(
        "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"spec\": {\"containers\": [{\n  \"name\": \"🚀\",\n  $0\n}]}}\n",
        "securityContext: restricted",
        expect![[r#"
            |  "securityContext": {"allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true, "runAsNonRoot": true, "capabilities": {"drop": ["ALL"]}, "seccompProfile": {"type": "RuntimeDefault"}}
        "#]],
    );
    check_block(
        &in_pod("  - {name: a, volumeMounts: [{name: b}, $0]}\n"),
        "mount of new emptyDir",
        expect![[r#"
        |  volumes:
        |  - name: data
        |    emptyDir:
        |      sizeLimit: 1Gi
        |  containers:
        |  - {name: a, volumeMounts: [{name: b}, {name: data, mountPath: /data}]}
    "#]],
    );
}

#[test]
fn a_mount_comes_with_its_volume() {
    check_block(
        &in_pod("  - name: é\n    volumeMounts:\n    - $0\n"),
        "mount of new emptyDir",
        expect![[r#"
        |  volumes:
        |  - name: data
        |    emptyDir:
        |      sizeLimit: 1Gi
        |  containers:
        |  - name: é
        |    volumeMounts:
        |    - name: data
        |      mountPath: /data
    "#]],
    );
    check_block(
        &in_pod("  - name: a\n    $0\n    image: b\n  volumes:\n  # of the app\n  - name: data\n    emptyDir: {}\n"),
        "volumeMounts: new emptyDir",
        expect![[r#"
            |    volumeMounts:
            |    - name: data-2
            |      mountPath: /data
            |    image: b
            |  volumes:
            |  # of the app
            |  - name: data
            |    emptyDir: {}
            |  - name: data-2
            |    emptyDir:
            |      sizeLimit: 1Gi
        "#]],
    );
    check_block(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\n---\napiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      volumes: [{name: config}]\n      containers:\n      - name: a\n        volumeMounts: $0\n",
        "mount of new configMap",
        expect![[r#"
            |      volumes: [{name: config}, {name: config-2, configMap: {name: web}}]
            |      containers:
            |      - name: a
            |        volumeMounts:
            |        - name: config-2
            |          mountPath: /etc/config
            |          readOnly: true
        "#]],
    );
}

#[test]
fn blocks_are_offered_where_they_fit() {
    let all = Settings::default();
    expect!["livenessProbe: httpGet, livenessProbe: tcpSocket, livenessProbe: exec, livenessProbe: grpc"]
        .assert_eq(&blocks(&in_pod("  - name: a\n    liveness$0\n"), &all));
    expect!["httpGet: path and port, tcpSocket: port, exec: command, grpc: port"]
        .assert_eq(&blocks(&in_pod("  - name: a\n    livenessProbe:\n      $0\n"), &all));
    expect!["container, sidecar, volumeMounts: new emptyDir, volumeMounts: new configMap, volumeMounts: new secret, volumeMounts: new persistentVolumeClaim, resources: requests and limits, readinessProbe: httpGet, livenessProbe: httpGet, startupProbe: httpGet, readinessProbe: tcpSocket, livenessProbe: tcpSocket, startupProbe: tcpSocket, readinessProbe: exec, livenessProbe: exec, startupProbe: exec, readinessProbe: grpc, livenessProbe: grpc, startupProbe: grpc, securityContext: restricted, securityContext: baseline, lifecycle: preStop"].assert_eq(&blocks(&in_pod("  - $0\n"), &all));
    let init = "apiVersion: v1\nkind: Pod\nspec:\n  initContainers:\n  - $0\n";
    expect!["init container, native sidecar, volumeMounts: new emptyDir, volumeMounts: new configMap, volumeMounts: new secret, volumeMounts: new persistentVolumeClaim, resources: requests and limits, securityContext: restricted, securityContext: baseline"].assert_eq(&blocks(init, &all));
    expect!["init container, volumeMounts: new emptyDir, volumeMounts: new configMap, volumeMounts: new secret, volumeMounts: new persistentVolumeClaim, resources: requests and limits, securityContext: restricted, securityContext: baseline"].assert_eq(&blocks(init, &target("1.28")));
    expect!["volumeMounts: new emptyDir, volumeMounts: new configMap, volumeMounts: new secret, volumeMounts: new persistentVolumeClaim, resources: requests and limits, securityContext: restricted, securityContext: baseline"].assert_eq(&blocks("apiVersion: v1\nkind: Pod\nspec:\n  initContainers:\n  - name: a\n    $0\n", &all));
    expect![].assert_eq(&blocks("apiVersion: v1\nkind: Pod\nspec:\n  os: {name: windows}\n  sec$0\n", &all));
    expect!["volumeMounts: new emptyDir, volumeMounts: new configMap, volumeMounts: new secret, volumeMounts: new persistentVolumeClaim, resources: requests and limits, readinessProbe: httpGet, livenessProbe: httpGet, startupProbe: httpGet, readinessProbe: tcpSocket, livenessProbe: tcpSocket, startupProbe: tcpSocket, readinessProbe: exec, livenessProbe: exec, startupProbe: exec, readinessProbe: grpc, livenessProbe: grpc, startupProbe: grpc, securityContext: restricted, securityContext: baseline, lifecycle: preStop"].assert_eq(&blocks(&in_pod("  - {name: a, $0}\n"), &all));
    expect!["emptyDir volume, configMap volume, secret volume, persistentVolumeClaim volume, hostPath volume, projected token volume, downwardAPI volume"].assert_eq(&blocks("apiVersion: v1\nkind: Pod\nspec:\n  volumes:\n  - $0\n", &all));
}

#[test]
fn every_skeleton_is_free_of_errors() {
    let snapshot = Snapshot::new("");
    let skeletons = complete(&snapshot, &Settings::default(), 0);
    let skeletons: Vec<_> = skeletons.into_iter().filter(|item| item.kind == CompletionKind::Block).collect();
    assert_eq!(skeletons.len(), 9);
    for item in skeletons {
        let text = Snapshot::new(&format!("{}\n", item.edit.new_text));
        let findings = podls::ide::findings(&text, &Settings::default());
        assert!(findings.is_empty(), "{}: {findings:?}\n{}", item.label, item.edit.new_text);
    }
}
