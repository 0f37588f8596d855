//! What makes a document an object.

use expect_test::expect;

use super::{check, check_first};

#[test]
fn documents_begin_with_api_version_and_kind() {
    check(
        "$0",
        expect![[r#"
        apiVersion: string, required
        kind: string, required
        Deployment: apps/v1
        Pod: v1
        DaemonSet: apps/v1
        StatefulSet: apps/v1
        Job: batch/v1
        CronJob: batch/v1
        ReplicaSet: apps/v1
        ReplicationController: v1
    "#]],
    );
    check_first(
        "D$0",
        expect![[r#"
            |apiVersion: apps/v1
            |kind: Deployment
            |metadata:
            |  name: app
            |spec:
            |  replicas: 2
            |  selector:
            |    matchLabels:
            |      app.kubernetes.io/name: app
            |  template:
            |    metadata:
            |      labels:
            |        app.kubernetes.io/name: app
            |    spec:
            |      containers:
            |      - name: app
            |        image: registry.example/app:1.0.0
            |        resources:
            |          requests:
            |            cpu: 100m
            |            memory: 128Mi
            |          limits:
            |            memory: 128Mi▮
        "#]],
    );
    check(
        "a: b\n---\n$0",
        expect![[r#"
        apiVersion: string, required
        kind: string, required
        Deployment: apps/v1
        Pod: v1
        DaemonSet: apps/v1
        StatefulSet: apps/v1
        Job: batch/v1
        CronJob: batch/v1
        ReplicaSet: apps/v1
        ReplicationController: v1
    "#]],
    );
    check(
        "apiVersion: apps/v1\nkind: $0\n",
        expect![[r#"
        Deployment: apps/v1
        DaemonSet: apps/v1
        StatefulSet: apps/v1
        ReplicaSet: apps/v1
        ControllerRevision: apps/v1
    "#]],
    );
    check(
        "kind: $0\n",
        expect![[r#"
        Deployment: apps/v1
        Pod: v1
        DaemonSet: apps/v1
        StatefulSet: apps/v1
        Job: batch/v1
        CronJob: batch/v1
        ReplicaSet: apps/v1
        ReplicationController: v1
        PodTemplate: v1
        Service: v1
    "#]],
    );
    check(
        "apiVersion: $0\nkind: CronJob\n",
        expect![[r#"
        batch/v1: 
    "#]],
    );
    check(
        "apiVersion: $0\n",
        expect![[r#"
        apps/v1: 
        v1: 
        batch/v1: 
        rbac.authorization.k8s.io/v1: 
        networking.k8s.io/v1: 
        autoscaling/v2: 
        policy/v1: 
        admissionregistration.k8s.io/v1: 
        apiextensions.k8s.io/v1: 
        apiregistration.k8s.io/v1: 
    "#]],
    );
    check(
        "apiVersion: v1\n$0\n",
        expect![[r#"
        kind: string, required
        metadata: 
        spec: 
    "#]],
    );
    check(
        "apiVersion: v1\nkind: Pod\n$0\n",
        expect![[r#"
        metadata: ObjectMeta
        spec: PodSpec
        status: PodStatus
    "#]],
    );
    check(
        "{$0}",
        expect![[r#"
        apiVersion: string, required
        kind: string, required
    "#]],
    );
}
