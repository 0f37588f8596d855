//! What is said of containers: names, roles, ports, environment, probes and hooks.

use podls::schema::Minor;

use super::{check, check_at, check_fix, silent};

/// A Pod whose only container has the fields `body` besides a name and an image.
fn app(body: &str) -> String {
    spec(&format!("containers:\n- name: app\n  image: app:1\n{}", indented(body, 2)))
}

/// A Pod with an app container and the init container `init`, written as an item.
fn with_init(init: &str) -> String {
    spec(&format!("containers:\n- name: app\n  image: app:1\ninitContainers:\n{init}"))
}

/// A Pod with this spec.
fn spec(body: &str) -> String {
    format!("apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n{}", indented(body, 2))
}

/// A `CronJob` whose Pod has this spec.
fn cron(body: &str) -> String {
    format!(
        "apiVersion: batch/v1\nkind: CronJob\nmetadata: {{name: web}}\nspec:\n  schedule: '0 * * * *'\n  jobTemplate:\n    \
         spec:\n      template:\n        spec:\n          restartPolicy: Never\n{}",
        indented(body, 10)
    )
}

fn indented(body: &str, by: usize) -> String {
    let pad = " ".repeat(by);
    body.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("{pad}{line}\n") }).collect()
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
#                                    ^^^^^^^^^ error[init-restart-policy-invalid]: `Sometimes` is no value
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
fn ports_are_numbers_with_names_of_their_own() {
    check(&app("\
ports:
- {name: HTTP, containerPort: 80}
#        ^^^^ error[port-name-invalid]: `HTTP` must consist of
- {name: web, containerPort: 70000}
#                            ^^^^^ error[port-invalid]: `70000` is no port number
- {name: web, containerPort: 81, hostPort: -1}
#        ^^^ error[port-name-duplicate-in-container]
#                                          ^^ error[port-invalid]
- containerPort: 0
#                ^ error[port-invalid]
- {}
# ^^ error[missing-field]: `containerPort` is missing"));
    silent(&app("ports: [{name: web, containerPort: 80, hostPort: 0}, {name: web-2, containerPort: 3e1}]"));
    check_fix(
        "port-name-invalid",
        false,
        &app("ports: [{name: My_Port, containerPort: 80}]"),
        &app("ports: [{name: my-port, containerPort: 80}]"),
    );
}

#[test]
fn ports_of_the_node_are_taken_once() {
    check(&spec(
        "\
containers:
- {name: a, image: a, ports: [{containerPort: 80, hostPort: 8080}]}
- {name: b, image: a, ports: [{containerPort: 81, hostPort: 8080}]}
#                                                           ^^^^ error[host-port-duplicate]: port 8080/TCP
initContainers:
- {name: c, image: a, ports: [{containerPort: 82, hostPort: 8080}]}",
    ));
    silent(&spec(
        "containers: [{name: a, image: a, ports: [{containerPort: 80, hostPort: 8080}, {containerPort: 81, hostPort: 8080, protocol: UDP}]}]",
    ));
    check(&spec(
        "\
hostNetwork: true
containers:
- {name: a, image: a, ports: [{containerPort: 80, hostPort: 8080}]}
#                                                           ^^^^ error[host-network-port-mismatch]
- {name: b, image: a, ports: [{containerPort: 90}]}
- {name: c, image: a, ports: [{containerPort: 90}]}
#                                             ^^ error[host-port-duplicate]",
    ));
}

#[test]
fn the_server_warns_of_ports_that_meet() {
    check(&spec(
        "\
containers:
- {name: a, image: a, ports: [{name: http, containerPort: 80}, {containerPort: 81, hostPort: 81}, {containerPort: 82, hostPort: 82}]}
- name: b
  image: a
  ports:
  - {name: http, containerPort: 80}
#          ^^^^ warning[duplicate-port-name]: port name `http` is used in container `a`
#                               ^^ warning[port-duplicate]: port 80/TCP is in this Pod twice
  - containerPort: 81
#                  ^^ warning[port-overlap]
  - {containerPort: 82, hostPort: 82, hostIP: 10.0.0.1}
#                   ^^ warning[port-ambiguous]
  - {containerPort: 83, hostIP: 10.0.0.1}
#                       ^^^^^^ warning[host-ip-without-host-port]",
    ));
    silent(&app("ports: [{containerPort: 80}, {containerPort: 80, protocol: UDP}]"));
}

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

#[test]
fn probes_do_one_thing() {
    check(&app("\
livenessProbe: {}
#<^^^^^^^^^^^^ error[probe-handler-invalid]: `livenessProbe` says nothing to do
readinessProbe:
  httpGet: {port: \"8080\"}
#                 ^^^^^^ error[port-name-invalid]: \"8080\" is a name here
  tcpSocket: {port: 1}
# ^^^^^^^^^ error[probe-handler-invalid]: `readinessProbe` can do one thing only
  terminationGracePeriodSeconds: 3
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[probe-grace-period]
startupProbe:
  exec: {command: []}
#        ^^^^^^^ error[exec-command-missing]
  periodSeconds: -1
#                ^^ error[probe-number-negative]
  successThreshold: 2
#                   ^ error[probe-success-threshold]
  terminationGracePeriodSeconds: 0
#                                ^ error[probe-grace-period]"));
    check(&app("\
livenessProbe: {grpc: {port: 0}}
#                            ^ error[port-invalid]
readinessProbe:
  httpGet: {port: HTTP, httpHeaders: [{name: 'X Y', value: z}]}
#                 ^^^^ error[port-name-invalid]
#                                            ^^^^^ error[http-header-invalid]"));
    silent(&app(
        "livenessProbe: {tcpSocket: {port: http}, successThreshold: 0}\nreadinessProbe: {exec: {command: [a]}, successThreshold: 2}",
    ));
    check_fix(
        "port-name-invalid",
        true,
        &app("livenessProbe: {tcpSocket: {port: '80'}}"),
        &app("livenessProbe: {tcpSocket: {port: 80}}"),
    );
}

#[test]
fn hooks_do_one_thing_in_time() {
    check(&app("\
lifecycle:
  postStart: {}
# ^^^^^^^^^ error[probe-handler-invalid]: `postStart` says nothing to do
  preStop: {sleep: {seconds: 31}}
#                            ^^ error[sleep-too-long]: `seconds` must lie between 0 and the 30 seconds"));
    silent(&app("lifecycle: {preStop: {sleep: {seconds: 30}}}"));
    check_at(
        Minor(32),
        &app(
            "lifecycle: {preStop: {sleep: {seconds: 0}}}\n#                                      ^ error[sleep-too-long]",
        ),
    );
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
