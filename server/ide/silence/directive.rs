//! Comments that tell podls to keep quiet, read as text: `# podls: ignore[port-conflict] the proxy moves it`.
//! Knows no finding and no place but the comment's own.

use crate::text::{Span, cut};

/// What podls calls itself in comments.
pub(super) const MARK: &str = "podls:";

/// How far a comment reaches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reach {
    /// Its own line; or, on a line of its own, the entry or item below it.
    Here,
    /// The document it stands in.
    Document,
    /// The whole file.
    File,
}

/// A comment that silences.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Directive<'a> {
    /// How far it reaches.
    pub(super) reach: Reach,
    /// The codes it names, each with its place; empty for everything.
    pub(super) codes: Vec<(&'a str, Span)>,
    /// The whole comment, from its `#`.
    pub(super) span: Span,
}

impl Directive<'_> {
    /// Whether it silences `code`.
    pub(super) fn names(&self, code: &str) -> bool {
        self.codes.is_empty() || self.codes.iter().any(|(name, _)| *name == code)
    }
}

/// What the comment `text`, which begins at `start`, asks for; none if it is an ordinary comment.
///
/// `podls: ignore`, `ignore-document` or `ignore-file`, then `[code, code]` or nothing, then a reason.
pub(super) fn directive(text: &str, start: u32) -> Option<Directive<'_>> {
    let at = |part: &str| (part.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize) as u32;
    let rest = text.trim_start_matches('#').trim_start().strip_prefix(MARK)?.trim_start();
    let word_end = rest.find(|c: char| !c.is_ascii_alphabetic() && c != '-').unwrap_or(rest.len());
    let reach = match cut(rest, 0..word_end) {
        "ignore" => Reach::Here,
        "ignore-document" => Reach::Document,
        "ignore-file" => Reach::File,
        _ => return None,
    };
    let mut codes = Vec::new();
    if let Some((inside, _)) = cut(rest, word_end..rest.len()).strip_prefix('[').and_then(|list| list.split_once(']')) {
        for code in inside.split([',', ' ', '\t']).filter(|code| !code.is_empty()) {
            let from = start + at(code);
            codes.push((code, Span::new(from, from + code.len() as u32)));
        }
        // Empty brackets name nothing, which is not everything.
        if codes.is_empty() {
            return None;
        }
    }
    Some(Directive { reach, codes, span: Span::new(start, start + text.len() as u32) })
}

/// Whether a comment of another tool means that nothing here is to be judged.
pub(super) fn keeps_off(text: &str) -> bool {
    let words = text.trim_start_matches('#').trim();
    let of = |tool: &str| words.strip_prefix(tool).map(str::trim);
    of("vscode-kubernetes-tools:") == Some("exclude") || of("yaml-language-server:") == Some("$schema=none")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_read() {
        let read = |text: &str| {
            directive(text, 10).map(|found| {
                let codes: Vec<String> =
                    found.codes.iter().map(|(code, span)| format!("{code}@{}", span.start)).collect();
                format!("{:?} {}", found.reach, codes.join(" "))
            })
        };
        for (text, expected) in [
            ("# podls: ignore", Some("Here ")),
            ("#podls:ignore[a-b] why not", Some("Here a-b@24")),
            ("## podls: ignore-document[a, b]", Some("Document a@36 b@39")),
            ("# podls: ignore-file", Some("File ")),
            ("# podls: ignore because", Some("Here ")),
            ("# podls: ignore[]", None),
            ("# podls: ignored", None),
            ("# podls is good", None),
            ("# see podls: ignore", None),
            ("#", None),
        ] {
            assert_eq!(read(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn other_tools_are_understood() {
        assert!(keeps_off("# vscode-kubernetes-tools: exclude"));
        assert!(keeps_off("# yaml-language-server: $schema=none"));
        assert!(!keeps_off("# yaml-language-server: $schema=https://example.com/none"));
        assert!(!keeps_off("# vscode-kubernetes-tools: include"));
    }
}
