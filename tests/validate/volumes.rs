//! What is said of volumes: their names, sources and files.

use podls::schema::Minor;

use super::{check, check_at, check_fix, silent};

/// A Pod with these volumes, two columns in.
fn pod(volumes: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec:\n  containers:\n  - {{name: app, image: app:1}}\n  volumes:\n{volumes}"
    )
}

#[test]
fn every_volume_has_a_name_of_its_own() {
    check(&pod(r"
  - name: Data_1
#         ^^^^^^ error[volume-name-invalid]: `Data_1` as a volume name must
    emptyDir: {}
  - {name: cache, emptyDir: {}} # 🚧
  - {name: cache, configMap: {name: c}}
#          ^^^^^ error[volume-name-duplicate]: there is a volume `cache` already
  - {}
#   ^^ error[missing-field]
"));
    check_fix(
        "volume-name-invalid",
        false,
        &pod("  - {name: My.Data, emptyDir: {}}\n"),
        &pod("  - {name: my-data, emptyDir: {}}\n"),
    );
}

#[test]
fn a_volume_has_one_source() {
    check(&pod(r"
  - name: a
    secret: {secretName: s}
#   ^^^^^^ error[volume-multiple-sources]: a volume has one source, and `emptyDir` is there
    emptyDir: {}
  - {name: b, emptyDir: null, hostPath: {path: /x}}
  - name: c
"));
    check_fix(
        "volume-multiple-sources",
        false,
        &pod("  - name: a\n    emptyDir: {}\n    secret:\n      secretName: s\n"),
        &pod("  - name: a\n    emptyDir: {}\n"),
    );
}

#[test]
fn sources_on_their_way_out_are_marked_since_they_are() {
    let rbd = "  - {name: a, rbd: {monitors: [m], image: i}}\n#             ^^^ warning[deprecated-fields-and-volumes]: `rbd` is deprecated\n";
    check(&pod(rbd));
    check_at(Minor(27), &pod("  - {name: a, rbd: {monitors: [m], image: i}}\n"));
    check(&pod(
        "  - {name: a, gitRepo: {repository: r, directory: ../x}}\n#             ^^^^^^^ warning[deprecated-fields-and-volumes]\n#                                                 ^^^^ error[file-path-invalid]: `../x` must not contain `..`\n",
    ));
}

#[test]
fn modes_are_octal() {
    check(&pod(r"
  - name: a
    configMap: {name: c, defaultMode: 777}
#                                     ^^^ error[file-mode-invalid]: `777` is read as a decimal number
  - name: b
    secret:
      secretName: s
      defaultMode: 0777
      items:
      - {key: k, path: p, mode: -1}
#                               ^^ error[file-mode-invalid]: `mode` must lie between
      - {key: l, path: q, mode: 0o644}
"));
    let before = "  - name: b\n    secret:\n      secretName: s\n      defaultMode: 644\n";
    check_fix("file-mode-invalid", true, &pod(before), &pod(&before.replace("644", "0644")));
    check_fix(
        "file-mode-invalid",
        true,
        &pod("  - {name: b, secret: {secretName: s, defaultMode: 644}}\n"),
        &pod("  - {name: b, secret: {secretName: s, defaultMode: 420}}\n"),
    );
}

#[test]
fn files_stay_in_their_volume() {
    check(&pod(r"
  - name: a
    configMap:
      name: c
      items:
      - {key: a, path: /abs}
#                      ^^^^ error[file-path-invalid]: `/abs` must be relative
      - {key: b, path: a/../b}
#                      ^^^^^^ error[file-path-invalid]: `a/../b` must not contain `..`
      - {key: c, path: ..c}
#                      ^^^ error[file-path-invalid]: `..c` must not begin with `..`
      - {key: d, path: d..}
      - {key: e, path: '${DIR}'}
"));
    check_fix(
        "file-path-invalid",
        false,
        &pod("  - {name: a, secret: {secretName: s, items: [{key: k, path: ../up}]}}\n"),
        &pod("  - {name: a, secret: {secretName: s, items: [{key: k, path: up}]}}\n"),
    );
}

#[test]
fn a_file_of_the_downward_api_holds_one_thing() {
    check(&pod(r"
  - name: a
    downwardAPI:
      items:
      - path: none
#             ^^^^ error[downward-item-source-missing]
      - path: both
        fieldRef: {fieldPath: metadata.name}
        resourceFieldRef: {containerName: app, resource: limits.cpu}
#       ^^^^^^^^^^^^^^^^ error[downward-item-two-sources]
      - path: labels
        fieldRef: {fieldPath: metadata.labels}
      - path: node
        fieldRef: {fieldPath: spec.nodeName}
#                             ^^^^^^^^^^^^^ error[field-path-invalid]
      - path: nobody
        resourceFieldRef: {resource: limits.cpu}
#       ^^^^^^^^^^^^^^^^ error[missing-field]: `containerName` is missing
      - path: huge
        resourceFieldRef: {containerName: app, resource: limits.hugepages-2Mi, divisor: 2Mi}
#                                                                                       ^^^ error[divisor-invalid]
      - path: old
        fieldRef: {fieldPath: metadata.name, apiVersion: v2}
#                                                        ^^ error[unknown-value]
"));
}

#[test]
fn files_in_each_others_way_are_warned_of() {
    check(&pod(r"
  - name: a
    configMap:
      name: c
      items:
      - {key: a, path: conf}
      - {key: b, path: conf-d}
      - {key: c, path: conf/c}
#                      ^^^^^^ warning[volume-paths-overlap]: `conf` is a file and the directory of `conf/c`
      - {key: d, path: conf-d}
#                      ^^^^^^ warning[volume-paths-overlap]: `conf-d` is written twice
"));
}

#[test]
fn a_projected_source_is_one_thing_and_brings_its_own_paths() {
    check(&pod(r"
  - name: all
    projected:
      sources:
      - secret: {name: s, items: [{key: k, path: p}]}
        configMap: {name: c}
#       ^^^^^^^^^ error[projected-multiple-sources]: a source is one thing, and `secret` is there
      - configMap: {name: c, items: [{key: k, path: p}]}
#                                                   ^ error[projected-path-duplicate]: `p` comes from another
      - serviceAccountToken: {path: p/token, expirationSeconds: 60}
#                                   ^^^^^^^ warning[volume-paths-overlap]
#                                                               ^^ error[token-expiration-invalid]
      - {}
#       ^^ warning[projected-source-empty]: this source is empty
      - podCertificate: {}
#       ^^^^^^^^^^^^^^ warning[projected-source-empty]: the server drops `podCertificate`
"));
}

#[test]
fn sources_of_their_own_kind_have_rules_of_their_own() {
    check(&pod(r#"
  - {name: a, emptyDir: {sizeLimit: -1Gi}}
#                                   ^^^^ error[size-limit-negative]
  - {name: b, hostPath: {path: /a/../b}}
#                              ^^^^^^^ error[host-path-backstep]
  - {name: c, nfs: {server: s, path: data}}
#                                    ^^^^ error[nfs-path-relative]
  - {name: d, csi: {driver: Not_A_Driver, nodePublishSecretRef: {name: S}}}
#                           ^^^^^^^^^^^^ error[csi-driver-invalid]
#                                                                      ^ error[secret-ref-name-invalid]
  - {name: e, csi: {driver: Driver.Example.COM, nodePublishSecretRef: {}}}
#                                               ^^^^^^^^^^^^^^^^^^^^ error[missing-field]
  - {name: f, image: {}}
#             ^^^^^ error[missing-field]: `reference` is missing
  - {name: g, awsElasticBlockStore: {volumeID: v, partition: 256}}
#                                                            ^^^ error[partition-invalid]
  - {name: h, azureDisk: {diskName: d, diskURI: /subscriptions/x, kind: Shared}}
#                                               ^^^^^^^^^^^^^^^^ error[azure-disk-uri-invalid]
  - {name: i, azureDisk: {diskName: d, diskURI: /subscriptions/x, kind: Managed, cachingMode: ""}}
#                                                                                             ^^ error[unknown-value]
  - {name: j, fc: {targetWWNs: ["1"], wwids: ["2"], lun: 256}}
#                  ^^^^^^^^^^ error[fc-target-conflict]
#                                                        ^^^ error[lun-invalid]
  - {name: k, fc: {}}
#             ^^ error[missing-field]: `targetWWNs` is missing
  - {name: l, fc: {targetWWNs: ["1"]}}
#             ^^ error[missing-field]: `lun` is missing
  - {name: m, flexVolume: {driver: d, options: {k8s.io/x: a, notk8s.io/x: a, A.Kubernetes.io: b}}}
#                                               ^^^^^^^^ error[flex-option-reserved]
#                                                                            ^^^^^^^^^^^^^^^ error[flex-option-reserved]
  - {name: c1, cinder: {volumeID: v, secretRef: {}}}
#                                    ^^^^^^^^^ error[missing-field]
  - {name: o, scaleIO: {gateway: g, system: s, volumeName: v}}
#             ^^^^^^^ warning[deprecated-fields-and-volumes]
"#));
    check(&pod(r#"
  - {name: a, flocker: {}}
#             ^^^^^^^ error[missing-field]
#             ^^^^^^^ warning[deprecated-fields-and-volumes]
  - {name: b, flocker: {datasetName: a/b, datasetUUID: u}}
#             ^^^^^^^ warning[deprecated-fields-and-volumes]
#                                    ^^^ error[flocker-dataset-invalid]
#                                         ^^^^^^^^^^^ error[flocker-dataset-conflict]
  - {name: c, quobyte: {registry: "a:1,b", volume: v}}
#             ^^^^^^^ warning[deprecated-fields-and-volumes]
#                                 ^^^^^^^ error[quobyte-registry-invalid]
  - {name: d, quobyte: {registry: "a:1", volume: v, tenant: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}}
#             ^^^^^^^ warning[deprecated-fields-and-volumes]
#                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[quobyte-tenant-invalid]
  - {name: e, storageos: {volumeName: A}}
#             ^^^^^^^^^ warning[deprecated-fields-and-volumes]
#                                     ^ error[storageos-name-invalid]
"#));
}

#[test]
fn iscsi_names_follow_their_forms() {
    check(&pod(r#"
  - name: disk
    iscsi: {targetPortal: "10.0.0.1:3260", iqn: "iqn.2001-04.com.example:disk"}
  - name: other
    iscsi: {targetPortal: "10.0.0.1:3260", iqn: disk, initiatorName: iqn.bad}
#                                               ^^^^ error[iscsi-name-invalid]: `disk` as `iqn` must begin with
#                                                                    ^^^^^^^ error[iscsi-name-invalid]: `iqn.bad` as `initiatorName` must have
  - name: login
    iscsi: {targetPortal: "10.0.0.1:3260", iqn: eui.02004567A425678D, chapAuthSession: true}
#   ^^^^^ error[missing-field]: `secretRef` is missing
  - name: long
#         ^^^^ error[iscsi-session-too-long]
    iscsi:
      targetPortal: a-portal-with-a-very-long-name.of-a.long.domain.example.test:3260
      iqn: eui.02004567A425678D
      initiatorName: eui.02004567A425678D
"#));
}

#[test]
fn a_template_asks_for_no_image_and_makes_no_claim_of_a_known_name() {
    silent(
        "apiVersion: v1\nkind: PodTemplate\nmetadata: {name: web}\ntemplate:\n  metadata: {name: web}\n  spec:\n    containers: [{name: app, image: app:1}]\n    volumes:\n    - {name: i, image: {}}\n    - {name: e, ephemeral: {volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}}}\n    - {name: p, persistentVolumeClaim: {claimName: web-e}}\n",
    );
    check_at(Minor(33), &pod("  - {name: i, image: {}}\n"));
}
