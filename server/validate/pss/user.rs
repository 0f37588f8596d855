//! As whom containers run. PS15, PS16; both are content with users of the Pod's own since 1.35.

use super::Judge;
use crate::finding::Fix;
use crate::pod::int;
use crate::syntax::edit::Value;
use crate::validate::mend;

pub(super) fn check(judge: &mut Judge<'_, '_>) {
    if judge.has_own_users() {
        return;
    }
    non_root(judge);
    for context in judge.contexts() {
        if let Some(at) = context.get("runAsUser").filter(|at| int(*at) == Some(0)) {
            let fix = judge.remove(context, "runAsUser");
            let message = "`runAsUser: 0` is root, which is not allowed; choose another user";
            judge.breach("PS16", at.span(), message, fix);
        }
    }
}

/// Each container must say that it is not root, itself or through the Pod, and none may say otherwise.
fn non_root(judge: &mut Judge<'_, '_>) {
    let message = "`runAsNonRoot: false` is not allowed; change it to `true`";
    let context = judge.pod.spec.map("securityContext");
    let of_pod = context.and_then(|context| context.bool("runAsNonRoot"));
    if let Some(at) = context.and_then(|context| context.get("runAsNonRoot")).filter(|_| of_pod == Some(false)) {
        judge.breach("PS15", at.span(), message, mend::rewrite(at, "true", "Change to `true`", false));
    }
    let mut bare: Vec<usize> = Vec::new();
    for (at, container) in judge.pod.containers.iter().enumerate() {
        let context = container.map.map("securityContext");
        let own = context.and_then(|context| context.get("runAsNonRoot"));
        match (context.and_then(|context| context.bool("runAsNonRoot")), own) {
            (Some(false), Some(at)) => {
                judge.breach("PS15", at.span(), message, mend::rewrite(at, "true", "Change to `true`", false));
            }
            (None, _) if of_pod.is_none() => bare.push(at),
            _ => {}
        }
    }
    let fix = judge.set(judge.pod.spec, &["securityContext", "runAsNonRoot"], &Value::Bool(true), "Set it for the Pod");
    judge.lacking("PS15", &bare, "runAsNonRoot: true", fix.as_ref());
}

impl Judge<'_, '_> {
    /// The containers `bare` lack `setting`, which the Pod may have for them, as `fix` does. Said once where
    /// all lack it.
    pub(super) fn lacking(&mut self, fact: &str, bare: &[usize], setting: &str, fix: Option<&Fix>) {
        if bare.len() == self.pod.containers.len() && !bare.is_empty() {
            let message = format!("`securityContext` of the Pod must set `{setting}`; add it");
            return self.missing(fact, self.place_of_pod(), message, fix.cloned());
        }
        for at in bare {
            let Some(container) = self.pod.containers.get(*at) else { continue };
            self.at = Some(*at);
            let context = container.map.field("securityContext");
            let span = context.map_or_else(|| container.head(), |field| field.key.span());
            let message = format!("`securityContext` of container or Pod must set `{setting}`; add it");
            self.missing(fact, span, message, fix.cloned());
        }
        self.at = None;
    }
}
