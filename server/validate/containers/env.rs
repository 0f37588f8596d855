//! Environment variables (V1-V5, W19): names, and one source for each value.

use super::{env_sources, is_whole, items, judged, set_fields};
use crate::finding::Finding;
use crate::pod::value::name;
use crate::pod::{Field, Map};
use crate::schema::Minor;
use crate::syntax::Node;
use crate::validate::Cx;
use crate::validate::mend;
use crate::validate::reshape;
use crate::validate::scope::Scope;
use crate::validate::seen::Seen;

/// Any printable ASCII may name a variable from here on.
const RELAXED: Minor = Minor(32);

/// Where a value may come from, in the server's order.
const SOURCES: &[&str] = &["fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef"];

pub(super) fn check(cx: &mut Cx<'_>, scope: &Scope<'_>, list: Node<'_>) {
    let mut seen: Seen<'_> = Seen::default();
    for variable in items(list) {
        if let Some((node, text)) = judged(variable, "name")
            && !env_name(cx, node, text)
            && let Some(first) = seen.before(text, node)
        {
            hidden(cx, variable, node, text, first);
        }
        if let Some(from) = variable.field("valueFrom").filter(|from| from.present().is_some()) {
            source(cx, scope, variable, from);
        }
    }
}

/// Reports a text that cannot name a variable, or begin the names of variables; tells whether it did.
pub(super) fn env_name(cx: &mut Cx<'_>, node: Node<'_>, text: &str) -> bool {
    let Some(wrong) = wrong_name(text, cx.minor) else { return false };
    let finding = Finding::error("env-name-invalid", node.span(), format!("`{}` {wrong}", node.excerpt(60)));
    let allowed = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '_' };
    let mended: String = text.trim().chars().map(allowed).collect();
    let mended = if mended.starts_with(|first: char| first.is_ascii_digit()) { format!("_{mended}") } else { mended };
    let useful = mended.contains(|letter: char| letter.is_ascii_alphanumeric());
    cx.push(finding.with_fix(useful.then(|| mend::say(node, &mended, false)).flatten()));
    true
}

fn wrong_name(text: &str, minor: Minor) -> Option<String> {
    if minor >= RELAXED {
        return name::env(text);
    }
    let inner = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let good = text.chars().all(inner) && !text.starts_with(|first: char| first.is_ascii_digit());
    (!good || text == "." || text.starts_with("..")).then(|| {
        "must consist of letters, digits, `_`, `-` and `.`, not begin with a digit, and not be `.` nor begin with `..`"
            .to_owned()
    })
}

/// A variable that takes the place of an earlier one without using it.
fn hidden(cx: &mut Cx<'_>, variable: Map<'_>, node: Node<'_>, text: &str, first: Node<'_>) {
    let value = variable.text("value").unwrap_or_default();
    let reference = format!("$({text})");
    if !variable.has("valueFrom") && value != reference && value.contains(&reference) {
        return;
    }
    let message = format!("`{text}` is set above already; this one hides it, and `kubectl apply` may drop either");
    let finding = Finding::warning("duplicate-env-var", node.span(), message);
    cx.push(finding.with_related(first.span(), format!("`{text}` is set here first")));
}

/// Exactly one source, and no value beside it.
fn source(cx: &mut Cx<'_>, scope: &Scope<'_>, variable: Map<'_>, from: Field<'_>) {
    let Some(sources) = Map::of(from.value) else { return };
    let mut set = set_fields(sources, SOURCES);
    let Some(first) = set.next() else {
        // A field that is none has its own finding, and was meant as the source.
        let unknown = sources.fields().any(|field| !SOURCES.contains(&field.name));
        if is_whole(cx, sources) && !unknown {
            let message = "`valueFrom` names no source; add one of `configMapKeyRef`, `secretKeyRef`, `fieldRef`, \
                           `resourceFieldRef` or `fileKeyRef`";
            cx.push(Finding::error("env-source-missing", from.key.span(), message));
        }
        return;
    };
    let value =
        variable.field("value").filter(|value| crate::pod::text(value.value).is_some_and(|text| !text.is_empty()));
    if let Some(value) = value {
        let message = "a variable has a `value` or a `valueFrom`, not both; remove one";
        let finding = Finding::error("env-value-and-valuefrom", from.key.span(), message)
            .with_related(value.key.span(), "`value` is set here");
        let finding = finding.with_fix(reshape::remove(cx.desk, variable, value));
        let fix = reshape::remove(cx.desk, variable, from);
        cx.push(finding.with_fix(fix));
    } else if let Some(second) = set.next() {
        let message =
            format!("a value comes from one source; this has `{}` and `{}`, remove one", first.name, second.name);
        let finding = Finding::error("env-source-multiple", second.key.span(), message)
            .with_related(first.key.span(), format!("`{}` is set here", first.name));
        let finding = finding.with_fix(reshape::remove(cx.desk, sources, second));
        let fix = reshape::remove(cx.desk, sources, first);
        cx.push(finding.with_fix(fix));
    }
    for field in set_fields(sources, SOURCES) {
        env_sources::check(cx, scope, field);
    }
}
