//! Names: DNS labels and subdomains, label keys and values, port names, keys of `ConfigMaps`.
//! Source: apimachinery's validation package at v1.36. Each function says what is wrong, in words
//! that follow the value in a sentence: "`X` must be lower case …".

use std::borrow::Cow;

/// An RFC 1123 label: what containers, volumes and namespaces are named by. At most 63 characters
/// of `a-z`, `0-9` and `-`, beginning and ending with a letter or digit.
pub fn label(text: &str) -> Option<String> {
    if let Some(too_long) = too_long(text.chars().count(), 63, "characters") {
        return Some(too_long);
    }
    if is_label(text) {
        return None;
    }
    if text.contains('.') && text.split('.').all(is_label) {
        return Some("must not contain dots".to_owned());
    }
    Some(describe(text, "lower-case letters, digits and `-`", |letter| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-'
    }))
}

/// An RFC 1123 subdomain: labels joined by dots, at most 253 characters in all.
pub fn subdomain(text: &str) -> Option<String> {
    if let Some(too_long) = too_long(text.chars().count(), 253, "characters") {
        return Some(too_long);
    }
    // Each part is a label in form; only the whole is limited in length.
    if text.split('.').all(is_label) {
        return None;
    }
    Some(describe(text, "lower-case letters, digits, `-` and `.`", |letter| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-' || letter == '.'
    }))
}

/// The key of a label or annotation: `[prefix/]name`, the prefix a subdomain, the name at most 63
/// characters of letters, digits, `-`, `_` and `.`, beginning and ending with a letter or digit.
pub fn qualified(text: &str) -> Option<String> {
    let (prefix, name) = match text.split_once('/') {
        Some((prefix, name)) => (Some(prefix), name),
        None => (None, text),
    };
    if name.contains('/') {
        return Some("must hold at most one `/`".to_owned());
    }
    if let Some(prefix) = prefix {
        if prefix.is_empty() {
            return Some("must not begin with `/`".to_owned());
        }
        if let Some(wrong) = subdomain(prefix) {
            return Some(format!("needs another prefix: `{prefix}` {wrong}"));
        }
    }
    if name.is_empty() {
        return Some("must not be empty".to_owned());
    }
    too_long(name.len(), 63, "characters behind the prefix")
        .or_else(|| (!is_qualified_name(name)).then(|| describe_loose(name)))
}

/// The value of a label: empty, or like the name of a label key.
pub fn label_value(text: &str) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    too_long(text.len(), 63, "characters").or_else(|| (!is_qualified_name(text)).then(|| describe_loose(text)))
}

/// The name of a port (an IANA service name): at most 15 characters of `a-z`, `0-9` and single
/// `-`, with at least one letter, not at an edge a `-`.
pub fn port(text: &str) -> Option<String> {
    if let Some(too_long) = too_long(text.len(), 15, "characters") {
        return Some(too_long);
    }
    let allowed = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if !text.chars().all(allowed) {
        return Some(describe(text, "lower-case letters, digits and `-`", allowed));
    }
    if !text.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return Some("must hold at least one letter".to_owned());
    }
    if text.contains("--") {
        return Some("must not hold `--`".to_owned());
    }
    (text.starts_with('-') || text.ends_with('-')).then(|| "must not begin or end with `-`".to_owned())
}

/// The name of an environment variable: printable ASCII without `=`.
pub fn env(text: &str) -> Option<String> {
    let allowed = |letter: char| (' '..='~').contains(&letter) && letter != '=';
    (!text.chars().all(allowed)).then(|| "must be printable ASCII without `=`".to_owned())
}

/// A key of a `ConfigMap` or Secret: at most 253 letters, digits, `-`, `_` and `.`.
pub fn config_key(text: &str) -> Option<String> {
    if let Some(too_long) = too_long(text.len(), 253, "characters") {
        return Some(too_long);
    }
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    if text.is_empty() || !text.chars().all(allowed) {
        return Some(describe(text, "letters, digits, `-`, `_` and `.`", allowed));
    }
    (text == "." || text.starts_with("..")).then(|| "must not be `.` nor begin with `..`".to_owned())
}

