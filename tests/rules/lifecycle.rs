//! Who starts and ends when.

use podls::finding::Severity;
use podls::rules::Profile;

use super::{Kind, check, fixes, hints, in_kinds, object, quiet, silent, strictly, warns};

/// An app behind `inits`.
fn with_app(inits: &str) -> String {
    format!("initContainers:\n{}containers: [{{name: app, image: app:1}}]\n", inits.trim_start_matches('\n'))
}

/// An init container with this command, or this `args`.
fn init(command: &str) -> String {
    with_app(&format!("- name: setup\n  image: tools:1\n  {command}\n"))
}

fn native(command: &str) -> String {
    with_app(&format!("- name: setup\n  image: tools:1\n  restartPolicy: Always\n  {command}\n"))
}

fn all<'c>(cases: &[&'c str], make: fn(&'c str) -> String) -> Vec<String> {
    cases.iter().map(|case| make(case)).collect()
}

fn refs(cases: &[String]) -> Vec<&str> {
    cases.iter().map(String::as_str).collect()
}

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

#[test]
fn a_native_sidecar_that_is_done_starts_again_and_again() {
    let cases = all(
        &[
            "command: [«cp», -r, /a, /b]",
            "command: [«/bin/echo», '🚀']",
            "command: [sh, -c, «chown -R 1000 /data»]",
            "command: [sh, -c, '«mkdir -p /data; chmod 777 /data»']",
            "command: [/bin/sh, -ec]\n  args: ['«cp a b && ls»']",
            "command: [«kubectl», apply, -f, /manifests]",
            "command: [«git», clone, 'https://example.com']",
            "command: [sh, -c, '«sleep 5; echo ready»']",
        ],
        native,
    );
    warns("native-sidecar-exits", &refs(&cases));
    let quiet = all(
        &[
            "command: [sleep, infinity]",
            "command: [sh, -c, 'mkdir -p /data; exec server']",
            "command: [sh, -c, 'cp a b; while true; do sleep 1; done']",
            "command: [server]",
            "args: [cp, a, b]",
            "command: [sh, -c, 'echo a; sleep 60; exit 88']",
            "command: [sh, -c, 'cp a b &']",
            "command: [kubectl, get, pods, -w]",
            "command: [sh, -c, 'echo a; tail -f /dev/null']",
            "command: [cp, a, b]\n  restartPolicyRules: [{action: Restart}]",
        ],
        native,
    );
    silent("native-sidecar-exits", &refs(&quiet));
    silent("native-sidecar-exits", &refs(&all(&["command: [cp, a, b]"], init)));
    fixes("native-sidecar-exits", &native("command: [cp, a, b]"), &init("command: [cp, a, b]"));
}

#[test]
fn a_job_waits_for_its_sidecars() {
    let jobs = [Kind::Job, Kind::CronJob];
    in_kinds(
        &jobs,
        "job-never-completes",
        Profile::Recommended,
        Severity::Warning,
        &[
            "containers:\n- name: work\n  image: work:1\n- name: «proxy»\n  image: example.com/cloud-sql-proxy:2",
            "containers:\n- {name: work, image: work:1}\n- {image: 'fluent/fluent-bit@sha256:abc', name: «🚀»}",
            "containers:\n- name: «log»\n  image: busybox\n  command: [tail, -f, /log]\n- name: work\n  image: work:1",
            "containers: [{name: work, image: work:1}, {name: «wait», image: a, command: [sh, -c, 'while true; do date; sleep 1; done']}]",
            "containers: [{name: work, image: work:1}, {name: «metrics», image: prom/node-exporter}]",
        ],
    );
    let pods = "containers: [{name: work, image: work:1}, {name: logs, image: fluent/fluent-bit}]";
    quiet("job-never-completes", &object(Kind::Pod, pods));
    quiet("job-never-completes", &object(Kind::Deployment, pods));
    for case in [
        "containers: [{name: logs, image: fluent/fluent-bit}]",
        "containers: [{name: work, image: work:1}, {name: other, image: other:1}]",
        "containers: [{name: work, image: a, command: [sh, -c, 'work; curl -X POST localhost:9091/quitquitquit']}, {name: p, image: cloud-sql-proxy}]",
        "containers: [{name: work, image: a}, {name: p, image: cloud-sql-proxy, args: [--quitquitquit]}]",
        "containers: [{name: work, image: a, command: [sh, -c, 'work; pkill envoy']}, {name: p, image: envoy}]",
        "containers: [{name: a, image: envoy}, {name: b, image: fluent-bit}]",
        "containers: [{name: work, image: a}, {name: p, image: cloud-sql-proxy, command: [sh, -c, 'cloud-sql-proxy & wait']}]",
        "initContainers: [{name: p, image: cloud-sql-proxy, restartPolicy: Always}]\ncontainers: [{name: work, image: a}]",
    ] {
        quiet("job-never-completes", &object(Kind::Job, case));
        quiet("job-never-completes", &object(Kind::CronJob, case));
    }
}

