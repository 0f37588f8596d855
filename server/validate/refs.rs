//! References to a field or a resource of the Pod itself: the downward API in environment variables
//! and in volumes. Facts V7-V11, O19, O22. Source: `validateObjectFieldSelector` and
//! `validateContainerResourceFieldSelector` of kube-apiserver v1.36.

use super::Cx;
use super::mend;
use super::placeholder;
use crate::finding::{Finding, Fix};
use crate::pod::value::name;
use crate::pod::value::quantity::{Form, Quantity};
use crate::pod::{Map, text};
use crate::schema::{Minor, nearest};
use crate::syntax::Node;

/// What an environment variable can hold.
const IN_ENV: &[&str] = &[
    "metadata.name",
    "metadata.namespace",
    "metadata.uid",
    "spec.nodeName",
    "spec.serviceAccountName",
    "status.hostIP",
    "status.hostIPs",
    "status.podIP",
    "status.podIPs",
];
/// What a file of a volume can hold.
const IN_VOLUME: &[&str] =
    &["metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid"];
/// Fields the server knows, yet passes on nowhere.
const NOWHERE: &[&str] = &["spec.restartPolicy", "spec.schedulerName", "status.phase"];
const RESOURCES: &[&str] = &[
    "limits.cpu",
    "limits.memory",
    "limits.ephemeral-storage",
    "requests.cpu",
    "requests.memory",
    "requests.ephemeral-storage",
];

/// Judges a `fieldRef`, the mapping `map`, of an environment variable or of a volume.
pub(super) fn field_ref(cx: &mut Cx<'_>, map: Map<'_>, for_env: bool) {
    if let Some(version) = map.get("apiVersion") {
        if text(version).is_some_and(|text| !text.is_empty() && text != "v1") && !placeholder(version) {
            let message = format!("`apiVersion` of a `fieldRef` must be `v1`, not `{}`", version.excerpt(40));
            let finding = Finding::error("field-ref-version-invalid", version.span(), message);
            cx.push(finding.with_fix(mend::say(version, "v1", false)));
        }
    }
    let Some(at) = map.get("fieldPath") else { return };
    let Some(path) = text(at).filter(|path| !path.is_empty()) else { return };
    let allowed = if for_env { IN_ENV } else { IN_VOLUME };
    // The oldest spelling of `spec.nodeName` still works.
    if (allowed.contains(&path) && knows(cx.minor, path)) || (for_env && path == "spec.host") {
        return;
    }
    match subscript(path) {
        Some(("metadata.labels", key)) => key_of(cx, at, "label", key, name::qualified(key)),
        Some(("metadata.annotations", key)) => {
            key_of(cx, at, "annotation", key, name::qualified(&key.to_lowercase()));
        }
        _ if placeholder(at) => {}
        Some((plain, key)) => {
            if let Some(near) = nearest(plain, ["metadata.labels", "metadata.annotations"]) {
                let meant = format!("{near}['{key}']");
                let message = format!("there is no `{plain}` to refer to; did you mean `{meant}`?");
                let fix = mend::say(at, &meant, false);
                cx.push(Finding::error("field-ref-path-invalid", at.span(), message).with_fix(fix));
                return;
            }
            let message = format!("`{plain}` takes no `['key']`; only `metadata.labels` and `metadata.annotations` do");
            let fix = allowed.contains(&plain).then(|| mend::say(at, plain, false)).flatten();
            cx.push(Finding::error("field-ref-path-invalid", at.span(), message).with_fix(fix));
        }
        None => {
            let finding = elsewhere(cx.minor, at, path, for_env).unwrap_or_else(|| unknown(at, path, allowed));
            cx.push(finding);
        }
    }
}

/// Whether the server of `minor` knows the field at all.
fn knows(minor: Minor, path: &str) -> bool {
    path != "status.hostIPs" || minor >= Minor(29)
}

/// `metadata.labels['key']` as path and key.
fn subscript(path: &str) -> Option<(&str, &str)> {
    path.strip_suffix("']")?.split_once("['").filter(|(path, _)| !path.is_empty())
}

/// A key in brackets must be one that a label or annotation may have.
fn key_of(cx: &mut Cx<'_>, at: Node<'_>, what: &str, key: &str, wrong: Option<String>) {
    let Some(wrong) = wrong.filter(|_| !placeholder(at)) else { return };
    let message = format!("no {what} can be called `{key}`: it {wrong}");
    cx.push(Finding::error("field-ref-key-invalid", at.span(), message));
}

/// A path that the server knows, but not for this use or not yet.
fn elsewhere(minor: Minor, at: Node<'_>, path: &str, for_env: bool) -> Option<Finding> {
    let message = if path == "status.hostIPs" && for_env {
        format!("`status.hostIPs` came with Kubernetes 1.29, the target is {minor}; write `status.hostIP`")
    } else if for_env && IN_VOLUME.contains(&path) {
        format!("a variable cannot hold all of `{path}`; name one key, `{path}['key']`, or use a `downwardAPI` volume")
    } else if !for_env && (IN_ENV.contains(&path) || path == "spec.host") {
        format!("a file cannot hold `{path}`, only {}; pass it as a variable instead", words(IN_VOLUME))
    } else if NOWHERE.contains(&path) {
        let allowed = if for_env { IN_ENV } else { IN_VOLUME };
        format!("`{path}` cannot be passed on; choose {}", words(allowed))
    } else {
        return None;
    };
    let instead = (path == "status.hostIPs").then(|| mend::say(at, "status.hostIP", false)).flatten();
    Some(Finding::error("field-ref-path-invalid", at.span(), message).with_fix(instead))
}

