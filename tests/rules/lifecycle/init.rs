//! Init containers: what never ends, and what waits for something that comes later.

use super::{all, init, refs, with_app};
use crate::rules::{fixes, silent, strictly, warns};

#[test]
fn an_init_container_that_stays_blocks_the_pod() {
    let cases = all(
        &[
            "command: [«sleep», infinity]",
            "command: [«/usr/bin/tail», -F, /var/log/a.log]",
            "command: [«sleep», '100000']",
            "command: [sh, -c, '«while true; do» date; sleep 5; done']",
            "command: [sh, -c, '🚀 || true; «while true; do» date; sleep 5; done']",
            "command: [sh, -ec, 'echo start && «sleep infinity»']",
            "command: [bash, -c, 'for i in 1 2; do echo $i; done; «until false; do» sleep 1; done']",
            "command: [/bin/sh]\n  args:\n  - -c\n  - |\n    set -e\n    # wait\n    «while :; do»\n      sleep 10\n    done",
            "command: [bash, -c, '«for ((;;)); do» sleep 1; done']",
            "command: [«nginx», -g, 'daemon off;']",
            "command: [«tini», --, redis-server]",
        ],
        init,
    );
    warns("init-never-completes", &refs(&cases));
    warns(
        "init-never-completes",
        &[
            "initContainers: [{name: '🐳', image: «nginx», resources: {}}]\ncontainers: [{name: app, image: app:1}]",
            "initContainers:\n- {name: db, image: «'docker.io/library/postgres:16'»}\ncontainers: [{name: app, image: app:1}]",
        ],
    );
}

#[test]
fn an_init_container_with_a_way_out_is_left_alone() {
    let cases = all(
        &[
            "command: [sleep, '30']",
            "command: [sh, -c, 'while true; do nc -z db 5432 && break; sleep 1; done']",
            "command: [sh, -c, 'while true; do if nc -z db 5432; then exit 0; fi; sleep 1; done']",
            "command: [sh, -c, 'until nslookup db; do sleep 2; done']",
            "command: [sh, -c, 'i=0; while [ $i -lt 5 ]; do i=$((i+1)); done']",
            "command: [sh, -c, 'sleep infinity & P=$!; do-it; kill $P']",
            "command: [sh, -c, 'work || sleep infinity']",
            "command: [sh, -c, 'tail -f /log | grep -q ready']",
            "command: [sh, -c, 'cat <<EOF\nwhile true; do sleep 1; done\nEOF']",
            "command: [tail, -f, --pid=7, /log]",
            "command: [sh, -c, 'echo \"while true; do x; done\"']",
            "command: [nginx, -t]",
            "command: [sh, -c, 'done() { exit 0; }; while true; do check && done; sleep 1; done']",
            "command: [postgres, --version]",
            "args: [nginx]",
            "command: [sh, -c, \"unclosed ' quote; while true; do x; done\"]",
        ],
        init,
    );
    silent("init-never-completes", &refs(&cases));
    silent(
        "init-never-completes",
        &[
            "initContainers: [{name: a, image: nginx, restartPolicy: Always}]\ncontainers: [{name: app, image: app:1}]",
            "initContainers: [{name: a, image: nginx, command: [cp, a, b]}]\ncontainers: [{name: app, image: app:1}]",
            "initContainers: [{name: a, image: example.com/nginx-config:1}]\ncontainers: [{name: app, image: app:1}]",
            "containers: [{name: app, image: app:1, command: [sleep, infinity]}]",
        ],
    );
    fixes(
        "init-never-completes",
        &init("command: [tail, -F, /log] # follow"),
        &init("restartPolicy: Always\n  command: [tail, -F, /log] # follow"),
    );
}

const SIDECAR: &str = "- name: proxy\n  image: proxy:1\n  restartPolicy: Always\n  ports: [{containerPort: 5432}]\n";

