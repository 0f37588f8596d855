//! Settings, from wherever they come and whatever they are.

use serde_json::{Value, json};

use super::client::{Client, URI};
use super::{TOY, begun, fresh};

/// The version the only diagnostic of `bad` names.
fn judged_by(diagnostics: &Value) -> &str {
    diagnostics[0]["message"].as_str().unwrap().strip_prefix("`bad` in ").unwrap()
}

fn warned(client: &mut Client) -> String {
    let message = client.called("window/showMessage");
    assert_eq!(message["params"]["type"], 2);
    message["params"]["message"].as_str().unwrap().to_owned()
}

#[test]
fn options_of_initialize_are_read_in_every_shape() {
    for (options, version, warnings) in [
        (Value::Null, "1.37", 0),
        (json!([]), "1.37", 0),
        (json!({ "kubernetesVersion": "1.31" }), "1.31", 0),
        (json!({ "podls": { "kubernetesVersion": "v1.30.2" } }), "1.30", 0),
        (json!({ "podls": [] }), "1.37", 0),
        (json!({ "kubernetesVersion": 1.31 }), "1.37", 1),
        (json!({ "kubernetesVersion": "9" }), "1.37", 1),
        (json!({ "kubernetesVersion": "1.31", "colour": "red", "color": "red" }), "1.31", 2),
        (json!("1.31"), "1.37", 1),
        (json!(["1.31"]), "1.37", 1),
    ] {
        let mut client = fresh(TOY);
        client.initialize(json!({}), options.clone());
        client.open(URI, 1, "bad");
        assert_eq!(judged_by(&client.published(URI)["diagnostics"]), version, "{options}");
        let warned: Vec<String> = (0..warnings).map(|_| warned(&mut client)).collect();
        assert_eq!(client.unread(), Vec::<Value>::new(), "{options}: {warned:?}");
        assert_eq!(client.leave(), 0);
    }
}

#[test]
fn pushed_settings_are_followed_and_each_problem_told_once() {
    let mut client = fresh(TOY);
    client.initialize(json!({}), json!({ "kubernetesVersion": "1.30" }));
    client.open(URI, 1, "bad");
    assert_eq!(judged_by(&client.published(URI)["diagnostics"]), "1.30");
    let push = |client: &mut Client, settings: Value| {
        client.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
    };
    push(&mut client, json!({ "podls": { "kubernetesVersion": "1.31" }, "yaml": { "format": true } }));
    assert_eq!(judged_by(&client.published(URI)["diagnostics"]), "1.31");
    push(&mut client, json!({ "podls": { "kubernetesVersion": "1.31" } }));
    assert_eq!(client.unread(), Vec::<Value>::new(), "nothing new");
    for _ in 0..3 {
        push(&mut client, json!({ "podls": { "kubernetesVersion": "1.31", "typo": 1 } }));
    }
    assert!(warned(&mut client).contains("`podls.typo`"));
    assert_eq!(client.unread(), Vec::<Value>::new(), "told once");
    push(&mut client, json!({ "podls": [] }));
    assert_eq!(judged_by(&client.published(URI)["diagnostics"]), "1.30", "back to the start");
    push(&mut client, json!({ "podls": { "kubernetesVersion": "soon" } }));
    assert!(warned(&mut client).contains("`soon`"));
    for nothing in [Value::Null, json!({}), json!([]), json!({ "yaml": 1 }), json!(7)] {
        push(&mut client, nothing);
    }
    client.notify("workspace/didChangeConfiguration", json!({}));
    client.notify("workspace/didChangeConfiguration", Value::Null);
    assert_eq!(client.unread(), Vec::<Value>::new());
    assert_eq!(client.leave(), 0);
}

fn asked() -> Value {
    json!({ "workspace": { "configuration": true, "didChangeConfiguration": { "dynamicRegistration": true } } })
}

#[test]
fn a_client_that_can_be_asked_is_asked_at_the_start_and_on_every_change() {
    let mut client = begun(asked());
    let registration = client.called("client/registerCapability");
    let registered = &registration["params"]["registrations"][0];
    assert_eq!(registered["method"], "workspace/didChangeConfiguration");
    assert_eq!(registered["registerOptions"], json!({ "section": "podls" }));
    client.reply(&registration, Value::Null);
    let question = client.called("workspace/configuration");
    assert_eq!(question["params"], json!({ "items": [{ "section": "podls" }] }));
    client.open(URI, 1, "bad");
    assert_eq!(judged_by(&client.published(URI)["diagnostics"]), "1.37", "nobody waits for settings");
    client.reply(&question, json!([{ "kubernetesVersion": "1.29", "trace": { "server": "off" } }]));
    assert_eq!(judged_by(&client.published(URI)["diagnostics"]), "1.29");
    for (answer, version) in
        [(json!([[]]), "1.37"), (json!([{ "kubernetesVersion": "1.28" }]), "1.28"), (json!([null]), "1.37")]
    {
        // What is pushed is not read, for it may be anything.
        client.notify("workspace/didChangeConfiguration", json!({ "settings": { "podls": { "nonsense": 1 } } }));
        let question = client.called("workspace/configuration");
        client.reply(&question, answer);
        assert_eq!(judged_by(&client.published(URI)["diagnostics"]), version);
    }
    assert_eq!(client.leave(), 0);
}

