//! Hover over containers: their roles in this Pod and the order in which they start.

use expect_test::expect;

use super::{POD, check, in_pod};

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
            - Pulled: the registry is asked at every container start (`Always`, by default)

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
