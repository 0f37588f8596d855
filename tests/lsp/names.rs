//! Definitions, references, highlights, renaming, linked editing, links and symbols of all documents.

use serde_json::{Value, json};

use super::client::{Client, URI};
use super::{begun, pulling};

const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - {name: \"🚀\", image: nginx, \
                   volumeMounts: [{name: \"data\", mountPath: /a}]}\n  volumes:\n  - {name: data, emptyDir: {}}\n";

fn open(capabilities: Value) -> Client {
    let mut client = begun(capabilities);
    client.open(URI, 1, POD);
    client
}

fn at(line: u32, character: u32) -> Value {
    json!({ "textDocument": { "uri": URI }, "position": { "line": line, "character": character } })
}

fn range(line: u32, start: u32, end: u32) -> Value {
    json!({ "start": { "line": line, "character": start }, "end": { "line": line, "character": end } })
}

fn locations(answer: &Value) -> Vec<Value> {
    answer.as_array().expect("a list").iter().map(|location| location["range"].clone()).collect()
}

#[test]
fn a_use_leads_to_its_definition_and_back() {
    let mut client = open(pulling());
    let found = client.request("textDocument/definition", at(5, 54));
    assert_eq!(found, json!([{ "uri": URI, "range": range(7, 11, 15) }]));
    assert_eq!(client.request("textDocument/definition", at(5, 5)), Value::Null);
    let mut ask = at(7, 12);
    ask["context"] = json!({ "includeDeclaration": false });
    assert_eq!(locations(&client.request("textDocument/references", ask.clone())), [range(5, 54, 58)]);
    ask["context"] = json!({ "includeDeclaration": true });
    let both = locations(&client.request("textDocument/references", ask));
    assert_eq!(both, [range(5, 54, 58), range(7, 11, 15)]);
    let marks = client.request("textDocument/documentHighlight", at(7, 15));
    assert_eq!(marks, json!([{ "range": range(5, 54, 58), "kind": 2 }, { "range": range(7, 11, 15), "kind": 3 }]));
    let linked = client.request("textDocument/linkedEditingRange", at(7, 15));
    assert_eq!(linked["ranges"], json!([range(5, 54, 58), range(7, 11, 15)]));
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_client_that_takes_links_learns_what_they_are_about() {
    let mut capabilities = pulling();
    capabilities["textDocument"]["definition"] = json!({ "linkSupport": true });
    let mut client = open(capabilities);
    let found = client.request("textDocument/definition", at(5, 54));
    assert_eq!(
        found,
        json!([{ "originSelectionRange": range(5, 54, 58), "targetUri": URI, "targetRange": range(7, 11, 15),
            "targetSelectionRange": range(7, 11, 15) }])
    );
    assert_eq!(client.leave(), 0);
}

#[test]
fn renaming_changes_every_place_or_says_why_not() {
    let mut capabilities = pulling();
    capabilities["textDocument"]["rename"] = json!({ "prepareSupport": true });
    let mut client = open(capabilities);
    let prepared = client.request("textDocument/prepareRename", at(5, 55));
    assert_eq!(prepared, json!({ "range": range(5, 54, 58), "placeholder": "data" }));
    assert_eq!(client.request("textDocument/prepareRename", at(4, 5)), Value::Null);
    let mut ask = at(5, 55);
    ask["newName"] = json!("cache");
    let edit = client.request("textDocument/rename", ask.clone());
    let edits = edit["changes"][URI].as_array().expect("edits").clone();
    assert_eq!(edits.len(), 2);
    assert_eq!(edits[0], json!({ "range": range(5, 53, 59), "newText": "\"cache\"" }));
    ask["newName"] = json!("Cache");
    let id = client.ask("textDocument/rename", ask);
    let refusal = client.answer(id)["error"].clone();
    assert_eq!(refusal["code"], -32803);
    assert_eq!(refusal["message"], "`Cache` must consist of lower-case letters, digits and `-`, without `C`");
    assert_eq!(client.leave(), 0);
}

#[test]
fn kinds_and_images_link_to_their_pages() {
    let mut client = open(pulling());
    let links = client.request("textDocument/documentLink", json!({ "textDocument": { "uri": URI } }));
    assert_eq!(links[0]["target"], "https://kubernetes.io/docs/concepts/workloads/pods/");
    assert_eq!(
        (&links[1]["target"], &links[1]["range"]),
        (&json!("https://hub.docker.com/_/nginx"), &range(5, 24, 29))
    );
    assert_eq!(client.leave(), 0);
}

#[test]
fn symbols_of_all_documents_are_found() {
    let mut client = open(pulling());
    client.open("file:///other.yaml", 1, &POD.replace("name: web", "name: wonder-web"));
    let found = client.request("workspace/symbol", json!({ "query": "web" }));
    let names: Vec<_> = found.as_array().expect("a list").iter().map(|found| found["name"].clone()).collect();
    assert_eq!(names, ["web", "wonder-web"]);
    let found = client.request("workspace/symbol", json!({ "query": "dat" }));
    assert_eq!(found[0]["containerName"], "web");
    assert_eq!(client.leave(), 0);
}
