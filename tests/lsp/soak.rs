//! Files typed in as people do it: letter by letter, with slips taken back, jumps, cuts and pastes, pauses,
//! questions, and questions given up. At any moment the server says what one says that has just opened the text.
//!
//! `PODLS_CASES` asks for so many files, typed from the first letter to the last; `PODLS_SEED` for the same
//! ones again.

use std::hash::{BuildHasher, RandomState};
use std::thread;
use std::time::Duration;

use podls::ide::{self, Hover, Occasion, Snapshot};
use podls::lsp::Engine;
use podls::settings::Settings;
use podls::text::{Encoding, Span, Text};
use serde_json::{Value, json};

use super::client::{Client, URI};
use super::flood::Dice;
use super::fresh;
use crate::{fixtures, material};

/// Letters typed of each file where nobody asks for more.
const LETTERS: usize = 160;

/// Longer files are typed in their last part only.
const LONGEST: usize = 6000;

/// What people put in by mistake, or on the way.
const SLIPS: [&str; 16] =
    ["x", ":", "\n", "\t", "\"", "'", "[", "{", "- ", "  ", "#", "🚀", "---\n", "é: ", "\r\n", "key: |\n"];

/// A moment that stays, so that schedules are told alike by both servers.
fn hover(snapshot: &Snapshot, settings: &Settings, occasion: &Occasion<'_>, at: u32) -> Option<Hover> {
    ide::hover(snapshot, settings, &Occasion { now: Some(1_795_374_000), ..*occasion }, at)
}

/// What the client can do: it asks for diagnostics, or is sent them.
fn abilities(pulls: bool) -> Value {
    let mut can = json!({ "textDocument": {
        "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix", "refactor", "source"] } } },
        "completion": { "completionItem": { "snippetSupport": true } },
        "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
        "inlayHint": {} } });
    if pulls {
        can["textDocument"]["diagnostic"] = json!({});
    }
    can
}

/// What was done, for the report.
#[derive(Default, Debug)]
struct Count {
    files: usize,
    changes: usize,
    questions: usize,
    given_up: usize,
    comparisons: usize,
}

/// One file on its way in.
struct Typist<'a> {
    dice: Dice,
    client: Client,
    /// Judges the same text, which it has just been given.
    other: Client,
    pulls: bool,
    text: Text,
    version: i32,
    asked: Vec<i64>,
    /// The last diagnostics sent.
    shown: Value,
    count: &'a mut Count,
}

