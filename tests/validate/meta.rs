//! What is said of metadata: names, labels, annotations, owners, finalizers, times.

use podls::schema::Minor;

use super::{check, check_at, check_fix, silent};

/// A Pod with `metadata` in lines of its own, indented by two.
fn pod(metadata: &str) -> String {
    format!("apiVersion: v1\nkind: Pod\nmetadata:\n{metadata}spec:\n  containers:\n    - {{name: app, image: a:1}}\n")
}

/// An object of `kind` named `name`, complete otherwise.
fn named(kind: &str, name: &str) -> String {
    let (version, spec) = match kind {
        "Pod" => ("v1", "  containers: [{name: app, image: a:1}]\n".to_owned()),
        "CronJob" => (
            "batch/v1",
            "  schedule: '@daily'\n  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: a:1}]}}}}\n"
                .to_owned(),
        ),
        "Job" => (
            "batch/v1",
            "  template: {spec: {restartPolicy: Never, containers: [{name: a, image: a:1}]}}\n".to_owned(),
        ),
        _ => (
            "apps/v1",
            "  selector: {matchLabels: {a: b}}\n  template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: a:1}]}}\n"
                .to_owned(),
        ),
    };
    format!("apiVersion: {version}\nkind: {kind}\nmetadata:\n{name}spec:\n{spec}")
}

#[test]
fn a_name_follows_the_grammar_of_its_kind() {
    check(&named(
        "Pod",
        "  name: a_🚀 # 🚀\n  #     ^^^ error[name-invalid]: the name `a_🚀` must consist of lower-case\n",
    ));
    check(&named("Pod", "  name: ${NAME}\n  #     ^^^^^^^ information[placeholder]\n"));
    check(&named("Pod", "  name: a.b\n  #     ^^^ warning[name-not-dns-label]: `a.b` becomes the Pod's host name\n"));
    check(&named("DaemonSet", "  name: a.b\n"));
    check(&named(
        "StatefulSet",
        "  name: a.b\n  #     ^^^ error[name-invalid]: the name `a.b` must not contain dots\n",
    ));
    check_at(Minor(26), &named("StatefulSet", "  name: a.b\n"));
    check(&named("Pod", "  name: a\n  namespace: a.b\n  #          ^^^ error[name-invalid]: the namespace\n"));
    check_fix("name-invalid", false, &named("Pod", "  name: My_App\n"), &named("Pod", "  name: my-app\n"));
}

#[test]
fn a_generated_name_is_judged_by_its_beginning() {
    silent(&named("Pod", "  generateName: app-\n"));
    check(&named(
        "Pod",
        "  generateName: App-\n  #             ^^^^ error[name-invalid]: no name can begin with `App-`\n",
    ));
    check(&named(
        "Pod",
        "  generateName: a.-\n  #             ^^^ error[name-invalid]: no name can begin with `a.-`\n",
    ));
    check_fix("name-invalid", false, &named("Pod", "  generateName: UP-\n"), &named("Pod", "  generateName: up-\n"));
}

