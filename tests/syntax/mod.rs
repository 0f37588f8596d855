//! The tree: laws that hold for every text, and what it says of particular ones.

mod corpus;
mod dump;
mod edit;
mod edits;
mod events;
mod hostile;
mod laws;
mod model;
mod mutants;
mod oracle;
mod path;
mod places;
mod problems;
mod spans;
