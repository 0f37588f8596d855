//! Work on a whole document: done at once, or on another thread where it took long the last time.

use std::sync::Arc;
use std::time::Instant;

use tower_lsp::jsonrpc::{Error, Result};

use super::documents::Task;
use super::session::View;

/// What `work` makes of `view`. Dropped before a worker gets to it, it is not done at all.
pub(super) async fn whole<T, F>(view: View, task: Task, work: F) -> Result<T>
where
    T: Send + 'static,
    F: FnOnce(&View) -> T + Send + 'static,
{
    if !view.document.is_slow(task) {
        return Ok(timed(&view, task, work));
    }
    let here = Arc::new(());
    let asker = Arc::downgrade(&here);
    let job = move || (asker.strong_count() > 0).then(|| timed(&view, task, work));
    let end = tokio::task::spawn_blocking(job).await;
    drop(here);
    match end {
        Ok(made) => made.ok_or_else(Error::request_cancelled),
        Err(end) => match end.try_into_panic() {
            // Caught and reported where the requests are.
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => Err(Error::internal_error()),
        },
    }
}

/// What `work` makes of `view`; remembers whether that took long.
pub(super) fn timed<T>(view: &View, task: Task, work: impl FnOnce(&View) -> T) -> T {
    let start = Instant::now();
    let made = work(view);
    view.document.set_slow(task, start.elapsed() > view.session.engine.patience);
    made
}
