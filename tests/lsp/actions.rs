//! Code actions: which are offered where, and how they are written.

use serde_json::{Value, json};

use super::client::{Client, URI};
use super::{begun, pulling};

fn able(document_changes: bool) -> Client {
    let mut capabilities = pulling();
    capabilities["textDocument"]["codeAction"] =
        json!({ "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } } });
    capabilities["workspace"] = json!({ "workspaceEdit": { "documentChanges": document_changes } });
    begun(capabilities)
}

#[expect(clippy::needless_pass_by_value, reason = "the context is written out at the call")]
fn ask(client: &mut Client, from: (u32, u32), to: (u32, u32), context: Value) -> Value {
    let place = |(line, character): (u32, u32)| json!({ "line": line, "character": character });
    let params = json!({ "textDocument": { "uri": URI }, "range": { "start": place(from), "end": place(to) },
        "context": context });
    client.request("textDocument/codeAction", params)
}

fn titles(actions: &Value) -> Vec<&str> {
    actions.as_array().unwrap().iter().map(|action| action["title"].as_str().unwrap()).collect()
}

#[test]
fn a_fix_carries_its_diagnostic_and_a_versioned_edit() {
    let mut client = able(true);
    client.open(URI, 3, "é 🚀 bad");
    let actions = ask(&mut client, (0, 6), (0, 6), json!({ "diagnostics": [] }));
    let range = json!({ "start": { "line": 0, "character": 5 }, "end": { "line": 0, "character": 8 } });
    let published = client.about("textDocument/diagnostic", URI)["items"].clone();
    assert_eq!(
        actions,
        json!([{
            "title": "Write `good`", "kind": "quickfix", "isPreferred": true, "diagnostics": published,
            "edit": { "documentChanges": [{
                "textDocument": { "uri": URI, "version": 3 }, "edits": [{ "range": range, "newText": "good" }],
            }] },
        }])
    );
    assert_eq!(client.leave(), 0);

    let mut client = able(false);
    client.open(URI, 3, "é 🚀 bad");
    let actions = ask(&mut client, (0, 6), (0, 6), json!({ "diagnostics": [] }));
    assert_eq!(actions[0]["edit"], json!({ "changes": { URI: [{ "range": range, "newText": "good" }] } }));
    assert_eq!(client.leave(), 0);
}

#[test]
fn actions_go_by_range_and_a_cursor_stands_for_its_line() {
    let mut client = able(true);
    client.open(URI, 1, "bad bad\nfine\nbad");
    for (from, to, expected) in [
        ((0, 1), (0, 1), 2),
        ((0, 3), (0, 4), 4),
        ((1, 2), (1, 2), 1),
        ((2, 0), (2, 0), 2),
        ((0, 0), (2, 3), 5),
        ((9, 0), (9, 0), 2),
    ] {
        let actions = ask(&mut client, from, to, json!({ "diagnostics": [] }));
        assert_eq!(titles(&actions).len(), expected, "{from:?} {to:?} {actions}");
    }
    client.change(URI, 2, json!([{ "text": "fine bad fine" }]));
    let actions = ask(&mut client, (0, 12), (0, 12), json!({ "diagnostics": [] }));
    assert_eq!(titles(&actions), ["Write `good`", "Remove"], "nothing under the cursor, so its line");
    assert_eq!(client.leave(), 0);
}

#[test]
fn only_kinds_asked_for_are_offered() {
    let mut client = able(true);
    client.open(URI, 1, "bad");
    let all = "Fix all that is sure to be meant otherwise";
    for (only, expected) in [
        (json!(["quickfix"]), vec!["Write `good`"]),
        (json!(["refactor"]), vec!["Remove"]),
        (json!(["source", "refactor"]), vec!["Remove", all]),
        (json!(["source.fixAll"]), vec![all]),
        (json!(["source.fixAll.podls"]), vec![all]),
        (json!(["source.fix"]), vec![]),
        (json!(["source.fixAll.other"]), vec![]),
        (json!(["source.organizeImports"]), vec![]),
        (json!([""]), vec!["Write `good`", "Remove"]),
        (json!(["quick"]), vec![]),
        (json!(["quickfix.podls"]), vec![]),
        (json!([]), vec![]),
        (Value::Null, vec!["Write `good`", "Remove"]),
    ] {
        let actions = ask(&mut client, (0, 0), (0, 3), json!({ "diagnostics": [], "only": only }));
        assert_eq!(titles(&actions), expected, "{only}");
    }
    assert_eq!(client.leave(), 0);
}

#[test]
fn diagnostics_of_other_servers_are_no_obstacle() {
    let mut client = able(true);
    client.open(URI, 1, "bad");
    let foreign = json!([{ "code": 99_999_999_999_i64, "message": 7, "codeDescription": { "href": "no uri" } }]);
    let actions = ask(&mut client, (0, 0), (0, 0), json!({ "diagnostics": foreign, "triggerKind": 2 }));
    assert_eq!(titles(&actions), ["Write `good`"]);
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_client_that_takes_only_commands_gets_nothing() {
    let mut client = begun(pulling());
    client.open(URI, 1, "bad");
    assert_eq!(ask(&mut client, (0, 0), (0, 3), json!({ "diagnostics": [] })), Value::Null);
    assert_eq!(client.leave(), 0);
}

/// A client that asks for edits when an action is chosen.
fn patient() -> Client {
    let mut capabilities = pulling();
    capabilities["textDocument"]["codeAction"] = json!({
        "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix", "source"] } },
        "dataSupport": true, "resolveSupport": { "properties": ["edit"] },
    });
    capabilities["workspace"] = json!({ "workspaceEdit": { "documentChanges": true } });
    begun(capabilities)
}

