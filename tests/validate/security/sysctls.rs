//! What is said of sysctls.

use podls::schema::Minor;

use crate::validate::{check, check_at};

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
#            ^^^^^^^^ error[sysctl-name-invalid]: `Net.IPv4` is not the name of a sysctl; write parts of lower-case letters, digits, `-` and `_`, joined by `.` or `/`, such as `net.core.somaxconn`
    - {name: a..b, value: "1"}
#            ^^^^ error[sysctl-name-invalid]: `a..b` is not the name of a sysctl; write parts of lower-case letters, digits, `-` and `_`, joined by `.` or `/`, such as `net.core.somaxconn`
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
