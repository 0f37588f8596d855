//! Hover.

use expect_test::{Expect, expect};
use podls::ide::{Occasion, hover};
use podls::settings::Settings;

use super::{shown, snapshot, target};

/// Sunday, 22 November 2026, 19:00 UTC.
const OCCASION: Occasion<'_> = Occasion { file: "pod.yaml", now: Some(1_795_374_000) };

fn hover_at(marked: &str, settings: &Settings) -> String {
    let (snapshot, at) = snapshot(marked);
    match hover(&snapshot, settings, &OCCASION, at) {
        Some(hover) => format!("on {:?}\n\n{}\n", shown(&snapshot, hover.span), hover.markdown),
        None => "nothing\n".to_owned(),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "so that expectations stand in the call")]
fn check(marked: &str, expected: Expect) {
    expected.assert_eq(&hover_at(marked, &Settings::default()));
}

/// A Pod with every role, and an emoji in front.
const POD: &str = r#"# 🚀
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: wait
    image: busybox
  - name: ship
    image: fluent-bit
    restartPolicy: Always
    startupProbe: {tcpSocket: {port: 1}}
  - name: migrate
    image: app
  containers:
  - name: nginx
    image: nginx
    imagePullPolicy: IfNotPresent
  - image: busybox
    name: helper
  ephemeralContainers:
  - name: debug
"#;

