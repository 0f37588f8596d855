//! Who takes which port, and who is asked.

use podls::ide::{Snapshot, findings};
use podls::settings::Settings;

use super::{KINDS, fixes, hints, object, quiet, silent, strictly, warns};

#[test]
fn two_containers_cannot_take_one_port() {
    warns(
        "port-conflict",
        &[
            "containers:\n- {name: a, image: a, ports: [{containerPort: 80}]}\n- {name: b, image: b, ports: [{containerPort: «80»}]}",
            "containers:\n- name: '🚀'\n  image: a\n  ports:\n  - containerPort: 80\n    protocol: TCP\n- name: b\n  image: b\n  ports:\n  - name: http\n    containerPort: «80»",
            "initContainers: [{name: s, image: s, restartPolicy: Always, ports: [{containerPort: 80}]}]\ncontainers: [{name: b, image: b, ports: [{containerPort: «80»}]}]",
            "initContainers: [{name: s, image: s, restartPolicy: Always, ports: [{containerPort: 80}]}, {name: i, image: s, ports: [{containerPort: «80»}]}]\ncontainers: [{name: b, image: b}]",
            "containers: [{name: a, image: a, ports: [{containerPort: 53, protocol: UDP}]}, {name: b, image: b, ports: [{containerPort: «53», protocol: UDP}]}]",
            "containers: [{name: a, image: a, ports: [{containerPort: 8080}]}, {name: b, image: b, args: [«--port=8080»]}]",
            "containers: [{name: a, image: a, args: [--listen, ':8080']}, {name: b, image: b, args: [-addr, «'0.0.0.0:8080'»]}]",
            "containers: [{name: a, image: a, ports: [{containerPort: 1}, {containerPort: 2}]}, {name: b, image: b, ports: [{containerPort: «2»}, {containerPort: «1»}]}]",
        ],
    );
    silent(
        "port-conflict",
        &[
            "containers: [{name: a, image: a, ports: [{containerPort: 80}]}, {name: b, image: b, ports: [{containerPort: 81}]}]",
            "containers: [{name: a, image: a, ports: [{containerPort: 53}]}, {name: b, image: b, ports: [{containerPort: 53, protocol: UDP}]}]",
            "initContainers: [{name: i, image: i, ports: [{containerPort: 80}]}]\ncontainers: [{name: b, image: b, ports: [{containerPort: 80}]}]",
            "initContainers: [{name: i, image: i, ports: [{containerPort: 80}]}, {name: j, image: i, ports: [{containerPort: 80}]}]\ncontainers: [{name: b, image: b}]",
            "containers: [{name: a, image: a, ports: [{containerPort: 80}, {containerPort: 80}]}]",
            "containers: [{name: a, image: a, ports: [{containerPort: 9100}]}, {name: b, image: b, args: ['--web.listen-address=127.0.0.1:9100']}]",
            "containers: [{name: a, image: a, ports: [{containerPort: 9898}]}, {name: b, image: b, args: ['--health-port=9898']}]",
            "containers: [{name: a, image: a, ports: [{containerPort: 5432}]}, {name: b, image: b, args: ['--db-port=5432', '--upstream=http://127.0.0.1:5432']}]",
            "initContainers: [{name: i, image: i, ports: [{containerPort: 80}]}, {name: s, image: s, restartPolicy: Always, ports: [{containerPort: 80}]}]\ncontainers: [{name: b, image: b}]",
            "containers: [{name: a, image: a, ports: [{containerPort: '${P}'}]}, {name: b, image: b, ports: [{containerPort: '${P}'}]}]",
        ],
    );
    fixes(
        "port-conflict",
        "containers:\n- name: a\n  image: a\n  ports: [{containerPort: 80}, {containerPort: 81}]\n- name: b\n  image: b\n  ports:\n  - containerPort: 80 # web\n",
        "containers:\n- name: a\n  image: a\n  ports: [{containerPort: 80}, {containerPort: 81}]\n- name: b\n  image: b\n  ports:\n  - containerPort: 82 # web\n",
    );
}

