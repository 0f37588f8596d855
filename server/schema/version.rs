//! Kubernetes versions, as minors of 1.x. Knows which ones the field table covers.

use std::fmt;
use std::str::FromStr;

/// The `N` of Kubernetes `1.N`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub struct Minor(pub u8);

impl Minor {
    /// The oldest version the field table covers.
    pub const OLDEST: Minor = Minor(25);
    /// The newest version the field table covers.
    pub const NEWEST: Minor = Minor(37);
}

impl Default for Minor {
    fn default() -> Self {
        Self::NEWEST
    }
}

impl fmt::Display for Minor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1.{}", self.0)
    }
}

impl FromStr for Minor {
    type Err = String;

    /// Reads `1.31`, `v1.31` or `v1.31.4`; refuses versions the field table does not cover.
    fn from_str(text: &str) -> Result<Self, String> {
        let form = || format!("`{text}` is not a Kubernetes version; write it as `{}`", Self::NEWEST);
        let trimmed = text.trim();
        let rest = trimmed.strip_prefix('v').unwrap_or(trimmed).strip_prefix("1.").ok_or_else(form)?;
        let mut parts = rest.split('.');
        let minor: u8 = parts.next().and_then(|minor| minor.parse().ok()).ok_or_else(form)?;
        if parts.next().is_some_and(|patch| patch.parse::<u32>().is_err()) || parts.next().is_some() {
            return Err(form());
        }
        let minor = Minor(minor);
        if minor < Self::OLDEST || minor > Self::NEWEST {
            return Err(format!(
                "Kubernetes `{minor}` is not known here; choose `{}` to `{}`",
                Self::OLDEST,
                Self::NEWEST
            ));
        }
        Ok(minor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_spellings_are_read() {
        for spelling in ["1.29", "v1.29", "v1.29.4", " 1.29 "] {
            assert_eq!(spelling.parse(), Ok(Minor(29)), "{spelling}");
        }
        for wrong in ["", "29", "2.29", "1.x", "1.29.x", "1.24", "1.99", "1.29.1.1"] {
            assert!(wrong.parse::<Minor>().is_err(), "{wrong}");
        }
    }
}
