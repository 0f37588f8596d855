//! What is said of the wrappers around a Pod: selectors, rollouts, numbers, documents.

use super::{check, check_fix, silent};

/// A workload of the group apps whose template is labelled `app: a`; `spec` is indented by two.
fn apps(kind: &str, spec: &str) -> String {
    format!(
        "apiVersion: apps/v1
kind: {kind}
metadata: {{name: a}}
spec:
{spec}  selector: {{matchLabels: {{app: a}}}}
  template:
    metadata: {{labels: {{app: a}}}}
    spec: {{containers: [{{name: a, image: a:1}}]}}
"
    )
}

#[test]
fn a_selector_selects_the_pods_of_its_template() {
    silent(&apps("Deployment", ""));
    check("apiVersion: apps/v1
kind: Deployment
metadata: {name: a}
spec:
  selector:
    matchLabels: {app: a, tier: web}
    matchExpressions:
      - {key: app, operator: In, values: [a, b]}
  template:
    metadata:
      labels: {x: 🚀é, app: a, tier: b}
      #           ^^ error[label-value-invalid]
      #                             ^ error[selector-mismatch]: the selector requires the label `tier: web`, but it is `b` here
    spec: {containers: [{name: a, image: a:1}]}
");
    check(
        "apiVersion: apps/v1
kind: DaemonSet
metadata: {name: a}
spec:
  selector:
    matchExpressions:
      - {key: app, operator: NotIn, values: [a]}
  template:
    metadata:
      labels: {app: a}
      #        ^^^ error[selector-mismatch]: the labels of the template do not match `app NotIn`
    spec: {containers: [{name: a, image: a:1}]}
",
    );
    check(
        "apiVersion: apps/v1
kind: StatefulSet
metadata: {name: a}
spec:
  selector: {matchLabels: {}}
  #<^^^^^^^ error[selector-empty]
  template:
    metadata: {labels: {app: a}}
    spec: {containers: [{name: a, image: a:1}]}
",
    );
    check(
        "apiVersion: apps/v1
kind: ReplicaSet
metadata: {name: a}
spec:
  selector: {matchExpressions: [{key: a b, operator: Exists}]}
  #                                   ^^^ error[label-value-invalid]
  template:
    metadata: {labels: {app: a}}
    spec: {containers: [{name: a, image: a:1}]}
",
    );
    check(
        "apiVersion: v1
kind: ReplicationController
metadata: {name: a}
spec:
  selector: {app: b}
  template:
    metadata: {labels: {app: a}}
    #                        ^ error[selector-mismatch]
    spec: {containers: [{name: a, image: a:1}]}
---
apiVersion: v1
kind: ReplicationController
metadata: {name: a}
spec:
#<^^^ error[selector-empty]
  template:
    spec: {containers: [{name: a, image: a:1}]}
---
apiVersion: v1
kind: ReplicationController
metadata: {name: a}
spec:
  template:
    metadata: {labels: {app: a}}
    spec: {containers: [{name: a, image: a:1}]}
",
    );
}

#[test]
fn a_label_behind_an_alias_is_told_where_the_alias_stands() {
    check(
        "apiVersion: apps/v1
kind: Deployment
metadata: {name: a, labels: &labels {app: b}}
spec:
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: *labels}
    #                  ^^^^^^^ error[selector-mismatch]
    spec: {containers: [{name: a, image: a:1}]}
",
    );
}

#[test]
fn a_mended_label_is_quoted_where_it_needs_to_be() {
    let text = |label: &str| {
        format!(
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: a}}\nspec:\n  selector: {{matchLabels: {{v: \"1\"}}}}\n  template:\n    metadata: {{labels: {{v: {label}}}}}\n    spec: {{containers: [{{name: a, image: a:1}}]}}\n"
        )
    };
    check_fix("selector-mismatch", false, &text("x"), &text("\"1\""));
}

#[test]
fn kinds_end_their_pods_in_their_own_way() {
    check(
        "apiVersion: apps/v1
kind: Deployment
metadata: {name: a}
spec:
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: a}}
    spec:
      restartPolicy: OnFailure
      #              ^^^^^^^^^ error[restart-policy-kind-mismatch]
      activeDeadlineSeconds: 5
      #<^^^^^^^^^^^^^^^^^^^^ error[active-deadline-kind-mismatch]
      containers: [{name: a, image: a:1}]
",
    );
    check(
        "apiVersion: batch/v1
kind: Job
metadata: {name: a}
spec:
  template:
    spec:
    #<^^^ error[restart-policy-kind-mismatch]: the Pods of a Job need `restartPolicy: OnFailure` or `Never`
      containers: [{name: a, image: a:1}]
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: a}
spec:
  schedule: '@daily'
  jobTemplate:
    spec:
      podFailurePolicy: {rules: [{action: Ignore, onPodConditions: [{type: DisruptionTarget}]}]}
      template: {spec: {restartPolicy: OnFailure, containers: [{name: a, image: a:1}]}}
      #                                ^^^^^^^^^ error[restart-policy-kind-mismatch]: with `podFailurePolicy`
",
    );
}

#[test]
fn numbers_of_workloads_are_not_negative() {
    check(&apps("Deployment", "  replicas: -1\n  #         ^^ error[negative-number]\n"));
    check(&apps("DaemonSet", "  revisionHistoryLimit: -1\n  #                     ^^ error[negative-number]\n"));
    check(&apps("StatefulSet", "  revisionHistoryLimit: -1\n  #                     ^^ warning[negative-number]\n"));
    check(&super::jobs::job("  backoffLimit: -1\n  #             ^^ error[negative-number]\n"));
    check_fix(
        "negative-number",
        false,
        &apps("Deployment", "  replicas: -1\n"),
        &apps("Deployment", "  replicas: 0\n"),
    );
}

