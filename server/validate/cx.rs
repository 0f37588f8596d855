//! What every check is given: the choices in force and a place for what it finds.

use super::placeholder::{is_placeholder, placeholder_in};
use super::pss::Level;
use crate::finding::{Finding, Severity};
use crate::schema::Minor;
use crate::syntax::Node;
use crate::syntax::edit::Desk;
use crate::text::Text;

/// The context of a check.
pub struct Cx<'a> {
    /// The Kubernetes version to judge by.
    pub minor: Minor,
    /// The Pod Security level to judge by, if any.
    pub pod_security: Option<Level>,
    /// The text as it is written.
    pub text: &'a Text,
    /// Where fixes are made; empty where nobody asked for any.
    pub desk: Desk<'a>,
    /// The object completes another one, as a Kustomize patch does: nothing is missing in it.
    pub is_patch: bool,
    /// Taken by itself the object would be a patch.
    pub reads_as_patch: bool,
    /// The object stands among whole ones: files hold either patches or what is patched.
    pub among_whole: bool,
    found: Vec<Finding>,
    /// Placeholders where a check was left out because of them; apart, as they are no faults.
    open: Vec<Finding>,
    /// Nodes that may still be visited through aliases, so that a bomb of them stays small.
    aliased: u32,
}

/// More placeholders than these are not said one by one.
const MAX_OPEN: usize = 10;

/// Enough for any manifest that a person wrote.
const MAX_ALIASED: u32 = 20_000;

/// What is no field, or no value of its field, is so first of all: whatever else is wrong with the same
/// place comes of that. Not so for what is missing, which merely has no place of its own.
fn fold(found: &mut Vec<Finding>) {
    const FIRST: &[&str] = &["unknown-field", "unknown-value", "wrong-type"];
    let is_first = |finding: &Finding| FIRST.contains(&finding.code);
    if found.len() < 2 || !found.iter().any(is_first) {
        return;
    }
    let places: Vec<_> = found.iter().filter(|finding| is_first(finding)).map(|finding| finding.span).collect();
    // Both are in text order.
    found.retain(|finding| {
        is_first(finding) || finding.code == "missing-field" || places.binary_search(&finding.span).is_err()
    });
}

impl<'a> Cx<'a> {
    /// A context without findings, in which no fixes are made.
    pub fn new(minor: Minor, text: &'a Text) -> Self {
        Self {
            minor,
            pod_security: None,
            text,
            desk: Desk::EMPTY,
            is_patch: false,
            reads_as_patch: false,
            among_whole: false,
            found: Vec::new(),
            open: Vec::new(),
            aliased: MAX_ALIASED,
        }
    }

    /// Takes down a finding, with its fixes where they are wanted.
    pub fn push(&mut self, mut finding: Finding) {
        if self.desk.text().is_none() {
            finding.fixes = Vec::new();
        }
        self.found.push(finding);
    }

    /// Everything found, in text order, each once: a node behind two aliases is judged twice.
    pub fn finish(mut self) -> Vec<Finding> {
        self.found.append(&mut self.open);
        self.found.sort_by(|a, b| (a.span, a.code).cmp(&(b.span, b.code)));
        self.found.dedup_by(|a, b| a.span == b.span && a.code == b.code && a.message == b.message);
        fold(&mut self.found);
        self.found
    }

    /// Whether `value` is to be filled in before the manifest is used, which is said: for values that
    /// are wrong as they stand.
    pub(super) fn is_open(&mut self, value: Node<'_>) -> bool {
        if !is_placeholder(value) {
            return false;
        }
        let source = self.text.slice(value.span());
        let text = if value.kind().is_scalar() { value.value() } else { &source };
        self.push_open(value, placeholder_in(text));
        true
    }

    /// Says that `what`, at `value`, is to be filled in.
    pub(super) fn push_open(&mut self, value: Node<'_>, what: &str) {
        if self.open.len() >= MAX_OPEN || self.open.iter().any(|known| known.span == value.span()) {
            return;
        }
        let what: String = what.lines().next().unwrap_or_default().chars().take(60).collect();
        let message = format!("`{what}` is a placeholder; fill it in before applying");
        self.open.push(Finding::new("placeholder", Severity::Information, value.span(), message));
    }

    /// Number of findings so far.
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// Forgets what was found after the first `count` findings, and returns whether there was anything.
    pub fn forget(&mut self, count: usize) -> bool {
        let any = self.found.len() > count;
        self.found.truncate(count);
        any
    }

    /// Keeps only the findings that `keep` accepts.
    pub fn retain(&mut self, keep: impl FnMut(&Finding) -> bool) {
        self.found.retain(keep);
    }

    /// Whether `written`, which stands for `value`, may be looked into: always, unless it is an alias
    /// and too much was looked at behind aliases already.
    pub fn may_visit(&mut self, written: Node<'_>) -> bool {
        if written.kind() != crate::syntax::Kind::Alias {
            return self.aliased > 0;
        }
        self.aliased = self.aliased.saturating_sub(1);
        self.aliased > 0
    }
}
