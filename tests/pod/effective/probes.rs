//! Probes with the defaults of the server, and which waits for which.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use podls::pod::effective::Probes;

use super::{of, with};

fn probes(container: &str, expect: &Expect) {
    let told = with(&of(&format!("containers: [{{name: a, {container}}}]")), 36, |pod| {
        let probes = Probes::of(&pod.containers[0]);
        let mut out = String::new();
        for probe in probes.iter() {
            let (fails, notices) = (probe.fails_after(), probe.notices_within());
            let _ = writeln!(
                out,
                "{}: passes from {} s, fails after {} to {} s, notices within {} to {} s, allows {} s",
                probe.kind.field(),
                probe.passes_from(),
                fails.least,
                fails.most,
                notices.least,
                notices.most,
                probe.allows()
            );
        }
        let restarted = probes.restarted_after().map(|budget| (budget.least, budget.most));
        let _ = writeln!(
            out,
            "started from {} s, ready from {} s, restarted after {restarted:?}",
            probes.started_from(),
            probes.ready_from()
        );
        out
    });
    expect.assert_eq(&told);
}

#[test]
fn probes_have_the_defaults_of_the_server() {
    probes(
        "readinessProbe: {}, livenessProbe: {tcpSocket: {port: 80}}",
        &expect![[r#"
        readinessProbe: passes from 0 s, fails after 20 to 21 s, notices within 20 to 31 s, allows 30 s
        livenessProbe: passes from 0 s, fails after 20 to 21 s, notices within 20 to 31 s, allows 30 s
        started from 0 s, ready from 0 s, restarted after Some((20, 21))
    "#]],
    );
    probes(
        "image: x",
        &expect![[r#"
        started from 0 s, ready from 0 s, restarted after None
    "#]],
    );
    probes(
        "readinessProbe: null, startupProbe: 5",
        &expect![[r#"
        started from 0 s, ready from 0 s, restarted after None
    "#]],
    );
}

#[test]
fn probes_wait_for_one_another() {
    probes(
        "startupProbe: {periodSeconds: 2, failureThreshold: 15},
         readinessProbe: {initialDelaySeconds: 5, periodSeconds: 3, successThreshold: 2},
         livenessProbe: {periodSeconds: 2, timeoutSeconds: 5, failureThreshold: 4, initialDelaySeconds: 20}",
        &expect![[r#"
            startupProbe: passes from 0 s, fails after 28 to 29 s, notices within 28 to 31 s, allows 30 s
            readinessProbe: passes from 8 s, fails after 11 to 12 s, notices within 6 to 10 s, allows 14 s
            livenessProbe: passes from 20 s, fails after 26 to 40 s, notices within 6 to 25 s, allows 28 s
            started from 0 s, ready from 8 s, restarted after Some((28, 29))
        "#]],
    );
    probes(
        "startupProbe: {initialDelaySeconds: 9223372036854775807, failureThreshold: -3, periodSeconds: 0, timeoutSeconds: 2147483647}",
        &expect![[r#"
            startupProbe: passes from 0 s, fails after 20 to 6442450941 s, notices within 20 to 8589934588 s, allows 30 s
            started from 0 s, ready from 0 s, restarted after Some((20, 6442450941))
        "#]],
    );
}
