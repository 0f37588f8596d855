//! What a Pod is allowed and does not need.

use podls::finding::Severity;
use podls::ide::{Snapshot, findings};
use podls::rules::{Choices, Profile};
use podls::settings::Settings;

use super::{Kind, app, asked_for, fixes, hints, object, silent, warns};

fn context(fields: &str) -> String {
    app(&format!("securityContext: {fields}"))
}

#[test]
fn what_reaches_the_node_is_told() {
    hints("privileged", &[&context("{privileged: «true»}"), &app("securityContext:\n    privileged: «true» # 🚀")]);
    silent("privileged", &[&context("{privileged: false}"), &context("{privileged: '${P}'}"), &app("")]);
    hints("host-namespaces", &[&format!("hostPID: «true» # 🚀\nhostIPC: «true»\n{}", app(""))]);
    silent("host-namespaces", &[&format!("hostPID: false\n{}", app(""))]);
    hints("capabilities-added", &[&context("{capabilities: {add: [«SYS_ADMIN», NET_BIND_SERVICE, «ALL»]}}")]);
    silent("capabilities-added", &[&context("{capabilities: {add: [CHOWN], drop: [ALL]}}")]);
    hints(
        "unsafe-sysctls",
        &[&format!("securityContext: {{sysctls: [{{name: «net.core.somaxconn», value: '1'}}]}}\n{}", app(""))],
    );
    hints("probe-host-set", &[&app("readinessProbe: {tcpSocket: {host: «db», port: 1}}")]);
    silent(
        "probe-host-set",
        &[&format!("hostNetwork: true\n{}", app("readinessProbe: {tcpSocket: {host: 127.0.0.1, port: 1}}"))],
    );
    hints("apparmor-profile", &[&context("{appArmorProfile: {type: «Unconfined»}}")]);
    hints("selinux-options", &[&context("{seLinuxOptions: {type: «spc_t»}}")]);
    hints("proc-mount", &[&context("{procMount: «Unmasked»}")]);
}

#[test]
fn what_is_of_the_node_is_told_if_it_is_asked_for() {
    let volume = |mark: &str, path: &str| {
        format!("volumes: [{{name: v, {mark}: {{path: {path}}}}}]\n{}", app("volumeMounts: [{name: v, mountPath: /v}]"))
    };
    asked_for("host-path", Severity::Warning, &[&volume("«hostPath»", "/srv")]);
    warns(
        "container-runtime-socket",
        &[&volume("hostPath", "«/var/run/docker.sock»"), &volume("hostPath", "«'/run/containerd/containerd.sock'»")],
    );
    silent("container-runtime-socket", &[&volume("hostPath", "/var/run"), &volume("hostPath", "/srv/docker.sock.d")]);
    // One mistake, one finding.
    silent("host-path", &[&volume("hostPath", "/var/run/docker.sock")]);
    asked_for(
        "host-path-writable",
        Severity::Warning,
        &[&volume("hostPath", "/srv").replace("name: v, mountPath", "name: «v», mountPath")],
    );
    silent(
        "host-path-writable",
        &[&volume("hostPath", "/srv").replace("mountPath: /v", "mountPath: /v, readOnly: true")],
    );
    asked_for("host-port", Severity::Warning, &[&app("ports: [{containerPort: 80, hostPort: «8080»}]")]);
    silent("host-port", &[&format!("hostNetwork: true\n{}", app("ports: [{containerPort: 80}]"))]);
}

