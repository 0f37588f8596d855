//! What both doors read of folders: settings files and whom they hold for. Knows files, not what asks for
//! them.

mod configs;

pub use configs::{Configs, Fault, Found};
