//! Hover over fields and their values, in every way of writing them.

use expect_test::expect;
use podls::settings::Settings;

use super::{check, hover_at, in_pod};
use crate::ide::target;

#[test]
fn a_key_tells_its_field() {
    check(
        &in_pod("imagePullPolicy"),
        expect![[r#"
            on "imagePullPolicy"

            **imagePullPolicy** `string`

            When the kubelet asks the registry for the image before a container start. The default is written down once, at creation, from the tag of that moment and stays as it is if the image changes later.

            Default: Always for the tag latest or a missing tag, otherwise IfNotPresent

            Values:

            - `Always`: ask the registry at every start and download only what changed
            - `IfNotPresent`: use the copy on the node if there is one
            - `Never`: use the copy on the node or fail

            [Images](https://kubernetes.io/docs/concepts/containers/images/)
        "#]],
    );
    check(
        &in_pod("startupProbe"),
        expect![[r#"
            on "startupProbe"

            **startupProbe** `Probe`

            Check repeated until it passes for the first time; the other probes wait for it. After `failureThreshold` failures the container is killed and its restart policy applies. In a native sidecar it also holds back the next init container and all regular containers; a plain init container may not have one.

            Default: none, started as soon as it runs

            Started as soon as it answers well; a container that never answers well is restarted after 20 to 21 s. Asked every 10 s, an answer may take 1 s.

            [Configuring probes](https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/)
        "#]],
    );
    check(
        "apiVersion: v1\nkind: Pod\nspec:\n  terminationGracePeriod$0Seconds: 5\n",
        expect![[r#"
            on "terminationGracePeriodSeconds"

            **terminationGracePeriodSeconds** `integer`

            Time from the request to stop the Pod until everything left is killed. All share it: `preStop` hooks run first, then regular containers get the stop signal, and native sidecars get it only after those have ended, so a slow container takes time away from them. 0 leaves no time to clean up.

            Default: `30`  
            Unit: seconds

            [Pod lifecycle](https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/)
        "#]],
    );
    check(
        "apiVersion: v1\nkind: Pod\nspec:\n  serviceAcc$0ount: x\n",
        expect![[r#"
            on "serviceAccount"

            **serviceAccount** `string`, deprecated

            Old name of `serviceAccountName`, kept so that ancient manifests still work; with both set the new one wins.

            [ServiceAccounts for Pods](https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/)
        "#]],
    );
}

#[test]
fn a_value_out_of_a_list_tells_its_gloss() {
    check(
        &in_pod("IfNotPresent"),
        expect![[r#"
        on "IfNotPresent"

        `IfNotPresent`: use the copy on the node if there is one

        Value of `imagePullPolicy`; default: Always for the tag latest or a missing tag, otherwise IfNotPresent
    "#]],
    );
    check(
        "apiVersion: v1\nkind: Pod\nspec:\n  restartPolicy: \"On$0Failure\"\n",
        expect![[r#"
        on "\"OnFailure\""

        `OnFailure`: restart only after a non-zero exit code

        Value of `restartPolicy`; default: `Always`
    "#]],
    );
    check(
        "apiVersion: v1\nkind: Pod\nspec:\n  restartPolicy: Some$0times\n",
        expect![[r#"
        nothing
    "#]],
    );
}

#[test]
fn versions_are_told() {
    let marked = "apiVersion: v1\nkind: Pod\nspec:\n  hostnameOver$0ride: x\n";
    expect![[r#"
        on "hostnameOverride"

        **hostnameOverride** `string`, since 1.34

        Kubernetes 1.33, the target, does not have it.

        Host name seen inside the containers in place of `hostname` and `subdomain`, at most 64 characters, dots allowed; DNS stays as it is. Refused together with `hostNetwork: true` or `setHostnameAsFQDN: true`. On by default from 1.35.

        ```yaml
        hostnameOverride: db-0.internal.example.com
        ```
    "#]].assert_eq(&hover_at(marked, &target("1.33")));
}

#[test]
fn kind_and_api_version_tell_what_the_object_is() {
    check(
        &in_pod("kind"),
        expect![[r#"
            on "kind"

            **Pod** `v1`

            One or more containers that run together on one node, share one IP address and can share volumes. It is the smallest thing Kubernetes runs. Nobody replaces a bare Pod when its node is lost, so long-running work usually sits in a Deployment, StatefulSet, DaemonSet or Job.

            The Pod requests nothing. Quality of service: `BestEffort`; `Guaranteed` would need a CPU limit for `wait`, a memory limit for `wait`, a CPU limit for `ship` and 7 more.

            ```sh
            # this file
            kubectl apply -f pod.yaml
            # the Pod
            kubectl get pod web
            kubectl describe pod web
            kubectl logs web --all-containers --prefix
            kubectl top pod web --containers
            kubectl events --for=pod/web
            kubectl get pod web -o jsonpath='{.spec.initContainers[*].name} {.spec.containers[*].name}'
            kubectl get pod web -o jsonpath='{range .status.initContainerStatuses[*]}{.name}: {.state}{"\n"}{end}'
            kubectl get pod web -o jsonpath='{range .status.containerStatuses[*]}{.name}: {.state}{"\n"}{end}'
            ```

            [Pods](https://kubernetes.io/docs/concepts/workloads/pods/)
        "#]],
    );
    check(
        "apiVersion: extensions/v1$0beta1\nkind: Deployment\n",
        expect![[r#"
            on "extensions/v1beta1"

            **Deployment** `apps/v1`

            Keeps a number of interchangeable Pods running and replaces them step by step when the template changes. It does so through ReplicaSets, one per revision of the template.

            Its Pod is in `spec.template`.

            `extensions/v1beta1` was removed in Kubernetes 1.16; write `apps/v1`.
        "#]],
    );
}

#[test]
fn every_way_of_writing_is_understood() {
    let first_line =
        |marked: &str| hover_at(marked, &Settings::default()).lines().take(3).collect::<Vec<_>>().join(" | ");
    let mut out = String::new();
    for marked in [
        "{apiVersion: v1, kind: Pod, spec: {containers: [{name: é, \"image$0PullPolicy\": Always}]}}",
        "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"spec\": {\"restartPolicy\": \"Al$0ways\"}}",
        "apiVersion: v1\nkind: Pod\nspec:\n    containers:\n        -   name: 🚀\n            image$0: x\n",
        "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - &base\n    name: a\n    image: x\n  - <<: *base\n    'ar$0gs': []\n",
        "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - <<: {ima$0ge: x}\n    name: a\n",
        "apiVersion: v1\nkind: Pod\nx-base: &base\n  ima$0ge: x\nspec:\n  containers:\n  - <<: *base\n    name: a\n",
        "apiVersion: v1\nkind: Pod\nx-env: &env\n- name: A\n  val$0ue: x\nspec:\n  containers:\n  - env: *env\n",
        "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    imag\n    po$0rts: []\n  broken: \"\n",
        "apiVersion: batch/v1\nkind: CronJob\nspec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          containers:\n          - co$0mmand: [a]\n",
        "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  spec: {}\n- apiVersion: v1\n  kind: Pod\n  spec:\n    dns$0Policy: x\n",
        "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - &base\n    name: a\n  - *ba$0se\n",
        "a: b\n---\napiVersion: v1\nkind: Pod\nsp$0ec: {}\n",
    ] {
        out.push_str(&first_line(marked));
        out.push('\n');
    }
    expect![[r#"
        on "\"imagePullPolicy\"" |  | **imagePullPolicy** `string`
        on "\"Always\"" |  | `Always`: restart after every exit, also a successful one
        on "image" |  | **image** `string`, required
        on "'args'" |  | **args** `[]string`
        on "image" |  | **image** `string`, required
        on "image" |  | **image** `string`, required
        on "value" |  | **value** `string`
        on "ports" |  | **ports** `[]ContainerPort`
        on "command" |  | app container
        on "dnsPolicy" |  | **dnsPolicy** `string`
        on "*base" |  | **a**, sidecar
        on "spec" |  | **spec** `PodSpec`
    "#]]
    .assert_eq(&out);
}

#[test]
fn nothing_is_said_where_nothing_is_known() {
    for marked in [
        "na$0me: x\n",
        "version: 3\nservices: {we$0b: {image: nginx}}\n",
        "apiVersion: v1\nkind: ConfigMap\nda$0ta: {}\n",
        "apiVersion: apps.kruise.io/v1alpha1\nkind: StatefulSet\nsp$0ec: {}\n",
        "kind: Pod\nno$0te: x\n",
        "apiVersion: v1\nkind: Pod\nflu$0rb: x\n",
        "apiVersion: v1\nkind: Pod\nmetadata: {labels: {ap$0p: x}}\n",
        "apiVersion: v1\nkind: Pod\nspec: # com$0ment\n",
        "apiVersion: v1\nkind: Pod\nspec:\n$0\n",
        "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n   $0 image: b\n",
        "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  -$0 a\n",
        "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  -$0\n",
        "$0",
    ] {
        assert_eq!(hover_at(marked, &Settings::default()), "nothing\n", "{marked}");
    }
}