fn unknown(at: Node<'_>, path: &str, allowed: &[&str]) -> Finding {
    let error = |message: String| Finding::error("field-ref-path-invalid", at.span(), message);
    if let Some(meant) = with_key(path) {
        let message = format!("`{path}` is no path of a Pod; one key is written `{meant}`");
        return error(message).with_fix(mend::say(at, &meant, false));
    }
    if let Some(near) = nearest(path, allowed.iter().copied()) {
        let message = format!("there is no `{path}` to refer to; did you mean `{near}`?");
        return error(message).with_fix(mend::say(at, near, path.eq_ignore_ascii_case(near)));
    }
    error(format!("there is no `{}` to refer to; choose {}", at.excerpt(60), words(allowed)))
}

/// `metadata.labels.app`, `metadata.labels[app]` and `metadata.labels["app"]` as they must be written.
fn with_key(path: &str) -> Option<String> {
    let (labels, rest) = ["metadata.labels", "metadata.annotations"]
        .iter()
        .find_map(|prefix| Some((prefix, path.strip_prefix(prefix)?)))?;
    let key = match rest.strip_prefix('.') {
        Some(key) => key,
        None => rest.strip_prefix('[')?.strip_suffix(']')?.trim_matches(['"', '\'']),
    };
    name::qualified(key).is_none().then(|| format!("{labels}['{key}']"))
}

/// Judges a `resourceFieldRef`, the mapping `map`; whether it names a container is not asked.
pub(super) fn resource_ref(cx: &mut Cx<'_>, map: Map<'_>) {
    let Some(at) = map.get("resource") else { return };
    let Some(resource) = text(at).filter(|resource| !resource.is_empty()) else { return };
    let huge = resource.starts_with("limits.hugepages-") || resource.starts_with("requests.hugepages-");
    if !huge && !RESOURCES.contains(&resource) {
        if !placeholder(at) {
            cx.push(unknown_resource(at, resource));
        }
        return;
    }
    let Some(divisor) = map.get("divisor") else { return };
    let Some(quantity) = divisor.scalar().and_then(|scalar| Quantity::of(scalar, divisor.value())) else { return };
    let cpu = resource.ends_with(".cpu");
    if is_divisor(quantity, cpu) {
        return;
    }
    let allowed = if cpu { "`1` or `1m`" } else { "`1`, `1k` to `1E` or `1Ki` to `1Ei`" };
    let message = format!("`{}` is no divisor for `{resource}`; it must be {allowed}", divisor.excerpt(40));
    let unit = |unit: &str| mend::rewrite(divisor, &format!("\"{unit}\""), format!("Change to `{unit}`"), false);
    let other = if cpu { "1m" } else { "1Mi" };
    let finding = Finding::error("resource-ref-divisor-invalid", divisor.span(), message);
    cx.push(finding.with_fix(unit("1")).with_fix(unit(other)));
}

fn unknown_resource(at: Node<'_>, resource: &str) -> Finding {
    let list = "`limits` or `requests` of `cpu`, `memory`, `ephemeral-storage` or `hugepages-…`";
    let short = RESOURCES.iter().find(|known| known.ends_with(resource) && !resource.contains('.'));
    let near = nearest(resource, RESOURCES.iter().copied()).or(short.copied());
    let message = match near {
        Some(near) => format!("`{}` is no resource to refer to; did you mean `{near}`?", at.excerpt(40)),
        None => format!("`{}` is no resource to refer to; write {list}, such as `limits.cpu`", at.excerpt(40)),
    };
    let fix: Option<Fix> = near.and_then(|near| mend::say(at, near, near.eq_ignore_ascii_case(resource)));
    Finding::error("resource-ref-resource-invalid", at.span(), message).with_fix(fix)
}

/// Whether a divisor is, in its shortest form, one unit of some size.
fn is_divisor(divisor: Quantity, cpu: bool) -> bool {
    const ONE: i128 = 1_000_000_000;
    let Quantity { nanos, form } = divisor;
    // Unset; and one is one in every notation.
    if nanos == 0 || nanos == ONE {
        return true;
    }
    if cpu {
        return nanos == ONE / 1000 && form != Form::Exponent;
    }
    // Small binary amounts are written in decimal.
    match form {
        Form::Binary if nanos >= 1024 * ONE => (1..=6).any(|power| nanos == ONE << (10 * power)),
        Form::Exponent => false,
        _ => (1..=6u32).any(|power| nanos == ONE * 1000i128.pow(power)),
    }
}

/// `` `a`, `b` or `c` ``
pub(super) fn words(names: &[&str]) -> String {
    let mut list = String::new();
    for (index, name) in names.iter().enumerate() {
        let joint = match index {
            0 => "",
            _ if index + 1 == names.len() => " or ",
            _ => ", ",
        };
        list.push_str(joint);
        list.push('`');
        list.push_str(name);
        list.push('`');
    }
    list
}