#[test]
fn some_names_must_leave_room_for_what_is_made_of_them() {
    let name = |letters: usize| format!("  name: {}\n", "a".repeat(letters));
    let error = |letters: usize| format!("  #     {} error[name-invalid]\n", "^".repeat(letters));
    silent(&named("CronJob", &name(52)));
    check(&named("CronJob", &(name(53) + &error(53))));
    silent(&named("Job", &name(63)));
    check(&named("Job", &(name(64) + &error(64))));
    check("apiVersion: batch/v1
kind: Job
metadata:
  name: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
  #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[name-invalid]: the Pods of this Job cannot be named
spec:
  completionMode: Indexed
  completions: 11
  template: {spec: {restartPolicy: Never, containers: [{name: a, image: a:1}]}}
");
}

#[test]
fn labels_have_keys_and_values() {
    silent(&pod("  name: a\n  labels: {app.kubernetes.io/name: A_b.c-1, empty: '', tier: '${TIER}'}\n"));
    check(&pod("  name: a
  labels:
    a b: c
    #<^^ error[label-value-invalid]: the label key `a b` must consist of
    X.io/a: b
    #<^^^^^ error[label-value-invalid]: the label key `X.io/a` needs another prefix
    tier: '🚀 web'
    #     ^^^^^^^ error[label-value-invalid]: the label value `🚀 web`
"));
    check(
        "apiVersion: batch/v1
kind: CronJob
metadata: {name: a}
spec:
  schedule: '@daily'
  jobTemplate:
    spec:
      template:
        metadata: {labels: {a: -b}}
        #                      ^^ error[label-value-invalid]
        spec: {restartPolicy: Never, containers: [{name: a, image: a:1}]}
",
    );
    check_fix(
        "label-value-invalid",
        false,
        &pod("  name: a\n  labels: {a: b c}\n"),
        &pod("  name: a\n  labels: {a: b-c}\n"),
    );
}

#[test]
fn annotations_have_keys_and_a_size() {
    silent(&pod("  name: a\n  annotations: {Example.COM/a: 'what ever, 🚀'}\n"));
    check(&pod("  name: a\n  annotations:\n    a/b/c: x\n    #<^^^^ error[annotation-key-invalid]\n"));
    let long = "x".repeat(262_144);
    check(&pod(&format!("  name: a\n  annotations:\n  #<^^^^^^^^^^ error[annotations-too-long]\n    a: {long}\n")));
}

#[test]
fn annotations_that_mean_something_are_read() {
    check(&pod("  name: a
  annotations:
    controller.kubernetes.io/pod-deletion-cost: '007'
    #                                           ^^^^^ error[pod-deletion-cost-invalid]
    kubernetes.io/config.mirror: x
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^ error[mirror-pod-without-node]
    scheduler.alpha.kubernetes.io/tolerations: '[{\"key\": \"a b\", \"operator\": \"Exists\"}]'
    #                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[tolerations-annotation-invalid]: the taint key `a b`
    scheduler.alpha.kubernetes.io/critical-pod: ''
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[deprecated-fields-and-volumes]
"));
    silent(&pod("  name: a
  annotations:
    controller.kubernetes.io/pod-deletion-cost: '-7'
    scheduler.alpha.kubernetes.io/tolerations: '[{\"Key\": \"a\", \"operator\": \"Exists\"}]'
"));
    check_fix(
        "pod-deletion-cost-invalid",
        false,
        &pod("  name: a\n  annotations: {controller.kubernetes.io/pod-deletion-cost: '+7'}\n"),
        &pod("  name: a\n  annotations: {controller.kubernetes.io/pod-deletion-cost: '7'}\n"),
    );
}

#[test]
fn profiles_in_annotations_are_judged_and_compared() {
    check(&pod("  name: a
  annotations:
    seccomp.security.alpha.kubernetes.io/pod: strict
    #                                         ^^^^^^ error[seccomp-annotation-invalid]
    container.seccomp.security.alpha.kubernetes.io/app: runtime/default
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[deprecated-fields-and-volumes]
    container.apparmor.security.beta.kubernetes.io/app: Unconfined
    #                                                   ^^^^^^^^^^ error[apparmor-annotation-invalid]
    container.apparmor.security.beta.kubernetes.io/nobody: unconfined
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[apparmor-annotation-invalid]: there is no container `nobody`
"));
    check(
        "apiVersion: v1
kind: Pod
metadata:
  name: a
  annotations:
    container.seccomp.security.alpha.kubernetes.io/app: unconfined
    container.apparmor.security.beta.kubernetes.io/app: localhost/one
spec:
  containers:
    - name: app
      image: a:1
      securityContext:
        seccompProfile: {type: RuntimeDefault}
        #                      ^^^^^^^^^^^^^^ error[seccomp-annotation-conflict]
        appArmorProfile: {type: Localhost, localhostProfile: two}
        #                                                    ^^^ error[apparmor-annotation-conflict]
",
    );
}

#[test]
fn owners_and_finalizers_are_known_to_the_cluster() {
    check(&pod("  name: a
  ownerReferences:
    - {apiVersion: apps/, kind: ReplicaSet, name: a, uid: a}
    #              ^^^^^ error[owner-version-missing]
    - {apiVersion: v1, kind: Event, name: b, uid: b, controller: true}
    #                        ^^^^^ error[owner-event]
    - {apiVersion: v1, kind: Pod, name: c, uid: c, controller: true}
    #                                              ^^^^^^^^^^ error[owner-controller-duplicate]
    - {apiVersion: v1, kind: Pod, name: c, uid: c, controller: true}
    #  ^^^^^^^^^^ warning[owner-duplicate]
  finalizers: [a b/c, alone, orphan, foregroundDeletion, example.com/x]
  #            ^^^^^ error[finalizer-invalid]
  #                   ^^^^^ error[finalizer-invalid]: the finalizer `alone` needs a domain
  #                                  ^^^^^^^^^^^^^^^^^^ error[finalizer-conflict]
  managedFields:
    - {manager: kubectl, operation: Apply, apiVersion: v1, fieldsType: FieldsV2}
    #                                                                  ^^^^^^^^ error[unknown-value]
"));
    silent(&pod("  name: a
  ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: a, uid: a, controller: true}]
  finalizers: [kubernetes, orphan, example.com/x]
"));
}

#[test]
fn times_are_times() {
    silent(&pod("  name: a\n  creationTimestamp: 2024-01-01T00:00:00Z\n"));
    silent(&pod("  name: a\n  creationTimestamp: null\n"));
    check(&pod("  name: a\n  creationTimestamp: yesterday\n  #                  ^^^^^^^^^ error[time-invalid]\n"));
}