impl Typist<'_> {
    fn place(&self, offset: u32) -> Value {
        let point = self.text.point(offset, Encoding::Utf16);
        json!({ "line": point.line, "character": point.column })
    }

    /// Any place that is not inside a character.
    fn anywhere(&mut self) -> u32 {
        let at = self.dice.roll(self.text.len() as usize + 1) as u32;
        self.text.offset(self.text.point(at, Encoding::Utf16), Encoding::Utf16)
    }

    /// What a change says, made in our own text, too.
    fn made(&mut self, span: Span, new_text: &str) -> Value {
        let range = json!({ "start": self.place(span.start), "end": self.place(span.end) });
        // No client can name the place between CR and LF.
        let named = |at: u32| self.text.offset(self.text.point(at, Encoding::Utf16), Encoding::Utf16);
        self.text.replace(Span::new(named(span.start), named(span.end)), new_text);
        json!({ "range": range, "text": new_text })
    }

    fn send(&mut self, changes: Vec<Value>) {
        self.version += 1;
        self.count.changes += changes.len();
        self.client.change(URI, self.version, Value::from(changes));
        if self.dice.roll(60) == 0 {
            thread::sleep(Duration::from_micros(self.dice.roll(3000) as u64));
        }
        match self.dice.roll(6) {
            0 => self.question(),
            1 if self.dice.roll(12) == 0 => self.give_up(),
            _ => {}
        }
    }

    fn replace(&mut self, span: Span, new_text: &str) {
        let change = self.made(span, new_text);
        self.send(vec![change]);
    }

    /// Something done and taken back: with it, the text is as it was.
    fn detour(&mut self, at: u32) {
        let before = self.text.clone();
        self.leave_and_return(at);
        // Where CR met LF, there was no way back.
        if self.text.to_string() != before.to_string() {
            self.text = before;
            self.send(vec![json!({ "text": self.text.to_string() })]);
        }
    }

    fn leave_and_return(&mut self, at: u32) {
        match self.dice.roll(5) {
            // A slip where the cursor is, or anywhere else; taken back by as many deletes as it has letters.
            kind @ 0..=2 => {
                let at = if kind == 0 { self.anywhere() } else { at };
                let slip = SLIPS[self.dice.roll(SLIPS.len())];
                self.replace(Span::empty(at), slip);
                self.maybe_compare();
                for (offset, letter) in slip.char_indices().rev() {
                    let start = at + offset as u32;
                    self.replace(Span::new(start, start + letter.len_utf8() as u32), "");
                }
            }
            // A cut and a paste at the same place, or an undo and a redo.
            3 => {
                let (one, other) = (self.anywhere(), self.anywhere());
                let mut span = Span::new(one.min(other), one.max(other));
                if self.dice.roll(3) != 0 {
                    span.end = self.text.line_span(self.text.line_of(span.start)).end;
                }
                let cut = self.text.slice(span).into_owned();
                self.replace(span, "");
                self.maybe_compare();
                self.replace(Span::empty(span.start), &cut);
            }
            // Several cursors at once, and back.
            _ => {
                let (one, other) = (self.anywhere(), self.anywhere());
                let changes =
                    vec![self.made(Span::empty(one.max(other)), "z"), self.made(Span::empty(one.min(other)), "z")];
                self.send(changes);
                self.maybe_compare();
                let changes = vec![
                    self.made(Span::new(one.min(other), one.min(other) + 1), ""),
                    self.made(Span::new(one.max(other), one.max(other) + 1), ""),
                ];
                self.send(changes);
            }
        }
    }

    fn maybe_compare(&mut self) {
        if self.dice.roll(40) == 0 {
            self.compare();
        }
    }

    fn params(&mut self) -> Value {
        let at = self.anywhere();
        let (at, end) = (self.place(at), self.place(self.text.len()));
        json!({ "textDocument": { "uri": URI }, "position": at, "positions": [at], "range": { "start": at, "end": at },
            "newName": "renamed", "context": { "includeDeclaration": true, "diagnostics": [], "triggerKind": 1 }, "end": end })
    }

    fn question(&mut self) {
        let method = METHODS[self.dice.roll(METHODS.len())];
        let params = self.params();
        let id = self.client.ask(method, params);
        self.asked.push(id);
        self.count.questions += 1;
    }

    fn give_up(&mut self) {
        if let Some(id) = self.asked.last() {
            self.client.notify("$/cancelRequest", json!({ "id": id }));
            self.count.given_up += 1;
        }
    }

    /// Types `rest` behind `start` and compares at the end.
    fn type_in(&mut self, start: u32, rest: &str) {
        let mut at = start;
        let mut letters = rest.chars();
        while let Some(letter) = letters.next() {
            match self.dice.roll(90) {
                0..4 => self.detour(at),
                // A paste of some letters.
                4 => {
                    let piece: String = letters.as_str().chars().take(self.dice.roll(80)).collect();
                    let piece = format!("{letter}{piece}");
                    letters = rest[(at - start) as usize + piece.len()..].chars();
                    self.replace(Span::empty(at), &piece);
                    at += piece.len() as u32;
                    continue;
                }
                // All of it at once, as some clients do.
                5 if self.dice.roll(6) == 0 => {
                    let text = self.text.to_string();
                    self.send(vec![json!({ "text": text })]);
                }
                _ => {}
            }
            self.replace(Span::empty(at), letter.encode_utf8(&mut [0; 4]));
            at += letter.len_utf8() as u32;
            self.maybe_compare();
        }
        self.compare();
    }

    /// Reads the answers to everything asked so far.
    fn listen(&mut self) {
        for id in std::mem::take(&mut self.asked) {
            let answer = self.client.answer(id);
            let code = answer["error"]["code"].as_i64();
            // Cancelled, changed meanwhile, or a name that cannot be changed.
            let fine = code.is_none_or(|code| matches!(code, -32803..=-32800));
            assert!(fine, "{answer}");
        }
        for message in self.client.unread() {
            assert_ne!(message["method"], "window/logMessage", "{message}");
            if message["method"] == "textDocument/publishDiagnostics" {
                self.shown = message["params"]["diagnostics"].clone();
            }
        }
    }

    /// What is asked of both servers, and answered alike.
    fn compare(&mut self) {
        self.count.comparisons += 1;
        self.listen();
        let text = self.text.to_string();
        assert_eq!(self.client.text(URI)["text"], text);
        self.other.open(URI, self.version, &text);
        if self.pulls {
            let [ours, theirs] = self.both("textDocument/diagnostic", &json!({ "textDocument": { "uri": URI } }));
            assert_eq!(ours["items"], theirs["items"], "diagnostics of\n{text}");
        } else {
            let theirs = self.other.published(URI)["diagnostics"].take();
            // A worker may still be busy.
            for _ in 0..2000 {
                if self.shown == theirs {
                    break;
                }
                thread::sleep(Duration::from_millis(1));
                self.listen();
            }
            assert_eq!(self.shown, theirs, "diagnostics of\n{text}");
        }
        for method in METHODS {
            let params = self.params();
            let [ours, theirs] = self.both(method, &params);
            assert_eq!(ours, theirs, "{method} {params} of\n{text}");
        }
        self.other.close(URI);
        if !self.pulls {
            self.other.published(URI);
        }
    }

    fn both(&mut self, method: &str, params: &Value) -> [Value; 2] {
        [&mut self.client, &mut self.other].map(|client| {
            let id = client.ask(method, params.clone());
            let mut answer = client.answer(id);
            for member in ["id", "jsonrpc"] {
                answer.as_object_mut().expect("an object").remove(member);
            }
            if let Some(result) = answer.get_mut("result").filter(|_| method == "textDocument/diagnostic") {
                return result.take();
            }
            answer
        })
    }
}

