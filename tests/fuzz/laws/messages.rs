//! Whatever a client sends, the server stays: it answers every request once, holds the text the client holds,
//! and leaves when it is told to.
//!
//! The bytes: a stream as it is, if it begins with `Content-Length`; else one byte for what the client can do,
//! a text, and for each message `0xFF`, one byte for what it is, four for places, and words.

use std::collections::HashMap;

use podls::lsp::Engine;
use podls::text::{Encoding, Point, Span, Text};
use serde_json::{Value, json};

use super::session::Session;
use super::text;

/// Messages of one session.
const MOST: usize = 40;

/// What never stands in UTF-8.
const SEPARATOR: u8 = 0xFF;

/// There is no such folder.
const URI: &str = "file:///no-such-folder/pod.yaml";

/// Holds one session.
pub(crate) fn holds(bytes: &[u8]) {
    if bytes.starts_with(b"Content-Length") {
        stream(bytes);
    } else {
        session(bytes);
    }
}

/// Nothing the server sends is odd, and it ends with the stream.
fn stream(bytes: &[u8]) {
    let mut session = Session::new(Engine::default());
    session.send_raw(bytes);
    let (code, sent) = session.hang_up();
    assert!(code < 2);
    for message in sent {
        assert!(
            message["method"].is_string() || message["result"].is_null() || message["error"].is_null(),
            "{message}"
        );
    }
}

struct Conversation {
    session: Session,
    text: Text,
    encoding: Encoding,
    version: i32,
    /// A body was sent that may have changed the text.
    meddled: bool,
    asked: Vec<String>,
}

fn session(bytes: &[u8]) {
    let mut parts = bytes.split(|byte| *byte == SEPARATOR);
    let (abilities, first) = parts.next().and_then(<[u8]>::split_first).unwrap_or((&0, &[]));
    let (encoding, name) = [(Encoding::Utf16, "utf-16"), (Encoding::Utf8, "utf-8"), (Encoding::Utf32, "utf-32")]
        [usize::from(abilities % 3)];
    let mut session = Session::new(Engine::default());
    session.request(
        "initialize",
        json!({ "processId": null, "rootUri": null, "capabilities": abilities_of(*abilities, name) }),
    );
    session.notify("initialized", json!({}));
    let text = text(first);
    let mut talk =
        Conversation { session, text: Text::new(&text), encoding, version: 1, meddled: false, asked: Vec::new() };
    talk.open(&text);
    for part in parts.take(MOST) {
        talk.say(part);
    }
    talk.end();
}

fn abilities_of(bits: u8, encoding: &str) -> Value {
    let has = |bit: u8| bits & bit != 0;
    let mut can = json!({ "general": { "positionEncodings": [encoding] } });
    if has(4) {
        can["textDocument"] = json!({ "diagnostic": { "relatedDocumentSupport": true } });
    }
    if has(8) {
        can["workspace"] = json!({ "configuration": true, "didChangeConfiguration": { "dynamicRegistration": true },
            "diagnostics": { "refreshSupport": true }, "inlayHint": { "refreshSupport": true } });
    }
    if has(16) {
        can["textDocument"]["codeAction"] = json!({ "resolveSupport": { "properties": ["edit"] }, "dataSupport": true,
            "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix", "refactor", "source"] } } });
        can["textDocument"]["documentSymbol"] = json!({ "hierarchicalDocumentSymbolSupport": true });
        can["textDocument"]["completion"] = json!({ "completionItem": { "snippetSupport": true,
            "resolveSupport": { "properties": ["documentation"] } } });
    }
    can
}

/// What is asked about a document.
const QUESTIONS: [&str; 21] = [
    "textDocument/hover",
    "textDocument/completion",
    "textDocument/codeAction",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/selectionRange",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/documentHighlight",
    "textDocument/prepareRename",
    "textDocument/rename",
    "textDocument/linkedEditingRange",
    "textDocument/documentLink",
    "textDocument/inlayHint",
    "textDocument/codeLens",
    "textDocument/diagnostic",
    "workspace/symbol",
    "podls/draw",
    "podls/insertTemplate",
    "podls/explain",
    "codeAction/resolve",
];

impl Conversation {
    fn open(&mut self, text: &str) {
        self.text = Text::new(text);
        let item = json!({ "uri": URI, "languageId": "yaml", "version": self.version, "text": text });
        self.session.notify("textDocument/didOpen", json!({ "textDocument": item }));
    }

