//! Names that the Pod itself gives: volumes, ports, variables, containers.

use expect_test::expect;

use super::{FILE, with};
use crate::ide::complete::{check, check_first, in_pod};

#[test]
fn mounts_name_the_volumes_of_the_pod() {
    check(
        &with("        volumeMounts:\n        - name: config\n          mountPath: /etc/web\n        - name: $0\n"),
        expect![[r#"
            tmp: emptyDir
            data: claim template, 5Gi
            config: configMap web-config, mounted already
        "#]],
    );
    check(
        &with("        volumeMounts: [{name: t$0}]\n"),
        expect![[r#"
        tmp: emptyDir
    "#]],
    );
    check(
        &with("        volumeDevices:\n        - name: $0\n"),
        expect![[r#"
        data: claim template, 5Gi
    "#]],
    );
    check(
        &with("        volumeMounts:\n        - name: tmp\n          mountPath: $0\n"),
        expect![[r#"
        /var/log/web: tmp in log-shipper
    "#]],
    );
    check(
        &with("        volumeMounts:\n        - name: config\n          subPath: $0\n"),
        expect![[r#"
        nginx.conf: ConfigMap web-config
        level: ConfigMap web-config
    "#]],
    );
}

#[test]
fn probes_name_the_ports_of_their_container_first() {
    check(
        &with("        livenessProbe:\n          httpGet:\n            port: $0\n"),
        expect![[r#"
        http: containerPort 8080
        8080: http
        8081: 
        2020: containerPort of log-shipper
    "#]],
    );
    check(
        &with("        livenessProbe:\n          grpc:\n            port: $0\n"),
        expect![[r#"
        8080: http
        8081: 
        2020: containerPort of log-shipper
    "#]],
    );
    check_first(
        &with("        livenessProbe: {httpGet: {port: \"$0\"}}\n"),
        expect![[r#"
        |        livenessProbe: {httpGet: {port: "http"▮}}
    "#]],
    );
    check(
        &with("        livenessProbe:\n          httpGet:\n            path: $0\n"),
        expect![[r#"
        /healthz: 
        /readyz: 
        /livez: 
        /: 
        /ready: 
        /health: 
    "#]],
    );
}

#[test]
fn what_is_used_but_not_there_is_offered_where_it_would_be_defined() {
    check(
        &in_pod(
            "  - name: a\n    livenessProbe: {httpGet: {port: web}}\n    readinessProbe: {grpc: {port: 9000}}\n    ports:\n    - name: $0\n",
        ),
        expect![[r#"
            web: probed
        "#]],
    );
    check(
        &in_pod("  - name: a\n    readinessProbe: {grpc: {port: 9000}}\n    ports:\n    - containerPort: $0\n"),
        expect![[r#"
            9000: probed
        "#]],
    );
    check(
        &in_pod("  - name: a\n    volumeMounts: [{name: cache}]\n  volumes:\n  - name: $0\n"),
        expect![[r#"
            cache: mounted by a
        "#]],
    );
}

#[test]
fn variables_are_named_between_brackets() {
    check(
        &with("        args: [\"--host=$($0\"]\n"),
        expect![[r#"
        HOST: example.com
        PASSWORD: secretKeyRef database
    "#]],
    );
    check_first(
        &with("        args: [\"--host=$(HO$0)\"]\n"),
        expect![[r#"
        |        args: ["--host=$(HOST▮)"]
    "#]],
    );
    check_first(
        &with("        args:\n        - --host=$(PA$0\n"),
        expect![[r#"
        |        - --host=$(PASSWORD)▮
    "#]],
    );
    check_first(
        &with("        command:\n        - sh\n        - -c\n        - |\n          echo $(HO$0\n"),
        expect![[r#"
        |          echo $(HOST)▮
    "#]],
    );
    // Those below are not known yet.
    check(&FILE.replace("value: example.com", "value: $($0"), expect![]);
    check(
        &FILE.replace("name: PASSWORD\n", "name: PASSWORD\n          value: a-$($0)\n"),
        expect![[r#"
        HOST: example.com
    "#]],
    );
    // Doubled, they mean nothing.
    check(&with("        args: [\"$$($0\"]\n"), expect![]);
    check(&with("        workingDir: $($0\n"), expect![]);
}

#[test]
fn containers_and_fields_of_the_pod_are_named() {
    check(
        &with(
            "        - name: A\n          valueFrom:\n            resourceFieldRef:\n              containerName: $0\n",
        )
        .replace("        resources:\n          requests:\n            memory: 256Mi\n", ""),
        expect![[r#"
            web: app container
            log-shipper: native sidecar
        "#]],
    );
    check(
        &FILE.replace("      labels:\n        app: web\n", "      annotations:\n        kubectl.kubernetes.io/default-container: $0\n      labels:\n        app: web\n"),
        expect![[r#"
            web: app container
            log-shipper: native sidecar
        "#]],
    );
    check(
        &with(
            "        - name: A\n          valueFrom:\n            fieldRef:\n              fieldPath: metadata.l$0\n",
        )
        .replace("        resources:\n          requests:\n            memory: 256Mi\n", ""),
        expect![[r#"
            metadata.labels['app']: label of the Pod
            metadata.labels['tier']: label of the Pod
        "#]],
    );
    check_first(
        "apiVersion: batch/v1\nkind: CronJob\nspec:\n  schedule: $0\n",
        expect![[r#"
        |  schedule: "*/5 * * * *"▮
    "#]],
    );
}
