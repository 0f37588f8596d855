//! A cancel is answered at once, wherever the request is.

use podls::ide::{Hover, Occasion, Snapshot};
use podls::lsp::Engine;
use podls::settings::Settings;
use serde_json::json;

use super::client::{Client, URI};
use super::toy::{Gate, PATIENT, TOY, held_up};
use super::{begun_with, pulling};

const CANCELLED: i64 = -32800;

fn cancel(client: &mut Client, id: i64) {
    client.notify("$/cancelRequest", json!({ "id": id }));
    assert_eq!(client.answer(id)["error"]["code"], CANCELLED);
}

fn ask_for_diagnostics(client: &mut Client) -> i64 {
    client.ask("textDocument/diagnostic", json!({ "textDocument": { "uri": URI } }))
}

#[test]
fn a_request_on_a_worker_is_answered_while_the_worker_goes_on() {
    static GATE: Gate = Gate::new();
    let mut client = begun_with(Engine { findings: held_up!(GATE), ..PATIENT }, pulling());
    client.open(URI, 1, "");
    // After this one the document is known to be slow.
    client.about("textDocument/diagnostic", URI);
    client.change(URI, 2, json!([{ "text": "bad" }]));
    let ids: Vec<i64> = (0..8).map(|_| ask_for_diagnostics(&mut client)).collect();
    GATE.reached(2);
    for id in ids {
        cancel(&mut client, id);
    }
    client.request("podls/ping", json!(null));
    GATE.open();
    assert_eq!(client.about("textDocument/diagnostic", URI)["items"].as_array().unwrap().len(), 1);
    assert_eq!(client.unread(), Vec::<serde_json::Value>::new(), "nothing is answered twice");
    assert_eq!(GATE.count(), 3, "two were running, six were never begun, one came after");
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_request_in_progress_or_in_the_queue_is_answered_while_the_server_is_busy() {
    static GATE: Gate = Gate::new();
    fn slow(_: &Snapshot, _: &Settings, _: &Occasion<'_>, _: u32) -> Option<Hover> {
        GATE.pass();
        None
    }
    let mut client = begun_with(Engine { hover: slow, ..TOY }, pulling());
    client.open(URI, 1, "bad");
    let at = json!({ "textDocument": { "uri": URI }, "position": { "line": 0, "character": 0 } });
    let busy = client.ask("textDocument/hover", at.clone());
    GATE.reached(1);
    let queued = client.ask("textDocument/hover", at);
    let kept = ask_for_diagnostics(&mut client);
    cancel(&mut client, queued);
    cancel(&mut client, busy);
    GATE.open();
    assert_eq!(client.answer(kept)["result"]["items"].as_array().unwrap().len(), 1);
    assert_eq!(client.unread(), Vec::<serde_json::Value>::new(), "nothing is answered twice");
    assert_eq!(client.leave(), 0);
}

#[test]
fn an_id_may_be_used_again_after_its_answer_and_not_before() {
    static GATE: Gate = Gate::new();
    let mut client = begun_with(Engine { findings: held_up!(GATE), ..PATIENT }, pulling());
    client.open(URI, 1, "");
    client.about("textDocument/diagnostic", URI);
    client.change(URI, 2, json!([{ "text": "bad" }]));
    let pull = |id: i64| json!({ "jsonrpc": "2.0", "id": id, "method": "textDocument/diagnostic", "params": { "textDocument": { "uri": URI } } });
    client.send(&pull(1000));
    GATE.reached(1);
    client.send(&pull(1000));
    assert_eq!(client.answer(1000)["error"]["code"], -32600, "the second is refused, the first goes on");
    cancel(&mut client, 1000);
    client.send(&pull(1000));
    GATE.open();
    assert_eq!(client.answer(1000)["result"]["items"].as_array().unwrap().len(), 1);
    assert_eq!(client.leave(), 0);
}

#[test]
fn cancelling_what_is_answered_or_unknown_does_nothing() {
    let mut client = begun_with(TOY, pulling());
    let id = client.ask("podls/ping", json!(null));
    client.answer(id);
    for id in [json!(id), json!(4711), json!("x"), json!(null), json!([])] {
        client.notify("$/cancelRequest", json!({ "id": id }));
    }
    client.notify("$/cancelRequest", json!({}));
    assert_eq!(client.unread(), Vec::<serde_json::Value>::new());
    assert_eq!(client.leave(), 0);
}
