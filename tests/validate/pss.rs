//! The Pod Security Standards, against recorded answers of the official evaluator where they are at hand.

use crate::fixtures::server_only;
use std::collections::BTreeSet;
use std::path::Path;

use podls::ide::{Snapshot, findings};
use podls::pod::{objects, pod};
use podls::schema::Minor;
use podls::settings::Settings;
use podls::validate::pss::{CHECKS, Level, level_met, levels};
use serde_json::Value;

/// The numbers of the checks that keep the Pods of `yaml` from `baseline` and `restricted`, document by document.
fn failed(yaml: &str, minor: Minor) -> Vec<[BTreeSet<String>; 2]> {
    let snapshot = Snapshot::new(yaml);
    let mut all = Vec::new();
    for (origin, document) in snapshot.syntax().documents() {
        for object in objects(document, origin) {
            let Some(pod) = pod(&object, minor) else { continue };
            let breaches = levels(&object, &pod, minor);
            all.push([Level::Baseline, Level::Restricted].map(|level| {
                let counts = breaches.iter().filter(|breach| breach.check.counts(level, minor));
                counts.map(|breach| breach.check.fact.to_owned()).collect()
            }));
        }
    }
    all
}

fn recorded(pss: &Value) -> [BTreeSet<String>; 2] {
    ["baseline", "restricted"].map(|level| {
        let ids = pss[level].as_array().into_iter().flatten();
        ids.filter_map(|id| id.as_str().map(str::to_owned)).collect()
    })
}

/// The recorded cases lie beside the repository, not in it.
#[test]
#[expect(clippy::print_stdout, reason = "a figure for whoever asks with --nocapture")]
fn verdicts_are_those_of_the_official_evaluator() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases/dev.jsonl");
    let path = [path, Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/cases/dev.jsonl")]
        .into_iter()
        .find(|path| path.exists());
    let Some(text) = path.and_then(|path| std::fs::read_to_string(path).ok()) else { return };
    let (mut count, mut wrong) = (0, Vec::new());
    for line in text.lines() {
        let case: Value = serde_json::from_str(line).expect("a case");
        let expect = &case["expect"];
        if expect["verdict"] != "accept" {
            continue;
        }
        let mut union = [BTreeSet::new(), BTreeSet::new()];
        for [baseline, restricted] in failed(case["yaml"].as_str().expect("text"), Minor(36)) {
            union[0].extend(baseline);
            union[1].extend(restricted);
        }
        count += 1;
        let right = recorded(&expect["pss"]);
        if union != right {
            wrong.push(format!("{}: {union:?}, not {right:?}", case["id"]));
        }
    }
    println!("Pod Security: {} of {count} verdicts agree", count - wrong.len());
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
}
/// The findings of a Pod and of a Deployment with `spec`, by level: line of the spec, severity, code.
fn said(kind: &str, spec: &str, level: Level) -> Vec<String> {
    let (head, indent) = match kind {
        "Pod" => ("apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n", "  "),
        _ => (
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\nspec:\n  selector: {matchLabels: {a: b}}\n  \
             template:\n    metadata: {labels: {a: b}}\n    spec:\n",
            "      ",
        ),
    };
    let mut yaml = head.to_owned();
    for line in spec.lines() {
        yaml.extend([indent, line, "\n"]);
    }
    let first = head.lines().count() as u32;
    let snapshot = Snapshot::new(&yaml);
    let settings = Settings { pod_security: Some(level), ..server_only() };
    let all = findings(&snapshot, &settings);
    all.iter()
        .map(|finding| {
            let line = i64::from(snapshot.text().line_of(finding.span.start)) - i64::from(first);
            format!("{line} {} {}", finding.severity.name(), finding.code)
        })
        .collect()
}

const HARDENED: &str = r#"securityContext:
  runAsNonRoot: true
  seccompProfile: {type: RuntimeDefault}
containers:
- name: app
  image: a
  securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL], add: [NET_BIND_SERVICE]}}
  livenessProbe: {httpGet: {port: 1}}
volumes:
- {name: a, emptyDir: {}}
- {name: b}
- {name: c, secret: {secretName: s}}
"#;

const LOOSE: &str = r#"hostPID: true
securityContext: {seccompProfile: {type: Unconfined}, sysctls: [{name: net.core.somaxconn, value: "1"}]}
initContainers:
- name: "init" # 🚀
  image: a
  securityContext: {privileged: true, runAsUser: 0}
containers:
- name: app
  image: a
  ports: [{containerPort: 80, hostPort: 80}]
  securityContext: {capabilities: {add: [NET_ADMIN]}, seLinuxOptions: {type: spc_t}, appArmorProfile: {type: Unconfined}}
  livenessProbe: {tcpSocket: {port: 1, host: example.com}}
