//! Sidecars: native ones that end, others that hold up a Job, and who waits for them.

use podls::finding::Severity;
use podls::rules::Profile;

use super::{all, init, native, refs};
use crate::rules::{Kind, fixes, hints, in_kinds, object, quiet, silent, strictly, warns};

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
