//! What changes between two texts, as a unified diff that `patch -p1` and `git apply` take.
//! Knows lines, and that a line ends at LF.

use similar::TextDiff;

/// The diff from `before` to `after` of what is at `path`; empty if they are the same.
pub(super) fn unified(path: &str, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let mut config = TextDiff::configure();
    let diff = config.newline_terminated(true).diff_slices(&old, &new);
    let (a, b) = (header("a", path), header("b", path));
    diff.unified_diff().context_radius(3).header(&a, &b).to_string()
}

/// How a side is called; a name with a blank ends at a tab.
fn header(side: &str, path: &str) -> String {
    let path = path.strip_prefix("./").unwrap_or(path);
    let slash = if path.starts_with('/') { "" } else { "/" };
    let end = if path.contains(char::is_whitespace) { "\t" } else { "" };
    format!("{side}{slash}{path}{end}")
}
