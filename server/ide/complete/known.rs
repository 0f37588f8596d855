//! Keys for mappings whose keys are the author's choice: resources, labels, node labels. Those the file has
//! come first.

use crate::ide::place::Step;
use crate::ide::{Completion, CompletionKind};
use crate::schema::Ty;

use super::STAND_IN;
use super::insert::Insert;
use super::refs::{self, Asked};

/// A key with what it stands for.
type Known = (&'static str, &'static str);

const RESOURCES: &[Known] = &[
    ("cpu", "processor time: 500m is half a core, 2 are two"),
    ("memory", "main memory in bytes: 128Mi, 1Gi"),
    ("ephemeral-storage", "disk of the node, for writable layers, logs and emptyDir: 1Gi"),
];

const STORAGE: &[Known] = &[("storage", "size of the volume: 10Gi")];

const LABELS: &[Known] = &[
    ("app.kubernetes.io/name", "name of the application: mysql"),
    ("app.kubernetes.io/instance", "name of this installation of it: mysql-orders"),
    ("app.kubernetes.io/version", "version of the application, in quotes: \"8.4\""),
    ("app.kubernetes.io/component", "its part in the whole: database"),
    ("app.kubernetes.io/part-of", "the whole it is a part of: shop"),
    ("app.kubernetes.io/managed-by", "the tool that manages it: Helm"),
];

const ANNOTATIONS: &[Known] = &[
    ("kubectl.kubernetes.io/default-container", "the container kubectl logs and exec mean if none is named"),
    ("cluster-autoscaler.kubernetes.io/safe-to-evict", "whether the autoscaler may move the Pod to remove its node"),
];

/// The usual keys of the mapping `above` leads to, as far as they are missing in `node`.
pub(super) fn offer(
    asked: Asked<'_>,
    node: Option<crate::syntax::Node<'_>>,
    above: &Step<'_>,
    value: Ty,
    insert: &Insert<'_>,
) -> Vec<Completion> {
    let is_pod = asked.place.object.kind == "Pod" || asked.place.steps.iter().any(|step| step.is_in("PodTemplateSpec"));
    let (first, last): (&[Known], &[Known]) = match above.name() {
        "requests" | "limits" if above.is_in("ResourceRequirements") => (RESOURCES, refs::EXTENDED),
        "requests" | "limits" if above.is_in("VolumeResourceRequirements") => (STORAGE, &[]),
        "labels" if above.is_in("ObjectMeta") => (&[], LABELS),
        "matchLabels" if above.is_in("LabelSelector") => (&[], LABELS),
        "nodeSelector" if above.is_in("PodSpec") => (refs::NODE_LABELS, &[]),
        "annotations" if above.is_in("ObjectMeta") && is_pod => (ANNOTATIONS, &[]),
        _ => (&[], &[]),
    };
    let is_present = |name: &str| {
        let mut entries = node.into_iter().flat_map(crate::syntax::Node::entries);
        entries.any(|entry| entry.key.value() == name && name != STAND_IN)
    };
    let mut keys: Vec<(String, String)> = Vec::new();
    let known = |known: &[Known]| -> Vec<(String, String)> {
        known.iter().map(|(name, what)| ((*name).to_owned(), (*what).to_owned())).collect()
    };
    let of_file = refs::map_keys(asked, above).into_vec().into_iter().map(|choice| (choice.name, choice.detail));
    for (name, what) in known(first).into_iter().chain(of_file).chain(known(last)) {
        if !is_present(&name) && !keys.iter().any(|(known, _)| *known == name) {
            keys.push((name, what));
        }
    }
    let item = |((name, what), rank): ((String, String), u32)| {
        let (edit, snippet) = insert.key(&name, value);
        Completion {
            kind: CompletionKind::Field,
            detail: what,
            documentation: crate::ide::Docs::default(),
            rank,
            deprecated: false,
            edit,
            snippet,
            also: Vec::new(),
            label: name,
        }
    };
    keys.into_iter().zip(0..).map(item).collect()
}
