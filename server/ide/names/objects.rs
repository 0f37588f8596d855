//! The names of objects, the keys of `ConfigMaps` and Secrets, the ports of Services, and who refers to them.

use std::collections::HashMap;

use super::index::{Id, Kind, Spots};
use super::labels::Finder;
use super::pod::port_kind;
use super::scene::{PodOf, Scene, named_space, space};
use crate::pod::{Field, Map, Object};

/// Names of these belong to the cluster.
const CLUSTER_WIDE: [&str; 4] = ["PriorityClass", "RuntimeClass", "Namespace", "PersistentVolume"];

/// Adds the names of the objects of `scene` and all references to them.
pub(super) fn names<'a>(scene: &Scene<'a>, finder: &Finder<'_, 'a>, spots: &mut Spots<'a>) {
    for pod in &scene.pods {
        name_of(&pod.object, spots);
        in_pod(pod, spots);
    }
    let mut workloads: HashMap<(&str, &str, &str), &PodOf<'a>> = HashMap::new();
    for pod in &scene.pods {
        let name = pod.object.map.map("metadata").and_then(|metadata| metadata.text("name")).unwrap_or_default();
        workloads.insert((pod.space, pod.object.kind, name), pod);
    }
    for object in &scene.others {
        name_of(object, spots);
        match object.kind {
            "ConfigMap" => keys(object, Kind::ConfigKey, &["data", "binaryData"], spots),
            "Secret" => keys(object, Kind::SecretKey, &["data", "stringData"], spots),
            "Service" => service(object, finder, spots),
            "Ingress" => ingress(object, spots),
            "RoleBinding" | "ClusterRoleBinding" => subjects(object, spots),
            _ => {
                let Some(spec) = object.map.map("spec") else { continue };
                for target in ["scaleTargetRef", "targetRef"].into_iter().filter_map(|name| spec.map(name)) {
                    scale_target(object, spec, target, &workloads, spots);
                }
            }
        }
    }
}

fn name_of<'a>(object: &Object<'a>, spots: &mut Spots<'a>) {
    let Some(metadata) = object.map.map("metadata") else { return };
    let space = if CLUSTER_WIDE.contains(&object.kind) { "" } else { space(object) };
    spots.value(metadata.field("name"), true, |name| Id::object(object.kind, space, name));
}

fn keys<'a>(object: &Object<'a>, kind: Kind, holders: &[&str], spots: &mut Spots<'a>) {
    let name = object.map.map("metadata").and_then(|metadata| metadata.text("name")).unwrap_or_default();
    let space = space(object);
    for field in holders.iter().filter_map(|holder| object.map.map(holder)).flat_map(Map::fields) {
        spots.key(field.key, true, Id::key(kind, space, name, field.name));
    }
}

/// A Service's own ports, and those of Pods that it leads to.
fn service<'a>(object: &Object<'a>, finder: &Finder<'_, 'a>, spots: &mut Spots<'a>) {
    let Some(spec) = object.map.map("spec") else { return };
    let space = space(object);
    let name = object.map.map("metadata").and_then(|metadata| metadata.text("name")).unwrap_or_default();
    let pods = spec.map("selector").map(|selector| finder.by_labels(space, selector)).unwrap_or_default();
    for (_, port) in spec.maps("ports") {
        spots.value(port.field("name"), true, |port| Id::key(Kind::ServicePort, space, name, port));
        let Some(target) = port.field("targetPort") else { continue };
        let kind = port_kind(Some(target.value));
        let part = if kind == Kind::Port { "name" } else { "containerPort" };
        for container in pods.iter().flat_map(|pod| &pod.pod.containers) {
            let has = |port: Map<'_>| port.get(part).is_some_and(|node| node.value() == target.value.value());
            if container.map.maps("ports").any(|(_, port)| has(port)) {
                let at = container.map.node().start();
                spots.value(Some(target), false, |name| Id::inside(kind, at, name));
            }
        }
    }
}

fn ingress<'a>(object: &Object<'a>, spots: &mut Spots<'a>) {
    let Some(spec) = object.map.map("spec") else { return };
    let space = space(object);
    let paths = spec.maps("rules").filter_map(|(_, rule)| rule.map("http")).flat_map(|http| http.maps("paths"));
    let backends = paths.filter_map(|(_, path)| path.map("backend")).chain(spec.map("defaultBackend"));
    for service in backends.filter_map(|backend| backend.map("service")) {
        spots.value(service.field("name"), false, |name| Id::object("Service", space, name));
        let name = service.text("name").unwrap_or_default();
        let port = service.map("port").and_then(|port| port.field("name"));
        spots.value(port, false, |port| Id::key(Kind::ServicePort, space, name, port));
    }
    for (_, tls) in spec.maps("tls") {
        spots.value(tls.field("secretName"), false, |name| Id::object("Secret", space, name));
    }
}

fn subjects<'a>(object: &Object<'a>, spots: &mut Spots<'a>) {
    for (_, subject) in
        object.map.maps("subjects").filter(|(_, subject)| subject.text("kind") == Some("ServiceAccount"))
    {
        let space = if subject.has("namespace") { named_space(Some(subject)) } else { space(object) };
        spots.value(subject.field("name"), false, |name| Id::object("ServiceAccount", space, name));
    }
}

/// What an autoscaler scales, and the containers it looks at.
fn scale_target<'a>(
    object: &Object<'a>,
    spec: Map<'a>,
    target: Map<'a>,
    workloads: &HashMap<(&str, &str, &str), &PodOf<'a>>,
    spots: &mut Spots<'a>,
) {
    let space = space(object);
    let kind = target.text("kind").unwrap_or_default();
    spots.value(target.field("name"), false, |name| Id::object(kind, space, name));
    let Some(pod) = workloads.get(&(space, kind, target.text("name").unwrap_or_default())) else { return };
    for metric in spec.maps("metrics").filter_map(|(_, metric)| metric.map("containerResource")) {
        spots.value(metric.field("container"), false, |name| Id::inside(Kind::Container, pod.at, name));
    }
}

