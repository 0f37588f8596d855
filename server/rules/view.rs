//! What rules see of a Pod: its containers with their roles, commands and ports, and who is alive
//! together with whom. Worked out once for all rules, and only where one asks. Knows no rule.

use crate::pod::{Container, Map, Object, Pod, Role};
use crate::schema::Minor;

/// A Pod as the rules see it.
pub(super) struct View<'a> {
    /// The object that holds the Pod.
    pub(super) object: &'a Object<'a>,
    /// The Pod.
    pub(super) pod: &'a Pod<'a>,
    /// The Kubernetes version to judge by.
    pub(super) minor: Minor,
    /// The object completes another one, as a Kustomize patch does: nothing is missing in it.
    pub(super) is_patch: bool,
    /// Init containers, then regular ones, then ephemeral ones, each in their order.
    pub(super) members: Vec<Member<'a>>,
}

/// A container as the rules see it.
pub(super) struct Member<'a> {
    /// The container.
    pub(super) container: Container<'a>,
    /// Its position in [`View::members`].
    pub(super) at: usize,
}

impl<'a> View<'a> {
    pub(super) fn new(object: &'a Object<'a>, pod: &'a Pod<'a>, minor: Minor, is_patch: bool) -> Self {
        let members = pod.containers.iter().enumerate().map(|(at, container)| Member { container: *container, at });
        Self { object, pod, minor, is_patch, members: members.collect() }
    }

    /// The `PodSpec`.
    pub(super) fn spec(&self) -> Map<'a> {
        self.pod.spec
    }

    /// Whether the Pod is meant to come to an end: of a Job or CronJob, or one that is not restarted always.
    pub(super) fn ends(&self) -> bool {
        let restart = self.spec().text("restartPolicy").unwrap_or("Always");
        matches!(self.object.kind, "Job" | "CronJob") || (self.object.kind == "Pod" && restart != "Always")
    }

    /// Whether both run at the same time for longer than a moment: those that stay all do; an init
    /// container runs beside the native sidecars before it.
    pub(super) fn alive_together(&self, one: &Member<'_>, other: &Member<'_>) -> bool {
        let (first, second) = if one.at <= other.at { (one, other) } else { (other, one) };
        match (first.role(), second.role()) {
            (Role::Init, _) => false,
            (_, Role::Init) => first.role() == Role::NativeSidecar,
            _ => first.at != second.at,
        }
    }
}

impl<'a> Member<'a> {
    /// What it is for.
    pub(super) fn role(&self) -> Role {
        self.container.role
    }

    /// Its name; empty if it has none.
    pub(super) fn name(&self) -> &'a str {
        self.container.name()
    }

    /// Its fields.
    pub(super) fn map(&self) -> Map<'a> {
        self.container.map
    }
}
