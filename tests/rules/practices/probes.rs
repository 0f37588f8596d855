//! Whether anybody sees that a container works.

use podls::finding::Severity;
use podls::rules::Profile;

use super::{Kind, app, fixes, hints, in_kinds, object, quiet, silent};

const STAYS: [Kind; 2] = [Kind::Pod, Kind::Deployment];

#[test]
fn what_serves_a_port_is_asked_whether_it_can() {
    let cases = [
        "containers:\n- name: «app»\n  image: a:1\n  ports: [{containerPort: 80}]\n",
        "containers: [{name: «'🚀'», image: a:1, ports: [{containerPort: 80}]}]\n",
        "containers:\n    - name: «app» # 🚀\n      image: a:1\n      ports:\n          - containerPort: 80\n",
        "containers:\n- name: «a»\n  image: a:1\n  ports: [{containerPort: 80}, {name: metrics, containerPort: 9090}]\n- {name: b, image: b:1}\n",
        "initContainers:\n- name: «proxy»\n  image: p:1\n  restartPolicy: Always\n  ports: [{containerPort: 81}]\ncontainers: [{name: b, image: b:1}]\n",
    ];
    in_kinds(&STAYS, "missing-readiness-probe", Profile::Recommended, Severity::Hint, &cases);
    in_kinds(&STAYS, "missing-readiness-probe", Profile::Strict, Severity::Warning, &cases);
    in_kinds(&STAYS, "missing-liveness-probe", Profile::Strict, Severity::Warning, &cases);
    for code in ["missing-readiness-probe", "missing-liveness-probe"] {
        silent(
            code,
            &[
                "containers: [{name: app, image: a:1}]\n",
                &app("ports: [{name: http-metrics, containerPort: 9090}]"),
                &app("ports: [{name: dns, containerPort: 53, protocol: UDP}]"),
                &app(
                    "ports: [{containerPort: 80}]\nreadinessProbe: {tcpSocket: {port: 80}}\nlivenessProbe: {tcpSocket: {port: 80}}",
                ),
                "initContainers: [{name: a, image: a:1, ports: [{containerPort: 80}]}]\ncontainers: [{name: b, image: b:1}]\n",
            ],
        );
        quiet(code, &object(Kind::Job, cases[0]).replace(['«', '»'], ""));
        quiet(code, &object(Kind::CronJob, cases[0]).replace(['«', '»'], ""));
        quiet(code, &object(Kind::Pod, &format!("restartPolicy: Never\n{}", cases[0])).replace(['«', '»'], ""));
    }
    fixes(
        "missing-readiness-probe",
        &app("ports:\n- name: http\n  containerPort: 8080"),
        &app(
            "ports:\n- name: http\n  containerPort: 8080\nreadinessProbe:\n  httpGet:\n    path: / # TODO: a path that answers when it can serve\n    port: http",
        ),
    );
    fixes(
        "missing-liveness-probe",
        &app("ports:\n- containerPort: 5432"),
        &app(
            "ports:\n- containerPort: 5432\nlivenessProbe:\n  tcpSocket:\n    port: 5432 # TODO: test more than the port, if it can",
        ),
    );
}

