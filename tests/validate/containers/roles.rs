//! What is said of names and images, and of the roles that containers play.

use podls::schema::Minor;

use super::{app, indented, spec};
use crate::validate::{check, check_at, check_fix, silent};

/// A Pod with an app container and the init container `init`, written as an item.
fn with_init(init: &str) -> String {
    spec(&format!("containers:\n- name: app\n  image: app:1\ninitContainers:\n{init}"))
}

/// A `CronJob` whose Pod has this spec.
fn cron(body: &str) -> String {
    format!(
        "apiVersion: batch/v1\nkind: CronJob\nmetadata: {{name: web}}\nspec:\n  schedule: '0 * * * *'\n  jobTemplate:\n    \
         spec:\n      template:\n        spec:\n          restartPolicy: Never\n{}",
        indented(body, 10)
    )
}

#[test]
fn names_are_labels_and_different() {
    check(&spec(
        "\
containers:
- {name: 🚀, image: a}
#        ^ error[name-invalid]: `🚀` must consist of
- {name: My_App, image: a}
#        ^^^^^^ error[name-invalid]: `My_App` must consist of
- {name: web, image: a}
- {name: web, image: a}
#        ^^^ error[duplicate-container-name]: `web` is the name of another container already
initContainers:
- name: web
#       ^^^ error[duplicate-container-name]: `web` is the name of the regular container already
  image: a",
    ));
    silent(&spec("containers: [{name: web, image: a}, {name: '${NAME}', image: a}, {name: '${NAME}', image: a}]"));
    check_fix(
        "name-invalid",
        false,
        &spec("containers:\n- name: My_App # 🚀\n  image: a"),
        &spec("containers:\n- name: my-app # 🚀\n  image: a"),
    );
}

#[test]
fn images_have_no_spaces_around_them_in_pods() {
    check(&spec(
        "\
containers:
- name: app
  image: \" nginx\"
#        ^^^^^^^^ error[image-whitespace]: `image` must not begin or end with white space; write `nginx`",
    ));
    silent(&cron("containers: [{name: app, image: ' nginx'}]"));
    check_fix(
        "image-whitespace",
        true,
        &spec("containers: [{name: a, image: 'b '}]"),
        &spec("containers: [{name: a, image: 'b'}]"),
    );
}

#[test]
fn containers_must_be_there() {
    check("apiVersion: v1\n#<^^^^^^^^^ error[missing-field]: `spec` is missing\nkind: Pod\nmetadata: {name: a}\n");
    check(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: []\n# ^^^^^^^^^^ error[missing-field]\n",
    );
    check(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - null\n#   ^^^^ error[missing-field]: this item\n",
    );
}

#[test]
fn init_containers_have_no_probes_unless_they_stay() {
    check(&with_init(
        "\
- name: wait
  image: a
  readinessProbe:
# ^^^^^^^^^^^^^^ error[init-probe-forbidden]: an init container cannot have a `readinessProbe`
    exec: {command: [a]}
- {name: side, image: a, restartPolicy: Always, startupProbe: {exec: {command: [a]}}, lifecycle: {}}
- {name: typo, image: a, restartPolicy: always, livenessProbe: {}}
#                                       ^^^^^^ error[unknown-value]",
    ));
    check_at(
        Minor(27),
        &with_init(
            "\
- name: wait
  image: a
  lifecycle: {}
# ^^^^^^^^^ error[init-probe-forbidden]: an init container cannot have a `lifecycle`, as it must end before the Pod goes on; remove it",
        ),
    );
    check_fix(
        "init-probe-forbidden",
        false,
        &with_init("- name: a\n  image: a\n  livenessProbe: # why\n    exec: {command: [a]}"),
        &with_init("- name: a\n  image: a"),
    );
}

#[test]
fn ephemeral_containers_are_no_part_of_a_manifest() {
    check(&spec(
        "\
containers: [{name: app, image: a}]
ephemeralContainers:
#<^^^^^^^^^^^^^^^^^^ error[ephemeral-containers-in-manifest]
- name: debug
  image: a
  targetContainerName: ap
#                      ^^ error[target-container-unknown]: there is no container `ap`
  ports: []
# ^^^^^ error[ephemeral-field-forbidden]: an ephemeral container cannot have `ports`
  resources: {}
  volumeMounts:
  - {name: v, mountPath: /v, subPath: x}
#                            ^^^^^^^ error[ephemeral-field-forbidden]
volumes: [{name: v}]",
    ));
    silent(&spec("containers: [{name: app, image: a}]\nephemeralContainers: []"));
}

