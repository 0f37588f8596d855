//! Paths of documents as a shell of the user takes them. Knows URIs; touches no file system.

use tower_lsp::ls_types::InitializeParams;

/// The URI of the folder in which the client opens its terminals; none where there are several.
pub(super) fn root(params: &InitializeParams) -> Option<String> {
    let folders = params.workspace_folders.as_deref().unwrap_or_default();
    #[expect(deprecated, reason = "older clients send nothing else")]
    let old = params.root_uri.as_ref();
    match folders {
        [] => old.map(|uri| uri.as_str().to_owned()),
        [only] => Some(only.uri.as_str().to_owned()),
        _ => None,
    }
}

/// The path of a file: below the folder `root` if it is there, else from the top. Empty where it is no file.
pub(super) fn of(uri: &str, root: Option<&str>) -> String {
    let Some(path) = file(uri) else { return String::new() };
    let root = root.and_then(file).map(|root| format!("{}/", root.trim_end_matches('/')));
    let below = root.and_then(|root| path.strip_prefix(root.as_str()).map(str::to_owned));
    below.filter(|below| !below.is_empty()).unwrap_or(path)
}

/// The path of a `file:` URI; a drive letter has no slash in front.
fn file(uri: &str) -> Option<String> {
    let path = uri.strip_prefix("file://")?;
    let path = decoded(path.get(path.find('/')?..)?)?;
    let is_drive = path.as_bytes().get(2) == Some(&b':') && path.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic);
    Some(path.get(usize::from(is_drive)..)?.to_owned())
}

/// `text` with its escapes undone; none if that leaves no text.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        bytes.push((digit()? * 16 + digit()?) as u8);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_as_seen_from_the_folder_of_the_terminal() {
        for (uri, root, path) in [
            ("file:///home/me/deploy/web.yaml", Some("file:///home/me"), "deploy/web.yaml"),
            ("file:///home/me/web.yaml", Some("file:///home/me/"), "web.yaml"),
            ("file:///home/meadow/web.yaml", Some("file:///home/me"), "/home/meadow/web.yaml"),
            ("file:///home/me/a%20b%C3%A9.yaml", None, "/home/me/a bé.yaml"),
            ("file:///c%3A/x/y.yaml", Some("file:///c%3A/x"), "y.yaml"),
            ("file:///C:/x/y.yaml", None, "C:/x/y.yaml"),
            ("untitled:Untitled-1", None, ""),
            ("file:///a%f", None, ""),
            ("file:///a%ff", None, ""),
        ] {
            assert_eq!(of(uri, root), path);
        }
    }
}
