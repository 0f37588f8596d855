//! Values that everybody uses: quantities by resource, well-known names, usual paths.

use crate::ide::place::Step;
use crate::pod::Map;

use super::{Asked, Choices, scalar};

/// Names with what they mean.
type Glossed = &'static [(&'static str, &'static str)];

/// Usual values of fields.
const USUAL: &[(&str, &str, Glossed)] = &[
    (
        "HTTPGetAction",
        "path",
        &[("/healthz", ""), ("/readyz", ""), ("/livez", ""), ("/", ""), ("/ready", ""), ("/health", "")],
    ),
    ("PodAffinityTerm", "topologyKey", TOPOLOGY),
    ("TopologySpreadConstraint", "topologyKey", TOPOLOGY),
    (
        "Toleration",
        "key",
        &[
            ("node-role.kubernetes.io/control-plane", "nodes of the control plane"),
            ("node.kubernetes.io/not-ready", "the node is not ready"),
            ("node.kubernetes.io/unreachable", "the control plane cannot reach the node"),
            ("node-role.kubernetes.io/master", "nodes of the control plane before 1.25"),
            ("nvidia.com/gpu", "nodes with GPUs, by convention"),
            ("CriticalAddonsOnly", "nodes kept for what the cluster needs, by convention"),
            ("node.kubernetes.io/unschedulable", "the node is cordoned"),
            ("node.kubernetes.io/disk-pressure", "the node runs out of disk space"),
            ("node.kubernetes.io/memory-pressure", "the node runs out of memory"),
            ("node.kubernetes.io/pid-pressure", "the node runs out of processes"),
            ("node.kubernetes.io/network-unavailable", "the network of the node is not set up"),
            ("node.cloudprovider.kubernetes.io/uninitialized", "the provider has not set up the node yet"),
            ("node.kubernetes.io/out-of-service", "the node is shut down"),
        ],
    ),
    (
        "CronJobSpec",
        "schedule",
        &[
            ("*/5 * * * *", "every five minutes"),
            ("0 * * * *", "every hour"),
            ("0 3 * * *", "every night at three"),
            ("0 3 * * 0", "every Sunday at three"),
            ("0 3 1 * *", "on the first of every month at three"),
        ],
    ),
    ("CronJobSpec", "timeZone", &[("Etc/UTC", "the same everywhere, no daylight saving")]),
    (
        "EmptyDirVolumeSource",
        "sizeLimit",
        &[("1Gi", ""), ("100Mi", ""), ("500Mi", ""), ("5Gi", ""), ("10Gi", ""), ("20Gi", "")],
    ),
    ("ResourceFieldSelector", "divisor", &[("1", "cores or bytes"), ("1m", "thousandths of a core"), ("1Mi", "MiB")]),
];

const TOPOLOGY: Glossed = &[
    ("kubernetes.io/hostname", "each node by itself"),
    ("topology.kubernetes.io/zone", "each zone by itself"),
    ("topology.kubernetes.io/region", "each region by itself"),
];

/// Usual amounts, by resource and whether it is a limit; those most used in real manifests first.
const AMOUNTS: &[(&str, &[&str], &[&str])] = &[
    (
        "cpu",
        &["100m", "500m", "10m", "200m", "50m", "250m", "1", "2", "20m", "300m"],
        &["500m", "100m", "200m", "1", "2", "300m", "50m", "250m", "4"],
    ),
    (
        "memory",
        &["100Mi", "64Mi", "128Mi", "256Mi", "512Mi", "200Mi", "50Mi", "1Gi", "2Gi", "20Mi"],
        &["512Mi", "1Gi", "100Mi", "200Mi", "128Mi", "256Mi", "2Gi", "500Mi", "64Mi", "4Gi"],
    ),
    ("ephemeral-storage", &["1Gi", "512Mi", "2Gi", "10Gi"], &["1Gi", "2Gi", "10Gi", "512Mi"]),
    ("storage", &["1Gi", "10Gi", "2Gi", "5Gi", "20Gi", "50Gi", "100Gi"], &["10Gi", "50Gi", "100Gi"]),
    ("hugepages-2Mi", &["64Mi", "128Mi", "512Mi", "1Gi"], &["64Mi", "128Mi", "512Mi", "1Gi"]),
    ("hugepages-1Gi", &["1Gi", "2Gi", "4Gi"], &["1Gi", "2Gi", "4Gi"]),
];

