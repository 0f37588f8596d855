//! Paths as other programs want them: below the folder podls runs in, with slashes, as URIs.
//! Asks where podls runs, opens nothing.

use std::env;
use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};

/// The name under which SARIF knows the folder podls runs in.
pub(super) const ROOT: &str = "%SRCROOT%";

/// `path` below the folder podls runs in, with slashes; as it is where it lies elsewhere.
pub(super) fn short(path: &str) -> String {
    let here = env::current_dir().unwrap_or_default();
    relative(Path::new(path), &here).unwrap_or_else(|| path.to_owned())
}

/// `path` as a URI reference, and whether it counts from [`ROOT`].
pub(super) fn uri(path: &str) -> (String, bool) {
    let short = short(path);
    if Path::new(&short).is_absolute() {
        let slash = if short.starts_with('/') { "" } else { "/" };
        return (format!("file://{slash}{}", encoded(&with_slashes(&short))), false);
    }
    (encoded(&short), true)
}

/// The way from the folder `base`, which is absolute, down to `path`; none if it does not lie below.
/// Looks at words only: links are not followed.
pub(in crate::cli) fn relative(path: &Path, base: &Path) -> Option<String> {
    let whole = tidy(&if path.is_absolute() { path.to_path_buf() } else { env::current_dir().ok()?.join(path) });
    let rest = whole.strip_prefix(tidy(base)).ok()?;
    Some(with_slashes(&rest.display().to_string())).filter(|rest| !rest.is_empty())
}

/// `path` without `.` and `..`.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                tidy.pop();
            }
            part => tidy.push(part),
        }
    }
    tidy
}

fn with_slashes(path: &str) -> String {
    if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() }
}

/// `path` with everything escaped that is no part of a path segment of a URI.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_from_the_folder_podls_runs_in() {
        let here = env::current_dir().unwrap_or_default();
        for (path, expected) in [("a.yaml", "a.yaml"), ("./a/../b c.yaml", "b c.yaml"), ("<stdin>", "<stdin>")] {
            assert_eq!(short(path), expected);
        }
        assert_eq!(short(&here.join("x/y.yaml").display().to_string()), "x/y.yaml");
        assert_eq!(short("../elsewhere.yaml"), "../elsewhere.yaml");
    }

    #[test]
    fn uris_hold_nothing_that_needs_an_escape() {
        assert_eq!(uri("a b/ü%#?.yaml"), ("a%20b/%C3%BC%25%23%3F.yaml".to_owned(), true));
        assert_eq!(uri("x:y.yaml"), ("x%3Ay.yaml".to_owned(), true));
        if cfg!(unix) {
            assert_eq!(uri("/no such/[1].yaml"), ("file:///no%20such/%5B1%5D.yaml".to_owned(), false));
        }
    }
}
