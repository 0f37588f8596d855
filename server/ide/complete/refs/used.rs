//! Values that the same field has elsewhere in the file: whoever wrote them once often needs them again.

use crate::ide::place::{of_entry, of_item};
use crate::pod::Map;
use crate::schema::{Minor, Ty};
use crate::syntax::Node;

use super::{Asked, Choices, scalar};

/// Enough for any manifest that a person wrote.
const MAX_VISITED: u32 = 10_000;

/// Enough for the objects that belong together in a file.
const MAX_VISITED_ELSEWHERE: u32 = 3_000;

/// Fields whose values are worth repeating.
const REPEATED: &[(&str, &str)] = &[
    ("Container", "image"),
    ("EphemeralContainer", "image"),
    ("ImageVolumeSource", "reference"),
    ("ConfigMapKeySelector", "name"),
    ("ConfigMapEnvSource", "name"),
    ("ConfigMapVolumeSource", "name"),
    ("ConfigMapProjection", "name"),
    ("SecretKeySelector", "name"),
    ("SecretEnvSource", "name"),
    ("SecretProjection", "name"),
    ("SecretVolumeSource", "secretName"),
    ("PersistentVolumeClaimVolumeSource", "claimName"),
    ("PersistentVolumeClaimSpec", "storageClassName"),
    ("LocalObjectReference", "name"),
    ("HTTPGetAction", "path"),
    ("GRPCAction", "service"),
    ("PodAffinityTerm", "topologyKey"),
    ("TopologySpreadConstraint", "topologyKey"),
    ("Toleration", "key"),
    ("Toleration", "value"),
    ("Container", "workingDir"),
    ("EnvFromSource", "prefix"),
];

/// Fields that share their values.
const SAME: &[&[&str]] = &[
    &["ConfigMapKeySelector", "ConfigMapEnvSource", "ConfigMapVolumeSource", "ConfigMapProjection"],
    &["SecretKeySelector", "SecretEnvSource", "SecretProjection", "SecretVolumeSource"],
    &["PodAffinityTerm", "TopologySpreadConstraint"],
    &["Container", "EphemeralContainer"],
];

/// The values of `field` of `holder`, and of what names the same things, as far as they are used in the file.
pub(super) fn values(asked: Asked<'_>, holder: &str, field: &str, out: &mut Choices) {
    if !REPEATED.contains(&(holder, field)) {
        return;
    }
    let same = SAME.iter().find(|same| same.contains(&holder));
    let is_it = |ty: &str, name: &str| match same {
        Some(same) => {
            same.contains(&ty) && (name == field || (name == "secretName" && ty.starts_with("Secret")))
                || (ty == "SecretVolumeSource" && same.contains(&ty) && name == "secretName")
        }
        None => ty == holder && name == field,
    };
    walk(asked, &mut |ty, name, node, _| {
        if is_it(ty, name) {
            out.text(scalar(node).unwrap_or_default(), "used in this file");
        }
    });
}

/// The keys that are used with the object of `kind` named `of`.
pub(super) fn keys(asked: Asked<'_>, kind: &str, of: &str, out: &mut Choices) {
    let selector = if kind == "Secret" { "SecretKeySelector" } else { "ConfigMapKeySelector" };
    walk(asked, &mut |ty, name, node, holder| {
        if ty == selector && name == "key" && Map::of(holder).and_then(|map| map.text("name")) == Some(of) {
            out.text(scalar(node).unwrap_or_default(), "used in this file");
        }
    });
}

/// The values of `field` in other mappings of the type `holder` with the same name as this one.
pub(super) fn beside(asked: Asked<'_>, holder: &str, field: &str, own: Option<Map<'_>>, out: &mut Choices) {
    let Some(of) = own.and_then(|own| own.text("name")) else { return };
    walk(asked, &mut |ty, name, node, other| {
        if ty == holder && name == field && Map::of(other).and_then(|map| map.text("name")) == Some(of) {
            out.text(scalar(node).unwrap_or_default(), "used in this file");
        }
    });
}

/// Calls `each` with the short name of the type, the key and the value of every known field of the object and of its
/// neighbours in the file, and the mapping it is in.
pub(super) fn walk<'a>(asked: Asked<'a>, each: &mut dyn FnMut(&'static str, &'a str, Node<'a>, Node<'a>)) {
    let Some(workload) = asked.place.workload else { return };
    let mut walk = Walk { minor: asked.minor, left: MAX_VISITED, each };
    let own = asked.place.object.map.node();
    walk.node(own, Some(Ty::Object(workload.ty)));
    walk.left = walk.left.min(MAX_VISITED_ELSEWHERE);
    for object in super::file::all(asked).filter(|object| object.map.node().start() != own.start()) {
        if walk.left == 0 {
            return;
        }
        if let Some(workload) = object.workload {
            walk.node(object.map.node(), Some(Ty::Object(workload.ty)));
        }
    }
}

struct Walk<'w, 'a> {
    minor: Minor,
    left: u32,
    each: &'w mut dyn FnMut(&'static str, &'a str, Node<'a>, Node<'a>),
}

impl<'a> Walk<'_, 'a> {
    fn node(&mut self, node: Node<'a>, ty: Option<Ty>) {
        let Some(left) = self.left.checked_sub(1) else { return };
        self.left = left;
        if ty.is_none() {
            return;
        }
        for entry in node.entries() {
            let (inner, field) = of_entry(entry, ty, self.minor);
            if let (Some(Ty::Object(ty)), Some(_)) = (ty, field)
                && entry.value.kind().is_scalar()
            {
                (self.each)(ty.short_name(), entry.key.value(), entry.value, node);
            }
            self.node(entry.value, inner);
        }
        for item in node.items() {
            self.node(item, of_item(ty));
        }
    }
}
