//! The restart policy that holds anyway, written out.

use super::Offers;
use super::bench::{Bench, POD_ORDER};
use super::scene::Scene;
use crate::syntax::edit::Value;

pub(super) fn offer(scene: &Scene<'_>, offers: &mut Offers) {
    let asks = scene.is_at_head() || (scene.is_in_spec() && scene.container().is_none());
    if asks && scene.pod.spec.field("restartPolicy").is_none() {
        offers.rewrite("restart", format!("Write out `restartPolicy: {}`", policy(scene)));
    }
}

pub(super) fn make(scene: &Scene<'_>, bench: &mut Bench, id: &str) -> Option<()> {
    (id == "restart").then_some(())?;
    bench.insert(&scene.spec, "restartPolicy", &Value::from(policy(scene)), POD_ORDER)
}

/// What the kind wants: a Job has to end.
fn policy(scene: &Scene<'_>) -> &'static str {
    if scene.ends() { "Never" } else { "Always" }
}
