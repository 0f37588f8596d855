//! What is said of scheduling.
