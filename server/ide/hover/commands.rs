//! kubectl commands as a block of Markdown.

use std::fmt::Write as _;

use crate::ide::kubectl::Command;

/// The groups as one block, each under a comment.
pub(super) fn block(groups: &[(&'static str, Vec<Command>)]) -> String {
    let mut out = String::from("```sh");
    for (title, commands) in groups {
        let _ = write!(out, "\n# {title}");
        for command in commands {
            let _ = write!(out, "\n{}", command.line);
        }
    }
    out.push_str("\n```");
    out
}
