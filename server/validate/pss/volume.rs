//! What kinds of volumes a Pod may have. PS2, PS18.

use super::{Judge, set};
use crate::pod::{Field, Map};
use crate::schema::{Minor, type_named};

/// Allowed at every level.
const FREE: &[&str] = &[
    "configMap",
    "csi",
    "downwardAPI",
    "emptyDir",
    "ephemeral",
    "image",
    "persistentVolumeClaim",
    "projected",
    "secret",
];

pub(super) fn check(judge: &mut Judge<'_, '_>) {
    for (_, volume) in judge.pod.spec.maps("volumes") {
        let name = volume.text("name").unwrap_or_default();
        if let Some(path) = set(volume, "hostPath").filter(|_| judge.baseline) {
            let message = format!("volume `{name}` is a `hostPath`, which is not allowed; use another type");
            judge.breach("PS2", path.key.span(), message, None);
        }
        if let Some(source) = Some(volume).filter(|_| judge.restricted).and_then(|volume| not_free(volume, judge.minor))
        {
            let kind = source.name;
            let message = format!("volume `{name}` is of type `{kind}`, which is not allowed; use another type");
            judge.breach("PS18", source.key.span(), message, None);
        }
    }
}

/// The source of a volume that has sources, but none of the free ones. Without any it becomes an `emptyDir`.
fn not_free(volume: Map<'_>, minor: Minor) -> Option<Field<'_>> {
    let ty = type_named("core.v1.Volume")?;
    let mut first = None;
    for field in volume.fields().filter(|field| field.present().is_some() && field.name != "name") {
        if FREE.contains(&field.name) && (field.name != "image" || minor >= Minor(33)) {
            return None;
        }
        if ty.field(field.name, minor).is_some() {
            first = first.or(Some(field));
        }
    }
    first
}
