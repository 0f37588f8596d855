//! Work on a whole document: done at once, or on another thread where it took long the last time.

use std::time::Instant;

use tower_lsp::jsonrpc::Result;

use super::session::View;

/// What `work` makes of `view`.
pub(super) async fn whole<T, F>(view: View, work: F) -> Result<T>
where
    T: Send + 'static,
    F: FnOnce(&View) -> T + Send + 'static,
{
    if !view.document.is_slow() {
        return Ok(timed(&view, work));
    }
    match tokio::task::spawn_blocking(move || timed(&view, work)).await {
        Ok(made) => Ok(made),
        Err(end) => match end.try_into_panic() {
            // Caught and reported where the requests are.
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => Err(tower_lsp::jsonrpc::Error::internal_error()),
        },
    }
}

/// What `work` makes of `view`; remembers whether that took long.
pub(super) fn timed<T>(view: &View, work: impl FnOnce(&View) -> T) -> T {
    let start = Instant::now();
    let made = work(view);
    view.document.set_slow(start.elapsed() > view.session.engine.patience);
    made
}
