//! What is said of variables and where their values come from.

use podls::schema::Minor;

use super::{app, spec};
use crate::validate::{check, check_at, check_fix, silent};

#[test]
fn variables_have_a_name_and_one_source() {
    check(&app("\
env:
- {name: a=b, value: x}
#        ^^^ error[env-name-invalid]: `a=b` must be printable ASCII
- name: A
  value: x
  valueFrom: {fieldRef: {fieldPath: metadata.name}}
# ^^^^^^^^^ error[env-value-and-valuefrom]
- name: B
  valueFrom: {}
# ^^^^^^^^^ error[env-source-missing]
- name: C
  valueFrom: {fieldRef: {fieldPath: metadata.name}, secretKeyRef: {name: s, key: k}}
#                                                   ^^^^^^^^^^^^ error[env-source-multiple]"));
    silent(&app(
        "env: [{name: 'a b', value: ''}, {name: B, value: '', valueFrom: {fieldRef: {fieldPath: spec.host}}}]",
    ));
    check_at(Minor(31), &app("env: [{name: 1A}]\n#            ^^ error[env-name-invalid]"));
    silent(&app("env: [{name: 1A}]"));
}

#[test]
fn sources_of_variables_are_what_the_server_can_find() {
    check(&app("\
env:
- {name: A, valueFrom: {fieldRef: {fieldPath: metadata.labels.app}}}
#                                             ^^^^^^^^^^^^^^^^^^^ error[field-path-invalid]
- {name: B, valueFrom: {resourceFieldRef: {resource: limits.gpu}}}
#                                                    ^^^^^^^^^^ error[resource-field-invalid]
- {name: C, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: 1k}}}
#                                                                         ^^ error[divisor-invalid]
- {name: D, valueFrom: {configMapKeyRef: {name: My_Map, key: a/b}}}
#                                               ^^^^^^ error[name-invalid]
#                                                            ^^^ error[config-key-invalid]
- {name: E, valueFrom: {secretKeyRef: {key: a}}}
#                       ^^^^^^^^^^^^ error[missing-field]: `name` is missing in `secretKeyRef`
- {name: F, valueFrom: {fileKeyRef: {volumeName: gone, path: ../a, key: A}}}
#                                                ^^^^ error[file-key-volume-unknown]
#                                                            ^^^^ error[path-backstep]"));
    check(&spec(
        "\
containers:
- name: a
  image: a
  env:
  - {name: A, valueFrom: {fileKeyRef: {volumeName: v, path: a, key: A}}}
#                                                  ^ error[file-key-volume-not-empty-dir]
  - {name: B, valueFrom: {fileKeyRef: {volumeName: w, path: a..b, key: A}}}
volumes: [{name: v, hostPath: {path: /v}}, {name: w}]",
    ));
    silent(&app("env: [{name: A, valueFrom: {fieldRef: {fieldPath: \"metadata.annotations['A.io/B']\"}}}]"));
    check_fix(
        "field-path-invalid",
        false,
        &app("env: [{name: A, valueFrom: {fieldRef: {fieldPath: status.podip}}}]"),
        &app("env: [{name: A, valueFrom: {fieldRef: {fieldPath: status.podIP}}}]"),
    );
}

#[test]
fn whole_maps_come_from_one_source_each() {
    check(&app("\
envFrom:
- prefix: a=
#         ^^ error[env-name-invalid]
  configMapRef: {name: a-}
- {configMapRef: {name: a}, secretRef: {name: B}}
#                           ^^^^^^^^^ error[env-source-multiple]
#                                             ^ error[name-invalid]
- prefix: A
# ^^^^^^ error[env-source-missing]
- null
# ^^^^ error[env-source-missing]: this item of `envFrom` is empty
- secretRef: {}
# ^^^^^^^^^ error[missing-field]: `name` is missing in `secretRef`"));
}

#[test]
fn the_server_warns_of_hidden_variables() {
    check(&app("\
env:
- {name: A, value: x}
- {name: A, value: z}
#        ^ warning[duplicate-env-var]: `A` is set above already
- {name: PATH, value: /bin}
- {name: PATH, value: '$(PATH):/sbin'}"));
}
