//! Symbols of all open documents, on another thread: there may be many. Knows no Kubernetes.

use std::sync::Arc;

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::SymbolInformation;

use super::convert;
use super::session::Session;

/// Editors show no more of them, and ask again for each letter.
const MAX_FOUND: usize = 300;

/// The symbols that fit `query`, the best first. Stops between two documents when nobody waits any more.
pub(super) async fn symbols(session: &Arc<Session>, query: String) -> Result<Vec<SymbolInformation>> {
    let here = Arc::new(());
    let asker = Arc::downgrade(&here);
    let session = Arc::clone(session);
    let end = tokio::task::spawn_blocking(move || {
        let mut uris = session.documents.uris();
        uris.sort_by(|a, b| a.as_str().cmp(b.as_str()));
        let mut found = Vec::new();
        for view in uris.iter().filter_map(|uri| session.view(uri)) {
            if asker.strong_count() == 0 {
                return Vec::new();
            }
            let context = view.context();
            let fitting = (session.engine.search)(&view.document.snapshot, &view.settings, &query);
            found.extend(fitting.into_iter().map(|symbol| (symbol.rank, convert::found(&context, symbol))));
            found.sort_by_key(|(rank, _)| *rank);
            found.truncate(MAX_FOUND);
        }
        found.into_iter().map(|(_, symbol)| symbol).collect()
    });
    let end = end.await;
    drop(here);
    match end {
        Ok(found) => Ok(found),
        Err(end) => match end.try_into_panic() {
            // Caught and reported where the requests are.
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => Err(Error::internal_error()),
        },
    }
}
