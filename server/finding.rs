//! What podls says about a text: findings and the edits that mend them.
//! Knows places and words, not where they come from nor how they are shown.

use std::borrow::Cow;

use crate::text::{Edit, Span};

/// How bad a finding is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The API server refuses this, or it is not YAML.
    Error,
    /// It will run and misbehave, or the API server itself warns.
    Warning,
    /// Worth knowing.
    Information,
    /// Could be better.
    Hint,
}

impl Severity {
    /// The word people and JSON readers see.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information => "information",
            Severity::Hint => "hint",
        }
    }
}

/// How an editor may draw the span besides underlining it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Tag {
    /// Has no effect: drawn faded.
    Unnecessary,
    /// Still works, on its way out: struck through.
    Deprecated,
}

/// One thing to say about one place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Kebab-case name of the fault: `unknown-field`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where a person would point, in bytes.
    pub span: Span,
    /// Lower case, names things in backticks, says the fact and what to do.
    pub message: String,
    /// Other places that explain this one.
    pub related: Vec<Related>,
    /// Ways out, the best first.
    pub fixes: Vec<Fix>,
    /// How to draw it.
    pub tag: Option<Tag>,
}

impl Finding {
    /// A finding without fixes.
    pub fn new(code: &'static str, severity: Severity, span: Span, message: impl Into<String>) -> Self {
        Self { code, severity, span, message: message.into(), related: Vec::new(), fixes: Vec::new(), tag: None }
    }

    /// A finding of severity error.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, span, message)
    }

    /// A finding of severity warning.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, span, message)
    }

    /// The same finding with one more way out.
    #[must_use]
    pub fn with_fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fixes.extend(fix.into());
        self
    }

    /// The same finding with one more place that explains it.
    #[must_use]
    pub fn with_related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related { span, message: message.into() });
        self
    }

    /// The same finding with a drawing tag.
    #[must_use]
    pub fn with_tag(mut self, tag: Tag) -> Self {
        self.tag = Some(tag);
        self
    }

    /// The same finding `by` bytes further on, with all its places.
    #[must_use]
    pub fn shift(&self, by: u32) -> Finding {
        let mut moved = self.clone();
        moved.span = moved.span.shift(by);
        for related in &mut moved.related {
            related.span = related.span.shift(by);
        }
        for edit in moved.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
            edit.span = edit.span.shift(by);
        }
        moved
    }
}

/// A place that explains a finding, such as the first of two equal names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Related {
    /// The place, in bytes.
    pub span: Span,
    /// What is there.
    pub message: String,
}

/// A change that removes a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// Imperative: ``Rename to `imagePullPolicy` ``.
    pub title: Cow<'static, str>,
    /// Whether it may run unattended: it cannot change what the author meant.
    pub safe: bool,
    /// The change; edits do not overlap.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A fix that may be applied without asking.
    pub fn safe(title: impl Into<Cow<'static, str>>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), safe: true, edits }
    }

    /// A fix that a person must choose.
    pub fn suggestion(title: impl Into<Cow<'static, str>>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), safe: false, edits }
    }
}
