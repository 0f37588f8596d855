//! What is said of quantities, limits, requests, claims and overhead.

use podls::schema::Minor;

use super::{check, check_at, check_fix, silent};

/// A Pod whose only container has these resources, in flow style.
fn with(resources: &str) -> String {
    pod(&format!("  containers:\n  - name: app\n    image: app:1\n    resources: {resources}"))
}

fn pod(spec: &str) -> String {
    format!("apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n{spec}\n")
}

#[test]
fn quantities_are_read_as_the_server_reads_them() {
    check(&with(
        "
      limits:
        cpu: 1 core
#            ^^^^^^ error[quantity-invalid]: `1 core` is not a quantity for `cpu`; write `1`
        memory: 128mb # 🚀
#               ^^^^^ error[quantity-invalid]: `128mb` is not a quantity for `memory`; write `128M`
        ephemeral-storage: lots
#                          ^^^^ error[quantity-invalid]: `lots` is not a quantity for `ephemeral-storage`; write a number",
    ));
    silent(&with("{limits: {cpu: 0.5, memory: 1e9, ephemeral-storage: '${SIZE}', hugepages-2Mi: \" 4Mi \"}}"));
    for (wrong, right, safe) in
        [("128mi", "128Mi", true), ("100 m", "100m", true), ("'1,5Gi'", "'1.5Gi'", false), ("\"1GB\"", "\"1G\"", false)]
    {
        let text = |amount: &str| with(&format!("{{limits: {{cpu: {amount}}}}}"));
        check_fix("quantity-invalid", safe, &text(wrong), &text(right));
    }
}

#[test]
fn resources_are_known_and_amounts_fit_them() {
    check(&with(
        "
      limits:
        mem: 1Gi
#       ^^^ error[resource-name-invalid]: `mem` is not a resource of a container; did you mean `memory`?
        cpu: -1
#            ^^ error[quantity-negative]
        example.com/gpu: 1500m
#                        ^^^^^ error[quantity-not-whole]
        memory: 100m
#               ^^^^ warning[quantity-suspicious]: `100m` of `memory` is a fraction of a byte
        hugepages-2Mi: 5M
#                      ^^ error[hugepages-not-multiple]: `5M` is not a whole number of pages of 2Mi; write `6Mi`",
    ));
    check_fix("quantity-suspicious", false, &with("{limits: {memory: 512m}}"), &with("{limits: {memory: 512Mi}}"));
    silent(&with("{limits: {cpu: 1, memory: 1Gi, ephemeral-storage: 1Gi, hugepages-1Gi: 2Gi, example.com/gpu: '2'}}"));
}

#[test]
fn requests_go_with_limits() {
    check(&with(
        "
      requests:
        memory: 1Gi
#               ^^^ error[limit-below-request]: `memory` requests `1Gi`, more than its limit of `1G`
        example.com/gpu: 1
#                        ^ error[request-differs-from-limit]
      limits: {memory: 1G, example.com/gpu: 2}",
    ));
    check(&with(
        "{requests: {cpu: 1, hugepages-2Mi: 2Mi}}\n#                                  ^^^^^^^^^^^^^ error[limit-missing]",
    ));
    check(&with("{limits: {hugepages-2Mi: 2Mi}}\n#   ^^^^^^^^^ error[hugepages-alone]"));
    silent(&with("{requests: {cpu: 1000m}, limits: {cpu: 1}}"));
    silent(&with("{requests: {cpu: '${CPU}'}, limits: {cpu: 1}}"));
    check_fix(
        "limit-missing",
        false,
        &with("{requests: {example.com/gpu: 1}}"),
        &with("{requests: {example.com/gpu: 1}, limits: {example.com/gpu: 1}}"),
    );
}

#[test]
fn claims_are_those_of_the_pod() {
    let text = pod("  resourceClaims: [{name: gpu, resourceClaimName: gpu}]
  containers:
  - name: app
    image: app:1
    resources:
      claims:
      - name: gpu
      - {name: gpu, request: A_B}
#              ^^^ error[claim-duplicate]
#                            ^^^ error[name-invalid]
      - name: cpu
#             ^^^ error[claim-unknown]: the Pod has no resource claim `cpu`");
    check(&text);
    let unmarked: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    check_at(Minor(33), &unmarked.join("\n"));
}

#[test]
fn a_pod_sets_aside_what_its_containers_take() {
    check(&pod("  containers:
  - {name: a, image: a, resources: {requests: {cpu: 1}, limits: {memory: 2Gi}}}
#                                                                        ^^^ error[container-limit-above-pod]
  initContainers:
  - {name: b, image: a, restartPolicy: Always, resources: {requests: {cpu: 500m}}}
  - {name: c, image: a, resources: {requests: {cpu: 1200m}}}
  resources:
    claims: []
#   ^^^^^^ error[pod-claims]
    requests: {cpu: 1600m, ephemeral-storage: 1Gi, memory: 1Mi}
#                   ^^^^^ error[pod-resources-too-small]: the containers together have requests of `1700m` for `cpu`
#                          ^^^^^^^^^^^^^^^^^ error[resource-name-invalid]
#                                                          ^^^ error[pod-resources-too-small]
    limits: {memory: 1Gi}"));
    check(&pod("  containers: [{name: a, image: a, resources: {requests: {cpu: 2}}}]
  resources: {limits: {cpu: 1}}
#                           ^ error[limit-below-request]: the containers together request `2` of `cpu`"));
    // A limit that stands for the request is told once.
    check(&pod("  resources: {limits: {cpu: 1}}
  containers: [{name: a, image: a, resources: {limits: {cpu: 2}}}, {name: b, image: a, resources: {requests: {cpu: 2}}}]
#                                                            ^ error[container-limit-above-pod]"));
    check(&pod("  os: {name: windows}
  containers: [{name: a, image: a}]
  resources: {limits: {cpu: 1}}
# ^^^^^^^^^ error[pod-resources-on-windows]"));
    silent(&pod(
        "  containers: [{name: a, image: a, resources: {requests: {cpu: 2}}}]\n  resources: {requests: {cpu: 2}}",
    ));
}

#[test]
fn overhead_is_judged_like_limits() {
    check(&pod("  runtimeClassName: kata
  containers: [{name: a, image: a}]
  overhead: {example.com/gpu: 1.5, memory: 1m}
#                             ^^^ error[quantity-not-whole]
#                                          ^^ warning[quantity-suspicious]"));
}
