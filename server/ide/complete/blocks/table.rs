//! The blocks for the parts of a Pod, as they are written with two spaces for every level and dashes below their key. `«1:…»` is a
//! place to type at, `{…}` something the file may know. Holds data only.

use crate::schema::Minor;

/// A block.
#[derive(Clone, Copy)]
pub(super) struct Block {
    /// Short name of the type of the mapping it is put into.
    pub(super) ty: &'static str,
    /// The field of the `PodSpec` the place must be below; empty if it does not matter.
    pub(super) list: &'static str,
    /// When it is offered there.
    pub(super) when: When,
    /// What the list shows.
    pub(super) label: &'static str,
    /// What it is, in a few words.
    pub(super) detail: &'static str,
    /// The first version that takes it.
    pub(super) since: Minor,
    /// Servers refuse it for Windows.
    pub(super) is_for_linux: bool,
    /// The block.
    pub(super) body: &'static str,
}

/// When a block is offered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// Its first field is this one, which must be missing.
    Key(&'static str),
    /// The mapping is empty: it is all of it.
    Whole,
}

pub(super) const fn key(
    ty: &'static str,
    key: &'static str,
    label: &'static str,
    detail: &'static str,
    body: &'static str,
) -> Block {
    Block { ty, list: "", when: When::Key(key), label, detail, since: Minor::OLDEST, is_for_linux: false, body }
}

const fn whole(ty: &'static str, label: &'static str, detail: &'static str, body: &'static str) -> Block {
    Block { ty, list: "", when: When::Whole, label, detail, since: Minor::OLDEST, is_for_linux: false, body }
}

const fn within(list: &'static str, block: Block) -> Block {
    Block { list, ..block }
}

pub(super) const fn since(minor: u8, block: Block) -> Block {
    Block { since: Minor(minor), ..block }
}

pub(super) const fn for_linux(block: Block) -> Block {
    Block { is_for_linux: true, ..block }
}

/// Native sidecars work without a feature gate from here on.
pub(super) const SIDECARS: u8 = 29;

macro_rules! probe {
    ($field:literal, http, $rest:literal) => {
        probe!($field, "httpGet", "by HTTP", "    path: «1:/healthz»\n    port: «2:{port}»", $rest)
    };
    ($field:literal, tcp, $rest:literal) => {
        probe!($field, "tcpSocket", "by TCP connection", "    port: «1:{port}»", $rest)
    };
    ($field:literal, exec, $rest:literal) => {
        probe!($field, "exec", "by command", "    command:\n    - «1:cat»\n    - «2:/tmp/healthy»", $rest)
    };
    ($field:literal, grpc, $rest:literal) => {
        probe!($field, "grpc", "by the gRPC health protocol", "    port: «1:{port number}»", $rest)
    };
    ($field:literal, $handler:literal, $detail:literal, $how:literal, $rest:literal) => {
        key(
            "Container",
            $field,
            concat!($field, ": ", $handler),
            $detail,
            concat!($field, ":\n  ", $handler, ":\n", $how, "\n", $rest),
        )
    };
}

