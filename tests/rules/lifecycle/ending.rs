//! The end of a Pod: hooks that sleep too long or for nothing.

use podls::finding::Severity;
use podls::rules::Profile;

use super::native;
use crate::rules::{check, fixes, hints, quiet, silent, warns};

#[test]
fn a_hook_that_sleeps_too_long_is_cut_off() {
    let app = |grace: &str, hook: &str| {
        format!("{grace}containers:\n- name: app\n  image: a:1\n  lifecycle: {{preStop: {hook}}}\n")
    };
    warns(
        "prestop-exceeds-grace",
        &[
            &app("", "{exec: {command: [sleep, «'30'»]}}"),
            &app("", "{exec: {command: [sh, -c, '🚀 || true; «sleep 60»']}}"),
            &app("terminationGracePeriodSeconds: 10\n", "{exec: {command: [/bin/sleep, «'15'»]}}"),
            &app("terminationGracePeriodSeconds: 60\n", "{exec: {command: [/bin/sh, -c, «sleep 1m»]}}"),
            &app("terminationGracePeriodSeconds: 20\n", "{sleep: {seconds: «20»}}"),
            &app("", "{exec: {command: [sh, -c, '«sleep 20» && curl localhost/quit; sleep 10']}}"),
            &app("terminationGracePeriodSeconds: null\n", "{exec: {command: [sleep, «'31'»]}}"),
            "initContainers:\n- name: s\n  image: a\n  restartPolicy: Always\n  lifecycle:\n    preStop:\n      exec:\n        command: [sleep, «'45'»]\ncontainers: [{name: app, image: a}]",
        ],
    );
    silent(
        "prestop-exceeds-grace",
        &[
            &app("", "{exec: {command: [sleep, '15']}}"),
            &app("terminationGracePeriodSeconds: 90\n", "{exec: {command: [sleep, '60']}}"),
            &app("", "{exec: {command: [sh, -c, 'sleep 60 &']}}"),
            &app("", "{exec: {command: [sh, -c, 'if x; then sleep 60; fi']}}"),
            &app("terminationGracePeriodSeconds: 20\n", "{sleep: {seconds: 30}}"),
            &app("", "{httpGet: {port: 80}}"),
            &app("terminationGracePeriodSeconds: ${GRACE}\n", "{exec: {command: [sleep, '60']}}"),
            &app("", "{exec: {command: [sleep, $(TIME)]}}"),
        ],
    );
    fixes(
        "prestop-exceeds-grace",
        &app("terminationGracePeriodSeconds: 30 # enough\n", "{exec: {command: [sleep, '60']}}"),
        &app("terminationGracePeriodSeconds: 70 # enough\n", "{exec: {command: [sleep, '60']}}"),
    );
}

#[test]
fn a_native_sidecar_need_not_sleep_before_it_stops() {
    let hook = |hook: &str| native(&format!("lifecycle: {{preStop: {hook}}}"));
    hints(
        "sidecar-prestop-order-hack",
        &[
            &native("lifecycle: {«preStop»: {exec: {command: [sleep, '15']}}}"),
            &native("lifecycle:\n    «preStop»:\n      sleep:\n        seconds: 5 # 🚀"),
            &native("lifecycle: {«preStop»: {exec: {command: [sh, -c, sleep 15]}}}"),
        ],
    );
    silent(
        "sidecar-prestop-order-hack",
        &[
            &hook("{exec: {command: [sh, -c, 'sleep 5; /drain']}}"),
            &hook("{httpGet: {port: 80}}"),
            "containers: [{name: a, image: a, lifecycle: {preStop: {sleep: {seconds: 5}}}}]",
        ],
    );
    fixes("sidecar-prestop-order-hack", &hook("{sleep: {seconds: 5}}"), &native("").replace("  \n", ""));
}

#[test]
fn patches_are_not_told_what_they_lack() {
    let patch = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: demo}\nspec:\n  template:\n    spec:\n      containers:\n      - name: app\n        lifecycle: {preStop: {exec: {command: [sleep, '60']}}}\n";
    quiet("prestop-exceeds-grace", patch);
    check(
        "init-never-completes",
        Profile::Minimal,
        Severity::Warning,
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: demo}\nspec:\n  template:\n    spec:\n      initContainers:\n      - {name: a, command: [«sleep», inf]}\n",
    );
}
