//! Selectors of workloads: not empty, and matching the labels of the template. Facts Z1-Z3, Z15.
//! That there is one is `unselected`'s.

use rustc_hash::FxHashMap;

use super::{set, unselected};
use crate::finding::Finding;
use crate::pod::value::name;
use crate::pod::{Field, Map, Object, text};
use crate::syntax::{Kind, Node};
use crate::text::Span;
use crate::validate::grammar::cut;
use crate::validate::selector::{Mismatch, agree, mismatch, mismatched_label};
use crate::validate::{Cx, placeholder::is_placeholder, selector};

/// Labels beyond this number are found by hashing.
const FEW: usize = 16;

pub(super) fn check(cx: &mut Cx<'_>, object: &Object<'_>, spec: Map<'_>) {
    match object.kind {
        "Deployment" | "ReplicaSet" | "StatefulSet" | "DaemonSet" => labels_selected(cx, object, spec),
        "ReplicationController" => map_selected(cx, object, spec),
        _ => {}
    }
}

/// A label selector that must select something, and among it the Pods of the template.
fn labels_selected(cx: &mut Cx<'_>, object: &Object<'_>, spec: Map<'_>) {
    let Some(field) = set(spec, "selector") else { return unselected::check(cx, object, spec) };
    let Some(selector) = Map::of(field.value) else { return };
    if selector::check(cx, selector) || selector.is_damaged() {
        return;
    }
    let some = |name: &str| match selector.get(name) {
        Some(node) if node.is_mapping() => node.entries().next().is_some() || node.is_damaged(),
        Some(node) if node.is_sequence() => node.items().next().is_some() || node.is_damaged(),
        Some(node) => !node.value().is_empty() && node.scalar() != Some(crate::syntax::Scalar::Null),
        None => false,
    };
    if !some("matchLabels") && !some("matchExpressions") {
        // In a patch the rest may be elsewhere.
        if !cx.is_patch {
            let message = format!("the selector of a {} must not be empty; add `matchLabels`", object.kind);
            let fix = unselected::of_template(cx, object, spec);
            cx.push(Finding::error("selector-empty", field.key.span(), message).with_fix(fix));
        }
        return;
    }
    template_matches(cx, object, field, |label| mismatch(selector, label));
}

/// The selector of a `ReplicationController`: plain labels, those of the template if there are none.
fn map_selected(cx: &mut Cx<'_>, object: &Object<'_>, spec: Map<'_>) {
    let selector = spec.map("selector").filter(|selector| selector.fields().next().is_some());
    if let (Some(selector), Some(field)) = (selector, spec.field("selector")) {
        return template_matches(cx, object, field, |label| mismatched_label(selector, &label));
    }
    let template = object.template();
    let labels = template.and_then(|template| template.map("metadata")).and_then(|metadata| metadata.field("labels"));
    let labelled = labels.and_then(Field::present).is_some_and(|labels| labels.entries().next().is_some());
    let odd = set(spec, "selector").is_some_and(|field| !field.value.is_mapping() || field.value.is_damaged());
    let damaged = spec.is_damaged() || labels.is_some_and(|labels| labels.value.is_damaged());
    if template.is_none() || labelled || odd || damaged || cx.is_patch {
        return;
    }
    let at = spec.field("selector").or_else(|| object.map.field("spec"));
    let span = at.map_or_else(|| object.head(), |field| field.key.span());
    let message = "a ReplicationController needs a `selector`, or labels in its template";
    cx.push(Finding::error("selector-empty", span, message));
}

