//! Findings for clients that ask for them.

use std::hash::{DefaultHasher, Hasher};
use std::sync::Arc;

use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{
    Diagnostic, DiagnosticServerCancellationData, DocumentDiagnosticParams, DocumentDiagnosticReport,
    DocumentDiagnosticReportResult, FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
};

use super::documents::Task;
use super::session::Session;
use super::{convert, publish, work};

/// The error code `ServerCancelled`.
const SERVER_CANCELLED: i64 = -32802;

/// The report on a document for the version it is at, or `unchanged` where the client has it.
/// Nothing is said about a document that is not open.
pub(super) async fn report(
    session: &Arc<Session>,
    params: DocumentDiagnosticParams,
) -> Result<DocumentDiagnosticReportResult> {
    let Some(view) = session.view(&params.text_document.uri) else { return Ok(full(None, Vec::new())) };
    let on_worker = view.document.is_slow(Task::Judge);
    let opening = view.document.opening;
    let diagnostics = work::whole(view, Task::Judge, move |view| {
        // Requests wait for a worker while the typing goes on; only the last is worth the work.
        (!on_worker || view.is_current()).then(|| publish::diagnostics(view))
    });
    let diagnostics = diagnostics.await?.ok_or_else(cancelled)?;
    let result_id = result_id(opening, &diagnostics);
    if params.previous_result_id.as_ref() == Some(&result_id) {
        return Ok(unchanged(result_id));
    }
    Ok(full(Some(result_id), diagnostics))
}

/// A name for the content itself, so that nothing has to be remembered. It holds for one opening of
/// the document in one run of the server: Neovim keeps the name when it closes a document, and not
/// the diagnostics.
fn result_id(opening: u64, diagnostics: &[Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    for diagnostic in diagnostics {
        convert::digest(diagnostic, &mut hasher);
    }
    format!("{:x}.{opening:x}.{}.{:016x}", std::process::id(), diagnostics.len(), hasher.finish())
}

fn cancelled() -> Error {
    let data = serde_json::to_value(DiagnosticServerCancellationData { retrigger_request: true }).ok();
    Error { data, message: "the text has changed; ask again".into(), ..Error::new(ErrorCode::from(SERVER_CANCELLED)) }
}

fn full(result_id: Option<String>, items: Vec<Diagnostic>) -> DocumentDiagnosticReportResult {
    DocumentDiagnosticReportResult::Report(DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
    }))
}

fn unchanged(result_id: String) -> DocumentDiagnosticReportResult {
    DocumentDiagnosticReportResult::Report(DocumentDiagnosticReport::Unchanged(
        RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
        },
    ))
}