#[test]
fn only_the_answer_to_the_last_question_counts() {
    let mut client = begun(json!({ "workspace": { "configuration": true } }));
    client.open(URI, 1, "bad");
    client.published(URI);
    let first = client.called("workspace/configuration");
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    let second = client.called("workspace/configuration");
    client.reply(&second, json!([{ "kubernetesVersion": "1.30" }]));
    assert_eq!(judged_by(&client.published(URI)["diagnostics"]), "1.30");
    client.reply(&first, json!([{ "kubernetesVersion": "1.29" }]));
    client.change(URI, 2, json!([{ "text": " bad" }]));
    assert_eq!(judged_by(&client.published(URI)["diagnostics"]), "1.30");
    assert_eq!(client.unread(), Vec::<Value>::new());
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_client_that_refuses_or_answers_nonsense_is_served_with_what_there_is() {
    for answer in [
        json!({ "error": { "code": -32601, "message": "no" } }),
        json!({ "result": null }),
        json!({ "result": [] }),
        json!({ "result": { "kubernetesVersion": "1.29" } }),
    ] {
        let mut client = fresh(TOY);
        client.initialize(json!({ "workspace": { "configuration": true } }), json!({ "kubernetesVersion": "1.31" }));
        let question = client.called("workspace/configuration");
        let mut reply = json!({ "jsonrpc": "2.0", "id": question["id"] });
        for (name, value) in answer.as_object().unwrap() {
            reply[name] = value.clone();
        }
        client.send(&reply);
        client.open(URI, 1, "bad");
        assert_eq!(judged_by(&client.published(URI)["diagnostics"]), "1.31", "{answer}");
        assert_eq!(client.unread(), Vec::<Value>::new(), "{answer}");
        assert_eq!(client.leave(), 0);
    }
}

#[test]
fn a_client_that_pulls_is_told_to_pull_again_where_it_can_be() {
    for refreshes in [true, false] {
        let mut client = begun(json!({
            "textDocument": { "diagnostic": {} },
            "workspace": { "diagnostics": { "refreshSupport": refreshes } },
        }));
        client.open(URI, 1, "bad");
        let before = client.about("textDocument/diagnostic", URI);
        assert_eq!(judged_by(&before["items"]), "1.37");
        client.notify(
            "workspace/didChangeConfiguration",
            json!({ "settings": { "podls": { "kubernetesVersion": "1.27" } } }),
        );
        if refreshes {
            let request = client.called("workspace/diagnostic/refresh");
            client.reply(&request, Value::Null);
        }
        let after = client.request(
            "textDocument/diagnostic",
            json!({ "textDocument": { "uri": URI }, "previousResultId": before["resultId"] }),
        );
        assert_eq!(judged_by(&after["items"]), "1.27");
        assert_eq!(client.unread(), Vec::<Value>::new());
        assert_eq!(client.leave(), 0);
    }
}

#[test]
fn a_client_that_holds_back_its_answers_is_served() {
    let mut capabilities = asked();
    capabilities["textDocument"] = json!({ "diagnostic": {} });
    let mut client = begun(capabilities);
    for _ in 0..20 {
        client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    }
    client.open(URI, 1, "bad");
    for _ in 0..500 {
        client.request("podls/ping", Value::Null);
    }
    assert_eq!(client.about("textDocument/diagnostic", URI)["items"].as_array().unwrap().len(), 1);
    let registration = client.called("client/registerCapability");
    let questions: Vec<Value> = (0..21).map(|_| client.called("workspace/configuration")).collect();
    assert_eq!(client.unread(), Vec::<Value>::new());
    client.reply(&registration, Value::Null);
    for question in &questions {
        client.reply(question, json!([null]));
    }
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_settings_file_beside_a_document_holds_until_it_changes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("podls.yaml");
    std::fs::write(&file, "kubernetesVersion: 1.30\n").unwrap();
    let uri = format!("file://{}/pod.yaml", folder.path().display());
    let mut client = begun(json!({}));
    client.open(&uri, 1, "bad");
    assert_eq!(judged_by(&client.published(&uri)["diagnostics"]), "1.30");
    std::fs::write(&file, "kubernetesVersion: 1.31\n").unwrap();
    let change = json!({ "changes": [{ "uri": format!("file://{}", file.display()), "type": 2 }] });
    client.notify("workspace/didChangeWatchedFiles", change);
    assert_eq!(judged_by(&client.published(&uri)["diagnostics"]), "1.31");
    std::fs::write(&file, "kubernetesVersion: 1.32\nprofil: none\n").unwrap();
    let own = format!("file://{}", file.display());
    client.open(&own, 1, "kubernetesVersion: 1.32\nprofil: none\n");
    assert_eq!(client.published(&own)["diagnostics"][0]["code"], "setting-unknown");
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": own } }));
    assert_eq!(judged_by(&client.published(&uri)["diagnostics"]), "1.32");
    assert!(warned(&mut client).contains("podls.yaml:2:1: there is no setting `profil`"));
    assert_eq!(client.unread(), Vec::<Value>::new(), "told once");
}