#[test]
fn one_mistake_with_ports_is_said_once() {
    for case in [
        "containers: [{name: a, image: a, ports: [{containerPort: 80}]}, {name: b, image: b, ports: [{containerPort: 80}]}]",
        "initContainers: [{name: s, image: s, restartPolicy: Always, ports: [{containerPort: 80, hostPort: 80}]}]\ncontainers: [{name: b, image: b, ports: [{containerPort: 80, hostPort: 80}]}]",
        "containers: [{name: a, image: a, ports: [{containerPort: 80, hostPort: 80}]}, {name: b, image: b, ports: [{containerPort: 80, hostPort: 80}]}]",
        "containers: [{name: a, image: a, ports: [{containerPort: 80}]}, {name: b, image: b, ports: [{containerPort: 80, hostPort: 80}]}]",
    ] {
        for kind in KINDS {
            let yaml = object(kind, case);
            let mut found = findings(&Snapshot::new(&yaml), &Settings::default());
            found.retain(|finding| finding.code.contains("port"));
            assert_eq!(found.len(), 1, "{yaml}\n{found:#?}");
        }
    }
}

#[test]
fn a_port_of_the_node_can_be_taken_once() {
    let native = |ports: &str, rest: &str| {
        format!("initContainers: [{{name: '🚀', image: s, restartPolicy: Always, ports: [{ports}]}}]\n{rest}")
    };
    let app = |ports: &str| format!("containers:\n- name: app\n  image: a\n  ports:\n  - {{{ports}}}");
    warns(
        "host-port-conflict",
        &[
            &native("{containerPort: 1, hostPort: 80}", &app("containerPort: 2, hostPort: «80»")),
            &native("{containerPort: 80, hostPort: 80}", &app("containerPort: 80, hostPort: «80»")),
            &native(
                "{containerPort: 1, hostPort: 80, hostIP: 0.0.0.0}",
                &app("containerPort: 2, hostPort: «80», hostIP: 10.0.0.1"),
            ),
            &native(
                "{containerPort: 1, hostPort: 53, protocol: UDP}",
                &app("containerPort: 2, hostPort: «53», protocol: UDP"),
            ),
            "initContainers: [{name: s, image: s, restartPolicy: Always, ports: [{containerPort: 1, hostPort: 80}]}, {name: t, image: s, restartPolicy: Always, ports: [{containerPort: 2, hostPort: «80»}]}]\ncontainers: [{name: a, image: a}]",
            "initContainers: [{name: s, image: s, restartPolicy: Always, ports: [{containerPort: 1, hostPort: 80}]}, {name: t, image: s, ports: [{containerPort: 2, hostPort: «80»}]}]\ncontainers: [{name: a, image: a}]",
        ],
    );
    silent(
        "host-port-conflict",
        &[
            &native("{containerPort: 1, hostPort: 80}", &app("containerPort: 2, hostPort: 81")),
            &native("{containerPort: 1, hostPort: 80}", &app("containerPort: 2, hostPort: 80, protocol: UDP")),
            &native(
                "{containerPort: 1, hostPort: 80, hostIP: 10.0.0.2}",
                &app("containerPort: 2, hostPort: 80, hostIP: 10.0.0.1"),
            ),
            &native("{containerPort: 1}", &app("containerPort: 1")),
            "initContainers: [{name: i, image: i, ports: [{containerPort: 1, hostPort: 80}]}]\ncontainers: [{name: a, image: a, ports: [{containerPort: 2, hostPort: 80}]}]",
            "containers: [{name: a, image: a, ports: [{containerPort: 1, hostPort: 80}]}, {name: b, image: b, ports: [{containerPort: 2, hostPort: 80}]}]",
            "initContainers: [{name: t, image: s, ports: [{containerPort: 2, hostPort: 80}]}, {name: s, image: s, restartPolicy: Always, ports: [{containerPort: 1, hostPort: 80}]}]\ncontainers: [{name: a, image: a}]",
            &native("{containerPort: 1, hostPort: 0}", &app("containerPort: 2, hostPort: 0")),
        ],
    );
    fixes(
        "host-port-conflict",
        &native("{containerPort: 1, hostPort: 80}", &app("containerPort: 2, hostPort: 80")),
        &native("{containerPort: 1, hostPort: 80}", &app("containerPort: 2")),
    );
}

/// A container with these ports and this probe.
fn probed(ports: &str, probe: &str) -> String {
    format!("containers:\n- name: web\n  image: web:1\n  ports: [{ports}]\n  {probe}\n")
}

