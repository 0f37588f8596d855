//! What the containers of a Pod ask for together.

use super::{fixes, hints, silent};

/// An init container, a native sidecar and an app with these resources.
fn pod(init: &str, native: &str, app: &str) -> String {
    format!(
        "initContainers:\n- name: '🚀'\n  image: i:1\n  resources: {init}\n- name: proxy\n  image: p:1\n  restartPolicy: Always\n  resources: {native}\ncontainers:\n- name: app\n  image: a:1\n  resources: {app}\n"
    )
}

#[test]
fn an_init_container_may_decide_what_the_pod_asks_for() {
    hints(
        "init-resources-dominate",
        &[
            &pod("{requests: {«cpu: 4»}}", "{}", "{requests: {cpu: 100m}}"),
            &pod(
                "{requests: {cpu: 1m, «memory: 2Gi»}}",
                "{requests: {memory: 1Gi}}",
                "{requests: {cpu: 1, memory: 512Mi}}",
            ),
            &pod("{limits: {«cpu: '2'»}}", "{}", "{limits: {cpu: 1}}"),
            &pod("{requests: {«cpu: 2», «memory: 1Gi»}}", "{}", "{requests: {cpu: 1, memory: 1Mi}}"),
            &pod("\n    requests:\n      «cpu: 4» # 🚀", "{}", "{requests: {cpu: 100m}}"),
        ],
    );
    silent(
        "init-resources-dominate",
        &[
            &pod("{requests: {cpu: 1}}", "{requests: {cpu: 1}}", "{requests: {cpu: 100m}}"),
            &pod("{requests: {cpu: 1}}", "{}", "{requests: {cpu: 1}}"),
            &pod("{requests: {cpu: 1}}", "{}", "{}"),
            &pod("{}", "{requests: {cpu: 1}}", "{requests: {cpu: 100m}}"),
            &pod("{requests: {cpu: '${CPU}'}}", "{}", "{requests: {cpu: 100m}}"),
            "containers: [{name: a, image: a, resources: {requests: {cpu: 1}}}]",
        ],
    );
}

#[test]
fn a_sidecar_may_cost_the_pod_its_class() {
    let full = "{limits: {cpu: 1, memory: 1Gi}}";
    let marked = |case: String, name: &str| case.replacen(&format!("name: {name}"), &format!("name: «{name}»"), 1);
    hints(
        "sidecar-breaks-guaranteed-qos",
        &[
            &marked(pod(full, "{}", full), "proxy"),
            &marked(pod("{requests: {cpu: 1}}", full, full), "'🚀'"),
            &marked(pod(full, "{limits: {cpu: 1, memory: 1Gi}, requests: {cpu: 500m}}", full), "proxy"),
        ],
    );
    silent(
        "sidecar-breaks-guaranteed-qos",
        &[
            &pod(full, full, full),
            &pod(full, "{}", "{}"),
            &pod("{}", "{}", "{requests: {cpu: 1}}"),
            "containers: [{name: a, image: a, resources: {limits: {cpu: 1, memory: 1Gi}}}]",
        ],
    );
    fixes(
        "sidecar-breaks-guaranteed-qos",
        &pod(full, "{requests: {cpu: 1, memory: 1Gi}}", full),
        &pod(full, "{requests: {cpu: 1, memory: 1Gi}, limits: {cpu: 1, memory: 1Gi}}", full),
    );
}
