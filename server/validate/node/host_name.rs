//! What the Pod is called, and calls others, in DNS. Facts D10-D14, W14.

use super::{address, as_subdomain};
use crate::finding::Finding;
use crate::pod::value::name;
use crate::pod::{Field, Map, text};
use crate::syntax::Node;
use crate::validate::seen::Seen;
use crate::validate::{Cx, mend, reshape};

/// Linux takes no longer one.
const LONGEST: usize = 64;

/// Judges `hostname` or `subdomain` of a Pod.
pub(super) fn label(cx: &mut Cx<'_>, at: Node<'_>, code: &'static str) {
    let Some(text) = text(at).filter(|text| !text.is_empty() && !cx.is_open(at)) else { return };
    let Some(wrong) = name::label(text) else { return };
    let fix = name::slug(text, 63).and_then(|slug| mend::say(at, &slug, false));
    let message = format!("`{}` {wrong}", at.excerpt(70));
    cx.push(Finding::error(code, at.span(), message).with_fix(fix));
}

/// Judges `hostnameOverride` of a Pod.
pub(super) fn overridden(cx: &mut Cx<'_>, spec: Map<'_>, field: Field<'_>) {
    let Some(text) = text(field.value) else { return };
    for other in ["setHostnameAsFQDN", "hostNetwork"] {
        let Some(set) = spec.field(other).filter(|_| spec.bool(other) == Some(true)) else { continue };
        let message = format!("`hostnameOverride` cannot go with `{other}: true`; remove one");
        let finding = Finding::error("hostname-override-conflict", field.key.span(), message)
            .with_related(set.key.span(), format!("`{other}` is set here"))
            .with_fix(reshape::remove(cx.desk, spec, field));
        cx.push(finding);
    }
    if cx.is_open(field.value) {
        return;
    }
    let wrong = if text.len() > LONGEST {
        Some(format!("must be at most {LONGEST} bytes long, not {}", text.len()))
    } else {
        name::subdomain(text)
    };
    let Some(wrong) = wrong else { return };
    let shown = if text.is_empty() { "hostnameOverride".into() } else { field.value.excerpt(70) };
    let fix = as_subdomain(text, LONGEST).and_then(|fixed| mend::say(field.value, &fixed, false));
    cx.push(
        Finding::error("hostname-override-invalid", field.value.span(), format!("`{shown}` {wrong}")).with_fix(fix),
    );
}

/// Judges `hostAliases`, the lines of the Pod's hosts file.
pub(super) fn aliases(cx: &mut Cx<'_>, spec: Map<'_>) {
    let mut seen = Seen::default();
    for (_, alias) in spec.maps("hostAliases") {
        if let Some(at) = alias.get("ip").filter(|at| text(*at).is_some_and(|text| !text.is_empty())) {
            address::check(cx, at);
            if let Some(first) = seen.before(at.value(), at) {
                let message = format!("`{}` has an entry already; put the names into one", at.value());
                let finding = Finding::warning("host-alias-duplicate", at.span(), message);
                cx.push(finding.with_related(first.span(), "the first entry for it"));
            }
        }
        for at in alias.items("hostnames") {
            let Some(host) = text(at).filter(|_| !cx.is_open(at)) else { continue };
            let Some(wrong) = name::subdomain(host) else { continue };
            let shown = if host.is_empty() { "a host name".to_owned() } else { format!("`{}`", at.excerpt(70)) };
            let fix = as_subdomain(host, 253).and_then(|fixed| mend::say(at, &fixed, false));
            cx.push(Finding::error("host-alias-name-invalid", at.span(), format!("{shown} {wrong}")).with_fix(fix));
        }
    }
}
