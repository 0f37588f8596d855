//! What is said of DNS, host names, life and identity of Pods.

use crate::fixtures::server_only;
use podls::ide::{Snapshot, findings};
use podls::schema::Minor;
use podls::settings::Settings;

use super::{check, check_at, check_fix, pod, silent};

#[test]
fn the_resolver_must_have_someone_to_ask() {
    check(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a}]
  dnsPolicy: None
#            ^^^^ error[nameservers-missing]: `dnsPolicy: None` needs `dnsConfig` with `nameservers`; add it, or choose `ClusterFirst`
"#,
    );
}

#[test]
fn the_resolver_must_have_someone_to_ask_in_its_list() {
    check(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a}]
  dnsPolicy: None
  dnsConfig: {nameservers: []}
#             ^^^^^^^^^^^ error[nameservers-missing]: `dnsPolicy: None` needs at least one entry in `nameservers`; add it, or choose `ClusterFirst`
"#,
    );
}

#[test]
fn a_misspelt_list_is_said_once() {
    check(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a}]
  dnsPolicy: None
  dnsConfig: {nameserver: [1.1.1.1]}
#             ^^^^^^^^^^ error[unknown-field]: there is no field `nameserver` in `PodDNSConfig`; did you mean `nameservers`?
"#,
    );
}

#[test]
fn servers_and_search_paths_have_bounds() {
    check(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a}]
  dnsConfig:
    nameservers: [1.1.1.1, 2.2.2.2, 3.3.3.3, "::4", 5.5.5.5]
#                                            ^^^^^ error[too-many-nameservers]: `nameservers` takes at most 3 addresses, not 5; remove some
    searches: [svc.cluster.local., _tcp.x, ., A.b, -x, "🚀"]
#                                             ^^^ error[search-path-invalid]: `A.b` must consist of lower-case letters, digits, `-` and `.`, without `A`
#                                                  ^^ error[search-path-invalid]: `-x` must begin and end, as does each part between dots, with a letter or digit
#                                                      ^^^ error[search-path-invalid]: `"🚀"` must consist of lower-case letters, digits, `-` and `.`, without `🚀`
    options: [{name: ndots, value: "2"}, {value: "1"}]
#                                         ^^^^^ error[missing-field]: `name` is missing in `PodDNSConfigOption`; add it
"#,
    );
}

#[test]
fn addresses_are_written_as_usual() {
    check(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a}]
  dnsConfig:
    nameservers: [1.1.1, "", "FE80::1"]
#                 ^^^^^ error[ip-invalid]: `1.1.1` is not an IP address; write one such as `10.9.8.7` or `2001:db8::1`
#                        ^^ error[ip-invalid]: an IP address must not be empty; write one such as `10.9.8.7` or `2001:db8::1`
#                            ^^^^^^^^^ warning[ip-unusual]: `FE80::1` is usually written `fe80::1`; write it so, or comparisons may fail
  hostAliases:
  - {ip: 010.1.1.1, hostnames: [a]}
#        ^^^^^^^^^ error[ip-invalid]: `010.1.1.1` has leading zeros, which not all programs read alike; write `10.1.1.1`
  - {ip: "::ffff:1.2.3.4", hostnames: [A.b, a_b]}
#        ^^^^^^^^^^^^^^^^ error[ip-invalid]: `::ffff:1.2.3.4` is an IPv4 address in IPv6 form; write `1.2.3.4`
#                                      ^^^ error[host-alias-name-invalid]: `A.b` must consist of lower-case letters, digits, `-` and `.`, without `A`
#                                           ^^^ error[host-alias-name-invalid]: `a_b` must consist of lower-case letters, digits, `-` and `.`, without `_`
  - {ip: " 1.2.3.4"}
#        ^^^^^^^^^^ error[ip-invalid]: `" 1.2.3.4"` is not an IP address; write one such as `10.9.8.7` or `2001:db8::1`
  - {ip: 9.9.9.9}
  - {ip: 9.9.9.9}
#        ^^^^^^^ warning[host-alias-duplicate]: `9.9.9.9` has an entry already; put the names into one
  - hostnames: [c]
#   ^^^^^^^^^ error[missing-field]: `ip` is missing in `HostAlias`; add it
"#,
    );
}

#[test]
fn leading_zeros_were_taken_before_1_36() {
    check_at(
        Minor(35),
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a}]
  hostAliases: [{ip: 010.1.1.1}, {ip: "::ffff:1.2.3.4"}, {ip: "FE80::1"}]
