//! Completion between brackets and braces.

use expect_test::expect;

use super::{check_first, in_pod};

#[test]
fn flow_collections_are_completed_too() {
    check_first(
        &in_pod("  - {name: a, ima$0}\n"),
        expect![[r#"
        |  - {name: a, image: ▮}
    "#]],
    );
    check_first(
        &in_pod("  - {name: a, $0}\n"),
        expect![[r#"
        |  - {name: a, image: ▮}
    "#]],
    );
    check_first(
        &in_pod("  - {$0 name: a}\n"),
        expect![[r#"
        |  - {image: ,▮ name: a}
    "#]],
    );
    check_first(
        "{\n  \"apiVersion\": \"v1\",\n  \"kind\": \"Pod\",\n  $0\n  \"spec\": {}\n}\n",
        expect![[r#"
            |  "metadata": ,▮
        "#]],
    );
    check_first(
        "{\n  apiVersion: \"v1\",\n  kind: \"Pod\",\n  spec: {\n    restartPolicy: $0\n  },\n}\n",
        expect![[r#"
            |    restartPolicy: Always▮
        "#]],
    );
    check_first(
        "{apiVersion: v1, kind: Pod, spec: {dnsPolicy: \"$0\"}}\n",
        expect![[r#"
            |{apiVersion: v1, kind: Pod, spec: {dnsPolicy: "ClusterFirst"▮}}
        "#]],
    );
    check_first(
        &in_pod("  - name: a\n    securityContext: {capabilities: {drop: [$0]}}\n"),
        expect![[r#"
            |    securityContext: {capabilities: {drop: [ALL▮]}}
        "#]],
    );
}

#[test]
fn items_in_brackets_bring_their_braces() {
    check_first(
        &in_pod("  - {name: a, ports: [$0]}\n"),
        expect![[r#"
        |  - {name: a, ports: [{containerPort: }▮]}
    "#]],
    );
    check_first(
        "{apiVersion: v1, kind: Pod, spec: {containers: [{}, $0]}}\n",
        expect![[r#"
        |{apiVersion: v1, kind: Pod, spec: {containers: [{}, {name: }▮]}}
    "#]],
    );
    check_first(
        "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"spec\": {\"containers\": [$0]}}\n",
        expect![[r#"
        |{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"name": }▮]}}
    "#]],
    );
}

#[test]
fn what_is_not_closed_yet_is_completed_too() {
    check_first(
        &in_pod("  - {name: a, ima$0\n  - name: b\n"),
        expect![[r#"
        |  - {name: a, image: ▮
    "#]],
    );
    check_first(
        "{\n  \"apiVersion\": \"v1\",\n  \"kind\": \"Pod\",\n  \"spec\": {\n    \"cont$0",
        expect![[r#"
        |    "containers": ▮
    "#]],
    );
    check_first(
        "{apiVersion: v1, kind: Pod, spec: {restartPolicy: N$0\n",
        expect![[r#"
        |{apiVersion: v1, kind: Pod, spec: {restartPolicy: Never▮
    "#]],
    );
    check_first(
        &in_pod("  - name: a\n    securityContext: {capabilities: {drop: [$0\n    image: b\n"),
        expect![[r#"
        |    securityContext: {capabilities: {drop: [ALL▮
    "#]],
    );
    check_first(
        "{$0",
        expect![[r#"
        |{apiVersion: ▮
    "#]],
    );
}
