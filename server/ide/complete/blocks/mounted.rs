//! A volume with its mount: the mount where the cursor is, the volume in the list of the Pod.

use crate::ide::place::Place;
use crate::ide::{Completion, Snapshot};
use crate::syntax::Step;
use crate::syntax::edit::{self, Target, Value};
use crate::text::{Edit, Span};

use super::super::insert::Insert;
use super::super::refs::{self, Asked};
use super::{AMONG_FIELDS, Room, WHOLE, free_name, item};

/// The text without the stand-in.
#[derive(Clone, Copy)]
pub(in super::super) struct Base<'a> {
    /// The text as it is.
    pub(in super::super) snapshot: &'a Snapshot,
    /// The line of the cursor, which is about to change.
    pub(in super::super) line: Span,
}

/// Offers a mount of a new volume of each common source.
pub(super) fn offer(
    asked: Asked<'_>,
    room: &Room<'_>,
    insert: &Insert<'_>,
    base: Base<'_>,
    found: &mut Vec<Completion>,
) {
    let is_mount = room.ty.short_name() == "VolumeMount" && room.is_empty;
    let is_list = room.ty.short_name() == "Container" && room.fields.iter().any(|field| field.label == "volumeMounts");
    if !is_mount && !is_list {
        return;
    }
    let name = |kind: &str, otherwise: &str| {
        let found = refs::names(asked, kind).into_vec().into_iter().next();
        found.map_or_else(|| otherwise.to_owned(), |choice| choice.name)
    };
    let of_name = |key: &str, name: String| Value::map([(key, Value::from(name))]);
    let start = if is_mount { WHOLE + 100 } else { AMONG_FIELDS };
    let sources = [
        ("emptyDir", "data", "/data", Value::map([("sizeLimit", Value::from("1Gi"))])),
        ("configMap", "config", "/etc/config", of_name("name", name("ConfigMap", "app-config"))),
        ("secret", "secrets", "/etc/secrets", of_name("secretName", name("Secret", "app-secrets"))),
        (
            "persistentVolumeClaim",
            "storage",
            "/var/lib/data",
            of_name("claimName", name("PersistentVolumeClaim", "app-data")),
        ),
    ];
    for ((field, wanted, path, source), rank) in sources.into_iter().zip(start..) {
        let name = free_name(asked, "volumes", wanted);
        let read_only = if matches!(field, "configMap" | "secret") { "\n  readOnly: true" } else { "" };
        let mount = format!("- name: {name}\n  mountPath: «1:{path}»{read_only}");
        let (label, body) = if is_mount {
            let item = mount.trim_start_matches("- ").replace("\n  ", "\n");
            (format!("mount of new {field}"), item)
        } else {
            (format!("volumeMounts: new {field}"), format!("volumeMounts:\n{mount}"))
        };
        let volume = Value::map([("name", Value::from(name)), (field, source)]);
        let Some(also) = volume_edits(asked, base, &volume) else { return };
        if let Some(mut offered) = item(&label, "with its volume", rank, &body, insert) {
            offered.also = also;
            found.push(offered);
        }
    }
}

/// The edits that add `volume` to the Pod around the cursor, off its line.
fn volume_edits(asked: Asked<'_>, base: Base<'_>, volume: &Value) -> Option<Vec<Edit>> {
    let text = base.snapshot.text();
    let place = Place::of(base.snapshot, asked.minor, base.line.start)?;
    let spec = place.object.pod_spec()?;
    let target = Target::new(text, spec.node());
    // Neither on its line nor between that and the top of its list.
    let seat = asked.place.container()?;
    let list = asked.place.steps.get(seat.depth.checked_sub(2)?)?.value.start();
    let kept = Span::new(list.min(base.line.start), base.line.end);
    let is_off = |edits: &Vec<Edit>| !edits.is_empty() && edits.iter().all(|edit| !edit.span.meets(kept));
    let last = edit::insert_item(target, &[Step::Key("volumes")], usize::MAX, volume).filter(is_off);
    if last.is_some() || spec.has("volumes") {
        return last;
    }
    let list = Value::Seq(vec![volume.clone()]);
    let places = [edit::Place::Before("initContainers"), edit::Place::Before("containers")];
    let made = |place| edit::insert(target, &[], "volumes", &list, place).filter(is_off);
    places.into_iter().filter(|place| matches!(place, edit::Place::Before(key) if spec.has(key))).find_map(made)
}