/// What goes into containers, volumes and their lists. The order is that of the list.
pub(super) const PARTS: &[Block] = &[
    // A container.
    key(
        "Container",
        "resources",
        "resources: requests and limits",
        "memory limited, processor shared",
        "resources:
  requests:
    cpu: «1:100m»
    memory: «2:128Mi»
  limits:
    memory: «2:128Mi»",
    ),
    probe!("readinessProbe", http, "  periodSeconds: «3:5»"),
    probe!("livenessProbe", http, "  periodSeconds: «3:10»\n  failureThreshold: «4:3»"),
    probe!("startupProbe", http, "  periodSeconds: «3:2»\n  failureThreshold: «4:30»"),
    probe!("readinessProbe", tcp, "  periodSeconds: «3:5»"),
    probe!("livenessProbe", tcp, "  periodSeconds: «3:10»\n  failureThreshold: «4:3»"),
    probe!("startupProbe", tcp, "  periodSeconds: «3:2»\n  failureThreshold: «4:30»"),
    probe!("readinessProbe", exec, "  periodSeconds: «3:5»"),
    probe!("livenessProbe", exec, "  periodSeconds: «3:10»\n  failureThreshold: «4:3»"),
    probe!("startupProbe", exec, "  periodSeconds: «3:2»\n  failureThreshold: «4:30»"),
    probe!("readinessProbe", grpc, "  periodSeconds: «3:5»"),
    probe!("livenessProbe", grpc, "  periodSeconds: «3:10»\n  failureThreshold: «4:3»"),
    probe!("startupProbe", grpc, "  periodSeconds: «3:2»\n  failureThreshold: «4:30»"),
    for_linux(key(
        "Container",
        "securityContext",
        "securityContext: restricted",
        "what the level `restricted` asks for",
        "securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: «1:true»
  runAsNonRoot: true
  capabilities:
    drop:
    - ALL
  seccompProfile:
    type: RuntimeDefault",
    )),
    for_linux(key(
        "Container",
        "securityContext",
        "securityContext: baseline",
        "fits the level `baseline`",
        "securityContext:
  privileged: false
  allowPrivilegeEscalation: «1:false»
  seccompProfile:
    type: RuntimeDefault",
    )),
    key(
        "Container",
        "lifecycle",
        "lifecycle: preStop",
        "waits before it is told to stop",
        "lifecycle:
  preStop:
    exec:
      command:
      - «1:sleep»
      - «2:5»",
    ),
    // A probe or handler by itself.
    key("Probe", "httpGet", "httpGet: path and port", "by HTTP", "httpGet:\n  path: «1:/healthz»\n  port: «2:{port}»"),
    key("Probe", "tcpSocket", "tcpSocket: port", "by TCP connection", "tcpSocket:\n  port: «1:{port}»"),
    key("Probe", "exec", "exec: command", "by command", "exec:\n  command:\n  - «1:cat»\n  - «2:/tmp/healthy»"),
    key("Probe", "grpc", "grpc: port", "by the gRPC health protocol", "grpc:\n  port: «1:{port number}»"),
    // Variables.
    whole("EnvVar", "variable", "a plain value", "name: «1:NAME»\nvalue: \"«2:value»\""),
    whole(
        "EnvVar",
        "variable from ConfigMap",
        "the value of a key",
        "name: «1:NAME»
valueFrom:
  configMapKeyRef:
    name: «2:{configmap}»
    key: «3:key»",
    ),
    whole(
        "EnvVar",
        "variable from Secret",
        "the value of a key",
        "name: «1:NAME»
valueFrom:
  secretKeyRef:
    name: «2:{secret}»
    key: «3:key»",
    ),
    whole(
        "EnvVar",
        "variable from Pod field",
        "what the Pod knows of itself",
        "name: «1:POD_NAME»
valueFrom:
  fieldRef:
    fieldPath: «2:metadata.name»",
    ),
    whole(
        "EnvVar",
        "variable from resources",
        "a limit or request of the container",
        "name: «1:MEMORY_LIMIT»
valueFrom:
  resourceFieldRef:
    resource: «2:limits.memory»",
    ),
    whole("EnvFromSource", "all keys of ConfigMap", "each key a variable", "configMapRef:\n  name: «1:{configmap}»"),
    whole("EnvFromSource", "all keys of Secret", "each key a variable", "secretRef:\n  name: «1:{secret}»"),
    whole("ContainerPort", "named port", "name and number", "name: «1:http»\ncontainerPort: «2:8080»"),
    // Volumes.
    whole(
        "Volume",
        "emptyDir volume",
        "lives as long as the Pod",
        "name: «1:{free volume}»\nemptyDir:\n  sizeLimit: «2:1Gi»",
    ),
    whole(
        "Volume",
        "configMap volume",
        "each key a file",
        "name: «1:{free volume}»\nconfigMap:\n  name: «2:{configmap}»",
    ),
    whole("Volume", "secret volume", "each key a file", "name: «1:{free volume}»\nsecret:\n  secretName: «2:{secret}»"),
    whole(
        "Volume",
        "persistentVolumeClaim volume",
        "outlives the Pod",
        "name: «1:{free volume}»\npersistentVolumeClaim:\n  claimName: «2:{claim}»",
    ),
    whole(
        "Volume",
        "hostPath volume",
        "a directory of the node",
        "name: «1:{free volume}»\nhostPath:\n  path: «2:/var/log»\n  type: «3:Directory»",
    ),
    whole(
        "Volume",
        "projected token volume",
        "a token for another service",
        "name: «1:{free volume}»
projected:
  sources:
  - serviceAccountToken:
      path: «2:token»
      audience: «3:audience»
      expirationSeconds: «4:3600»",
    ),
    whole(
        "Volume",
        "downwardAPI volume",
        "labels of the Pod as a file",
        "name: «1:{free volume}»
downwardAPI:
  items:
  - path: «2:labels»
    fieldRef:
      fieldPath: «3:metadata.labels»",
    ),
    whole("VolumeMount", "mount", "a volume of this Pod", "name: «1:{volume}»\nmountPath: «2:/data»"),
    // Containers.
    within(
        "containers",
        whole(
            "Container",
            "container",
            "with resources",
            "name: «1:{app name}»
image: «2:registry.example/app:1.0.0»
resources:
  requests:
    cpu: «3:100m»
    memory: «4:128Mi»
  limits:
    memory: «4:128Mi»",
        ),
    ),
    within(
        "containers",
        whole(
            "Container",
            "sidecar",
            "plain: starts and stops with the others",
            "name: «1:{sidecar name}»
image: «2:registry.example/sidecar:1.0.0»
resources:
  requests:
    cpu: «3:20m»
    memory: «4:64Mi»
  limits:
    memory: «4:64Mi»",
        ),
    ),
    within(
        "initContainers",
        whole(
            "Container",
            "init container",
            "runs to its end before what follows",
            "name: «1:{init name}»
image: «2:busybox:1.37.0»
command: [\"sh\", \"-c\", \"«3:echo prepared»\"]
resources:
  requests:
    cpu: «4:10m»
    memory: «5:16Mi»
  limits:
    memory: «5:16Mi»",
        ),
    ),
    since(
        SIDECARS,
        within(
            "initContainers",
            whole(
                "Container",
                "native sidecar",
                "starts in its turn and stays",
                "name: «1:{sidecar name}»
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
    ),
];
