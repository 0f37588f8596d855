//! A tree read as Kubernetes reads it: objects, workloads, Pods, containers and their roles.
//! Knows the field table for names and types; judges nothing.

pub mod command;
pub mod effective;
mod map;
mod object;
pub mod serves;
mod spec;
pub mod value;

pub use map::{Field, Fields, Map, int, quantity, text};
pub use object::{Object, Place, objects};
pub use spec::{Container, Pod, Role, pod};
