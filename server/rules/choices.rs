//! Which rules speak, and how loud: a profile, and what is chosen for single codes.
//! Knows nothing of where it was chosen.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::Arc;

use crate::finding::Severity;
use crate::validate::pss::Level;

/// A set of rules with a severity for each.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Profile {
    /// Only what the API server itself says.
    None,
    /// What is broken beyond doubt.
    Minimal,
    /// What most teams want; quiet on manifests that work.
    #[default]
    Recommended,
    /// Every practice.
    Strict,
    /// `recommended`, and Pods must meet the Pod Security level `baseline`.
    PssBaseline,
    /// `recommended`, and Pods must meet the Pod Security level `restricted`.
    PssRestricted,
}

impl Profile {
    /// All of them, from silent to strict.
    pub const ALL: [Profile; 6] = [
        Profile::None,
        Profile::Minimal,
        Profile::Recommended,
        Profile::Strict,
        Profile::PssBaseline,
        Profile::PssRestricted,
    ];

    /// The word people write.
    pub fn name(self) -> &'static str {
        match self {
            Profile::None => "none",
            Profile::Minimal => "minimal",
            Profile::Recommended => "recommended",
            Profile::Strict => "strict",
            Profile::PssBaseline => "pss-baseline",
            Profile::PssRestricted => "pss-restricted",
        }
    }

    /// The Pod Security level that Pods must meet in it.
    pub fn pod_security(self) -> Option<Level> {
        match self {
            Profile::PssBaseline => Some(Level::Baseline),
            Profile::PssRestricted => Some(Level::Restricted),
            Profile::None | Profile::Minimal | Profile::Recommended | Profile::Strict => None,
        }
    }

    /// Its place in the levels of a page; none for the one without rules.
    fn column(self) -> Option<usize> {
        match self {
            Profile::None => None,
            Profile::Minimal => Some(0),
            Profile::Recommended | Profile::PssBaseline | Profile::PssRestricted => Some(1),
            Profile::Strict => Some(2),
        }
    }
}

impl FromStr for Profile {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|profile| profile.name() == text);
        found.ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|profile| profile.name()).collect();
            format!("`{text}` is not a profile; there are {}", names.join(", "))
        })
    }
}

/// What is chosen: a profile, and severities for single codes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Choices {
    /// The profile.
    pub profile: Profile,
    /// Codes, of rules or of the API server's judgement, with the severity they get; none is off.
    pub severities: Option<Arc<BTreeMap<String, Option<Severity>>>>,
}

impl Choices {
    /// The choice for `code`, if there is one: a severity, or off.
    pub fn chosen(&self, code: &str) -> Option<Option<Severity>> {
        self.severities.as_ref()?.get(code).copied()
    }

    /// Whether no rule speaks.
    pub fn is_quiet(&self) -> bool {
        self.profile == Profile::None && self.severities.is_none()
    }

    /// Whether a rule with these levels is on; what has no levels always is.
    pub fn speaks(&self, code: &str, levels: Option<[Option<Severity>; 3]>) -> bool {
        levels.is_none_or(|levels| self.severity(code, levels).is_some())
    }

    /// The severity of a rule with these levels; none if it is off.
    pub(super) fn severity(&self, code: &str, levels: [Option<Severity>; 3]) -> Option<Severity> {
        let by_profile = || self.profile.column().and_then(|column| *levels.get(column)?);
        self.chosen(code).unwrap_or_else(by_profile)
    }
}