#                    ^^^^^^^^^ warning[ip-invalid]: `010.1.1.1` has leading zeros, which not all programs read alike; write `10.1.1.1`
#                                     ^^^^^^^^^^^^^^^^ warning[ip-invalid]: `::ffff:1.2.3.4` is an IPv4 address in IPv6 form; write `1.2.3.4`
#                                                             ^^^^^^^^^ warning[ip-unusual]: `FE80::1` is usually written `fe80::1`; write it so, or comparisons may fail
"#,
    );
}

#[test]
fn nothing_was_said_of_addresses_before_1_33() {
    check_at(
        Minor(32),
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a}]
  hostAliases: [{ip: 010.1.1.1}, {ip: "::ffff:1.2.3.4"}, {ip: "FE80::1"}]
"#,
    );
}

#[test]
fn host_names_are_labels() {
    check(
        r#"apiVersion: batch/v1
kind: CronJob
metadata: {name: c}
spec:
  schedule: "@daily"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers: [{name: app, image: a}]
          hostname: My_Host
#                   ^^^^^^^ error[hostname-invalid]: `My_Host` must consist of lower-case letters, digits and `-`, without `M`
          subdomain: a.b
#                    ^^^ error[subdomain-invalid]: `a.b` must not contain dots
          hostnameOverride: ${HOST}
                           #^^^^^^^ information[placeholder]
"#,
    );
}

#[test]
fn a_stateful_set_names_its_pods_itself() {
    silent(
        r#"apiVersion: apps/v1
kind: StatefulSet
metadata: {name: s}
spec:
  serviceName: s
  selector: {matchLabels: {a: b}}
  template:
    metadata: {labels: {a: b}}
    spec:
      containers: [{name: app, image: a}]
      hostname: Bad_
      subdomain: a.b
"#,
    );
}

#[test]
fn an_override_stands_alone() {
    check(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a}]
  hostnameOverride: Web.Example
# ^^^^^^^^^^^^^^^^ error[hostname-override-conflict]: `hostnameOverride` cannot go with `setHostnameAsFQDN: true`; remove one
# ^^^^^^^^^^^^^^^^ error[hostname-override-conflict]: `hostnameOverride` cannot go with `hostNetwork: true`; remove one
#                   ^^^^^^^^^^^ error[hostname-override-invalid]: `Web.Example` must consist of lower-case letters, digits, `-` and `.`, without `W`
  setHostnameAsFQDN: true
  hostNetwork: true
"#,
    );
}

#[test]
fn a_pod_has_time_and_an_account() {
    check(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a}]
  activeDeadlineSeconds: 0
#                        ^ error[active-deadline-out-of-range]: `activeDeadlineSeconds` must lie between 1 and 2147483647, not be `0`
  terminationGracePeriodSeconds: -1
#                                ^^ warning[grace-period-negative]: `terminationGracePeriodSeconds` must not be negative; the server turns `-1` into 1
  serviceAccountName: My_Account
#                     ^^^^^^^^^^ error[service-account-name-invalid]: `My_Account` must consist of lower-case letters, digits, `-` and `.`, without `M`
  serviceAccount: Not.Asked
"#,
    );
}

#[test]
fn the_old_name_of_the_account_counts_alone() {
    check(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a}]
  serviceAccount: Bot
#                 ^^^ error[service-account-name-invalid]: `Bot` must consist of lower-case letters, digits, `-` and `.`, without `B`
  serviceAccountName: ""
"#,
    );
}

#[test]
fn pull_secrets_have_names_and_stand_once() {
    check(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a}]
  imagePullSecrets:
  - name: a
  - name: ""
#   ^^^^ warning[image-pull-secret-unnamed]: an image pull secret needs a `name`; without it, it has no effect
  - name: a
#         ^ warning[image-pull-secret-duplicate]: `a` is listed twice; remove one
  - name: Not_Checked
"#,
    );
}

#[test]
fn claims_have_names_and_one_source() {
    check(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a}]
  resourceClaims:
  - {name: gpu, resourceClaimName: a}
  - {name: gpu, resourceClaimTemplateName: B_}
#          ^^^ error[resource-claim-duplicate]: there are two claims named `gpu`; rename one
#                                          ^^ error[resource-claim-source-invalid]: `B_` must consist of lower-case letters, digits, `-` and `.`, without `B`
  - {name: Bad, resourceClaimName: a, resourceClaimTemplateName: b}
