//! Findings sent to clients that do not ask for them: for the newest version only, and none to those
//! that were told of none before.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;
use tower_lsp::ls_types::notification::PublishDiagnostics;
use tower_lsp::ls_types::{Diagnostic, PublishDiagnosticsParams, Uri};

use super::dispatch::report;
use super::documents::Task;
use super::session::{Session, View};
use super::{beside, configure, convert, work};
use crate::finding::Finding;
use crate::settings::read;

/// What the client shows, and who is at work on what comes next.
#[derive(Default)]
pub(super) struct Publisher {
    shown: Mutex<FxHashMap<Uri, Shown>>,
    /// Documents a worker is busy with, and whether they have changed since it began.
    workers: Mutex<FxHashMap<Uri, bool>>,
}

/// What was sent about a document since it was opened.
struct Shown {
    diagnostics: Vec<Diagnostic>,
    /// There were never any.
    never_any: bool,
}

enum Outcome {
    Done,
    /// The document or the settings changed meanwhile.
    Stale,
}

/// More are not said at once: nobody reads them, and every keystroke would send them all.
const MOST: usize = 500;

/// What there is to say about a document, in the client's words; of very much the worst, and how much more there is.
pub(super) fn diagnostics(view: &View) -> Vec<Diagnostic> {
    let snapshot = &view.document.snapshot;
    let findings = if configure::is_settings(&view.document) {
        read(&snapshot.text().to_string()).1
    } else if view.session.configuration.ignores(&view.document) {
        Vec::new()
    } else {
        (view.session.engine.findings)(snapshot, &view.settings)
    };
    let context = view.context();
    let mut told: Vec<&Finding> = findings.iter().filter(|finding| beside::tells(view, finding)).collect();
    let mut rest = Vec::new();
    if told.len() > MOST {
        told.sort_by_key(|finding| finding.severity);
        rest = told.split_off(MOST);
        told.sort_by_key(|finding| finding.span);
    }
    let more = rest.first().map(|worst| convert::more(&context, rest.len(), worst.severity));
    more.into_iter().chain(told.into_iter().map(|finding| convert::diagnostic(&context, finding))).collect()
}

/// Sends what there is to say about `uri` now: before this returns, or soon from a worker where
/// the document is known to be slow. Does nothing for a client that asks.
pub(super) fn publish(session: &Arc<Session>, uri: &Uri) {
    if session.editor().pulls {
        return;
    }
    let Some(view) = session.view(uri) else { return };
    {
        let mut workers = lock(&session.publisher.workers);
        if let Some(changed) = workers.get_mut(uri) {
            *changed = true;
            return;
        }
        if view.document.is_slow(Task::Judge) {
            workers.insert(uri.clone(), false);
            drop(view);
            let (session, uri) = (Arc::clone(session), uri.clone());
            tokio::task::spawn_blocking(move || keep_up(&session, &uri));
            return;
        }
    }
    drop(view);
    // Only settings can change meanwhile, and whoever changes them may have missed this version.
    while matches!(publish_once(session, uri), Outcome::Stale) {}
}

/// Sends what there is to say about all open documents.
pub(super) fn publish_all(session: &Arc<Session>) {
    for uri in session.documents.uris() {
        publish(session, &uri);
    }
}

/// Takes back what was said about a document that is now closed.
pub(super) fn clear(session: &Session, uri: &Uri) {
    if session.editor().pulls {
        return;
    }
    let mut shown = lock(&session.publisher.shown);
    shown.remove(uri);
    send(session, uri, Vec::new(), None);
}

/// Forgets what the client shows of `uri`, so that the next result is sent whatever it is.
pub(super) fn forget(session: &Session, uri: &Uri) {
    lock(&session.publisher.shown).remove(uri);
}

/// A worker: goes on until nothing has changed since it last began.
fn keep_up(session: &Arc<Session>, uri: &Uri) {
    loop {
        let stale = match catch_unwind(AssertUnwindSafe(|| publish_once(session, uri))) {
            Ok(outcome) => matches!(outcome, Outcome::Stale),
            Err(panic) => {
                report(&session.outbox, "findings", panic.as_ref());
                false
            }
        };
        let mut workers = lock(&session.publisher.workers);
        match workers.get_mut(uri) {
            Some(changed) if *changed || stale => *changed = false,
            _ => {
                workers.remove(uri);
                return;
            }
        }
    }
}

fn publish_once(session: &Arc<Session>, uri: &Uri) -> Outcome {
    let Some(view) = session.view(uri) else { return Outcome::Done };
    let diagnostics = work::timed(&view, Task::Judge, diagnostics);
    // Held while sending, so that a slower thread cannot send an older result after a newer one.
    let mut shown = lock(&session.publisher.shown);
    if !view.is_current() {
        return Outcome::Stale;
    }
    let before = shown.get(uri);
    let never_any = diagnostics.is_empty() && before.is_none_or(|before| before.never_any);
    // A client drops what is said of a version that it has left meanwhile, so it may show less than it was sent,
    // and older things: an equal result is sent again with its own version, unless there was never any other.
    let is_known =
        before.is_some_and(|before| before.diagnostics == diagnostics && (never_any || !session.editor().versions));
    if !is_known {
        shown.insert(uri.clone(), Shown { diagnostics: diagnostics.clone(), never_any });
        send(session, uri, diagnostics, Some(view.document.version));
    }
    Outcome::Done
}

fn send(session: &Session, uri: &Uri, diagnostics: Vec<Diagnostic>, version: Option<i32>) {
    session.outbox.notify::<PublishDiagnostics>(PublishDiagnosticsParams { uri: uri.clone(), diagnostics, version });
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
