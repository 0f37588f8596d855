//! Refactorings that move things: containers to another place or list, fields into order.

use expect_test::expect;

use super::{at, check};

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
