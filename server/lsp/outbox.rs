//! The way out: messages handed to the thread that writes them, in the order they were handed over.
//! Handing over never waits, so a client that does not read cannot stop the server.

use std::io::Write;
use std::sync::mpsc::{Receiver, Sender, channel};

use serde::Serialize;
use serde_json::Value;
use tower_lsp::jsonrpc::{Id, Response, Result};
use tower_lsp::ls_types::notification::{LogMessage, Notification, ShowMessage};
use tower_lsp::ls_types::{LogMessageParams, MessageType, ShowMessageParams};

use super::frame;

/// A handle for sending; clones send into the same stream.
#[derive(Clone)]
pub(super) struct Outbox(Sender<Parcel>);

/// What the writing thread is given.
pub(super) enum Parcel {
    /// A whole frame.
    Frame(Vec<u8>),
    /// Nothing follows that must be written.
    End,
}

#[derive(Serialize)]
struct Note<P> {
    jsonrpc: &'static str,
    method: &'static str,
    params: P,
}

impl Outbox {
    /// An outbox and what it is emptied into.
    pub(super) fn new() -> (Self, Receiver<Parcel>) {
        let (sender, receiver) = channel();
        (Self(sender), receiver)
    }

    /// Sends any message.
    pub(super) fn send(&self, message: &impl Serialize) {
        if let Some(frame) = frame::encode(message) {
            // Nobody reads any more: the transport is about to end the program.
            let _ = self.0.send(Parcel::Frame(frame));
        }
    }

    /// Answers the request `id`.
    pub(super) fn answer(&self, id: Id, body: Result<Value>) {
        self.send(&Response::from_parts(id, body));
    }

    /// Sends a notification.
    pub(super) fn notify<N: Notification>(&self, params: N::Params) {
        self.send(&Note { jsonrpc: "2.0", method: N::METHOD, params });
    }

    /// Writes a line into the client's log.
    pub(super) fn log(&self, level: MessageType, message: String) {
        self.notify::<LogMessage>(LogMessageParams { typ: level, message });
    }

    /// Shows a warning to the person at the client.
    pub(super) fn warn(&self, message: String) {
        self.notify::<ShowMessage>(ShowMessageParams { typ: MessageType::WARNING, message });
    }

    /// Tells the writing thread to stop after what was sent so far.
    pub(super) fn end(&self) {
        let _ = self.0.send(Parcel::End);
    }
}

/// Writes all parcels to `output`, several in one write where they wait; ends after
/// [`Parcel::End`], or with an error where `output` takes no more.
pub(super) fn write(parcels: &Receiver<Parcel>, mut output: impl Write) -> std::io::Result<()> {
    let mut buffer = Vec::new();
    while let Ok(first) = parcels.recv() {
        let mut next = Some(first);
        let mut ends = false;
        while let Some(parcel) = next {
            match parcel {
                Parcel::Frame(frame) if buffer.is_empty() => buffer = frame,
                Parcel::Frame(frame) => buffer.extend_from_slice(&frame),
                Parcel::End => ends = true,
            }
            next = if ends || buffer.len() > 1 << 16 { None } else { parcels.try_recv().ok() };
        }
        output.write_all(&buffer)?;
        output.flush()?;
        buffer = Vec::new();
        if ends {
            break;
        }
    }
    Ok(())
}
