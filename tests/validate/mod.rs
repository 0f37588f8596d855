//! What the API server refuses and warns of, area by area.

mod pss;
