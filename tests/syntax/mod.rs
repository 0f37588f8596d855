//! The tree: laws that hold for every text, and what it says of particular ones.

mod corpus;
pub(crate) mod dump;
mod edit;
mod edits;
mod events;
mod granit;
mod hostile;
pub(crate) mod judge;
mod laws;
mod model;
mod mutants;
mod oracle;
mod path;
mod places;
mod problems;
mod spans;
