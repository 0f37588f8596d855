//! Hands each message to the service: run inline up to its first await, in the order of arrival;
//! what is left goes on by itself on the runtime. A panic costs one answer. Knows no feature.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

use futures::future::{AbortHandle, abortable};
use futures::{FutureExt, SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use tower::Service;
use tower_lsp::jsonrpc::{self, Error, ErrorCode, Id, Request, Response};
use tower_lsp::ls_types::MessageType;
use tower_lsp::{ClientSocket, LanguageServer, LspService};

use super::log;
use super::outbox::Outbox;
use super::transport::invalid;
use super::unanswered::{Ticket, Unanswered};

/// What comes in.
pub(super) enum Incoming {
    /// A request or notification; a request that may be cancelled comes with its ticket.
    Call(Request, Option<Ticket>),
    /// The answer to a request of ours.
    Answer(Response),
    /// The request was answered without its handler having ended.
    Forget(Id),
    /// The client sends nothing more.
    Silence,
    /// The client reads nothing more.
    Deaf,
}

/// The lifecycle is not to be stopped half-way.
pub(super) fn may_be_cancelled(request: &Request) -> bool {
    !matches!(request.method(), "initialize" | "shutdown")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Fresh,
    Ready,
    Down,
}

/// Owns the service.
pub(super) struct Dispatcher<'a, S> {
    service: LspService<S>,
    phase: Phase,
    runtime: &'a Runtime,
    queue: Sender<Incoming>,
    outbox: Outbox,
    unanswered: Arc<Unanswered>,
}

impl<'a, S: LanguageServer> Dispatcher<'a, S> {
    /// A dispatcher for a session that has not begun.
    pub(super) fn new(
        service: LspService<S>,
        runtime: &'a Runtime,
        queue: Sender<Incoming>,
        outbox: Outbox,
        unanswered: Arc<Unanswered>,
    ) -> Self {
        Self { service, phase: Phase::Fresh, runtime, queue, outbox, unanswered }
    }

    /// Dispatches until the session ends; returns the exit code.
    pub(super) fn run(&mut self, socket: ClientSocket, incoming: &Receiver<Incoming>) -> u8 {
        let _context = self.runtime.enter();
        let (mut requests, mut answers) = socket.split();
        let outbox = self.outbox.clone();
        self.runtime.spawn(async move {
            while let Some(request) = requests.next().await {
                outbox.send(&request);
            }
        });
        while let Ok(incoming) = incoming.recv() {
            match incoming {
                Incoming::Call(request, _) if request.method() == "exit" => break,
                Incoming::Call(request, ticket) => self.call(request, ticket),
                Incoming::Answer(answer) => {
                    // This sink is a table: it never waits.
                    let _ = answers.send(answer).now_or_never();
                }
                Incoming::Forget(id) => self.forget(&id),
                Incoming::Silence | Incoming::Deaf => break,
            }
        }
        u8::from(self.phase != Phase::Down)
    }

    fn call(&mut self, request: Request, ticket: Option<Ticket>) {
        let reply = Reply {
            id: request.id().cloned(),
            ticket,
            method: request.method().to_owned(),
            outbox: self.outbox.clone(),
            unanswered: Arc::clone(&self.unanswered),
        };
        if reply.is_given() {
            return;
        }
        if let Some(refusal) = self.refusal(&request) {
            return reply.give(Err(refusal));
        }
        let first = catch_unwind(AssertUnwindSafe(|| {
            let mut future = self.service.call(request);
            match (&mut future).now_or_never() {
                Some(end) => Ok(end),
                None => Err(future),
            }
        }));
        match first {
            Ok(Ok(Ok(Some(response)))) => {
                self.follow_phase(&reply.method, &response);
                reply.give(response.into_parts().1);
            }
            // A notification; or a request that the service passes over, for its method begins with `$/`.
            Ok(Ok(_)) => reply.give(Err(Error::method_not_found())),
            Ok(Err(future)) => self.go_on(future, reply),
            Err(panic) => {
                if let Some(id) = &reply.id {
                    self.forget(id);
                }
                reply.give_up(panic.as_ref());
            }
        }
    }

    /// Runs the rest of a call on the runtime.
    fn go_on<F, E>(&self, future: F, reply: Reply)
    where
        F: Future<Output = Result<Option<Response>, E>> + Send + 'static,
        E: Send,
    {
        let (future, handle) = abortable(AssertUnwindSafe(future).catch_unwind());
        if !reply.attach(handle) {
            return;
        }
        let queue = self.queue.clone();
        self.runtime.spawn(async move {
            match future.await {
                Ok(Ok(Ok(Some(response)))) => reply.give(response.into_parts().1),
                Ok(Err(panic)) => {
                    if let Some(id) = reply.id.clone() {
                        let _ = queue.send(Incoming::Forget(id));
                    }
                    reply.give_up(panic.as_ref());
                }
                // A notification, or cancelled and answered.
                Ok(Ok(_)) | Err(_) => {}
            }
        });
    }

    /// Why `request` has no place in this phase of the session.
    fn refusal(&self, request: &Request) -> Option<Error> {
        match (self.phase, request.method()) {
            (Phase::Fresh, "initialize") | (Phase::Ready, _) => None,
            (Phase::Fresh, _) => Some(Error {
                message: "the session begins with `initialize`".into(),
                ..Error::new(ErrorCode::ServerError(-32002))
            }),
            (Phase::Down, _) => Some(invalid("only `exit` follows `shutdown`".to_owned())),
        }
    }

    fn follow_phase(&mut self, method: &str, response: &Response) {
        match method {
            "initialize" if response.is_ok() => self.phase = Phase::Ready,
            "shutdown" if response.is_ok() => self.phase = Phase::Down,
            _ => {}
        }
    }

    /// The service keeps a list of its own and would refuse the id for ever.
    fn forget(&mut self, id: &Id) {
        let cancel = Request::build("$/cancelRequest").params(json!({ "id": id })).finish();
        let _ = self.service.call(cancel).now_or_never();
    }
}

/// The duty to answer one call; none for a notification.
struct Reply {
    id: Option<Id>,
    ticket: Option<Ticket>,
    method: String,
    outbox: Outbox,
    unanswered: Arc<Unanswered>,
}

impl Reply {
    fn key(&self) -> Option<(&Id, Ticket)> {
        self.id.as_ref().zip(self.ticket)
    }

    /// Whether a cancel was faster.
    fn is_given(&self) -> bool {
        self.key().is_some_and(|(id, ticket)| !self.unanswered.holds(id, ticket))
    }

    /// Lets a cancel stop the call; `false` where one was faster.
    fn attach(&self, handle: AbortHandle) -> bool {
        self.key().is_none_or(|(id, ticket)| self.unanswered.attach(id, ticket, handle))
    }

    fn give(self, body: jsonrpc::Result<Value>) {
        if self.key().is_none_or(|(id, ticket)| self.unanswered.take(id, ticket))
            && let Some(id) = self.id
        {
            self.outbox.answer(id, body);
        }
    }

    fn give_up(self, panic: &(dyn Any + Send)) {
        report(&self.outbox, &self.method, panic);
        self.give(Err(Error::internal_error()));
    }
}

/// Tells those who can do something about it that `what` has panicked.
pub(super) fn report(outbox: &Outbox, what: &str, panic: &(dyn Any + Send)) {
    let cause = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
    let message = format!("`{what}` failed inside podls: {}", cause.unwrap_or("no reason given"));
    log::line(format_args!("{message}"));
    outbox.log(MessageType::ERROR, message);
}
