//! Requests of our own for clients that show pictures and pages.

use podls::lsp::Engine;
use serde_json::{Value, json};

use super::client::URI;
use super::{begun_with, pulling};

const PODS: &str = "apiVersion: v1\nkind: Pod\nmetadata: { name: first }\nspec:\n  containers:\n  - name: 🚀\n---\n\
                    apiVersion: batch/v1\nkind: CronJob\nmetadata:\n    name: second\nspec:\n    jobTemplate: { spec: { \
                    template: { spec: { containers: [{ name: app }] } } } }\n";

#[test]
fn the_pod_at_a_place_is_drawn_in_the_colours_asked_for() {
    let mut client = begun_with(Engine::default(), pulling());
    client.open(URI, 1, PODS);
    for (line, theme, name, class) in [
        (0, json!("light"), "Pod first", "podls light"),
        (5, json!("dark"), "Pod first", "podls dark"),
        (12, json!("auto"), "CronJob second", "podls"),
        (99, json!("sepia"), "CronJob second", "podls"),
    ] {
        let position = json!({ "line": line, "character": 3 });
        let params = json!({ "textDocument": { "uri": URI }, "position": position, "theme": theme });
        let drawn = client.request("podls/draw", params);
        assert_eq!(drawn["name"], name);
        let svg = drawn["svg"].as_str().unwrap_or_default();
        assert!(svg.starts_with("<svg ") && svg.contains(&format!("class=\"{class}\"")), "{svg}");
    }
    let at = json!({ "line": 0, "character": 0 });
    client.open("file:///none.yaml", 1, "a: b\n");
    let params = json!({ "textDocument": { "uri": "file:///none.yaml" }, "position": at });
    assert_eq!(client.request("podls/draw", params), Value::Null);
    let params = json!({ "textDocument": { "uri": "file:///closed.yaml" }, "position": at });
    assert_eq!(client.request("podls/draw", params), Value::Null);
    assert_eq!(client.leave(), 0);
}

#[test]
fn every_code_there_is_has_its_page() {
    let mut client = begun_with(Engine::default(), pulling());
    let all = client.request("podls/explain", json!({}));
    let all = all.as_array().unwrap();
    assert!(all.len() > 100);
    for one in all {
        let page = client.request("podls/explain", json!({ "code": one["code"] }));
        assert_eq!(page["code"], one["code"]);
        let text = page["markdown"].as_str().unwrap();
        assert!(text.contains(one["says"].as_str().unwrap()) && text.matches("\n```").count() == 4, "{text}");
    }
    assert_eq!(client.request("podls/explain", json!({ "code": "no-such-code" })), Value::Null);
    assert_eq!(client.leave(), 0);
}
