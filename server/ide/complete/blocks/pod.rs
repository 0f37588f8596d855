//! The blocks for a Pod itself, written like those of its parts. Holds data only.

use super::table::{Block, SIDECARS, for_linux, key, since};

/// What goes right into a `PodSpec`. The order is that of the list.
pub(super) const POD: &[Block] = &[
    key(
        "PodSpec",
        "initContainers",
        "initContainers: init container",
        "runs to its end before what follows",
        "initContainers:
- name: «1:{init name}»
  image: «2:busybox:1.37.0»
  command: [\"sh\", \"-c\", \"«3:echo prepared»\"]
  resources:
    requests:
      cpu: «4:10m»
      memory: «5:16Mi»
    limits:
      memory: «5:16Mi»",
    ),
    since(
        SIDECARS,
        key(
            "PodSpec",
            "initContainers",
            "initContainers: native sidecar",
            "starts before the containers and stays",
            "initContainers:
- name: «1:{sidecar name}»
  image: «2:registry.example/sidecar:1.0.0»
  restartPolicy: Always
  startupProbe:
    tcpSocket:
      port: «3:9090»
    periodSeconds: 1
    failureThreshold: 30
  resources:
    requests:
      cpu: «4:20m»
      memory: «5:64Mi»
    limits:
      memory: «5:64Mi»",
        ),
    ),
    for_linux(key(
        "PodSpec",
        "securityContext",
        "securityContext: restricted",
        "the Pod's part of the level `restricted`",
        "securityContext:
  runAsNonRoot: true
  runAsUser: «1:1000»
  runAsGroup: «2:1000»
  fsGroup: «3:1000»
  seccompProfile:
    type: RuntimeDefault",
    )),
    for_linux(key(
        "PodSpec",
        "securityContext",
        "securityContext: baseline",
        "fits the level `baseline`",
        "securityContext:
  seccompProfile:
    type: RuntimeDefault",
    )),
    key(
        "PodSpec",
        "topologySpreadConstraints",
        "topologySpreadConstraints: over nodes",
        "as many Pods on each node",
        "topologySpreadConstraints:
- maxSkew: «1:1»
  topologyKey: «2:kubernetes.io/hostname»
  whenUnsatisfiable: «3:ScheduleAnyway»
  labelSelector:
    matchLabels:
      {label}",
    ),
];
