//! What is said of users, groups, namespaces, privileges and profiles.

use podls::schema::Minor;

use crate::validate::{check, check_at, silent};

#[test]
fn ids_are_numbers_that_linux_has() {
    check(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a}]
  securityContext:
    runAsUser: -1000
#              ^^^^^ error[user-id-out-of-range]: `runAsUser` must lie between 0 and 2147483647, not be `-1000`
    runAsGroup: 4294967296
#               ^^^^^^^^^^ error[group-id-out-of-range]: `runAsGroup` must lie between 0 and 2147483647, not be `4294967296`
    fsGroup: 2147483647
    supplementalGroups: [0, -1, 2147483648]  # 🚧 groups
#                           ^^ error[group-id-out-of-range]: a supplemental group must lie between 0 and 2147483647, not be `-1`
#                               ^^^^^^^^^^ error[group-id-out-of-range]: a supplemental group must lie between 0 and 2147483647, not be `2147483648`
"#,
    );
}

#[test]
fn ids_of_containers_in_a_cron_job_count_too() {
    check(
        r#"apiVersion: batch/v1
kind: CronJob
metadata: {name: c}
spec:
  schedule: "@daily"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers: [{name: a, image: "🚀123", securityContext: {runAsUser: -1, runAsGroup: 0}}]
#                                                                            ^^ error[user-id-out-of-range]: `runAsUser` must lie between 0 and 2147483647, not be `-1`
"#,
    );
}

#[test]
fn one_namespace_for_processes_is_enough() {
    check(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a}]
  hostPID: true
  shareProcessNamespace: true
#                        ^^^^ error[process-namespace-conflict]: `shareProcessNamespace` and `hostPID` exclude each other; remove one
"#,
    );
}

#[test]
fn local_profiles_are_named_where_the_type_says_so() {
    check(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a, securityContext: {seccompProfile: {type: Localhost, localhostProfile: /etc/a.json}, appArmorProfile: {type: Localhost, localhostProfile: " k8s"}}}]
#                                                                                                          ^^^^^^^^^^^ error[localhost-profile-invalid]: `/etc/a.json` must be relative to the kubelet's seccomp directory; remove the `/` in front
#                                                                                                                                                                             ^^^^^^ error[localhost-profile-invalid]: `" k8s"` must not begin or end with white space
  initContainers:
  - name: up
    image: a
    securityContext:
      seccompProfile: {type: Localhost, localhostProfile: a/../b}
#                                                         ^^^^^^ error[localhost-profile-invalid]: `a/../b` must not contain `..`; name a file below the kubelet's seccomp directory
      appArmorProfile: {type: Localhost}
#                             ^^^^^^^^^ error[localhost-profile-missing]: `type: Localhost` needs `localhostProfile`, a profile loaded on the node; add it, or choose `RuntimeDefault`
  - name: down
    image: a
    securityContext:
      seccompProfile:
        type: RuntimeDefault
        localhostProfile: a.json
#       ^^^^^^^^^^^^^^^^ error[localhost-profile-unused]: `localhostProfile` is for `type: Localhost` only, not `RuntimeDefault`; remove one
      appArmorProfile: {type: Localhost, localhostProfile: ""}
#                                                          ^^ error[localhost-profile-missing]: `localhostProfile` must name a profile that is loaded on the node
  - name: fine
    image: a
    securityContext:
      seccompProfile: {type: Localhost, localhostProfile: ..a/b.json}
      appArmorProfile: {type: Localhost, localhostProfile: /a b}
  - name: typed
    image: a
    securityContext:
      seccompProfile: {type: Localhost, localHostProfile: a}
#                                       ^^^^^^^^^^^^^^^^ error[unknown-field]: there is no field `localHostProfile` in `SeccompProfile`; did you mean `localhostProfile`?
"#,
    );
}

#[test]
fn privileges_do_not_contradict_each_other() {
    check(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: 
  - name: app
    image: a
    securityContext:
      privileged: true
      allowPrivilegeEscalation: false
#                               ^^^^^ error[privilege-escalation-conflict]: `allowPrivilegeEscalation: false` contradicts `privileged: true`; remove one
  - name: admin
    image: a
    securityContext: {allowPrivilegeEscalation: false, capabilities: {add: [SYS_ADMIN, CAP_SYS_ADMIN]}}
#                                               ^^^^^ error[privilege-escalation-conflict]: `allowPrivilegeEscalation: false` contradicts the capability `CAP_SYS_ADMIN`; remove one
  - name: fine
    image: a
    securityContext: {allowPrivilegeEscalation: true, privileged: true}
"#,
    );
}

#[test]
fn all_of_proc_is_for_users_of_its_own() {
    check(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a, securityContext: {procMount: Unmasked}}]
#                                                                 ^^^^^^^^ error[proc-mount-needs-user-namespace]: `procMount: Unmasked` needs `hostUsers: false` in the Pod; set it, or choose `Default`
"#,
    );
}

#[test]
fn all_of_proc_is_given_with_users_of_its_own() {
    silent(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a, securityContext: {procMount: Unmasked}}]
  hostUsers: false
"#,
    );
}

#[test]
fn users_of_its_own_go_with_little_of_the_node() {
    check(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a, volumeDevices: [{name: d, devicePath: /dev/d}]}]
#                                    ^^^^^^^^^^^^^ error[host-users-conflict]: `volumeDevices` cannot go with `hostUsers: false`; mount a file system, or remove one
  volumes: [{name: d, persistentVolumeClaim: {claimName: d}}]
  hostUsers: false
  hostNetwork: true
#              ^^^^ error[host-users-conflict]: `hostNetwork` cannot go with `hostUsers: false`; remove one
  hostPID: true
#          ^^^^ error[host-users-conflict]: `hostPID` cannot go with `hostUsers: false`; remove one
  hostIPC: false
"#,
    );
}

#[test]
fn users_of_its_own_are_dropped_before_1_33() {
    check_at(
        Minor(32),
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a}]
  hostUsers: false
  hostNetwork: true
"#,
    );
}
