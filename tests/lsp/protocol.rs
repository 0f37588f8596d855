//! Messages that no client should send, as a table: what is answered, and that the next request is served.

use podls::lsp::Engine;
use serde_json::{Value, json};

use super::client::{Client, URI};
use super::{fresh, pulling};

const TEXT: &str = "kind: Pod\nb: é🚀x\n";

/// A message as people read it: `error -32600 words`, `warning words`, `result {}`.
fn brief(message: &Value) -> String {
    let text: String = match (message.get("error"), message.get("method")) {
        (Some(error), _) => format!("error {} {}", error["code"], error["message"].as_str().unwrap_or_default()),
        (_, Some(_)) => message["params"]["message"].as_str().unwrap_or_default().to_owned(),
        _ => format!("result {}", message["result"]),
    };
    text.chars().take(160).collect()
}

fn ready() -> Client {
    let mut client = fresh(Engine::default());
    client.initialize(pulling(), Value::Null);
    client.open(URI, 1, TEXT);
    client
}

/// Sends `bytes`; what comes back by the time a ping is answered is `expected`, and the text is `TEXT` still.
fn check_raw(name: &str, bytes: &[u8], expected: &[&str]) {
    let mut client = ready();
    client.send_raw(bytes);
    let told: Vec<String> = client.unread().iter().map(brief).collect();
    assert_eq!(told, expected, "{name}");
    assert_eq!(client.text(URI)["text"], TEXT, "{name}");
    assert_eq!(client.leave(), 0, "{name}");
}

/// As [`check_raw`] for a body in a frame.
fn check(name: &str, body: &str, expected: &[&str]) {
    check_raw(name, format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes(), expected);
}

fn call(method: &str, params: &Value) -> String {
    json!({ "jsonrpc": "2.0", "id": "q", "method": method, "params": params }).to_string()
}

#[test]
fn headers() {
    const NONE: &str = "error -32700 no `Content-Length` header where one should be";
    let ping = r#"{"jsonrpc":"2.0","id":"q","method":"podls/ping"}"#;
    let frame = |head: &str| format!("{head}\r\n\r\n{ping}").into_bytes();
    let length = ping.len();
    for (name, head, expected) in [
        ("two that agree", format!("Content-Length: {length}\r\nContent-Length: {length}"), &["result null"][..]),
        (
            "two that do not: the last counts",
            format!("Content-Length: 7\r\nContent-Length: {length}"),
            &["result null"],
        ),
        ("none", "Content-Type: x".to_owned(), &[NONE]),
        ("a negative one", format!("Content-Length: -{length}"), &[NONE]),
        ("a signed one", format!("Content-Length: +{length}"), &["result null"]),
        ("words", "Content-Length: many".to_owned(), &[NONE]),
        ("nothing", "Content-Length:".to_owned(), &[NONE]),
        ("a fraction", format!("Content-Length: {length}.0"), &[NONE]),
        ("in hexadecimal", format!("Content-Length: {length:#x}"), &[NONE]),
        ("more than fits a number", "Content-Length: 99999999999999999999".to_owned(), &[NONE]),
        ("more than anybody sends", "Content-Length: 9223372036854775807".to_owned(), &[NONE]),
        ("blanks and tabs", format!("Content-Length: \t {length} \t"), &["result null"]),
        (
            "a header of 1 MB",
            format!("X-Long: {}\r\nContent-Length: {length}", "x".repeat(1_000_000)),
            &[NONE, "result null"],
        ),
        ("NUL", format!("\0\r\nContent-Length: {length}"), &[NONE, "result null"]),
        ("broken UTF-8", format!("X: \u{e9}\r\nContent-Length: {length}"), &["result null"]),
    ] {
        check_raw(name, &frame(&head), expected);
    }
    let mut client = ready();
    client.strict = false;
    client.send_raw("x".repeat(1_000_000).as_bytes());
    assert_eq!(client.hang_up(), 1, "1 MB without an end");
}

