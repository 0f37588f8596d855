//! When the containers of a Pod start and end, and which of them run at the same time.
//! Knows roles, restart policies and which hooks and probes are there; no numbers but the grace period.
//!
//! Sources: the pages on init containers, sidecar containers and the Pod lifecycle; KEP-753;
//! `computePodActions` and `SyncPod` of the kubelet v1.36.

use crate::pod::{Container, Pod, Role};

/// Containers that start at the same moment, and what has to happen before the next step.
#[derive(Clone, Copy, Debug)]
pub struct Step<'p, 'a> {
    /// One init container or native sidecar, or all regular containers.
    pub containers: &'p [Container<'a>],
    /// What the next step waits for.
    pub gate: Gate,
}

/// What the step after a container waits for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Gate {
    /// It has ended with exit code 0.
    Exit,
    /// It has started and stays. Its readiness does not count.
    Started {
        /// Its `startupProbe` has to have passed; without one, its process has to run.
        probe: bool,
        /// Its `postStart` hook has to have returned.
        post_start: bool,
    },
    /// Nothing comes after it.
    Last,
}

/// How a Pod ends.
#[derive(Clone, Debug)]
pub struct Ending<'p, 'a> {
    /// The regular containers, told to stop together.
    pub together: &'p [Container<'a>],
    /// The native sidecars, told to stop one by one after them: the last to start is the first to go.
    pub then: Vec<&'p Container<'a>>,
    /// Seconds that all of them share, `preStop` hooks included.
    pub grace: i64,
}

/// The steps of the start of `pod`, first to last. Ephemeral containers belong to none.
///
/// The regular containers are one step, though the kubelet starts them in list order and lets the
/// `postStart` hook of one return before it starts the next.
pub fn steps<'p, 'a>(pod: &'p Pod<'a>) -> impl Iterator<Item = Step<'p, 'a>> + use<'p, 'a> {
    let (inits, regular) = parts(pod);
    let single =
        inits.chunks(1).map(|containers| Step { containers, gate: containers.first().map_or(Gate::Last, gate) });
    let last = Some(regular).filter(|regular| !regular.is_empty());
    single.chain(last.map(|containers| Step { containers, gate: Gate::Last }))
}

/// What the step after `container` waits for.
fn gate(container: &Container<'_>) -> Gate {
    match container.role {
        Role::Init => Gate::Exit,
        Role::NativeSidecar => Gate::Started {
            probe: container.map.has("startupProbe"),
            post_start: container.map.map("lifecycle").is_some_and(|lifecycle| lifecycle.has("postStart")),
        },
        Role::App | Role::PlainSidecar | Role::Ephemeral => Gate::Last,
    }
}

/// How `pod` ends: when it is deleted, or when its regular containers have ended by themselves.
pub fn ending<'p, 'a>(pod: &'p Pod<'a>) -> Ending<'p, 'a> {
    /// The server's default.
    const GRACE: i64 = 30;
    let (inits, regular) = parts(pod);
    let then = inits.iter().rev().filter(|container| container.role == Role::NativeSidecar).collect();
    Ending { together: regular, then, grace: pod.spec.int("terminationGracePeriodSeconds").unwrap_or(GRACE).max(0) }
}

/// Whether two containers of one Pod are at some moment both alive, in a Pod in which nothing fails.
///
/// Native sidecars and regular containers are with each other, and a native sidecar is with the init
/// containers behind it. Two init containers never are, nor an init container and a regular one.
/// A container for debugging joins those that stay.
pub fn alive_together(one: &Container<'_>, other: &Container<'_>) -> bool {
    match (stays(one), stays(other)) {
        (true, true) => true,
        (true, false) => one.role == Role::NativeSidecar && one.index < other.index,
        (false, true) => other.role == Role::NativeSidecar && other.index < one.index,
        (false, false) => false,
    }
}

/// Whether it runs until the Pod ends, or its own work is done: everything but a plain init container.
pub fn stays(container: &Container<'_>) -> bool {
    container.role != Role::Init
}

/// Whether it stands in `containers`. A Pod that completes, and with it its Job, waits for all of these,
/// be they meant as sidecars or not; native sidecars are ended when these are done.
pub fn is_regular(container: &Container<'_>) -> bool {
    matches!(container.role, Role::App | Role::PlainSidecar)
}

/// Whether `pod` is done at some time by itself: when all its regular containers have ended. It never
/// is where one of them is always restarted. So it is with a Job: it completes with its Pods.
pub fn completes(pod: &Pod<'_>) -> bool {
    let (_, regular) = parts(pod);
    let policy = pod.spec.text("restartPolicy").unwrap_or("Always");
    !regular.is_empty()
        && regular.iter().all(|container| container.map.text("restartPolicy").unwrap_or(policy) != "Always")
}

/// The containers in `initContainers`, and those in `containers`.
fn parts<'p, 'a>(pod: &'p Pod<'a>) -> (&'p [Container<'a>], &'p [Container<'a>]) {
    let of = |list: Role| {
        let first = pod.containers.iter().position(|container| container.role.list() == list.list());
        let rest = first.and_then(|first| pod.containers.get(first..)).unwrap_or_default();
        let count = rest.iter().take_while(|container| container.role.list() == list.list()).count();
        rest.get(..count).unwrap_or_default()
    };
    (of(Role::Init), of(Role::App))
}
