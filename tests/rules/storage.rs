//! Who mounts what, and what comes of it.

use super::{fixes, hints, silent, strictly, warns};

#[test]
fn a_volume_that_nobody_mounts_does_nothing() {
    warns(
        "volume-unused",
        &[
            "containers: [{name: a, image: a}]\nvolumes: [{name: «data», emptyDir: {}}]",
            "containers:\n- name: '🚀'\n  image: a\n  volumeMounts: [{name: other, mountPath: /x}]\nvolumes:\n- name: «data» # 🚧\n  configMap: {name: x}\n- name: other\n  emptyDir: {}",
            "containers: [{name: a, image: a}]\nvolumes: [{name: «a», emptyDir: {}}, {name: «b», secret: {secretName: s}}]",
            "containers: [{name: a, image: a, volumeMounts: [{name: dat, mountPath: /x}]}]\nvolumes: [{name: «data», emptyDir: {}}]",
            "containers: [{name: a, image: a}]\nvolumes:\n- {name: «'data'»}",
        ],
    );
    silent(
        "volume-unused",
        &[
            "containers: [{name: a, image: a, volumeMounts: [{name: data, mountPath: /x}]}]\nvolumes: [{name: data, emptyDir: {}}]",
            "initContainers: [{name: i, image: i, volumeMounts: [{name: data, mountPath: /x}]}]\ncontainers: [{name: a, image: a}]\nvolumes: [{name: data, emptyDir: {}}]",
            "containers: [{name: a, image: a, volumeDevices: [{name: disk, devicePath: /dev/x}]}]\nvolumes: [{name: disk, persistentVolumeClaim: {claimName: d}}]",
            "containers: [{name: a, image: a}]\nvolumes: [{name: istio-envoy, emptyDir: {}}]",
            "containers: [{name: a, image: a}]\nvolumes: [{name: vault-secrets, emptyDir: {}}]",
            "containers: [{name: a, image: a}]\nvolumes: [{name: kube-api-access-x2b1q, projected: {sources: []}}]",
            "containers: [{name: a, image: a}]\nvolumes: [{name: gke-gcsfuse-cache, emptyDir: {}}]",
            "containers: [{name: a, image: a}]\nvolumes: []",
        ],
    );
}

/// An init container and an app with these mounts, and these volumes.
fn pod(init: &str, app: &str, volumes: &str) -> String {
    format!(
        "initContainers:\n- name: '🚀'\n  image: i:1\n  volumeMounts: [{init}]\ncontainers:\n- name: app\n  image: a:1\n  volumeMounts: [{app}]\nvolumes:\n{volumes}\n"
    )
}

#[test]
fn what_an_init_container_writes_is_read_by_somebody() {
    let site = "{name: site, mountPath: /site}";
    hints(
        "shared-volume-single-consumer",
        &[
            &pod(site, "", "- {name: «site», emptyDir: {}}"),
            &pod(site, "", "- name: «site»\n  emptyDir:\n    sizeLimit: 1Gi"),
            &pod(
                site,
                "{name: other, mountPath: /site}",
                "- {name: other, emptyDir: {}}\n- {name: «site», emptyDir: {}}",
            ),
            "containers: [{name: a, image: a, volumeMounts: [{name: shared-data, mountPath: /x}]}, {name: b, image: b}]\nvolumes: [{name: «shared-data», emptyDir: {}}]",
        ],
    );
    silent(
        "shared-volume-single-consumer",
        &[
            &pod(site, site, "- {name: site, emptyDir: {}}"),
            &pod(site, "", "- {name: site, configMap: {name: x}}"),
            &pod("{name: tmp, mountPath: /tmp}", "", "- {name: tmp, emptyDir: {}}"),
            &pod("{name: x, mountPath: /root/.cache}", "", "- {name: x, emptyDir: {}}"),
            &pod("", "{name: scratch, mountPath: /x}", "- {name: scratch, emptyDir: {}}"),
            &pod("", "", "- {name: site, emptyDir: {}}"),
            "containers: [{name: a, image: a, volumeMounts: [{name: shared-memory, mountPath: /dev/shm}]}, {name: b, image: b}]\nvolumes: [{name: shared-memory, emptyDir: {}}]",
            "containers: [{name: a, image: a, volumeMounts: [{name: shared, mountPath: /x}]}]\nvolumes: [{name: shared, emptyDir: {}}]",
        ],
    );
}

