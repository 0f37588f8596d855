//! Documentation as Markdown, or as plain text for clients that render none.

use tower_lsp::ls_types::{Hover, HoverContents, MarkupContent, MarkupKind};

use super::Context;
use crate::ide;
use crate::text::cut;

/// `hover` in the form the client renders.
pub(in crate::lsp) fn hover(context: &Context<'_>, hover: &ide::Hover) -> Hover {
    Hover {
        contents: HoverContents::Markup(markup(&hover.markdown, context.editor.hover_markdown)),
        range: Some(context.range(hover.span)),
    }
}

/// `markdown` as it is, or without its marks.
pub(super) fn markup(markdown: &str, rendered: bool) -> MarkupContent {
    if rendered {
        MarkupContent { kind: MarkupKind::Markdown, value: markdown.to_owned() }
    } else {
        MarkupContent { kind: MarkupKind::PlainText, value: plain(markdown) }
    }
}

/// The words of `markdown`: no fences, heading marks, emphasis or backticks; a link is its text
/// with the address behind it.
fn plain(markdown: &str) -> String {
    let mut lines = Vec::new();
    let mut code = false;
    for line in markdown.lines() {
        if line.trim_start().starts_with("```") {
            code = !code;
        } else if code {
            lines.push(line.to_owned());
        } else if line.trim() == "---" {
            lines.push(String::new());
        } else {
            lines.push(words(line.trim_start_matches('#').trim_start_matches(' ')));
        }
    }
    lines.join("\n").trim().to_owned()
}

fn words(line: &str) -> String {
    let mut words = String::with_capacity(line.len());
    let mut rest = line;
    let mut quoted = false;
    while let Some(first) = rest.chars().next() {
        let mut taken = first.len_utf8();
        match first {
            '`' => quoted = !quoted,
            _ if quoted => words.push(first),
            '\\' if rest.chars().nth(1).is_some_and(|next| next.is_ascii_punctuation()) => {
                words.extend(rest.chars().nth(1));
                taken = 2;
            }
            '*' if rest.starts_with("**") => taken = 2,
            '[' => match link(rest) {
                Some((text, address, length)) => {
                    words.push_str(&self::words(text));
                    if text != address {
                        words.push_str(" (");
                        words.push_str(address);
                        words.push(')');
                    }
                    taken = length;
                }
                None => words.push(first),
            },
            other => words.push(other),
        }
        rest = cut(rest, taken..rest.len());
    }
    words
}

/// The text, the address and the length of the link `text` begins with.
fn link(text: &str) -> Option<(&str, &str, usize)> {
    let (name, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (address, _) = rest.split_once(')')?;
    Some((name, address, name.len() + address.len() + "[]()".len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_keeps_the_words_and_loses_the_marks() {
        for (markdown, text) in [
            ("`restartPolicy` *string*", "restartPolicy *string*"),
            ("**Default** `Always`", "Default Always"),
            ("# Heading\n\ntext", "Heading\n\ntext"),
            ("a\n```yaml\n- **x**: `y`\n```\nb", "a\n- **x**: `y`\nb"),
            ("see [the *page*](https://a.b/c) now", "see the *page* (https://a.b/c) now"),
            ("[https://a.b](https://a.b)", "https://a.b"),
            ("a [b] c", "a [b] c"),
            (r"a \* b \n", r"a * b \n"),
            ("x\n---\ny é 🚀", "x\n\ny é 🚀"),
            ("`a ** b` **c**", "a ** b c"),
        ] {
            assert_eq!(plain(markdown), text, "{markdown:?}");
        }
    }
}