/// What a Pod refers to outside of itself.
fn in_pod<'a>(pod: &PodOf<'a>, spots: &mut Spots<'a>) {
    let space = pod.space;
    let spec = pod.pod.spec;
    let is_stateful = pod.object.kind == "StatefulSet";
    if let Some(outer) = pod.object.map.map("spec").filter(|_| is_stateful) {
        spots.value(outer.field("serviceName"), false, |name| Id::object("Service", space, name));
        for (_, claim) in outer.maps("volumeClaimTemplates") {
            let name = claim.map("metadata").and_then(|metadata| metadata.field("name"));
            spots.value(name, true, |name| Id::inside(Kind::Volume, pod.at, name));
        }
    }
    for (field, kind) in [
        ("serviceAccountName", "ServiceAccount"),
        ("serviceAccount", "ServiceAccount"),
        ("priorityClassName", "PriorityClass"),
        ("runtimeClassName", "RuntimeClass"),
    ] {
        let space = if kind == "ServiceAccount" { space } else { "" };
        spots.value(spec.field(field), false, |name| Id::object(kind, space, name));
    }
    let mut object =
        |field: Option<Field<'a>>, kind: &'static str| spots.value(field, false, |name| Id::object(kind, space, name));
    for (_, secret) in spec.maps("imagePullSecrets") {
        object(secret.field("name"), "Secret");
    }
    for (_, claim) in spec.maps("resourceClaims") {
        object(claim.field("resourceClaimName"), "ResourceClaim");
        object(claim.field("resourceClaimTemplateName"), "ResourceClaimTemplate");
    }
    for (_, volume) in spec.maps("volumes") {
        object(
            volume.map("persistentVolumeClaim").and_then(|source| source.field("claimName")),
            "PersistentVolumeClaim",
        );
        for source in volume.fields().filter_map(|field| Map::of(field.value)) {
            for reference in ["secretRef", "nodePublishSecretRef"] {
                object(source.map(reference).and_then(|reference| reference.field("name")), "Secret");
            }
        }
        object(volume.map("azureFile").and_then(|source| source.field("secretName")), "Secret");
    }
    for (_, volume) in spec.maps("volumes") {
        if let Some(source) = volume.map("configMap") {
            files(source, "name", Kind::ConfigKey, space, spots);
        }
        if let Some(source) = volume.map("secret") {
            files(source, "secretName", Kind::SecretKey, space, spots);
        }
        for (_, source) in volume.map("projected").into_iter().flat_map(|projected| projected.maps("sources")) {
            for (field, kind) in [("configMap", Kind::ConfigKey), ("secret", Kind::SecretKey)] {
                if let Some(source) = source.map(field) {
                    files(source, "name", kind, space, spots);
                }
            }
        }
    }
    for container in &pod.pod.containers {
        environment(container.map, space, spots);
        sub_paths(container.map, spec, space, spots);
    }
}

/// The kind of object that keys of this kind are in.
fn holder(kind: Kind) -> &'static str {
    if kind == Kind::SecretKey { "Secret" } else { "ConfigMap" }
}

/// A `ConfigMap` or Secret whose keys become files.
fn files<'a>(source: Map<'a>, name_field: &str, kind: Kind, space: &'a str, spots: &mut Spots<'a>) {
    spots.value(source.field(name_field), false, |name| Id::object(holder(kind), space, name));
    let name = source.text(name_field).unwrap_or_default();
    for (_, item) in source.maps("items") {
        spots.value(item.field("key"), false, |key| Id::key(kind, space, name, key));
    }
}

fn environment<'a>(container: Map<'a>, space: &'a str, spots: &mut Spots<'a>) {
    for from in container.maps("env").filter_map(|(_, variable)| variable.map("valueFrom")) {
        for (field, kind) in [("configMapKeyRef", Kind::ConfigKey), ("secretKeyRef", Kind::SecretKey)] {
            let Some(source) = from.map(field) else { continue };
            spots.value(source.field("name"), false, |name| Id::object(holder(kind), space, name));
            let name = source.text("name").unwrap_or_default();
            spots.value(source.field("key"), false, |key| Id::key(kind, space, name, key));
        }
    }
    for (_, from) in container.maps("envFrom") {
        for (field, kind) in [("configMapRef", "ConfigMap"), ("secretRef", "Secret")] {
            let name = from.map(field).and_then(|source| source.field("name"));
            spots.value(name, false, |name| Id::object(kind, space, name));
        }
    }
}

/// A mount of one file out of a volume without `items`: its path is the key.
fn sub_paths<'a>(container: Map<'a>, spec: Map<'a>, space: &'a str, spots: &mut Spots<'a>) {
    for (_, mount) in container.maps("volumeMounts") {
        let Some(path) = mount.field("subPath") else { continue };
        let name = mount.text("name");
        let Some((_, volume)) = spec.maps("volumes").find(|(_, volume)| volume.text("name") == name) else { continue };
        for (field, part, kind) in [("configMap", "name", Kind::ConfigKey), ("secret", "secretName", Kind::SecretKey)] {
            let Some(source) = volume.map(field).filter(|source| !source.has("items")) else { continue };
            let name = source.text(part).unwrap_or_default();
            spots.value(Some(path), false, |key| Id::key(kind, space, name, key));
        }
    }
}