/// Says if the labels of the template are not what `mismatch` looks for.
pub(super) fn template_matches<'a>(
    cx: &mut Cx<'_>,
    object: &Object<'a>,
    selector: Field<'a>,
    mismatch: impl FnOnce(&dyn Fn(&str) -> Option<&'a str>) -> Option<Mismatch<'a>>,
) {
    let Some(template) = object.template() else { return };
    let metadata = template.field("metadata");
    let inner = metadata.and_then(|metadata| Map::of(metadata.value));
    let field = inner.and_then(|inner| inner.field("labels"));
    let labels = field.and_then(|labels| Map::of(labels.value));
    // What is not read as labels cannot be judged; in a patch the other labels may be elsewhere.
    let odd = |field: Option<Field<'_>>| {
        field.and_then(Field::present).is_some_and(|node| !node.is_mapping() || node.is_damaged())
    };
    if odd(metadata) || odd(field) || template.is_damaged() || cx.is_patch {
        return;
    }
    let mut index: FxHashMap<&str, &str> = FxHashMap::default();
    let mut count = 0;
    for label in labels.iter().flat_map(|labels| labels.fields()) {
        if !is_known(label) {
            return;
        }
        count += 1;
        if count > FEW {
            index.extend([(label.name, value(label))]);
        }
    }
    let value_of = |name: &str| {
        let late = index.get(name).copied();
        let early = || labels.and_then(|labels| labels.fields().take(FEW).find(|label| label.name == name)).map(value);
        late.or_else(early)
    };
    let Some(found) = mismatch(&value_of) else { return };
    let whole = field.or(metadata).map(|field| place(field.written, field.key));
    let whole = whole.or_else(|| template_key(object)).unwrap_or_else(|| object.head());
    let finding = match found {
        Mismatch::Label(key, label, wanted) => {
            if is_placeholder(key) || wanted.contains("${") || wanted.contains("{{") {
                return;
            }
            let own = labels.and_then(|labels| labels.field(label));
            let near = field.filter(|field| field.written.kind() != Kind::Alias);
            let span = match (own, near) {
                (Some(own), Some(_)) if !own.merged => place(own.written, own.value),
                _ => whole,
            };
            let shown = cut(label);
            // What stands behind an alias, or is no label, is not to be written here.
            let is_fit = |own: Field<'_>| {
                !own.merged && own.written.kind() != Kind::Alias && name::label_value(wanted).is_none()
            };
            let (is, fix) = match own {
                Some(own) => (format!("is `{}`", cut(value(own))), agree(own.value, wanted).filter(|_| is_fit(own))),
                None => ("is missing".to_owned(), None),
            };
            let message = format!("the selector requires the label `{shown}: {}`, but it {is} here", cut(wanted));
            let finding = Finding::error("selector-mismatch", span, message).with_fix(fix);
            finding.with_related(key.span(), format!("the selector requires `{shown}` here"))
        }
        Mismatch::Expression(expression, key) => {
            let operator = expression.text("operator").unwrap_or_default();
            let message = format!("the labels of the template do not match `{} {operator}` of the selector", cut(key));
            let own = labels.and_then(|labels| labels.field(key)).filter(|own| !own.merged);
            let near = field.is_some_and(|field| field.written.kind() != Kind::Alias);
            let span = own.filter(|_| near).map_or(whole, |own| place(own.written, own.key));
            let place = expression.get("key").map_or_else(|| selector.key.span(), Node::span);
            Finding::error("selector-mismatch", span, message).with_related(place, "the selector requires it here")
        }
    };
    cx.push(finding);
}

/// An alias where it stands; else `node`, or the alias if that is what it is.
fn place(written: Node<'_>, node: Node<'_>) -> Span {
    if written.kind() == Kind::Alias || node.is_absent() { written.span() } else { node.span() }
}

fn template_key(object: &Object<'_>) -> Option<Span> {
    let path = object.workload?.template;
    let (last, above) = path.split_last()?;
    let map = above.iter().try_fold(object.map, |map, name| map.map(name))?;
    map.field(last).map(|field| field.key.span())
}

/// Whether a label has a value that is read as text.
fn is_known(label: Field<'_>) -> bool {
    label.present().is_none_or(|value| text(value).is_some() && !is_placeholder(value))
}

/// The value of a label; nothing counts as empty text.
fn value(label: Field<'_>) -> &str {
    text(label.value).unwrap_or_default()
}
