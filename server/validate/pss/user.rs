//! As whom containers run. PS15, PS16; both are content with users of the Pod's own since 1.35.

use super::Judge;
use crate::pod::{Container, int};
use crate::text::Span;

pub(super) fn check(judge: &mut Judge<'_, '_>) {
    if judge.has_own_users() {
        return;
    }
    non_root(judge);
    for context in judge.contexts() {
        if let Some(at) = context.get("runAsUser").filter(|at| int(*at) == Some(0)) {
            judge.breach("PS16", at.span(), "`runAsUser: 0` is root, which is not allowed; choose another user");
        }
    }
}

/// Each container must say that it is not root, itself or through the Pod, and none may say otherwise.
fn non_root(judge: &mut Judge<'_, '_>) {
    let message = "`runAsNonRoot: false` is not allowed; change it to `true`";
    let context = judge.pod.spec.map("securityContext");
    let of_pod = context.and_then(|context| context.bool("runAsNonRoot"));
    if let Some(at) = context.and_then(|context| context.get("runAsNonRoot")).filter(|_| of_pod == Some(false)) {
        judge.breach("PS15", at.span(), message);
    }
    let mut bare: Vec<&Container<'_>> = Vec::new();
    for container in &judge.pod.containers {
        let context = container.map.map("securityContext");
        let own = context.and_then(|context| context.get("runAsNonRoot"));
        match (context.and_then(|context| context.bool("runAsNonRoot")), own) {
            (Some(false), Some(at)) => judge.breach("PS15", at.span(), message),
            (None, _) if of_pod.is_none() => bare.push(container),
            _ => {}
        }
    }
    judge.lacking("PS15", &bare, "runAsNonRoot: true");
}

impl Judge<'_, '_> {
    /// The containers `bare` lack `setting`, which the Pod may have for them. Said once where all lack it.
    pub(super) fn lacking(&mut self, fact: &str, bare: &[&Container<'_>], setting: &str) {
        if bare.len() == self.pod.containers.len() && !bare.is_empty() {
            let message = format!("`securityContext` of the Pod must set `{setting}`; add it");
            return self.missing(fact, self.place_of_pod(), message);
        }
        for container in bare {
            let context = container.map.field("securityContext");
            let span: Span = context.map_or_else(|| container.head(), |field| field.key.span());
            let message = format!("`securityContext` of container or Pod must set `{setting}`; add it");
            self.missing(fact, span, message);
        }
    }
}
