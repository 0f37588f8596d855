//! What is said of claims that are made along with Pods.

use super::{check, check_fix};

/// A Pod with one ephemeral volume, the claim of which is `claim`.
fn claim(claim: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec:\n  containers:\n  - {{name: app, image: app:1}}\n  volumes:\n  - name: scratch\n    ephemeral:\n      volumeClaimTemplate:\n{claim}"
    )
}

#[test]
fn a_claim_says_how_it_is_accessed_and_how_much_it_wants() {
    check(&claim("        spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}\n"));
    check(&claim(
        r"
        spec:
#       ^^^^ error[missing-field]: the claim requests no storage
          accessModes: [ReadWriteOnce, ReadWriteOncePod]
#                                      ^^^^^^^^^^^^^^^^ error[access-mode-conflict]
          storageClassName: Fast_
#                           ^^^^^ error[class-name-invalid]: `Fast_` as `storageClassName`
          volumeAttributesClassName: ''
",
    ));
    check(&claim(
        r"
        spec:
#       ^^^^ error[missing-field]: `accessModes` is missing
          resources:
            requests: {storage: 0}
#                               ^ error[storage-request-invalid]
            limits: {storage: 1500m}
#                             ^^^^^ warning[quantity-suspicious]
",
    ));
    check(&claim(
        r"
        spec:
          accessModes: [ReadWriteOnce]
          resources:
            requests: {memory: 1Gi}
#           ^^^^^^^^ error[missing-field]: the claim requests no storage
",
    ));
}

#[test]
fn a_claim_belongs_to_its_pod() {
    check(&claim(
        r"
        metadata:
          name: mine
#         ^^^^ error[claim-metadata-forbidden]: `name` cannot be set here
          labels: {app: web, 'a b': c}
#                            ^^^^^ error[label-key-invalid]
          creationTimestamp: null
        spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
  - {name: other, persistentVolumeClaim: {claimName: web-scratch}}
#                                                    ^^^^^^^^^^^ error[claim-of-ephemeral-volume]
  - {name: third, persistentVolumeClaim: {claimName: web-third}}
",
    ));
}

#[test]
fn a_claim_is_filled_from_one_object() {
    check(&claim(
        r"
        spec:
          accessModes: [ReadWriteOnce]
          resources: {requests: {storage: 1Gi}}
          dataSource: {kind: VolumeSnapshot, name: s}
#                            ^^^^^^^^^^^^^^ error[data-source-kind-invalid]: a `VolumeSnapshot` needs
          dataSourceRef: {kind: PersistentVolumeClaim, name: s, apiGroup: Bad_}
#         ^^^^^^^^^^^^^ error[data-source-mismatch]
#                                                                         ^^^^ error[data-source-group-invalid]
",
    ));
    check(&claim(
        r"
        spec:
          accessModes: [ReadWriteOnce]
          resources: {requests: {storage: 1Gi}}
          dataSource: {kind: PersistentVolumeClaim, name: s}
          dataSourceRef: {kind: PersistentVolumeClaim, name: s, apiGroup: ''}
",
    ));
}

#[test]
fn a_claim_selects_by_labels() {
    check(&claim(
        r"
        spec:
          accessModes: [ReadWriteOnce]
          resources: {requests: {storage: 1Gi}}
          selector:
            matchLabels: {a: b c}
#                            ^^^ error[label-value-invalid]
            matchExpressions:
            - {key: a, operator: In}
#                                ^^ error[missing-field]: `values` is missing
            - {key: -a, operator: Exists, values: [b]}
#                   ^^ error[label-key-invalid]
#                                         ^^^^^^ error[selector-values-forbidden]
",
    ));
}

#[test]
fn claim_templates_of_a_stateful_set_are_volumes() {
    check(
        r"apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers:
      - name: db
        image: db:1
        volumeMounts:
        - {name: data, mountPath: /data}
        - {name: raw, mountPath: /raw}
        - {name: date, mountPath: /date}
#                ^^^^ error[mount-unknown-volume]: there is no volume `date`; did you mean `data`?
      volumes:
      - {name: raw, emptyDir: {}}
  volumeClaimTemplates:
  - metadata: {name: data}
    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 5Gi}}}
  - metadata: {name: raw}
    spec: {accessModes: [], resources: {requests: {storage: -5Gi}}}
#          ^^^^^^^^^^^ error[missing-field]
#                                                           ^^^^ error[storage-request-invalid]
  - metadata: {name: empty}
#                    ^^^^^ error[missing-field]: `spec` is missing
",
    );
}

#[test]
fn a_request_can_be_added() {
    let before = "        spec:\n          accessModes: [ReadWriteOnce]\n";
    let after = format!("{before}          resources:\n            requests:\n              storage: 1Gi\n");
    check_fix("missing-field", false, &claim(before), &claim(&after));
}

#[test]
fn a_claim_gets_a_name_that_fits() {
    let pod = |length: usize| {
        let name = "a".repeat(length);
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata: {{name: {name}}}\nspec:\n  containers:\n  - {{name: app, image: app:1}}\n  volumes:\n  - name: scratch\nMARK    ephemeral: {{volumeClaimTemplate: {{metadata: {{annotations: {{A.io/X: z}}}}, spec: {{accessModes: [ReadWriteOnce], resources: {{requests: {{storage: 1Gi}}}}}}}}}}\n"
        )
    };
    check(&pod(60).replace("MARK", ""));
    let mark = "#         ^^^^^^^ error[ephemeral-claim-name-invalid]\n";
    let long = pod(250).replace("MARK", mark);
    let unusual = format!("#                {} warning[name-not-dns-label]\n", "^".repeat(250));
    check(&long.replace("spec:\n  containers", &format!("{unusual}spec:\n  containers")));
    check(&claim(
        r"
        metadata: {annotations: {'a b': c}}
#                                ^^^^^ error[annotation-key-invalid]
        spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
",
    ));
}
