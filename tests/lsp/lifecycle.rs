//! How a session begins and ends, and what the exit code tells.

use serde_json::{Value, json};

use super::{TOY, begun, fresh, pulling};

#[test]
fn shutdown_and_exit_end_with_success() {
    assert_eq!(begun(json!({})).leave(), 0);
}

#[test]
fn exit_without_shutdown_is_a_failure() {
    for begins in [false, true] {
        let mut client = if begins { begun(json!({})) } else { fresh(TOY) };
        client.notify("exit", Value::Null);
        assert_eq!(client.code(), 1);
    }
}

#[test]
fn the_end_of_input_counts_as_exit() {
    assert_eq!(fresh(TOY).hang_up(), 1);
    assert_eq!(begun(json!({})).hang_up(), 1);
    let mut client = begun(json!({}));
    client.request("shutdown", Value::Null);
    assert_eq!(client.hang_up(), 0);
}

#[test]
fn a_message_cut_off_by_the_end_of_input_counts_as_exit() {
    let mut client = begun(json!({}));
    client.send_raw(b"Content-Length: 100\r\n\r\n{");
    assert_eq!(client.hang_up(), 1);
}

#[test]
fn nothing_is_answered_before_initialize() {
    let mut client = fresh(TOY);
    for method in ["textDocument/hover", "podls/ping", "shutdown", "unheard/of"] {
        assert_eq!(client.refused(method, json!({})), -32002, "{method}");
    }
    client.open("file:///early.yaml", 1, "bad");
    client.initialize(json!({}), Value::Null);
    assert_eq!(client.text("file:///early.yaml"), Value::Null);
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_second_initialize_is_refused() {
    let mut client = begun(json!({}));
    assert_eq!(client.refused("initialize", json!({ "capabilities": {} })), -32600);
    assert_eq!(client.leave(), 0);
}

#[test]
fn nothing_is_answered_after_shutdown() {
    let mut client = begun(json!({}));
    client.request("shutdown", Value::Null);
    for method in ["textDocument/hover", "podls/ping", "shutdown", "initialize", "unheard/of"] {
        assert_eq!(client.refused(method, json!({})), -32600, "{method}");
    }
    client.notify("exit", Value::Null);
    assert_eq!(client.code(), 0);
}

#[test]
fn null_parameters_count_as_none() {
    let mut client = fresh(TOY);
    client.request("initialize", json!({ "capabilities": {} }));
    client.send_body(r#"{"jsonrpc":"2.0","method":"initialized","params":null}"#);
    client.send_body(r#"{"jsonrpc":"2.0","method":"initialized"}"#);
    client.send_body(r#"{"jsonrpc":"2.0","id":"x","method":"podls/ping"}"#);
    assert_eq!(client.wait(|message| message["id"] == "x")["result"], Value::Null);
    client.send_body(r#"{"jsonrpc":"2.0","id":"y","method":"shutdown","params":null}"#);
    assert_eq!(client.wait(|message| message["id"] == "y")["result"], Value::Null);
    client.send_body(r#"{"jsonrpc":"2.0","method":"exit","params":null}"#);
    assert_eq!(client.code(), 0);
}

#[test]
fn unknown_requests_are_refused_and_unknown_notifications_ignored() {
    let mut client = begun(json!({}));
    assert_eq!(client.refused("textDocument/unheardOf", json!({})), -32601);
    client.notify("$/unheardOf", json!({}));
    client.notify("$/setTrace", json!({ "value": "verbose" }));
    client.notify("workspace/unheardOf", json!({}));
    assert_eq!(client.unread(), Vec::<Value>::new());
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_client_that_reads_no_more_ends_the_server() {
    let (their_input, mut our_output) = std::io::pipe().unwrap();
    let (our_input, their_output) = std::io::pipe().unwrap();
    let server = std::thread::spawn(move || podls::lsp::serve(TOY, their_input, their_output));
    drop(our_input);
    let body = r#"{"jsonrpc":"2.0","id":1,"method":"podls/ping"}"#;
    // The input stays open: only the failing answer tells the server.
    let sent =
        std::io::Write::write_all(&mut our_output, format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    assert!(sent.is_ok());
    assert_eq!(server.join().unwrap(), 1);
}

#[test]
fn what_is_offered_follows_what_the_client_can_do() {
    let mut client = fresh(TOY);
    let offered = client.initialize(json!({}), Value::Null);
    assert_eq!(offered["textDocumentSync"], json!({ "openClose": true, "save": true, "change": 2 }));
    for (name, value) in [
        ("hoverProvider", json!(true)),
        ("documentSymbolProvider", json!(true)),
        ("foldingRangeProvider", json!(true)),
        ("selectionRangeProvider", json!(true)),
        ("positionEncoding", Value::Null),
        ("codeActionProvider", Value::Null),
        ("diagnosticProvider", Value::Null),
    ] {
        assert_eq!(offered[name], value, "{name}");
    }
    assert_eq!(client.leave(), 0);

    let mut able = pulling();
    able["textDocument"]["codeAction"] =
        json!({ "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } } });
    let mut client = fresh(TOY);
    let offered = client.initialize(able, Value::Null);
    let kinds = json!(["quickfix", "refactor", "source.fixAll.podls"]);
    assert_eq!(offered["codeActionProvider"]["codeActionKinds"], kinds);
    assert_eq!(offered["diagnosticProvider"]["interFileDependencies"], false);
    assert_eq!(client.leave(), 0);
}

#[test]
fn the_encoding_is_bytes_where_the_client_counts_them() {
    for (offered, chosen) in [
        (json!(["utf-16", "utf-8"]), "utf-8"),
        (json!(["utf-32", "utf-16"]), "utf-16"),
        (json!(["utf-32"]), "utf-32"),
        (json!(["utf-7"]), "utf-16"),
        (json!([]), "utf-16"),
    ] {
        let mut client = fresh(TOY);
        let capabilities = client.initialize(json!({ "general": { "positionEncodings": offered } }), Value::Null);
        assert_eq!(capabilities["positionEncoding"], chosen, "{offered}");
        assert_eq!(client.leave(), 0);
    }
}

#[test]
fn a_strange_capability_does_not_cost_the_session() {
    let mut client = fresh(TOY);
    let offered = client.initialize(
        json!({
            "textDocument": { "diagnostic": {}, "foldingRange": { "foldingRangeKind": { "valueSet": ["function"] } } },
            "window": 3,
        }),
        Value::Null,
    );
    assert!(offered["diagnosticProvider"].is_object());
    assert_eq!(client.leave(), 0);
}
