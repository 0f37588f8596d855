//! Other objects of the same file: their names, and the keys of those that hold data.

use crate::ide::place::Place;
use crate::pod::{Map, Object, objects};

use super::{Asked, Choices, scalar, used};

/// Documents looked at on either side of the place.
const REACH: usize = 400;

/// Fields that name an object of another kind.
const NAMES: &[(&str, &str, &str)] = &[
    ("ConfigMapKeySelector", "name", "ConfigMap"),
    ("ConfigMapEnvSource", "name", "ConfigMap"),
    ("ConfigMapVolumeSource", "name", "ConfigMap"),
    ("ConfigMapProjection", "name", "ConfigMap"),
    ("SecretKeySelector", "name", "Secret"),
    ("SecretEnvSource", "name", "Secret"),
    ("SecretProjection", "name", "Secret"),
    ("SecretVolumeSource", "secretName", "Secret"),
    ("PersistentVolumeClaimVolumeSource", "claimName", "PersistentVolumeClaim"),
    ("PersistentVolumeClaimSpec", "storageClassName", "StorageClass"),
    ("PodSpec", "serviceAccountName", "ServiceAccount"),
    ("PodSpec", "serviceAccount", "ServiceAccount"),
    ("PodSpec", "priorityClassName", "PriorityClass"),
    ("PodSpec", "runtimeClassName", "RuntimeClass"),
    ("StatefulSetSpec", "serviceName", "Service"),
    ("ObjectMeta", "namespace", "Namespace"),
    ("PodResourceClaim", "resourceClaimName", "ResourceClaim"),
    ("PodResourceClaim", "resourceClaimTemplateName", "ResourceClaimTemplate"),
];

/// The kind of object the field `field` of `holder` names.
pub(super) fn kind_meant(holder: &str, field: &str, place: &Place<'_>) -> Option<&'static str> {
    if holder == "LocalObjectReference" {
        return place.steps.iter().any(|step| step.name() == "imagePullSecrets").then_some("Secret");
    }
    NAMES.iter().find(|row| (row.0, row.1) == (holder, field)).map(|row| row.2)
}

/// The objects of the file, those near the place if there are many.
pub(super) fn all(asked: Asked<'_>) -> impl Iterator<Item = Object<'_>> {
    let here = asked.place.object.map.node().origin();
    let at = asked.syntax.documents().position(|(origin, _)| origin >= here).unwrap_or_default();
    let near = asked.syntax.documents().skip(at.saturating_sub(REACH)).take(2 * REACH);
    near.flat_map(|(origin, document)| objects(document, origin))
}

/// The name of an object.
fn name<'a>(object: &Object<'a>) -> Option<&'a str> {
    object.map.map("metadata")?.text("name")
}

/// The names of the objects of `kind` in the file.
pub(super) fn names(asked: Asked<'_>, kind: &str, out: &mut Choices) {
    let namespace =
        |object: &Object<'_>| object.map.map("metadata").and_then(|meta| meta.text("namespace")).map(str::to_owned);
    let own = namespace(&asked.place.object);
    // A volume is often called like what it is made of.
    let wanted = asked.inside("Volume").and_then(|volume| volume.text("name")).unwrap_or_default();
    if all(asked).any(|object| object.kind == kind && name(&object) == Some(wanted)) {
        out.text(wanted, format!("{kind} of this file"));
    }
    for object in all(asked).filter(|object| object.kind == kind) {
        let apart = own.is_some() && namespace(&object).is_some_and(|other| Some(other) != own);
        if !apart {
            out.text(name(&object).unwrap_or_default(), format!("{kind} of this file"));
        }
    }
    if kind == "Namespace" {
        for object in all(asked) {
            out.text(&namespace(&object).unwrap_or_default(), "used in this file");
        }
    }
}

/// The keys of the object of `kind` with this name; of all of them if no name is given; else those that are
/// used elsewhere with that name.
pub(super) fn keys(asked: Asked<'_>, kind: &str, name: &str, out: &mut Choices) {
    keys_of(asked, kind, name, out);
    if out.is_empty() && (name.is_empty() || name == super::STAND_IN) {
        for object in all(asked).filter(|object| object.kind == kind) {
            add_keys(&object, kind, out);
        }
    }
    used::keys(asked, kind, name, out);
}

/// The keys of the object of `kind` with this name.
pub(super) fn keys_of(asked: Asked<'_>, kind: &str, name: &str, out: &mut Choices) {
    for object in all(asked).filter(|object| object.kind == kind && self::name(object) == Some(name)) {
        add_keys(&object, kind, out);
    }
}

fn add_keys(object: &Object<'_>, kind: &str, out: &mut Choices) {
    let detail = format!("{kind} {}", name(object).unwrap_or_default());
    for data in ["data", "stringData", "binaryData"].into_iter().filter_map(|name| object.map.map(name)) {
        out.texts(data.fields().map(|field| field.name), &detail);
    }
    let usual: &[&str] = match object.map.text("type").unwrap_or_default() {
        "kubernetes.io/tls" => &["tls.crt", "tls.key"],
        "kubernetes.io/basic-auth" => &["username", "password"],
        "kubernetes.io/ssh-auth" => &["ssh-privatekey"],
        "kubernetes.io/dockerconfigjson" => &[".dockerconfigjson"],
        _ => &[],
    };
    out.texts(usual.iter().copied(), &detail);
}

/// The keys for `items` of the volume or projection around the place.
pub(super) fn keys_of_source(asked: Asked<'_>, out: &mut Choices) {
    for (ty, kind, field) in [
        ("ConfigMapVolumeSource", "ConfigMap", "name"),
        ("ConfigMapProjection", "ConfigMap", "name"),
        ("SecretVolumeSource", "Secret", "secretName"),
        ("SecretProjection", "Secret", "name"),
    ] {
        if let Some(source) = asked.inside(ty) {
            keys(asked, kind, source.text(field).unwrap_or_default(), out);
        }
    }
}

/// The files in the volume of this name, as far as it is made of keys.
pub(super) fn keys_of_volume(asked: Asked<'_>, volume: &str, out: &mut Choices) {
    let Some(spec) = asked.place.object.pod_spec() else { return };
    let Some((_, volume)) = spec.maps("volumes").find(|(_, known)| known.text("name") == Some(volume)) else { return };
    for (field, kind, named) in [("configMap", "ConfigMap", "name"), ("secret", "Secret", "secretName")] {
        let Some(source) = volume.map(field) else { continue };
        let paths = source.maps("items").filter_map(|(_, item)| item.text("path"));
        out.texts(paths, "file of the volume");
        if out.is_empty() {
            keys_of(asked, kind, source.text(named).unwrap_or_default(), out);
        }
    }
}

/// What the Services of the file that select the Pod send requests to, by name or number.
pub(super) fn target_ports(asked: Asked<'_>, mut each: impl FnMut(&str)) {
    let labels = asked.place.object.template().and_then(|template| template.map("metadata")?.map("labels"));
    let Some(labels) = labels else { return };
    let selects = |selector: Map<'_>| {
        let mut pairs = selector.fields().peekable();
        pairs.peek().is_some() && pairs.all(|pair| labels.get(pair.name).and_then(scalar) == scalar(pair.value))
    };
    for object in all(asked).filter(|object| object.kind == "Service") {
        let Some(spec) = object.map.map("spec") else { continue };
        if !spec.map("selector").is_some_and(selects) {
            continue;
        }
        for (_, port) in spec.maps("ports") {
            let target = port.get("targetPort").or_else(|| port.get("port"));
            if let Some(target) = target.and_then(scalar) {
                each(target);
            }
        }
    }
}