    /// One message.
    fn say(&mut self, part: &[u8]) {
        let byte = |at: usize| part.get(at).copied().unwrap_or_default();
        let words = text(part.get(5..).unwrap_or_default());
        let place = |at: usize| json!({ "line": byte(at), "character": byte(at + 1) });
        match byte(0) {
            0..100 => self.change((byte(1), byte(2)), (byte(3), byte(4)), &words),
            100..110 => self.replace(&words),
            110..115 => {
                self.version = i32::from(byte(1)) - 100;
                self.open(&words);
            }
            115..120 => {
                self.session.notify("textDocument/didClose", json!({ "textDocument": { "uri": URI } }));
                self.open(&words);
            }
            120..130 => {
                let settings: Value = serde_json::from_str(&words).unwrap_or_else(|_| json!({ "podls": words }));
                self.session.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
            }
            130..140 => self.cancel(usize::from(byte(1))),
            140..150 => self.reply(&words),
            150..160 => self.body(&part[1..]),
            160..165 => self.session.notify("textDocument/didSave", json!({ "textDocument": { "uri": URI } })),
            other => {
                let method = QUESTIONS[usize::from(other - 165) % QUESTIONS.len()];
                let range = json!({ "start": place(1), "end": place(3) });
                let uri = if byte(1) == 254 { "untitled:nowhere" } else { URI };
                self.asked.push(self.session.ask(
                    method,
                    json!({ "textDocument": { "uri": uri }, "position": place(1), "positions": [place(1), place(3)],
                        "range": range, "newName": words, "query": words, "template": words, "id": words,
                        "code": words, "title": words, "data": serde_json::from_str(&words).unwrap_or(Value::Null),
                        "format": words, "context": { "includeDeclaration": true, "diagnostics": [], "triggerKind": 1 } }),
                ));
            }
        }
    }

    fn change(&mut self, from: (u8, u8), to: (u8, u8), words: &str) {
        let offset =
            |place: (u8, u8)| self.text.offset(Point { line: place.0.into(), column: place.1.into() }, self.encoding);
        let (one, other) = (offset(from), offset(to));
        self.text.replace(Span::new(one.min(other), one.max(other)), words);
        let place = |place: (u8, u8)| json!({ "line": place.0, "character": place.1 });
        self.changed(json!([{ "range": { "start": place(from), "end": place(to) }, "text": words }]));
    }

    fn replace(&mut self, words: &str) {
        self.text = Text::new(words);
        self.changed(json!([{ "text": words }]));
    }

    #[expect(clippy::needless_pass_by_value, reason = "changes are written out at the call")]
    fn changed(&mut self, changes: Value) {
        self.version = self.version.wrapping_add(1);
        let document = json!({ "uri": URI, "version": self.version });
        self.session.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    fn cancel(&mut self, back: usize) {
        let id = self.asked.iter().rev().nth(back).map_or(json!(back), |id| json!(id));
        self.session.notify("$/cancelRequest", json!({ "id": id }));
    }

    /// Answers what the server has asked, with whatever `words` are.
    fn reply(&mut self, words: &str) {
        let result: Value = serde_json::from_str(words).unwrap_or(Value::Null);
        let asked = self.session.unread.iter().find(|message| message.get("method").is_some());
        let id = asked.map_or(json!(1), |question| question["id"].clone());
        self.session.send(json!({ "jsonrpc": "2.0", "id": id, "result": result }));
    }

    /// Sends a body as it is, unless it would end the session or take an id of ours.
    fn body(&mut self, body: &[u8]) {
        let words = String::from_utf8_lossy(body);
        if ["exit", "shutdown", "ours-", "\\u"].iter().any(|word| words.contains(word)) {
            return;
        }
        self.meddled |= words.contains("no-such-folder") || words.contains('\\');
        self.session.send_body(body);
    }

    fn end(mut self) {
        let held = self.session.request("podls/text", json!({ "textDocument": { "uri": URI } }));
        if !self.meddled {
            assert_eq!(held["text"], self.text.to_string());
            assert_eq!(held["version"], self.version);
        }
        for id in &self.asked {
            self.session.answer(id);
        }
        let mut again: HashMap<&str, usize> = HashMap::new();
        for id in self.session.unread.iter().filter_map(|message| message["id"].as_str()) {
            *again.entry(id).or_default() += 1;
        }
        assert!(!again.keys().any(|id| id.starts_with("ours-")), "answered twice: {again:?}");
        self.session.leave();
    }
}