#[test]
fn an_empty_volume_needs_a_writer() {
    let read = "{name: site, mountPath: /site, readOnly: true}";
    warns(
        "shared-volume-no-writer",
        &[&pod("", read, "- {name: «site», emptyDir: {}}"), &pod(read, read, "- name: «site»\n  emptyDir: {}")],
    );
    silent(
        "shared-volume-no-writer",
        &[
            &pod("{name: site, mountPath: /site}", read, "- {name: site, emptyDir: {}}"),
            &pod("", read, "- {name: site, configMap: {name: x}}"),
            &pod("", "", "- {name: site, emptyDir: {}}"),
        ],
    );
    fixes(
        "shared-volume-no-writer",
        &pod(read, read, "- {name: site, emptyDir: {}}"),
        &pod("{name: site, mountPath: /site}", read, "- {name: site, emptyDir: {}}"),
    );
}

#[test]
fn a_mount_may_hide_files_of_another() {
    let two = |inner: &str, outer: &str| {
        pod(
            "",
            &format!("{{name: inner, mountPath: {inner}}}, {{name: outer, mountPath: /etc/web/}}"),
            &format!("- {{name: outer, {outer}}}\n- {{name: inner, emptyDir: {{}}}}"),
        )
    };
    let items = "configMap: {name: x, items: [{key: a, path: conf.d/a.conf}, {key: b, path: b.conf}]}";
    warns(
        "mount-path-shadowed",
        &[
            &two("«/etc/web/conf.d»", items),
            &two("«'/etc/web/b.conf'»", items),
            &two("«/etc/web/conf.d/»", "secret: {secretName: x, items: [{key: a, path: conf.d/a}]}"),
            &two(
                "«/etc/web/conf.d»",
                "projected: {sources: [{secret: {name: s}}, {configMap: {name: x, items: [{key: a, path: conf.d/a}]}}]}",
            ),
            &two("«/etc/web/labels»", "downwardAPI: {items: [{path: labels, fieldRef: {fieldPath: metadata.labels}}]}"),
        ],
    );
    hints(
        "mount-path-shadowed",
        &[
            "containers: [{name: '🚀', image: a, volumeMounts: [{name: d, mountPath: /data, readOnly: true}, {name: e, mountPath: «/data/x»}]}]\nvolumes: [{name: d, persistentVolumeClaim: {claimName: d}}, {name: e, emptyDir: {}}]",
        ],
    );
    silent(
        "mount-path-shadowed",
        &[
            &two("/etc/web/sites", items),
            &two("/etc/webs/conf.d", items),
            &two("/etc/web/conf.d", "configMap: {name: x}"),
            &two("/etc/web/conf.d", "emptyDir: {}"),
            &two("/etc/web/conf.d", "hostPath: {path: /x}"),
            &two("/etc/web", items),
            "containers: [{name: a, image: a, volumeMounts: [{name: d, mountPath: /, readOnly: true}, {name: e, mountPath: /x}]}]\nvolumes: [{name: d, hostPath: {path: /}}, {name: e, emptyDir: {}}]",
            &pod(
                "{name: inner, mountPath: /etc/web/conf.d}",
                "{name: outer, mountPath: /etc/web}",
                &format!("- {{name: outer, {items}}}\n- {{name: inner, emptyDir: {{}}}}"),
            ),
        ],
    );
}

