//! A panic costs one answer and never the session or the text.

use podls::ide::Snapshot;
use podls::lsp::Engine;
use podls::text::Edit;
use serde_json::{Value, json};

use super::client::{Client, URI};
use super::toy::{PATIENT, TOY};
use super::{begun, begun_with, pulling};

fn logged(client: &mut Client, method: &str) {
    let message = client.called("window/logMessage");
    let text = message["params"]["message"].as_str().unwrap();
    assert!(text.contains(method) && text.contains("boom"), "{text}");
}

#[test]
fn a_panic_in_a_request_is_an_internal_error() {
    for engine in [TOY, PATIENT] {
        let mut client = begun_with(engine, pulling());
        client.open(URI, 1, "");
        client.about("textDocument/diagnostic", URI);
        client.change(URI, 2, json!([{ "text": "boom" }]));
        for method in ["textDocument/diagnostic", "textDocument/diagnostic", "textDocument/hover"] {
            let params = json!({ "textDocument": { "uri": URI }, "position": { "line": 0, "character": 0 } });
            assert_eq!(client.refused(method, params), -32603);
            logged(&mut client, method);
        }
        client.change(URI, 3, json!([{ "text": "bad" }]));
        assert_eq!(client.about("textDocument/diagnostic", URI)["items"].as_array().unwrap().len(), 1);
        assert_eq!(client.leave(), 0);
    }
}

#[test]
fn a_panic_while_publishing_is_survived() {
    for engine in [TOY, PATIENT] {
        let mut client = begun_with(engine, json!({}));
        client.open(URI, 1, "bad");
        assert_eq!(client.published(URI)["diagnostics"].as_array().unwrap().len(), 1);
        client.change(URI, 2, json!([{ "text": "boom" }]));
        client.called("window/logMessage");
        client.change(URI, 3, json!([{ "text": "" }]));
        assert_eq!(client.published(URI)["version"], 3);
        assert_eq!(client.leave(), 0);
    }
}

fn edit_or_panic(snapshot: &mut Snapshot, edit: &Edit) {
    snapshot.edit(edit);
    assert!(!edit.new_text.contains('!'), "boom");
}

#[test]
fn a_panic_in_an_edit_loses_no_text() {
    let mut client = begun_with(Engine { edit: edit_or_panic, ..TOY }, pulling());
    client.open(URI, 1, "ab\ncd\n");
    let insert = |line: u32, text: &str| json!({ "range": { "start": { "line": line, "character": 1 }, "end": { "line": line, "character": 1 } }, "text": text });
    client.change(URI, 2, json!([insert(0, "1"), insert(0, "!"), insert(1, "2\n"), insert(2, "!")]));
    assert_eq!(client.text(URI)["text"], "a!1b\nc2\nd!\n");
    assert_eq!(client.unread(), Vec::<Value>::new());
    assert_eq!(client.leave(), 0);
}

fn open_or_panic(text: &str) -> Snapshot {
    assert!(!text.contains('!'), "boom");
    Snapshot::new(text)
}

#[test]
fn a_document_that_cannot_be_followed_is_given_up_aloud() {
    let mut client = begun_with(Engine { edit: edit_or_panic, open: open_or_panic, ..TOY }, json!({}));
    client.open(URI, 1, "bad");
    client.published(URI);
    client.change(URI, 2, json!([{ "text": "good!" }]));
    assert_eq!(client.published(URI)["diagnostics"], json!([]));
    assert!(client.called("window/showMessage")["params"]["message"].as_str().unwrap().contains(URI));
    assert_eq!(client.text(URI), Value::Null);
    client.open(URI, 1, "bad");
    assert_eq!(client.published(URI)["diagnostics"].as_array().unwrap().len(), 1);
    assert_eq!(client.leave(), 0);
}

#[test]
fn parameters_of_the_wrong_shape_are_refused_and_not_a_panic() {
    let mut client = begun(json!({}));
    for params in
        [json!({}), json!([]), json!({ "textDocument": { "uri": "not a uri" } }), json!({ "textDocument": 1 })]
    {
        assert_eq!(client.refused("textDocument/hover", params.clone()), -32602, "{params}");
        client.notify("textDocument/didOpen", params.clone());
        client.notify("textDocument/didChange", params);
    }
    assert_eq!(client.unread(), Vec::<Value>::new());
    assert_eq!(client.leave(), 0);
}
