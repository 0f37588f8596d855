//! Seccomp and `AppArmor` profiles. Facts X13, X14, X16, X17.

use crate::finding::Finding;
use crate::pod::{Field, Map, text};
use crate::syntax::Node;
use crate::validate::scope::is_misspelt;
use crate::validate::{Cx, mend, placeholder::is_placeholder, reshape};

/// `AppArmor` takes names of at most this many bytes.
const LONGEST: usize = 4095;

/// Judges the `seccompProfile` of a context.
pub(super) fn seccomp(cx: &mut Cx<'_>, profile: Node<'_>) {
    let Some(profile) = Map::of(profile) else { return };
    let Some(local) =
        local_profile(cx, profile, "core.v1.SeccompProfile", "a file below the kubelet's seccomp directory")
    else {
        return;
    };
    let Some(path) = text(local.value).filter(|_| !is_placeholder(local.value)) else { return };
    let wrong = if path.starts_with('/') {
        "must be relative to the kubelet's seccomp directory; remove the `/` in front"
    } else if path.split('/').any(|part| part == "..") {
        "must not contain `..`; name a file below the kubelet's seccomp directory"
    } else {
        return;
    };
    let relative = path.trim_start_matches('/');
    let fix = (relative != path && !relative.is_empty() && !relative.split('/').any(|part| part == ".."))
        .then(|| mend::say(local.value, relative, false))
        .flatten();
    let message = format!("`{}` {wrong}", local.value.excerpt(60));
    cx.push(Finding::error("localhost-profile-invalid", local.value.span(), message).with_fix(fix));
}

/// Judges the `appArmorProfile` of a context.
pub(super) fn app_armor(cx: &mut Cx<'_>, profile: Node<'_>) {
    let Some(profile) = Map::of(profile) else { return };
    let Some(local) = local_profile(cx, profile, "core.v1.AppArmorProfile", "a profile loaded on the node") else {
        return;
    };
    let Some(name) = text(local.value).filter(|_| !is_placeholder(local.value)) else { return };
    let trimmed = name.trim();
    if trimmed.is_empty() {
        let span = if local.value.span().is_empty() { local.key.span() } else { local.value.span() };
        let message = "`localhostProfile` must name a profile that is loaded on the node";
        cx.push(Finding::error("localhost-profile-missing", span, message));
    } else if trimmed != name {
        let message = format!("`{}` must not begin or end with white space", local.value.excerpt(60));
        let finding = Finding::error("localhost-profile-invalid", local.value.span(), message);
        cx.push(finding.with_fix(mend::say(local.value, trimmed, true)));
    } else if name.len() > LONGEST {
        let message = format!("`localhostProfile` must be at most {LONGEST} bytes long, not {}", name.len());
        cx.push(Finding::error("localhost-profile-invalid", local.value.span(), message));
    }
}

/// The `localhostProfile` of a profile that is of type `Localhost`; says so where it is missing or one too many.
fn local_profile<'a>(cx: &mut Cx<'_>, profile: Map<'a>, ty: &str, what: &str) -> Option<Field<'a>> {
    let kind = profile.field("type")?;
    let local = profile.field("localhostProfile").filter(|field| field.present().is_some());
    match (text(kind.value)?, local) {
        ("Localhost", Some(local)) => return Some(local),
        ("Localhost", None) => {
            if cx.is_patch || is_misspelt(profile, ty, cx.minor) {
                return None;
            }
            let message =
                format!("`type: Localhost` needs `localhostProfile`, {what}; add it, or choose `RuntimeDefault`");
            let span = profile.field("localhostProfile").map_or(kind.value.span(), |field| field.key.span());
            let fix = mend::say(kind.value, "RuntimeDefault", false);
            cx.push(Finding::error("localhost-profile-missing", span, message).with_fix(fix));
        }
        (other @ ("RuntimeDefault" | "Unconfined"), Some(local)) => {
            let message = format!("`localhostProfile` is for `type: Localhost` only, not `{other}`; remove one");
            let finding = Finding::error("localhost-profile-unused", local.key.span(), message)
                .with_related(kind.value.span(), format!("the type is `{other}`"))
                .with_fix(mend::say(kind.value, "Localhost", false))
                .with_fix(reshape::remove(cx.desk, profile, local));
            cx.push(finding);
        }
        _ => {}
    }
    None
}
