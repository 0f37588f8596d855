//! Whether people can look at a Pod.

use podls::finding::Severity;
use podls::rules::Profile;

use super::{Kind, app, asked_for, object, quiet, said, silent};

/// A Deployment whose Pods have these annotations.
fn annotated(annotations: &str, spec: &str) -> String {
    object(Kind::Deployment, spec)
        .replace("labels: {a: b}", &format!("labels: {{a: b}}, annotations: {{{annotations}}}"))
}

#[test]
fn prometheus_is_sent_to_a_port_that_is_there() {
    let code = "metrics-port-unknown";
    let spec = app("ports: [{name: '🚀', containerPort: 8080}, {name: metrics, containerPort: 9090}]");
    let yaml = annotated("😀: a, prometheus.io/port: '9091'", &spec);
    let found = said(code, Profile::Strict, &yaml);
    assert_eq!(found.iter().map(|finding| &yaml[finding.span.range()]).collect::<Vec<_>>(), ["'9091'"]);
    assert_eq!(found[0].severity, Severity::Warning);
    assert_eq!(said(code, Profile::Recommended, &yaml)[0].severity, Severity::Hint);
    assert_eq!(found[0].fixes[0].title, "Change to 9090");
    quiet(code, &annotated("prometheus.io/port: '9090'", &spec));
    quiet(code, &annotated("prometheus.io/port: 9090", &spec));
    quiet(code, &annotated("prometheus.io/port: metrics", &spec));
    quiet(code, &annotated("prometheus.io/port: '15020'", &spec));
    quiet(code, &annotated("prometheus.io/port: '${PORT}'", &spec));
    quiet(code, &annotated("prometheus.io/port: '9091', prometheus.io/scrape: 'false'", &spec));
    quiet(
        code,
        &annotated("prometheus.io/port: '9091'", &app("args: ['--metrics-addr=:9091']\nports: [{containerPort: 80}]")),
    );
    let bare = said(code, Profile::Strict, &annotated("prometheus.io/port: '9091'", &app("")));
    assert_eq!(bare[0].severity, Severity::Hint);
}

#[test]
fn metrics_have_a_name() {
    let code = "missing-metrics-port";
    let found = |yaml: &str| said(code, Profile::Strict, yaml).len();
    assert_eq!(found(&object(Kind::Deployment, &app("ports: [{containerPort: 80}]"))), 1);
    assert_eq!(found(&object(Kind::Deployment, &app(""))), 0);
    assert_eq!(found(&object(Kind::CronJob, &app("ports: [{containerPort: 80}]"))), 0);
    assert_eq!(found(&annotated("prometheus.io/port: '80'", &app("ports: [{containerPort: 80}]"))), 0);
    assert_eq!(found(&object(Kind::Pod, &app("ports: [{containerPort: 80}, {name: prom, containerPort: 81}]"))), 0);
}

#[test]
fn the_end_of_a_container_says_why() {
    let code = "missing-termination-message";
    asked_for(code, Severity::Hint, &["containers: [{name: «'🚀'», image: a:1}]\n"]);
    silent(code, &[&app("terminationMessagePolicy: FallbackToLogsOnError"), &app("terminationMessagePath: /dev/end")]);
}

#[test]
fn people_find_what_belongs_together() {
    let code = "missing-recommended-labels";
    let yaml = object(Kind::CronJob, &app(""));
    let found = said(code, Profile::Strict, &yaml);
    assert_eq!(found.iter().map(|finding| &yaml[finding.span.range()]).collect::<Vec<_>>(), ["metadata"]);
    quiet(
        code,
        &object(Kind::Pod, &app("")).replace("name: demo", "name: demo, labels: {app.kubernetes.io/name: demo}"),
    );
}

#[test]
fn each_container_says_what_it_is_for() {
    let code = "container-undocumented";
    asked_for(
        code,
        Severity::Hint,
        &[
            "containers:\n# serves\n- name: a\n  image: a:1\n- name: «b»\n  image: b:1\n",
            "containers: [{name: «a», image: a:1},\n  {name: «'🚀'», image: b:1}]\n",
        ],
    );
    silent(
        code,
        &[
            &app(""),
            "containers:\n# serves\n- name: a\n  image: a:1\n# helps\n- name: b\n  image: b:1\n",
            "containers:\n- name: a # serves\n  image: a:1\n- name: b\n  # helps\n  image: b:1\n",
        ],
    );
    quiet(
        code,
        &annotated("about: a serves and b helps", "containers:\n- {name: a, image: a:1}\n- {name: b, image: b:1}\n"),
    );
}
