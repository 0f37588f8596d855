//! What an object is: the documentation of its kind, and how its apiVersion stands.

use std::fmt::Write as _;

use crate::ide::facts::code;
use crate::pod::Object;
use crate::schema::{Minor, Standing, Workload, standing};

/// The kind of `object` in Markdown.
pub(super) fn describe(object: &Object<'_>, workload: &Workload, minor: Minor) -> String {
    let mut out = format!("**{}** `{}`\n\n{}", workload.kind, workload.api_version, workload.ty.doc);
    if !workload.template.is_empty() {
        let _ = write!(out, "\n\nIts Pod is in `{}`.", workload.template.join("."));
    }
    let written = code(object.api_version);
    let right = workload.api_version;
    match standing(object.api_version, object.kind, minor) {
        _ if object.api_version.is_empty() => {
            let _ = write!(out, "\n\nIt needs `apiVersion: {right}`.");
        }
        Standing::Removed { gone, .. } => {
            let _ = write!(out, "\n\n{written} was removed in Kubernetes {gone}; write `{right}`.");
        }
        Standing::Future { since, .. } => {
            let _ = write!(out, "\n\n{written} came with Kubernetes {since}, the target is {minor}.");
        }
        Standing::Unknown { .. } => {
            let _ = write!(out, "\n\nThere is none in {written}; write `{right}`.");
        }
        Standing::Known | Standing::Foreign => {}
    }
    out
}
