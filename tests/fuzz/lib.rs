//! The laws with the predicates of the ordinary tests that they are made of.
#![allow(dead_code, reason = "not all of the predicates are used here")]

#[path = "../ide"]
mod ide {
    pub(crate) mod answers;
    pub(crate) mod fix_all_law;
}
mod laws;
#[path = "../syntax"]
mod syntax {
    pub(crate) mod dump;
    mod events;
    mod granit;
    pub(crate) mod judge;
}
#[path = "../validate"]
mod validate {
    pub(crate) mod fix_law;
}

/// See `laws/edits.rs`.
pub fn edits(bytes: &[u8]) {
    laws::edits::holds(bytes);
}

/// See `laws/fixes.rs`.
pub fn fixes(bytes: &[u8]) {
    laws::fixes::holds(bytes);
}

/// See `laws/messages.rs`.
pub fn messages(bytes: &[u8]) {
    laws::messages::holds(bytes);
}

/// See `laws/settings.rs`.
pub fn settings(bytes: &[u8]) {
    laws::settings::holds(bytes);
}

/// See `laws/yaml.rs`.
pub fn yaml(bytes: &[u8]) {
    laws::yaml::holds(bytes);
}
