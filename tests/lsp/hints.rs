//! Hints and commands between the lines: offered to clients that show them, and asked for again.

use serde_json::{Value, json};

use super::client::URI;
use super::{TOY, begun, fresh, pulling};

fn shown_range(last: u32) -> Value {
    json!({ "start": { "line": 0, "character": 0 }, "end": { "line": last, "character": 9 } })
}

#[test]
fn hints_are_for_clients_that_show_them_and_for_what_they_show() {
    let mut client = fresh(TOY);
    let capabilities = client.initialize(pulling(), Value::Null);
    assert_eq!(capabilities.get("inlayHintProvider"), None);
    assert_eq!(client.leave(), 0);

    let mut client = fresh(TOY);
    let can =
        json!({ "textDocument": { "diagnostic": {}, "inlayHint": {}, "hover": { "contentFormat": ["plaintext"] } } });
    let capabilities = client.initialize(can, Value::Null);
    assert_eq!(capabilities["inlayHintProvider"], true);
    client.open(URI, 1, "🚀 bad\n🚀 bad");
    let ask = |last| json!({ "textDocument": { "uri": URI }, "range": shown_range(last) });
    let hint = |line: u32| {
        json!({
            "position": { "line": line, "character": 6 }, "label": "bad", "paddingLeft": true,
            "tooltip": { "kind": "plaintext", "value": "bad" },
        })
    };
    assert_eq!(client.request("textDocument/inlayHint", ask(0)), json!([hint(0)]));
    assert_eq!(client.request("textDocument/inlayHint", ask(1)), json!([hint(0), hint(1)]));
    assert_eq!(client.leave(), 0);
}

#[test]
fn commands_are_for_clients_that_can_type_them() {
    let ours = json!(["other.command", "podls.runInTerminal"]);
    for (experimental, options, offered) in [
        (Value::Null, Value::Null, false),
        (json!({ "commands": { "commands": ["other.command"] } }), Value::Null, false),
        (json!({ "commands": { "commands": ours } }), Value::Null, true),
        (json!({ "commands": true }), json!({ "commands": ours }), true),
        (Value::Null, json!({ "podls": { "commands": ours } }), true),
        (Value::Null, json!({ "commands": "podls.runInTerminal" }), false),
    ] {
        let mut client = fresh(TOY);
        let mut can = pulling();
        can["experimental"] = experimental;
        let capabilities = client.initialize(can, options);
        assert_eq!(capabilities.get("codeLensProvider").is_some(), offered);
        client.open("file:///a%20b/pod.yaml", 1, "🚀 bad");
        let lenses = client.about("textDocument/codeLens", "file:///a%20b/pod.yaml");
        if offered {
            let range = json!({ "start": { "line": 0, "character": 3 }, "end": { "line": 0, "character": 6 } });
            let arguments = json!([{ "line": "rm /a b/pod.yaml", "title": "Send away" }]);
            let command = json!({ "title": "away", "command": "podls.runInTerminal", "arguments": arguments });
            assert_eq!(lenses, json!([{ "range": range, "command": command }]));
        } else {
            assert_eq!(lenses, Value::Null);
        }
        assert_eq!(client.unread(), Vec::<Value>::new());
        assert_eq!(client.leave(), 0);
    }
}

#[test]
fn new_settings_make_the_client_ask_again() {
    let mut can = pulling();
    can["textDocument"]["inlayHint"] = json!({});
    can["workspace"] = json!({ "inlayHint": { "refreshSupport": true }, "codeLens": { "refreshSupport": true } });
    let mut client = begun(can);
    client.open(URI, 1, "bad");
    let params = json!({ "textDocument": { "uri": URI }, "range": shown_range(0) });
    assert_eq!(client.request("textDocument/inlayHint", params.clone()).as_array().map(Vec::len), Some(1));
    let off = json!({ "settings": { "podls": { "hints": { "roles": false } } } });
    client.notify("workspace/didChangeConfiguration", off);
    for method in ["workspace/inlayHint/refresh", "workspace/codeLens/refresh"] {
        let request = client.called(method);
        client.reply(&request, Value::Null);
    }
    assert_eq!(client.request("textDocument/inlayHint", params), json!([]));
    assert_eq!(client.leave(), 0);
}