/// [`POD`] with the cursor in the middle of `part`.
fn in_pod(part: &str) -> String {
    assert!(POD.contains(part), "{part}");
    let middle = part.len() / 2;
    POD.replacen(part, &format!("{}$0{}", &part[..middle], &part[middle..]), 1)
}

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

            [Service accounts for Pods](https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/)
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
fn a_container_tells_its_role_in_this_pod() {
    for (part, expected) in [
        (
            "name: wait",
            expect![[r#"
                on "wait"

                **wait**, init container

                Starts first, runs once, and has to succeed before `ship` starts. If it fails, it is run again until it succeeds.

                No requests and no limits: it may be starved, or take all there is.

                ```sh
                # logs: now, of the run before, of all containers
                kubectl logs web -c wait
                kubectl logs web -c wait --previous
                kubectl logs web --all-containers --prefix
                # inside, while it runs
                kubectl exec -it web -c wait -- sh
                kubectl exec web -c wait -- printenv
                # the Pod
                kubectl apply -f pod.yaml
                kubectl get pod web
                kubectl describe pod web
                kubectl top pod web --containers
                kubectl events --for=pod/web
                kubectl get pod web -o jsonpath='{.spec.initContainers[*].name} {.spec.containers[*].name}'
                kubectl get pod web -o jsonpath='{range .status.initContainerStatuses[*]}{.name}: {.state}{"\n"}{end}'
                ```
            "#]],
        ),
        (
            "name: ship",
            expect![[r#"
                on "ship"

                **ship**, native sidecar

                An init container with `restartPolicy: Always`. Starts when `wait` has succeeded; as soon as it has passed its startup probe, `migrate` starts. It keeps running, is restarted whenever it ends, and is stopped after `nginx` and `helper` have ended.

                Started as soon as it answers well, restarted after 20 to 21 s if it never comes up.

                No requests and no limits: it may be starved, or take all there is.

                ```sh
                # logs: now, of the run before, of all containers
                kubectl logs web -c ship
                kubectl logs web -c ship --previous
                kubectl logs web --all-containers --prefix
                # inside
                kubectl exec -it web -c ship -- sh
                kubectl exec web -c ship -- printenv
                kubectl debug -it web --image=busybox --target=ship
                # the Pod
                kubectl apply -f pod.yaml
                kubectl get pod web
                kubectl describe pod web
                kubectl top pod web --containers
                kubectl events --for=pod/web
                kubectl get pod web -o jsonpath='{.spec.initContainers[*].name} {.spec.containers[*].name}'
                kubectl get pod web -o jsonpath='{range .status.initContainerStatuses[*]}{.name}: {.state}{"\n"}{end}'
                ```
            "#]],
        ),
        (
            "name: migrate",
            expect![[r#"
                on "migrate"

                **migrate**, init container

                Starts when `ship` has passed its startup probe, runs once, and has to succeed before `nginx` and `helper` start. If it fails, it is run again until it succeeds.

                No requests and no limits: it may be starved, or take all there is.

                ```sh
                # logs: now, of the run before, of all containers
                kubectl logs web -c migrate
                kubectl logs web -c migrate --previous
                kubectl logs web --all-containers --prefix
                # inside, while it runs
                kubectl exec -it web -c migrate -- sh
                kubectl exec web -c migrate -- printenv
                # the Pod
                kubectl apply -f pod.yaml
                kubectl get pod web
                kubectl describe pod web
                kubectl top pod web --containers
                kubectl events --for=pod/web
                kubectl get pod web -o jsonpath='{.spec.initContainers[*].name} {.spec.containers[*].name}'
                kubectl get pod web -o jsonpath='{range .status.initContainerStatuses[*]}{.name}: {.state}{"\n"}{end}'
                ```
            "#]],
        ),
        (
            "name: nginx",
            expect![[r#"
                on "nginx"

                **nginx**, app container

                Starts when `wait` has succeeded, `ship` has passed its startup probe and `migrate` has succeeded, together with `helper`: none waits for another to be ready. It is restarted whenever it ends.

                No requests and no limits: it may be starved, or take all there is.

                ```sh
                # logs: now, of the run before, of all containers
                kubectl logs web -c nginx
                kubectl logs web -c nginx --previous
                kubectl logs web --all-containers --prefix
                # inside
                kubectl exec -it web -c nginx -- sh
                kubectl exec web -c nginx -- printenv
                kubectl debug -it web --image=busybox --target=nginx
                # the Pod
                kubectl apply -f pod.yaml
                kubectl get pod web
                kubectl describe pod web
                kubectl top pod web --containers
                kubectl events --for=pod/web
                kubectl get pod web -o jsonpath='{.spec.initContainers[*].name} {.spec.containers[*].name}'
                kubectl get pod web -o jsonpath='{range .status.containerStatuses[*]}{.name}: {.state}{"\n"}{end}'
                ```
            "#]],
        ),
        (
            "name: helper",
            expect![[r#"
                on "helper"

                **helper**, sidecar

                Starts when `wait` has succeeded, `ship` has passed its startup probe and `migrate` has succeeded, together with `nginx`: none waits for another to be ready. It is restarted whenever it ends. To start before `nginx` and stop after it, it would have to be a native sidecar: in `initContainers`, with `restartPolicy: Always`.

                No requests and no limits: it may be starved, or take all there is.

                ```sh
                # logs: now, of the run before, of all containers
                kubectl logs web -c helper
                kubectl logs web -c helper --previous
                kubectl logs web --all-containers --prefix
                # inside
                kubectl exec -it web -c helper -- sh
                kubectl exec web -c helper -- printenv
                kubectl debug -it web --image=busybox --target=helper
                # the Pod
                kubectl apply -f pod.yaml
                kubectl get pod web
                kubectl describe pod web
                kubectl top pod web --containers
                kubectl events --for=pod/web
                kubectl get pod web -o jsonpath='{.spec.initContainers[*].name} {.spec.containers[*].name}'
                kubectl get pod web -o jsonpath='{range .status.containerStatuses[*]}{.name}: {.state}{"\n"}{end}'
                ```
            "#]],
        ),
        (
            "name: debug",
            expect![[r#"
                on "debug"

                **debug**, ephemeral container

                Put into the running Pod for debugging, usually by `kubectl debug`: it starts at once, waits for nothing and is never restarted.

                ```sh
                # logs: now, of the run before, of all containers
                kubectl logs web -c debug
                kubectl logs web --all-containers --prefix
                # inside
                kubectl attach -it web -c debug
                kubectl exec web -c debug -- printenv
                # the Pod
                kubectl apply -f pod.yaml
                kubectl get pod web
                kubectl describe pod web
                kubectl top pod web --containers
                kubectl events --for=pod/web
                kubectl get pod web -o jsonpath='{.spec.initContainers[*].name} {.spec.containers[*].name}'
                kubectl get pod web -o jsonpath='{range .status.ephemeralContainerStatuses[*]}{.name}: {.state}{"\n"}{end}'
                ```
            "#]],
        ),
    ] {
        check(&POD.replacen(part, &format!("{part}$0"), 1), expected);
    }
    check(
        &POD.replacen("- image: busybox\n", "- ima$0ge: busybox\n", 1),
        expect![[r#"
            on "image"

            **helper**, sidecar

            Starts when `wait` has succeeded, `ship` has passed its startup probe and `migrate` has succeeded, together with `nginx`: none waits for another to be ready. It is restarted whenever it ends. To start before `nginx` and stop after it, it would have to be a native sidecar: in `initContainers`, with `restartPolicy: Always`.

            No requests and no limits: it may be starved, or take all there is.

            ```sh
            # logs: now, of the run before, of all containers
            kubectl logs web -c helper
            kubectl logs web -c helper --previous
            kubectl logs web --all-containers --prefix
            # inside
            kubectl exec -it web -c helper -- sh
            kubectl exec web -c helper -- printenv
            kubectl debug -it web --image=busybox --target=helper
            # the Pod
            kubectl apply -f pod.yaml
            kubectl get pod web
            kubectl describe pod web
            kubectl top pod web --containers
            kubectl events --for=pod/web
            kubectl get pod web -o jsonpath='{.spec.initContainers[*].name} {.spec.containers[*].name}'
            kubectl get pod web -o jsonpath='{range .status.containerStatuses[*]}{.name}: {.state}{"\n"}{end}'
            ```

            ---

            **image** `string`, required

            Image to start, written `registry/name:tag`, or `name@sha256:…` to pin the exact content; required. No tag means `latest`, no registry usually means Docker Hub. It can be changed on a live Pod: a regular container or native sidecar is then restarted with the new image.

            ```yaml
            image: docker.io/library/nginx:1.29-alpine
            ```

            Here:

            - Registry: none named, so usually Docker Hub (`docker.io`)
            - Repository: `busybox`, there `library/busybox`
            - Tag: none, which means `latest`, whatever that is at the moment of the pull
            - Pulled: the registry is asked at every start (`Always`, by default)

            [Images](https://kubernetes.io/docs/concepts/containers/images/)
        "#]],
    );
}

#[test]
fn the_lists_of_containers_tell_the_start_order() {
    check(
        &in_pod("initContainers"),
        expect![[r#"
            on "initContainers"

            **initContainers** `[]Container`

            Containers that run before `containers`, one after the other in list order. A plain entry must exit with 0 before the next one begins; a failure is retried, or fails the Pod if the restart policy is `Never`. An entry with `restartPolicy: Always` is a native sidecar: the sequence goes on as soon as it has started, it runs beside `containers` and stops after them, in reverse order.

            Start order of this Pod:

            1. `wait`: init container, has to succeed
            2. `ship`: native sidecar, has to pass its startup probe, keeps running
            3. `migrate`: init container, has to succeed
            4. together, in list order:
               - `nginx`: app container
               - `helper`: sidecar

            At the end `nginx` and `helper` are told to stop together; once they are gone, `ship`. What is left after 30 s is killed.

            [Init containers](https://kubernetes.io/docs/concepts/workloads/pods/init-containers/)
        "#]],
    );
    check(
        &in_pod("  containers"),
        expect![[r#"
            on "containers"

            **containers** `[]Container`, required

            The regular containers, at least one; the list is fixed at creation. They start in list order, without waiting for each other's readiness, once every plain init container has finished and every native sidecar has started, and only their exits decide whether the Pod succeeds. They share one IP address, so no two may listen on the same port.

            Start order of this Pod:

            1. `wait`: init container, has to succeed
            2. `ship`: native sidecar, has to pass its startup probe, keeps running
            3. `migrate`: init container, has to succeed
            4. together, in list order:
               - `nginx`: app container
               - `helper`: sidecar

            At the end `nginx` and `helper` are told to stop together; once they are gone, `ship`. What is left after 30 s is killed.

            [Pods](https://kubernetes.io/docs/concepts/workloads/pods/)
        "#]],
    );
}

#[test]
fn kind_and_api_version_tell_what_the_object_is() {
    check(
        &in_pod("kind"),
        expect![[r#"
            on "kind"

            **Pod** `v1`

            One or more containers that run together on one node, share one IP address and can share volumes. It is the smallest thing Kubernetes runs. Nobody replaces a bare Pod when its node is lost, so long-running work usually sits in a Deployment, StatefulSet, DaemonSet or Job.

            The Pod asks for nothing. Quality of service: `BestEffort`; `Guaranteed` would need a CPU limit for `wait`, a memory limit for `wait`, a CPU limit for `ship` and 7 more.

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

        Its Pod stands in `spec.template`.

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
