//! What is said of the structure of an object: fields, types, keys that stand twice.

use super::{check, check_fix};

#[test]
fn an_item_that_is_a_list_is_named_as_an_item() {
    check(
        "apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
  - - name: a
#   ^^^^^^^^^ error[wrong-type]: an item of `containers` must be a mapping, but this is a list
  - {name: b, image: '🚀', args: [{c: d}]}
#                                ^^^^^^ error[wrong-type]: an item of `args` must be text, but this is a mapping
",
    );
}

#[test]
fn keys_stand_twice_below_an_unknown_field_too() {
    check(
        "apiVersion: batch/v1
kind: CronJob
metadata: {name: a}
spec:
    schedule: '@daily'
    jobTemplate:
        spec:
            template:
                spec:
                    restartPolicy: Never
                    containers: [{name: a, image: b}]
                    sidecars: # 🚀
#                   ^^^^^^^^ error[unknown-field]
                    -   ports: [{name: x}]
                        name: c
                        name: d
#                       ^^^^ error[duplicate-key]
",
    );
}

#[test]
fn a_place_that_is_wrong_in_itself_is_told_once() {
    check(
        "apiVersion: apps/v1
kind: Deployment
metadata: {name: a}
spec:
  selctor: {matchLabels: {app: a}}
  #<^^^^^^ error[unknown-field]
  template:
    metadata: {labels: {app: a}}
    spec:
      containers:
        - {name: 'a', imag: '🚀', ports: [{containerPort: 99999999999}]}
        #             ^^^^ error[unknown-field]
        #                                                ^^^^^^^^^^^ error[wrong-type]
        - {image: a:1, nmae: b}
        #              ^^^^ error[unknown-field]
",
    );
}

/// A Pod with one container; `spec` is indented by two.
fn pod(metadata: &str, spec: &str) -> String {
    format!("apiVersion: v1\nkind: Pod\nmetadata: {metadata}\nspec:\n{spec}  containers: [{{name: web, image: a:1}}]\n")
}

#[test]
fn the_first_of_two_keys_can_go_as_the_last_one_counts() {
    check_fix(
        "duplicate-key",
        false,
        &pod("{name: b, name: a}", "  hostname: a # 🚀\n  subdomain: b\n"),
        &pod("{name: a}", "  hostname: a # 🚀\n  subdomain: b\n"),
    );
    check_fix(
        "duplicate-key",
        false,
        &pod("{name: a}", "  hostname: a\n  # which of them\n  subdomain: b\n  hostname: c\n"),
        &pod("{name: a}", "  # which of them\n  subdomain: b\n  hostname: c\n"),
    );
}

#[test]
fn what_an_object_is_and_is_called_is_told_by_what_it_holds() {
    check_fix("missing-name", false, &pod("{labels: {app: 🚀}}", ""), &pod("{labels: {app: 🚀}, name: web}", ""));
    check_fix("missing-name", false, &pod("{labels: {app: shop}}", ""), &pod("{labels: {app: shop}, name: shop}", ""));
    let whole = pod("{name: a}", "");
    check_fix("missing-kind", false, &whole.replace("kind: Pod", "kind:"), &whole);
    check_fix("missing-api-version", false, &whole.replace("apiVersion: v1", "apiVersion:"), &whole);
}

#[test]
fn what_clashes_or_has_no_effect_can_be_taken_out() {
    let gates = |list: &str| pod("{name: a}", &format!("  schedulingGates: [{list}]\n"));
    check_fix("scheduling-gate-duplicate", false, &gates("{name: a}, {name: a}"), &gates("{name: a}"));
    check_fix("priority-without-class", false, &pod("{name: a}", "  priority: 5\n"), &pod("{name: a}", ""));
    check_fix(
        "deprecated-fields-and-volumes",
        false,
        &pod("{name: a, annotations: {x: 🚀, seccomp.security.alpha.kubernetes.io/pod: unconfined}}", ""),
        &pod("{name: a, annotations: {x: 🚀}}", ""),
    );
    check_fix(
        "label-selector-missing",
        false,
        &pod(
            "{name: a, labels: {app: a}}",
            "  topologySpreadConstraints:\n  - maxSkew: 1\n    topologyKey: zone\n    whenUnsatisfiable: DoNotSchedule\n",
        ),
        &pod(
            "{name: a, labels: {app: a}}",
            "  topologySpreadConstraints:\n  - maxSkew: 1\n    topologyKey: zone\n    whenUnsatisfiable: DoNotSchedule\n    labelSelector:\n      matchLabels:\n        app: a\n",
        ),
    );
    let volume = |seconds: &str| {
        let source = format!("serviceAccountToken: {{path: a, expirationSeconds: {seconds}}}");
        pod("{name: a}", &format!("  volumes: [{{name: v, projected: {{sources: [{{{source}}}]}}}}]\n"))
    };
    check_fix("token-expiration-invalid", false, &volume("5"), &volume("600"));
}
