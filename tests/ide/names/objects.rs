//! Names between objects: labels and selectors, configuration, workloads.

use expect_test::expect;

use super::{check, check_rename, shop};

#[test]
fn labels_change_with_the_selectors_that_find_them() {
    check_rename(
        &shop("app: shop, tier", 0),
        "app.kubernetes.io/name",
        expect![[r#"
            8    selector: {matchLabels: {app.kubernetes.io/name: shop}}
            11       labels: {app.kubernetes.io/name: shop, tier: front}
            18       - {maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app.kubernetes.io/name: shop}}}
            37           valueFrom: {fieldRef: {fieldPath: "metadata.labels['app.kubernetes.io/name']"}}
            59   selector: {app.kubernetes.io/name: shop}
        "#]],
    );
    check_rename(
        &shop("shop, tier", 0),
        "store",
        expect![[r#"
            8    selector: {matchLabels: {app: store}}
            11       labels: {app: store, tier: front}
            18       - {maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: store}}}
            59   selector: {app: store}
        "#]],
    );
    check_rename(
        &shop("app: shop}\nspec", 0),
        "store",
        expect![[r#"
        nothing
    "#]],
    );
    check_rename(
        &shop("app: shop, tier", 0),
        "tier",
        expect![[r#"
        refused: `tier` is already the name of another label
    "#]],
    );
}

#[test]
fn configuration_is_known_by_name_and_by_key() {
    check(
        &shop("settings, key", 0),
        expect![[r#"
        39           valueFrom: {configMapKeyRef: {name: settings, key: level}}
                                                         ^^^^^^^^
        40         envFrom: [{configMapRef: {name: settings}}]
                                                   ^^^^^^^^
        53         configMap: {name: settings}
                                     ^^^^^^^^
        65 metadata: {name: settings}
                            ========
    "#]],
    );
    check_rename(
        &shop("level: \"3\"", 0),
        "depth",
        expect![[r#"
            39           valueFrom: {configMapKeyRef: {name: settings, key: depth}}
            44         - {name: conf, mountPath: /etc/level, subPath: depth}
            67   depth: "3"
        "#]],
    );
    check_rename(
        &shop("settings}\ndata", 0),
        "shop-settings",
        expect![[r#"
            39           valueFrom: {configMapKeyRef: {name: shop-settings, key: level}}
            40         envFrom: [{configMapRef: {name: shop-settings}}]
            53         configMap: {name: shop-settings}
            65 metadata: {name: shop-settings}
        "#]],
    );
}

#[test]
fn workloads_are_used_by_autoscalers() {
    check_rename(
        &shop("shop\n  labels", 0),
        "store",
        expect![[r#"
            5    name: store
            73   scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: store}
        "#]],
    );
}
