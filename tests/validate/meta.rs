//! What is said of metadata.
