//! What is said of the structure of an object: fields, types, keys that stand twice.

use super::check;

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
