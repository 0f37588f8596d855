//! What may stand at a place, since when, and its documentation. Knows no text.
//!
//! The data is a static table made at build time from the folder `schemas`; looking something up
//! costs no start-up and allocates nothing.

mod kinds;
mod lookup;
mod nearest;
mod others;
mod pages;
mod table;
mod types;
mod version;

pub use kinds::{Kind, Standing, instead, is_list, kinds, standing};
pub use lookup::{type_named, types, workload, workload_of_kind, workloads};
pub use nearest::nearest;
pub use others::called;
pub use pages::{Page, page, pages};
pub use types::{EnumValue, Field, ListKind, Ty, Type, Window, Workload};
pub use version::Minor;
