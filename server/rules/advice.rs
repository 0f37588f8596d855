//! Where a rule says what it has to say: the code and the severity are set, so a rule cannot say
//! anything under another name.

use crate::finding::{Finding, Severity};
use crate::syntax::edit::Desk;
use crate::text::{Span, Text};
use crate::validate::Cx;

/// The sink of one rule.
pub(super) struct Advice<'c, 'a> {
    cx: &'c mut Cx<'a>,
    code: &'static str,
    severity: Severity,
}

impl<'c, 'a> Advice<'c, 'a> {
    pub(super) fn new(cx: &'c mut Cx<'a>, code: &'static str, severity: Severity) -> Self {
        Self { cx, code, severity }
    }

    /// The text as it is written.
    pub(super) fn text(&self) -> &'a Text {
        self.cx.text
    }

    /// Where fixes are made.
    pub(super) fn desk(&self) -> Desk<'a> {
        self.cx.desk
    }

    /// A finding of this rule, to be completed and given to [`Self::push`].
    pub(super) fn finding(&self, span: Span, message: impl Into<String>) -> Finding {
        Finding::new(self.code, self.severity, span, message)
    }

    /// The same where the rule is not sure: no louder than `most`.
    pub(super) fn weak(&self, most: Severity, span: Span, message: impl Into<String>) -> Finding {
        Finding::new(self.code, self.severity.max(most), span, message)
    }

    /// Takes down a finding.
    pub(super) fn push(&mut self, finding: Finding) {
        self.cx.push(finding);
    }

    /// Says `message` of `span`.
    pub(super) fn say(&mut self, span: Span, message: impl Into<String>) {
        let finding = self.finding(span, message);
        self.push(finding);
    }

    /// Takes back what was said of `span` under `code`: this rule says it better.
    pub(super) fn replace(&mut self, code: &str, span: Span) {
        self.cx.retain(|finding| finding.code != code || finding.span != span);
    }
}
