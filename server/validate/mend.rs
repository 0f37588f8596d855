//! Fixes that rewrite one scalar. Knows when a text needs quotes; not what is wrong with it.
//! What goes in or out as a whole is `reshape`'s.

use std::borrow::Cow;

use crate::finding::Fix;
use crate::syntax::{Kind, Node, Scalar};
use crate::text::Edit;

/// A fix that makes the string `value` say `text`, in quotes where it needs them. None if `value` is
/// a block scalar, or `text` cannot be written on one line.
pub(super) fn say(value: Node<'_>, text: &str, safe: bool) -> Option<Fix> {
    let written = match value.kind() {
        Kind::Plain if is_plain(text) => Cow::Borrowed(text),
        Kind::SingleQuoted if !text.contains('\'') && is_printable(text) => Cow::Owned(format!("'{text}'")),
        _ => Cow::Owned(quoted(text)?),
    };
    rewrite(value, &written, format!("Change to `{text}`"), safe)
}

/// A fix that puts `written` in the place of `value`, whatever it means there.
pub(super) fn rewrite(value: Node<'_>, written: &str, title: impl Into<Cow<'static, str>>, safe: bool) -> Option<Fix> {
    if !matches!(value.kind(), Kind::Plain | Kind::SingleQuoted | Kind::DoubleQuoted) || value.span().is_empty() {
        return None;
    }
    let edits = vec![Edit::replace(value.span(), written)];
    // What stands behind an anchor may be right where else it is used.
    Some(if safe && value.anchor().is_none() { Fix::safe(title, edits) } else { Fix::suggestion(title, edits) })
}

/// A suggestion to write `amount`, a number or quantity, in the quotes that `value` has.
pub(super) fn amount(value: Node<'_>, amount: impl AsRef<str>) -> Fix {
    let amount = amount.as_ref();
    Fix::suggestion(format!("Change to `{amount}`"), vec![in_quotes(value, amount)])
}

/// An edit that puts `text` in the place of a scalar, in the quotes that it has.
pub(super) fn in_quotes(value: Node<'_>, text: &str) -> Edit {
    let written = match value.kind() {
        Kind::SingleQuoted => format!("'{}'", text.replace('\'', "''")),
        Kind::DoubleQuoted => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        _ => text.to_owned(),
    };
    Edit::replace(value.span(), written)
}

/// Whether `text` needs no quotes, be it in block or flow style.
fn is_plain(text: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/');
    let edge = text.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '/');
    edge && text.bytes().all(inner) && Scalar::of_plain(text) == Scalar::String
}

fn quoted(text: &str) -> Option<String> {
    (is_printable(text) && !text.contains(['"', '\\'])).then(|| format!("\"{text}\""))
}

fn is_printable(text: &str) -> bool {
    !text.chars().any(char::is_control)
}
