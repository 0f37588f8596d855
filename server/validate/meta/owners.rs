//! What holds an object: its owners, its finalizers, and who manages its fields. Facts M9-M15, W29.

use crate::finding::Finding;
use crate::pod::value::name;
use crate::pod::{Map, text};
use crate::syntax::Node;
use crate::validate::grammar::{Grammar, cut, head, qualified_slug};
use crate::validate::{Cx, mend, placeholder::is_placeholder, reshape};

const FINALIZER: Grammar = Grammar {
    code: "finalizer-invalid",
    wrong: name::qualified,
    mend: |text| qualified_slug(text).filter(|text| text.contains('/')),
};
/// The finalizers without a domain.
const STANDARD: [&str; 3] = ["kubernetes", "orphan", "foregroundDeletion"];
const MAX_MANAGER: usize = 128;
const MAX_SUBRESOURCE: usize = 256;

pub(super) fn check(cx: &mut Cx<'_>, metadata: Map<'_>) {
    owners(cx, metadata);
    finalizers(cx, metadata);
    managers(cx, metadata);
}

fn owners(cx: &mut Cx<'_>, metadata: Map<'_>) {
    let mut controller: Option<Map<'_>> = None;
    let mut seen: Vec<Map<'_>> = Vec::new();
    for (index, owner) in metadata.maps("ownerReferences") {
        if let Some(first) = seen.iter().find(|first| is_same(**first, owner)) {
            let message = "this owner is named above already; the server counts it once, remove one";
            let finding = Finding::warning("owner-duplicate", head(owner), message);
            let fix = reshape::remove_item(cx.desk, metadata, "ownerReferences", index, "Remove the second one");
            cx.push(finding.with_related(head(*first), "the same owner is here first").with_fix(fix));
            continue;
        }
        if seen.len() < 64 {
            seen.push(owner);
        }
        owner_version(cx, owner);
        if owner.bool("controller") != Some(true) {
            continue;
        }
        let span = owner.field("controller").map_or_else(|| head(owner), |field| field.key.span());
        if let Some(first) = controller {
            let message = "only one owner can be the controller; set `controller` to `false` here or there";
            let finding = Finding::error("owner-controller-duplicate", span, message);
            let fix = owner.get("controller").and_then(|node| mend::rewrite(node, "false", "Change to `false`", false));
            cx.push(finding.with_related(head(first), "this owner is the controller already").with_fix(fix));
        } else {
            controller = Some(owner);
        }
    }
}

/// An owner has a version, and is not an Event.
fn owner_version(cx: &mut Cx<'_>, owner: Map<'_>) {
    let Some(node) = owner.get("apiVersion") else { return };
    let Some(api_version) = text(node).filter(|text| !text.is_empty() && !is_placeholder(node)) else { return };
    let version = match api_version.split_once('/') {
        Some((_, version)) if !version.contains('/') => version,
        Some(_) => "",
        None => api_version,
    };
    if version.is_empty() {
        let message = format!("`{}` names no version; write it as `apps/v1`", cut(api_version));
        cx.push(Finding::error("owner-version-missing", node.span(), message));
    } else if let Some(kind) = owner.get("kind").filter(|kind| api_version == "v1" && text(*kind) == Some("Event")) {
        cx.push(Finding::error("owner-event", kind.span(), "an Event can own nothing; name another owner"));
    }
}

/// Whether two owners say the same in all fields.
fn is_same(first: Map<'_>, second: Map<'_>) -> bool {
    let texts = ["uid", "name", "kind", "apiVersion"].iter().all(|name| first.text(name) == second.text(name));
    texts && ["controller", "blockOwnerDeletion"].iter().all(|name| first.bool(name) == second.bool(name))
}

fn finalizers(cx: &mut Cx<'_>, metadata: Map<'_>) {
    let mut orphan: Option<Node<'_>> = None;
    let mut foreground: Option<Node<'_>> = None;
    for node in metadata.items("finalizers") {
        let Some(finalizer) = text(node) else { continue };
        match finalizer {
            "orphan" => orphan = Some(node),
            "foregroundDeletion" => foreground = Some(node),
            _ => {}
        }
        let is_wrong = FINALIZER.check(cx, node, "finalizer");
        if !is_wrong && !finalizer.contains('/') && !STANDARD.contains(&finalizer) && !is_placeholder(node) {
            let message = format!("the finalizer `{}` needs a domain: `example.com/{0}`", cut(finalizer));
            cx.push(Finding::error("finalizer-invalid", node.span(), message));
        }
    }
    if let (Some(orphan), Some(foreground)) = (orphan, foreground) {
        let (first, second) =
            if orphan.span() < foreground.span() { (orphan, foreground) } else { (foreground, orphan) };
        let message = "`orphan` and `foregroundDeletion` exclude each other; remove one";
        let finding = Finding::error("finalizer-conflict", second.span(), message);
        let index = metadata.items("finalizers").position(|item| item.span() == second.span());
        let remove = |index| reshape::remove_item(cx.desk, metadata, "finalizers", index, "Remove the second one");
        let fix = index.and_then(remove);
        cx.push(finding.with_related(first.span(), format!("`{}` is set here", first.value())).with_fix(fix));
    }
}

fn managers(cx: &mut Cx<'_>, metadata: Map<'_>) {
    for (_, entry) in metadata.maps("managedFields") {
        let mut error = |node: Node<'_>, message: String| {
            cx.push(Finding::error("managed-fields-invalid", node.span(), message));
        };
        let longer =
            |name: &str, most: usize| entry.get(name).filter(|node| text(*node).is_some_and(|text| text.len() > most));
        if let Some(node) = longer("manager", MAX_MANAGER) {
            error(node, format!("`manager` must be at most {MAX_MANAGER} bytes long"));
        }
        if let Some(node) = longer("subresource", MAX_SUBRESOURCE) {
            error(node, format!("`subresource` must be at most {MAX_SUBRESOURCE} bytes long"));
        }
        let is_odd = |node: &Node<'_>| text(*node).is_some_and(|text| text.chars().any(char::is_control));
        if let Some(node) = entry.get("manager").filter(is_odd) {
            error(node, "`manager` must be printable".to_owned());
        }
        let operation = entry.field("operation").filter(|field| field.present().is_some());
        let unknown = operation.is_none_or(|field| text(field.value) == Some(""));
        if unknown && !cx.is_patch {
            let span = operation.map_or_else(|| head(entry), |field| field.key.span());
            let message = "`operation` must be `Apply` or `Update`";
            cx.push(Finding::error("managed-fields-invalid", span, message));
        }
    }
}
