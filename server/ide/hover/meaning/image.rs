//! What an image reference says: where it comes from, what decides what it holds, when it is pulled.

use std::fmt::Write as _;

use crate::ide::facts::code;
use crate::pod::Map;
use crate::pod::value::image::Image;

/// What the image of a container is, and when it is pulled.
pub(super) fn story(image: &str, container: Option<Map<'_>>) -> Option<String> {
    let image = image.trim();
    if image.is_empty() || image.contains("{{") || image.contains("${") {
        return None;
    }
    let parts = Image::of(image);
    let mut out = String::new();
    let _ = match parts.registry {
        Some(registry) => write!(out, "- Registry: {}", code(registry)),
        None => write!(out, "- Registry: none named, so usually Docker Hub (`docker.io`)"),
    };
    let official = parts.registry.is_none() && !parts.repository.contains('/');
    let _ = write!(out, "\n- Repository: {}", code(parts.repository));
    if official {
        let _ = write!(out, ", there {}", code(&format!("library/{}", parts.repository)));
    }
    let _ = match (parts.tag, parts.digest) {
        (Some(tag), Some(_)) => write!(out, "\n- Tag: {}, for readers only: the digest decides", code(tag)),
        (Some("latest"), None) => write!(out, "\n- Tag: `latest`, whatever that is at the moment of the pull"),
        (Some(tag), None) => write!(out, "\n- Tag: {}; its owner can move it to other content", code(tag)),
        (None, None) => write!(out, "\n- Tag: none, which means `latest`, whatever that is at the moment of the pull"),
        (None, Some(_)) => Ok(()),
    };
    if let Some(digest) = parts.digest {
        let _ = write!(out, "\n- Digest: {}: always exactly this content", code(digest));
    }
    let (policy, origin) = match container.and_then(|container| container.text("imagePullPolicy")) {
        Some(policy) => (policy, "as `imagePullPolicy` says"),
        None if parts.digest.is_none() && matches!(parts.tag, None | Some("latest")) => ("Always", "by default"),
        None => ("IfNotPresent", "by default"),
    };
    let when = match policy {
        "Always" => "the registry is asked at every container start",
        "IfNotPresent" => "only if the node does not have it yet",
        "Never" => "never; the node must have it",
        _ => return Some(out),
    };
    let _ = write!(out, "\n- Pulled: {when} (`{policy}`, {origin})");
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_taken_apart() {
        for (image, registry, repository, tag, digest) in [
            ("nginx", None, "nginx", None, None),
            ("nginx:1.27", None, "nginx", Some("1.27"), None),
            ("fluent/fluent-bit:3", None, "fluent/fluent-bit", Some("3"), None),
            ("ghcr.io/a/b/c:v1@sha256:0", Some("ghcr.io"), "a/b/c", Some("v1"), Some("sha256:0")),
            ("localhost:5000/x", Some("localhost:5000"), "x", None, None),
            ("localhost/x:y", Some("localhost"), "x", Some("y"), None),
            ("a@b", None, "a", None, Some("b")),
            ("", None, "", None, None),
            (":", None, "", Some(""), None),
        ] {
            assert_eq!(Image::of(image), Image { registry, repository, tag, digest }, "{image}");
        }
    }
}
