//! The quality of service of a Pod: which Pods a node gets rid of first when memory runs short.
//!
//! Source: `ComputePodQOS` of kube-apiserver v1.36; the page on Pod quality of service classes.

use super::resources::{Resource, amount, pod_resources, resources};
use crate::pod::value::quantity::Quantity;
use crate::pod::{Container, Map, Pod, Role};
use crate::schema::Minor;

/// The two resources that decide.
const DECIDING: [&str; 2] = ["cpu", "memory"];

/// A class, best first.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Everything has limits of CPU and memory, and requests all of them.
    Guaranteed,
    /// Something asks for CPU or memory.
    Burstable,
    /// Nothing asks for anything.
    BestEffort,
}

impl Class {
    /// As it stands in `status.qosClass`.
    pub fn name(self) -> &'static str {
        match self {
            Class::Guaranteed => "Guaranteed",
            Class::Burstable => "Burstable",
            Class::BestEffort => "BestEffort",
        }
    }
}

/// The class of a Pod, and what keeps it from the best one.
#[derive(Clone, Debug)]
pub struct Qos<'p, 'a> {
    /// The class.
    pub class: Class,
    /// What is missing for [`Class::Guaranteed`], container by container in the order of the Pod.
    pub lacks: Vec<Lack<'p, 'a>>,
    /// Every amount that decides could be read; one that could not counts as nothing.
    pub exact: bool,
}

/// Something that is missing for [`Class::Guaranteed`].
#[derive(Clone, Copy, Debug)]
pub struct Lack<'p, 'a> {
    /// Where; none if it is the `resources` of the Pod.
    pub container: Option<&'p Container<'a>>,
    /// `cpu` or `memory`.
    pub resource: &'static str,
    /// What would have to be there.
    pub want: Want,
}

/// What [`Class::Guaranteed`] would need.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Want {
    /// A limit above zero.
    Limit,
    /// A request as high as the limit.
    Request,
}

/// The quality of service of `pod`. Init containers and native sidecars count as regular ones do,
/// ephemeral ones do not. From 1.34 on, `resources` of the Pod count alone, if they are set.
pub fn qos<'p, 'a>(pod: &'p Pod<'a>, minor: Minor) -> Qos<'p, 'a> {
    let mut lacks = Vec::new();
    let (mut asks, mut exact) = (false, true);
    if let Some(own) = pod_resources(pod, minor) {
        // What `containers` ask for becomes the Pod's request where it has none of its own.
        let sums = resources(pod, minor);
        let request = |name: &str| {
            let sum = sums.iter().find(|resource| resource.name == name)?.request?;
            sum.pod.or(Some(sum.running.max(sum.starting.map_or(Quantity::ZERO, |(_, amount)| amount))))
        };
        asks |= judge(None, Some(own), request, &mut lacks);
        exact &= sums.iter().all(|resource| !DECIDING.contains(&resource.name) || is_exact(resource));
    } else {
        for container in pod.containers.iter().filter(|container| container.role != Role::Ephemeral) {
            let own = container.map.map("resources");
            let request = |name: &str| own.and_then(|own| given(own, "requests", name)).map(|(amount, _)| amount);
            asks |= judge(Some(container), own, request, &mut lacks);
            exact &= own.is_none_or(is_readable);
        }
    }
    let class = match (asks, lacks.is_empty()) {
        (false, _) => Class::BestEffort,
        (true, true) => Class::Guaranteed,
        (true, false) => Class::Burstable,
    };
    Qos { class, lacks, exact }
}

/// Adds what is missing; tells whether anything is asked for.
fn judge<'p, 'a>(
    container: Option<&'p Container<'a>>,
    own: Option<Map<'a>>,
    request: impl Fn(&str) -> Option<Quantity>,
    lacks: &mut Vec<Lack<'p, 'a>>,
) -> bool {
    let mut asks = false;
    for resource in DECIDING {
        let limit = own.and_then(|own| given(own, "limits", resource));
        let limit = limit.map(|(limit, _)| limit).filter(|limit| *limit > Quantity::ZERO);
        let request = request(resource);
        asks |= limit.is_some() || request.is_some_and(|request| request > Quantity::ZERO);
        let want = match (limit, request) {
            (None, _) => Want::Limit,
            (Some(limit), Some(request)) if request != limit => Want::Request,
            (Some(_), _) => continue,
        };
        lacks.push(Lack { container, resource, want });
    }
    asks
}

/// Whether the amounts that decide can be read.
fn is_readable(own: Map<'_>) -> bool {
    let amounts = ["requests", "limits"].into_iter().flat_map(|list| DECIDING.map(|name| given(own, list, name)));
    amounts.flatten().all(|(_, exact)| exact)
}

fn is_exact(resource: &Resource<'_, '_>) -> bool {
    [resource.request, resource.limit].iter().flatten().all(|amount| amount.exact)
}

fn given(own: Map<'_>, list: &str, name: &str) -> Option<(Quantity, bool)> {
    Some(amount(own.map(list)?.field(name)?))
}
