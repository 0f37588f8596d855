//! The requests nobody has answered yet. Whoever takes one off the list answers it, so each is
//! answered once: by its handler, or by the reading thread the moment a cancel arrives.

use std::sync::{Mutex, MutexGuard, PoisonError};

use futures::future::AbortHandle;
use rustc_hash::FxHashMap;
use tower_lsp::jsonrpc::Id;

/// The list.
#[derive(Default)]
pub(super) struct Unanswered(Mutex<List>);

#[derive(Default)]
struct List {
    count: u64,
    requests: FxHashMap<Id, Entry>,
}

struct Entry {
    ticket: Ticket,
    /// Stops the request, once it runs on its own.
    handle: Option<AbortHandle>,
}

/// Tells a request from a later one of the same id.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Ticket(u64);

impl Unanswered {
    /// Puts `id` on the list; nothing where it is there already.
    pub(super) fn add(&self, id: &Id) -> Option<Ticket> {
        let mut list = self.list();
        if list.requests.contains_key(id) {
            return None;
        }
        list.count += 1;
        let ticket = Ticket(list.count);
        list.requests.insert(id.clone(), Entry { ticket, handle: None });
        Some(ticket)
    }

    /// Whether the request is still on the list.
    pub(super) fn holds(&self, id: &Id, ticket: Ticket) -> bool {
        self.list().requests.get(id).is_some_and(|entry| entry.ticket == ticket)
    }

    /// Gives the request a handle that stops it; `false` where it is no longer on the list.
    pub(super) fn attach(&self, id: &Id, ticket: Ticket, handle: AbortHandle) -> bool {
        let mut list = self.list();
        let entry = list.requests.get_mut(id).filter(|entry| entry.ticket == ticket);
        entry.map(|entry| entry.handle = Some(handle)).is_some()
    }

    /// Takes the request off the list; `false` where it was not there: not yours to answer.
    pub(super) fn take(&self, id: &Id, ticket: Ticket) -> bool {
        let mut list = self.list();
        let found = list.requests.get(id).is_some_and(|entry| entry.ticket == ticket);
        if found {
            list.requests.remove(id);
        }
        found
    }

    /// Takes `id` off the list and stops it; `false` where it was not there.
    pub(super) fn cancel(&self, id: &Id) -> bool {
        let entry = self.list().requests.remove(id);
        if let Some(handle) = entry.as_ref().and_then(|entry| entry.handle.as_ref()) {
            handle.abort();
        }
        entry.is_some()
    }

    fn list(&self) -> MutexGuard<'_, List> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
