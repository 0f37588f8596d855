//! How fields are written where they are missing.

use std::fmt::Write as _;

use expect_test::expect;

use super::{check_first, first, in_pod, labels};

#[test]
fn a_half_typed_key_is_replaced() {
    check_first(
        &in_pod("  - name: a\n    imagePull$0\n    ports: []\n"),
        expect![[r#"
        |    imagePullPolicy: ▮
    "#]],
    );
    check_first(
        &in_pod("  - name: a\n    image$0: b\n    ports: []\n"),
        expect![[r#"
        |    image▮: b
    "#]],
    );
    check_first(
        &in_pod("  - na$0\n"),
        expect![[r#"
        |  - name: ▮
    "#]],
    );
    check_first(
        &in_pod("  - name: a\n    \"ima$0\"\n"),
        expect![[r#"
        |    "image": ▮
    "#]],
    );
    check_first(
        &in_pod("  - name: a\n    'ima$0\n"),
        expect![[r#"
        |    'image': ▮
    "#]],
    );
    check_first(
        &in_pod("  -$0\n"),
        expect![[r#"
        |  - name: ▮
    "#]],
    );
}

#[test]
fn mappings_and_lists_are_opened_in_the_style_of_the_text() {
    check_first(
        &in_pod("  - name: a\n    resou$0\n"),
        expect![[r#"
            |    resources:
            |      ▮
        "#]],
    );
    check_first(
        &in_pod("  - name: a\n    ports$0\n"),
        expect![[r#"
            |    ports:
            |    - ▮
        "#]],
    );
    check_first(
        "apiVersion: v1\nkind: Pod\nspec:\n    containers:\n        -   name: a\n            po$0\n",
        expect![[r#"
            |            ports:
            |                -   ▮
        "#]],
    );
    check_first(
        "apiVersion: v1\nkind: Pod\nspec:\n    containers:\n        -   name: a\n            resou$0\n",
        expect![[r#"
            |            resources:
            |                ▮
        "#]],
    );
    check_first(
        "apiVersion: v1\r\nkind: Pod\r\nspec:\r\n  contain$0\r\n",
        expect![[r#"
            |  containers:↵
            |  - ▮↵
        "#]],
    );
}

#[test]
fn the_mapping_is_chosen_by_the_column() {
    let at = |column: usize| {
        in_pod(&format!("  - name: a\n    resources:\n{}$0\n    image: b\n  - name: c\n", " ".repeat(column)))
    };
    let mut out = String::new();
    for column in [0, 2, 4, 5, 6, 8] {
        let _ = write!(out, "{column}: {}\n{}", labels(&at(column)), first(&at(column)));
    }
    expect![[r#"
        0: volumeMounts securityContext env ports args imagePullPolicy command livenessProbe readinessProbe terminationMessagePolicy envFrom terminationMessagePath lifecycle startupProbe workingDir volumeDevices stdin tty resizePolicy volumeMounts: new emptyDir volumeMounts: new configMap volumeMounts: new secret volumeMounts: new persistentVolumeClaim readinessProbe: httpGet livenessProbe: httpGet startupProbe: httpGet readinessProbe: tcpSocket livenessProbe: tcpSocket startupProbe: tcpSocket readinessProbe: exec livenessProbe: exec startupProbe: exec readinessProbe: grpc livenessProbe: grpc startupProbe: grpc securityContext: restricted securityContext: baseline lifecycle: preStop restartPolicy restartPolicyRules stdinOnce
        |    volumeMounts:
        |    - ▮
        2: volumeMounts securityContext env ports args imagePullPolicy command livenessProbe readinessProbe terminationMessagePolicy envFrom terminationMessagePath lifecycle startupProbe workingDir volumeDevices stdin tty resizePolicy volumeMounts: new emptyDir volumeMounts: new configMap volumeMounts: new secret volumeMounts: new persistentVolumeClaim readinessProbe: httpGet livenessProbe: httpGet startupProbe: httpGet readinessProbe: tcpSocket livenessProbe: tcpSocket startupProbe: tcpSocket readinessProbe: exec livenessProbe: exec startupProbe: exec readinessProbe: grpc livenessProbe: grpc startupProbe: grpc securityContext: restricted securityContext: baseline lifecycle: preStop restartPolicy restartPolicyRules stdinOnce
        |    volumeMounts:
        |    - ▮
        4: volumeMounts securityContext env ports args imagePullPolicy command livenessProbe readinessProbe terminationMessagePolicy envFrom terminationMessagePath lifecycle startupProbe workingDir volumeDevices stdin tty resizePolicy volumeMounts: new emptyDir volumeMounts: new configMap volumeMounts: new secret volumeMounts: new persistentVolumeClaim readinessProbe: httpGet livenessProbe: httpGet startupProbe: httpGet readinessProbe: tcpSocket livenessProbe: tcpSocket startupProbe: tcpSocket readinessProbe: exec livenessProbe: exec startupProbe: exec readinessProbe: grpc livenessProbe: grpc startupProbe: grpc securityContext: restricted securityContext: baseline lifecycle: preStop restartPolicy restartPolicyRules stdinOnce
        |    volumeMounts:
        |    - ▮
        5: requests limits claims
        |     requests:
        |       ▮
        6: requests limits claims
        |      requests:
        |        ▮
        8: requests limits claims
        |        requests:
        |          ▮
    "#]].assert_eq(&out);
}

#[test]
fn an_empty_line_in_a_list_becomes_an_item() {
    check_first(
        &in_pod("  $0\n  - name: a\n"),
        expect![[r#"
        |  - name: ▮
    "#]],
    );
    check_first(
        &in_pod("    $0\n"),
        expect![[r#"
        |    - name: ▮
    "#]],
    );
    check_first(
        &in_pod("  - name: a\n    ports:\n    $0"),
        expect![[r#"
        |    image: ▮
    "#]],
    );
    check_first(
        &in_pod("  - name: a\n    ports: $0\n"),
        expect![[r#"
            |    ports:
            |    - containerPort: ▮
        "#]],
    );
    check_first(
        &in_pod("  - name: a\n    resources: $0\n"),
        expect![[r#"
            |    resources:
            |      requests:
            |        ▮
        "#]],
    );
    check_first(
        &in_pod("  - name: a\n    securityContext:\n      capabilities:\n        drop:\n        - AL$0\n"),
        expect![[r#"
            |        - ALL▮
        "#]],
    );
}
