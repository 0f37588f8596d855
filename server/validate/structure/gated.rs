//! Fields that the server takes out of an object before it looks at them, because their feature gate
//! is off by default. Source: the `dropDisabledFields` functions and gates of kube-apiserver v1.36.

use crate::schema::Minor;

/// Type, field, and the first minor whose server keeps it, where that is known.
const GATED: &[(&str, &str, Option<Minor>)] = &[
    ("core.v1.VolumeProjection", "clusterTrustBundle", None),
    ("core.v1.VolumeProjection", "podCertificate", None),
    ("core.v1.Lifecycle", "stopSignal", None),
    // Older servers judge it in some containers; that is said where restarts are judged.
    ("core.v1.Container", "restartPolicy", Some(Minor(35))),
    ("core.v1.Container", "restartPolicyRules", Some(Minor(35))),
    ("core.v1.PodSpec", "schedulingGroup", None),
    ("core.v1.Volume", "image", Some(Minor(35))),
    ("core.v1.VolumeMount", "recursiveReadOnly", Some(Minor(31))),
];

/// Whether a server of `minor` drops `field` of the type `ty` unread: then its name and type count,
/// what is in it does not.
pub(in crate::validate) fn is_dropped(ty: &str, field: &str, minor: Minor) -> bool {
    GATED.iter().any(|(owner, name, kept)| *name == field && *owner == ty && kept.is_none_or(|kept| minor < kept))
}
