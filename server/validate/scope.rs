//! What a check inside a Pod may need to know of the whole: the object around it, and choices at
//! the top that change what is right further down.

use crate::pod::{Map, Object, Pod};
use crate::schema::{Minor, type_named};

/// A Pod and what is around it.
pub(super) struct Scope<'a> {
    /// The object that holds the Pod.
    pub(super) object: &'a Object<'a>,
    /// The Pod.
    pub(super) pod: &'a Pod<'a>,
    /// It is the template of a workload, not a Pod itself: some defaults and rules differ.
    pub(super) is_template: bool,
}

/// Whether `map` has keys that the type `ty` does not know: what seems missing may be there under a wrong
/// name, which is said already.
pub(super) fn is_misspelt(map: Map<'_>, ty: &str, minor: Minor) -> bool {
    let Some(ty) = type_named(ty) else { return false };
    map.is_damaged() || map.fields().any(|field| ty.field(field.name, minor).is_none())
}

impl<'a> Scope<'a> {
    pub(super) fn new(object: &'a Object<'a>, pod: &'a Pod<'a>) -> Self {
        Self { object, pod, is_template: object.kind != "Pod" }
    }

    /// The `PodSpec`.
    pub(super) fn spec(&self) -> Map<'a> {
        self.pod.spec
    }

    /// Whether the Pod uses the network of its node.
    pub(super) fn host_network(&self) -> bool {
        self.spec().bool("hostNetwork") == Some(true)
    }

    /// The operating system the Pod says it needs; empty if it says none.
    pub(super) fn os(&self) -> &'a str {
        self.spec().map("os").and_then(|os| os.text("name")).unwrap_or_default()
    }
}
