//! The editor door, driven over real pipes by a client of its own.

mod actions;
mod beside;
mod cancel;
pub(crate) mod client;
mod completion;
mod configuration;
mod flood;
mod frames;
mod hints;
mod hostile;
mod lifecycle;
mod names;
mod own;
mod panics;
mod protocol;
mod pull;
mod push;
mod requests;
mod soak;
mod sync;
mod templates;
mod toy;

use podls::lsp::Engine;
use serde_json::{Value, json};

use client::Client;
use toy::TOY;

/// A client of a server with these features, before `initialize`.
fn fresh(engine: Engine) -> Client {
    Client::of(move |reader, writer| podls::lsp::serve(engine, reader, writer))
}

/// A client of the toy server that can do this; the session has begun.
fn begun(capabilities: Value) -> Client {
    begun_with(TOY, capabilities)
}

/// As [`begun`], with other features.
fn begun_with(engine: Engine, capabilities: Value) -> Client {
    let mut client = fresh(engine);
    client.initialize(capabilities, Value::Null);
    client
}

/// A client that asks for diagnostics, so that none come by themselves.
fn pulling() -> Value {
    json!({ "textDocument": { "diagnostic": {} } })
}
