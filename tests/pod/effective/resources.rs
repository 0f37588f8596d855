//! What a Pod requests and may use, as the scheduler counts, and its quality of service.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use podls::pod::effective::{self, Amount, Decider, Want};
use podls::schema::Minor;

use super::{of, with};

fn amount(amount: Option<Amount<'_, '_>>) -> String {
    let Some(amount) = amount else { return "-".to_owned() };
    let mut out = amount.counted.to_string();
    match amount.decider() {
        Decider::Running => out += " (all",
        Decider::Init(container) => out += &format!(" (init {}", container.name()),
        Decider::Pod => out += " (Pod",
    }
    out += &format!(", running {}", amount.running);
    if let Some((container, most)) = amount.starting {
        out += &format!(", start {} {most}", container.name());
    }
    if let Some(overhead) = amount.overhead {
        out += &format!(", overhead {overhead}");
    }
    if !amount.everywhere {
        out += ", not everywhere";
    }
    if !amount.exact {
        out += ", inexact";
    }
    out + ")"
}

fn sums(minor: u8, spec: &str, expect: &Expect) {
    let told = with(&of(spec), minor, |pod| {
        let mut out = String::new();
        for resource in effective::resources(pod, Minor(minor)) {
            let _ = writeln!(out, "{}: request {}", resource.name, amount(resource.request));
            let _ = writeln!(out, "{}: limit   {}", resource.name, amount(resource.limit));
        }
        let qos = effective::qos(pod, Minor(minor));
        let _ = writeln!(out, "{}{}", qos.class.name(), if qos.exact { "" } else { ", inexact" });
        for lack in qos.lacks {
            let place = lack.container.map_or("the Pod", |container| container.name());
            let want = if lack.want == Want::Limit { "limit" } else { "request" };
            let _ = writeln!(out, "  {place}: {} {want}", lack.resource);
        }
        out
    });
    expect.assert_eq(&told);
}

