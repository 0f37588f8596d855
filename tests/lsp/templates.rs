//! Template containers: where they are offered, how they are resolved, and those of the user.

use podls::lsp::Engine;
use serde_json::{Value, json};

use super::client::{Client, URI};
use super::fresh;

const POD: &str =
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: é🚀\nspec:\n  containers:\n  - name: app # 🚀\n    image: app:1.0\n";

fn able(resolves: bool, snippets: bool, options: Value) -> Client {
    let mut action = json!({ "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } });
    if resolves {
        action["dataSupport"] = json!(true);
        action["resolveSupport"] = json!({ "properties": ["edit"] });
    }
    let mut client = fresh(Engine::default());
    let capabilities = json!({
        "textDocument": { "diagnostic": {}, "codeAction": action },
        "workspace": { "workspaceEdit": { "documentChanges": true, "snippetEditSupport": snippets } },
    });
    let server = client.initialize(capabilities, options);
    let offered = &server["codeActionProvider"];
    assert!(
        offered["codeActionKinds"].as_array().unwrap().contains(&json!("refactor")),
        "which holds `refactor.insert`"
    );
    assert_eq!(offered["resolveProvider"], if resolves { json!(true) } else { Value::Null });
    client
}

fn ask(client: &mut Client, line: u32, only: &Value) -> Vec<Value> {
    let place = json!({ "line": line, "character": 2 });
    let context = json!({ "diagnostics": [], "only": only });
    let params =
        json!({ "textDocument": { "uri": URI }, "range": { "start": place, "end": place }, "context": context });
    let mut actions = client.request("textDocument/codeAction", params).as_array().cloned().unwrap_or_default();
    actions.retain(|action| action["kind"] == "refactor.insert");
    actions
}

fn named<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    actions.iter().find(|action| action["title"] == title).unwrap_or_else(|| panic!("{title} in {actions:?}"))
}

#[test]
fn templates_are_offered_where_people_look_for_them_and_where_asked_for() {
    let mut client = able(true, false, Value::Null);
    client.open(URI, 1, POD);
    for (line, only, some) in [
        (1, Value::Null, true),
        (2, Value::Null, false),
        (4, Value::Null, true),
        (5, Value::Null, true),
        (6, Value::Null, true),
        (7, Value::Null, false),
        (7, json!(["refactor"]), true),
        (7, json!(["refactor.insert"]), true),
        (7, json!(["refactor.extract", "quickfix"]), false),
        (5, json!(["quickfix"]), false),
        (5, json!([""]), true),
        (7, json!([""]), false),
    ] {
        assert_eq!(!ask(&mut client, line, &only).is_empty(), some, "{line} {only}");
    }
    let all = client.request("podls/templates", json!({}));
    assert_eq!(ask(&mut client, 4, &Value::Null).len(), all.as_array().unwrap().len());
    assert_eq!(all[0]["id"], "wait-for-service");
    assert_eq!(all[0]["group"], "init container");
    assert_eq!(client.leave(), 0);
}

#[test]
fn the_edit_comes_when_an_action_is_chosen() {
    let mut client = able(true, false, Value::Null);
    client.open(URI, 3, POD);
    let action = named(&ask(&mut client, 4, &Value::Null), "Add init container: wait for a service").clone();
    assert!(action.get("edit").is_none());
    let resolved = client.request("codeAction/resolve", action.clone());
    let change = &resolved["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": URI, "version": 3 }));
    let text = change["edits"][0]["newText"].as_str().unwrap();
    assert!(text.contains("value: my-service # TODO: the service to wait for\n"), "{text}");
    assert_eq!(resolved["title"], action["title"]);

    client.change(URI, 4, json!([{ "text": POD.replace("app:1.0", "app:1.1") }]));
    assert_eq!(client.refused("codeAction/resolve", action), -32801, "the text is another one");
    let foreign = json!({ "title": "of another server", "edit": {} });
    assert_eq!(client.request("codeAction/resolve", foreign.clone()), foreign);
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_client_that_cannot_ask_again_gets_the_edit_at_once() {
    let mut client = able(false, false, Value::Null);
    client.open(URI, 3, POD);
    for action in ask(&mut client, 4, &Value::Null) {
        assert!(action["edit"]["documentChanges"][0]["edits"][0]["newText"].is_string(), "{action}");
        assert!(action.get("data").is_none());
    }
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_client_may_expand_snippets_in_one_answer_alone() {
    let mut client = able(true, false, Value::Null);
    client.open(URI, 1, POD);
    let mut insert = |snippets: Value| {
        let mut params = json!({ "textDocument": { "uri": URI }, "position": { "line": 4, "character": 0 }, "id": "wait-for-service" });
        params["snippets"] = snippets;
        client.request("podls/insertTemplate", params)["documentChanges"][0]["edits"][0]["snippet"].is_object()
    };
    assert!(insert(json!(true)));
    assert!(!insert(json!(false)));
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_client_that_knows_snippets_gets_places_to_type_at() {
    let mut client = able(true, true, Value::Null);
    client.open(URI, 3, POD);
    let action = named(&ask(&mut client, 4, &Value::Null), "Add init container: wait for a service").clone();
    let resolved = client.request("codeAction/resolve", action);
    let edits = resolved["edit"]["documentChanges"][0]["edits"].as_array().unwrap().clone();
    let snippet = &edits[0]["snippet"];
    assert_eq!(snippet["kind"], "snippet");
    let value = snippet["value"].as_str().unwrap();
    assert!(value.contains("value: ${1:my-service}\n") && value.contains("\"${2:80}\""), "{value}");
    assert!(value.contains("until nc -z -w 2 \"\\$HOST\"") && !value.contains("TODO"), "{value}");
    assert_eq!(edits[0]["range"]["start"]["character"], 0);

    let position = json!({ "line": 4, "character": 0 });
    let params = json!({ "textDocument": { "uri": URI }, "position": position, "id": "log-shipper" });
    let edit = client.request("podls/insertTemplate", params);
    let edits = edit["documentChanges"][0]["edits"].as_array().unwrap().clone();
    let plain: Vec<bool> = edits.iter().map(|edit| edit["newText"].is_string()).collect();
    assert_eq!(plain, [false, true], "{edits:?}");
    let params = json!({ "textDocument": { "uri": URI }, "position": position, "id": "nothing" });
    assert_eq!(client.refused("podls/insertTemplate", params), -32803);
    assert_eq!(client.leave(), 0);
}

#[test]
fn templates_of_the_user_stand_beside_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let head = "title: do my thing\ngroup: init\ncontainer:\n  name: mine\n  image: ${1:mine:1.0}\n";
    file("a.yaml", &format!("id: mine\n{head}"));
    file("b.yaml", &format!("id: mine\n{head}"));
    file("c.yml", "id: broken\n");
    file("d.txt", "no template");
    file("e.yaml", &format!("id: cache\n{head}"));
    let mut client = able(true, true, json!({ "templates": folder.path() }));
    let mut said = Vec::new();
    for _ in 0..2 {
        let message = client.called("window/showMessage")["params"]["message"].as_str().unwrap().to_owned();
        said.push(message.replace(&folder.path().display().to_string(), "…"));
    }
    assert_eq!(
        said,
        [
            "the template `…/b.yaml` is left out: another one is named `mine` too",
            "the template `…/c.yml` is left out: line 1: `title` is missing; add a string",
        ]
    );
    let all = client.request("podls/templates", Value::Null);
    let mine = |title: &str| all.as_array().unwrap().iter().filter(|one| one["title"] == title).count();
    assert_eq!(mine("Add init container: do my thing"), 2, "one of them in the place of `cache`");
    client.open(URI, 1, POD);
    let action = named(&ask(&mut client, 4, &Value::Null), "Add init container: do my thing").clone();
    let resolved = client.request("codeAction/resolve", action);
    assert!(resolved["edit"].to_string().contains("image: ${1:mine:1.0}"), "{resolved}");
    assert_eq!(client.leave(), 0);

    let mut client = able(true, true, json!({ "templates": "/no/such/folder" }));
    assert!(client.called("window/showMessage")["params"]["message"].as_str().unwrap().contains("`/no/such/folder`"));
    assert_eq!(client.leave(), 0);
}

#[test]
fn the_list_for_a_document_has_the_templates_that_a_settings_file_beside_it_names() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    std::fs::create_dir(folder.path().join("own")).unwrap();
    file("podls.yaml", "templates: own\n");
    file("own/a.yaml", "id: mine\ntitle: do my thing\ngroup: init\ncontainer:\n  name: mine\n  image: mine:1.0\n");
    let mut client = able(true, true, Value::Null);
    let uri = format!("file://{}/pod.yaml", folder.path().display());
    client.open(&uri, 1, POD);
    client.open(URI, 1, POD);
    let mut has_mine = |params: Value| {
        let all = client.request("podls/templates", params);
        all.as_array().unwrap().iter().any(|one| one["id"] == "mine")
    };
    assert!(has_mine(json!({ "textDocument": { "uri": uri } })));
    for without in [json!({ "textDocument": { "uri": URI } }), json!({}), json!([]), Value::Null] {
        assert!(!has_mine(without));
    }
    let place = json!({ "line": 4, "character": 0 });
    let params = json!({ "textDocument": { "uri": uri }, "position": place, "id": "mine" });
    assert!(client.request("podls/insertTemplate", params).to_string().contains("mine:1.0"));
    assert_eq!(client.leave(), 0);
}
