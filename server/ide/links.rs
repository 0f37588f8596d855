//! Pages to open from a manifest: of a kind, and of an image in its registry. Opens nothing itself.

use std::fmt::Write as _;

use super::Snapshot;
use super::names::content;
use super::place::workload;
use crate::pod::{Object, objects, pod};
use crate::schema::{Minor, Standing, standing};
use crate::settings::Settings;
use crate::text::Span;

/// The documentation of Kubernetes.
const DOCS: &str = "https://kubernetes.io/docs/";

/// The pages of kinds below it.
const KINDS: &[(&str, &str)] = &[
    ("ConfigMap", "concepts/configuration/configmap/"),
    ("CronJob", "concepts/workloads/controllers/cron-jobs/"),
    ("DaemonSet", "concepts/workloads/controllers/daemonset/"),
    ("Deployment", "concepts/workloads/controllers/deployment/"),
    ("HorizontalPodAutoscaler", "tasks/run-application/horizontal-pod-autoscale/"),
    ("Ingress", "concepts/services-networking/ingress/"),
    ("Job", "concepts/workloads/controllers/job/"),
    ("NetworkPolicy", "concepts/services-networking/network-policies/"),
    ("PersistentVolume", "concepts/storage/persistent-volumes/"),
    ("PersistentVolumeClaim", "concepts/storage/persistent-volumes/"),
    ("Pod", "concepts/workloads/pods/"),
    ("PodDisruptionBudget", "tasks/run-application/configure-pdb/"),
    ("ReplicaSet", "concepts/workloads/controllers/replicaset/"),
    ("ReplicationController", "concepts/workloads/controllers/replicationcontroller/"),
    ("Secret", "concepts/configuration/secret/"),
    ("Service", "concepts/services-networking/service/"),
    ("ServiceAccount", "concepts/security/service-accounts/"),
    ("StatefulSet", "concepts/workloads/controllers/statefulset/"),
];

/// A place that leads to a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// What is clicked on, without quotes.
    pub span: Span,
    /// The address of the page.
    pub target: String,
    /// What the page is about.
    pub tooltip: String,
}

/// All links of the text, in the order of objects.
pub fn links(snapshot: &Snapshot, settings: &Settings) -> Vec<Link> {
    let mut links = Vec::new();
    for (origin, document) in snapshot.syntax().documents() {
        for object in objects(document, origin) {
            of_object(&object, settings.kubernetes, &mut links);
        }
    }
    // What aliases lead to is met more than once.
    links.sort_by_key(|link| link.span);
    links.dedup_by_key(|link| link.span);
    links
}

fn of_object(object: &Object<'_>, minor: Minor, links: &mut Vec<Link>) {
    if standing(object.api_version, object.kind, minor) == Standing::Known
        && let Some(kind) = object.map.get("kind")
        && let Ok(index) = KINDS.binary_search_by(|(known, _)| (*known).cmp(object.kind))
        && let Some((name, page)) = KINDS.get(index)
    {
        let tooltip = format!("What a {name} is");
        links.push(Link { span: content(kind), target: format!("{DOCS}{page}"), tooltip });
    }
    let Some(pod) = workload(object, minor).and_then(|_| pod(object, minor)) else { return };
    for image in pod.containers.iter().filter_map(|container| container.map.get("image")) {
        if let Some(target) = page_of(image.value()) {
            let tooltip = "The image in its registry".to_owned();
            links.push(Link { span: content(image), target, tooltip });
        }
    }
}

/// The page of `image`, for registries that have one for every public image.
fn page_of(image: &str) -> Option<String> {
    let (name, _) = image.split_once('@').unwrap_or((image, ""));
    let start = name.rfind('/').map_or(0, |slash| slash + 1);
    let colon = name.get(start..)?.find(':').map_or(name.len(), |colon| start + colon);
    let path = name.get(..colon)?;
    let fine =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'_' | b'-' | b'/');
    if path.is_empty()
        || !path.bytes().all(fine)
        || path.split('/').any(|part| part.is_empty() || part.starts_with('.'))
    {
        return None;
    }
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let parts = rest.split('/').count();
    let mut page = String::from("https://");
    let _ = match first {
        "docker.io" | "index.docker.io" => return page_of(rest).filter(|_| !rest.contains("docker.io")),
        "quay.io" if parts == 2 => write!(page, "quay.io/repository/{rest}"),
        "ghcr.io" if parts >= 2 => write!(page, "ghcr.io/{rest}"),
        // A first part that could be a host is one.
        _ if !rest.is_empty() && first.contains('.') || first == "localhost" => return None,
        "library" if parts == 1 && !rest.is_empty() => write!(page, "hub.docker.com/_/{rest}"),
        _ if rest.is_empty() => write!(page, "hub.docker.com/_/{first}"),
        _ if parts == 1 => write!(page, "hub.docker.com/r/{first}/{rest}"),
        _ => return None,
    };
    Some(page)
}
