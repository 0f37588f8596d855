//! Reads `kinds.txt` and `former.txt`: the built-in pairs of apiVersion and kind.

use crate::{Fault, Source, Window};

pub(crate) struct Kind {
    pub(crate) api_version: String,
    pub(crate) name: String,
    pub(crate) window: Window,
    /// False for what people write and no server stores.
    pub(crate) served: bool,
}

/// Reads one file of pairs.
pub(crate) fn parse(source: &Source) -> Result<Vec<Kind>, Fault> {
    let mut kinds = Vec::new();
    for (line, text) in source.lines() {
        let words: Vec<&str> = text.split_whitespace().collect();
        let [api_version, kind, rest @ ..] = words.as_slice() else {
            return source.fault(line, "a line needs an apiVersion and a kind");
        };
        let (window, served) = match rest {
            [] => (Some(Window::default()), true),
            ["never"] => (Some(Window::default()), false),
            [window] => (Window::parse(window), true),
            _ => (None, true),
        };
        let Some(window) = window else {
            return source.fault(line, format!("`{}` is no run of minors", rest.join(" ")));
        };
        kinds.push(Kind { api_version: (*api_version).to_owned(), name: (*kind).to_owned(), window, served });
    }
    Ok(kinds)
}