#[test]
fn what_hardens_is_asked_for() {
    let bare = "containers: [{name: «'🚀'», image: a:1}]\n";
    for code in ["privilege-escalation", "capabilities-drop-all", "read-only-root-fs"] {
        asked_for(
            code,
            Severity::Warning,
            &[bare, &app("«securityContext»: {}"), &app("«securityContext»:\n    runAsUser: 0")],
        );
    }
    silent("privilege-escalation", &[&context("{allowPrivilegeEscalation: false}"), &context("{privileged: true}")]);
    silent(
        "capabilities-drop-all",
        &[&context("{capabilities: {drop: [ALL], add: [CHOWN]}}"), &context("{privileged: true}")],
    );
    silent(
        "read-only-root-fs",
        &[
            &context("{readOnlyRootFilesystem: true}"),
            &context("{privileged: true}"),
            &format!("os: {{name: windows}}\n{}", app("")),
        ],
    );
    let pod = |context: &str| format!("securityContext: {context}\n{}", app(""));
    asked_for(
        "run-as-non-root",
        Severity::Warning,
        &[&context("{runAsNonRoot: «false»}"), &format!("«securityContext»: {{}}\n{}", app(""))],
    );
    silent(
        "run-as-non-root",
        &[
            &pod("{runAsNonRoot: true}"),
            &pod("{runAsUser: 1000}"),
            &context("{runAsNonRoot: true}"),
            &context("{runAsUser: 1000}"),
            &format!("hostUsers: false\n{}", app("")),
        ],
    );
    asked_for("seccomp-profile", Severity::Warning, &[&format!("«securityContext»: {{}}\n{}", app(""))]);
    silent(
        "seccomp-profile",
        &[
            &pod("{seccompProfile: {type: RuntimeDefault}}"),
            &context("{seccompProfile: {type: Localhost, localhostProfile: a}}"),
        ],
    );
    fixes("privilege-escalation", &app(""), &app("securityContext:\n  allowPrivilegeEscalation: false"));
    fixes(
        "capabilities-drop-all",
        &app("securityContext:\n  runAsUser: 1 # 🚀"),
        &app("securityContext:\n  runAsUser: 1 # 🚀\n  capabilities:\n    drop:\n    - ALL"),
    );
    fixes("read-only-root-fs", &context("{runAsUser: 1}"), &context("{runAsUser: 1, readOnlyRootFilesystem: true}"));
}

#[test]
fn an_image_that_writes_needs_a_place_to_write() {
    let nginx = |image: &str, rest: &str| {
        format!("containers:\n- name: a\n  image: {image}\n  securityContext: {{readOnlyRootFilesystem: {rest}\n")
    };
    hints(
        "readonly-rootfs-needs-tmp",
        &[
            &nginx("nginx:1", "«true»}"),
            &nginx("docker.io/library/nginx:1", "«true»}"),
            &nginx("nginx:1", "«true»}\n  volumeMounts: [{name: c, mountPath: /var/cache/nginx}]"),
        ],
    );
    silent(
        "readonly-rootfs-needs-tmp",
        &[
            &nginx("nginx:1", "false}"),
            &nginx("example.com/nginx:1", "true}"),
            &nginx("nginx:1", "true}\n  command: [nginx, -c, /x]"),
            &nginx(
                "nginx:1",
                "true}\n  volumeMounts: [{name: c, mountPath: /var/cache/nginx}, {name: r, mountPath: /run}]",
            ),
            &nginx("nginx:1", "true}\n  volumeMounts: [{name: c, mountPath: /var}]"),
        ],
    );
}

#[test]
fn where_a_level_was_chosen_the_server_says_it() {
    let yaml = object(Kind::Pod, &context("{privileged: true}"));
    let said = |level: &str| {
        let choices = Choices { profile: Profile::Strict, severities: None };
        let settings = Settings { choices, pod_security: level.parse().ok(), ..Settings::default() };
        let found = findings(&Snapshot::new(&yaml), &settings);
        let codes = found
            .iter()
            .map(|finding| finding.code)
            .filter(|code| code.contains("privileged") || code.contains("seccomp"));
        codes.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(said("privileged"), "seccomp-profile privileged");
    assert_eq!(said("baseline"), "seccomp-profile pss-privileged");
    assert_eq!(said("restricted"), "pss-seccomp pss-privileged");
}
