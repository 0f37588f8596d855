//! The ports that probes and hooks of a container ask.

use crate::pod::{Field, Map};
use crate::rules::view::Member;
use crate::syntax::Node;

/// A port that is asked.
pub(super) struct Asked<'a> {
    /// `readinessProbe`, `preStop`.
    pub(super) who: Field<'a>,
    /// The mapping that names the port.
    pub(super) handler: Map<'a>,
    /// The port, by number or by name.
    pub(super) port: Node<'a>,
}

/// The ports that probes and hooks of a container ask in the Pod itself.
pub(super) fn asked<'a>(member: &Member<'a>) -> impl Iterator<Item = Asked<'a>> + use<'a> {
    let map = member.map();
    let probe = |name| map.field(name);
    let hooks = map.map("lifecycle");
    let hook = |name| hooks.and_then(|hooks| hooks.field(name));
    let all =
        [probe("startupProbe"), probe("readinessProbe"), probe("livenessProbe"), hook("postStart"), hook("preStop")];
    all.into_iter().flatten().filter_map(|who| {
        let probe = Map::of(who.value)?;
        let handler = ["httpGet", "tcpSocket", "grpc"].into_iter().find_map(|name| probe.map(name))?;
        // Another machine is asked.
        if handler.has("host") {
            return None;
        }
        Some(Asked { who, handler, port: handler.get("port")? })
    })
}
