//! What is said of the ports of containers.

use super::{app, spec};
use crate::validate::{check, check_fix, silent};

#[test]
fn ports_are_numbers_with_names_of_their_own() {
    check(&app("\
ports:
- {name: HTTP, containerPort: 80}
#        ^^^^ error[port-name-invalid]: `HTTP` must consist of
- {name: web, containerPort: 70000}
#                            ^^^^^ error[port-invalid]: `70000` is not a port number
- {name: web, containerPort: 81, hostPort: -1}
#        ^^^ error[port-name-duplicate-in-container]
#                                          ^^ error[port-invalid]
- containerPort: 0
#                ^ error[port-invalid]
- {}
# ^^ error[missing-field]: `containerPort` is missing"));
    silent(&app("ports: [{name: web, containerPort: 80, hostPort: 0}, {name: web-2, containerPort: 3e1}]"));
    check_fix(
        "port-name-invalid",
        false,
        &app("ports: [{name: My_Port, containerPort: 80}]"),
        &app("ports: [{name: my-port, containerPort: 80}]"),
    );
}

#[test]
fn ports_of_the_node_are_taken_once() {
    check(&spec(
        "\
containers:
- {name: a, image: a, ports: [{containerPort: 80, hostPort: 8080}]}
- {name: b, image: a, ports: [{containerPort: 81, hostPort: 8080}]}
#                                                           ^^^^ error[host-port-duplicate]: port 8080/TCP
initContainers:
- {name: c, image: a, ports: [{containerPort: 82, hostPort: 8080}]}",
    ));
    silent(&spec(
        "containers: [{name: a, image: a, ports: [{containerPort: 80, hostPort: 8080}, {containerPort: 81, hostPort: 8080, protocol: UDP}]}]",
    ));
    check(&spec(
        "\
hostNetwork: true
containers:
- {name: a, image: a, ports: [{containerPort: 80, hostPort: 8080}]}
#                                                           ^^^^ error[host-network-port-mismatch]
- {name: b, image: a, ports: [{containerPort: 90}]}
- {name: c, image: a, ports: [{containerPort: 90}]}
#                                             ^^ error[host-port-duplicate]",
    ));
}

#[test]
fn the_server_warns_of_ports_that_meet() {
    check(&spec(
        "\
containers:
- {name: a, image: a, ports: [{name: http, containerPort: 80}, {containerPort: 81, hostPort: 81}, {containerPort: 82, hostPort: 82}]}
- name: b
  image: a
  ports:
  - {name: http, containerPort: 80}
#          ^^^^ warning[duplicate-port-name]: port name `http` is used in container `a`
#                               ^^ warning[port-duplicate]: port 80/TCP is in this Pod twice
  - containerPort: 81
#                  ^^ warning[port-overlap]
  - {containerPort: 82, hostPort: 82, hostIP: 10.0.0.1}
#                   ^^ warning[port-ambiguous]
  - {containerPort: 83, hostIP: 10.0.0.1}
#                       ^^^^^^ warning[host-ip-without-host-port]",
    ));
    silent(&app("ports: [{containerPort: 80}, {containerPort: 80, protocol: UDP}]"));
}
