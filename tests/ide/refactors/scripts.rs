//! Refactorings of scripts: in lines, on one, in a file of their own.

use expect_test::expect;

use super::check;

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
