//! Keys that everybody uses in mappings whose keys are the author's choice: resources, labels, node labels.

use crate::ide::place::Step;
use crate::ide::{Completion, CompletionKind};
use crate::schema::Ty;

use super::STAND_IN;
use super::insert::Insert;

/// A key with what it stands for.
type Known = (&'static str, &'static str);

const RESOURCES: &[Known] = &[
    ("cpu", "Processor time: `500m` is half a core, `2` are two."),
    ("memory", "Main memory in bytes: `128Mi`, `1Gi`."),
    ("ephemeral-storage", "Disk of the node, for writable layers, logs and `emptyDir`: `1Gi`."),
];

const STORAGE: &[Known] = &[("storage", "Size of the volume: `10Gi`.")];

const LABELS: &[Known] = &[
    ("app.kubernetes.io/name", "Name of the application: `mysql`."),
    ("app.kubernetes.io/instance", "Name of this installation of it: `mysql-orders`."),
    ("app.kubernetes.io/version", "Version of the application, in quotes: `\"8.4\"`."),
    ("app.kubernetes.io/component", "Its part in the whole: `database`."),
    ("app.kubernetes.io/part-of", "The whole it is a part of: `shop`."),
    ("app.kubernetes.io/managed-by", "The tool that manages it: `Helm`."),
];

const NODE_LABELS: &[Known] = &[
    ("kubernetes.io/os", "Operating system of the node: `linux`, `windows`."),
    ("kubernetes.io/arch", "Processor architecture of the node: `amd64`, `arm64`."),
    ("kubernetes.io/hostname", "Name of one node."),
    ("topology.kubernetes.io/zone", "Zone the node is in."),
    ("topology.kubernetes.io/region", "Region the node is in."),
    ("node.kubernetes.io/instance-type", "Kind of machine, as the provider calls it."),
];

/// The usual keys of the mapping `step` is in, as far as they are missing; `above` leads to that mapping.
pub(super) fn offer(step: &Step<'_>, above: &Step<'_>, value: Ty, insert: &Insert<'_>) -> Vec<Completion> {
    let known = match above.name() {
        "requests" | "limits" if above.is_in("ResourceRequirements") => RESOURCES,
        "requests" | "limits" if above.is_in("VolumeResourceRequirements") => STORAGE,
        "labels" if above.is_in("ObjectMeta") => LABELS,
        "matchLabels" if above.is_in("LabelSelector") => LABELS,
        "nodeSelector" if above.is_in("PodSpec") => NODE_LABELS,
        _ => &[],
    };
    let is_present = |name: &str| step.holder.entries().any(|entry| entry.key.value() == name && name != STAND_IN);
    let item = |(rank, (name, doc)): (usize, &Known)| Completion {
        label: (*name).to_owned(),
        kind: CompletionKind::Field,
        detail: value.to_string(),
        documentation: (*doc).to_owned(),
        rank: rank as u32,
        deprecated: false,
        edit: insert.key(name, value),
        snippet: None,
        also: Vec::new(),
    };
    known.iter().enumerate().filter(|(_, (name, _))| !is_present(name)).map(item).collect()
}
