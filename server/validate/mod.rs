//! What kube-apiserver refuses, and what it warns of, by area. Knows objects, Pods and the field
//! table; not how findings are kept or shown.
//!
//! `structure` says what is unknown, of the wrong type, missing or no value of a closed list; the
//! areas say everything else. They read values of the right type only, so nothing is said twice.

mod admission;
mod containers;
mod cx;
mod grammar;
mod mend;
mod meta;
mod node;
mod placeholder;
pub mod pss;
mod refs;
pub(crate) mod reshape;
mod scheduling;
mod scope;
mod security;
mod seen;
mod selector;
mod structure;
mod volumes;
mod workloads;

pub use cx::Cx;
pub(crate) use placeholder::is_placeholder_text;

use crate::pod::{Object, pod};
use scope::Scope;

/// Judges one object.
pub fn object(cx: &mut Cx<'_>, object: &Object<'_>) {
    structure::object(cx, object);
    if !object.is_current_workload() {
        return;
    }
    meta::check(cx, object);
    workloads::check(cx, object);
    let Some(pod) = pod(object, cx.minor) else { return };
    let scope = Scope::new(object, &pod);
    containers::check(cx, &scope);
    volumes::check(cx, &scope);
    security::check(cx, &scope);
    node::check(cx, &scope);
    meta::check_pod(cx, &scope);
    scheduling::check(cx, &scope);
    admission::check(cx, &scope);
    pss::check(cx, &scope);
}