#[test]
fn sidecars_count_with_the_init_containers_behind_them_and_with_the_app() {
    sums(
        36,
        "initContainers: [{name: first, resources: {requests: {cpu: 2}}},
          {name: s, restartPolicy: Always, resources: {requests: {cpu: 500m, memory: 512Mi}}},
          {name: second, resources: {requests: {cpu: 1800m, memory: 1Gi}}},
          {name: t, restartPolicy: Always, resources: {requests: {cpu: 100m}}}],
         containers: [{name: app, resources: {requests: {cpu: 1, memory: 2Gi}}}, {name: b, resources: {requests: {cpu: 0.1}}}]",
        &expect![[r#"
            cpu: request 2300m (init second, running 1700m, start second 2300m)
            cpu: limit   -
            memory: request 2560Mi (all, running 2560Mi, start second 1536Mi, not everywhere)
            memory: limit   -
            Burstable
              first: cpu limit
              first: memory limit
              s: cpu limit
              s: memory limit
              second: cpu limit
              second: memory limit
              t: cpu limit
              t: memory limit
              app: cpu limit
              app: memory limit
              b: cpu limit
              b: memory limit
        "#]],
    );
}

#[test]
fn limits_stand_for_requests_and_the_first_key_counts() {
    sums(
        36,
        "containers: [{name: a, resources: {limits: {cpu: 1, memory: 1.5Gi, x.test/gpu: 2}}},
          {name: b, resources: {requests: {cpu: 250m, cpu: 9, ephemeral-storage: 1G}, limits: {memory: 1Gi, cpu: 500m}}}]",
        &expect![[r#"
            cpu: request 1250m (all, running 1250m)
            cpu: limit   1500m (all, running 1500m)
            memory: request 2560Mi (all, running 2560Mi)
            memory: limit   2560Mi (all, running 2560Mi)
            ephemeral-storage: request 1G (all, running 1G, not everywhere)
            ephemeral-storage: limit   -
            x.test/gpu: request 2 (all, running 2, not everywhere)
            x.test/gpu: limit   2 (all, running 2, not everywhere)
            Burstable
              b: cpu request
        "#]],
    );
}

#[test]
fn what_cannot_be_read_counts_as_nothing_and_says_so() {
    sums(
        36,
        "containers: [{name: a, resources: {requests: {cpu: '{{ .cpu }}', memory: 1Gi}}}, {name: b, resources: {requests: {cpu: 1}}},
          {name: c, resources: [cpu]}]",
        &expect![[r#"
            cpu: request 1 (all, running 1, not everywhere, inexact)
            cpu: limit   -
            memory: request 1Gi (all, running 1Gi, not everywhere)
            memory: limit   -
            Burstable, inexact
              a: cpu limit
              a: memory limit
              b: cpu limit
              b: memory limit
              c: cpu limit
              c: memory limit
        "#]],
    );
    sums(
        36,
        "containers: [{name: a}]",
        &expect![[r#"
        BestEffort
          a: cpu limit
          a: memory limit
    "#]],
    );
    sums(
        36,
        "containers: [{name: a, resources: {requests: {cpu: 0}}}]",
        &expect![[r#"
        cpu: request 0 (all, running 0)
        cpu: limit   -
        BestEffort
          a: cpu limit
          a: memory limit
    "#]],
    );
    sums(
        36,
        "containers: [{name: a, resources: {limits: {cpu: 1e-9, memory: 9e99}}}, {name: b, resources: {limits: {memory: 9e99}}}]",
        &expect![[r#"
            cpu: request 1m (all, running 1m, not everywhere)
            cpu: limit   1m (all, running 1m, not everywhere)
            memory: request 170141183460469231731687303715884105727n (all, running 170141183460469231731687303715884105727n)
            memory: limit   170141183460469231731687303715884105727n (all, running 170141183460469231731687303715884105727n)
            Burstable
              b: cpu limit
        "#]],
    );
}

#[test]
fn overhead_comes_on_top() {
    sums(
        36,
        "overhead: {cpu: 250m, memory: 120Mi}, containers: [{name: a, resources: {requests: {cpu: 1}, limits: {memory: 1Gi}}}]",
        &expect![[r#"
            cpu: request 1250m (all, running 1, overhead 250m)
            cpu: limit   -
            memory: request 1144Mi (all, running 1Gi, overhead 120Mi)
            memory: limit   1144Mi (all, running 1Gi, overhead 120Mi)
            Burstable
              a: cpu limit
        "#]],
    );
    sums(
        36,
        "overhead: {cpu: 250m}, containers: [{name: a}]",
        &expect![[r#"
        cpu: request 250m (all, running 0, overhead 250m, not everywhere)
        cpu: limit   -
        BestEffort
          a: cpu limit
          a: memory limit
    "#]],
    );
}

const WHOLE: &str =
    "resources: {requests: {cpu: 3}, limits: {cpu: 4, memory: 2Gi, hugepages-2Mi: 4Mi}}, overhead: {cpu: 250m},
    initContainers: [{name: i, resources: {requests: {memory: 1Gi}}}],
    containers: [{name: a, resources: {requests: {cpu: 1, memory: 512Mi, ephemeral-storage: 1Gi}}}]";

#[test]
fn resources_of_the_pod_replace_the_sum_from_1_34_on() {
    sums(
        34,
        WHOLE,
        &expect![[r#"
        cpu: request 3250m (Pod, running 1, overhead 250m)
        cpu: limit   4250m (Pod, running 0, overhead 250m)
        memory: request 1Gi (init i, running 512Mi, start i 1Gi)
        memory: limit   2Gi (Pod, running 0)
        ephemeral-storage: request 1Gi (all, running 1Gi)
        ephemeral-storage: limit   -
        hugepages-2Mi: request 4Mi (Pod, running 0)
        hugepages-2Mi: limit   4Mi (Pod, running 0)
        Burstable
          the Pod: cpu request
          the Pod: memory request
    "#]],
    );
    sums(
        33,
        WHOLE,
        &expect![[r#"
        cpu: request 1250m (all, running 1, overhead 250m)
        cpu: limit   -
        memory: request 1Gi (init i, running 512Mi, start i 1Gi)
        memory: limit   -
        ephemeral-storage: request 1Gi (all, running 1Gi)
        ephemeral-storage: limit   -
        Burstable
          i: cpu limit
          i: memory limit
          a: cpu limit
          a: memory limit
    "#]],
    );
    sums(
        36,
        "resources: {limits: {cpu: 1, memory: 1Gi}}, containers: [{name: a}, {name: b}]",
        &expect![[r#"
        cpu: request 1 (Pod, running 0)
        cpu: limit   1 (Pod, running 0)
        memory: request 1Gi (Pod, running 0)
        memory: limit   1Gi (Pod, running 0)
        Guaranteed
    "#]],
    );
    sums(
        36,
        "resources: {limits: {}}, containers: [{name: a, resources: {requests: {cpu: 1}}}]",
        &expect![[r#"
        cpu: request 1 (all, running 1)
        cpu: limit   -
        Burstable
          a: cpu limit
          a: memory limit
    "#]],
    );
}

#[test]
fn every_container_counts_for_the_quality_of_service() {
    let full = "resources: {limits: {cpu: 1, memory: 1Gi}}";
    sums(
        36,
        &format!("initContainers: [{{name: i, {full}}}], containers: [{{name: a, {full}}}]"),
        &expect![[r#"
        cpu: request 1 (all, running 1, start i 1)
        cpu: limit   1 (all, running 1, start i 1)
        memory: request 1Gi (all, running 1Gi, start i 1Gi)
        memory: limit   1Gi (all, running 1Gi, start i 1Gi)
        Guaranteed
    "#]],
    );
    sums(
        36,
        &format!(
            "initContainers: [{{name: i}}, {{name: s, restartPolicy: Always, resources: {{limits: {{cpu: 1, memory: 0}}}}}}],
              containers: [{{name: a, {full}}}, {{name: b, resources: {{requests: {{cpu: 500m, memory: 1024Mi}}, limits: {{cpu: 1, memory: 1Gi}}}}}}],
              ephemeralContainers: [{{name: e}}]"
        ),
        &expect![[r#"
            cpu: request 2500m (all, running 2500m)
            cpu: limit   3 (all, running 3)
            memory: request 2Gi (all, running 2Gi)
            memory: limit   2Gi (all, running 2Gi)
            Burstable
              i: cpu limit
              i: memory limit
              s: memory limit
              b: cpu request
        "#]],
    );
}
