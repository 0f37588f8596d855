//! Hints between the lines, and the commands above them.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use podls::ide::{Occasion, Snapshot, hints, lenses};
use podls::settings::{Hints, Settings};
use podls::text::Span;

use super::target;

/// `text` with the hints of `range` written into it.
fn with_hints(text: &str, settings: &Settings, range: Span) -> String {
    let snapshot = Snapshot::new(text);
    let mut shown = text.to_owned();
    for hint in hints(&snapshot, settings, range).iter().rev() {
        shown.insert_str(hint.offset as usize, &format!(" «{}»", hint.label));
    }
    shown
}

#[expect(clippy::needless_pass_by_value, reason = "so that expectations stand in the call")]
fn check(text: &str, expected: Expect) {
    expected.assert_eq(&with_hints(text, &Settings::default(), Span::new(0, text.len() as u32)));
}

const POD: &str = r#"# 🚀
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  initContainers:
  - name: wait # 🚀
    image: a
  - name: ship
    restartPolicy: Always
    startupProbe:
      exec: {command: [x]}
  containers:
  - name: web
    resources:
      requests: {cpu: 1500m, memory: 134217728}
      limits: {memory: 400m}
    livenessProbe: {tcpSocket: {port: 1}, periodSeconds: 5}
  - image: b
    name: help
  volumes:
  - emptyDir: {sizeLimit: 1e9}
"#;

