//! From a path to its text, or a clear word why not. Never blocks on a pipe or a device.
//! Knows nothing of YAML.

use std::fs::{self, File, FileType};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// Why something could not be looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Problem {
    /// What it is about, as people see it.
    pub(super) path: String,
    /// Goes on after the path: `is not UTF-8`.
    pub(super) message: String,
}

impl Problem {
    /// What `message` says of `path`.
    pub(super) fn new(path: &Path, message: impl Into<String>) -> Self {
        Self { path: path.display().to_string(), message: message.into() }
    }
}

/// How many bytes at the start decide whether a file is text.
const PROBE: usize = 1024;

/// The text of the file at `path`, at most `limit` bytes.
pub(super) fn file(path: &Path, limit: u32) -> Result<String, Problem> {
    let metadata = fs::metadata(path).map_err(|error| unreachable(path, &error))?;
    // `podls check <(kubectl get pod web -o yaml)` hands over a pipe the shell has already opened.
    let handed_over = path.starts_with("/dev/fd") || path.starts_with("/dev/stdin");
    if !metadata.is_file() && !handed_over {
        return Err(Problem::new(path, odd(metadata.file_type())));
    }
    if metadata.len() > u64::from(limit) {
        return Err(Problem::new(path, too_large(Some(metadata.len()), limit)));
    }
    let opened = File::open(path).map_err(|error| unreachable(path, &error))?;
    text(opened, metadata.len(), limit).map_err(|message| Problem::new(path, message))
}

/// The text of standard input, at most `limit` bytes.
pub(super) fn stdin(name: &str, limit: u32) -> Result<String, Problem> {
    text(io::stdin().lock(), 0, limit).map_err(|message| Problem { path: name.to_owned(), message })
}

/// Everything `source` gives, as text; the error goes on after its name.
fn text(source: impl Read, expected: u64, limit: u32) -> Result<String, String> {
    let mut bytes = Vec::with_capacity(expected as usize + 1);
    let limit_and_one = u64::from(limit) + 1;
    let count = source.take(limit_and_one).read_to_end(&mut bytes).map_err(|error| cannot_read(&error))?;
    if count as u64 == limit_and_one {
        return Err(too_large(None, limit));
    }
    match bytes.as_slice() {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => return Err("is UTF-32; save it as UTF-8".to_owned()),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => return Err("is UTF-16; save it as UTF-8".to_owned()),
        _ => {}
    }
    if let Some(at) = memchr::memchr(0, bytes.get(..PROBE).unwrap_or(&bytes)) {
        return Err(format!("is not text: byte {at} is NUL"));
    }
    String::from_utf8(bytes).map_err(|error| not_utf8(error.as_bytes(), error.utf8_error().valid_up_to()))
}

/// What stands in the way of `path`, by the error met there.
pub(super) fn unreachable(path: &Path, error: &io::Error) -> Problem {
    let link = path.is_symlink();
    let message = match error.kind() {
        ErrorKind::NotFound if link => "is a link that leads nowhere".to_owned(),
        ErrorKind::NotFound => "does not exist".to_owned(),
        ErrorKind::PermissionDenied => cannot_read(error),
        _ if link => "is a link that leads back to itself".to_owned(),
        _ => cannot_read(error),
    };
    Problem::new(path, message)
}

fn cannot_read(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "cannot be read: permission denied".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

fn not_utf8(bytes: &[u8], at: usize) -> String {
    let valid = bytes.get(..at).unwrap_or_default();
    let line = memchr::memchr_iter(b'\n', valid).count() + 1;
    let byte = bytes.get(at).copied().unwrap_or_default();
    format!("is not UTF-8: byte {at} (line {line}) is 0x{byte:02X}; save it as UTF-8")
}

fn too_large(size: Option<u64>, limit: u32) -> String {
    let size = size.map_or("is larger".to_owned(), |size| format!("has {}, more", amount(size)));
    format!("{size} than the {} that are read; raise it with `--max-size`", amount(u64::from(limit)))
}

/// `64 MiB` where it comes out even enough, bytes where small.
fn amount(bytes: u64) -> String {
    match bytes {
        0..=9_999 => format!("{bytes} bytes"),
        10_000..=10_485_759 => format!("{} KiB", bytes >> 10),
        _ => format!("{} MiB", bytes >> 20),
    }
}

/// What a thing is that is neither file nor folder.
#[cfg(unix)]
fn odd(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "is a pipe, not a file; hand it over as standard input: `podls check -`"
    } else if kind.is_socket() {
        "is a socket, not a file"
    } else if kind.is_char_device() || kind.is_block_device() {
        "is a device, not a file"
    } else if kind.is_dir() {
        "is a folder"
    } else {
        "is not a file"
    }
}

/// What a thing is that is neither file nor folder.
#[cfg(not(unix))]
fn odd(kind: FileType) -> &'static str {
    if kind.is_dir() { "is a folder" } else { "is not a file" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_utf8_text_is_named() {
        let cases: [(&[u8], &str); 6] = [
            (b"\xFF\xFEa\0", "is UTF-16; save it as UTF-8"),
            (b"\xFE\xFF\0a", "is UTF-16; save it as UTF-8"),
            (b"\xFF\xFE\0\0a\0\0\0", "is UTF-32; save it as UTF-8"),
            (b"ab\0", "is not text: byte 2 is NUL"),
            (b"a: 1\nb: \xE9t\xE9\n", "is not UTF-8: byte 8 (line 2) is 0xE9; save it as UTF-8"),
            (b"123456", "is larger than the 5 bytes that are read; raise it with `--max-size`"),
        ];
        for (bytes, message) in cases {
            let limit = if bytes == b"123456" { 5 } else { 99 };
            assert_eq!(text(bytes, 0, limit), Err(message.to_owned()), "{bytes:?}");
        }
    }

    #[test]
    fn a_byte_order_mark_of_utf8_and_a_late_nul_are_left_to_the_parser() {
        assert_eq!(text("\u{FEFF}a: 1".as_bytes(), 0, 99).as_deref(), Ok("\u{FEFF}a: 1"));
        let late = format!("{}\0", "a".repeat(PROBE));
        assert_eq!(text(late.as_bytes(), 0, 9999), Ok(late));
    }
}