#[test]
fn helpers_are_better_native() {
    in_kinds(
        &[Kind::Pod, Kind::Deployment],
        "sidecar-should-be-native",
        Profile::Recommended,
        Severity::Hint,
        &[
            "containers: [{name: app, image: app:1}, {name: «logs», image: fluent/fluent-bit}]",
            "containers:\n- name: app\n  image: app:1\n- name: «oauth2-proxy»\n  image: quay.io/oauth2-proxy/oauth2-proxy:v7",
            "containers: [{name: '🚀', image: app:1}, {name: «log-agent», image: a}, {name: «x», image: nginx/nginx-prometheus-exporter}]",
            "containers: [{name: app, image: app:1}, {name: «cache-sidecar», image: a}]",
        ],
    );
    silent(
        "sidecar-should-be-native",
        &[
            "containers: [{name: app, image: app:1}]",
            "containers: [{name: logs, image: fluent/fluent-bit}, {name: app, image: app:1}]",
            "containers: [{name: a-agent, image: a}, {name: b-agent, image: b}]",
            "containers: [{name: app, image: app:1}, {name: worker, image: worker:1}]",
            "initContainers: [{name: proxy, image: envoy, restartPolicy: Always}]\ncontainers: [{name: app, image: app:1}]",
            "containers: [{name: app, image: app:1}, {name: agent, image: a}]",
        ],
    );
    fixes(
        "sidecar-should-be-native",
        "containers:\n- name: app\n  image: app:1\n- name: logs\n  image: fluent-bit:3\n  args: [\"-c\", /etc/x]\n",
        "initContainers:\n- name: logs\n  image: fluent-bit:3\n  restartPolicy: Always\n  args: [\"-c\", /etc/x]\ncontainers:\n- name: app\n  image: app:1\n",
    );
}

