//! What several features say of a field in the same words: its type, its versions, whether it has
//! to be there, whether its time is over. Knows the field table only.

use crate::schema::{Field, Minor, Type, Window};

/// Not required by the schema, yet no Pod is created without them.
const DEMANDED: &[(&str, &str)] = &[("core.v1.Container", "image"), ("core.v1.EphemeralContainer", "image")];

/// Still accepted by some server, of no use or on the way out.
const DEPRECATED: &[(&str, &[&str])] = &[
    ("core.v1.PodSpec", &["serviceAccount"]),
    (
        "core.v1.Volume",
        &[
            "awsElasticBlockStore",
            "azureDisk",
            "azureFile",
            "cephfs",
            "cinder",
            "flexVolume",
            "flocker",
            "gcePersistentDisk",
            "gitRepo",
            "glusterfs",
            "photonPersistentDisk",
            "portworxVolume",
            "quobyte",
            "rbd",
            "scaleIO",
            "storageos",
            "vsphereVolume",
        ],
    ),
];

/// Whether an object without the field is refused.
pub(super) fn is_demanded(ty: &Type, field: &Field, minor: Minor) -> bool {
    field.is_required(minor) || DEMANDED.contains(&(ty.name, field.name))
}

/// Whether its use is discouraged.
pub(super) fn is_deprecated(ty: &Type, field: &Field) -> bool {
    DEPRECATED.iter().any(|(name, fields)| *name == ty.name && fields.contains(&field.name))
}

/// Whether the server refuses it wherever it is written; its documentation begins with that.
pub(super) fn is_refused(field: &Field) -> bool {
    field.doc.starts_with("Refused:")
}

/// Fields of `ty` of which an object has one at most.
pub(super) fn is_alternative(ty: &Type, field: &str) -> bool {
    match ty.name {
        "core.v1.Volume" | "core.v1.EnvVar" => field != "name",
        "core.v1.EnvFromSource" => field != "prefix",
        "core.v1.Probe" | "core.v1.LifecycleHandler" => {
            matches!(field, "exec" | "httpGet" | "tcpSocket" | "grpc" | "sleep")
        }
        "core.v1.EnvVarSource" | "core.v1.VolumeProjection" => true,
        _ => false,
    }
}

/// The minors in a few words: `since 1.29`, `gone in 1.36`; empty for what was always there.
pub(super) fn window(window: Window) -> String {
    match (window.came(), window.gone()) {
        (Some(since), Some(gone)) => format!("since {since}, gone in {gone}"),
        (Some(since), None) => format!("since {since}"),
        (None, Some(gone)) => format!("gone in {gone}"),
        (None, None) => String::new(),
    }
}

/// `text` as code in Markdown, on one line and not too long.
pub(super) fn code(text: &str) -> String {
    const LONGEST: usize = 60;
    let clean = |c: char| if c == '`' || c.is_control() { ' ' } else { c };
    let mut shown: String = text.chars().take(LONGEST).map(clean).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    format!("`{}`", shown.trim())
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn and_list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
