//! Completion in the words each client understands: snippets, documentation for later, what opens by itself.

use serde_json::{Value, json};

use super::client::{Client, URI};
use super::{begun, pulling};

fn able(item: &Value) -> Client {
    let mut capabilities = pulling();
    capabilities["textDocument"]["completion"] = json!({ "completionItem": item });
    begun(capabilities)
}

/// The block the toy offers at the end of the line `é`, four columns in.
fn block(client: &mut Client) -> Value {
    client.open(URI, 1, "é 🚀\n    ");
    client.at("textDocument/completion", URI, 1, 4)["items"][2].clone()
}

#[test]
fn blocks_are_snippets_where_the_client_expands_them() {
    let mut plain = able(&json!({}));
    let item = block(&mut plain);
    assert_eq!((&item["insertTextFormat"], &item["kind"]), (&json!(1), &json!(15)));
    assert_eq!(item["textEdit"]["newText"], "a: $b\n        c: }");
    assert_eq!(item["textEdit"]["range"]["start"], json!({ "line": 1, "character": 3 }));
    assert_eq!(item["filterText"], " block", "the range begins with a space");
    assert_eq!(item["additionalTextEdits"][0]["newText"], "# more\n");
    assert_eq!(plain.leave(), 0);

    // Who expands snippets indents them like the line they begin on.
    let mut client = able(&json!({ "snippetSupport": true, "insertTextModeSupport": { "valueSet": [1, 2] } }));
    let item = block(&mut client);
    assert_eq!((&item["insertTextFormat"], &item["insertTextMode"]), (&json!(2), &json!(2)));
    assert_eq!(item["textEdit"]["newText"], "a: ${1:\\$b}\n     c: \\}", "three of the columns stand before it");
    assert_eq!(client.leave(), 0);
}

#[test]
fn documentation_is_left_for_later_where_the_client_asks_again() {
    let mut eager = able(&json!({ "documentationFormat": ["markdown"] }));
    let item = block(&mut eager);
    let markdown = item["documentation"]["value"].as_str().unwrap_or_default().to_owned();
    assert!(markdown.starts_with("**image**") && item.get("data").is_none(), "{item}");
    assert_eq!(eager.leave(), 0);

    let lazy = json!({ "documentationFormat": ["markdown"], "resolveSupport": { "properties": ["documentation"] } });
    let mut client = able(&lazy);
    let item = block(&mut client);
    assert!(item.get("documentation").is_none(), "{item}");
    let resolved = client.request("completionItem/resolve", item.clone());
    assert_eq!(resolved["documentation"], json!({ "kind": "markdown", "value": markdown }));
    assert_eq!(resolved["textEdit"], item["textEdit"]);
    // What is not ours comes back as it went.
    let foreign = json!({ "label": "a", "data": { "of": "core.v1.Container", "field": 5 } });
    assert_eq!(client.request("completionItem/resolve", foreign.clone()), foreign);
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_space_that_indents_opens_no_list() {
    let mut client = able(&json!({}));
    client.open(URI, 1, "a: \n   ");
    let mut ask = |line: u32, trigger: Value| {
        let params =
            json!({ "textDocument": { "uri": URI }, "position": { "line": line, "character": 3 }, "context": trigger });
        client.request("textDocument/completion", params)
    };
    let space = json!({ "triggerKind": 2, "triggerCharacter": " " });
    assert_eq!(ask(1, space.clone()), Value::Null);
    assert!(ask(0, space)["items"].is_array());
    assert!(ask(1, json!({ "triggerKind": 1 }))["items"].is_array());
    assert_eq!(client.leave(), 0);
}
