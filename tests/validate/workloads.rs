//! What is said of the wrappers around a Pod.
