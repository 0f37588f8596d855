//! What a Pod calls by name inside itself: volumes, ports, containers, environment variables.

use crate::pod::{Container, Map, Pod, Role, pod};

use super::{Asked, Choices, scalar};

/// Fields of a container with a handler below them.
const HANDLERS: &[&str] = &["livenessProbe", "readinessProbe", "startupProbe"];

/// The volumes of the Pod: those this container does not mount yet first.
pub(super) fn volumes(asked: Asked<'_>, only_devices: bool, out: &mut Choices) {
    let Some(pod) = pod(&asked.place.object, asked.minor) else { return };
    let mounted: Vec<&str> = asked.container().map_or_else(Vec::new, |container| mounts(container).collect());
    let mut later = Choices::default();
    let mut add = |name: &str, what: String| {
        if mounted.contains(&name) {
            later.text(name, format!("{what}, mounted already"));
        } else {
            out.text(name, what);
        }
    };
    for (_, volume) in pod.spec.maps("volumes") {
        let what = source(volume);
        if !only_devices || what.starts_with("persistentVolumeClaim") || what.starts_with("ephemeral") {
            add(volume.text("name").unwrap_or_default(), what);
        }
    }
    for (name, size) in claim_templates(asked) {
        add(name, if size.is_empty() { "claim template".to_owned() } else { format!("claim template, {size}") });
    }
    for choice in later.into_vec() {
        out.text(&choice.name, choice.detail);
    }
}

/// Names and sizes of the claim templates of a `StatefulSet`.
fn claim_templates(asked: Asked<'_>) -> impl Iterator<Item = (&str, &str)> {
    let spec = asked.place.object.map.map("spec");
    spec.into_iter().flat_map(|spec| spec.maps("volumeClaimTemplates")).filter_map(|(_, claim)| {
        let name = claim.map("metadata")?.text("name")?;
        let size = claim.map("spec").and_then(|spec| spec.map("resources")?.map("requests")?.get("storage"));
        Some((name, size.and_then(scalar).unwrap_or_default()))
    })
}

/// `configMap app-config`, `emptyDir`.
pub(super) fn source(volume: Map<'_>) -> String {
    let Some(field) = volume.fields().find(|field| field.name != "name") else { return String::new() };
    let map = Map::of(field.value);
    let names = ["name", "secretName", "claimName", "path", "driver", "reference", "server"];
    let name = names.iter().find_map(|name| map?.text(name));
    name.map_or_else(|| field.name.to_owned(), |name| format!("{} {name}", field.name))
}

/// Names that containers mount and no volume has.
pub(super) fn missing_volumes(asked: Asked<'_>, out: &mut Choices) {
    let Some(pod) = pod(&asked.place.object, asked.minor) else { return };
    let known: Vec<&str> = pod.spec.maps("volumes").filter_map(|(_, volume)| volume.text("name")).collect();
    let claims: Vec<&str> = claim_templates(asked).map(|(name, _)| name).collect();
    for container in &pod.containers {
        for name in mounts(container.map).filter(|name| !known.contains(name) && !claims.contains(name)) {
            out.text(name, format!("mounted by {}", container.name()));
        }
    }
}

fn mounts(container: Map<'_>) -> impl Iterator<Item = &str> {
    let lists = ["volumeMounts", "volumeDevices"].into_iter();
    lists.flat_map(move |list| container.maps(list)).filter_map(|(_, mount)| mount.text("name"))
}

/// Where other containers mount the volume.
pub(super) fn mount_paths(asked: Asked<'_>, volume: &str, out: &mut Choices) {
    let Some(pod) = pod(&asked.place.object, asked.minor) else { return };
    for container in &pod.containers {
        for (_, mount) in container.map.maps("volumeMounts") {
            if mount.text("name") == Some(volume) && !volume.is_empty() {
                let detail = format!("{volume} in {}", container.name());
                out.text(mount.text("mountPath").unwrap_or_default(), detail);
            }
        }
    }
}

/// The ports of the container around, by name where `named` may be used, then by number; then the numbers of
/// the others, which share its network.
pub(super) fn ports(asked: Asked<'_>, named: bool, out: &mut Choices) {
    let own = asked.container();
    let list = |container: Map<'_>| -> Vec<(String, i64)> {
        let port = |(_, port): (usize, Map<'_>)| {
            Some((port.text("name").unwrap_or_default().to_owned(), port.int("containerPort")?))
        };
        container.maps("ports").filter_map(port).collect()
    };
    let of_own = own.map(list).unwrap_or_default();
    if named {
        for (name, number) in of_own.iter().filter(|(name, _)| !name.is_empty()) {
            out.text(name, format!("containerPort {number}"));
        }
    }
    for (name, number) in &of_own {
        out.number(*number, name.as_str());
    }
    for number in own.into_iter().flat_map(probed).filter_map(|port| port.parse().ok()) {
        out.number(number, "probed");
    }
    let Some(pod) = pod(&asked.place.object, asked.minor) else { return };
    let others =
        pod.containers.iter().filter(|other| own.is_none_or(|own| own.node().span() != other.map.node().span()));
    for other in others {
        for (_, number) in list(other.map) {
            out.number(number, format!("containerPort of {}", other.name()));
        }
    }
}

