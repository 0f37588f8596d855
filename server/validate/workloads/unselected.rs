//! Controllers without a selector: nothing finds the Pods that they make. Facts Z1, Z3b.

use crate::finding::{Finding, Fix};
use crate::pod::{Field, Map, Object};
use crate::syntax::Step;
use crate::syntax::edit::{self, Place, Target};
use crate::text::Span;
use crate::validate::Cx;
use crate::validate::scope::is_misspelt;
use crate::validate::selector::selecting;

/// Says that the `selector` of `spec` is missing: at the labels that it would select, as they are what
/// is to be written there.
pub(super) fn check(cx: &mut Cx<'_>, object: &Object<'_>, spec: Map<'_>) {
    let kind = object.kind;
    if cx.is_patch || is_misspelt(spec, &format!("apps.v1.{kind}Spec"), cx.minor) {
        return;
    }
    let template = here(spec.field("template"));
    let metadata = here(template.and_then(|template| Map::of(template.value)?.field("metadata")));
    let labels = here(metadata.and_then(|metadata| Map::of(metadata.value)?.field("labels")));
    let fix = labels.and_then(|labels| add(cx, spec, Map::of(labels.value)?));
    let finding = if let Some(written) = spec.field("selector") {
        if let Some(labels) = labels {
            let message = "a `selector` with nothing in it matches no labels, not these either; fill it in";
            let finding = Finding::error("selector-mismatch", labels.key.span(), message);
            cx.push(finding.with_related(written.key.span(), "the selector is here"));
        }
        let message = format!("the `selector` of a {kind} must not be empty; give it the labels of the template");
        Finding::error("missing-field", written.key.span(), message)
    } else {
        let message = match labels {
            Some(_) => format!("`selector` is missing in this {kind}; add one that selects these labels"),
            None => format!("`selector` is missing in this {kind}; add one, and the labels it selects to the template"),
        };
        let place = labels.or(metadata).or(template).or(object.map.field("spec"));
        Finding::error("missing-field", place.map_or_else(|| object.head(), at), message)
    };
    cx.push(finding.with_fix(fix));
}

/// A suggestion to select all labels of the template.
pub(super) fn of_template(cx: &Cx<'_>, object: &Object<'_>, spec: Map<'_>) -> Option<Fix> {
    add(cx, spec, object.template()?.map("metadata")?.map("labels")?)
}

/// A field that is written where it is read.
fn here(field: Option<Field<'_>>) -> Option<Field<'_>> {
    field.filter(|field| !field.merged)
}

fn at(field: Field<'_>) -> Span {
    field.key.span()
}

/// A suggestion to select all of `labels`.
fn add(cx: &Cx<'_>, spec: Map<'_>, labels: Map<'_>) -> Option<Fix> {
    let value = selecting(labels)?;
    let target = Target::new(cx.desk, spec.node());
    let edits = if spec.field("selector").is_some() {
        edit::set(target, &[Step::Key("selector")], &value)?
    } else {
        edit::insert(target, &[], "selector", &value, Place::Before("template"))?
    };
    Some(Fix::suggestion("Select the labels of the template", edits))
}
