//! What hover says a value means, and what a part of a Pod comes to.

use expect_test::{Expect, expect};
use podls::ide::{Occasion, hover};
use podls::settings::Settings;

use super::{shown, snapshot};

/// Sunday, 22 November 2026, 19:00 UTC.
const OCCASION: Occasion<'_> = Occasion { file: "my pod.yaml", now: Some(1_795_374_000) };

/// A Deployment with all there is to tell of, and a Service and two sources beside it; an emoji in front.
const ALL: &str = r#"# 🚀
apiVersion: v1
kind: Service
metadata: {name: front, namespace: shop}
spec:
  selector: {app: web}
  ports:
  - {port: 80, targetPort: http}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data:
  mode: fast
  long: |
    one
    two
---
apiVersion: v1
kind: Secret
metadata: {name: db, namespace: shop}
stringData: {password: hidden}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web, tier: front}
    spec:
      terminationGracePeriodSeconds: 90
      securityContext:
        runAsUser: 1000
        fsGroup: 2000
      initContainers:
      - name: copy
        image: ghcr.io/shop/copy@sha256:0123
        resources:
          requests: {memory: 1Gi}
        volumeMounts:
        - {name: shared, mountPath: /out}
      - name: proxy
        image: envoy
        restartPolicy: Always
        ports:
        - containerPort: 9000
        lifecycle:
          postStart: {exec: {command: ["true"]}}
      containers:
      - name: web
        image: registry:5000/web:1.2@sha256:abc
        args: ["--mode=$(MODE)", "--late=$(LATE)", "--none=$(NONE)", "$$(MODE)"]
        env:
        - name: MODE
          valueFrom: {configMapKeyRef: {name: settings, key: mode}}
        - name: URL
          value: http://$(HOST)/$(MODE)?$(LATER)
        - name: LATER
          value: x
        - name: PASSWORD
          valueFrom: {secretKeyRef: {name: db, key: password}}
        - name: OTHER
          valueFrom: {configMapKeyRef: {name: settings, key: gone}}
        - name: LIMIT
          valueFrom: {resourceFieldRef: {resource: limits.memory}}
        - name: NODE
          valueFrom: {resourceFieldRef: {containerName: copy, resource: limits.cpu}}
        - name: FIELD
          valueFrom: {fieldRef: {fieldPath: status.podIP}}
        - name: AWAY
          valueFrom: {secretKeyRef: {name: elsewhere, key: k, optional: true}}
        ports:
        - {name: http, containerPort: 8080}
        - {containerPort: 9000, hostPort: 9000}
        startupProbe: {httpGet: {port: http}, failureThreshold: 10}
        readinessProbe: {tcpSocket: {port: 8080}, initialDelaySeconds: 5}
        livenessProbe: {grpc: {port: 7000}, timeoutSeconds: 20}
        resources:
          requests: {cpu: 500m, memory: 256Mi}
          limits: {memory: 512M, example.com/gpu: 1}
        securityContext:
          runAsUser: 0
          capabilities: {add: [NET_ADMIN, NET_BIND_SERVICE], drop: [ALL, CHOWN]}
        volumeMounts:
        - {name: shared, mountPath: /in, readOnly: true}
        - {name: lost, mountPath: /lost}
      volumes:
      - name: shared
        emptyDir: {medium: Memory, sizeLimit: 0.5Gi}
      - name: conf
        configMap: {name: settings, defaultMode: 0440}
      - name: claim
        persistentVolumeClaim: {claimName: data}
      tolerations:
      - {key: node.kubernetes.io/not-ready, operator: Exists, effect: NoExecute, tolerationSeconds: 300}
"#;

fn told(marked: &str) -> String {
    let (snapshot, at) = snapshot(marked);
    match hover(&snapshot, &Settings::default(), &OCCASION, at) {
        Some(hover) => format!("on {}\n{}\n", shown(&snapshot, hover.span), hover.markdown),
        None => "nothing\n".to_owned(),
    }
}

/// Hovers over the end of each of `parts` of [`ALL`], whose first words say where it stands.
#[expect(clippy::needless_pass_by_value, reason = "so that expectations stand in the call")]
fn check(parts: &[&str], expected: Expect) {
    let mut out = String::new();
    for part in parts {
        let at = ALL.find(part).unwrap_or_else(|| panic!("{part}")) + part.len();
        let marked = format!("{}$0{}", &ALL[..at], &ALL[at..]);
        out.push_str(&told(&marked));
        out.push('\n');
    }
    expected.assert_eq(&out);
}

