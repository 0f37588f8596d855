//! What hover says of values that lead elsewhere: ports, mounts, volumes, variables.

use expect_test::expect;

use super::check;

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
            Port 8080 of `web`, named `http` in its `ports`.

            on 7000
            Port 7000 of `web`; not listed in its `ports`, which does not matter.

        "#]],
    );
}

#[test]
fn a_mount_tells_where_from_and_who_else() {
    check(
        &["- {name: shared, mountPath: /in", "- {name: sh", "{name: lost", "- name: shared", "- name: cl"],
        expect![[r#"
            on /in
            From the volume `shared`: an empty directory in memory, counted as memory of whoever writes, gone with the Pod, at most `512Mi`. Also mounted by `copy` at `/out`.

            on shared
            From the volume `shared`: an empty directory in memory, counted as memory of whoever writes, gone with the Pod, at most `512Mi`. Also mounted by `web` at `/in`, read-only.

            on lost
            The Pod has no volume `lost`.

            on shared
            **shared**, volume: an empty directory in memory, counted as memory of whoever writes, gone with the Pod, at most `512Mi`.

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
fn volumes_tell_who_sees_them() {
    check(
        &["mountPath: /lost}\n      volum"],
        expect![[r#"
            on volumes
            **volumes** `[]Volume`

            Storage on offer to the containers, each under its own name. A volume shows up only where a container lists it in `volumeMounts` or `volumeDevices`. It outlives container restarts, which makes a shared `emptyDir` the usual way to hand files from an init container or sidecar to the others.

            Volumes of this Pod:

            - `shared`: an empty directory in memory, counted as memory of whoever writes, gone with the Pod, at most `512Mi`; mounted by `copy` at `/out` and `web` at `/in`, read-only
            - `conf`: the ConfigMap `settings`, in this file, with `mode` and `long`; not mounted
            - `claim`: the claim `data`; not mounted

            [Volumes](https://kubernetes.io/docs/concepts/storage/volumes/)

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
