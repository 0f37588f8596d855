//! Refactorings: what is on offer where, and what becomes of the text.

use expect_test::{Expect, expect};
use podls::ide::{refactor, refactorings};
use podls::settings::Settings;

use super::{snapshot, target};

/// The titles on offer.
#[expect(clippy::needless_pass_by_value, reason = "so that expectations stand in the call")]
fn check_offers(marked: &str, settings: &Settings, expected: Expect) {
    let (snapshot, at) = snapshot(marked);
    let offers = refactorings(&snapshot, settings, at);
    let lines: String = offers.iter().map(|offer| format!("{}: {}\n", offer.id, offer.title)).collect();
    expected.assert_eq(&lines);
}

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

#[test]
fn offers_go_by_place_and_version() {
    check_offers(
        &at("ship\n"),
        &Settings::default(),
        expect![[r#"
        sidecar/native: Convert `ship` to a native sidecar
        resources/this: Add resources to `ship`
        security/this: Add a restricted security context to `ship`
        mounts/new: Add an empty volume and mount it in `ship`
        move/up: Move `ship` up
        move/init: Move `ship` to `initContainers`
    "#]],
    );
    check_offers(
        &at("ship\n"),
        &target("1.28"),
        expect![[r#"
        resources/this: Add resources to `ship`
        security/this: Add a restricted security context to `ship`
        mounts/new: Add an empty volume and mount it in `ship`
        move/up: Move `ship` up
        move/init: Move `ship` to `initContainers`
    "#]],
    );
    check_offers(
        &at("wait"),
        &Settings::default(),
        expect![[r#"
        resources/this: Add resources to `wait`
        security/this: Add a restricted security context to `wait`
        mounts/new: Add an empty volume and mount it in `wait`
        move/regular: Move `wait` to `containers`
    "#]],
    );
    check_offers(
        &at("{name: logs"),
        &Settings::default(),
        expect![[r#"
            sidecar/native: Convert `web` to a native sidecar
            probes/this: Add probes to `web`
            resources/this: Add resources to `web`
            security/this: Add a restricted security context to `web`
            mounts/new: Add an empty volume and mount it in `web`
            mounts/share/0: Mount volume `logs` in `wait`, too
            mounts/share/2: Mount volume `logs` in `ship`, too
            fields/container: Sort the fields of `web`
            move/down: Move `web` down
        "#]],
    );
    check_offers(
        &at("containers:\n  # the"),
        &Settings::default(),
        expect![[r#"
        probes/all: Add probes to all containers with ports
        resources/all: Add resources to all containers without them
        security/all: Add a restricted security context to the Pod and all its containers
        kinds/restart: Write out `restartPolicy: Always`
    "#]],
    );
    check_offers(
        &at("Pod"),
        &Settings::default(),
        expect![[r#"
        convert/Deployment: Convert to a Deployment
        kinds/restart: Write out `restartPolicy: Always`
    "#]],
    );
    check_offers("a: $0b\n", &Settings::default(), expect![[r#""#]]);
    check_offers(
        "apiVersion: v1\nkind: Pod\nspec:\n  contain$0ers:\n  - name: a\n b\n",
        &Settings::default(),
        expect![[r#""#]],
    );
}

#[test]
fn a_sidecar_moves_with_its_comments_and_scripts() {
    check(
        &at("ship\n"),
        "sidecar/native",
        expect![[r#"
        # 🚀
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
          - name: ship
            image: fluent-bit:1 # ships
            restartPolicy: Always
            args:
            - |
              a
          containers:
          # the app
          - image: nginx:1
            name: web # 🚀
            ports:
            - containerPort: 80
            volumeMounts:
            - {name: logs, mountPath: /logs}
          volumes:
          - name: logs
            emptyDir: {}
    "#]],
    );
    check(
        r#"apiVersion: batch/v1
kind: CronJob
metadata: {name: 🚀}
spec:
    schedule: "0 3 * * *"
    jobTemplate:
        spec:
            template:
                spec:
                    restartPolicy: Never
                    containers:
                        -   name: dump
                            image: postgres:17
                        -   name: pro$0xy
                            image: proxy:1
"#,
        "sidecar/native",
        expect![[r#"
            apiVersion: batch/v1
            kind: CronJob
            metadata: {name: 🚀}
            spec:
                schedule: "0 3 * * *"
                jobTemplate:
                    spec:
                        template:
                            spec:
                                restartPolicy: Never
                                initContainers:
                                    -   name: proxy
                                        image: proxy:1
                                        restartPolicy: Always
                                containers:
                                    -   name: dump
                                        image: postgres:17
        "#]],
    );
    check(
        "{apiVersion: v1, kind: Pod, metadata: {name: 🚀}, spec: {containers: [{name: a, image: b:1}, {name: $0c, image: d:1}]}}\n",
        "sidecar/native",
        expect![[r#"
            {apiVersion: v1, kind: Pod, metadata: {name: 🚀}, spec: {initContainers: [{name: c, image: d:1, restartPolicy: Always}], containers: [{name: a, image: b:1}]}}
        "#]],
    );
}

#[test]
fn containers_change_places() {
    check(
        &at("ship\n"),
        "move/up",
        expect![[r#"
        # 🚀
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
          - name: ship
            image: fluent-bit:1 # ships
            args:
            - |
              a
          # the app
          - image: nginx:1
            name: web # 🚀
            ports:
            - containerPort: 80
            volumeMounts:
            - {name: logs, mountPath: /logs}
          volumes:
          - name: logs
            emptyDir: {}
    "#]],
    );
}

#[test]
fn fields_are_sorted_with_their_comments() {
    check(
        &at("nginx"),
        "fields/container",
        expect![[r#"
        # 🚀
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
          - name: web # 🚀
            image: nginx:1
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
    "#]],
    );
}

#[test]
fn what_is_missing_is_added() {
    let pod = |inner: &str| {
        format!("apiVersion: v1\nkind: Pod\nmetadata: {{name: 🚀}}\nspec:\n    containers:\n    -   name: a$0\n{inner}")
    };
    let web = pod("        image: b:1\n        ports: [{name: http, containerPort: 80}]\n");
    check(
        &web,
        "probes/this",
        expect![[r#"
        apiVersion: v1
        kind: Pod
        metadata: {name: 🚀}
        spec:
            containers:
            -   name: a
                image: b:1
                ports: [{name: http, containerPort: 80}]
                startupProbe:
                    httpGet:
                        path: /
                        port: http
                    periodSeconds: 5
                    failureThreshold: 30
                readinessProbe:
                    httpGet:
                        path: /
                        port: http
                    periodSeconds: 10
                    failureThreshold: 3
                livenessProbe:
                    httpGet:
                        path: /
                        port: http
                    periodSeconds: 20
                    failureThreshold: 3
    "#]],
    );
    check(
        &web,
        "resources/this",
        expect![[r#"
        apiVersion: v1
        kind: Pod
        metadata: {name: 🚀}
        spec:
            containers:
            -   name: a
                image: b:1
                ports: [{name: http, containerPort: 80}]
                resources:
                    requests:
                        cpu: 100m
                        memory: 128Mi
                    limits:
                        memory: 128Mi
    "#]],
    );
    check(
        &web,
        "security/this",
        expect![[r#"
        apiVersion: v1
        kind: Pod
        metadata: {name: 🚀}
        spec:
            containers:
            -   name: a
                image: b:1
                ports: [{name: http, containerPort: 80}]
                securityContext:
                    runAsNonRoot: true
                    allowPrivilegeEscalation: false
                    capabilities:
                        drop:
                        -   ALL
                    seccompProfile:
                        type: RuntimeDefault
    "#]],
    );
    check(
        &web,
        "mounts/new",
        expect![[r#"
        apiVersion: v1
        kind: Pod
        metadata: {name: 🚀}
        spec:
            containers:
            -   name: a
                image: b:1
                ports: [{name: http, containerPort: 80}]
                volumeMounts:
                -   name: data
                    mountPath: /data
            volumes:
            -   name: data
                emptyDir: {}
    "#]],
    );
    check(
        &web.replace("$0", "").replace("containers", "contain$0ers"),
        "security/all",
        expect![[r#"
        apiVersion: v1
        kind: Pod
        metadata: {name: 🚀}
        spec:
            securityContext:
                runAsNonRoot: true
                seccompProfile:
                    type: RuntimeDefault
            containers:
            -   name: a
                image: b:1
                ports: [{name: http, containerPort: 80}]
                securityContext:
                    allowPrivilegeEscalation: false
                    capabilities:
                        drop:
                        -   ALL
    "#]],
    );
    check(
        &web.replace("$0", "").replace("containers", "contain$0ers"),
        "kinds/restart",
        expect![[r#"
        apiVersion: v1
        kind: Pod
        metadata: {name: 🚀}
        spec:
            restartPolicy: Always
            containers:
            -   name: a
                image: b:1
                ports: [{name: http, containerPort: 80}]
    "#]],
    );
    check(
        &at("{name: logs"),
        "mounts/share/2",
        expect![[r#"
        # 🚀
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
            volumeMounts:
            - name: logs
              mountPath: /logs
          volumes:
          - name: logs
            emptyDir: {}
    "#]],
    );
}

#[test]
fn scripts_are_written_in_lines_on_one_or_in_a_file() {
    let pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec:\n  containers:\n  - name: a 🚀\n    \
               image: b:1\n    command: [\"sh\", \"-ec\", \"until a; do$0 sleep 1; done; exec b\"] # runs\n";
    check(
        pod,
        "script/block",
        expect![[r#"
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          containers:
          - name: a 🚀
            image: b:1
            command: # runs
            - sh
            - -ec
            - |
              until a; do sleep 1
              done
              exec b
    "#]],
    );
    check(
        pod,
        "extract/script",
        expect![[r#"
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          containers:
          - name: a 🚀
            image: b:1
            command: ["sh", "-e", "/scripts/a.sh"] # runs
            volumeMounts:
            - name: a-script
              mountPath: /scripts
              readOnly: true
          volumes:
          - name: a-script
            configMap:
              name: web-a-script
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: web-a-script
          namespace: shop
        data:
          a.sh: |
            until a; do sleep 1; done; exec b
    "#]],
    );
    let block = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: a\n    image: b:1\n    \
                 command:\n    - sh\n    - -c\n    - |\n      a$0 &&\n      b\n      c\n";
    check(
        block,
        "script/line",
        expect![[r#"
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          containers:
          - name: a
            image: b:1
            command: ["sh", "-c", "a && b; c"]
    "#]],
    );
}

#[test]
fn a_pod_becomes_a_deployment_or_a_job_and_comes_back() {
    let pod = "# 🚀\napiVersion: v1\nkind: P$0od\nmetadata:\n  name: web\n  annotations:\n    a: b\nspec: # the Pod\n  # one\n  \
               containers:\n  - name: a\n    image: b:1\n    args:\n    - |\n      x\n\n      y\n";
    check(
        pod,
        "convert/Deployment",
        expect![[r#"
        # 🚀
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          annotations:
            a: b
        spec: # the Pod
          selector:
            matchLabels:
              app: web
          template:
            metadata:
              labels:
                app: web
              annotations:
                a: b
            spec:
              # one
              containers:
              - name: a
                image: b:1
                args:
                - |
                  x

                  y
    "#]],
    );
    check(
        pod,
        "convert/Job",
        expect![[r#"
        # 🚀
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: web
          annotations:
            a: b
        spec: # the Pod
          template:
            metadata:
              annotations:
                a: b
            spec:
              restartPolicy: Never
              # one
              containers:
              - name: a
                image: b:1
                args:
                - |
                  x

                  y
    "#]],
    );
    check(
        "apiVersion: apps/v1\nkind: D$0eployment\nmetadata:\n    name: web\nspec:\n    replicas: 2\n    selector:\n        \
         matchLabels: {app: web}\n    template:\n        metadata:\n            labels: {app: web}\n        spec:\n            \
         # one\n            containers:\n                -   name: a\n                    image: b:1\n",
        "convert/Pod",
        expect![[r#"
            apiVersion: v1
            kind: Pod
            metadata:
                name: web
                labels:
                    app: web
            spec:
                # one
                containers:
                    -   name: a
                        image: b:1
        "#]],
    );
}
