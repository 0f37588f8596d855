//! What containers say about what they need.

use podls::finding::Severity;

use super::{Kind, app, asked_for, fixes, object, quiet, silent};

const FULL: &str = "resources: {requests: {cpu: 1, memory: 1Gi}, limits: {cpu: 1, memory: 1Gi}}";

#[test]
fn a_container_may_say_nothing_of_memory() {
    asked_for(
        "missing-memory-request",
        Severity::Warning,
        &[
            "containers:\n- name: «app»\n  image: a:1\n",
            "containers: [{name: «'🚀'», image: a:1}]\n",
            &app("«resources»: {}"),
            &app("«resources»: {requests: {cpu: 1}}"),
            &app("«resources»:\n    requests:\n        cpu: 1 # 🚀\n    limits:\n        cpu: 1"),
            "initContainers:\n- name: «proxy»\n  image: p:1\n  restartPolicy: Always\ncontainers:\n- {name: «a», image: a:1}\n",
            "containers:\n- name: «a»\n  image: a:1\n- name: «b»\n  image: b:1\n",
            "containers:\n    - image: a:1\n      name: «app»\n",
        ],
    );
    silent(
        "missing-memory-request",
        &[
            &app(FULL),
            &app("resources: {limits: {memory: 1Gi}}"),
            &app("resources: {requests: {memory: '${MEMORY}'}}"),
            &app("resources: {requests: '${REQUESTS}'}"),
            &format!("resources: {{requests: {{memory: 1Gi}}}}\n{}", app("")),
            &format!("initContainers:\n- name: once\n  image: a:1\n{}", app(FULL)),
            "containers: []\n",
        ],
    );
    let patch = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n      containers:\n      - name: app\n        args: [a]\n";
    quiet("missing-memory-request", patch);
    quiet("missing-cpu-limit", patch);
}

#[test]
fn more_is_said_if_it_is_asked_for() {
    let cases = ["containers: [{name: «'🚀'», image: a:1}]\n", &app("«resources»: {requests: {memory: 1Gi}}")];
    asked_for("missing-cpu-request", Severity::Warning, &cases);
    asked_for("missing-memory-limit", Severity::Warning, &cases);
    asked_for("missing-cpu-limit", Severity::Hint, &cases);
    for code in ["missing-cpu-request", "missing-memory-limit", "missing-cpu-limit"] {
        silent(code, &[&app(FULL), &format!("resources: {{limits: {{cpu: 1, memory: 1Gi}}}}\n{}", app(""))]);
    }
    silent("missing-cpu-request", &[&app("resources: {limits: {cpu: 1}}")]);
}

#[test]
fn what_is_missing_can_be_added() {
    fixes(
        "missing-memory-limit",
        &app("resources:\n  requests:\n    memory: 1Gi # measured"),
        &app(
            "resources:\n  requests:\n    memory: 1Gi # measured\n  limits:\n    memory: 1Gi # TODO: as much as it may ever need",
        ),
    );
    fixes(
        "missing-memory-request",
        &app(""),
        &app(
            "resources:\n  requests:\n    cpu: 100m # TODO: as much as it needs\n    memory: 128Mi # TODO: as much as it needs\n  limits:\n    memory: 128Mi # TODO: as much as it needs",
        ),
    );
}

#[test]
fn pods_of_before_have_no_resources_of_their_own() {
    let yaml = object(Kind::Pod, "resources: {requests: {memory: 1Gi}}\ncontainers: [{name: a, image: a:1}]\n");
    quiet("missing-memory-request", &yaml);
}
