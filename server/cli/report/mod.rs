//! Findings as people and programs read them. Pure but for [`terminal_width`]: a path, a text and its
//! findings in, a string out.

mod excerpt;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod junit;
mod paths;
pub mod sarif;
mod seen;
mod sheet;
mod summary;
pub mod text;

use std::io::{self, ErrorKind, Write};

use annotate_snippets::normalize_untrusted_str;
use anstyle::{AnsiColor, Style};

pub(super) use paths::relative;
pub use seen::Seen;
pub(super) use sheet::{Manner, Piece, Sheet};
pub use summary::{Fixes, Tally, summary};

/// How reports may look.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Look {
    /// With colour escapes.
    pub colour: bool,
    /// Columns to fit in.
    pub width: usize,
}

impl Default for Look {
    /// No colour, and the width rustc takes where there is no terminal.
    fn default() -> Self {
        Self { colour: false, width: annotate_snippets::renderer::DEFAULT_TERM_WIDTH }
    }
}

/// Columns of the terminal on standard output; the default where there is none.
pub(super) fn terminal_width() -> usize {
    let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    // Below 60 columns, trimming leaves nothing to read: better let the terminal wrap.
    width.map_or(Look::default().width, |width| width.clamp(60, 400))
}

/// The line that says why something could not be looked at.
pub(super) fn problem(path: &str, message: &str) -> String {
    let red = Style::new().bold().fg_color(Some(AnsiColor::BrightRed.into()));
    let (path, message) = (normalize_untrusted_str(path), normalize_untrusted_str(message));
    format!("{red}podls{red:#}: `{path}` {message}\n")
}

/// The exit code after writing: `code`, unless what was to be written could not be.
/// A reader that has gone away has seen enough, and is no error.
pub(super) fn written(result: io::Result<()>, code: u8, err: &mut dyn Write) -> u8 {
    match result {
        Ok(()) => code,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => code,
        Err(error) => {
            let _ = writeln!(err, "podls: the report cannot be written: {error}");
            super::BLIND
        }
    }
}
