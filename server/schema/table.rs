//! The table itself, written by `schemas/build.rs` from the data beside it.

use super::kinds::Kind;
use super::types::{EnumValue, Field, ListKind, Ty, Type, Window, Workload};
use super::version::Minor;

include!(concat!(env!("OUT_DIR"), "/table.rs"));