volumes:
- {name: a, hostPath: {path: /a}}
- {name: b, nfs: {server: s, path: /b}}
"#;

#[test]
fn nothing_is_said_unless_a_level_is_chosen() {
    assert_eq!(said("Pod", LOOSE, Level::Privileged), [""; 0]);
    assert_eq!(said("Pod", HARDENED, Level::Restricted), [""; 0]);
    assert_eq!(said("Deployment", HARDENED, Level::Restricted), [""; 0]);
}

#[test]
fn each_level_says_what_it_forbids() {
    let baseline = [
        "0 error pss-host-namespaces",
        "1 error pss-seccomp",
        "1 error pss-sysctl",
        "5 error pss-privileged",
        "9 error pss-host-port",
        "10 error pss-capabilities",
        "10 error pss-se-linux",
        "10 error pss-app-armor",
        "11 error pss-probe-host",
        "13 error pss-host-path",
    ];
    assert_eq!(said("Pod", LOOSE, Level::Baseline), baseline);
    let restricted = [
        "0 warning pss-host-namespaces",
        "1 warning pss-run-as-non-root",
        "1 warning pss-seccomp",
        "1 warning pss-sysctl",
        "5 warning pss-capabilities",
        "5 warning pss-privilege-escalation",
        "5 warning pss-privileged",
        "5 warning pss-run-as-user",
        "9 warning pss-host-port",
        "10 warning pss-capabilities",
        "10 warning pss-privilege-escalation",
        "10 warning pss-capabilities",
        "10 warning pss-se-linux",
        "10 warning pss-app-armor",
        "11 warning pss-probe-host",
        "13 warning pss-volume-type",
        "14 warning pss-volume-type",
    ];
    assert_eq!(said("Deployment", LOOSE, Level::Restricted), restricted);
}

#[test]
fn with_the_network_of_the_node_each_port_of_a_pod_is_one_of_the_node() {
    let spec = "hostNetwork: true\ncontainers: [{name: a, image: a, ports: [{containerPort: 80}]}]\n";
    assert_eq!(said("Pod", spec, Level::Baseline), ["0 error pss-host-namespaces", "1 error pss-host-port"]);
    assert_eq!(said("Deployment", spec, Level::Baseline), ["0 warning pss-host-namespaces"]);
}

#[test]
fn what_one_container_lacks_is_said_there() {
    let spec = HARDENED.replace("  runAsNonRoot: true\n", "")
        + "initContainers:\n- name: one\n  image: a\n  securityContext:\n    runAsNonRoot: true\n    \
           allowPrivilegeEscalation: false\n    capabilities: {drop: [NET_RAW]}\n";
    assert_eq!(
        said("Pod", &spec, Level::Restricted),
        ["5 error pss-run-as-non-root", "17 error pss-capabilities"],
        "{spec}"
    );
}

#[test]
fn users_of_its_own_make_root_harmless_since_1_35() {
    let yaml = "apiVersion: v1\nkind: Pod\nspec:\n  hostUsers: false\n  containers:\n  - name: a\n    \
                securityContext: {runAsUser: 0, procMount: Unmasked}\n";
    let of = |minor| failed(yaml, Minor(minor)).remove(0).map(|ids| ids.into_iter().collect::<Vec<_>>().join(" "));
    assert_eq!(of(34), ["PS6", "PS13 PS14 PS15 PS16 PS17 PS6"]);
    assert_eq!(of(35), ["", "PS13 PS14 PS17 PS19"]);
}

#[test]
fn the_level_met_comes_with_what_keeps_from_the_next() {
    for (spec, level, count) in [
        (LOOSE, Level::Privileged, 10),
        (HARDENED, Level::Restricted, 0),
        ("containers: [{name: a}]\n", Level::Baseline, 4),
    ] {
        let spec = spec.lines().fold(String::new(), |spec, line| spec + "  " + line + "\n");
        let snapshot = Snapshot::new(&format!("apiVersion: v1\nkind: Pod\nspec:\n{spec}"));
        let (origin, document) = snapshot.syntax().documents().next().expect("a document");
        let object = objects(document, origin).remove(0);
        let pod = pod(&object, Minor::NEWEST).expect("a Pod");
        let summary = level_met(&object, &pod, Minor::NEWEST);
        assert_eq!((summary.level, summary.reasons.len()), (level, count), "{spec}");
    }
}

#[test]
fn every_check_has_a_name_of_its_own() {
    let facts: BTreeSet<&str> = CHECKS.iter().map(|check| check.fact).collect();
    let names: BTreeSet<&str> = CHECKS.iter().map(|check| check.name).collect();
    assert_eq!((facts.len(), names.len()), (19, 19));
    assert!(CHECKS.iter().all(|check| check.code.starts_with("pss-")));
}
