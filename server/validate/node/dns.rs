//! The resolver of a Pod. Facts D2-D9. Older servers allow less: 6 search paths of 256 characters
//! before 1.26, search paths without `_` and `.` before 1.33.

use super::address;
use crate::finding::Finding;
use crate::pod::value::name;
use crate::pod::{Map, text};
use crate::schema::Minor;
use crate::syntax::Node;
use crate::validate::scope::is_misspelt;
use crate::validate::{Cx, mend, reshape};

const MOST_SERVERS: usize = 3;

/// Judges `dnsPolicy` of a Pod.
pub(super) fn policy(cx: &mut Cx<'_>, spec: Map<'_>, policy: Node<'_>) {
    if text(policy) == Some("None") && !cx.is_patch && !is_misspelt(spec, "core.v1.PodSpec", cx.minor) {
        nothing_to_ask(cx, spec, spec.map("dnsConfig"), policy);
    }
}

/// Judges `dnsConfig` of a Pod.
pub(super) fn config(cx: &mut Cx<'_>, config: Node<'_>) {
    if let Some(config) = Map::of(config) {
        servers(cx, config);
        searches(cx, config);
    }
}

/// `dnsPolicy: None` takes nothing from cluster and node, so the Pod must say whom to ask.
fn nothing_to_ask(cx: &mut Cx<'_>, spec: Map<'_>, config: Option<Map<'_>>, policy: Node<'_>) {
    let field = spec.field("dnsConfig");
    let Some(config) = config else {
        // Something of another type was named already.
        if field.is_some_and(|field| field.present().is_some()) {
            return;
        }
        let message = "`dnsPolicy: None` needs `dnsConfig` with `nameservers`; add it, or choose `ClusterFirst`";
        let span = field.map_or(policy.span(), |field| field.key.span());
        let fix = mend::say(policy, "ClusterFirst", false);
        cx.push(Finding::error("nameservers-missing", span, message).with_fix(fix));
        return;
    };
    let servers = config.field("nameservers");
    let wrong_type = servers.is_some_and(|servers| servers.present().is_some() && !servers.value.is_sequence());
    if wrong_type
        || is_misspelt(config, "core.v1.PodDNSConfig", cx.minor)
        || config.items("nameservers").next().is_some()
    {
        return;
    }
    let message = "`dnsPolicy: None` needs at least one entry in `nameservers`; add it, or choose `ClusterFirst`";
    let span = servers.or(field).map_or(policy.span(), |field| field.key.span());
    let finding = Finding::error("nameservers-missing", span, message)
        .with_related(policy.span(), "the policy is `None`")
        .with_fix(mend::say(policy, "ClusterFirst", false));
    cx.push(finding);
}

fn servers(cx: &mut Cx<'_>, config: Map<'_>) {
    for (index, server) in config.items("nameservers").enumerate() {
        if index == MOST_SERVERS {
            let count = config.items("nameservers").count();
            let message = format!("`nameservers` takes at most {MOST_SERVERS} addresses, not {count}; remove some");
            let fix = reshape::keep_first(cx.desk, config, "nameservers", MOST_SERVERS);
            cx.push(Finding::error("too-many-nameservers", server.span(), message).with_fix(fix));
        }
        address::check(cx, server);
    }
}

fn searches(cx: &mut Cx<'_>, config: Map<'_>) {
    let (most, longest) = if cx.minor < Minor(26) { (6, 256) } else { (32, 2048) };
    let mut length = 0;
    for (index, search) in config.items("searches").enumerate() {
        if index == most {
            let count = config.items("searches").count();
            let message = format!("`searches` takes at most {most} paths, not {count}; remove some");
            let fix = reshape::keep_first(cx.desk, config, "searches", most);
            cx.push(Finding::error("too-many-searches", search.span(), message).with_fix(fix));
        }
        let Some(path) = text(search) else { continue };
        length += path.len() + usize::from(index > 0);
        if cx.is_open(search) {
            continue;
        }
        if let Some(wrong) = wrong_search(path, cx.minor) {
            if names_a_variable(path) {
                cx.push_open(search, path);
                continue;
            }
            let shown = search.excerpt(60);
            let finding = Finding::error("search-path-invalid", search.span(), format!("`{shown}` {wrong}"));
            let lower = path.to_ascii_lowercase();
            let fixed = (lower != path && wrong_search(&lower, cx.minor).is_none()).then_some(lower);
            // DNS makes no difference, but words in capitals may be there to be filled in.
            cx.push(finding.with_fix(fixed.and_then(|fixed| mend::say(search, &fixed, false))));
        }
    }
    if length > longest {
        let Some(field) = config.field("searches") else { return };
        let message = format!("`searches` must be at most {longest} characters long in all, not {length}");
        cx.push(Finding::error("searches-too-long", field.key.span(), message));
    }
}

/// Whether one part of a path is a word in capitals among others that are not, as in
/// `NAMESPACE.svc.cluster.local`: it is to be filled in.
fn names_a_variable(path: &str) -> bool {
    let is_word = |label: &str| label.len() >= 4 && label.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    path.split('.').any(is_word) && path.split('.').any(|label| label.bytes().any(|byte| byte.is_ascii_lowercase()))
}

/// What is wrong with a search path: a subdomain whose labels may begin with `_` and hold it, perhaps
/// with a dot at the end; or the root alone.
fn wrong_search(path: &str, minor: Minor) -> Option<String> {
    let relaxed = minor >= Minor(33);
    if path == "." && relaxed {
        return None;
    }
    let path = path.strip_suffix('.').unwrap_or(path);
    if !relaxed || !path.contains('_') {
        return name::subdomain(path);
    }
    if path.len() > 253 {
        return name::subdomain(path);
    }
    let is_label = |label: &str| {
        let rest = label.strip_prefix('_').unwrap_or(label);
        let edge = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
        rest.bytes().all(inner) && edge(rest.as_bytes().first()) && edge(rest.as_bytes().last())
    };
    (!path.split('.').all(is_label)).then(|| {
        "must consist of lower-case letters, digits, `-`, `_` and `.`, \
         each part between dots beginning with a letter, digit or `_` and ending with a letter or digit"
            .to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn search_paths_are_subdomains_with_some_freedom() {
        for good in ["a", "a.b.", "_tcp.x", "a_b.c", ".", "svc.cluster.local"] {
            assert_eq!(wrong_search(good, Minor(36)), None, "{good}");
        }
        for bad in ["", "..", "-x", "A.b", "a..b", "__a", "a_", "_", "a b", "_A.b"] {
            assert!(wrong_search(bad, Minor(36)).is_some(), "{bad}");
        }
        for bad in [".", "_tcp.x", "a_b"] {
            assert!(wrong_search(bad, Minor(32)).is_some(), "{bad}");
        }
    }
}
