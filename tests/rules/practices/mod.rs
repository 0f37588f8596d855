//! What makes a Pod good to live with.

mod amounts;
mod images;
mod insight;
mod privileges;
mod probes;
mod secrets;
mod whole;

use super::{Kind, asked_for, fixes, hints, in_kinds, object, places, quiet, said, silent, warns};

/// A container with these lines, after its name and image.
fn app(lines: &str) -> String {
    let lines: String = lines.lines().map(|line| format!("  {line}\n")).collect();
    format!("containers:\n- name: app\n  image: example.com/app:1\n{lines}")
}