#[test]
fn bodies() {
    const JSON: &str = "error -32700 ";
    let deep = |open: &str| {
        format!("{{\"jsonrpc\":\"2.0\",\"id\":\"q\",\"method\":\"podls/ping\",\"params\":{}", open.repeat(100_000))
    };
    for (name, body) in [
        ("a list of lists", deep("[")),
        ("an object of objects", deep("{\"a\":")),
        ("closed", format!("{}{}}}", deep("["), "]".repeat(100_000))),
        ("half", "{\"jsonrpc\":".to_owned()),
        ("a string without an end", format!("\"{}", "x".repeat(1_000_000))),
        ("half a surrogate pair", r#"{"jsonrpc":"2.0","method":"x","params":"\ud83d"}"#.to_owned()),
        ("a byte order mark", "\u{feff}{}".to_owned()),
        ("two bodies", "{}{}".to_owned()),
    ] {
        let mut client = ready();
        client.send_body(&body);
        let told = client.unread();
        assert!(told.len() == 1 && brief(&told[0]).starts_with(JSON), "{name}: {told:?}");
        assert!(told[0]["error"]["message"].as_str().unwrap().len() < 300, "{name}");
        assert_eq!(client.leave(), 0);
    }
}

#[test]
fn positions() {
    let hover = |line: Value, character: Value| {
        call(
            "textDocument/hover",
            &json!({ "textDocument": { "uri": URI }, "position": { "line": line, "character": character } }),
        )
    };
    for (name, line, character, served) in [
        ("far below", json!(u32::MAX), json!(0), true),
        ("far right", json!(0), json!(u32::MAX), true),
        ("far away", json!(u32::MAX), json!(u32::MAX), true),
        ("in a surrogate pair", json!(1), json!(5), true),
        ("above", json!(-1), json!(0), false),
        ("left", json!(0), json!(-1), false),
        ("beyond 32 bits", json!(4_294_967_296_u64), json!(0), false),
        ("a fraction", json!(0.5), json!(0), false),
        ("huge", json!(1e300), json!(0), false),
        ("a word", json!("0"), json!(0), false),
        ("none", Value::Null, json!(0), false),
    ] {
        let mut client = ready();
        client.send_body(&hover(line, character));
        let told = client.unread();
        let refused = brief(&told[0]).starts_with("error -32602 ");
        assert!(told.len() == 1 && refused != served, "{name}: {told:?}");
        assert_eq!(client.leave(), 0);
    }
}

#[test]
fn changes() {
    let place = |(line, character): (u32, u32)| json!({ "line": line, "character": character });
    let far = (u32::MAX, u32::MAX);
    for (name, version, start, end, text, after) in [
        ("reversed", 2, (1, 2), (0, 0), "!", "! é🚀x\n"),
        ("reversed and far", 2, far, (0, 0), "!", "!"),
        ("far away", 2, far, far, "!", "kind: Pod\nb: é🚀x\n!"),
        ("everything", 2, (0, 0), far, "", ""),
        ("in a surrogate pair", 2, (1, 5), (1, 5), "!", "kind: Pod\nb: é!🚀x\n"),
        ("from an older version", -7, (0, 0), (0, 0), "!", "!kind: Pod\nb: é🚀x\n"),
        ("of the same version", 1, (0, 0), (0, 0), "!", "!kind: Pod\nb: é🚀x\n"),
        ("of the last version there is", i32::MAX, (0, 0), (0, 0), "\0", "\0kind: Pod\nb: é🚀x\n"),
    ] {
        let mut client = ready();
        client.change(URI, version, json!([{ "range": { "start": place(start), "end": place(end) }, "text": text }]));
        assert_eq!(client.text(URI)["text"], after, "{name}");
        client.about("textDocument/diagnostic", URI);
        assert_eq!(client.leave(), 0);
    }
}

#[test]
fn notifications_out_of_order() {
    let mut client = ready();
    let other = "file:///other.yaml";
    client.change(other, 1, json!([{ "text": "a" }]));
    client.close(other);
    client.close(other);
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": other } }));
    assert_eq!(client.text(other), Value::Null);
    client.open(URI, 5, "first");
    client.open(URI, 4, "second");
    assert_eq!(client.text(URI)["text"], "second");
    client.close(URI);
    client.close(URI);
    client.change(URI, 6, json!([{ "text": "third" }]));
    assert_eq!(client.text(URI), Value::Null);
    client.notify("$/cancelRequest", json!({ "id": 4_000_000 }));
    for id in [Value::Null, json!({}), json!([]), json!(1.5), json!("x".repeat(100_000))] {
        client.notify("$/cancelRequest", json!({ "id": id }));
    }
    client.notify("$/cancelRequest", Value::Null);
    client.notify("$/progress", json!([]));
    client.notify("window/workDoneProgress/cancel", json!({ "token": 1 }));
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": "file:///x", "type": 9 }] }));
    client.notify("initialized", json!({}));
    assert_eq!(client.unread(), Vec::<Value>::new());
    assert_eq!(client.leave(), 0);
}

#[test]
fn ids() {
    for id in [json!(-1), json!(i64::MAX), json!(""), json!("x".repeat(1_000_000)), json!("é🚀")] {
        let mut client = ready();
        client.send(&json!({ "jsonrpc": "2.0", "id": id, "method": "podls/ping" }));
        assert_eq!(client.wait(|message| message["id"] == id)["result"], Value::Null);
        client.send(&json!({ "jsonrpc": "2.0", "id": id, "method": "podls/ping" }));
        assert_eq!(client.wait(|message| message["id"] == id)["result"], Value::Null);
        assert_eq!(client.leave(), 0);
    }
}

#[test]
fn uris() {
    let long = format!("file:///{}.yaml", "x".repeat(1_000_000));
    for uri in [
        "file:///C:/x/pod.yaml",
        "file:///c%3A/x/pod.yaml",
        "file:///C%3A%5Cx%5Cpod.yaml",
        "file://server/share/pod.yaml",
        "file:///a%00b.yaml",
        "file:///a%ffb.yaml",
        "file:///a/../../../../etc/pod.yaml",
        "file:///dev/stdin",
        "file:///proc/self/mem",
        "untitled:Untitled-1",
        "untitled:",
        "git:/a/pod.yaml?%7B%22ref%22%3A%22~%22%7D",
        "vscode-notebook-cell:/a#W0",
        "http://example.com/pod.yaml",
        "file:",
        "file:///",
        "file://",
        "urn:uuid:0",
        "inmemory://model/1",
        long.as_str(),
    ] {
        let mut client = ready();
        client.open(uri, 1, "kind: Pod\n");
        let short: String = uri.chars().take(60).collect();
        assert_eq!(client.text(uri)["text"], "kind: Pod\n", "{short}");
        for method in [
            "textDocument/diagnostic",
            "textDocument/documentSymbol",
            "textDocument/foldingRange",
            "textDocument/codeLens",
        ] {
            client.about(method, uri);
        }
        client.at("textDocument/hover", uri, 0, 0);
        client.close(uri);
        assert_eq!(client.text(uri), Value::Null, "{short}");
        assert_eq!(client.unread(), Vec::<Value>::new(), "{short}");
        assert_eq!(client.leave(), 0);
    }
    for uri in [
        json!("pod.yaml"),
        json!(""),
        json!("/a/pod.yaml"),
        json!("C:\\x\\pod.yaml"),
        json!("file:///a%zz"),
        json!("file:///a b"),
        json!("file:///é"),
        json!(7),
        Value::Null,
    ] {
        let mut client = ready();
        client.notify(
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": uri, "languageId": "yaml", "version": 1, "text": "a" } }),
        );
        let id = client.ask("textDocument/foldingRange", json!({ "textDocument": { "uri": uri } }));
        let answer = client.answer(id);
        // What is no URI is refused; what a lenient reader takes for one is a document like others.
        assert!(answer["error"]["code"] == -32602 || answer["result"].is_array(), "{uri}: {answer}");
        assert_eq!(client.unread(), Vec::<Value>::new(), "{uri}");
        assert_eq!(client.leave(), 0);
    }
}

/// Every request that takes parameters.
pub(super) const REQUESTS: [&str; 24] = [
    "textDocument/hover",
    "textDocument/completion",
    "completionItem/resolve",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/documentHighlight",
    "textDocument/prepareRename",
    "textDocument/rename",
    "textDocument/linkedEditingRange",
    "textDocument/documentLink",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/inlayHint",
    "textDocument/codeLens",
    "textDocument/selectionRange",
    "textDocument/codeAction",
    "textDocument/diagnostic",
    "workspace/symbol",
    "podls/draw",
    "podls/insertTemplate",
    "podls/text",
    "podls/explain",
    "codeAction/resolve",
    "initialize",
];

#[test]
fn wrong_types() {
    let mut client = ready();
    for method in REQUESTS {
        for params in [
            Value::Null,
            json!([]),
            json!({}),
            json!("x"),
            json!(1),
            json!({ "textDocument": null }),
            json!({ "textDocument": { "uri": 7 } }),
            json!({ "textDocument": { "uri": URI }, "position": [], "range": [], "positions": {}, "context": 1, "id": {}, "code": 1, "query": 1, "label": 1, "title": 1 }),
        ] {
            let id = client.ask(method, params.clone());
            let answer = client.answer(id);
            let code = answer["error"]["code"].as_i64();
            assert!(code.is_none_or(|code| [-32602, -32600].contains(&code)), "{method} {params}: {answer}");
            client.notify(method, params);
        }
    }
    for method in [
        "textDocument/didOpen",
        "textDocument/didChange",
        "textDocument/didClose",
        "textDocument/didSave",
        "workspace/didChangeConfiguration",
        "workspace/didChangeWatchedFiles",
        "$/cancelRequest",
        "$/setTrace",
    ] {
        for params in [
            Value::Null,
            json!([]),
            json!({}),
            json!("x"),
            json!({ "textDocument": [], "contentChanges": 1, "settings": 1, "changes": 1 }),
        ] {
            client.notify(method, params);
        }
    }
    assert_eq!(client.unread(), Vec::<Value>::new());
    assert_eq!(client.text(URI)["text"], TEXT);
    assert_eq!(client.leave(), 0);
}

#[test]
fn answers_and_batches() {
    check(
        "a batch",
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"podls/ping\"},{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"podls/ping\"}]",
        &["error -32600 batches are not part of the protocol"],
    );
    check("an empty batch", "[]", &["error -32600 batches are not part of the protocol"]);
    check("an answer to nothing", r#"{"jsonrpc":"2.0","id":99,"result":{}}"#, &[]);
    check("an unknown method", &call("textDocument/unheardOf", &json!({})), &["error -32601 Method not found"]);
    check("an unknown `$/` request", &call("$/unheardOf", &json!({})), &["error -32601 Method not found"]);
    check("a method that is too long", &call(&"x".repeat(1_000_000), &json!({})), &["error -32601 Method not found"]);
    check("a request as a notification", r#"{"jsonrpc":"2.0","method":"textDocument/hover","params":{}}"#, &[]);
    check(
        "a notification as a request",
        &call("textDocument/didSave", &json!({ "textDocument": { "uri": URI } })),
        &["error -32600 Invalid request"],
    );
}