#[test]
fn roles_resources_probes_and_amounts_are_told_between_the_lines() {
    check(
        POD,
        expect![[r#"
            # 🚀
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            spec: «requests 1500m CPU, 128Mi memory · Burstable»
              initContainers:
              - name: wait «init 1 of 2» # 🚀
                image: a
              - name: ship «native sidecar, from step 2 on»
                restartPolicy: Always
                startupProbe: «has 30 s to start»
                  exec: {command: [x]}
              containers:
              - name: web «app, step 3»
                resources:
                  requests: {cpu: 1500m «= 1.5 cores», memory: 134217728 «= 128 MiB»}
                  limits: {memory: 400m «= 0.4 of a byte»}
                livenessProbe: «restarts after 10 to 16 s» {tcpSocket: {port: 1}, periodSeconds: 5}
              - image: b
                name: help «sidecar, step 3»
              volumes:
              - emptyDir: {sizeLimit: 1e9 «= about 954 MiB»}
        "#]],
    );
}

#[test]
fn every_way_of_writing_gets_its_hints() {
    for (text, expected) in [
        (
            "apiVersion: batch/v1\nkind: CronJob\nspec:\n    schedule: \"0 3 * * 1-5\"\n    jobTemplate:\n        spec:\n            template:\n                spec:\n                    containers:\n                        -   name: é\n                        -   name: 🚀\n",
            expect![[r#"
                apiVersion: batch/v1
                kind: CronJob
                spec:
                    schedule: "0 3 * * 1-5" «at 03:00 on Monday to Friday»
                    jobTemplate:
                        spec:
                            template:
                                spec: «requests nothing · BestEffort»
                                    containers:
                                        -   name: é «app»
                                        -   name: 🚀 «sidecar»
            "#]],
        ),
        (
            "{apiVersion: v1, kind: Pod, spec: {initContainers: [{name: 🚀}], containers: [{name: b, readinessProbe: {periodSeconds: 2}}]}}\n",
            expect![[r#"
                {apiVersion: v1, kind: Pod, spec: «requests nothing · BestEffort» {initContainers: [{name: 🚀 «init»}], containers: [{name: b «app, step 2», readinessProbe: «out after 4 to 7 s» {periodSeconds: 2}}]}}
            "#]],
        ),
        (
            "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  spec:\n    containers: [{name: a}, {name: b}]\n---\napiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - &x\n    name: a\n  - *x\n",
            expect![[r#"
                apiVersion: v1
                kind: List
                items:
                - apiVersion: v1
                  kind: Pod
                  spec: «requests nothing · BestEffort»
                    containers: [{name: a «app»}, {name: b «sidecar»}]
                ---
                apiVersion: v1
                kind: Pod
                spec: «requests nothing · BestEffort»
                  containers:
                  - &x
                    name: a «app»
                  - *x
            "#]],
        ),
        (
            "apiVersion: v1\nkind: ConfigMap\nspec: {containers: [{name: a}]}\n",
            expect![[r#"
            apiVersion: v1
            kind: ConfigMap
            spec: {containers: [{name: a}]}
        "#]],
        ),
    ] {
        check(text, expected);
    }
}

#[test]
fn only_the_range_that_is_shown_gets_hints() {
    let at = POD.find("- name: ship").unwrap() as u32;
    let range = Span::new(at, at + 20);
    let whole = hints(&Snapshot::new(POD), &Settings::default(), Span::new(0, POD.len() as u32));
    let part = hints(&Snapshot::new(POD), &Settings::default(), range);
    assert_eq!(part.len(), 1, "{part:?}");
    let inside: Vec<_> = whole.into_iter().filter(|hint| range.touches(hint.offset)).collect();
    assert_eq!(part, inside);
}

#[test]
fn each_kind_of_hint_has_its_switch() {
    let off = Hints::all(false);
    let mut out = String::new();
    for (name, on) in [
        ("roles", Hints { roles: true, ..off }),
        ("resources", Hints { resources: true, ..off }),
        ("probes", Hints { probes: true, ..off }),
        ("quantities", Hints { quantities: true, ..off }),
        ("schedules", Hints { schedules: true, ..off }),
        ("commands", Hints { commands: true, ..off }),
    ] {
        let settings = Settings { hints: on, ..Settings::default() };
        let found = hints(&Snapshot::new(POD), &settings, Span::new(0, POD.len() as u32));
        let labels: Vec<_> = found.into_iter().map(|hint| hint.label).collect();
        let commands = lenses(&Snapshot::new(POD), &settings, &Occasion::default()).len();
        let _ = writeln!(out, "{name}: {} and {commands} commands", labels.join(" | "));
    }
    expect![[r#"
        roles: init 1 of 2 | native sidecar, from step 2 on | app, step 3 | sidecar, step 3 and 0 commands
        resources: requests 1500m CPU, 128Mi memory · Burstable and 0 commands
        probes: has 30 s to start | restarts after 10 to 16 s and 0 commands
        quantities: = 1.5 cores | = 128 MiB | = 0.4 of a byte | = about 954 MiB and 0 commands
        schedules:  and 0 commands
        commands:  and 15 commands
    "#]]
    .assert_eq(&out);
}

#[test]
fn before_native_sidecars_there_are_none() {
    let shown = with_hints(POD, &target("1.27"), Span::new(0, POD.len() as u32));
    assert!(shown.contains("name: ship «init 2 of 2»"), "{shown}");
}

/// What stands above each thing, as it would be typed.
#[expect(clippy::needless_pass_by_value, reason = "so that expectations stand in the call")]
fn check_commands(text: &str, file: &str, expected: Expect) {
    let snapshot = Snapshot::new(text);
    let mut out = String::new();
    for lens in lenses(&snapshot, &Settings::default(), &Occasion { file, now: None }) {
        let on = snapshot.text().slice(lens.span);
        let _ = writeln!(out, "{on}: {}: {}", lens.label, lens.command.line);
    }
    expected.assert_eq(&out);
}

#[test]
fn commands_name_the_real_things() {
    check_commands(
        POD,
        "deploy/web.yaml",
        expect![[r#"
        kind: Pod: apply: kubectl apply -f deploy/web.yaml
        kind: Pod: get: kubectl get pod web
        kind: Pod: describe: kubectl describe pod web
        kind: Pod: events: kubectl events --for=pod/web
        wait: logs: kubectl logs web -c wait
        wait: exec: kubectl exec -it web -c wait -- sh
        ship: logs: kubectl logs web -c ship
        ship: exec: kubectl exec -it web -c ship -- sh
        ship: debug: kubectl debug -it web --image=busybox --target=ship
        web: logs: kubectl logs web -c web
        web: exec: kubectl exec -it web -c web -- sh
        web: debug: kubectl debug -it web --image=busybox --target=web
        help: logs: kubectl logs web -c help
        help: exec: kubectl exec -it web -c help -- sh
        help: debug: kubectl debug -it web --image=busybox --target=help
    "#]],
    );
    check_commands(
        "apiVersion: v1\nkind: Pod\nmetadata: {generateName: job-, namespace: \"my ns\", labels: {app: a b}}\nspec: {os: {name: windows}, containers: [{name: 🚀 it's}], ephemeralContainers: [{name: dbg}]}\n",
        "-x y's.yaml",
        expect![[r#"
            kind: Pod: apply: kubectl create -f './-x y'\''s.yaml'
            kind: Pod: get: kubectl get pod -l 'app=a b' -n 'my ns'
            kind: Pod: describe: kubectl describe pod -l 'app=a b' -n 'my ns'
            kind: Pod: events: kubectl events --for=pod/"$(kubectl get pod -n 'my ns' -l 'app=a b' -o jsonpath='{.items[0].metadata.name}')" -n 'my ns'
            🚀 it's: logs: kubectl logs "$(kubectl get pod -n 'my ns' -l 'app=a b' -o jsonpath='{.items[0].metadata.name}')" -n 'my ns' -c '🚀 it'\''s'
            🚀 it's: exec: kubectl exec -it "$(kubectl get pod -n 'my ns' -l 'app=a b' -o jsonpath='{.items[0].metadata.name}')" -n 'my ns' -c '🚀 it'\''s' -- cmd
            dbg: logs: kubectl logs "$(kubectl get pod -n 'my ns' -l 'app=a b' -o jsonpath='{.items[0].metadata.name}')" -n 'my ns' -c dbg
            dbg: exec: kubectl attach -it "$(kubectl get pod -n 'my ns' -l 'app=a b' -o jsonpath='{.items[0].metadata.name}')" -n 'my ns' -c dbg
        "#]],
    );
    check_commands(
        "apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a}, {image: b}, {name: \"a\\nreboot\"}]}\n",
        "a\nb",
        expect![[r#"
            kind: Pod: apply: kubectl apply -f FILE
            kind: Pod: get: kubectl get pod POD
            kind: Pod: describe: kubectl describe pod POD
            kind: Pod: events: kubectl events --for=pod/POD
            a: logs: kubectl logs POD -c a
            a: exec: kubectl exec -it POD -c a -- sh
            a: debug: kubectl debug -it POD --image=busybox --target=a
        "#]],
    );
    check_commands(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: '{{ .Release.Name }}'}\nspec: {containers: [{name: a}]}\n",
        "",
        expect![[r#"
            kind: Pod: apply: kubectl apply -f FILE
            kind: Pod: get: kubectl get pod POD
            kind: Pod: describe: kubectl describe pod POD
            kind: Pod: events: kubectl events --for=pod/POD
            a: logs: kubectl logs POD -c a
            a: exec: kubectl exec -it POD -c a -- sh
            a: debug: kubectl debug -it POD --image=busybox --target=a
        "#]],
    );
}

#[test]
fn every_kind_reaches_its_pods_in_its_own_way() {
    let mut out = String::new();
    for (kind, api, spec) in [
        (
            "Deployment",
            "apps/v1",
            "selector: {matchLabels: {a: b}, matchExpressions: [{key: t, operator: In, values: [x, z]}, {key: u, operator: DoesNotExist}]}",
        ),
        ("Deployment", "apps/v1", "replicas: 1"),
        ("DaemonSet", "apps/v1", "selector: {matchLabels: {a: b}}"),
        ("ReplicaSet", "apps/v1", "selector: {matchExpressions: [{key: t, operator: Exists}]}"),
        ("ReplicationController", "v1", "selector: {a: b}"),
        ("StatefulSet", "apps/v1", "ordinals: {start: 3}"),
        ("Job", "batch/v1", "backoffLimit: 1"),
    ] {
        let text = format!(
            "apiVersion: {api}\nkind: {kind}\nmetadata: {{name: x}}\nspec:\n  {spec}\n  template:\n    metadata: {{labels: {{from: template}}}}\n    spec: {{containers: [{{name: c}}]}}\n"
        );
        let lenses = lenses(&Snapshot::new(&text), &Settings::default(), &Occasion::default());
        for lens in lenses.iter().filter(|lens| matches!(lens.label, "describe" | "logs" | "debug")) {
            let _ = writeln!(out, "{kind}: {}", lens.command.line);
        }
    }
    expect![[r#"
        Deployment: kubectl describe pod -l 'a=b,t in (x,z),!u'
        Deployment: kubectl logs deploy/x -c c
        Deployment: kubectl debug -it "$(kubectl get pod -l 'a=b,t in (x,z),!u' -o jsonpath='{.items[0].metadata.name}')" --image=busybox --target=c
        Deployment: kubectl describe pod -l from=template
        Deployment: kubectl logs deploy/x -c c
        Deployment: kubectl debug -it "$(kubectl get pod -l from=template -o jsonpath='{.items[0].metadata.name}')" --image=busybox --target=c
        DaemonSet: kubectl describe pod -l a=b
        DaemonSet: kubectl logs ds/x -c c
        DaemonSet: kubectl debug -it "$(kubectl get pod -l a=b -o jsonpath='{.items[0].metadata.name}')" --image=busybox --target=c
        ReplicaSet: kubectl describe pod -l t
        ReplicaSet: kubectl logs rs/x -c c
        ReplicaSet: kubectl debug -it "$(kubectl get pod -l t -o jsonpath='{.items[0].metadata.name}')" --image=busybox --target=c
        ReplicationController: kubectl describe pod -l a=b
        ReplicationController: kubectl logs rc/x -c c
        ReplicationController: kubectl debug -it "$(kubectl get pod -l a=b -o jsonpath='{.items[0].metadata.name}')" --image=busybox --target=c
        StatefulSet: kubectl describe pod x-3
        StatefulSet: kubectl logs x-3 -c c
        StatefulSet: kubectl debug -it x-3 --image=busybox --target=c
        Job: kubectl describe pod -l batch.kubernetes.io/job-name=x
        Job: kubectl logs job/x -c c
        Job: kubectl debug -it "$(kubectl get pod -l batch.kubernetes.io/job-name=x -o jsonpath='{.items[0].metadata.name}')" --image=busybox --target=c
    "#]].assert_eq(&out);
}
