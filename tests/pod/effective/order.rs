//! The order in which containers start and end, and who is there together.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use podls::pod::Container;
use podls::pod::effective::{self, Gate};

use super::{of, with};

fn names(containers: &[Container<'_>]) -> String {
    containers.iter().map(Container::name).collect::<Vec<_>>().join("+")
}

fn order(spec: &str, expect: &Expect) {
    let told = with(&of(spec), 36, |pod| {
        let mut out = String::new();
        for step in effective::steps(pod) {
            let gate = match step.gate {
                Gate::Exit => "exit code 0".to_owned(),
                Gate::Started { probe, post_start } => format!("started, probe {probe}, postStart {post_start}"),
                Gate::Last => "nothing".to_owned(),
            };
            let _ = writeln!(out, "{} | then: {gate}", names(step.containers));
        }
        let ending = effective::ending(pod);
        let then: Vec<&str> = ending.then.iter().map(|container| container.name()).collect();
        let _ = writeln!(out, "end: {} | {} | {} s", names(ending.together), then.join(" | "), ending.grace);
        let _ = writeln!(out, "completes: {}", effective::completes(pod));
        for one in &pod.containers {
            let with: Vec<&str> = pod
                .containers
                .iter()
                .filter(|other| !std::ptr::eq(*other, one) && effective::alive_together(one, other))
                .map(Container::name)
                .collect();
            let _ = writeln!(out, "{} with: {}", one.name(), with.join(", "));
        }
        out
    });
    expect.assert_eq(&told);
}

#[test]
fn init_containers_one_by_one_sidecars_stay() {
    order(
        "initContainers: [{name: a}, {name: s, restartPolicy: Always, startupProbe: {}}, {name: b},
          {name: t, restartPolicy: Always, lifecycle: {postStart: {}}}], containers: [{name: app}, {name: logs}],
          ephemeralContainers: [{name: e}], terminationGracePeriodSeconds: 7",
        &expect![[r#"
            a | then: exit code 0
            s | then: started, probe true, postStart false
            b | then: exit code 0
            t | then: started, probe false, postStart true
            app+logs | then: nothing
            end: app+logs | t | s | 7 s
            completes: false
            a with: 
            s with: b, t, app, logs, e
            b with: s
            t with: s, app, logs, e
            app with: s, t, logs, e
            logs with: s, t, app, e
            e with: s, t, app, logs
        "#]],
    );
}

#[test]
fn a_pod_with_one_container_or_none() {
    order(
        "containers: [{name: app}], restartPolicy: Never",
        &expect![[r#"
        app | then: nothing
        end: app |  | 30 s
        completes: true
        app with: 
    "#]],
    );
    order(
        "restartPolicy: Never",
        &expect![[r#"
        end:  |  | 30 s
        completes: false
    "#]],
    );
    order(
        "initContainers: [{name: a}], ephemeralContainers: [{name: e}]",
        &expect![[r#"
        a | then: exit code 0
        end:  |  | 30 s
        completes: false
        a with: 
        e with: 
    "#]],
    );
    order(
        "restartPolicy: Never, containers: [{name: app}, {name: always, restartPolicy: Always}]",
        &expect![[r#"
        app+always | then: nothing
        end: app+always |  | 30 s
        completes: false
        app with: always
        always with: app
    "#]],
    );
}

#[test]
fn before_native_sidecars_all_are_plain_init_containers() {
    let yaml = of("initContainers: [{name: s, restartPolicy: Always}], containers: [{name: app}]");
    with(&yaml, 27, |pod| {
        assert_eq!(effective::steps(pod).next().map(|step| step.gate), Some(Gate::Exit));
        assert!(effective::ending(pod).then.is_empty());
    });
}