#[test]
fn readiness_does_not_hold_back_what_comes_later() {
    let pod = |probes: &str, app: &str| {
        format!(
            "initContainers:\n- name: proxy\n  image: proxy:1\n  restartPolicy: Always\n  ports: [{{containerPort: 5432}}]\n  {probes}\n{app}\n"
        )
    };
    let probe = "«readinessProbe»: {tcpSocket: {port: 5432}}";
    let env = "containers: [{name: '🚀', image: a, env: [{name: DB, value: 'postgres://localhost:5432/x'}]}]";
    warns(
        "sidecar-readiness-does-not-gate-start",
        &[
            &pod(probe, env),
            &pod(probe, "containers: [{name: app, image: a, args: ['--db=127.0.0.1:5432']}]"),
            &pod(
                probe,
                "- name: setup\n  image: b\n  command: [sh, -c, 'psql -c x \"host=[::1]:5432\"']\ncontainers: [{name: app, image: a}]",
            ),
        ],
    );
    hints("sidecar-readiness-does-not-gate-start", &[&pod(probe, "containers: [{name: app, image: a}]")]);
    silent(
        "sidecar-readiness-does-not-gate-start",
        &[
            &pod("startupProbe: {tcpSocket: {port: 5432}}", env),
            &pod("lifecycle: {postStart: {sleep: {seconds: 1}}}\n  readinessProbe: {tcpSocket: {port: 5432}}", env),
            &pod("livenessProbe: {tcpSocket: {port: 5432}}", env),
            "containers: [{name: a, image: a, readinessProbe: {tcpSocket: {port: 1}}}]",
            &pod("readinessProbe:", env),
        ],
    );
    fixes(
        "sidecar-readiness-does-not-gate-start",
        &pod("readinessProbe:\n    tcpSocket:\n      port: 5432", env),
        &pod(
            "startupProbe:\n    tcpSocket:\n      port: 5432\n    periodSeconds: 1\n    failureThreshold: 60 # TODO: seconds it may take to start\n  readinessProbe:\n    tcpSocket:\n      port: 5432",
            env,
        ),
    );
    strictly(
        "sidecar-missing-probe",
        &["initContainers: [{name: «proxy», image: a, restartPolicy: Always}]\ncontainers: [{name: app, image: a}]"],
    );
    silent(
        "sidecar-missing-probe",
        &[&pod("livenessProbe: {tcpSocket: {port: 5432}}", env), "containers: [{name: a, image: a}]"],
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

#[test]
fn a_hook_that_sleeps_too_long_is_cut_off() {
    let app = |grace: &str, hook: &str| {
        format!("{grace}containers:\n- name: app\n  image: a:1\n  lifecycle: {{preStop: {hook}}}\n")
    };
    warns(
        "prestop-exceeds-grace",
        &[
            &app("", "{exec: {command: [sleep, «'30'»]}}"),
            &app("", "{exec: {command: [sh, -c, '🚀 || true; «sleep 60»']}}"),
            &app("terminationGracePeriodSeconds: 10\n", "{exec: {command: [/bin/sleep, «'15'»]}}"),
            &app("terminationGracePeriodSeconds: 60\n", "{exec: {command: [/bin/sh, -c, «sleep 1m»]}}"),
            &app("terminationGracePeriodSeconds: 20\n", "{sleep: {seconds: «20»}}"),
            &app("", "{exec: {command: [sh, -c, '«sleep 20» && curl localhost/quit; sleep 10']}}"),
            &app("terminationGracePeriodSeconds: null\n", "{exec: {command: [sleep, «'31'»]}}"),
            "initContainers:\n- name: s\n  image: a\n  restartPolicy: Always\n  lifecycle:\n    preStop:\n      exec:\n        command: [sleep, «'45'»]\ncontainers: [{name: app, image: a}]",
        ],
    );
    silent(
        "prestop-exceeds-grace",
        &[
            &app("", "{exec: {command: [sleep, '15']}}"),
            &app("terminationGracePeriodSeconds: 90\n", "{exec: {command: [sleep, '60']}}"),
            &app("", "{exec: {command: [sh, -c, 'sleep 60 &']}}"),
            &app("", "{exec: {command: [sh, -c, 'if x; then sleep 60; fi']}}"),
            &app("terminationGracePeriodSeconds: 20\n", "{sleep: {seconds: 30}}"),
            &app("", "{httpGet: {port: 80}}"),
            &app("terminationGracePeriodSeconds: ${GRACE}\n", "{exec: {command: [sleep, '60']}}"),
            &app("", "{exec: {command: [sleep, $(TIME)]}}"),
        ],
    );
    fixes(
        "prestop-exceeds-grace",
        &app("terminationGracePeriodSeconds: 30 # enough\n", "{exec: {command: [sleep, '60']}}"),
        &app("terminationGracePeriodSeconds: 70 # enough\n", "{exec: {command: [sleep, '60']}}"),
    );
}

#[test]
fn a_native_sidecar_need_not_sleep_before_it_stops() {
    let hook = |hook: &str| native(&format!("lifecycle: {{preStop: {hook}}}"));
    hints(
        "sidecar-prestop-order-hack",
        &[
            &native("lifecycle: {«preStop»: {exec: {command: [sleep, '15']}}}"),
            &native("lifecycle:\n    «preStop»:\n      sleep:\n        seconds: 5 # 🚀"),
            &native("lifecycle: {«preStop»: {exec: {command: [sh, -c, sleep 15]}}}"),
        ],
    );
    silent(
        "sidecar-prestop-order-hack",
        &[
            &hook("{exec: {command: [sh, -c, 'sleep 5; /drain']}}"),
            &hook("{httpGet: {port: 80}}"),
            "containers: [{name: a, image: a, lifecycle: {preStop: {sleep: {seconds: 5}}}}]",
        ],
    );
    fixes("sidecar-prestop-order-hack", &hook("{sleep: {seconds: 5}}"), &native("").replace("  \n", ""));
}

#[test]
fn patches_are_not_told_what_they_lack() {
    let patch = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: demo}\nspec:\n  template:\n    spec:\n      containers:\n      - name: app\n        lifecycle: {preStop: {exec: {command: [sleep, '60']}}}\n";
    quiet("prestop-exceeds-grace", patch);
    check(
        "init-never-completes",
        Profile::Minimal,
        Severity::Warning,
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: demo}\nspec:\n  template:\n    spec:\n      initContainers:\n      - {name: a, command: [«sleep», inf]}\n",
    );
}