#          ^^^ error[resource-claim-name-invalid]: `Bad` must consist of lower-case letters, digits and `-`, without `B`
#                                     ^^^^^^^^^^^^^^^^^^^^^^^^^ error[resource-claim-sources]: `resourceClaimName` and `resourceClaimTemplateName` exclude each other; remove one
  - {name: none}
#          ^^^^ error[resource-claim-sources]: a claim needs `resourceClaimName` or `resourceClaimTemplateName`; add one
  - {name: old, source: {resourceClaimName: a}}
#               ^^^^^^ error[unknown-field]: `source` was removed in Kubernetes 1.31; remove it
  - {name: empty, resourceClaimName: ""}
#                                    ^^ error[resource-claim-source-invalid]: `resourceClaimName` must not be empty
"#,
    );
}

#[test]
fn claims_were_dropped_before_1_34() {
    check_at(
        Minor(33),
        r#"apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: app, image: a}]
  resourceClaims: [{name: none}]
"#,
    );
}

#[test]
fn static_pods_claim_nothing() {
    check(
        r#"apiVersion: v1
kind: Pod
metadata: {name: p, annotations: {kubernetes.io/config.mirror: x}}
spec:
  containers: [{name: app, image: a}]
  nodeName: node
  resourceClaims: [{name: gpu, resourceClaimName: a}]
# ^^^^^^^^^^^^^^ error[static-pod-claims]: a static Pod cannot claim devices; remove `resourceClaims`
"#,
    );
}

#[test]
fn search_paths_are_bounded_by_number_and_length() {
    let list = |count: usize, length: usize| vec!["a".repeat(length); count].join(", ");
    for (minor, count, length, code) in [
        (37, 32, 60, None),
        (37, 33, 2, Some("too-many-searches")),
        (37, 32, 63, None),
        (37, 32, 64, Some("searches-too-long")),
        (25, 6, 40, None),
        (25, 7, 2, Some("too-many-searches")),
        (25, 6, 60, Some("searches-too-long")),
    ] {
        let snapshot = Snapshot::new(&pod(&format!("  dnsConfig: {{searches: [{}]}}\n", list(count, length))));
        let settings = Settings { kubernetes: Minor(minor), ..server_only() };
        let found = findings(&snapshot, &settings);
        let codes: Vec<&str> = found.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, Vec::from_iter(code), "{count} of {length} in 1.{minor}");
    }
}

#[test]
fn names_and_addresses_are_mended() {
    for (code, safe, before, after) in [
        ("nameservers-missing", false, "  dnsPolicy: None  # 🚧\n", "  dnsPolicy: ClusterFirst  # 🚧\n"),
        (
            "search-path-invalid",
            false,
            "  dnsConfig: {searches: [\"Corp.test.\"]}\n",
            "  dnsConfig: {searches: [\"corp.test.\"]}\n",
        ),
        ("ip-invalid", false, "  hostAliases: [{ip: 010.1.1.1}]\n", "  hostAliases: [{ip: 10.1.1.1}]\n"),
        ("ip-unusual", true, "  hostAliases:\n  - ip: FE80::1\n", "  hostAliases:\n  - ip: \"fe80::1\"\n"),
        ("hostname-invalid", false, "  hostname: My_Host\n", "  hostname: my-host\n"),
        ("hostname-override-invalid", false, "  hostnameOverride: A.b\n", "  hostnameOverride: a.b\n"),
        (
            "grace-period-negative",
            true,
            "  terminationGracePeriodSeconds: -5\n",
            "  terminationGracePeriodSeconds: 1\n",
        ),
        ("service-account-name-invalid", false, "  serviceAccountName: My_Bot\n", "  serviceAccountName: my-bot\n"),
        (
            "image-pull-secret-duplicate",
            true,
            "  imagePullSecrets:\n  - name: a\n  # again\n  - name: a\n  hostname: h\n",
            "  imagePullSecrets:\n  - name: a\n  hostname: h\n",
        ),
        (
            "resource-claim-sources",
            false,
            "  resourceClaims: [{name: c, resourceClaimName: a, resourceClaimTemplateName: b}]\n",
            "  resourceClaims: [{name: c, resourceClaimName: a}]\n",
        ),
    ] {
        check_fix(code, safe, &pod(before), &pod(after));
    }
}