#[test]
fn an_init_container_cannot_reach_a_later_sidecar() {
    let late = |init: &str| with_app(&format!("- name: migrate\n  image: m:1\n  {init}\n{SIDECAR}"));
    let early = |init: &str| with_app(&format!("{SIDECAR}- name: migrate\n  image: m:1\n  {init}\n"));
    let speaks = [
        "args: ['--db=«localhost:5432»']",
        "env: [{name: '🚀', value: 'postgres://u@«127.0.0.1:5432»/db'}]",
        "command: [sh, -c, 'until «nc -z localhost 5432»; do sleep 1; done']",
        "command: [«pg_isready», -h, localhost]",
        "command: [sh, -c, 'while ! «pg_isready -h localhost -p 5432»; do sleep 1; done; migrate']",
        "args:\n  - --database\n  - \"tcp://«[::1]:5432»\"",
        "command: [sh, -c, 'curl http://«localhost:5432»/x']",
        "command: [sh]\n  args:\n  - -c\n  - |\n    set -e\n    curl -f http://«localhost:5432»/ready",
    ];
    warns("init-depends-on-later-sidecar", &refs(&speaks.map(late)));
    silent("init-depends-on-later-sidecar", &refs(&speaks.map(|case| early(&case.replace(['«', '»'], "")))));
    let quiet_cases = [
        "args: ['--db=localhost:5433']",
        "args: ['--db=db.example.com:5432']",
        "args: ['--listen-address=127.0.0.1:5432']",
        "command: [sh, -c, 'server & until nc -z localhost 5432; do sleep 1; done']",
        "ports: [{containerPort: 5432}]\n  args: ['--db=localhost:5432']",
        "command: [echo, hello]",
    ];
    silent("init-depends-on-later-sidecar", &refs(&quiet_cases.map(late)));
    silent(
        "init-depends-on-later-sidecar",
        &[&format!("hostNetwork: true\n{}", late("args: ['--db=localhost:5432']"))],
    );
    fixes(
        "init-depends-on-later-sidecar",
        &late("args: ['--db=localhost:5432']"),
        &early("args: ['--db=localhost:5432']"),
    );
}

#[test]
fn an_init_container_cannot_reach_the_app() {
    let pod = |init: &str, app: &str| {
        format!(
            "initContainers:\n- name: wait\n  image: w:1\n  {init}\ncontainers:\n- name: app\n  image: a:1\n  {app}\n"
        )
    };
    let port = "ports: [{containerPort: 8080}]";
    warns(
        "init-depends-on-app-container",
        &[
            &pod("command: [sh, -c, 'until «nc -z localhost 8080»; do sleep 1; done']", port),
            &pod("command: [curl, 'http://«localhost:8080»/🚀']", port),
            &pod("env: [{name: URL, value: 'http://«127.0.0.1:8080»'}]", port),
            &pod("args: ['--url=«localhost:8080»']", "args: ['--port=8080']"),
            &pod(
                "command: [sh, -c, 'while ! curl -sf «localhost:8080»; do sleep 1; done']",
                "args: [--listen, ':8080']",
            ),
            &pod("command: [bash, -c, \"until «nc -z 127.0.0.1 8080»; do sleep 1; done\"]", port),
        ],
    );
    silent(
        "init-depends-on-app-container",
        &[
            &pod("command: [sh, -c, 'until nc -z db 8080; do sleep 1; done']", port),
            &pod("command: [sh, -c, 'until nc -z localhost 9090; do sleep 1; done']", port),
            &pod("command: [sh, -c, 'httpd -p 8080 & curl localhost:8080']", port),
            &pod("args: ['--bind-address=127.0.0.1:8080']", port),
            &pod("command: [cp, localhost, 8080]", "image: b"),
            &pod("restartPolicy: Always\n  args: ['--upstream=http://localhost:8080']", port),
            &format!("hostNetwork: true\n{}", pod("args: ['--url=localhost:8080']", port)),
            &pod("args: ['--urls=localhost:80800']", port),
        ],
    );
}

#[test]
fn a_wait_without_a_limit_is_a_hint_for_the_strict() {
    strictly(
        "init-wait-without-deadline",
        &[
            &init("command: [sh, -c, '«until nslookup db; do» sleep 2; done']"),
            &init("command: [sh, -c, '🚀=1; «while ! nc -z db 5432; do» echo waiting; sleep 2; done']"),
        ],
    );
    silent(
        "init-wait-without-deadline",
        &[
            &init("command: [sh, -c, 'timeout 60 sh -c x; until nslookup db; do sleep 2; done']"),
            &init("command: [sh, -c, 'until nc -z db 1; do i=$((i+1)); [ $i -gt 5 ] && exit 1; sleep 2; done']"),
            &format!("activeDeadlineSeconds: 60\n{}", init("command: [sh, -c, 'until nslookup db; do sleep 2; done']")),
            "containers: [{name: a, image: a, command: [sh, -c, 'until nslookup db; do sleep 2; done']}]",
        ],
    );
}