/// The ports the probes of a container name.
fn probed(container: Map<'_>) -> Vec<&str> {
    let mut found = Vec::new();
    let handlers = ["postStart", "preStop"].into_iter().filter_map(|name| container.map("lifecycle")?.map(name));
    for probe in HANDLERS.iter().filter_map(|name| container.map(name)).chain(handlers) {
        for handler in ["httpGet", "tcpSocket", "grpc"].into_iter().filter_map(|name| probe.map(name)) {
            found.extend(handler.get("port").and_then(scalar));
        }
    }
    found
}

/// Ports that the probes of the container use by number and no entry declares.
pub(super) fn missing_ports(asked: Asked<'_>, out: &mut Choices) {
    let Some(container) = asked.container() else { return };
    let declared: Vec<i64> = container.maps("ports").filter_map(|(_, port)| port.int("containerPort")).collect();
    for number in probed(container).into_iter().filter_map(|port| port.parse().ok()) {
        if !declared.contains(&number) {
            out.number(number, "probed");
        }
    }
    super::file::target_ports(asked, |name| {
        if let Ok(number) = name.parse() {
            out.number(number, "port of a Service");
        }
    });
}

/// Names that the probes of the container use and no port has.
pub(super) fn missing_port_names(asked: Asked<'_>, out: &mut Choices) {
    let Some(container) = asked.container() else { return };
    let declared: Vec<&str> = container.maps("ports").filter_map(|(_, port)| port.text("name")).collect();
    let is_new = |name: &str| name.parse::<i64>().is_err() && !declared.contains(&name);
    out.texts(probed(container).into_iter().filter(|name| is_new(name)), "probed");
    super::file::target_ports(asked, |name| {
        if is_new(name) {
            out.text(name, "port of a Service");
        }
    });
}

/// The containers of the Pod, with what they are.
pub(super) fn containers(asked: Asked<'_>, out: &mut Choices) {
    let Some(pod) = pod(&asked.place.object, asked.minor) else { return };
    let is_init = |one: &&Container<'_>| one.role.list() == Role::Init.list();
    let others = pod.containers.iter().filter(|one| !is_init(one));
    for container in others.chain(pod.containers.iter().filter(is_init)) {
        out.text(container.name(), container.role.name());
    }
}

/// What `resources.claims` may name.
pub(super) fn claims(asked: Asked<'_>, out: &mut Choices) {
    let Some(Pod { spec, .. }) = pod(&asked.place.object, asked.minor) else { return };
    for (_, claim) in spec.maps("resourceClaims") {
        out.text(claim.text("name").unwrap_or_default(), source(claim));
    }
}

/// Variables that other containers have and this one has not.
pub(super) fn other_variables(asked: Asked<'_>, out: &mut Choices) {
    let Some(pod) = pod(&asked.place.object, asked.minor) else { return };
    let own: Vec<&str> = asked
        .container()
        .map_or_else(Vec::new, |own| own.maps("env").filter_map(|(_, variable)| variable.text("name")).collect());
    for container in &pod.containers {
        for (_, variable) in container.map.maps("env") {
            let name = variable.text("name").unwrap_or_default();
            if !own.contains(&name) {
                out.text(name, format!("set in {}", container.name()));
            }
        }
    }
}

/// The variables of the container around, as far as they are set where the place is: of its `env` those above
/// a value that is itself one of them.
pub(super) fn variables(asked: Asked<'_>, out: &mut Choices) {
    let Some(container) = asked.container() else { return };
    let at = asked.place.steps.iter().position(|step| step.is_in("Container") && step.name() == "env");
    let item = at.and_then(|at| asked.place.steps.get(at + 1)).map(|item| item.index);
    for (index, variable) in container.maps("env") {
        if item.is_some_and(|item| index >= item) {
            break;
        }
        let value = variable.get("value").and_then(scalar).map(|value| value.chars().take(40).collect::<String>());
        let origin = || variable.map("valueFrom").map(source).unwrap_or_default();
        out.text(variable.text("name").unwrap_or_default(), value.unwrap_or_else(origin));
    }
    for (_, from) in container.maps("envFrom") {
        let prefix = from.text("prefix").unwrap_or_default();
        for (field, kind) in [("configMapRef", "ConfigMap"), ("secretRef", "Secret")] {
            let Some(name) = from.map(field).and_then(|source| source.text("name")) else { continue };
            let mut keys = Choices::default();
            super::file::keys_of(asked, kind, name, &mut keys);
            for key in keys.into_vec() {
                out.text(&format!("{prefix}{}", key.name), format!("{kind} {name}"));
            }
        }
    }
}
