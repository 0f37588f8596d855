//! The pages about what podls finds: what each code means, why it matters, an example and its mending.
//! Made at build time from `schemas/findings`. Knows no check.

use super::Minor;
use crate::finding::Severity;

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// The page about one code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page {
    /// The code of the findings: `unknown-field`.
    pub code: &'static str,
    /// What it is about: `volumes`.
    pub area: &'static str,
    /// One sentence that names the fault.
    pub says: &'static str,
    /// What goes wrong with it, and what to do.
    pub why: &'static str,
    /// A manifest with this fault.
    pub wrong: &'static str,
    /// The same without it.
    pub right: &'static str,
    /// What the rule is taken from.
    pub source: &'static str,
    /// How bad it is in the example; of advice, in the profile `recommended`, or where it is off there, in the one
    /// that says it.
    pub severity: Severity,
    /// The version the example must be judged by, if not the newest.
    pub kubernetes: Option<Minor>,
    /// The Pod Security level the example must be judged by, if any.
    pub pod_security: Option<&'static str>,
    /// Another code that cannot be kept out of the example.
    pub beside: Option<&'static str>,
    /// How many KiB of letters the `…` of the example stands for; 0 if it has none.
    pub fill: u32,
    /// The profile the example must be judged by, if it is no advice and yet depends on one.
    pub profile: Option<&'static str>,
    /// The practice it is advice on; empty for what is wrong whatever one's practices are.
    pub practice: &'static str,
    /// How bad it is in the profiles `minimal`, `recommended` and `strict`, if it speaks there; none for
    /// what the API server itself refuses or warns of, which speaks in every profile.
    pub levels: Option<[Option<Severity>; 3]>,
}

impl Page {
    /// How bad it is, in words: `error`, or for advice the practice it is on and what each profile makes of it.
    pub fn loudness(&self) -> String {
        let Some(levels) = self.levels else { return self.severity.name().to_owned() };
        let [minimal, recommended, strict] = levels.map(|level| level.map_or("off", Severity::name));
        format!("{} advice; minimal {minimal}, recommended {recommended}, strict {strict}", self.practice)
    }
}

/// All pages, sorted by code.
pub fn pages() -> &'static [Page] {
    PAGES
}

/// The page about `code`.
pub fn page(code: &str) -> Option<&'static Page> {
    let index = PAGES.binary_search_by(|page| page.code.cmp(code)).ok()?;
    PAGES.get(index)
}
