//! Findings as diagnostics.

use std::hash::{Hash, Hasher};

use tower_lsp::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    NumberOrString, Uri,
};

use super::Context;
use crate::finding::{Finding, Related, Severity, Tag};

/// `finding` in as much detail as the client can show.
pub(in crate::lsp) fn diagnostic(context: &Context<'_>, finding: &Finding) -> Diagnostic {
    let related = || finding.related.iter().map(|related| information(context, related)).collect();
    Diagnostic {
        range: context.range(finding.span),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.code.to_owned())),
        code_description: page(finding.code).filter(|_| context.editor.code_links).map(|href| CodeDescription { href }),
        source: Some("podls".to_owned()),
        message: finding.message.clone(),
        related_information: (context.editor.related && !finding.related.is_empty()).then(related),
        tags: finding.tag.and_then(|tag| drawn(context, tag)).map(|tag| vec![tag]),
        data: None,
    }
}

/// That there are `count` more findings, the worst of severity `worst`; shown on the first line.
pub(in crate::lsp) fn more(context: &Context<'_>, count: usize, worst: Severity) -> Diagnostic {
    let findings = if count == 1 { "finding is" } else { "findings are" };
    Diagnostic {
        range: context.range(context.text.line_span(0)),
        severity: Some(severity(worst)),
        source: Some("podls".to_owned()),
        message: format!("{count} more {findings} not shown; mend some of these, or run `podls check` to see all"),
        ..Diagnostic::default()
    }
}

/// Hashes all that `diagnostic` shows, so that two with the same hash are the same to a client.
pub(in crate::lsp) fn digest(diagnostic: &Diagnostic, hasher: &mut impl Hasher) {
    // Named one by one: a member that is filled one day cannot be forgotten here.
    let Diagnostic { range, severity, code, code_description, source, message, related_information, tags, data } =
        diagnostic;
    range.hash(hasher);
    message.hash(hasher);
    if let Some(NumberOrString::String(code)) = code {
        code.hash(hasher);
    }
    severity.map(|severity| ALL.iter().position(|known| *known == severity)).hash(hasher);
    for related in related_information.iter().flatten() {
        related.location.range.hash(hasher);
        related.message.hash(hasher);
    }
    tags.as_ref().map(|tags| tags.contains(&DiagnosticTag::DEPRECATED)).hash(hasher);
    // The same for all, or told by the code.
    let _ = (source, code_description, data);
}

const ALL: [DiagnosticSeverity; 4] =
    [DiagnosticSeverity::ERROR, DiagnosticSeverity::WARNING, DiagnosticSeverity::INFORMATION, DiagnosticSeverity::HINT];

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

fn information(context: &Context<'_>, related: &Related) -> DiagnosticRelatedInformation {
    DiagnosticRelatedInformation {
        location: Location { uri: context.uri.clone(), range: context.range(related.span) },
        message: related.message.clone(),
    }
}

fn drawn(context: &Context<'_>, tag: Tag) -> Option<DiagnosticTag> {
    match tag {
        Tag::Unnecessary => context.editor.unnecessary.then_some(DiagnosticTag::UNNECESSARY),
        Tag::Deprecated => context.editor.deprecated.then_some(DiagnosticTag::DEPRECATED),
    }
}

/// The page of a code. There are none yet; once there are, clients that can will link to them.
fn page(_code: &str) -> Option<Uri> {
    None
}
