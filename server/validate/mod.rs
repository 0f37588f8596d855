//! What kube-apiserver refuses, and what it warns of, by area. Knows objects, Pods and the field
//! table; not how findings are kept or shown.

mod cx;
mod structure;

pub use cx::Cx;

use crate::pod::Object;

/// Judges one object.
pub fn object(cx: &mut Cx<'_>, object: &Object<'_>) {
    structure::object(cx, object);
}
