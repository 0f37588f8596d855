//! From the tree to a [`Picture`]. Knows which fields of a Pod are worth drawing.

use rustc_hash::FxHashMap;

use super::words::clean;
use super::{Member, Mount, Picture, Port, Volume};
use crate::ide::Snapshot;
use crate::ide::place::workload;
use crate::pod::effective::{self, Amount, Decider, Gate, ProbeKind, Resource};
use crate::pod::{Container, Map, Object, Pod, objects, pod};
use crate::schema::Minor;
use crate::syntax::Node;

/// The fields that tell which one of a kind of volume it is.
const TELLING: &[&str] =
    &["name", "secretName", "claimName", "path", "driver", "reference", "endpoints", "diskName", "volumeID", "medium"];

/// Kinds of volumes that no container can write to.
const READ_ONLY: &[&str] = &["configMap", "secret", "downwardAPI", "projected", "image"];

pub(super) fn pictures(snapshot: &Snapshot, minor: Minor) -> Vec<Picture> {
    let documents = snapshot.syntax().documents();
    documents
        .flat_map(|(origin, document)| objects(document, origin))
        .filter_map(|object| picture(&object, minor))
        .collect()
}

fn picture(object: &Object<'_>, minor: Minor) -> Option<Picture> {
    let pod = workload(object, minor).and_then(|_| pod(object, minor))?;
    let metadata = object.map.map("metadata");
    let name = metadata.map_or("", |metadata| text(metadata, "name").unwrap_or_default());
    let gates: Vec<Gate> = effective::steps(&pod).map(|step| step.gate).filter(|gate| *gate != Gate::Last).collect();
    let qos = effective::qos(&pod, minor);
    Some(Picture {
        span: object.map.node().span(),
        kind: clean(object.kind),
        name: clean(name),
        members: pod.containers.iter().map(member).collect(),
        gates,
        volumes: volumes(&pod, object),
        host_network: pod.spec.bool("hostNetwork") == Some(true),
        grace: effective::ending(&pod).grace,
        completes: effective::completes(&pod),
        requests: requests(&pod, minor),
        qos: (qos.exact && !pod.containers.is_empty()).then(|| qos.class.name()),
    })
}

fn member(container: &Container<'_>) -> Member {
    let map = container.map;
    let name = match text(map, "name") {
        Some(name) if !name.is_empty() => clean(name),
        _ => format!("{}[{}]", container.role.list(), container.index),
    };
    let probes = ProbeKind::ALL.map(ProbeKind::field).into_iter().filter(|field| map.has(field)).collect();
    let ports = map.maps("ports").filter_map(|(_, map)| port(map)).collect();
    Member { name, role: container.role, image: clean(text(map, "image").unwrap_or_default()), probes, ports }
}

fn port(map: Map<'_>) -> Option<Port> {
    let mut number = clean(text(map, "containerPort")?);
    if let Some(protocol) = text(map, "protocol").filter(|protocol| *protocol != "TCP") {
        number = format!("{number}/{}", clean(protocol));
    }
    let part = |field| clean(text(map, field).unwrap_or_default());
    Some(Port { number, name: part("name"), host: part("hostPort") })
}

fn volumes(pod: &Pod<'_>, object: &Object<'_>) -> Vec<Volume> {
    let mut volumes = Vec::new();
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    // Of volumes that no container can write to.
    let mut fixed = Vec::new();
    let mut add = |volumes: &mut Vec<Volume>, name: &str, source: String, is_unknown: bool, read_only: bool| {
        places.entry(name.to_owned()).or_insert_with(|| {
            let name = if name.is_empty() { "(no name)".to_owned() } else { clean(name) };
            volumes.push(Volume { name, source, is_unknown, mounts: Vec::new() });
            fixed.push(read_only);
            volumes.len() - 1
        });
        places.get(name).copied().map(|place| (place, fixed.get(place).copied().unwrap_or_default()))
    };
    for (_, map) in pod.spec.maps("volumes") {
        let kind = map.fields().find(|field| field.name != "name" && field.present().is_some());
        let own = kind.and_then(|kind| Map::of(kind.value));
        let read_only = kind.is_some_and(|kind| READ_ONLY.contains(&kind.name))
            || own.is_some_and(|own| own.bool("readOnly") == Some(true));
        // Without a source, the server takes it for an `emptyDir`.
        let source = kind.map_or_else(|| "emptyDir".to_owned(), |kind| source(kind.name, own));
        add(&mut volumes, text(map, "name").unwrap_or_default(), source, false, read_only);
    }
    let claims = object.map.map("spec").filter(|_| object.kind == "StatefulSet");
    for (_, map) in claims.into_iter().flat_map(|spec| spec.maps("volumeClaimTemplates")) {
        let name = map.map("metadata").and_then(|metadata| text(metadata, "name"));
        add(&mut volumes, name.unwrap_or_default(), "claim template".to_owned(), false, false);
    }
    for (member, container) in pod.containers.iter().enumerate() {
        for (list, path) in [("volumeMounts", "mountPath"), ("volumeDevices", "devicePath")] {
            for (_, map) in container.map.maps(list) {
                let name = text(map, "name").unwrap_or_default();
                let Some((place, fixed)) = add(&mut volumes, name, "not defined".to_owned(), true, false) else {
                    continue;
                };
                let read_only = fixed || map.bool("readOnly") == Some(true);
                let path = clean(text(map, path).unwrap_or_default());
                if let Some(volume) = volumes.get_mut(place) {
                    volume.mounts.push(Mount { member, path, read_only });
                }
            }
        }
    }
    volumes
}

/// `configMap web`, `claim data`, `hostPath /var/log`
fn source(kind: &str, own: Option<Map<'_>>) -> String {
    let telling = own.and_then(|own| TELLING.iter().find_map(|field| text(own, field)));
    let kind = if kind == "persistentVolumeClaim" { "claim" } else { kind };
    clean(format!("{kind} {}", telling.unwrap_or_default()).trim_end())
}

fn requests(pod: &Pod<'_>, minor: Minor) -> Vec<String> {
    let shown = |resource: Resource<'_, '_>| {
        let request = resource.request.filter(|request| request.exact)?;
        Some(format!("{} {}{}", clean(resource.name), request.counted, why(&request)))
    };
    effective::resources(pod, minor).into_iter().filter_map(shown).collect()
}

/// Why it is more than the running containers take.
fn why(request: &Amount<'_, '_>) -> String {
    match request.decider() {
        Decider::Init(container) => format!(" (for {})", clean(container.name())),
        Decider::Running | Decider::Pod => String::new(),
    }
}

/// The text of a field that holds a scalar, whatever its type.
fn text<'a>(map: Map<'a>, name: &str) -> Option<&'a str> {
    map.get(name).filter(|node| node.kind().is_scalar()).map(Node::value)
}
