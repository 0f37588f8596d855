//! What is said of scheduling, and of what admission refuses.

use podls::schema::Minor;

use super::{check, check_at, check_fix, silent};

/// A Pod with `spec` in lines of their own, indented by two.
fn pod(spec: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: a, labels: {{app: a}}}}\nspec:\n  containers: [{{name: a, image: a:1}}]\n{spec}"
    )
}

/// The same in a `CronJob`, where `spec` is indented by eight.
fn cronjob(spec: &str) -> String {
    format!(
        "apiVersion: batch/v1
kind: CronJob
metadata: {{name: a}}
spec:
  schedule: '@daily'
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers: [{{name: a, image: a:1}}]
{spec}"
    )
}

#[test]
fn what_a_pod_names_has_a_name() {
    check(&pod("  nodeName: Node1
  #         ^^^^^ error[name-invalid]: the node name `Node1`
  priorityClassName: a..b
  #                  ^^^^ error[name-invalid]
  runtimeClassName: ''
  #                 ^^ error[name-invalid]: the name of a runtime class must not be empty
"));
    silent(&pod("  nodeName: ''\n  priorityClassName: ''\n  runtimeClassName: gvisor.x\n"));
    silent(&pod("  nodeName: ${NODE}\n"));
}

#[test]
fn node_selectors_are_labels_with_current_names() {
    check(&pod("  nodeSelector: {🚀: x, k: -x, beta.kubernetes.io/os: linux}
  #              ^ error[label-value-invalid]: the node label key
  #                       ^^ error[label-value-invalid]: the node label value
  #                           ^^^^^^^^^^^^^^^^^^^^^ warning[deprecated-fields-and-volumes]: the node label `beta.kubernetes.io/os` is deprecated since Kubernetes 1.14; use `kubernetes.io/os`
"));
    check_fix(
        "deprecated-fields-and-volumes",
        false,
        &pod("  nodeSelector: {beta.kubernetes.io/os: linux}\n"),
        &pod("  nodeSelector: {kubernetes.io/os: linux}\n"),
    );
}

#[test]
fn node_affinity_has_operators_with_their_values() {
    let spec = "  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms:
          - matchExpressions:
              - {key: a, operator: In}
              #                    ^^ error[selector-values-invalid]: `In` needs at least one item
              - {key: a, operator: Exists, values: [x]}
              #                            ^^^^^^ error[selector-values-invalid]: `Exists` takes no `values`
              - {key: a, operator: Gt, values: ['1', '2']}
              #                        ^^^^^^ error[selector-values-invalid]: `Gt` needs exactly one
              - {key: a b, operator: In, values: [a, b c]}
              #       ^^^ error[label-value-invalid]
              #                                      ^^^ error[label-value-invalid]
            matchFields:
              - {key: name, operator: Gt, values: [a]}
              #       ^^^^ error[match-fields-invalid]
              #                       ^^ error[match-fields-invalid]
              - {key: metadata.name, operator: In, values: [A, b]}
              #                                    ^^^^^^ error[match-fields-invalid]
              #                                             ^ error[name-invalid]
      preferredDuringSchedulingIgnoredDuringExecution:
        - weight: 101
        #         ^^^ error[weight-invalid]: `weight` must lie between 1 and 100
          preference:
            matchExpressions:
              - {key: beta.kubernetes.io/arch, operator: In, values: [b c]}
              #       ^^^^^^^^^^^^^^^^^^^^^^^ warning[deprecated-fields-and-volumes]
              #                                                       ^^^ warning[label-value-invalid]
";
    check(&pod(spec));
    check_at(
        Minor(31),
        &pod("  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms:
          - matchExpressions: [{key: a, operator: In, values: [b c]}]
          #                                                    ^^^ warning[label-value-invalid]
"),
    );
}

#[test]
fn pod_affinity_has_selectors_and_keys() {
    check(&pod("  affinity:
    podAntiAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        - topologyKey: a/b/c
        #              ^^^^^ error[label-value-invalid]: the topology key
          labelSelector: {matchLabels: {app: a}}
          namespaces: [A]
          #            ^ error[name-invalid]
          namespaceSelector: {matchExpressions: [{key: a, operator: NotIn, values: []}]}
          #                                                                ^^^^^^ error[selector-values-invalid]
          matchLabelKeys: [app, q, b d]
          #                ^^^ error[match-label-keys-conflict]: `app` is in the `labelSelector` too
          #                     ^ error[match-label-keys-conflict]: `q` is in `mismatchLabelKeys` too
          #                        ^^^ error[label-value-invalid]
          mismatchLabelKeys: [q]
        - topologyKey: z
        # ^^^^^^^^^^^ warning[label-selector-missing]
          matchLabelKeys: [a]
          #<^^^^^^^^^^^^^ error[match-label-keys-without-selector]
"));
    silent(&cronjob(
        "          affinity:
            podAffinity:
              preferredDuringSchedulingIgnoredDuringExecution:
                - weight: 1
                  podAffinityTerm:
                    topologyKey: z
                    labelSelector: {matchLabels: {app: a}}
                    matchLabelKeys: [app]
",
    ));
}

#[test]
fn spread_is_possible_and_said_once() {
    check(&pod("  topologySpreadConstraints:
    - maxSkew: 0
    #          ^ error[max-skew-invalid]
      topologyKey: z
      #            ^ error[spread-constraint-duplicate]
      whenUnsatisfiable: ScheduleAnyway
      minDomains: 2
      #<^^^^^^^^^ error[min-domains-invalid]
      labelSelector: {matchLabels: {app: a}}
      matchLabelKeys: [app]
      #                ^^^ error[match-label-keys-conflict]
    - maxSkew: 1
      topologyKey: z
      whenUnsatisfiable: ScheduleAnyway
      labelSelector: null
      #<^^^^^^^^^^^^ warning[label-selector-missing]
    - {maxSkew: 1, topologyKey: z, whenUnsatisfiable: DoNotSchedule, minDomains: 1, labelSelector: {}}
"));
    check(&cronjob(
        "          topologySpreadConstraints:
            - {maxSkew: -1, topologyKey: z, whenUnsatisfiable: DoNotSchedule, labelSelector: {}}
            #           ^^ error[max-skew-invalid]: `maxSkew` must be at least 1, not -1
",
    ));
}

#[test]
fn tolerations_are_whole() {
    check(&pod("  tolerations:
    - {key: a b, operator: Exists}
    #       ^^^ error[label-value-invalid]: the taint key `a b`
    - {key: a, value: é}
    #                 ^ error[label-value-invalid]: the taint value `é`
    - {effect: NoSchedule}
    #  ^^^^^^ error[toleration-without-key]
    - {key: a, operator: Exists, value: x}
    #                    ^^^^^^ error[toleration-value-with-exists]
    - {key: a, operator: Exists, effect: NoSchedule, tolerationSeconds: 5}
    #                                    ^^^^^^^^^^ error[toleration-seconds-effect]
    - {key: a, operator: Lt, value: '1'}
    #                    ^^ error[unknown-value]
"));
    silent(&pod(
        "  tolerations:\n    - {operator: Exists}\n    - {key: a, effect: NoExecute, tolerationSeconds: 5}\n    - {key: '${K}', value: '${V}'}\n",
    ));
    check_fix(
        "toleration-seconds-effect",
        false,
        &pod("  tolerations: [{key: a, effect: NoSchedule, tolerationSeconds: 5}]\n"),
        &pod("  tolerations: [{key: a, effect: NoExecute, tolerationSeconds: 5}]\n"),
    );
}

#[test]
fn gates_are_named_once() {
    check(&pod("  nodeName: node
  #<^^^^^^^ error[node-name-with-scheduling-gates]
  schedulingGates: [{name: a/b/c}, {name: a}, {name: a}]
  #                        ^^^^^ error[scheduling-gate-invalid]
  #                                                  ^ error[scheduling-gate-duplicate]
  readinessGates: [{conditionType: a b}]
  #                                ^^^ error[readiness-gate-invalid]
"));
    silent(&pod(
        "  schedulingGates: [{name: example.com/a}]\n  readinessGates: [{conditionType: example.com/Ready}]\n",
    ));
}

#[test]
fn admission_refuses_what_only_classes_may_say() {
    check(&pod("  priority: 5
  #         ^ error[priority-without-class]
  preemptionPolicy: Never
  #                 ^^^^^ error[preemption-policy-without-class]
  overhead: {cpu: 1m}
  #<^^^^^^^ error[overhead-without-runtime-class]
"));
    silent(&pod(
        "  priority: 5\n  preemptionPolicy: Never\n  priorityClassName: mine\n  overhead: {cpu: 1m}\n  runtimeClassName: mine\n",
    ));
    silent(&pod("  priority: 0\n  overhead: {}\n"));
    silent(&pod("  priority: 2000000000\n  priorityClassName: system-cluster-critical\n"));
    silent(&cronjob("          priority: 5\n"));
}

#[test]
fn a_mirror_pod_refers_to_nothing() {
    check(
        "apiVersion: v1
kind: Pod
metadata: {name: a, annotations: {kubernetes.io/config.mirror: x}}
spec:
  nodeName: node
  containers:
    - name: a
      image: a:1
      env: [{name: A, valueFrom: {secretKeyRef: {name: a, key: b}}}]
      #                           ^^^^^^^^^^^^ error[mirror-pod-reference]: a mirror Pod cannot use a Secret
  volumes:
    - {name: b, secret: {secretName: b}}
    #                    ^^^^^^^^^^ error[mirror-pod-reference]
",
    );
}
