//! A panic costs one answer and never the session or the text.

use std::sync::atomic::{AtomicBool, Ordering};

use podls::ide::Snapshot;
use podls::lsp::Engine;
use podls::text::Edit;
use serde_json::{Value, json};

use super::client::{Client, URI};
use super::protocol::REQUESTS;
use super::toy::{PATIENT, TOY};
use super::{begun, begun_with, fresh, pulling};

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

/// Panics where the text says so; what has no text to look at panics where [`ARMED`] says so.
fn stumble(snapshot: &Snapshot) {
    assert!(!snapshot.text().to_string().contains("boom"), "boom");
}

static ARMED: AtomicBool = AtomicBool::new(false);

/// Every feature panics on the same word.
const CLUMSY: Engine = Engine {
    open: |text| {
        assert!(!text.contains("doom"), "boom");
        Snapshot::new(text)
    },
    complete: |snapshot, settings, at| {
        stumble(snapshot);
        (TOY.complete)(snapshot, settings, at)
    },
    actions: |snapshot, settings, span| {
        stumble(snapshot);
        (TOY.actions)(snapshot, settings, span)
    },
    templates: |settings| {
        assert!(!ARMED.load(Ordering::SeqCst), "boom");
        (TOY.templates)(settings)
    },
    insert_plain: |snapshot, _, _, _| {
        stumble(snapshot);
        Some(Vec::new())
    },
    fixable: |snapshot, settings, code| {
        stumble(snapshot);
        (TOY.fixable)(snapshot, settings, code)
    },
    fix_all: |snapshot, settings, which| {
        stumble(snapshot);
        (TOY.fix_all)(snapshot, settings, which)
    },
    symbols: |snapshot, settings| {
        stumble(snapshot);
        (TOY.symbols)(snapshot, settings)
    },
    folds: |snapshot| {
        stumble(snapshot);
        (TOY.folds)(snapshot)
    },
    selections: |snapshot, at| {
        stumble(snapshot);
        (TOY.selections)(snapshot, at)
    },
    names: |snapshot, settings, at| {
        stumble(snapshot);
        (TOY.names)(snapshot, settings, at)
    },
    linked: |snapshot, settings, at| {
        stumble(snapshot);
        (TOY.linked)(snapshot, settings, at)
    },
    prepare_rename: |snapshot, settings, at| {
        stumble(snapshot);
        (TOY.prepare_rename)(snapshot, settings, at)
    },
    rename: |snapshot, settings, at, name| {
        stumble(snapshot);
        (TOY.rename)(snapshot, settings, at, name)
    },
    refactor: |snapshot, settings, at, id| {
        stumble(snapshot);
        (TOY.refactor)(snapshot, settings, at, id)
    },
    links: |snapshot, settings| {
        stumble(snapshot);
        (TOY.links)(snapshot, settings)
    },
    search: |snapshot, settings, query| {
        stumble(snapshot);
        (TOY.search)(snapshot, settings, query)
    },
    hints: |snapshot, settings, span| {
        stumble(snapshot);
        (TOY.hints)(snapshot, settings, span)
    },
    lenses: |snapshot, settings, occasion| {
        stumble(snapshot);
        (TOY.lenses)(snapshot, settings, occasion)
    },
    draw: |snapshot, settings, at| {
        stumble(snapshot);
        (TOY.draw)(snapshot, settings, at)
    },
    ..TOY
};

/// Asks; what comes is a result, or a word why there is none here.
fn answered(client: &mut Client, method: &str, params: &Value) {
    let id = client.ask(method, params.clone());
    let answer = client.answer(id);
    let code = answer["error"]["code"].as_i64();
    assert!(code.is_none_or(|code| code == -32803), "{method}: {answer}");
}

#[test]
fn a_panic_in_any_request_costs_one_answer() {
    let capabilities = json!({ "textDocument": { "diagnostic": {}, "inlayHint": {},
        "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } },
            "dataSupport": true, "resolveSupport": { "properties": ["edit"] } } } });
    let place = json!({ "line": 0, "character": 0 });
    let range = json!({ "start": place, "end": { "line": 0, "character": 3 } });
    let params = json!({ "textDocument": { "uri": URI }, "position": place, "positions": [place], "range": range,
        "context": { "diagnostics": [], "includeDeclaration": true, "triggerKind": 1 }, "query": "a", "newName": "x", "id": "log-shipper" });
    for engine in [CLUMSY, Engine { patience: PATIENT.patience, ..CLUMSY }] {
        let mut client = fresh(engine);
        client.initialize(capabilities.clone(), json!({ "commands": ["podls.runInTerminal"] }));
        client.open(URI, 1, "a: b\n");
        let methods: Vec<&str> = REQUESTS
            .into_iter()
            .filter(|method| {
                // They ask nothing of the engine.
                !["completionItem/resolve", "podls/text", "podls/explain", "codeAction/resolve", "initialize"]
                    .contains(method)
            })
            .collect();
        for method in methods {
            answered(&mut client, method, &params);
            client.change(URI, 2, json!([{ "text": "boom" }]));
            for _ in 0..2 {
                assert_eq!(client.refused(method, params.clone()), -32603, "{method}");
                logged(&mut client, method);
            }
            client.change(URI, 3, json!([{ "text": "a: b\n" }]));
            answered(&mut client, method, &params);
        }
        ARMED.store(true, Ordering::SeqCst);
        assert_eq!(client.refused("podls/templates", json!({})), -32603);
        ARMED.store(false, Ordering::SeqCst);
        logged(&mut client, "podls/templates");
        client.open("file:///doomed.yaml", 1, "doom");
        logged(&mut client, "textDocument/didOpen");
        client.request("podls/templates", json!({}));
        assert_eq!(client.text(URI)["text"], "a: b\n");
        assert_eq!(client.leave(), 0);
    }
}
