//! The tree: laws that hold for every text, and what it says of particular ones.

mod corpus;
mod dump;
mod edits;
mod events;
mod hostile;
mod laws;
mod mutants;
mod oracle;
mod problems;
mod spans;
