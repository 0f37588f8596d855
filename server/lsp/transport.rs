//! Carries messages between a client and an `LspService`, in exact order and without waiting.
//!
//! - One thread reads. It answers faults and cancels itself, so neither waits for work in progress.
//! - The calling thread dispatches: see `dispatch`.
//! - One thread writes.
//!
//! Handlers may therefore wait for the client as long as they like. Knows no feature.

use std::io::{Read, Write};
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

use tokio::runtime::Builder;
use tower_lsp::jsonrpc::{Error, Id, Request};
use tower_lsp::{ClientSocket, LanguageServer, LspService};

use super::dispatch::{Dispatcher, Incoming, may_be_cancelled};

use super::frame::{Fault, Frames, LIMIT};
use super::log;
use super::message::Message;
use super::outbox::{self, Outbox};
use super::unanswered::Unanswered;

/// How long the last messages may take to be written.
const FAREWELL: Duration = Duration::from_secs(1);

/// Heavy computations that may run at the same time.
const WORKERS: usize = 2;

/// Serves one client until it leaves; `make` builds the service around the outbox.
/// Returns the exit code: 0 after `shutdown`, 1 without.
pub(super) fn serve<S, R, W, F>(reader: R, writer: W, make: F) -> u8
where
    S: LanguageServer,
    R: Read + Send + 'static,
    W: Write + Send + 'static,
    F: FnOnce(Outbox) -> (LspService<S>, ClientSocket),
{
    let runtime = Builder::new_multi_thread()
        .worker_threads(1)
        .max_blocking_threads(WORKERS)
        .thread_name("podls")
        .enable_time()
        .build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => {
            log::line(format_args!("no threads to run on: {error}"));
            return 1;
        }
    };
    let (outbox, parcels) = Outbox::new();
    let (queue, incoming) = channel();
    let unanswered = Arc::new(Unanswered::default());

    let (written, all_written) = channel();
    let deaf = queue.clone();
    thread::spawn(move || {
        if let Err(error) = outbox::write(&parcels, writer) {
            log::line(format_args!("cannot write: {error}"));
            let _ = deaf.send(Incoming::Deaf);
        }
        let _ = written.send(());
    });
    let reading = ReadingThread { queue: queue.clone(), outbox: outbox.clone(), unanswered: Arc::clone(&unanswered) };
    thread::spawn(move || reading.run(reader));

    let (service, socket) = make(outbox.clone());
    let code = Dispatcher::new(service, &runtime, queue, outbox.clone(), unanswered).run(socket, &incoming);

    outbox.end();
    let _ = all_written.recv_timeout(FAREWELL);
    runtime.shutdown_background();
    code
}

struct ReadingThread {
    queue: Sender<Incoming>,
    outbox: Outbox,
    unanswered: Arc<Unanswered>,
}

impl ReadingThread {
    fn run(&self, reader: impl Read) {
        let mut frames = Frames::new(reader);
        loop {
            let incoming = match frames.next() {
                Ok(Some(Ok(body))) => self.sort(Message::read(body)),
                Ok(Some(Err(fault))) => {
                    self.fault(Id::Null, describe(fault));
                    None
                }
                Ok(None) => Some(Incoming::Silence),
                Err(error) => {
                    log::line(format_args!("cannot read: {error}"));
                    Some(Incoming::Silence)
                }
            };
            let Some(incoming) = incoming else { continue };
            let last = matches!(incoming, Incoming::Silence);
            if self.queue.send(incoming).is_err() || last {
                return;
            }
        }
    }

    /// What is left for the dispatcher to do.
    fn sort(&self, message: Message) -> Option<Incoming> {
        match message {
            Message::Answer(response) => Some(Incoming::Answer(response)),
            Message::Call(request) if request.method() == "$/cancelRequest" => self.cancel(&request),
            Message::Call(request) => {
                let Some(id) = request.id().filter(|_| may_be_cancelled(&request)) else {
                    return Some(Incoming::Call(request, None));
                };
                let ticket = self.unanswered.add(id);
                if ticket.is_none() {
                    self.fault(id.clone(), invalid(format!("the id `{id}` is in use; wait for its answer")));
                    return None;
                }
                Some(Incoming::Call(request, ticket))
            }
            Message::Fault(id, error) => {
                self.fault(id, error);
                None
            }
        }
    }

    fn cancel(&self, request: &Request) -> Option<Incoming> {
        let id: Id = serde_json::from_value(request.params()?.get("id")?.clone()).ok()?;
        if !self.unanswered.cancel(&id) {
            return None;
        }
        self.outbox.answer(id.clone(), Err(Error::request_cancelled()));
        Some(Incoming::Forget(id))
    }

    fn fault(&self, id: Id, error: Error) {
        log::line(format_args!("fault: {error}"));
        self.outbox.answer(id, Err(error));
    }
}

fn describe(fault: Fault) -> Error {
    match fault {
        Fault::Header => {
            Error { message: "no `Content-Length` header where one should be".into(), ..Error::parse_error() }
        }
        Fault::TooLong(length) => invalid(format!("a message of {length} bytes is too long; the limit is {LIMIT}")),
    }
}

/// An error for a message that breaks the rules.
pub(super) fn invalid(message: String) -> Error {
    Error { message: message.into(), ..Error::invalid_request() }
}