#[test]
fn liveness_is_more_patient_than_readiness() {
    hints(
        "probes-identical",
        &[
            &app("readinessProbe: {tcpSocket: {port: 80}}\n«livenessProbe»: {tcpSocket: {port: 80}}"),
            &app(
                "readinessProbe: {httpGet: {path: '/🚀', port: 80}}\n«livenessProbe»: {httpGet: {port: 80, path: \"/🚀\"}}",
            ),
            &app(
                "readinessProbe:\n    exec:\n        command: [a, b]\n«livenessProbe»:\n    exec:\n        command:\n        - a\n        - b",
            ),
            &app(
                "readinessProbe: {tcpSocket: {port: 80}, failureThreshold: 5}\n«livenessProbe»: {tcpSocket: {port: 80}}",
            ),
        ],
    );
    silent(
        "probes-identical",
        &[
            &app("livenessProbe: {tcpSocket: {port: 80}}"),
            &app("readinessProbe: {tcpSocket: {port: 80}}\nlivenessProbe: {tcpSocket: {port: 81}}"),
            &app(
                "readinessProbe: {tcpSocket: {port: 80}}\nlivenessProbe: {tcpSocket: {port: 80}, failureThreshold: 6}",
            ),
            &app("readinessProbe: {tcpSocket: {port: 80}}\nlivenessProbe: {tcpSocket: {port: 80}, periodSeconds: 20}"),
            &app("readinessProbe: {httpGet: {path: /r, port: 80}}\nlivenessProbe: {httpGet: {path: /l, port: 80}}"),
            &app("readinessProbe: {exec: {command: [a]}}\nlivenessProbe: {exec: {command: [a, b]}}"),
            &app("readinessProbe: {}\nlivenessProbe: {}"),
        ],
    );
    fixes(
        "probes-identical",
        &app("readinessProbe: {tcpSocket: {port: 80}}\nlivenessProbe:\n  tcpSocket: {port: 80} # 🚀"),
        &app(
            "readinessProbe: {tcpSocket: {port: 80}}\nlivenessProbe:\n  tcpSocket: {port: 80} # 🚀\n  failureThreshold: 7 # TODO: give up later than readiness",
        ),
    );
}

#[test]
fn a_slow_start_has_a_probe_of_its_own() {
    hints(
        "liveness-without-startup",
        &[
            &app("livenessProbe: {tcpSocket: {port: 80}, «initialDelaySeconds»: 60}"),
            &app("livenessProbe:\n    «initialDelaySeconds»: 31 # 🚀\n    tcpSocket: {port: 80}"),
        ],
    );
    silent(
        "liveness-without-startup",
        &[
            &app("livenessProbe: {tcpSocket: {port: 80}, initialDelaySeconds: 30}"),
            &app("readinessProbe: {tcpSocket: {port: 80}, initialDelaySeconds: 90}"),
            &app(
                "startupProbe: {tcpSocket: {port: 80}}\nlivenessProbe: {tcpSocket: {port: 80}, initialDelaySeconds: 60}",
            ),
            &app("livenessProbe: {tcpSocket: {port: 80}, initialDelaySeconds: '${DELAY}'}"),
        ],
    );
    fixes(
        "liveness-without-startup",
        &app("livenessProbe:\n  tcpSocket:\n    port: 80\n  initialDelaySeconds: 60\n  periodSeconds: 5"),
        &app(
            "startupProbe:\n  tcpSocket:\n    port: 80\n  periodSeconds: 5\n  failureThreshold: 24 # TODO: times 5 seconds it may take to start\nlivenessProbe:\n  tcpSocket:\n    port: 80\n  periodSeconds: 5",
        ),
    );
}

#[test]
fn numbers_of_a_probe_fit_together() {
    hints(
        "probe-timing",
        &[
            &app("livenessProbe: {tcpSocket: {port: 80}, timeoutSeconds: «30», periodSeconds: 5}"),
            &app("readinessProbe:\n    tcpSocket: {port: 80}\n    timeoutSeconds: «11» # 🚀"),
            &app("livenessProbe: {tcpSocket: {port: 80}, failureThreshold: «1»}"),
            &app("startupProbe: {tcpSocket: {port: 80}, periodSeconds: 1, failureThreshold: «5»}"),
        ],
    );
    silent(
        "probe-timing",
        &[
            &app("livenessProbe: {tcpSocket: {port: 80}, timeoutSeconds: 10}"),
            &app("readinessProbe: {tcpSocket: {port: 80}, failureThreshold: 1}"),
            &app("startupProbe: {tcpSocket: {port: 80}, periodSeconds: 1, failureThreshold: 60}"),
            &app("livenessProbe: {tcpSocket: {port: 80}, periodSeconds: 1}"),
        ],
    );
    fixes(
        "probe-timing",
        &app("livenessProbe: {tcpSocket: {port: 80}, failureThreshold: 1}"),
        &app("livenessProbe: {tcpSocket: {port: 80}, failureThreshold: 3}"),
    );
}
