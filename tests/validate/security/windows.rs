//! What is said of Windows: options of the other system, accounts, host processes.

use crate::validate::{check, silent};

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
#                                                   ^^^^^ error[host-process-mismatch]: `hostProcess` must be `true`, as in the Pod; change it, or remove one
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
