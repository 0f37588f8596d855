//! Claims of devices. Facts L6-L10.

use super::as_subdomain;
use crate::finding::Finding;
use crate::pod::value::name;
use crate::pod::{Field, Map, text};
use crate::syntax::Node;
use crate::validate::scope::{Scope, is_misspelt};
use crate::validate::seen::Seen;
use crate::validate::{Cx, mend, reshape};

/// Marks the copy of a Pod that a node runs by itself.
const MIRROR: &str = "kubernetes.io/config.mirror";
const BY_NAME: &str = "resourceClaimName";
const BY_TEMPLATE: &str = "resourceClaimTemplateName";

/// Judges `resourceClaims` of a Pod, which is `field`.
pub(super) fn check(cx: &mut Cx<'_>, scope: &Scope<'_>, field: Field<'_>) {
    let spec = scope.spec();
    if spec.items("resourceClaims").next().is_none() {
        return;
    }
    on_static_pod(cx, scope, field);
    let mut seen = Seen::default();
    for (_, claim) in spec.maps("resourceClaims") {
        if let Some(at) = claim.get("name") {
            called(cx, at, &mut seen);
        }
        source(cx, claim);
    }
}

fn on_static_pod(cx: &mut Cx<'_>, scope: &Scope<'_>, field: Field<'_>) {
    let annotations = scope.pod.metadata.and_then(|metadata| metadata.map("annotations"));
    let mirror = annotations.and_then(|annotations| annotations.field(MIRROR));
    let Some(mirror) = mirror.filter(|_| !scope.is_template) else { return };
    let message = "a static Pod cannot claim devices; remove `resourceClaims`";
    let finding = Finding::error("static-pod-claims", field.key.span(), message)
        .with_related(mirror.key.span(), "this annotation marks a static Pod")
        .with_fix(reshape::remove(cx.desk, scope.spec(), field));
    cx.push(finding);
}

fn called<'a>(cx: &mut Cx<'_>, at: Node<'a>, seen: &mut Seen<'a>) {
    let Some(name) = text(at).filter(|name| !name.is_empty() && !cx.is_open(at)) else { return };
    if let Some(first) = seen.before(name, at) {
        let message = format!("there are two claims named `{name}`; rename one");
        let finding = Finding::error("resource-claim-duplicate", at.span(), message);
        cx.push(finding.with_related(first.span(), "the first one"));
    } else if let Some(wrong) = name::label(name) {
        let fix = name::slug(name, 63).and_then(|slug| mend::say(at, &slug, false));
        let message = format!("`{}` {wrong}", at.excerpt(70));
        cx.push(Finding::error("resource-claim-name-invalid", at.span(), message).with_fix(fix));
    }
}

/// A claim is there already, or made from a template.
fn source(cx: &mut Cx<'_>, claim: Map<'_>) {
    let set = |name: &str| claim.field(name).filter(|field| field.present().is_some());
    match (set(BY_NAME), set(BY_TEMPLATE)) {
        (Some(by_name), Some(by_template)) => {
            let (first, second) = if by_name.key.span() < by_template.key.span() {
                (by_name, by_template)
            } else {
                (by_template, by_name)
            };
            let message = format!("`{}` and `{}` exclude each other; remove one", first.name, second.name);
            let finding = Finding::error("resource-claim-sources", second.key.span(), message)
                .with_related(first.key.span(), format!("`{}` is set here", first.name))
                .with_fix(reshape::remove(cx.desk, claim, second))
                .with_fix(reshape::remove(cx.desk, claim, first));
            cx.push(finding);
        }
        (None, None) if !cx.is_patch && !is_misspelt(claim, "core.v1.PodResourceClaim", cx.minor) => {
            let first = claim.fields().next().map_or(claim.node().span(), |field| field.key.span());
            let span = claim.get("name").map_or(first, Node::span);
            let message = format!("a claim needs `{BY_NAME}` or `{BY_TEMPLATE}`; add one");
            cx.push(Finding::error("resource-claim-sources", span, message));
        }
        _ => {}
    }
    for field in [set(BY_NAME), set(BY_TEMPLATE)].into_iter().flatten() {
        let Some(name) = text(field.value).filter(|_| !cx.is_open(field.value)) else { continue };
        let Some(wrong) = name::subdomain(name) else { continue };
        let shown = if name.is_empty() { field.name.into() } else { field.value.excerpt(70) };
        let fix = as_subdomain(name, 253).and_then(|fixed| mend::say(field.value, &fixed, false));
        let message = format!("`{shown}` {wrong}");
        cx.push(Finding::error("resource-claim-source-invalid", field.value.span(), message).with_fix(fix));
    }
}
