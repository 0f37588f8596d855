//! Names nobody has written yet, but that things around the place suggest: offered behind all that is known.

use super::{Asked, Choices};

/// What a variable of this name likely tells of the Pod: a part of the name, and the path.
const PATHS: &[(&str, &str)] = &[
    ("NAMESPACE", "metadata.namespace"),
    ("NODE", "spec.nodeName"),
    ("SERVICE_ACCOUNT", "spec.serviceAccountName"),
    ("SERVICEACCOUNT", "spec.serviceAccountName"),
    ("HOST_IP", "status.hostIP"),
    ("HOSTIP", "status.hostIP"),
    ("UID", "metadata.uid"),
    ("IP", "status.podIP"),
    ("NAME", "metadata.name"),
    ("ID", "metadata.name"),
];

/// The path of the Pod's field that the variable around the place likely shows.
pub(in crate::ide::complete) fn field_path(asked: Asked<'_>) -> Option<&'static str> {
    let variable = asked.inside("EnvVar")?.text("name")?.to_ascii_uppercase();
    PATHS.iter().find(|(part, _)| variable.contains(part)).map(|(_, path)| *path)
}

/// A name for an object of the cluster: that of the workload or of the volume.
pub(super) fn name(asked: Asked<'_>, holder: &str, field: &str, out: &mut Choices) {
    let object = asked.place.object.map.map("metadata").and_then(|meta| meta.text("name")).unwrap_or_default();
    let volume = asked.inside("Volume").and_then(|volume| volume.text("name")).unwrap_or_default();
    match (holder, field) {
        ("PodSpec", "serviceAccountName") | ("StatefulSetSpec", "serviceName") => {
            out.usual(object, "name of the object");
        }
        ("ConfigMapVolumeSource" | "ConfigMapProjection", "name")
        | ("SecretVolumeSource", "secretName")
        | ("PersistentVolumeClaimVolumeSource", "claimName") => out.usual(volume, "name of the volume"),
        _ => {}
    }
}

/// A key for the variable around the place: called like it, or like its last word.
pub(super) fn key(asked: Asked<'_>, out: &mut Choices) {
    let Some(variable) = asked.inside("EnvVar").and_then(|variable| variable.text("name")) else { return };
    let lower = variable.to_ascii_lowercase();
    let last = lower.rsplit('_').next().unwrap_or_default();
    for name in [variable, last, &lower.replace('_', "-")] {
        out.usual(name, "as the variable is called");
    }
}
