//! What a Pod says as a whole, or does not say.

use podls::finding::Severity;
use podls::rules::Profile;

use super::{Kind, app, asked_for, fixes, hints, in_kinds, object, places, quiet, said, silent};

#[test]
fn a_grace_period_is_neither_nothing_nor_endless() {
    hints("termination-grace-odd", &[&format!("terminationGracePeriodSeconds: «0» # 🚀\n{}", app(""))]);
    let long = format!("terminationGracePeriodSeconds: «3600»\n{}", app(""));
    in_kinds(&[Kind::Pod, Kind::Deployment], "termination-grace-odd", Profile::Strict, Severity::Hint, &[&long]);
    quiet("termination-grace-odd", &object(Kind::Job, &places(&long).0));
    silent(
        "termination-grace-odd",
        &[
            &format!("terminationGracePeriodSeconds: 600\n{}", app("")),
            &app(""),
            &format!("terminationGracePeriodSeconds: '${{G}}'\n{}", app("")),
        ],
    );
    fixes(
        "termination-grace-odd",
        &format!("terminationGracePeriodSeconds: 0\n{}", app("")),
        &format!("terminationGracePeriodSeconds: 30\n{}", app("")),
    );
}

#[test]
fn a_pod_may_stand_alone() {
    let yaml = object(Kind::Pod, &app(""));
    let found = said("naked-pod", Profile::Strict, &yaml);
    assert_eq!(found.iter().map(|finding| &yaml[finding.span.range()]).collect::<Vec<_>>(), ["Pod"]);
    assert!(said("naked-pod", Profile::Recommended, &yaml).is_empty());
    quiet("naked-pod", &object(Kind::Deployment, &app("")));
    quiet("naked-pod", &object(Kind::Pod, &format!("restartPolicy: Never\n{}", app(""))));
    quiet("naked-pod", &object(Kind::Pod, &format!("nodeName: one\n{}", app(""))));
    quiet("naked-pod", &yaml.replace("name: demo", "name: demo, namespace: kube-system"));
    quiet("naked-pod", &yaml.replace("name: demo", "name: demo, annotations: {helm.sh/hook: test}"));
}

#[test]
fn what_is_not_needed_is_left_out() {
    let of = |spec: &str| format!("{spec}\n{}", app(""));
    for (code, field) in
        [("service-account-token", "automountServiceAccountToken: false"), ("host-users", "hostUsers: false")]
    {
        let found = said(code, Profile::Strict, &object(Kind::CronJob, &app("")));
        assert_eq!(found.len(), 1, "{code}");
        assert!(said(code, Profile::Recommended, &object(Kind::CronJob, &app(""))).is_empty());
        silent(code, &[&of(field)]);
        fixes(code, &app(""), &format!("{}{field}\n", app("")));
    }
    silent("service-account-token", &[&of("serviceAccountName: mine")]);
    silent(
        "host-users",
        &[
            &of("hostNetwork: true"),
            &of("securityContext: {runAsNonRoot: true}"),
            &app("securityContext: {runAsUser: 5}"),
            &of("volumes: [{name: a, hostPath: {path: /a}}]"),
        ],
    );
    let both = "- {name: b, image: b:1}\n";
    asked_for(
        "share-process-namespace",
        Severity::Information,
        &[&format!("shareProcessNamespace: «true» # 🚀\n{}{both}", app(""))],
    );
    silent("share-process-namespace", &[&of("shareProcessNamespace: true"), &format!("{}{both}", app(""))]);
}

#[test]
fn a_server_of_shells_is_seldom_needed() {
    hints("ssh-port", &[&app("ports: [{containerPort: 80}, {containerPort: «22»}]")]);
    silent(
        "ssh-port",
        &[
            "containers: [{name: git, image: a:1, ports: [{containerPort: 22}]}]\n",
            &app("ports: [{containerPort: 2222}]"),
        ],
    );
}
