//! Names that lead to a container.

use super::{Kind, check, said};
use super::{fixes, object, quiet, silent, strictly, warns};
use podls::finding::Severity;
use podls::rules::Profile;

/// A container with a variable that reads resources of `name`.
fn reads(name: &str) -> String {
    format!(
        "containers:\n- name: app\n  image: a:1\n  env: [{{name: '🚀', valueFrom: {{resourceFieldRef: {{containerName: {name}, resource: limits.cpu}}}}}}]\n"
    )
}

/// A volume that reads resources of `name`.
fn volume(source: &str) -> String {
    format!(
        "containers:\n- name: app\n  image: a:1\n  volumeMounts: [{{name: i, mountPath: /i}}]\nvolumes:\n- name: i\n  {source}\n"
    )
}

#[test]
fn resources_are_read_of_a_container_that_is_there() {
    warns(
        "env-fieldref-container-unknown",
        &[
            &reads("«ap»"),
            &reads("«other»"),
            &reads("«'App'»"),
            &volume(
                "downwardAPI: {items: [{path: x, resourceFieldRef: {containerName: «web», resource: limits.cpu}}]}",
            ),
            &volume(
                "projected:\n    sources:\n    - downwardAPI:\n        items:\n        - path: x\n          resourceFieldRef:\n            containerName: «web»\n            resource: limits.cpu",
            ),
            "initContainers:\n- name: i\n  image: i\n  env: [{name: A, valueFrom: {resourceFieldRef: {containerName: «j», resource: limits.cpu}}}]\ncontainers: [{name: app, image: a}]",
        ],
    );
    silent(
        "env-fieldref-container-unknown",
        &[
            &reads("app"),
            &reads("''"),
            &reads("'${NAME}'"),
            &volume("downwardAPI: {items: [{path: x, resourceFieldRef: {containerName: app, resource: limits.cpu}}]}"),
            "initContainers: [{name: i, image: i}]\ncontainers: [{name: app, image: a, env: [{name: A, valueFrom: {resourceFieldRef: {containerName: i, resource: limits.cpu}}}]}]",
            "containers: [{name: app, image: a, env: [{name: A, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}]}]",
            "containers: [{name: '${NAME}', image: a, env: [{name: A, valueFrom: {resourceFieldRef: {containerName: x, resource: limits.cpu}}}]}]",
        ],
    );
    fixes("env-fieldref-container-unknown", &reads("ap"), &reads("app"));
    quiet(
        "env-fieldref-container-unknown",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: demo}\nspec:\n  template:\n    spec:\n      containers:\n      - name: app\n        env: [{name: A, valueFrom: {resourceFieldRef: {containerName: x, resource: limits.cpu}}}]\n",
    );
}

#[test]
fn the_default_container_is_there() {
    let pod = |name: &str| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: demo\n  annotations: {{a: '🚀', kubectl.kubernetes.io/default-container: {name}}}\nspec:\n  containers: [{{name: app, image: a}}, {{name: logs, image: l}}]\n"
        )
    };
    let warns =
        |yaml: &str| check("default-container-annotation-unknown", Profile::Recommended, Severity::Warning, yaml);
    warns(&pod("«ap»"));
    warns(&pod("«web»"));
    quiet("default-container-annotation-unknown", &pod("app"));
    quiet("default-container-annotation-unknown", &pod("logs"));
    quiet("missing-default-container", &pod("app"));
    strictly("missing-default-container", &["«containers»: [{name: app, image: a}, {name: b, image: b}]"]);
    silent("missing-default-container", &["containers: [{name: app, image: a}]"]);
    let found = said(
        "missing-default-container",
        Profile::Strict,
        &object(Kind::Pod, "containers: [{name: app, image: a}, {name: b, image: b}]"),
    );
    assert!(found.iter().all(|finding| !finding.fixes.is_empty()));
}
