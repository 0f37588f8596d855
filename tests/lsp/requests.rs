//! Hover, completion, symbols, folds and selections in the words each client understands.

use serde_json::{Value, json};

use super::client::URI;
use super::{begun, pulling};

fn capable(name: &str, capability: Value) -> Value {
    let mut capabilities = pulling();
    capabilities["textDocument"][name] = capability;
    capabilities
}

fn range(start: (u32, u32), end: (u32, u32)) -> Value {
    json!({ "start": { "line": start.0, "character": start.1 }, "end": { "line": end.0, "character": end.1 } })
}

#[test]
fn hover_is_markdown_only_where_it_is_rendered() {
    for (formats, kind, value) in [
        (json!(["markdown", "plaintext"]), "markdown", "`word` at **9** for 1.37"),
        (json!(["plaintext", "markdown"]), "plaintext", "word at 9 for 1.37"),
        (json!([]), "plaintext", "word at 9 for 1.37"),
        (Value::Null, "plaintext", "word at 9 for 1.37"),
    ] {
        let mut client = begun(capable("hover", json!({ "contentFormat": formats })));
        client.open(URI, 1, "🚀 a\nword");
        let hover = client.at("textDocument/hover", URI, 1, 2);
        assert_eq!(hover["contents"], json!({ "kind": kind, "value": value }));
        assert_eq!(hover["range"], range((1, 0), (1, 4)));
        assert_eq!(client.at("textDocument/hover", URI, 0, 2), Value::Null);
        assert_eq!(client.at("textDocument/hover", URI, 99, 99)["range"], range((1, 0), (1, 4)), "outside is the end");
        assert_eq!(client.leave(), 0);
    }
}

#[test]
fn completions_carry_an_edit_and_what_the_client_can_show() {
    let mut plain = begun(pulling());
    plain.open(URI, 1, "🚀 n");
    let list = plain.at("textDocument/completion", URI, 0, 4);
    assert_eq!(list["isIncomplete"], false);
    assert_eq!(
        list["items"][0],
        json!({
            "label": "name", "kind": 5, "detail": "string", "sortText": "000000name", "insertTextFormat": 1,
            "documentation": { "kind": "plaintext", "value": "the name" },
            "textEdit": { "range": range((0, 3), (0, 4)), "newText": "name: " },
        })
    );
    assert_eq!(list["items"][1]["kind"], 12);
    assert!(list["items"][1].get("deprecated").is_none() && list["items"][1].get("tags").is_none());
    assert_eq!(plain.leave(), 0);

    let item = json!({
        "documentationFormat": ["markdown"], "labelDetailsSupport": true, "tagSupport": { "valueSet": [1] },
        "deprecatedSupport": true, "insertTextModeSupport": { "valueSet": [1, 2] },
    });
    let mut rich = begun(capable("completion", json!({ "completionItem": item })));
    rich.open(URI, 1, "🚀 n");
    let list = rich.at("textDocument/completion", URI, 0, 4);
    let (first, second) = (&list["items"][0], &list["items"][1]);
    assert_eq!(first["documentation"], json!({ "kind": "markdown", "value": "the `name`" }));
    assert_eq!(first["labelDetails"], json!({ "description": "string" }));
    assert_eq!(first["insertTextMode"], 1);
    assert!(first.get("detail").is_none() && first.get("tags").is_none());
    assert_eq!(second["tags"], json!([1]));
    assert_eq!(rich.leave(), 0);

    let mut older = begun(capable("completion", json!({ "completionItem": { "deprecatedSupport": true } })));
    older.open(URI, 1, "n");
    assert_eq!(older.at("textDocument/completion", URI, 0, 1)["items"][1]["deprecated"], true);
    assert_eq!(older.leave(), 0);
}

#[test]
fn symbols_are_a_tree_where_the_client_shows_one() {
    let mut client = begun(capable("documentSymbol", json!({ "hierarchicalDocumentSymbolSupport": true })));
    client.open(URI, 1, "🚀 a\nb");
    let symbols = client.about("textDocument/documentSymbol", URI);
    let (all, line) = (range((0, 0), (1, 1)), range((0, 0), (0, 4)));
    assert_eq!(
        symbols,
        json!([{
            "name": "🚀 a", "kind": 5, "range": all, "selectionRange": line,
            "children": [{
                "name": "app", "detail": "app", "kind": 4, "range": line, "selectionRange": range((0, 0), (0, 0)),
                "children": [],
            }],
        }]),
        "no empty name, and a selection inside its symbol"
    );
    assert_eq!(client.leave(), 0);

    let mut client = begun(pulling());
    client.open(URI, 1, "🚀 a\nb");
    let symbols = client.about("textDocument/documentSymbol", URI);
    assert_eq!(
        symbols,
        json!([
            { "name": "🚀 a", "kind": 5, "location": { "uri": URI, "range": all } },
            { "name": "app", "kind": 4, "location": { "uri": URI, "range": line }, "containerName": "🚀 a" },
        ])
    );
    assert_eq!(client.leave(), 0);
}

#[test]
fn folds_are_whole_lines_and_no_more_than_the_client_takes() {
    let mut client = begun(pulling());
    client.open(URI, 1, "a\nb\nc");
    let folds = client.about("textDocument/foldingRange", URI);
    assert_eq!(folds, json!([{ "startLine": 0, "endLine": 2 }, { "startLine": 0, "endLine": 2, "kind": "comment" }]));
    assert_eq!(client.leave(), 0);

    let mut client = begun(capable("foldingRange", json!({ "rangeLimit": 1, "lineFoldingOnly": true })));
    client.open(URI, 1, "a\nb\nc");
    assert_eq!(client.about("textDocument/foldingRange", URI), json!([{ "startLine": 0, "endLine": 2 }]));
    assert_eq!(client.leave(), 0);
}

#[test]
fn each_position_has_its_chain_of_selections() {
    let mut client = begun(pulling());
    client.open(URI, 1, "🚀 a\nb");
    let positions = json!([{ "line": 0, "character": 3 }, { "line": 9, "character": 9 }]);
    let params = json!({ "textDocument": { "uri": URI }, "positions": positions });
    let all = json!({ "range": range((0, 0), (1, 1)) });
    assert_eq!(
        client.request("textDocument/selectionRange", params.clone()),
        json!([
            { "range": range((0, 3), (0, 3)), "parent": { "range": range((0, 0), (0, 4)), "parent": all } },
            { "range": range((1, 1), (1, 1)), "parent": { "range": range((1, 0), (1, 1)), "parent": all } },
        ])
    );
    client.change(URI, 2, json!([{ "text": "" }]));
    let bare = json!({ "range": range((0, 0), (0, 0)) });
    assert_eq!(client.request("textDocument/selectionRange", params), json!([bare, bare]));
    assert_eq!(client.leave(), 0);
}
