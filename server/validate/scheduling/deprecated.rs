//! Node labels that have newer names. Facts W2-W4; source: kube-apiserver v1.36, its table of
//! deprecated node labels.

use crate::finding::Finding;
use crate::syntax::Node;
use crate::validate::{Cx, mend};

/// The old key, since when it is deprecated if that is known, the new key.
const LABELS: &[(&str, Option<&str>, Option<&str>)] = &[
    ("beta.kubernetes.io/arch", Some("1.14"), Some("kubernetes.io/arch")),
    ("beta.kubernetes.io/os", Some("1.14"), Some("kubernetes.io/os")),
    ("failure-domain.beta.kubernetes.io/region", Some("1.17"), Some("topology.kubernetes.io/region")),
    ("failure-domain.beta.kubernetes.io/zone", Some("1.17"), Some("topology.kubernetes.io/zone")),
    ("beta.kubernetes.io/instance-type", Some("1.17"), Some("node.kubernetes.io/instance-type")),
    ("node-role.kubernetes.io/master", None, Some("node-role.kubernetes.io/control-plane")),
    ("app.kubernetes.io/created-by", Some("1.9"), None),
    ("scheduler.alpha.kubernetes.io/preferAvoidPods", None, None),
];

/// Warns if `key`, which stands at `node`, is the old name of a node label.
pub(super) fn check(cx: &mut Cx<'_>, node: Node<'_>, key: &str) {
    let Some((_, since, new)) = LABELS.iter().find(|(old, ..)| *old == key) else { return };
    let since = since.map_or(String::new(), |since| format!(" since Kubernetes {since}"));
    let instead = new.map_or_else(|| "remove it".to_owned(), |new| format!("use `{new}`"));
    let message = format!("the node label `{key}` is deprecated{since}; {instead}");
    // Nodes may still lack the new label, so it is for a person to choose.
    let fix = new.and_then(|new| mend::say(node, new, false));
    cx.push(Finding::warning("deprecated-fields-and-volumes", node.span(), message).with_fix(fix));
}
