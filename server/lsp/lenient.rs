//! Parameters as clients really write them, made into what the protocol types accept.
//! One strange capability or a raw blank in a URI must not cost the session.

use std::fmt::Write;

use serde_json::{Map, Value, json};
use tower_lsp::ls_types::InitializeParams;

/// The name under which `codeAction/resolve` is served: its own is taken by types that are too old for it.
pub(super) const RESOLVE_ACTION: &str = "podls/resolveAction";

/// The name under which `method` is served.
pub(super) fn method(method: String) -> String {
    if method == "codeAction/resolve" { RESOLVE_ACTION.to_owned() } else { method }
}

/// The parameters of a call to `method`, made acceptable.
pub(super) fn params(method: &str, params: Option<Value>) -> Option<Value> {
    match method {
        "shutdown" | "exit" | "podls/ping" => return None,
        "initialized" => return Some(json!({})),
        "initialize" => return params.map(|params| initialize(with_newer(params))),
        "workspace/didChangeConfiguration" if params.as_ref().is_none_or(|params| params.get("settings").is_none()) => {
            return Some(json!({ "settings": null }));
        }
        _ => {}
    }
    let mut params = match method {
        // Asked without a document, or with the empty list that Lua has for an empty object.
        "podls/templates" => params.filter(Value::is_object).unwrap_or_else(|| json!({})),
        _ => params?,
    };
    if method == "textDocument/codeAction"
        && let Some(diagnostics) = params.pointer_mut("/context/diagnostics")
    {
        // Actions go by range. What other servers found there can break the types and is not ours to read.
        *diagnostics = json!([]);
    }
    if let Some(Value::String(uri)) = params.pointer_mut("/textDocument/uri")
        && let Some(escaped) = escape(uri)
    {
        *uri = escaped;
    }
    Some(params)
}

/// `uri` with all characters escaped that may not stand in one; nothing where there are none.
fn escape(uri: &str) -> Option<String> {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?#%".contains(byte);
    if uri.bytes().all(|byte| plain(&byte)) {
        return None;
    }
    let mut escaped = String::with_capacity(uri.len() + 16);
    for byte in uri.bytes() {
        if plain(&byte) {
            escaped.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    Some(escaped)
}

/// Keeps what is newer than the types where they leave room for anything.
fn with_newer(mut params: Value) -> Value {
    let snippets =
        params.pointer("/capabilities/workspace/workspaceEdit/snippetEditSupport") == Some(&Value::Bool(true));
    if let (true, Some(Value::Object(capabilities))) = (snippets, params.get_mut("capabilities")) {
        let experimental = capabilities.entry("experimental").or_insert(Value::Null);
        if !experimental.is_object() {
            *experimental = json!({});
        }
        if let Some(members) = experimental.as_object_mut() {
            members.insert("podlsSnippetEdits".into(), Value::Bool(true));
        }
    }
    params
}

/// Leaves out what does not fit the types: members of the parameters first, then capabilities one by one.
fn initialize(params: Value) -> Value {
    let fits = |params: &Value| serde_json::from_value::<InitializeParams>(params.clone()).is_ok();
    if fits(&params) {
        return params;
    }
    let mut kept = Map::new();
    kept.insert("capabilities".into(), json!({}));
    let Value::Object(members) = params else { return Value::Object(kept) };
    for (name, value) in members {
        if name == "capabilities" {
            let capabilities = capabilities(value, &fits);
            kept.insert(name, capabilities);
        } else if fits(&json!({ "capabilities": {}, &name: &value })) {
            kept.insert(name, value);
        }
    }
    Value::Object(kept)
}

fn capabilities(capabilities: Value, fits: &dyn Fn(&Value) -> bool) -> Value {
    let mut kept = Map::new();
    let Value::Object(areas) = capabilities else { return Value::Object(kept) };
    for (area, members) in areas {
        if fits(&json!({ "capabilities": { &area: &members } })) {
            kept.insert(area, members);
        } else if let Value::Object(members) = members {
            let fitting = members
                .into_iter()
                .filter(|(name, value)| fits(&json!({ "capabilities": { &area: { name: value } } })))
                .collect();
            kept.insert(area, Value::Object(fitting));
        }
    }
    Value::Object(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_strange_capability_costs_only_itself() {
        let strange = json!({
            "processId": "many", "rootUri": null, "trace": "compact", "initializationOptions": { "a": 1 },
            "capabilities": {
                "textDocument": {
                    "foldingRange": { "foldingRangeKind": { "valueSet": ["comment", "function"] } },
                    "hover": { "contentFormat": ["markdown"] },
                },
                "workspace": 7,
                "general": { "positionEncodings": ["utf-8"] },
            },
        });
        let kept = json!({
            "rootUri": null, "initializationOptions": { "a": 1 },
            "capabilities": {
                "textDocument": { "hover": { "contentFormat": ["markdown"] } },
                "general": { "positionEncodings": ["utf-8"] },
            },
        });
        assert_eq!(params("initialize", Some(strange)), Some(kept));
        assert_eq!(params("initialize", Some(json!([]))), Some(json!({ "capabilities": {} })));
    }

    #[test]
    fn a_raw_uri_is_escaped_and_an_escaped_one_left_alone() {
        for (raw, escaped) in [
            ("file:///a b[1]/é.yaml", "file:///a%20b%5B1%5D/%C3%A9.yaml"),
            ("file:///c%3A/x%20y.yaml", "file:///c%3A/x%20y.yaml"),
            ("untitled:Untitled-1", "untitled:Untitled-1"),
        ] {
            let given = json!({ "textDocument": { "uri": raw } });
            let read = params("textDocument/didOpen", Some(given));
            assert_eq!(read, Some(json!({ "textDocument": { "uri": escaped } })), "{raw}");
        }
    }
}
