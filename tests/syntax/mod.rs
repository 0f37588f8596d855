//! The tree: laws that hold for every text, and what it says of particular ones.

pub mod dump;
mod edit;
mod edit_laws;
mod laws;
mod model;
mod oracle;
mod path;
mod problems;
mod spans;
