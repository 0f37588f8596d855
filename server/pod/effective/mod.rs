//! What a Pod comes to once it is scheduled and run: the order of its containers, what it asks of a
//! node, its quality of service, the patience of its probes. Numbers and references only; the words
//! are made by those who show them.

mod order;
mod probe;
mod qos;
mod resources;

pub use order::{Ending, Gate, Step, alive_together, completes, ending, is_regular, stays, steps};
pub use probe::{Budget, Probe, ProbeKind, Probes};
pub use qos::{Class, Lack, Qos, Want, qos};
pub use resources::{Amount, Decider, Resource, has_pod_resources, resources};
