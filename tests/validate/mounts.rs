//! What is said of mounts and devices.

use podls::schema::Minor;

use super::{check, check_at, check_fix, silent};

/// A `CronJob` with two volumes and a container with `lines`.
fn job(lines: &str) -> String {
    format!(
        r"apiVersion: batch/v1
kind: CronJob
metadata: {{name: nightly}}
spec:
  schedule: '0 3 * * *'
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          volumes:
          - {{name: data, emptyDir: {{}}}} # 🚧
          - {{name: disk, persistentVolumeClaim: {{claimName: disk}}}}
          containers:
          - name: app
            image: app:1
{lines}"
    )
}

#[test]
fn mounts_name_a_volume_and_a_path_of_their_own() {
    check(&job(r"
            volumeMounts:
            - {name: data, mountPath: /data}
            - {name: dta, mountPath: /data/}
#                    ^^^ error[mount-unknown-volume]: there is no volume `dta`; did you mean `data`?
            - {name: disk, mountPath: /data}
#                                     ^^^^^ error[mount-path-duplicate]: `/data` is mounted twice
            - {name: '${VOLUME}', mountPath: relative}
"));
    check_fix(
        "mount-unknown-volume",
        false,
        &job("            volumeMounts: [{name: dta, mountPath: /data}]\n"),
        &job("            volumeMounts: [{name: data, mountPath: /data}]\n"),
    );
}

#[test]
fn a_volume_without_a_name_cannot_be_mounted() {
    check(
        "apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
  - name: a
    image: a:1
    volumeMounts: [{name: data, mountPath: /data}]
    #                     ^^^^ error[mount-unknown-volume]
  volumes:
  - name: ''
    #<^^^ error[missing-field]
    emptyDir: {}
",
    );
}

#[test]
fn a_pod_whose_volumes_are_not_understood_may_have_any() {
    silent(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  volumes: [{name: '${V}', emptyDir: {}}]\n  containers: [{name: a, image: a:1, volumeMounts: [{name: b, mountPath: /b}]}]\n",
    );
    check(
        r"apiVersion: v1
kind: Pod
metadata: {name: a}
spec: {containers: [{name: a, image: a:1, volumeMounts: [{name: b, mountPath: /b}]}]}
#                                                               ^ error[mount-unknown-volume]: there is no volume `b`: the Pod has no `volumes`
",
    );
}

#[test]
fn a_mount_of_a_wrong_volume_is_not_said_again() {
    check(
        r"apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  volumes: [{name: b, hostPath: {path: ..}}]
#                                      ^^ error[host-path-backstep]
  containers: [{name: a, image: a:1, volumeMounts: [{name: b, mountPath: /b}]}]
",
    );
}

#[test]
fn parts_of_volumes_are_named_in_one_way() {
    check(&job(r"
            volumeMounts:
            - {name: data, mountPath: /a, subPath: /a}
#                                                  ^^ error[sub-path-invalid]: `/a` must be relative
            - {name: data, mountPath: /b, subPath: b, subPathExpr: $(B)}
#                                                     ^^^^^^^^^^^ error[sub-path-conflict]
            - {name: data, mountPath: /c, subPathExpr: a/../$(C)}
#                                                      ^^^^^^^^^ error[sub-path-invalid]
            - {name: data, mountPath: /d, subPath: ..d}
"));
}

#[test]
fn propagation_and_recursion_have_conditions() {
    check(&job(r"
            volumeMounts:
            - {name: data, mountPath: /a, mountPropagation: Bidirectional}
#                                                           ^^^^^^^^^^^^^ error[mount-propagation-privileged]
            - {name: data, mountPath: /b, recursiveReadOnly: Enabled, mountPropagation: HostToContainer, readOnly: true}
#                                                            ^^^^^^^ error[recursive-read-only-invalid]
            - {name: data, mountPath: /c, recursiveReadOnly: IfPossible}
#                                                            ^^^^^^^^^^ error[recursive-read-only-invalid]
            - {name: data, mountPath: /d, recursiveReadOnly: Disabled}
            - {name: data, mountPath: /e, recursiveReadOnly: Enabled, readOnly: true, mountPropagation: None}
            - {name: data, mountPath: /f, mountPropagation: ''}
#                                                           ^^ error[unknown-value]
"));
    check_at(
        Minor(30),
        &job("            volumeMounts: [{name: data, mountPath: /c, recursiveReadOnly: IfPossible}]\n"),
    );
    silent(&job(r"
            securityContext: {privileged: true}
            volumeMounts: [{name: data, mountPath: /a, mountPropagation: Bidirectional}]
"));
}

#[test]
fn devices_are_claims_and_nothing_else() {
    check(&job(r"
            volumeDevices:
            - {name: disk, devicePath: /dev/a}
            - {name: disk, devicePath: /dev/b}
#                    ^^^^ error[device-name-duplicate]
            - {name: data, devicePath: /dev/a}
#                    ^^^^ error[device-volume-not-block]
#                                      ^^^^^^ error[device-path-duplicate]
            - {name: dusk, devicePath: ../b}
#                    ^^^^ error[mount-unknown-volume]: there is no volume `dusk`
#                                      ^^^^ error[device-path-backstep]
"));
    check(&job(r"
            volumeDevices: [{name: disk, devicePath: /dev/a}]
#                                  ^^^^ error[mount-and-device]
            volumeMounts: [{name: disk, mountPath: /a}, {name: data, mountPath: /dev/b}]
#                                 ^^^^ error[mount-and-device]
"));
    check(&job(r"
            volumeDevices: [{name: disk, devicePath: /a}]
#                                                    ^^ error[mount-path-is-device]
            volumeMounts: [{name: data, mountPath: /a}]
#                                                  ^^ error[mount-path-is-device]
"));
}

#[test]
fn what_a_mount_lacks_can_be_added() {
    let mount = "            volumeMounts:\n            - {name: cache, mountPath: /cache}\n";
    let before = job(mount);
    let after =
        before.replace("claimName: disk}}\n", "claimName: disk}}\n          - name: cache\n            emptyDir: {}\n");
    check_fix("mount-unknown-volume", false, &before, &after);
    let mount = |rest: &str| {
        job(&format!("            volumeMounts:\n            - name: data\n              mountPath: /d # 🚧\n{rest}"))
    };
    let recursive = "              recursiveReadOnly: Enabled\n";
    check_fix(
        "recursive-read-only-invalid",
        false,
        &mount(recursive),
        &mount(&format!("{recursive}              readOnly: true\n")),
    );
}