#[test]
fn quantities_are_told_in_plain_numbers() {
    check(
        &["{cpu: 500m", "500m, memory: 256Mi", "limits: {memory: 512M", "gpu: 1", "sizeLimit: 0.5Gi"],
        expect![[r#"
            on 500m
            `500m` = half a core

            Set aside on the node when the Pod is placed, and its share when CPUs are busy.

            on 256Mi
            `256Mi` = 268,435,456 bytes (256 MiB, about 268 MB)

            Set aside on the node when the Pod is placed; whoever uses more goes first when memory runs short.

            on 512M
            `512M` = 512,000,000 bytes (about 488 MiB, 512 MB)

            Above it the container is killed (`OOMKilled`) and restarted as its policy says.

            nothing

            on 0.5Gi
            `0.5Gi` = 536,870,912 bytes (512 MiB, about 537 MB)

        "#]],
    );
}

#[test]
fn an_image_is_taken_apart() {
    check(
        &["ghcr.io/shop/copy", "image: envoy", "registry:5000/web"],
        expect![[r#"
        on ghcr.io/shop/copy@sha256:0123
        - Registry: `ghcr.io`
        - Repository: `shop/copy`
        - Digest: `sha256:0123`: always exactly this content
        - Pulled: only if the node does not have it yet (`IfNotPresent`, by default)

        on envoy
        - Registry: none named, so usually Docker Hub (`docker.io`)
        - Repository: `envoy`, there `library/envoy`
        - Tag: none, which means `latest`, whatever that is at the moment of the pull
        - Pulled: the registry is asked at every start (`Always`, by default)

        on registry:5000/web:1.2@sha256:abc
        - Registry: `registry:5000`
        - Repository: `web`
        - Tag: `1.2`, for readers only: the digest decides
        - Digest: `sha256:abc`: always exactly this content
        - Pulled: only if the node does not have it yet (`IfNotPresent`, by default)

    "#]],
    );
}

#[test]
fn a_port_tells_who_uses_it() {
    check(
        &[
            "- {name: http",
            "containerPort: 8080",
            "{containerPort: 9000",
            "httpGet: {port: ht",
            "tcpSocket: {port: 80",
            "grpc: {port: 70",
        ],
        expect![[r#"
            on http
            Port 8080/TCP of `web`, called `http`. Used by `startupProbe`, `readinessProbe` and the Service `front` (port 80).

            on 8080
            Port 8080/TCP of `web`, called `http`. Used by `startupProbe`, `readinessProbe` and the Service `front` (port 80).

            on 9000
            Port 9000/TCP of `web`. No probe and no Service of this file uses it. Also named by `proxy`: the containers of a Pod share one address, so only one of them can listen on it. On the node it is port 9000, so only one such Pod fits on a node.

            on http
            Port 8080 of `web`.

            on 8080
            Port 8080 of `web`, called `http` in its `ports`.

            on 7000
            Port 7000 of `web`; not listed in its `ports`, which is no hindrance.

        "#]],
    );
}

#[test]
fn a_mount_tells_where_from_and_who_else() {
    check(
        &["- {name: shared, mountPath: /in", "- {name: sh", "{name: lost", "- name: shared", "- name: cl"],
        expect![[r#"
            on /in
            From the volume `shared`: an empty folder in memory, counted as memory of whoever writes, gone with the Pod, at most `512Mi`. Also mounted by `copy` at `/out`.

            on shared
            From the volume `shared`: an empty folder in memory, counted as memory of whoever writes, gone with the Pod, at most `512Mi`. Also mounted by `web` at `/in`, read-only.

            on lost
            The Pod has no volume `lost`.

            on shared
            **shared**, volume: an empty folder in memory, counted as memory of whoever writes, gone with the Pod, at most `512Mi`.

            Mounted by:

            - `copy` at `/out`
            - `web` at `/in`, read-only

            on claim
            **claim**, volume: the claim `data`.

            No container mounts it.

        "#]],
    );
}

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
            From the volume `shared`: an empty folder in memory, counted as memory of whoever writes, gone with the Pod, at most `512Mi`. Also mounted by `copy` at `/out`.

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

            - `/in`, read-only: `shared`, an empty folder in memory, counted as memory of whoever writes, gone with the Pod, at most `512Mi`
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
fn volumes_tell_who_sees_them() {
    check(
        &["mountPath: /lost}\n      volum"],
        expect![[r#"
            on volumes
            **volumes** `[]Volume`

            Storage on offer to the containers, each under its own name. A volume shows up only where a container lists it in `volumeMounts` or `volumeDevices`. It outlives container restarts, which makes a shared `emptyDir` the usual way to hand files from an init container or sidecar to the others.

            Volumes of this Pod:

            - `shared`: an empty folder in memory, counted as memory of whoever writes, gone with the Pod, at most `512Mi`; mounted by `copy` at `/out` and `web` at `/in`, read-only
            - `conf`: the ConfigMap `settings`, in this file, with `mode` and `long`; mounted by nobody
            - `claim`: the claim `data`; mounted by nobody

            [Volumes](https://kubernetes.io/docs/concepts/storage/volumes/)

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
            `ALL`: every capability, also those the runtime would give by itself; what is in `add` is given back. The restricted Pod Security level asks for it.

            on CHOWN
            `CHOWN`: the container may no longer give files to any user or group. Usually given by the runtime.

            on 1000
            User 1000, not root. It needs no name in the image, but rights on the files it uses. Holds for all containers but `web` (0).

            on 0
            User 0 is root: it owns whatever it can reach, and a way out of the container makes it root on the node, unless `hostUsers: false` maps it to another. The Pod says 1000; for this container this one counts.

            on 2000
            Group 2000 owns the volumes that can be owned, may write to them, and every process belongs to it.

        "#]],
    );
}

#[test]
fn variables_tell_where_their_values_come_from() {
    check(
        &[
            "args: [\"--mo",
            "\"--late",
            "\"$$(M",
            "value: http",
            "{name: settings, key: mo",
            "{name: db, key: pass",
            "key: go",
            "{name: else",
            "{resource: limits.mem",
            "resource: limits.cp",
            "fieldPath: status.pod",
            "configMap: {name: set",
        ],
        expect![[r#"
            on "--mode=$(MODE)"
            - `$(MODE)`: the key `mode` of the ConfigMap `settings`

            on "--late=$(LATE)"
            - `$(LATE)`: not set in this container; unless a Service brings it, it stays as it is written

            nothing

            on http://$(HOST)/$(MODE)?$(LATER)
            - `$(HOST)`: not set in this container; unless a Service brings it, it stays as it is written
            - `$(MODE)`: the key `mode` of the ConfigMap `settings`
            - `$(LATER)`: set further down, so it is not known yet and stays as it is written

            on mode
            The key `mode` of the ConfigMap `settings` in this file: `fast`.

            on password
            The key `password` of the Secret `db` in this file.

            on gone
            The ConfigMap `settings` in this file has no key `gone`.

            on elsewhere
            The Secret `elsewhere`: not in this file; it may be missing.

            on limits.memory
            512,000,000 bytes (about 488 MiB, 512 MB) for `web`.

            on limits.cpu
            `copy` has no such limit, so it is what the node can give to Pods.

            on status.podIP
            `status.podIP`: first IP address of the Pod (variables only)

            Value of `fieldPath`

            on settings
            The ConfigMap `settings`, in this file, with `mode` and `long`.

        "#]],
    );
}

#[test]
fn durations_and_rights_are_told() {
    check(
        &["Seconds: 90", "tolerationSeconds: 300", "defaultMode: 0440"],
        expect![[r#"
        on 90
        90 seconds = 1 min 30 s

        on 300
        300 seconds = 5 min

        on 0440
        `0440`, `r--r-----`: the owner may read, the group read, others nothing

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

            The Pod asks for `500m` CPU, `1Gi` memory and `1` example.com/gpu (decided for memory by the init container `copy`). Quality of service: `Burstable`; `Guaranteed` would need a CPU limit for `copy`, a memory limit for `copy`, a CPU limit for `proxy` and 3 more.

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
            **shared**, volume: an empty folder in memory, counted as memory of whoever writes, gone with the Pod, at most `512Mi`.

            Mounted by:

            - `copy` at `/out`
            - `web` at `/in`, read-only

            on -
            The Pod has no volume `lost`.

        "#]],
    );
}

#[test]
fn an_image_without_a_shell_is_debugged() {
    let pod = "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: \"$0a\", image: gcr.io/distroless/x:1}]}}";
    let inside: Vec<String> =
        told(pod).lines().skip_while(|line| !line.contains("inside")).take(4).map(str::to_owned).collect();
    expect![[r#"
        # inside; this image seems to have no shell: use debug
        kubectl exec -it p -c a -- sh
        kubectl exec p -c a -- printenv
        kubectl debug -it p --image=busybox --target=a"#]]
    .assert_eq(&inside.join("\n"));
}

#[test]
fn a_schedule_is_told_in_words_with_the_next_runs() {
    let mut out = String::new();
    for spec in [
        "schedule: \"*/15 8-17 * * 1-5$0\"",
        "{schedule: \"0 0 31 2 *$0\", timeZone: Etc/UTC}",
        "timeZone: Europe/Berlin\n    suspend: true\n    schedule: '@mon$0thly'",
        "schedule: '@every 90m$0'",
        "schedule: '61 * * * *$0'",
    ] {
        out.push_str(&told(&format!("# 🚀\napiVersion: batch/v1\nkind: CronJob\nspec:\n    {spec}\n")));
        out.push('\n');
    }
    expect![[r#"
        on "*/15 8-17 * * 1-5"
        Runs every 15 minutes, in the hours 8 to 17 on Monday to Friday, by the clock of the controller manager, usually UTC.

        Next (UTC):

        - 2026-11-23 08:00, Monday
        - 2026-11-23 08:15, Monday
        - 2026-11-23 08:30, Monday

        on "0 0 31 2 *"
        Runs at 00:00 on day 31 of the month in February, UTC.

        No such day comes within five years, so it never runs.

        on '@monthly'
        Runs at 00:00 on day 1 of the month, by the clock of `Europe/Berlin`. It is suspended: nothing runs.

        Next (its clock; counted from now in UTC):

        - 2026-12-01 00:00, Tuesday
        - 2027-01-01 00:00, Friday
        - 2027-02-01 00:00, Monday

        on '@every 90m'
        Every `90m`, counted from when the CronJob was made.

        nothing

    "#]].assert_eq(&out);
}
