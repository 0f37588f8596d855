//! What fuzzing has found and kept, tried again: see tests/fuzz/README.md.

use std::fs;
use std::path::Path;

use crate::laws;

/// Tries the law `holds` on every file kept for `target`.
fn replay(target: &str, holds: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/fuzz").join(target);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut tried = 0;
    for entry in entries {
        let path = entry.expect("an entry").path();
        let bytes = fs::read(&path).expect("a file");
        let kept = std::panic::catch_unwind(|| holds(&bytes));
        assert!(kept.is_ok(), "{} breaks the law", path.display());
        tried += 1;
    }
    eprintln!("{target}: {tried} files");
    assert!(tried > 0);
}

#[test]
fn edits_of_any_text_are_followed() {
    replay("edits", laws::edits::holds);
}

#[test]
fn any_text_is_read_and_judged_and_asked_about() {
    replay("yaml", laws::yaml::holds);
}

#[test]
fn any_messages_are_answered() {
    replay("messages", laws::messages::holds);
}

#[test]
fn any_settings_are_read() {
    replay("settings", laws::settings::holds);
}

#[test]
fn any_fixes_keep_their_word() {
    replay("fixes", laws::fixes::holds);
}
