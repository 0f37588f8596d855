//! What hover says a part of a Pod comes to: lists, items, probes, resources, privileges.

use expect_test::expect;

use super::check;

#[test]
fn lists_tell_what_they_come_to_in_this_pod() {
    check(
        &["      containers", "        volumeMounts:\n        - {name: shared, mountPath: /in"],
        expect![[r#"
            on containers
            **containers** `[]Container`, required

            The regular containers, at least one; the list is fixed at creation. They start in list order, without waiting for each other's readiness, once every plain init container has finished and every native sidecar has started, and only their exits decide whether the Pod succeeds. They share one IP address, so no two may listen on the same port.

            Start order of this Pod:

            1. `copy`: init container, has to succeed
            2. `proxy`: native sidecar, has to start and run its `postStart` hook, keeps running
            3. `web`: app container

            At the end `web` is told to stop; once it is gone, `proxy`. What is left after 1 min 30 s is killed.

            [Pods](https://kubernetes.io/docs/concepts/workloads/pods/)

            on /in
            From the volume `shared`: an empty directory in memory, counted as memory of whoever writes, gone with the Pod, at most `512Mi`. Also mounted by `copy` at `/out`.

        "#]],
    );
    check(
        &["drop: [ALL, CHOWN]}\n        volumeMo", "      terminationGrace"],
        expect![[r#"
            on volumeMounts
            **volumeMounts** `[]VolumeMount`

            Where volumes of the Pod appear in this container's file system. Each entry names a volume and a path no other entry uses. Containers see each other's files only if both mount the same volume: what an init container writes into an `emptyDir` is there when the regular containers start.

            ```yaml
            volumeMounts: [{name: data, mountPath: /var/lib/app}]
            ```

            In this container:

            - `/in`, read-only: `shared`, an empty directory in memory, counted as memory of whoever writes, gone with the Pod, at most `512Mi`
            - `/lost`: `lost`, no volume of the Pod

            on terminationGracePeriodSeconds
            **terminationGracePeriodSeconds** `integer`

            Time from the request to stop the Pod until everything left is killed. All share it: `preStop` hooks run first, then regular containers get the stop signal, and native sidecars get it only after those have ended, so a slow container takes time away from them. 0 leaves no time to clean up.

            Default: `30`  
            Unit: seconds

            At the end `web` is told to stop; once it is gone, `proxy`. What is left after 1 min 30 s is killed.

            [Pod lifecycle](https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/)

        "#]],
    );
}

#[test]
fn capabilities_and_users_tell_what_they_may() {
    check(
        &["[NET_AD", "NET_BIND_SERV", "drop: [AL", "[ALL, CHO", "runAsUser: 1000", "runAsUser: 0", "fsGroup: 20"],
        expect![[r#"
            on NET_ADMIN
            `NET_ADMIN`: the container may configure interfaces, routes, firewall and traffic shaping of its network. Forbidden by the baseline Pod Security level.

            on NET_BIND_SERVICE
            `NET_BIND_SERVICE`: the container may listen on ports below 1024. The only one that the restricted Pod Security level lets a container add.

            on ALL
            `ALL`: every capability, also those the runtime would grant by default; what is in `add` is given back. The Pod Security level `restricted` requires it.

            on CHOWN
            `CHOWN`: the container may no longer give files to any user or group. Usually given by the runtime.

            on 1000
            User 1000, not root. It needs no name in the image, but permissions on the files it uses. Holds for all containers but `web` (0).

            on 0
            User 0 is root: it owns whatever it can reach, and a way out of the container makes it root on the node, unless `hostUsers: false` maps it to another. The Pod sets 1000; for this container this one counts.

            on 2000
            Group 2000 owns the volumes that can be owned, may write to them, and every process belongs to it.

        "#]],
    );
}

#[test]
fn probes_tell_how_patient_they_are() {
    check(
        &["        startupPr", "        readinessPr", "        livenessPr"],
        expect![[r#"
        on startupProbe
        **startupProbe** `Probe`

        Check repeated until it passes for the first time; the other probes wait for it. After `failureThreshold` failures the container is killed and its restart policy applies. In a native sidecar it also holds back the next init container and all regular containers; a plain init container may not have one.

        Default: none, started as soon as it runs

        Started as soon as it answers well; a container that never answers well is restarted after 1 min 30 s to 1 min 31 s. Asked every 10 s, an answer may take 1 s.

        [Configuring probes](https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/)

        on readinessProbe
        **readinessProbe** `Probe`

        Repeated check that the program can take traffic. While it fails, the Pod is not ready and Services leave it out; nothing is restarted. The probe of a native sidecar counts for the Pod's readiness like any other; a plain init container may not have one.

        Default: none, ready as soon as it runs

        Ready after 5 s at the earliest, the startup probe included; taken out of Services 20 to 31 s after it stops answering well. Never restarted by this. Asked every 10 s, an answer may take 1 s. Not asked in the first 5 s.

        [Configuring probes](https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/)

        on livenessProbe
        **livenessProbe** `Probe`

        Repeated check that the program still works; it waits for `startupProbe`. After `failureThreshold` failures in a row the kubelet kills the container, and its restart policy decides what comes next. Native sidecars may have one, and then just the sidecar is restarted; plain init containers may not.

        Default: none, alive as long as the process runs

        Begins when the startup probe has passed; one that stops answering is restarted 20 s to 1 min 20 s later. Asked every 10 s, an answer may take 20 s.

        [Configuring probes](https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/)

    "#]],
    );
}

#[test]
fn resources_tell_what_the_pod_comes_to() {
    check(
        &["timeoutSeconds: 20}\n        resou"],
        expect![[r#"
            on resources
            **resources** `ResourceRequirements`

            CPU, memory and devices: `requests` reserve room on the node, `limits` cap the use. The Pod counts as the sum of its regular containers and native sidecars, or as its most demanding plain init container plus the sidecars listed before it, whichever is larger. A greedy init container can therefore make the Pod unschedulable.

            ```yaml
            resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {memory: 128Mi}}
            ```

            Requests: `500m` CPU, `256Mi` memory and `1` example.com/gpu (its limit). Limits: `512M` memory and `1` example.com/gpu.

            The Pod requests `500m` CPU, `1Gi` memory and `1` example.com/gpu (decided for memory by the init container `copy`). Quality of service: `Burstable`; `Guaranteed` would need a CPU limit for `copy`, a memory limit for `copy`, a CPU limit for `proxy` and 3 more.

            [Resource management](https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/)

        "#]],
    );
}

#[test]
fn a_dash_tells_of_its_item() {
    check(
        &["      containers:\n      -", "volumes:\n      -", "mountPath: /in, readOnly: true}\n        -"],
        expect![[r#"
            on -
            **web**, app container

            Starts when `copy` has succeeded and `proxy` has run its `postStart` hook. It is restarted whenever it ends.

            Ready after 5 s at the earliest, restarted after 1 min 30 s to 1 min 31 s if it never comes up, restarted 20 s to 1 min 20 s after it stops answering.

            Requests: `500m` CPU, `256Mi` memory and `1` example.com/gpu (its limit). Limits: `512M` memory and `1` example.com/gpu.

            ```sh
            # logs: now, of the run before, of all containers
            kubectl logs deploy/web -n shop -c web
            kubectl logs deploy/web -n shop -c web --previous
            kubectl logs deploy/web -n shop --all-containers --prefix
            # inside
            kubectl exec -it deploy/web -n shop -c web -- sh
            kubectl exec deploy/web -n shop -c web -- printenv
            kubectl debug -it "$(kubectl get pod -n shop -l app=web -o jsonpath='{.items[0].metadata.name}')" -n shop --image=busybox --target=web
            # its Pods
            kubectl apply -f 'my pod.yaml'
            kubectl get pod -l app=web -n shop
            kubectl describe pod -l app=web -n shop
            kubectl top pod -l app=web -n shop --containers
            kubectl events --for=deployment/web -n shop
            kubectl get pod -l app=web -n shop -o jsonpath='{.items[0].spec.initContainers[*].name} {.items[0].spec.containers[*].name}'
            kubectl get pod -l app=web -n shop -o jsonpath='{range .items[*].status.containerStatuses[*]}{.name}: {.state}{"\n"}{end}'
            ```

            on -
            **shared**, volume: an empty directory in memory, counted as memory of whoever writes, gone with the Pod, at most `512Mi`.

            Mounted by:

            - `copy` at `/out`
            - `web` at `/in`, read-only

            on -
            The Pod has no volume `lost`.

        "#]],
    );
}
