//! The real program with texts that nobody writes: every feature answers, in bounded memory, and the next
//! request is served.

use std::process::Command;

use podls::text::{Encoding, Text};
use serde_json::{Value, json};

use super::client::{Client, URI};
use crate::torture::texts;

/// The most that the program may take for any of the texts, in MiB.
const MOST: usize = 1_000;

pub(super) fn program() -> Client {
    Client::spawn(Command::new(env!("CARGO_BIN_EXE_podls")).arg("serve"))
}

/// Asks everything that can be asked about a place in `URI`; returns how many answers were errors.
fn ask_all(client: &mut Client, place: &Value) -> usize {
    let document = json!({ "uri": URI });
    let range = json!({ "start": place, "end": place });
    let all = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": u32::MAX, "character": 0 } });
    let at = json!({ "textDocument": document, "position": place });
    let with = |key: &str, value: Value| {
        let mut params = at.clone();
        params[key] = value;
        params
    };
    let asked: Vec<i64> = [
        ("textDocument/hover", at.clone()),
        ("textDocument/completion", at.clone()),
        ("textDocument/definition", at.clone()),
        ("textDocument/references", with("context", json!({ "includeDeclaration": true }))),
        ("textDocument/documentHighlight", at.clone()),
        ("textDocument/prepareRename", at.clone()),
        ("textDocument/rename", with("newName", json!("other"))),
        ("textDocument/linkedEditingRange", at.clone()),
        ("textDocument/documentLink", at.clone()),
        ("textDocument/documentSymbol", at.clone()),
        ("textDocument/foldingRange", at.clone()),
        ("textDocument/inlayHint", with("range", all)),
        ("textDocument/codeLens", at.clone()),
        ("textDocument/selectionRange", with("positions", json!([place]))),
        ("textDocument/codeAction", {
            let mut params = with("range", range);
            params["context"] = json!({ "diagnostics": [] });
            params
        }),
        ("workspace/symbol", json!({ "query": "a" })),
        ("podls/draw", at.clone()),
        ("podls/insertTemplate", with("id", json!("log-shipper"))),
        ("textDocument/diagnostic", at.clone()),
    ]
    .into_iter()
    .map(|(method, params)| client.ask(method, params))
    .collect();
    asked.into_iter().filter(|id| client.answer(*id).get("error").is_some()).count()
}

#[test]
fn every_feature_answers_on_every_text_in_bounded_memory() {
    for torture in texts() {
        let start = std::time::Instant::now();
        let mut client = program();
        client.initialize(
            json!({ "textDocument": { "diagnostic": {}, "inlayHint": {}, "rename": { "prepareSupport": true },
                "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } } } }),
            json!({ "commands": ["podls.runInTerminal"] }),
        );
        client.open(URI, 1, &torture.text);
        let text = Text::new(&torture.text);
        for offset in [text.len() / 2, text.len()] {
            let point = text.point(offset, Encoding::Utf16);
            let place = json!({ "line": point.line, "character": point.column });
            ask_all(&mut client, &place);
            let range = json!({ "start": place, "end": place });
            client.change(URI, 2, json!([{ "range": range, "text": "x" }]));
        }
        let told = client.unread();
        assert!(
            told.is_empty(),
            "{}: {:?}",
            torture.name,
            told.first().map(|told| told["method"].to_string() + &told["params"]["message"].to_string())
        );
        let peak = client.peak();
        println!("{}: {peak:?} MiB {} ms", torture.name, start.elapsed().as_millis());
        assert!(peak.is_none_or(|peak| peak < MOST), "{}: {peak:?}", torture.name);
        assert_eq!(client.leave(), 0);
    }
}

#[test]
fn a_thousand_open_documents_are_followed() {
    let mut client = program();
    client.initialize(json!({}), Value::Null);
    let text =
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: app\n    image: a:1\n";
    let uri = |number: usize| format!("file:///many/{number}.yaml");
    for number in 0..1000 {
        client.open(&uri(number), 1, text);
    }
    let range = json!({ "start": { "line": 7, "character": 4 }, "end": { "line": 7, "character": 9 } });
    for number in (0..1000).step_by(50) {
        client.change(&uri(number), 2, json!([{ "range": range, "text": "imge" }]));
    }
    for number in (0..1000).step_by(50) {
        let found = |message: &Value| message["params"]["uri"] == uri(number) && message["params"]["version"] == 2;
        assert!(client.wait(found)["params"]["diagnostics"].to_string().contains("unknown-field"), "{number}");
    }
    assert_eq!(client.request("workspace/symbol", json!({ "query": "app" })).as_array().unwrap().len(), 300);
    let peak = client.peak();
    assert!(peak.is_none_or(|peak| peak < 200), "{peak:?}");
    for number in 0..1000 {
        client.close(&uri(number));
    }
    assert_eq!(client.text(&uri(7)), Value::Null);
    client.strict = false;
    assert_eq!(client.leave(), 0);
}

#[test]
fn announced_bytes_take_no_memory_until_they_come() {
    let mut client = program();
    client.initialize(json!({}), Value::Null);
    client.send_raw(b"Content-Length: 268435456\r\n\r\n");
    client.send_raw(&[b' '; 1000]);
    let peak = client.peak();
    assert!(peak.is_none_or(|peak| peak < 100), "{peak:?}");
    assert_eq!(client.hang_up(), 1);
}
