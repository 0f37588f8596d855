//! What Pods come to: order, resources, quality of service, probes.

mod order;
mod probes;
mod resources;

use podls::ide::Snapshot;
use podls::pod::{Pod, objects, pod};
use podls::schema::Minor;

/// Hands the first Pod of `yaml` to `see`.
fn with<T>(yaml: &str, minor: u8, see: impl FnOnce(&Pod<'_>) -> T) -> T {
    let snapshot = Snapshot::new(yaml);
    let syntax = snapshot.syntax();
    for (start, document) in syntax.documents() {
        for object in objects(document, start) {
            if let Some(pod) = pod(&object, Minor(minor)) {
                return see(&pod);
            }
        }
    }
    panic!("no Pod in {yaml}");
}

/// A Pod of this `spec`, in flow style.
fn of(spec: &str) -> String {
    format!("{{apiVersion: v1, kind: Pod, metadata: {{name: x}}, spec: {{{spec}}}}}")
}
