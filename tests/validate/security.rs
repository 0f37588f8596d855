//! What is said of security contexts.

use podls::schema::Minor;

use super::{check, check_at, check_fix, silent};

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
fn sysctls_have_names_and_stand_once() {
    check(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a}]
  securityContext:
    sysctls:
    - {name: net.core.somaxconn, value: "1"}
    - {name: net/ipv4/tcp_syncookies, value: "1"}
    - {name: Net.IPv4, value: "1"}
#            ^^^^^^^^ error[sysctl-name-invalid]: `Net.IPv4` is no name of a sysctl; it must be parts of lower-case letters, digits, `-` and `_`, joined by `.` or `/`, such as `net.core.somaxconn`
    - {name: a..b, value: "1"}
#            ^^^^ error[sysctl-name-invalid]: `a..b` is no name of a sysctl; it must be parts of lower-case letters, digits, `-` and `_`, joined by `.` or `/`, such as `net.core.somaxconn`
    - {name: net.core.somaxconn, value: "2"}
#            ^^^^^^^^^^^^^^^^^^ error[sysctl-duplicate]: `net.core.somaxconn` is set twice; remove one
    - {name: "${NAME}", value: "2"}
            #^^^^^^^^^ information[placeholder]
"#,
    );
}

#[test]
fn sysctls_of_the_node_cannot_be_set() {
    check(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a}]
  hostNetwork: true
  hostIPC: true
  securityContext:
    sysctls:
    - {name: net.core.somaxconn, value: "1"}
#            ^^^^^^^^^^^^^^^^^^ error[sysctl-of-host]: `net.core.somaxconn` cannot be set in a Pod that uses the network of its node; remove it, or `hostNetwork`
    - {name: kernel/shmmax, value: "1"}
#            ^^^^^^^^^^^^^ error[sysctl-of-host]: `kernel/shmmax` cannot be set in a Pod that uses the shared memory and message queues of its node; remove it, or `hostIPC`
    - {name: kernel.sem, value: "1"}
#            ^^^^^^^^^^ error[sysctl-of-host]: `kernel.sem` cannot be set in a Pod that uses the shared memory and message queues of its node; remove it, or `hostIPC`
    - {name: kernel.semaphore, value: "1"}
    - {name: vm.swappiness, value: "1"}
"#,
    );
}

#[test]
fn before_1_29_the_kubelet_minded_sysctls_of_the_node() {
    check_at(
        Minor(28),
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a}]
  hostNetwork: true
  securityContext: {sysctls: [{name: net.core.somaxconn, value: "1"}]}
#                                    ^^^^^^^^^^^^^^^^^^ warning[sysctl-of-host]: `net.core.somaxconn` cannot be set in a Pod that uses the network of its node; remove it, or `hostNetwork`
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
#                                                                                                          ^^^^^^^^^^^ error[localhost-profile-invalid]: `/etc/a.json` must be relative to the seccomp folder of the node; remove the `/` in front
#                                                                                                                                                                             ^^^^^^ error[localhost-profile-invalid]: `" k8s"` must not begin or end with white space
  initContainers:
  - name: up
    image: a
    securityContext:
      seccompProfile: {type: Localhost, localhostProfile: a/../b}
#                                                         ^^^^^^ error[localhost-profile-invalid]: `a/../b` must not hold `..`; name a file below the seccomp folder of the node
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

#[test]
fn linux_has_no_windows_options() {
    check(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a, securityContext: {windowsOptions: {hostProcess: true}}}]
#                                                      ^^^^^^^^^^^^^^ error[windows-options-on-linux]: `windowsOptions` cannot be set in a Pod for Linux; remove it, or change `os`
  os: {name: linux}
  securityContext:
    windowsOptions: {}
#   ^^^^^^^^^^^^^^ error[windows-options-on-linux]: `windowsOptions` cannot be set in a Pod for Linux; remove it, or change `os`
    runAsUser: 1
"#,
    );
}

#[test]
fn windows_has_little_of_linux() {
    check(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: 
  - name: app
    image: a
    securityContext:
      runAsUser: -1
#     ^^^^^^^^^ error[not-for-windows]: `runAsUser` cannot be set in a Pod for Windows; remove it, or change `os`
      readOnlyRootFilesystem: false
#     ^^^^^^^^^^^^^^^^^^^^^^ error[not-for-windows]: `readOnlyRootFilesystem` cannot be set in a Pod for Windows; remove it, or change `os`
      runAsNonRoot: true
      capabilities: {}
#     ^^^^^^^^^^^^ error[not-for-windows]: `capabilities` cannot be set in a Pod for Windows; remove it, or change `os`
      windowsOptions: {runAsUserName: ContainerUser}
  os: {name: windows}
  hostUsers: true
# ^^^^^^^^^ error[not-for-windows]: `hostUsers` cannot be set in a Pod for Windows; remove it, or change `os`
  hostPID: false
  hostIPC: true
# ^^^^^^^ error[not-for-windows]: `hostIPC` cannot be set in a Pod for Windows; remove it, or change `os`
  shareProcessNamespace: false
# ^^^^^^^^^^^^^^^^^^^^^ error[not-for-windows]: `shareProcessNamespace` cannot be set in a Pod for Windows; remove it, or change `os`
  securityContext:
    fsGroup: 1
#   ^^^^^^^ error[not-for-windows]: `fsGroup` cannot be set in a Pod for Windows; remove it, or change `os`
    supplementalGroups: []
    seLinuxChangePolicy: Recursive
#   ^^^^^^^^^^^^^^^^^^^ error[not-for-windows]: `seLinuxChangePolicy` cannot be set in a Pod for Windows; remove it, or change `os`
    runAsNonRoot: true
"#,
    );
}

