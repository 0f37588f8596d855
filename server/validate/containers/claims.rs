//! Claims of containers on the resource claims of their Pod (Q12, Q13). Dropped before 1.34.

use super::{judged, naming};
use crate::finding::Finding;
use crate::pod::Map;
use crate::schema::{Minor, nearest};
use crate::syntax::Node;
use crate::validate::Cx;
use crate::validate::scope::Scope;
use crate::validate::{mend, reshape};

/// Dynamic resource allocation is on by default from here on.
const ON: Minor = Minor(34);

/// A claim that was made: on all of a resource claim, or on one of its requests.
#[derive(Clone, Copy)]
struct Made<'a> {
    name: &'a str,
    request: Option<&'a str>,
    at: Node<'a>,
}

/// Judges `claims` in the resources `map` of a container.
pub(super) fn check<'a>(cx: &mut Cx<'_>, scope: &Scope<'a>, map: Map<'a>) {
    if cx.minor < ON {
        return;
    }
    let mut made: Vec<Made<'a>> = Vec::new();
    for (index, claim) in map.maps("claims") {
        let Some((at, name)) = judged(claim, "name") else { continue };
        let request = judged(claim, "request");
        if let Some((node, text)) = request {
            naming::label(cx, node, text);
        }
        let new = Made { name, request: request.map(|(_, text)| text), at };
        let clash = made.iter().find(|known| {
            known.name == name && (known.request.is_none() || new.request.is_none() || known.request == new.request)
        });
        if let Some(first) = clash {
            let message = format!("`{name}` is claimed by this container already; remove one");
            let finding = Finding::error("claim-duplicate", at.span(), message);
            let fix = reshape::remove_item(cx.desk, map, "claims", index, "Remove this claim");
            cx.push(finding.with_related(first.at.span(), "the first claim is here").with_fix(fix));
        } else {
            made.push(new);
        }
        known(cx, scope, at, name);
    }
}

/// The Pod has a resource claim of this name.
fn known(cx: &mut Cx<'_>, scope: &Scope<'_>, at: Node<'_>, name: &str) {
    let spec = scope.spec();
    if cx.is_patch || spec.get("resourceClaims").is_some_and(Node::is_damaged) {
        return;
    }
    let claims = || spec.maps("resourceClaims").filter_map(|(_, claim)| claim.text("name"));
    if claims().any(|known| known == name) {
        return;
    }
    let near = nearest(name, claims());
    let message = match near {
        Some(near) => format!("the Pod has no resource claim `{name}`; did you mean `{near}`?"),
        None => format!("the Pod has no resource claim `{name}`; add it to `resourceClaims`"),
    };
    let finding = Finding::error("claim-unknown", at.span(), message);
    cx.push(finding.with_fix(near.and_then(|near| mend::say(at, near, false))));
}
