//! What the server survives on its input.

use serde_json::{Value, json};

use super::{begun, client::Client};

fn fault(client: &mut Client) -> i64 {
    client.wait(|message| message["id"].is_null() && message["error"].is_object())["error"]["code"].as_i64().unwrap()
}

#[test]
fn a_bad_body_is_answered_and_the_session_goes_on() {
    for (body, code) in [
        ("{", -32700),
        ("", -32700),
        ("nonsense", -32700),
        ("{\"a\": \u{1}}", -32700),
        ("[]", -32600),
        ("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"podls/ping\"}]", -32600),
        ("{}", -32600),
        ("7", -32600),
        ("{\"id\": 1}", -32600),
        ("{\"id\": 1.5, \"method\": \"podls/ping\"}", -32600),
        ("{\"id\": {}, \"method\": \"podls/ping\"}", -32600),
        ("{\"id\": 1, \"method\": 7}", -32600),
    ] {
        let mut client = begun(json!({}));
        client.send_body(body);
        assert_eq!(fault(&mut client), code, "{body}");
        assert_eq!(client.unread(), Vec::<Value>::new(), "{body}");
        assert_eq!(client.leave(), 0, "{body}");
    }
}

#[test]
fn a_body_of_broken_utf8_is_answered() {
    let mut client = begun(json!({}));
    client.send_raw(b"Content-Length: 3\r\n\r\n\"\xff\"");
    assert_eq!(fault(&mut client), -32700);
    assert_eq!(client.leave(), 0);
}

#[test]
fn deep_nesting_is_answered() {
    let mut client = begun(json!({}));
    client.send_body(&format!("{{\"method\":\"x\",\"params\":{}", "[".repeat(100_000)));
    assert_eq!(fault(&mut client), -32700);
    assert_eq!(client.leave(), 0);
}

#[test]
fn headers_are_read_in_any_case_and_rubbish_before_them_is_left_behind() {
    let body = r#"{"jsonrpc":"2.0","id":"x","method":"podls/ping"}"#;
    for (before, faults) in [
        (format!("content-length: {}\r\n\r\n", body.len()), 0),
        (format!("Content-Type: a/b\r\nCONTENT-LENGTH:{}\r\n\r\n", body.len()), 0),
        (format!("rubbish\r\n\r\n{{}}Content-Length: {}\r\n\r\n", body.len()), 1),
        (format!("Content-Length: many\r\n\r\nContent-Length: {}\r\n\r\n", body.len()), 1),
    ] {
        let mut client = begun(json!({}));
        client.send_raw(before.as_bytes());
        client.send_raw(body.as_bytes());
        assert_eq!(client.wait(|message| message["id"] == "x")["result"], Value::Null);
        assert_eq!(client.unread().len(), faults, "{before}");
        assert_eq!(client.leave(), 0);
    }
}

#[test]
fn a_length_that_is_wrong_costs_the_message_and_not_the_session() {
    let body = r#"{"jsonrpc":"2.0","method":"x"}"#;
    let next = r#"{"jsonrpc":"2.0","id":"x","method":"podls/ping"}"#;
    for length in [1, body.len() - 3, body.len() + 7] {
        let mut client = begun(json!({}));
        client.send_raw(format!("Content-Length: {length}\r\n\r\n{body}").as_bytes());
        // The first of these may be swallowed by a length too long.
        for _ in 0..2 {
            client.send_body(next);
        }
        client.wait(|message| message["id"] == "x");
        client.strict = false;
        assert_eq!(client.leave(), 0, "{length}");
    }
}

#[test]
fn a_message_too_long_is_skipped() {
    let mut client = begun(json!({}));
    let length: usize = (256 << 20) + 1;
    client.send_raw(format!("Content-Length: {length}\r\n\r\n").as_bytes());
    assert_eq!(fault(&mut client), -32600, "said before the body is there");
    let block = vec![b' '; 1 << 20];
    for _ in 0..256 {
        client.send_raw(&block);
    }
    client.send_raw(b" ");
    assert_eq!(client.unread(), Vec::<Value>::new());
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_message_in_many_pieces_is_one_message() {
    let mut client = begun(json!({}));
    let body = r#"{"jsonrpc":"2.0","id":"x","method":"podls/ping"}"#;
    for byte in format!("Content-Length: {}\r\n\r\n{body}", body.len()).bytes() {
        client.send_raw(&[byte]);
    }
    assert_eq!(client.wait(|message| message["id"] == "x")["result"], Value::Null);
    assert_eq!(client.leave(), 0);
}

#[test]
fn stray_answers_are_ignored() {
    let mut client = begun(json!({}));
    for body in [
        r#"{"jsonrpc":"2.0","id":77,"result":null}"#,
        r#"{"jsonrpc":"2.0","id":"y","error":{"code":1,"message":"m","extra":2}}"#,
        r#"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"m"}}"#,
    ] {
        client.send_body(body);
    }
    assert_eq!(client.unread(), Vec::<Value>::new());
    assert_eq!(client.leave(), 0);
}
