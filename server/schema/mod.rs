//! What may stand at a place, since when, and its documentation. Knows no text.

mod version;

pub use version::Minor;
