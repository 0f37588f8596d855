//! Refactorings of a Pod into the template of a workload and back.

use expect_test::expect;

use super::check;

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
