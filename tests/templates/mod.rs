//! Template containers: what they become in Pods of every kind and style, and how they are read.

mod insertion;
mod items;
mod laws;
mod read;
mod style;