#[test]
fn restart_policies_of_containers_depend_on_the_version() {
    let rules = "\
restartPolicyRules:
- action: Restart
  exitCodes: {operator: In, values: [3]}";
    check(&app(&rules.replace(":\n- action", ":\n#<^^^^^^^^^^^^^^^^^ error[restart-policy-missing]\n- action")));
    silent(&app(&format!("restartPolicy: Never\n{rules}")));
    check(&app("\
restartPolicy: Never
restartPolicyRules:
- action: Restart
# ^^^^^^ error[restart-rule-exit-codes-missing]"));
    let many = format!(
        "restartPolicy: Never\nrestartPolicyRules: [{}]",
        ["{action: Restart, exitCodes: {operator: In, values: [1]}}"; 21].join(", ")
    );
    check(&app(&format!(
        "{many}\n#<^^^^^^^^^^^^^^^^^ error[restart-rules-too-many]: `restartPolicyRules` must have at most 20 items"
    )));
    let codes: Vec<String> = (0..256).map(|code| code.to_string()).collect();
    check(&app(&format!(
        "restartPolicy: Never\nrestartPolicyRules:\n- action: Restart\n  exitCodes:\n    operator: In\n    values: [{}]\n#   ^^^^^^ error[restart-rule-values-too-many]",
        codes.join(", ")
    )));
    check_at(Minor(33), &app("restartPolicy: Always\n#<^^^^^^^^^^^^ error[container-restart-policy-version]"));
    check_at(Minor(34), &app("restartPolicy: Always\n#<^^^^^^^^^^^^ warning[container-restart-policy-version]"));
    silent(&app("restartPolicy: Always"));
    let sometimes = |minor, said: &str| {
        let init = "- {name: a, image: a, restartPolicy: Sometimes}\n- {name: b, image: a, restartPolicy: Never}";
        check_at(minor, &with_init(&init.lines().map(|line| format!("{line}\n{said}\n")).collect::<String>()));
    };
    sometimes(Minor(28), "#                     ^^^^^^^^^^^^^ warning[container-restart-policy-version]");
    check_at(
        Minor(33),
        &with_init(
            "\
- {name: a, image: a, restartPolicy: Sometimes}
#                                    ^^^^^^^^^ error[init-restart-policy-invalid]: `Sometimes` is not a value
- {name: b, image: a, restartPolicy: Never}
#                                    ^^^^^ error[init-restart-policy-invalid]: `restartPolicy` of an init container",
        ),
    );
    sometimes(Minor(34), "#                     ^^^^^^^^^^^^^ warning[container-restart-policy-version]");
    check_at(
        Minor(35),
        &with_init(
            "\
- name: a
  image: a
  restartPolicy: Always
  restartPolicyRules: [{action: Restart, exitCodes: {operator: In, values: [1]}}]
# ^^^^^^^^^^^^^^^^^^ error[restart-rules-on-sidecar]",
        ),
    );
}

#[test]
fn resize_policies_are_one_for_each_resource() {
    check(&app("\
resizePolicy:
- {resourceName: cpu, restartPolicy: NotRequired}
- {resourceName: cpu, restartPolicy: RestartContainer}
#                ^^^ error[resize-policy-duplicate]: there is a policy for `cpu` already"));
    let never = "\
restartPolicy: Never
containers:
- name: app
  image: a
  resizePolicy: [{resourceName: cpu, restartPolicy: RestartContainer}]
#                                                   ^^^^^^^^^^^^^^^^ error[resize-restart-not-allowed]";
    check(&spec(never));
    let init = "- {name: a, image: a, resizePolicy: [{resourceName: cpu, restartPolicy: RestartContainer}]}";
    check(&with_init(&format!(
        "{init}\n#                                                                       ^^^^^^^^^^^^^^^^ error[resize-restart-not-allowed]"
    )));
    let silent_at = |minor| check_at(minor, &with_init(init));
    silent_at(Minor(35));
}

#[test]
fn nothing_is_missing_in_a_patch() {
    silent(
        "\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
      - name: app
        env: [{name: A, valueFrom: {}}]
        livenessProbe: {periodSeconds: 3}
        resources: {requests: {example.com/gpu: 1}}
",
    );
}
