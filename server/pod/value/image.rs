//! An image reference taken apart: registry, repository, tag, digest. Asks no registry.

/// The parts of a reference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Image<'a> {
    /// What stands before the first slash, if it is a host: `localhost:5000`.
    pub registry: Option<&'a str>,
    /// The name without registry: `fluent/fluent-bit`.
    pub repository: &'a str,
    /// What stands behind the colon.
    pub tag: Option<&'a str>,
    /// What stands behind the `@`.
    pub digest: Option<&'a str>,
}

impl<'a> Image<'a> {
    /// The parts of `image`, whether it is well written or not.
    pub fn of(image: &'a str) -> Self {
        let (name, digest) = image.split_once('@').map_or((image, None), |(name, digest)| (name, Some(digest)));
        let (name, tag) = match name.rsplit_once(':') {
            // A colon before the last slash belongs to a port.
            Some((name, tag)) if !tag.contains('/') => (name, Some(tag)),
            _ => (name, None),
        };
        let is_registry = |first: &str| first.contains(['.', ':']) || first == "localhost";
        let (registry, repository) = match name.split_once('/') {
            Some((first, rest)) if is_registry(first) => (Some(first), rest),
            _ => (None, name),
        };
        Self { registry, repository, tag, digest }
    }

    /// Whether it means whatever is the latest at the moment of the pull.
    pub fn is_latest(&self) -> bool {
        self.digest.is_none() && matches!(self.tag, None | Some("latest"))
    }
}