#[test]
fn a_probe_asks_a_port_that_is_there() {
    let http = "{name: http, containerPort: 8080}";
    warns(
        "probe-port-unknown",
        &[
            &probed(http, "readinessProbe: {httpGet: {path: /, port: «htpp»}}"),
            &probed(http, "livenessProbe: {tcpSocket: {port: «web»}}"),
            &probed(http, "startupProbe:\n    httpGet:\n      path: /🚀\n      port: «metrics» # ?"),
            &probed("{containerPort: 8080}", "readinessProbe: {httpGet: {path: '/🚀', port: «http»}}"),
            &probed("", "readinessProbe: {httpGet: {path: /, port: «http»}}"),
            &probed(http, "lifecycle: {preStop: {httpGet: {path: /, port: «admin»}}}"),
            "initContainers: [{name: s, image: s, restartPolicy: Always, startupProbe: {tcpSocket: {port: «db»}}}]\ncontainers: [{name: a, image: a}]",
            "containers: [{name: a, image: a, readinessProbe: {httpGet: {port: «http»}}}, {name: b, image: b, ports: [{name: http, containerPort: 80}]}]",
        ],
    );
    hints("probe-port-unknown", &[&probed(http, "readinessProbe: {httpGet: {path: /, port: «9090»}}")]);
    silent(
        "probe-port-unknown",
        &[
            &probed(http, "readinessProbe: {httpGet: {path: /, port: http}}"),
            &probed(http, "readinessProbe: {httpGet: {path: /, port: 8080}}"),
            &probed("", "readinessProbe: {httpGet: {path: /, port: 8080}}"),
            &probed(http, "args: ['--admin=:9090']\n  readinessProbe: {httpGet: {path: /, port: 9090}}"),
            &probed(http, "env: [{name: ADMIN, value: '9090'}]\n  readinessProbe: {httpGet: {path: /, port: 9090}}"),
            &probed(http, "readinessProbe: {httpGet: {path: /, port: 15021}}"),
            &probed(http, "readinessProbe: {httpGet: {path: /, port: web, host: example.com}}"),
            &probed(http, "readinessProbe: {httpGet: {path: /, port: '${PORT}'}}"),
            &probed(http, "readinessProbe: {httpGet: {path: /, port: '8080'}}"),
            &probed("{name: '${NAME}', containerPort: 1}", "readinessProbe: {httpGet: {path: /, port: web}}"),
        ],
    );
    fixes(
        "probe-port-unknown",
        &probed(http, "readinessProbe: {httpGet: {port: htpp}}"),
        &probed(http, "readinessProbe: {httpGet: {port: http}}"),
    );
    fixes(
        "probe-port-unknown",
        &probed("{containerPort: 8080}", "readinessProbe: {httpGet: {port: http}}"),
        &probed("{containerPort: 8080, name: http}", "readinessProbe: {httpGet: {port: http}}"),
    );
    // What a patch does not say stands elsewhere.
    quiet(
        "probe-port-unknown",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: demo}\nspec:\n  template:\n    spec:\n      containers:\n      - name: app\n        readinessProbe: {httpGet: {port: http}}\n",
    );
}

#[test]
fn a_probe_of_another_container_says_nothing_of_this_one() {
    let two = |probe: &str, args: &str| {
        format!(
            "containers:\n- name: web\n  image: web:1\n  {probe}\n  {args}\n- {{name: metrics, image: m, ports: [{{containerPort: 9090}}]}}\n"
        )
    };
    hints(
        "probe-targets-other-container",
        &[
            &two("livenessProbe: {httpGet: {path: '/🚀', port: «9090»}}", ""),
            &two("readinessProbe:\n    tcpSocket:\n      port: «9090»", ""),
            &two("startupProbe: {grpc: {port: «9090»}}", "ports: [{containerPort: 80}]"),
        ],
    );
    silent(
        "probe-targets-other-container",
        &[
            &two("livenessProbe: {httpGet: {path: /, port: 9091}}", ""),
            &two("livenessProbe: {httpGet: {path: /, port: 9090}}", "args: ['--health=:9090']"),
            &two("livenessProbe: {httpGet: {path: /, port: 9090}}", "ports: [{containerPort: 9090}]"),
            "containers: [{name: a, image: a, livenessProbe: {httpGet: {port: 9090}}}]",
        ],
    );
}

#[test]
fn a_port_of_localhost_is_served_by_somebody() {
    let two = |env: &str, port: &str| {
        format!(
            "containers:\n- name: app\n  image: a:1\n  env: [{{name: '🚀', value: '{env}'}}]\n- {{name: cache, image: c, ports: [{{containerPort: {port}}}]}}\n"
        )
    };
    strictly("localhost-port-unserved", &[&two("http://«localhost:6380»/x", "6379")]);
    silent(
        "localhost-port-unserved",
        &[
            &two("http://localhost:6379/x", "6379"),
            &two("localhost:6380", "6379"),
            &format!("hostNetwork: true\n{}", two("http://localhost:6380", "6379")),
            "containers: [{name: a, image: a, env: [{name: X, value: 'http://localhost:1'}]}]",
        ],
    );
}
