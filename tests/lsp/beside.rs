//! Beside a server with a schema of the same fields: nothing is said or offered twice, and nothing else is lost.

use podls::lsp::Engine;
use serde_json::{Value, json};

use super::client::{Client, URI};
use super::fresh;

const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: e # 🚀\nspec:\n  containers:\n  - name: app\n    image: [app:1]\n    imagePullPolcy: Always\n    volumeMounts:\n    - name: data\n      mountPath: /data\n    \n";

fn codes(diagnostics: &Value) -> Vec<&str> {
    let all = diagnostics.as_array().expect("diagnostics").iter();
    all.filter(|diagnostic| diagnostic["severity"] == 1).filter_map(|one| one["code"].as_str()).collect()
}

fn push(client: &mut Client, features: &str) {
    let settings = json!({ "podls": { "profile": "none", "schemaFeatures": features } });
    client.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
}

fn kinds(client: &mut Client) -> Vec<u64> {
    let at = json!({ "textDocument": { "uri": URI }, "position": { "line": 12, "character": 4 } });
    let list = client.request("textDocument/completion", at);
    let items = list["items"].as_array().cloned().unwrap_or_default();
    items.iter().filter_map(|item| item["kind"].as_u64()).collect()
}

#[test]
fn what_a_schema_says_is_held_back_and_comes_again() {
    const FIELD: u64 = 5;
    let mut client = fresh(Engine::default());
    client.initialize(json!({}), json!({ "profile": "none" }));
    client.open(URI, 1, POD);
    let all = ["wrong-type", "unknown-field", "mount-unknown-volume"];
    assert_eq!(codes(&client.published(URI)["diagnostics"]), all);
    assert!(kinds(&mut client).contains(&FIELD));
    push(&mut client, "off");
    assert_eq!(codes(&client.published(URI)["diagnostics"]), ["mount-unknown-volume"]);
    assert!(!kinds(&mut client).contains(&FIELD));
    push(&mut client, "auto");
    assert_eq!(codes(&client.published(URI)["diagnostics"]), all);
    assert!(kinds(&mut client).contains(&FIELD));
    assert_eq!(client.leave(), 0);
}
