//! Findings as diagnostics.

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