/// Resources that only some nodes have.
pub(in crate::ide::complete) const EXTENDED: Glossed = &[
    ("hugepages-2Mi", "memory in pages of 2 MiB; the limit is also the request"),
    ("hugepages-1Gi", "memory in pages of 1 GiB; the limit is also the request"),
    ("nvidia.com/gpu", "whole GPUs; the limit is also the request"),
    ("amd.com/gpu", "whole GPUs; the limit is also the request"),
];

/// The usual values of a field.
pub(super) fn values(holder: &str, field: &str, out: &mut Choices) {
    let rows = USUAL.iter().filter(|row| (row.0, row.1) == (holder, field));
    for (name, what) in rows.flat_map(|row| row.2) {
        out.usual(name, what);
    }
}

/// Amounts for the resource `step` leads to, in the mapping `above` leads to: what the other side says first,
/// then what others of the object use, then the usual ones.
pub(super) fn quantities(asked: Asked<'_>, step: &Step<'_>, above: &Step<'_>, out: &mut Choices) {
    let resource = step.name();
    let is_limit = above.name() == "limits";
    let other = if is_limit { "requests" } else { "limits" };
    let beside = Map::of(above.holder).and_then(|map| map.map(other)?.get(resource)).and_then(scalar);
    if let Some(amount) = beside {
        add(amount, if is_limit { "the request" } else { "the limit" }, out);
    }
    let row = AMOUNTS.iter().find(|row| row.0 == resource);
    let usual = row.map_or(&[][..], |row| if is_limit { row.2 } else { row.1 });
    let mut of_others = Vec::new();
    each_resource(asked, &mut |side, name, amount| {
        if side == above.name() && name == resource {
            of_others.push(amount);
        }
    });
    for amount in of_others {
        add(amount, "used in this file", out);
    }
    for amount in usual {
        out.usual(amount, "");
    }
    if row.is_none() && (resource.contains('/')) {
        for amount in ["1", "2", "4", "8"] {
            out.usual(amount, "");
        }
    }
}

fn add(amount: &str, detail: &str, out: &mut Choices) {
    match amount.parse() {
        Ok(number) => out.number(number, detail),
        Err(_) => out.text(amount, detail),
    }
}

/// Resources for the mapping `above` leads to: what the other side has, what others of the object use, then
/// those that some nodes have.
pub(super) fn resource_names(asked: Asked<'_>, above: &Step<'_>, out: &mut Choices) {
    let claims = above.is_in("VolumeResourceRequirements");
    let other = if above.name() == "limits" { "requests" } else { "limits" };
    if let Some(other) = Map::of(above.holder).and_then(|map| map.map(other)) {
        out.texts(other.fields().map(|field| field.name), "as on the other side");
    }
    if claims {
        return;
    }
    let mut names = Vec::new();
    each_resource(asked, &mut |_, name, _| names.push(name));
    let plain = ["cpu", "memory", "ephemeral-storage", "storage"];
    out.texts(names.into_iter().filter(|name| !plain.contains(name)), "used in this file");
}

/// Calls `each` with `requests` or `limits`, the resource and the amount, for all containers of the object.
fn each_resource<'a>(asked: Asked<'a>, each: &mut dyn FnMut(&'a str, &'a str, &'a str)) {
    let Some(pod) = crate::pod::pod(&asked.place.object, asked.minor) else { return };
    for container in &pod.containers {
        let Some(resources) = container.map.map("resources") else { continue };
        for side in resources.fields() {
            for amount in Map::of(side.value).into_iter().flat_map(Map::fields) {
                each(side.name, amount.name, scalar(amount.value).unwrap_or_default());
            }
        }
    }
}
