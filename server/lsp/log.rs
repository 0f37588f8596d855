//! Lines for whoever debugs the server: to standard error, where `PODLS_LOG` is set.

use std::fmt::Arguments;
use std::io::Write;
use std::sync::OnceLock;

/// Writes `line`; a standard error that is closed is no reason to stop.
pub(super) fn line(line: Arguments<'_>) {
    static WANTED: OnceLock<bool> = OnceLock::new();
    if *WANTED.get_or_init(|| std::env::var_os("PODLS_LOG").is_some()) {
        let _ = writeln!(std::io::stderr(), "podls: {line}");
    }
}
