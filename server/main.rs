//! The program: hands over to one of the two doors.

use std::process::ExitCode;

fn main() -> ExitCode {
    podls::cli::run(podls::lsp::serve_stdio)
}
