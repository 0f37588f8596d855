//! What is said of probes and hooks.

use podls::schema::Minor;

use super::app;
use crate::validate::{check, check_at, check_fix, silent};

#[test]
fn probes_do_one_thing() {
    check(&app("\
livenessProbe: {}
#<^^^^^^^^^^^^ error[probe-handler-invalid]: `livenessProbe` has no action
readinessProbe:
  httpGet: {port: \"8080\"}
#                 ^^^^^^ error[port-name-invalid]: \"8080\" is a name here
  tcpSocket: {port: 1}
# ^^^^^^^^^ error[probe-handler-invalid]: `readinessProbe` can do one thing only
  terminationGracePeriodSeconds: 3
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[probe-grace-period]
startupProbe:
  exec: {command: []}
#        ^^^^^^^ error[exec-command-missing]
  periodSeconds: -1
#                ^^ error[probe-number-negative]
  successThreshold: 2
#                   ^ error[probe-success-threshold]
  terminationGracePeriodSeconds: 0
#                                ^ error[probe-grace-period]"));
    check(&app("\
livenessProbe: {grpc: {port: 0}}
#                            ^ error[port-invalid]
readinessProbe:
  httpGet: {port: HTTP, httpHeaders: [{name: 'X Y', value: z}]}
#                 ^^^^ error[port-name-invalid]
#                                            ^^^^^ error[http-header-invalid]"));
    silent(&app(
        "livenessProbe: {tcpSocket: {port: http}, successThreshold: 0}\nreadinessProbe: {exec: {command: [a]}, successThreshold: 2}",
    ));
    check_fix(
        "port-name-invalid",
        true,
        &app("livenessProbe: {tcpSocket: {port: '80'}}"),
        &app("livenessProbe: {tcpSocket: {port: 80}}"),
    );
}

#[test]
fn hooks_do_one_thing_in_time() {
    check(&app("\
lifecycle:
  postStart: {}
# ^^^^^^^^^ error[probe-handler-invalid]: `postStart` has no action
  preStop: {sleep: {seconds: 31}}
#                            ^^ error[sleep-too-long]: `seconds` must lie between 0 and the 30 seconds"));
    silent(&app("lifecycle: {preStop: {sleep: {seconds: 30}}}"));
    check_at(
        Minor(32),
        &app(
            "lifecycle: {preStop: {sleep: {seconds: 0}}}\n#                                      ^ error[sleep-too-long]",
        ),
    );
}