#[test]
fn windows_users_and_accounts_have_names() {
    check(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a}]
  securityContext:
    windowsOptions:
      gmsaCredentialSpecName: a..b
#                             ^^^^ error[gmsa-name-invalid]: `a..b` must begin and end, as does each part between dots, with a letter or digit
      gmsaCredentialSpec: ""
#                         ^^ error[gmsa-spec-invalid]: `gmsaCredentialSpec` must not be empty; remove it, or put the credential spec there
      runAsUserName: a\b\c
#                    ^^^^^ error[windows-user-name-invalid]: `a\b\c` must hold at most one backslash, as in `domain\user`
  initContainers:
  - name: i
    image: a
    securityContext: {windowsOptions: {runAsUserName: "NT AUTHORITY\\SYSTEM", gmsaCredentialSpecName: a.b}}
"#,
    );
}

#[test]
fn all_containers_are_processes_of_the_node_or_none() {
    check(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: 
  - name: app
    image: a
    securityContext: {windowsOptions: {hostProcess: true}}
#                                                   ^^^^ error[host-process-needs-host-network]: a Pod with HostProcess containers uses the network of its node; set `hostNetwork: true`
  - name: other
#         ^^^^^ error[host-process-mixed]: sidecar `other` must be a HostProcess container too: all containers of a Pod are, or none; set `hostProcess` for the whole Pod
    image: a
  - image: a
    name: third
    securityContext: {windowsOptions: {hostProcess: false}}
#                                                   ^^^^^ error[host-process-mixed]: sidecar `third` must be a HostProcess container too: all containers of a Pod are, or none; set `hostProcess` for the whole Pod
"#,
    );
}

#[test]
fn a_container_cannot_leave_what_its_pod_says() {
    check(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: 
  - name: app
    image: a
    securityContext: {windowsOptions: {hostProcess: false}}
#                                                   ^^^^^ error[host-process-mismatch]: `hostProcess` must be `true`, as the Pod says; change it, or remove one
  - name: other
    image: a
  hostNetwork: false
#              ^^^^^ error[host-process-needs-host-network]: a Pod with HostProcess containers uses the network of its node; set `hostNetwork: true`
  securityContext: {windowsOptions: {hostProcess: true}}
"#,
    );
}

#[test]
fn a_pod_of_host_processes_is_fine() {
    silent(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a}]
  hostNetwork: true
  os: {name: windows}
  securityContext: {windowsOptions: {hostProcess: true}}
"#,
    );
}

/// A Pod with `spec` and nothing else that matters.
fn pod(spec: &str) -> String {
    format!("kind: Pod\napiVersion: v1\nmetadata: {{name: p}}\nspec:\n  containers: [{{name: app, image: a}}]\n{spec}")
}

#[test]
fn security_contexts_are_mended() {
    for (code, safe, before, after) in [
        (
            "user-id-out-of-range",
            false,
            "  securityContext: {runAsUser: -1000}  # 🚧\n",
            "  securityContext: {runAsUser: 1000}  # 🚧\n",
        ),
        (
            "sysctl-duplicate",
            false,
            "  securityContext:\n    sysctls:\n    - {name: a, value: b}  # one\n    - {name: a, value: b}  # two\n",
            "  securityContext:\n    sysctls:\n    - {name: a, value: b}  # one\n",
        ),
        (
            "sysctl-name-invalid",
            false,
            "  securityContext: {sysctls: [{name: Net.A, value: b}]}\n",
            "  securityContext: {sysctls: [{name: net.a, value: b}]}\n",
        ),
        (
            "localhost-profile-invalid",
            true,
            "  securityContext: {appArmorProfile: {type: Localhost, localhostProfile: ' a b '}}\n",
            "  securityContext: {appArmorProfile: {type: Localhost, localhostProfile: 'a b'}}\n",
        ),
        (
            "localhost-profile-invalid",
            false,
            "  securityContext: {seccompProfile: {type: Localhost, localhostProfile: /a/b}}\n",
            "  securityContext: {seccompProfile: {type: Localhost, localhostProfile: a/b}}\n",
        ),
        (
            "localhost-profile-unused",
            false,
            "  securityContext: {seccompProfile: {type: Unconfined, localhostProfile: a}}\n",
            "  securityContext: {seccompProfile: {type: Localhost, localhostProfile: a}}\n",
        ),
        (
            "windows-options-on-linux",
            false,
            "  os: {name: linux}\n  securityContext:\n    # not here\n    windowsOptions: {}\n    runAsUser: 1\n",
            "  os: {name: linux}\n  securityContext:\n    runAsUser: 1\n",
        ),
        (
            "host-process-needs-host-network",
            false,
            "  securityContext: {windowsOptions: {hostProcess: true}}\n",
            "  securityContext: {windowsOptions: {hostProcess: true}}\n  hostNetwork: true\n",
        ),
    ] {
        check_fix(code, safe, &pod(before), &pod(after));
    }
}

#[test]
fn what_is_wrong_with_a_sysctl_is_said_on_every_system() {
    check(
        "apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  os: {name: windows}
  hostIPC: true
  #<^^^^^^ error[not-for-windows]
  securityContext:
    sysctls: [{name: kernel.shmmax, value: '🚀'}]
    #<^^^^^^ error[not-for-windows]
    #                ^^^^^^^^^^^^^ error[sysctl-of-host]
  containers: [{name: a, image: a:1}]
",
    );
}
