//! Names that other objects of the file give, and labels and selectors, which follow each other.

use expect_test::expect;

use super::{FILE, with};
use crate::ide::complete::check;

#[test]
fn objects_of_the_file_are_named_with_their_keys() {
    check(
        &with("        envFrom:\n        - configMapRef:\n            name: $0\n"),
        expect![[r#"
        web-config: ConfigMap of this file
    "#]],
    );
    check(
        &with("        envFrom:\n        - secretRef: {name: $0}\n"),
        expect![[r#"
        web-tls: Secret of this file
        database: Secret of this file
    "#]],
    );
    check(
        &with(
            "      - env:\n        - name: A\n          valueFrom:\n            configMapKeyRef:\n              name: web-config\n              key: $0\n",
        ),
        expect![[r#"
            nginx.conf: ConfigMap web-config
            level: ConfigMap web-config
            A: as the variable is called
            a: as the variable is called
        "#]],
    );
    check(
        &with(
            "      - env:\n        - name: A\n          valueFrom:\n            secretKeyRef:\n              name: web-tls\n              key: $0\n",
        ),
        expect![[r#"
            tls.crt: Secret web-tls
            tls.key: Secret web-tls
            A: as the variable is called
            a: as the variable is called
        "#]],
    );
    check(
        &with("      serviceAccountName: $0\n"),
        expect![[r#"
        web: ServiceAccount of this file
    "#]],
    );
    check(
        &with("      priorityClassName: $0\n"),
        expect![[r#"
        system-cluster-critical: built in, for add-ons the whole cluster depends on
        system-node-critical: built in and highest, for agents a node cannot do without
    "#]],
    );
    check(
        &FILE.replace("  selector:\n    matchLabels", "  serviceName: $0\n  selector:\n    matchLabels"),
        expect![[r#"
            web-headless: Service of this file
            web: name of the object
        "#]],
    );
    check(
        &FILE.replace("        emptyDir: {}", "        persistentVolumeClaim:\n          claimName: $0"),
        expect![[r#"
            uploads: PersistentVolumeClaim of this file
            tmp: name of the volume
        "#]],
    );
    check(
        &FILE.replace(
            "          name: web-config\n",
            "          name: web-config\n          items:\n          - key: $0\n",
        ),
        expect![[r#"
            nginx.conf: ConfigMap web-config
            level: ConfigMap web-config
        "#]],
    );
    check(
        &with("        image: $0\n"),
        expect![[r#"
        fluent/fluent-bit:3.2.4: used in this file
        nginx:1.27.3: used in this file
    "#]],
    );
}

#[test]
fn selectors_and_labels_follow_each_other() {
    let selector = |rest: &str| FILE.replace("    matchLabels:\n      app: web\n      tier: front\n", rest);
    check(
        &selector("    matchLabels:\n      $0\n"),
        expect![[r#"
            app: label of the Pod
            tier: label of the Pod
            app.kubernetes.io/name: name of the application: mysql
            app.kubernetes.io/instance: name of this installation of it: mysql-orders
            app.kubernetes.io/version: version of the application, in quotes: "8.4"
            app.kubernetes.io/component: its part in the whole: database
            app.kubernetes.io/part-of: the whole it is a part of: shop
            app.kubernetes.io/managed-by: the tool that manages it: Helm
        "#]],
    );
    check(
        &selector("    matchLabels:\n      tier: $0\n"),
        expect![[r#"
        front: label of the Pod
    "#]],
    );
    check(
        &selector("    matchExpressions:\n    - key: tier\n      operator: In\n      values: [$0]\n"),
        expect![[r#"
        front: label of the Pod
    "#]],
    );
    check(
        &FILE.replace("        app: web\n        tier: front\n    spec:", "        tier: $0\n    spec:"),
        expect![[r#"
        front: label that selects the Pod
    "#]],
    );
    check(
        &with("      topologySpreadConstraints:\n      - labelSelector: {matchLabels: {$0}}\n"),
        expect![[r#"
            app: label of the Pod
            tier: label of the Pod
            app.kubernetes.io/name: name of the application: mysql
            app.kubernetes.io/instance: name of this installation of it: mysql-orders
            app.kubernetes.io/version: version of the application, in quotes: "8.4"
            app.kubernetes.io/component: its part in the whole: database
            app.kubernetes.io/part-of: the whole it is a part of: shop
            app.kubernetes.io/managed-by: the tool that manages it: Helm
        "#]],
    );
    check(
        &with("      topologySpreadConstraints:\n      - topologyKey: $0\n"),
        expect![[r#"
        kubernetes.io/hostname: each node by itself
        topology.kubernetes.io/zone: each zone by itself
        topology.kubernetes.io/region: each region by itself
    "#]],
    );
    check(
        &with("      nodeSelector:\n        kubernetes.io/arch: $0\n"),
        expect![[r#"
        amd64: 
        arm64: 
        arm: 
        ppc64le: 
        riscv64: 
        s390x: 
    "#]],
    );
    check(
        &with(
            "      affinity:\n        nodeAffinity:\n          requiredDuringSchedulingIgnoredDuringExecution:\n            nodeSelectorTerms:\n            - matchExpressions:\n              - key: kubernetes.io/o$0\n",
        ),
        expect![[r#"
            kubernetes.io/os: operating system of the node: linux, windows
        "#]],
    );
    check(
        &with("      tolerations:\n      - key: node-role$0\n"),
        expect![[r#"
        node-role.kubernetes.io/control-plane: nodes of the control plane
        node-role.kubernetes.io/master: nodes of the control plane before 1.25
    "#]],
    );
}
