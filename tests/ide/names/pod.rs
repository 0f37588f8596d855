//! Names inside a Pod: containers, volumes, ports, variables.

use expect_test::expect;

use super::{check, check_rename, shop};

#[test]
fn containers_are_used_in_annotations_resources_and_autoscalers() {
    let expected = expect![[r#"
        14         kubectl.kubernetes.io/default-container: web
                                                            ^^^
        15         container.apparmor.security.beta.kubernetes.io/web: runtime/default
                                                                  ^^^
        27       - name: web
                         ===
        35           valueFrom: {resourceFieldRef: {containerName: web, resource: limits.cpu}}
                                                                   ^^^
        75   - {type: ContainerResource, containerResource: {name: cpu, container: web, target: {type: Utilization, averageUtilization: 60}}}
                                                                                   ^^^
    "#]];
    check(&shop("web\n        image", 0), expected);
    check_rename(
        &shop("web\n        image", 0),
        "front",
        expect![[r#"
            14         kubectl.kubernetes.io/default-container: front
            15         container.apparmor.security.beta.kubernetes.io/front: runtime/default
            27       - name: front
            35           valueFrom: {resourceFieldRef: {containerName: front, resource: limits.cpu}}
            75   - {type: ContainerResource, containerResource: {name: cpu, container: front, target: {type: Utilization, averageUtilization: 60}}}
        "#]],
    );
    check_rename(
        &shop("web: runtime", 0),
        "side",
        expect![[r#"
        refused: `side` is already the name of another container
    "#]],
    );
    check_rename(
        &shop("web\n        image", 0),
        "Front",
        expect![[r#"
        refused: `Front` must consist of lower-case letters, digits and `-`, without `F`
    "#]],
    );
}

#[test]
fn volumes_are_used_by_mounts_in_every_list() {
    check(
        &shop("data\"", 0),
        expect![[r#"
        25         volumeMounts: [{name: "data", mountPath: /data}]
                                          ^^^^
        42         - name: data
                           ^^^^
        48         volumeMounts: [{name: data, mountPath: /data}]
                                         ^^^^
        50       - name: 'data'
                          ====
    "#]],
    );
    check_rename(
        &shop("data'", 0),
        "cache",
        expect![[r#"
            25         volumeMounts: [{name: "cache", mountPath: /data}]
            42         - name: cache
            48         volumeMounts: [{name: cache, mountPath: /data}]
            50       - name: 'cache'
        "#]],
    );
    check_rename(
        &shop("data'", 0),
        "conf",
        expect![[r#"
        refused: `conf` is already the name of another volume
    "#]],
    );
}

#[test]
fn ports_belong_to_their_container_and_to_services_that_lead_there() {
    check(
        &shop("http}", 0),
        expect![[r#"
        30         - {name: http, containerPort: 8080}
                            ====
        31         readinessProbe: {httpGet: {port: http}}
                                                    ^^^^
        47         ports: [{name: http, containerPort: 8081}]
                                  ====
        61   - {port: 80, targetPort: http}
                                      ^^^^
    "#]],
    );
    check_rename(
        &shop("http, ", 0),
        "api",
        expect![[r#"
            30         - {name: api, containerPort: 8080}
            31         readinessProbe: {httpGet: {port: api}}
            47         ports: [{name: api, containerPort: 8081}]
            61   - {port: 80, targetPort: api}
        "#]],
    );
    check_rename(
        &shop("http, ", 0),
        "a--b",
        expect![[r#"
        refused: `a--b` must not hold `--`
    "#]],
    );
    check(
        &shop("8080}", 1),
        expect![[r#"
        30         - {name: http, containerPort: 8080}
                                                 ====
        32         livenessProbe: {tcpSocket: {port: 8080}}
                                                     ^^^^
    "#]],
    );
    check_rename(
        &shop("8080}", 1),
        "web",
        expect![[r#"
        refused: `8080` is the number of a port, not its name; change it by hand
    "#]],
    );
}

#[test]
fn variables_are_used_where_they_are_expanded() {
    check(
        &shop("HOME_DIR, ", 0),
        expect![[r#"
        22         command: [sh, -c, 'cp $(HOME_DIR)/a /data; echo $$(HOME_DIR) $(date)']
                                           ^^^^^^^^
        24         - {name: HOME_DIR, value: /seed}
                            ========
    "#]],
    );
    check_rename(
        &shop("HOME_DIR)", 0),
        "ROOT",
        expect![[r#"
            22         command: [sh, -c, 'cp $(ROOT)/a /data; echo $$(HOME_DIR) $(date)']
            24         - {name: ROOT, value: /seed}
        "#]],
    );
    check_rename(
        &shop("HOME_DIR)", 0),
        "1A",
        expect![[r#"
        refused: `1A` must not begin with a digit
    "#]],
    );
    check(
        &shop("date)", 0),
        expect![[r#"
        nothing
    "#]],
    );
}

#[test]
fn claim_templates_give_volumes_and_a_cronjob_is_four_deep() {
    check(
        r#"apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
    serviceName: db
    template:
        spec:
            containers:
                -   name: db 🚀
                    volumeMounts:
                        -   mountPath: /🚀
                            name: $0data
    volumeClaimTemplates:
        -   metadata:
                name: data
"#,
        expect![[r#"
            12                             name: data
                                                 ^^^^
            15                 name: data
                                     ====
        "#]],
    );
    check_rename(
        r#"apiVersion: batch/v1
kind: CronJob
metadata: {name: dump}
spec:
    jobTemplate:
        spec:
            template:
                spec:
                    containers:
                        -   name: d$0ump
                            env:
                                -   name: CPU
                                    valueFrom:
                                        resourceFieldRef: {containerName: "dump", resource: limits.cpu}
"#,
        "backup",
        expect![[r#"
            10                         -   name: backup
            14                                         resourceFieldRef: {containerName: "backup", resource: limits.cpu}
        "#]],
    );
}
