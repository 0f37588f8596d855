//! The tree: laws that hold for every text, and what it says of particular ones.

mod corpus;
mod dump;
mod events;
mod laws;
mod oracle;
mod problems;
mod spans;
