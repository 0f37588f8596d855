//! What every check is given: the choices in force and a place for what it finds.

use super::pss::Level;
use crate::finding::Finding;
use crate::schema::Minor;
use crate::syntax::Node;
use crate::text::Text;

/// The context of a check.
pub struct Cx<'a> {
    /// The Kubernetes version to judge by.
    pub minor: Minor,
    /// The Pod Security level to judge by, if any.
    pub pod_security: Option<Level>,
    /// The text, for fixes that need to see more than a node.
    pub text: &'a Text,
    /// The object completes another one, as a Kustomize patch does: nothing is missing in it.
    pub is_patch: bool,
    found: Vec<Finding>,
    /// Nodes that may still be visited through aliases, so that a bomb of them stays small.
    aliased: u32,
}

/// Enough for any manifest that a person wrote.
const MAX_ALIASED: u32 = 20_000;

impl<'a> Cx<'a> {
    /// A context without findings.
    pub fn new(minor: Minor, text: &'a Text) -> Self {
        Self { minor, pod_security: None, text, is_patch: false, found: Vec::new(), aliased: MAX_ALIASED }
    }

    /// Takes down a finding.
    pub fn push(&mut self, finding: Finding) {
        self.found.push(finding);
    }

    /// Everything found, in text order, each once: a node behind two aliases is judged twice.
    pub fn finish(mut self) -> Vec<Finding> {
        self.found.sort_by(|a, b| (a.span, a.code).cmp(&(b.span, b.code)));
        self.found.dedup_by(|a, b| a.span == b.span && a.code == b.code && a.message == b.message);
        self.found
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
