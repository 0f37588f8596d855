//! The terminal door.

use std::process::ExitCode;

/// Runs the program by its arguments; `serve` is what the word `serve` starts.
pub fn run(serve: fn() -> u8) -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some("serve") {
        return serve().into();
    }
    ExitCode::SUCCESS
}
