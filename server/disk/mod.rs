//! What both doors read of folders: settings files and whom they hold for, templates of the user. Knows files, not what asks for
//! them.

mod configs;
mod templates;

pub use configs::{Configs, Fault, Found};
pub use templates::{folder as templates_folder, load as templates};
