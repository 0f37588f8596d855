//! The server's text is the client's text, whatever the client counts in.

use serde_json::{Value, json};

use super::client::{Client, URI};
use super::{begun, pulling};

fn counting(encoding: &str) -> Client {
    let mut capabilities = pulling();
    capabilities["general"] = json!({ "positionEncodings": [encoding] });
    begun(capabilities)
}

fn change(from: (u32, u32), to: (u32, u32), text: &str) -> Value {
    let place = |(line, character): (u32, u32)| json!({ "line": line, "character": character });
    json!({ "range": { "start": place(from), "end": place(to) }, "text": text })
}

#[test]
fn changes_apply_in_order_each_to_the_text_before_it() {
    let mut client = counting("utf-16");
    client.open(URI, 1, "one\ntwo\n");
    client.change(
        URI,
        2,
        json!([
            change((0, 0), (0, 0), "zero\n"),
            change((1, 0), (1, 3), "1"),
            change((2, 3), (3, 0), ""),
            { "text": "all new\r\n" },
            change((0, 3), (0, 4), "\r\n"),
        ]),
    );
    let held = client.text(URI);
    assert_eq!(held, json!({ "version": 2, "languageId": "yaml", "text": "all\r\nnew\r\n" }));
    assert_eq!(client.leave(), 0);
}

#[test]
fn columns_count_in_the_agreed_unit() {
    // é is 2 bytes, 1 unit, 1 character; 🚀 is 4, 2, 1.
    for (encoding, after_e, after_rocket) in [("utf-8", 3, 7), ("utf-16", 2, 4), ("utf-32", 2, 3)] {
        let mut client = counting(encoding);
        client.open(URI, 1, "aé🚀b\r\naé🚀b\rx");
        client.change(
            URI,
            2,
            json!([
                change((0, after_rocket), (0, after_rocket), "|"),
                change((0, after_e), (0, after_e), "|"),
                change((1, after_e), (1, after_rocket), ""),
                change((2, 1), (2, 1), "!"),
            ]),
        );
        assert_eq!(client.text(URI)["text"], "aé|🚀|b\r\naéb\rx!", "{encoding}");
        let at = client.at("textDocument/hover", URI, 0, after_rocket + 2);
        assert_eq!(at["range"]["start"]["character"], after_rocket + 2, "{encoding}");
        assert_eq!(client.leave(), 0);
    }
}

#[test]
fn places_outside_the_text_are_moved_into_it() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        for (from, to, text) in [
            ((0, 99), (0, 99), "é🚀+\r\nb\n"),
            ((0, 99), (1, 0), "é🚀+b\n"),
            ((1, 99), (9, 9), "é🚀\r\nb+"),
            ((99, 0), (99, 99), "é🚀\r\nb\n+"),
            ((2, 5), (2, 6), "é🚀\r\nb\n+"),
            ((u32::MAX, u32::MAX), (u32::MAX, u32::MAX), "é🚀\r\nb\n+"),
            ((1, 1), (1, 0), "é🚀\r\n+\n"),
            ((1, 0), (0, 99), "é🚀+b\n"),
        ] {
            let mut client = counting(encoding);
            client.open(URI, 1, "é🚀\r\nb\n");
            client.change(URI, 2, json!([change(from, to, "+")]));
            assert_eq!(client.text(URI)["text"], text, "{encoding} {from:?} {to:?}");
            assert_eq!(client.leave(), 0);
        }
    }
}

#[test]
fn a_place_inside_a_character_moves_to_its_start() {
    for (encoding, inside) in [("utf-8", [1, 2, 3].as_slice()), ("utf-16", &[1])] {
        for &column in inside {
            let mut client = counting(encoding);
            client.open(URI, 1, "🚀b");
            client.change(URI, 2, json!([change((0, column), (0, column), "+")]));
            assert_eq!(client.text(URI)["text"], "+🚀b", "{encoding} {column}");
            assert_eq!(client.leave(), 0);
        }
    }
}

#[test]
fn a_version_going_backwards_is_applied_all_the_same() {
    let mut client = counting("utf-16");
    client.open(URI, 7, "a");
    client.change(URI, 3, json!([change((0, 1), (0, 1), "b")]));
    client.change(URI, 3, json!([change((0, 2), (0, 2), "c")]));
    client.change(URI, -4, json!([]));
    let held = client.text(URI);
    assert_eq!((&held["version"], &held["text"]), (&json!(-4), &json!("abc")));
    assert_eq!(client.leave(), 0);
}

#[test]
fn unknown_documents_are_ignored_and_answered_with_nothing() {
    let mut client = begun(json!({}));
    client.change(URI, 1, json!([{ "text": "bad" }]));
    client.close(URI);
    assert_eq!(client.text(URI), Value::Null);
    for method in ["textDocument/hover", "textDocument/completion"] {
        assert_eq!(client.at(method, URI, 0, 0), Value::Null, "{method}");
    }
    for method in ["textDocument/documentSymbol", "textDocument/foldingRange"] {
        assert_eq!(client.about(method, URI), Value::Null, "{method}");
    }
    assert_eq!(client.about("textDocument/diagnostic", URI)["items"], json!([]));
    assert_eq!(client.unread(), Vec::<Value>::new());
    assert_eq!(client.leave(), 0);
}

#[test]
fn opening_again_replaces() {
    let mut client = counting("utf-16");
    client.open(URI, 5, "old");
    client.open(URI, 1, "new");
    let held = client.text(URI);
    assert_eq!((&held["version"], &held["text"]), (&json!(1), &json!("new")));
    client.close(URI);
    assert_eq!(client.text(URI), Value::Null);
    client.open(URI, 1, "newer");
    assert_eq!(client.text(URI)["text"], "newer");
    assert_eq!(client.leave(), 0);
}

#[test]
fn documents_are_told_apart_by_their_uri() {
    let mut client = counting("utf-16");
    let uris = ["file:///a.yaml", "file:///b%20c.yaml", "untitled:Untitled-1", "file:///d e[1].yaml"];
    for (uri, number) in uris.iter().zip(0..) {
        client.open(uri, number, uri);
    }
    for (uri, number) in uris.iter().zip(0..) {
        let held = client.text(uri);
        assert_eq!((&held["version"], &held["text"]), (&json!(number), &json!(uri)));
    }
    assert_eq!(client.leave(), 0);
}