#[test]
fn a_rollout_makes_progress() {
    check(&apps(
        "Deployment",
        "  minReadySeconds: 700
  #                ^^^ error[progress-deadline-invalid]
  strategy:
    rollingUpdate: {maxSurge: 0, maxUnavailable: 0%}
    #                                            ^^ error[rolling-update-conflict]
",
    ));
    check(&apps(
        "Deployment",
        "  strategy:
    type: Recreate
    rollingUpdate: {}
    #<^^^^^^^^^^^^ error[rolling-update-conflict]
",
    ));
    check(&apps(
        "Deployment",
        "  strategy: {rollingUpdate: {maxSurge: '1', maxUnavailable: 200%}}
  #                                    ^^^ error[share-invalid]
  #                                                         ^^^^ error[share-invalid]
",
    ));
    silent(&apps("Deployment", "  strategy: {rollingUpdate: {maxSurge: 200%, maxUnavailable: 0}}\n"));
    check(&apps(
        "DaemonSet",
        "  updateStrategy: {rollingUpdate: {maxSurge: 1}}
  #                                          ^ error[rolling-update-conflict]: `maxSurge` needs `maxUnavailable: 0`
",
    ));
    silent(&apps("DaemonSet", "  updateStrategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}\n"));
    silent(&apps("DaemonSet", "  updateStrategy: {type: OnDelete, rollingUpdate: {maxSurge: 1}}\n"));
    check_fix(
        "share-invalid",
        false,
        &apps("Deployment", "  strategy: {rollingUpdate: {maxSurge: '1'}}\n"),
        &apps("Deployment", "  strategy: {rollingUpdate: {maxSurge: 1}}\n"),
    );
}

#[test]
fn a_stateful_set_updates_and_counts_within_bounds() {
    check(&apps(
        "StatefulSet",
        "  serviceName: A
  #            ^ error[name-invalid]
  ordinals: {start: -1}
  #                 ^^ error[negative-number]
  updateStrategy:
    type: OnDelete
    rollingUpdate: {partition: 1}
    #<^^^^^^^^^^^^ error[rolling-update-conflict]
",
    ));
    check(&apps(
        "StatefulSet",
        "  updateStrategy: {rollingUpdate: {partition: -1}}\n  #                                           ^^ error[negative-number]\n",
    ));
}

#[test]
fn nothing_is_said_to_be_missing_from_a_patch() {
    silent(
        "apiVersion: apps/v1
kind: Deployment
metadata: {name: a}
spec:
  replicas: 2
  template:
    spec:
      tolerations: [{key: a, tolerationSeconds: 5}]
      affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{matchLabelKeys: [a]}]}}
",
    );
}

#[test]
fn a_document_begins_below_its_marker() {
    check(
        "--- foo
#   ^^^ error[yaml-syntax]: only a comment can follow `---`
apiVersion: v1
kind: Pod
",
    );
    check_fix(
        "yaml-syntax",
        true,
        "--- {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: a, image: a:1}]}}\n",
        "---\n{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: a, image: a:1}]}}\n",
    );
    silent("--- # foo\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a:1}]}\n");
    silent("--- just text\n");
}

#[test]
fn kinds_of_other_groups_are_left_alone_whatever_their_name() {
    check(
        "apiVersion: apps.kruise.io/v1alpha1
kind: StatefulSet
metadata: {name: 🚀}
spec:
  updateStrategy: {rollingUpdate: {podUpdatePolicy: InPlaceIfPossible}}
",
    );
}

#[test]
fn a_controller_without_a_selector_is_told_at_the_labels_to_select() {
    check(
        "apiVersion: apps/v1
kind: DaemonSet
metadata: {name: a}
spec:
    template:
        metadata: {name: 🚀, labels: {app: a}}
        #                   ^^^^^^ error[missing-field]: `selector` is missing in this DaemonSet
        spec: {containers: [{name: a, image: a:1}]}
",
    );
    check(
        "apiVersion: apps/v1
kind: StatefulSet
metadata: {name: a}
spec:
  selector:
  #<^^^^^^^ error[missing-field]: the `selector` of a StatefulSet must not be empty
  template:
    metadata:
      labels: {app: a}
      #<^^^^^ error[selector-mismatch]: a `selector` with nothing in it
    spec: {containers: [{name: a, image: a:1}]}
",
    );
    check(
        "apiVersion: apps/v1
kind: ReplicaSet
metadata: {name: a}
spec:
  template:
  #<^^^^^^^ error[missing-field]: `selector` is missing in this ReplicaSet; add one, and the labels
    spec: {containers: [{name: a, image: a:1}]}
",
    );
}

#[test]
fn a_missing_selector_can_be_made_of_the_labels() {
    check_fix(
        "missing-field",
        false,
        "apiVersion: apps/v1
kind: Deployment
metadata: {name: a}
spec:
    # how many
    replicas: 2
    template: # of each
        metadata: {labels: {app: a, v: 'true'}}
        spec: {containers: [{name: a, image: a:1}]}
",
        "apiVersion: apps/v1
kind: Deployment
metadata: {name: a}
spec:
    # how many
    replicas: 2
    selector:
        matchLabels:
            app: a
            v: 'true'
    template: # of each
        metadata: {labels: {app: a, v: 'true'}}
        spec: {containers: [{name: a, image: a:1}]}
",
    );
}