/// What people and their editors ask.
const METHODS: [&str; 13] = [
    "textDocument/completion",
    "textDocument/hover",
    "textDocument/codeAction",
    "textDocument/documentSymbol",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/rename",
    "textDocument/prepareRename",
    "textDocument/foldingRange",
    "textDocument/selectionRange",
    "textDocument/documentLink",
    "textDocument/inlayHint",
    "textDocument/documentHighlight",
];

/// Files to type, shorter ones whole.
fn files(explores: bool) -> Vec<String> {
    let mut files: Vec<String> = material::own_files().into_iter().map(|(_, text)| text).collect();
    if explores {
        files.extend(material::cases().into_iter().map(|case| case.yaml));
        let mut paths = Vec::new();
        if let Some(folder) = material::shared("corpus") {
            material::collect(&folder, &mut paths);
        }
        files.extend(paths.into_iter().filter_map(|path| std::fs::read_to_string(path).ok()));
    }
    files
}

fn soak(seed: u64, text: &str, letters: usize, count: &mut Count) {
    let mut dice = Dice(seed);
    let pulls = dice.roll(2) == 0;
    // All work on whole documents goes to other threads, or as little as usual.
    let patience = if dice.roll(3) == 0 { Duration::ZERO } else { Engine::default().patience };
    let engine = Engine { hover, patience, ..Engine::default() };
    let begun = || {
        let mut client = fresh(engine);
        client.strict = false;
        client.initialize(abilities(pulls), Value::Null);
        client
    };
    let mut start = 0;
    if letters < text.len() {
        start = (text.len() - letters..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    }
    let (typed, rest) = text.split_at(start);
    let mut typist = Typist {
        dice,
        client: begun(),
        other: begun(),
        pulls,
        text: Text::new(typed),
        version: 1,
        asked: Vec::new(),
        shown: json!([]),
        count,
    };
    typist.client.open(URI, 1, typed);
    typist.type_in(start as u32, rest);
    assert_eq!(typist.text.to_string(), text);
    assert_eq!(typist.client.leave(), 0);
    assert_eq!(typist.other.leave(), 0);
    count.files += 1;
}

#[test]
fn files_typed_in_are_judged_as_files_opened() {
    let explores = std::env::var_os("PODLS_CASES").is_some();
    let files = files(explores);
    let mut count = Count::default();
    let first: u64 = match std::env::var("PODLS_SEED").ok().and_then(|seed| seed.parse().ok()) {
        Some(seed) => seed,
        None if explores => RandomState::new().hash_one(0) >> 16,
        None => 1,
    };
    for seed in first..first + u64::from(fixtures::cases(4)) {
        // Neighbouring seeds begin alike.
        let seed = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let text = &files[(seed >> 32) as usize % files.len()];
        let letters = if explores { LONGEST } else { LETTERS };
        let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| soak(seed, text, letters, &mut count)));
        assert!(done.is_ok(), "seed {seed}, PODLS_SEED from {first}, {count:?}");
    }
    println!("{count:?}");
}
