//! A look inside for bug reports and tests: what the server holds for a document.

use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::TextDocumentIdentifier;

use super::session::Session;

/// The parameters of `podls/text`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TextParams {
    text_document: TextDocumentIdentifier,
}

/// The answer to `podls/text`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Held {
    version: i32,
    language_id: String,
    text: String,
}

/// What is held; nothing for a document that is not open.
pub(super) fn text(session: &Session, params: &TextParams) -> Option<Held> {
    let document = session.documents.get(&params.text_document.uri)?;
    Some(Held {
        version: document.version,
        language_id: document.language.to_string(),
        text: document.snapshot.text().to_string(),
    })
}