/// `text` made into a label of at most `limit` characters: lower case, everything else a `-`.
/// None if nothing of it can be kept.
pub fn slug(text: &str, limit: usize) -> Option<String> {
    let mut slug = String::new();
    for letter in text.chars().flat_map(char::to_lowercase) {
        let letter = if letter.is_ascii_lowercase() || letter.is_ascii_digit() { letter } else { '-' };
        if letter != '-' || !slug.ends_with('-') {
            slug.push(letter);
        }
    }
    let slug: String = slug.trim_matches('-').chars().take(limit).collect();
    let slug = slug.trim_end_matches('-');
    (!slug.is_empty()).then(|| slug.to_owned())
}

/// `text` made into the value of a label, or the name of a label key: what is not allowed becomes a
/// `-`, capitals stay. None if nothing of it can be kept.
pub fn label_slug(text: &str) -> Option<String> {
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let slug: String = text.chars().map(|letter| if allowed(letter) { letter } else { '-' }).collect();
    let at_edge = |letter: char| !letter.is_ascii_alphanumeric();
    let slug: String = slug.trim_matches(at_edge).chars().take(63).collect();
    let slug = slug.trim_end_matches(at_edge);
    (!slug.is_empty()).then(|| slug.to_owned())
}

/// What a name that is to be generated from the beginning `text` is judged by: a `-` at its end does
/// no harm.
pub fn prefix(text: &str) -> Cow<'_, str> {
    let Some(start) = text.strip_suffix('-').filter(|start| !start.is_empty()) else { return Cow::Borrowed(text) };
    let mut letters = start.chars();
    letters.next_back();
    Cow::Owned(format!("{}a", letters.as_str()))
}

fn is_label(text: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.bytes().all(inner) && !text.starts_with('-') && !text.ends_with('-')
}

fn is_qualified_name(text: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let edge = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    text.bytes().all(inner) && edge(text.as_bytes().first()) && edge(text.as_bytes().last())
}

fn too_long(length: usize, limit: usize, unit: &str) -> Option<String> {
    (length > limit).then(|| format!("must be at most {limit} {unit} long, not {length}"))
}

/// Names the first letter that is not allowed, or says that an edge is wrong.
fn describe(text: &str, allowed: &str, is_allowed: impl Fn(char) -> bool) -> String {
    match text.chars().find(|letter| !is_allowed(*letter)) {
        _ if text.is_empty() => "must not be empty".to_owned(),
        Some(letter) if letter.is_whitespace() => format!("must consist of {allowed}, without white space"),
        Some(letter) => format!("must consist of {allowed}, without `{letter}`"),
        None => "must begin and end, as does each part between dots, with a letter or digit".to_owned(),
    }
}

fn describe_loose(text: &str) -> String {
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    describe(text, "letters, digits, `-`, `_` and `.`", allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_their_grammars() {
        let long = "a".repeat(64);
        for (check, good, bad) in [
            (
                label as fn(&str) -> Option<String>,
                &["a", "a-1", "0"][..],
                &["", "A", "a.b", "-a", "a-", "a_b", "é", long.as_str()][..],
            ),
            (subdomain, &["a", "a.b-c", long.as_str()], &["", "a..b", "a.-b", "A", "a_b"]),
            (qualified, &["a", "A_b.c", "x.io/A"], &["", "/a", "x.io/", "a/b/c", "X.io/a", "-a", "a b"]),
            (label_value, &["", "A", "a_b"], &["-", "a b", "a/b", long.as_str()]),
            (port, &["http", "a-1"], &["80", "a--b", "-a", "a-", "HTTP", "abcdefghijklmnop"]),
            (env, &["A", "a.b-c d", "1"], &["a=b", "é"]),
            (config_key, &["a.b", "_"], &["", ".", "..", "..a", "a/b"]),
        ] {
            for text in good {
                assert_eq!(check(text), None, "{text:?}");
            }
            for text in bad {
                assert!(check(text).is_some(), "{text:?}");
            }
        }
        assert_eq!(slug("My App_1!", 63).as_deref(), Some("my-app-1"));
        assert_eq!(slug("__", 63), None);
        assert_eq!(label_slug(" My App/1!").as_deref(), Some("My-App-1"));
        assert_eq!(label_slug("é"), None);
        assert_eq!(
            (prefix("a-"), prefix("ab-"), prefix("-"), prefix("a")),
            ("a".into(), "aa".into(), "-".into(), "a".into())
        );
    }
}
