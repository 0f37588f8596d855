//! What makes a Pod good to live with: known images, probes, resources, few privileges, somebody who can look
//! at it. Most of it is quiet by default: it is a matter of what a team asks of itself.

pub(super) mod amounts;
pub(super) mod host;
pub(super) mod images;
pub(super) mod insight;
pub(super) mod privileges;
pub(super) mod probes;
pub(super) mod reference;
pub(super) mod root_fs;
pub(super) mod secret;
pub(super) mod timing;
pub(super) mod whole;

use crate::pod::serves::Port;
use crate::rules::mend::known;
use crate::rules::view::Member;
use crate::syntax::Node;

/// A text that a container gives, and that is not to be filled in.
fn given<'a>(member: &Member<'a>, name: &str) -> Option<(Node<'a>, &'a str)> {
    known(member.map(), name)
}

/// Whether a port is there for numbers only, which no user asks for.
fn is_metrics(port: &Port<'_>) -> bool {
    let name = port.map.text("name").unwrap_or_default();
    ["metric", "prom", "telemetry", "monitoring", "stats"].into_iter().any(|word| name.contains(word))
}