fn texts(edits: &Value) -> Vec<(u64, u64, &str)> {
    let number = |edit: &Value, name: &str| edit["range"]["start"][name].as_u64().unwrap();
    let edits = edits.as_array().unwrap().iter();
    edits.map(|edit| (number(edit, "line"), number(edit, "character"), edit["newText"].as_str().unwrap())).collect()
}

#[test]
fn everything_is_fixed_by_one_versioned_edit() {
    let mut client = able(true);
    client.open(URI, 7, "🚀 bad\nfine\nbad");
    let actions = ask(&mut client, (1, 0), (1, 0), json!({ "diagnostics": [], "only": ["source.fixAll"] }));
    assert_eq!((actions.as_array().unwrap().len(), &actions[0]["kind"]), (1, &json!("source.fixAll.podls")));
    let change = &actions[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": URI, "version": 7 }));
    assert_eq!(texts(&change["edits"]), [(0, 3, "good"), (2, 0, "good")]);
    client.change(URI, 8, json!([{ "text": "fine" }]));
    let actions = ask(&mut client, (0, 0), (0, 0), json!({ "diagnostics": [], "only": ["source.fixAll"] }));
    assert_eq!(actions, json!([]));
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_code_that_stands_in_several_places_can_be_fixed_in_all_of_them() {
    let mut client = able(false);
    client.open(URI, 1, "bad\nbad 🚀 bad");
    let actions = ask(&mut client, (0, 0), (0, 0), json!({ "diagnostics": [] }));
    assert_eq!(titles(&actions), ["Write `good`", "Fix all `bad-word` in this file"]);
    assert_eq!(actions[1]["kind"], "quickfix");
    assert_eq!(actions[1]["diagnostics"], actions[0]["diagnostics"]);
    assert_eq!(actions[1].get("isPreferred"), None);
    assert_eq!(texts(&actions[1]["edit"]["changes"][URI]), [(0, 0, "good"), (1, 0, "good"), (1, 7, "good")]);
    client.change(URI, 2, json!([{ "text": "bad" }]));
    assert_eq!(titles(&ask(&mut client, (0, 0), (0, 0), json!({ "diagnostics": [] }))), ["Write `good`"]);
    // Too many to be tried while somebody waits.
    client.change(URI, 3, json!([{ "text": "bad ".repeat(30) }]));
    assert_eq!(titles(&ask(&mut client, (0, 0), (0, 0), json!({ "diagnostics": [] }))), ["Write `good`"]);
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_client_that_asks_later_gets_the_edit_later() {
    let mut client = patient();
    client.open(URI, 1, &"bad ".repeat(30));
    let actions = ask(&mut client, (0, 0), (0, 0), json!({ "diagnostics": [] }));
    assert_eq!(titles(&actions), ["Write `good`", "Fix all `bad-word` in this file"]);
    assert_eq!(actions[1].get("edit"), None);
    let whole = client.request("codeAction/resolve", actions[1].clone());
    assert_eq!(whole["edit"]["documentChanges"][0]["textDocument"]["version"], 1);
    assert_eq!(texts(&whole["edit"]["documentChanges"][0]["edits"]).len(), 30);
    // One that is whole already, and what another server may have made, come back as they are.
    let quick = client.request("codeAction/resolve", actions[0].clone());
    assert_eq!(quick, actions[0]);
    let foreign = json!({ "title": "Other", "data": [1, 2] });
    assert_eq!(client.request("codeAction/resolve", foreign.clone()), foreign);
    assert_eq!(client.leave(), 0);
}

#[test]
fn an_action_for_another_version_is_refused() {
    let mut client = patient();
    client.open(URI, 1, "bad bad");
    let actions = ask(&mut client, (0, 0), (0, 0), json!({ "diagnostics": [] }));
    client.change(URI, 2, json!([{ "text": "bad fine bad" }]));
    assert_eq!(client.refused("codeAction/resolve", actions[1].clone()), -32801);
    assert_eq!(client.leave(), 0);
}

#[test]
fn the_real_engine_fixes_everything_too() {
    let mut capabilities = pulling();
    capabilities["textDocument"]["codeAction"] =
        json!({ "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["source"] } } });
    let mut client = super::begun_with(podls::lsp::Engine::default(), capabilities);
    client.open(URI, 1, "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: a}\nspec:\n    schedule: '@daily'\n    jobTemplate:\n        spec:\n            template:\n                spec:\n                    restartPolicy: never\n                    containers:\n                        - {name: a, \"🚀\": 1, imge: b, stdin: \"true\"}\n");
    let actions = ask(&mut client, (0, 0), (0, 0), json!({ "diagnostics": [], "only": ["source.fixAll"] }));
    let edits = texts(&actions[0]["edit"]["changes"][URI]);
    assert_eq!(edits.iter().map(|(line, ..)| *line).collect::<Vec<_>>(), [9, 11, 11], "{edits:?}");
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_refactoring_is_made_when_it_is_chosen() {
    const POD: &str =
        "apiVersion: v1\nkind: Pod\nmetadata: {name: 🚀}\nspec:\n  containers:\n  - name: a\n    image: b\n";
    let ask = |client: &mut Client| {
        let context = json!({ "diagnostics": [], "only": ["refactor.rewrite"] });
        let actions = ask(client, (5, 10), (5, 10), context);
        let actions = actions.as_array().unwrap();
        actions.iter().find(|action| action["title"] == "Add resources to `a`").unwrap().clone()
    };
    let mut client = able(true);
    client.open(URI, 1, POD);
    let whole = ask(&mut client);
    assert_eq!(whole["kind"], "refactor.rewrite");
    let edits = whole["edit"]["documentChanges"][0]["edits"].clone();
    assert_eq!(edits[0]["range"]["start"], json!({ "line": 6, "character": 12 }));
    assert_eq!(client.leave(), 0);

    let mut capabilities = pulling();
    capabilities["textDocument"]["codeAction"] = json!({
        "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["refactor"] } },
        "dataSupport": true, "resolveSupport": { "properties": ["edit"] },
    });
    capabilities["workspace"] = json!({ "workspaceEdit": { "documentChanges": true } });
    let mut client = begun(capabilities);
    client.open(URI, 1, POD);
    let lazy = ask(&mut client);
    assert_eq!(lazy["edit"], Value::Null);
    assert_eq!(lazy["data"]["choice"]["refactoring"]["id"], "resources/this");
    let made = client.request("codeAction/resolve", lazy.clone());
    assert_eq!(made["edit"]["documentChanges"][0]["edits"], edits);
    let foreign = json!({ "title": "of others", "data": 7 });
    assert_eq!(client.request("codeAction/resolve", foreign.clone()), foreign);
    client.change(URI, 2, json!([{ "text": POD }]));
    assert_eq!(client.refused("codeAction/resolve", lazy), -32801);
    assert_eq!(client.leave(), 0);
}
