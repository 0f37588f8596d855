//! Metadata of objects and templates: names, labels, annotations, owners, finalizers.
//! Facts section 1; source: kube-apiserver v1.36, `ValidateObjectMeta` and what Pods add to it.

mod annotations;
mod names;
mod owners;
mod profiles;

pub(super) use annotations::MIRROR;

use super::grammar::{Grammar, labels, qualified_slug};
use super::scope::Scope;
use super::{Cx, placeholder::is_placeholder};
use crate::finding::Finding;
use crate::pod::value::name;
use crate::pod::{Map, Object, text};

/// All keys and values of annotations together may have this many bytes.
const MAX_ANNOTATIONS: usize = 256 * 1024;

const ANNOTATION_KEY: Grammar = Grammar { code: "annotation-key-invalid", wrong: annotation_key, mend: qualified_slug };

/// Judges the metadata of one object, and of the Pod template it may have.
pub(super) fn check(cx: &mut Cx<'_>, object: &Object<'_>) {
    if let Some(metadata) = object.map.map("metadata") {
        names::check(cx, object, metadata);
        keys(cx, metadata);
        owners::check(cx, metadata);
    }
    if object.workload.is_some_and(|workload| !workload.template.is_empty())
        && let Some(metadata) = object.template().and_then(|template| template.map("metadata"))
    {
        keys(cx, metadata);
    }
}

/// Judges what the annotations of a Pod say to the cluster.
pub(super) fn check_pod(cx: &mut Cx<'_>, scope: &Scope<'_>) {
    let annotations = scope.pod.metadata.and_then(|metadata| metadata.map("annotations"));
    if let Some(annotations) = annotations {
        annotations::check(cx, scope, annotations);
        profiles::check(cx, scope, annotations);
    }
}

/// Labels, and the keys and size of annotations.
fn keys(cx: &mut Cx<'_>, metadata: Map<'_>) {
    if let Some(map) = metadata.map("labels") {
        labels(cx, map, "label");
    }
    let Some(field) = metadata.field("annotations") else { return };
    let Some(map) = Map::of(field.value) else { return };
    let mut size = 0;
    for annotation in map.fields() {
        size += annotation.name.len() + text(annotation.value).map_or(0, str::len);
        if annotation_key(annotation.name).is_some() && !is_placeholder(annotation.key) {
            ANNOTATION_KEY.check_text(cx, annotation.key, annotation.name, "annotation key");
        }
    }
    if size > MAX_ANNOTATIONS {
        let message = format!(
            "all annotations together may have {MAX_ANNOTATIONS} bytes, but have {size}; move the longest into a ConfigMap"
        );
        cx.push(Finding::error("annotations-too-long", field.key.span(), message));
    }
}

/// Like the key of a label, but capitals may stand in the prefix too.
fn annotation_key(text: &str) -> Option<String> {
    let wrong = name::qualified(text)?;
    if !text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Some(wrong);
    }
    name::qualified(&text.to_lowercase())
}
