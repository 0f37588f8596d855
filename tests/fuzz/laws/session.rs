//! A session with the real server in this process: what is sent is there at once, what comes back is read
//! strictly. Knows the protocol as JSON.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use podls::lsp::Engine;
use serde_json::{Value, json};

/// How long an answer may take before the server is said to hang.
const HANGS: Duration = Duration::from_secs(30);

#[derive(Default)]
struct Wires {
    to_server: VecDeque<u8>,
    /// Nothing more is sent.
    is_over: bool,
    from_server: Vec<u8>,
}

#[derive(Clone, Default)]
struct Line(Arc<(Mutex<Wires>, Condvar)>);

impl Line {
    fn wires(&self) -> MutexGuard<'_, Wires> {
        self.0.0.lock().expect("nobody panics while holding it")
    }
}

impl Read for Line {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let waits = |wires: &mut Wires| wires.to_server.is_empty() && !wires.is_over;
        let mut wires = self.0.1.wait_while(self.wires(), waits).expect("nobody panics while holding it");
        wires.to_server.read(into)
    }
}

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.wires().from_server.extend_from_slice(bytes);
        self.0.1.notify_all();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// One session.
pub(crate) struct Session {
    line: Line,
    server: JoinHandle<u8>,
    /// What the server has sent and nobody has looked at.
    pub(crate) unread: VecDeque<Value>,
    asked: u32,
}

impl Session {
    /// Starts a server.
    pub(crate) fn new(engine: Engine) -> Self {
        let line = Line::default();
        let (reader, writer) = (line.clone(), line.clone());
        let server = thread::spawn(move || podls::lsp::serve(engine, reader, writer));
        Self { line, server, unread: VecDeque::new(), asked: 0 }
    }

    /// Sends bytes as they are.
    pub(crate) fn send_raw(&mut self, bytes: &[u8]) {
        self.line.wires().to_server.extend(bytes);
        self.line.0.1.notify_all();
    }

    /// Sends a body in a frame, whatever it is.
    pub(crate) fn send_body(&mut self, body: &[u8]) {
        let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
        frame.extend_from_slice(body);
        self.send_raw(&frame);
    }

    #[expect(clippy::needless_pass_by_value, reason = "messages are written out at the call")]
    pub(crate) fn send(&mut self, message: Value) {
        self.send_body(message.to_string().as_bytes());
    }

    #[expect(clippy::needless_pass_by_value, reason = "parameters are written out at the call")]
    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send(json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request and returns its id.
    #[expect(clippy::needless_pass_by_value, reason = "parameters are written out at the call")]
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> String {
        self.asked += 1;
        let id = format!("ours-{}", self.asked);
        self.send(json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    /// The next message that `wanted` accepts; others are kept for later.
    pub(crate) fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        let mut looked_at = 0;
        loop {
            if let Some(at) = self.unread.iter().skip(looked_at).position(&wanted) {
                return self.unread.remove(looked_at + at).expect("it is there");
            }
            looked_at = self.unread.len();
            let line = self.line.clone();
            let waits = |wires: &mut Wires| wires.from_server.is_empty();
            let (mut wires, late) = line.0.1.wait_timeout_while(line.wires(), HANGS, waits).expect("a lock");
            assert!(!late.timed_out(), "the server hangs");
            let sent = std::mem::take(&mut wires.from_server);
            drop(wires);
            self.unread.extend(frames(&sent));
        }
    }

    /// The whole answer to the request `id`.
    pub(crate) fn answer(&mut self, id: &str) -> Value {
        self.wait(|message| message["id"] == id && message.get("method").is_none())
    }

    /// Sends a request and returns its result, which must be none of an error.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        let mut answer = self.answer(&id);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].take()
    }

    /// Ends the session in order.
    pub(crate) fn leave(mut self) {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        assert_eq!(self.hang_up().0, 0);
    }

    /// Sends nothing more; returns the exit code and all that was sent and nobody has looked at.
    pub(crate) fn hang_up(mut self) -> (u8, VecDeque<Value>) {
        self.line.wires().is_over = true;
        self.line.0.1.notify_all();
        let code = self.server.join().expect("the server does not panic");
        let sent = std::mem::take(&mut self.line.wires().from_server);
        self.unread.extend(frames(&sent));
        (code, self.unread)
    }
}

/// The messages in `sent`; the server writes frames as a whole.
fn frames(sent: &[u8]) -> Vec<Value> {
    let mut messages = Vec::new();
    let mut rest = sent;
    while !rest.is_empty() {
        let end = rest.windows(4).position(|four| four == b"\r\n\r\n").expect("a whole header");
        let header = std::str::from_utf8(&rest[..end]).expect("a header of letters");
        let length: usize = header.strip_prefix("Content-Length: ").expect("one header").parse().expect("a number");
        let body = &rest[end + 4..];
        let message: Value = serde_json::from_slice(&body[..length]).expect("JSON");
        assert!(!is_failure(&message), "{message}");
        messages.push(message);
        rest = &body[length..];
    }
    messages
}

/// Whether `message` tells of a panic.
fn is_failure(message: &Value) -> bool {
    let text = message["params"]["message"].as_str().unwrap_or_default();
    message["error"]["code"] == -32603
        || (message["method"] == "window/logMessage" && text.contains("failed inside podls"))
}
