//! Refactorings that add what is missing.

use expect_test::expect;

use super::{at, check};

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
