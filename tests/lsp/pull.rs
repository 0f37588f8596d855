//! Diagnostics for clients that ask for them.

use podls::lsp::Engine;
use serde_json::{Value, json};

use super::client::{Client, URI};
use super::toy::{Gate, PATIENT, held_up};
use super::{begun, begun_with, pulling};

fn pull(client: &mut Client, previous: &Value) -> Value {
    let params = json!({ "textDocument": { "uri": URI }, "identifier": "podls", "previousResultId": previous });
    client.request("textDocument/diagnostic", params)
}

#[test]
fn a_report_is_for_the_text_it_was_asked_about() {
    let mut client = begun(pulling());
    client.open(URI, 1, "bad");
    let mut asked = Vec::new();
    for version in 2..100 {
        asked.push((client.ask("textDocument/diagnostic", json!({ "textDocument": { "uri": URI } })), version - 1));
        client.change(URI, version, json!([{ "text": "bad ".repeat(version as usize) }]));
    }
    for (id, count) in asked {
        assert_eq!(client.answer(id)["result"]["items"].as_array().unwrap().len(), count as usize);
    }
    assert_eq!(client.unread(), Vec::<Value>::new(), "nothing is pushed");
    client.close(URI);
    assert_eq!(client.unread(), Vec::<Value>::new(), "not even to clear");
    assert_eq!(client.leave(), 0);
}

#[test]
fn what_the_client_has_is_unchanged() {
    let mut client = begun(pulling());
    client.open(URI, 1, "bad");
    let first = pull(&mut client, &Value::Null);
    assert_eq!(first["kind"], "full");
    let id = first["resultId"].clone();
    assert!(id.is_string());
    assert_eq!(pull(&mut client, &id), json!({ "kind": "unchanged", "resultId": id }));
    client.change(URI, 2, json!([{ "text": "bad\n# more" }]));
    assert_eq!(pull(&mut client, &id), json!({ "kind": "unchanged", "resultId": id }), "the text is not the result");
    client.change(URI, 3, json!([{ "text": " bad" }]));
    let moved = pull(&mut client, &id);
    assert_eq!(moved["kind"], "full");
    assert_ne!(moved["resultId"], id);
    assert_eq!(pull(&mut client, &json!("nonsense"))["kind"], "full");
    client.change(URI, 4, json!([{ "text": "bad" }]));
    assert_eq!(pull(&mut client, &id)["kind"], "unchanged", "the same again is the same");
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_document_that_is_opened_again_is_new_to_the_client() {
    let mut client = begun_with(PATIENT, pulling());
    client.open(URI, 1, "bad");
    let id = pull(&mut client, &Value::Null)["resultId"].clone();
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": URI } }));
    client.open(URI, 1, "bad");
    assert_eq!(pull(&mut client, &id)["kind"], "full", "the client has forgotten what it showed");
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_report_waiting_for_a_worker_is_dropped_when_the_text_changes() {
    static GATE: Gate = Gate::new();
    let mut client = begun_with(Engine { findings: held_up!(GATE), ..PATIENT }, pulling());
    client.open(URI, 1, "");
    pull(&mut client, &Value::Null);
    client.change(URI, 2, json!([{ "text": "bad" }]));
    let ask = |client: &mut Client| client.ask("textDocument/diagnostic", json!({ "textDocument": { "uri": URI } }));
    let running = [ask(&mut client), ask(&mut client)];
    GATE.reached(2);
    let waiting = ask(&mut client);
    client.change(URI, 3, json!([{ "text": "bad bad" }]));
    let last = ask(&mut client);
    client.request("podls/ping", Value::Null);
    GATE.open();
    for id in running {
        assert_eq!(client.answer(id)["result"]["items"].as_array().unwrap().len(), 1);
    }
    let dropped = client.answer(waiting);
    assert_eq!(dropped["error"]["code"], -32802);
    assert_eq!(dropped["error"]["data"], json!({ "retriggerRequest": true }));
    assert_eq!(client.answer(last)["result"]["items"].as_array().unwrap().len(), 2);
    assert_eq!(client.leave(), 0);
}