#[test]
fn a_log_that_is_followed_is_written_by_somebody() {
    let two = |app: &str, command: &str, logs: &str| {
        format!(
            "containers:\n- name: app\n  image: a:1\n  volumeMounts: [{app}]\n- name: logs\n  image: l:1\n  command: {command}\n  volumeMounts: [{logs}]\nvolumes: [{{name: logs, emptyDir: {{}}}}, {{name: x, emptyDir: {{}}}}]\n"
        )
    };
    let at = "{name: logs, mountPath: /var/log/app}";
    warns(
        "log-path-not-shared",
        &[
            &two(at, "[tail, -F, «/var/log/app/a.log»]", ""),
            &two("", "[tail, -F, «/var/log/app/a.log»]", at),
            &two(at, "[sh, -c, 'echo 🚀; tail -n+1 -f «/var/log/app.log»']", at),
            &two(at, "[/bin/sh, -c, 'exec tail -f «/log/a»']", "{name: x, mountPath: /log}"),
            &two("{name: logs, mountPath: /v, readOnly: true}", "[tail, -n, '5', -f, «/var/log/app/a.log»]", at),
            &two(at, "[tail, --follow=name, «/logs/a», «'/logs/b'»]", ""),
        ],
    );
    silent(
        "log-path-not-shared",
        &[
            &two(at, "[tail, -F, /var/log/app/a.log]", at),
            &two(at, "[tail, -f, /dev/null]", ""),
            &two(at, "[tail, -n, '5', /var/log/app/a.log]", ""),
            &two(at, "[sh, -c, 'server & tail -f /var/log/server.log']", ""),
            &two(at, "[sh, -c, 'date > /log; tail -f /log']", ""),
            &two(at, "[tail, -F, /var/log/containers/a.log]", ""),
            &two(at, "[sh, -c, 'tail -f $LOG']", ""),
            &two(at, "[tail, -F, a.log]", ""),
            "containers: [{name: a, image: a, command: [tail, -f, /var/log/a.log]}]",
            "containers: [{name: a, image: a}, {name: l, image: l, command: [tail, -f, /l/a], volumeMounts: [{name: h, mountPath: /l}]}]\nvolumes: [{name: h, hostPath: {path: /l}}]",
        ],
    );
}

#[test]
fn volumes_have_their_lesser_traps() {
    let sub = "{name: c, mountPath: /x, «subPath»: a}";
    strictly(
        "subpath-no-live-update",
        &[
            &pod("", sub, "- {name: c, configMap: {name: x}}"),
            &pod("", "{name: c, mountPath: '/🚀', «subPathExpr»: $(A)}", "- {name: c, secret: {secretName: x}}"),
        ],
    );
    silent(
        "subpath-no-live-update",
        &[
            &pod("", "{name: c, mountPath: /x, subPath: a}", "- {name: c, emptyDir: {}}"),
            &pod("", "{name: c, mountPath: /x}", "- {name: c, configMap: {name: x}}"),
        ],
    );
    let at = "{name: c, mountPath: /x}";
    hints("emptydir-memory-unbounded", &[&pod("", at, "- {name: c, emptyDir: {medium: «Memory»}}")]);
    silent(
        "emptydir-memory-unbounded",
        &[
            &pod("", at, "- {name: c, emptyDir: {medium: Memory, sizeLimit: 1Gi}}"),
            &pod("", at, "- {name: c, emptyDir: {}}"),
            &pod("", "", "- {name: c, emptyDir: {medium: Memory}}"),
            "containers: [{name: a, image: a, resources: {limits: {memory: 1Gi}}, volumeMounts: [{name: c, mountPath: /x}]}]\nvolumes: [{name: c, emptyDir: {medium: Memory}}]",
        ],
    );
    fixes(
        "emptydir-memory-unbounded",
        &pod("", at, "- name: c\n  emptyDir:\n    medium: Memory"),
        &pod("", at, "- name: c\n  emptyDir:\n    medium: Memory\n    sizeLimit: 64Mi # TODO: as much as it needs"),
    );
}

#[test]
fn users_that_share_a_volume_share_a_group() {
    let two = |pod: &str, one: &str, other: &str, mount: &str| {
        format!(
            "{pod}containers:\n- {{name: '🚀', image: a, securityContext: {{{one}}}, volumeMounts: [{{name: d, mountPath: /d}}]}}\n- {{name: b, image: b, securityContext: {{{other}}}, volumeMounts: [{{name: d, mountPath: /d{mount}}}]}}\nvolumes:\n- {{name: d, emptyDir: {{}}}}\n"
        )
    };
    let marked =
        two("", "runAsUser: 1000", "runAsUser: 2000", "").replace("{name: d, emptyDir", "{name: «d», emptyDir");
    let pod = two("securityContext: {runAsUser: 1000}\n", "", "runAsUser: 2000", "")
        .replace("{name: d, emptyDir", "{name: «d», emptyDir");
    hints("shared-volume-uid-mismatch", &[&marked, &pod]);
    silent(
        "shared-volume-uid-mismatch",
        &[
            &two("", "runAsUser: 1000", "runAsUser: 1000", ""),
            &two("", "runAsUser: 1000", "", ""),
            &two("", "runAsUser: 1000", "runAsUser: 0", ""),
            &two("", "runAsUser: 1000", "runAsUser: 2000", ", readOnly: true"),
            &two("securityContext: {fsGroup: 1}\n", "runAsUser: 1000", "runAsUser: 2000", ""),
        ],
    );
}
