//! A small client: speaks the protocol as JSON and knows no type of the server.
//! Waits for messages, never for a clock, and complains of messages nobody has looked at.
#![expect(clippy::needless_pass_by_value, reason = "parameters are written out at the call")]

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, PipeReader, PipeWriter, Read, Write, pipe};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use serde_json::{Value, json};

/// How long a message may be on its way before the test is said to hang.
const HANGS: Duration = Duration::from_secs(60);

/// The document most tests use.
pub(crate) const URI: &str = "file:///a/pod.yaml";

/// One end of a session; the other is a thread or a process.
pub(crate) struct Client {
    input: Option<Box<dyn Write + Send>>,
    messages: Receiver<Value>,
    /// Messages that came while another was waited for.
    aside: VecDeque<Value>,
    next_id: i64,
    server: Server,
    /// While this is locked, nothing the server sends is read.
    pub(crate) ear: Arc<Mutex<()>>,
    /// Whether unread messages are a failure.
    pub(crate) strict: bool,
}

enum Server {
    Thread(Option<JoinHandle<u8>>),
    Process(Child),
}

impl Client {
    /// A client of `serve`, which runs in a thread of this process behind two real pipes.
    pub(crate) fn of(serve: impl FnOnce(PipeReader, PipeWriter) -> u8 + Send + 'static) -> Self {
        let (their_input, our_output) = pipe().unwrap();
        let (our_input, their_output) = pipe().unwrap();
        let server = thread::spawn(move || serve(their_input, their_output));
        Self::new(our_input, our_output, Server::Thread(Some(server)))
    }

    /// A client of the program `command`.
    pub(crate) fn spawn(command: &mut Command) -> Self {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (input, output) = (child.stdout.take().unwrap(), child.stdin.take().unwrap());
        Self::new(input, output, Server::Process(child))
    }

    fn new(from: impl Read + Send + 'static, to: impl Write + Send + 'static, server: Server) -> Self {
        let (sender, messages) = channel();
        let ear = Arc::new(Mutex::new(()));
        let open = Arc::clone(&ear);
        thread::spawn(move || {
            let mut from = BufReader::new(from);
            while let Some(message) = read(&mut from) {
                drop(open.lock().unwrap());
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Self { input: Some(Box::new(to)), messages, aside: VecDeque::new(), next_id: 0, server, ear, strict: true }
    }

    /// The most memory that the program has had by now, in MiB; nothing where that cannot be told.
    pub(crate) fn peak(&self) -> Option<usize> {
        let Server::Process(child) = &self.server else { return None };
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        line.trim().trim_end_matches("kB").trim().parse::<usize>().ok().map(|kibibytes| kibibytes / 1024)
    }

    /// Sends bytes as they are.
    pub(crate) fn send_raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the input is closed");
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    /// Sends a body in a frame, whatever it is.
    pub(crate) fn send_body(&mut self, body: &str) {
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub(crate) fn send(&mut self, message: &Value) {
        self.send_body(&message.to_string());
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request and returns its id.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.next_id, "method": method, "params": params }));
        self.next_id
    }

    /// Answers a request of the server.
    pub(crate) fn reply(&mut self, request: &Value, result: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "id": request["id"], "result": result }));
    }

    /// The next message to arrive; `None` where the server has closed its end.
    fn arrive(&mut self) -> Option<Value> {
        match self.messages.recv_timeout(HANGS) {
            Ok(message) => Some(message),
            Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => None,
            Err(std::sync::mpsc::RecvTimeoutError::Timeout) => panic!("the server hangs"),
        }
    }

    /// The next message that `wanted` accepts; others are kept for later.
    pub(crate) fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.aside.iter().position(&wanted) {
            return self.aside.remove(at).unwrap();
        }
        loop {
            let message = self.arrive().expect("the server is gone");
            if wanted(&message) {
                return message;
            }
            self.aside.push_back(message);
        }
    }

    /// The whole answer to the request `id`.
    pub(crate) fn answer(&mut self, id: i64) -> Value {
        self.wait(|message| message["id"] == id && message.get("method").is_none())
    }

    /// The next request or notification of the server of this `method`.
    pub(crate) fn called(&mut self, method: &str) -> Value {
        self.wait(|message| message["method"] == method)
    }

    /// Sends a request and returns its result, which must be none of an error.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        let mut answer = self.answer(id);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].take()
    }

    /// Sends a request and returns the code of its error.
    pub(crate) fn refused(&mut self, method: &str, params: Value) -> i64 {
        let id = self.ask(method, params);
        let answer = self.answer(id);
        answer["error"]["code"].as_i64().unwrap_or_else(|| panic!("{method} was not refused: {answer}"))
    }

    /// Begins the session; returns the capabilities of the server.
    pub(crate) fn initialize(&mut self, capabilities: Value, options: Value) -> Value {
        let params = json!({ "processId": null, "rootUri": null, "capabilities": capabilities,
            "initializationOptions": options });
        let mut result = self.request("initialize", params);
        self.notify("initialized", json!({}));
        result["capabilities"].take()
    }

    pub(crate) fn open(&mut self, uri: &str, version: i32, text: &str) {
        let item = json!({ "uri": uri, "languageId": "yaml", "version": version, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": item }));
    }

    pub(crate) fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let params = json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": changes });
        self.notify("textDocument/didChange", params);
    }

    pub(crate) fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }

    /// What the server holds for `uri`.
    pub(crate) fn text(&mut self, uri: &str) -> Value {
        self.request("podls/text", json!({ "textDocument": { "uri": uri } }))
    }

    /// Asks for something about a whole document.
    pub(crate) fn about(&mut self, method: &str, uri: &str) -> Value {
        self.request(method, json!({ "textDocument": { "uri": uri } }))
    }

    /// Asks for something about a place.
    pub(crate) fn at(&mut self, method: &str, uri: &str, line: u32, character: u32) -> Value {
        let position = json!({ "line": line, "character": character });
        self.request(method, json!({ "textDocument": { "uri": uri }, "position": position }))
    }

    /// The next diagnostics pushed for `uri`.
    pub(crate) fn published(&mut self, uri: &str) -> Value {
        let message = self
            .wait(|message| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri);
        message["params"].clone()
    }

    /// Everything the server has sent by now that nobody has looked at.
    pub(crate) fn unread(&mut self) -> Vec<Value> {
        self.request("podls/ping", Value::Null);
        self.aside.drain(..).collect()
    }

    /// Ends the session in order; returns the exit code.
    pub(crate) fn leave(mut self) -> i32 {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.code()
    }

    /// Sends nothing more; returns the exit code.
    pub(crate) fn hang_up(mut self) -> i32 {
        self.input = None;
        self.code()
    }

    /// Waits for the server to end by itself; returns the exit code.
    pub(crate) fn code(mut self) -> i32 {
        while let Some(message) = self.arrive() {
            self.aside.push_back(message);
        }
        match &mut self.server {
            Server::Thread(server) => server.take().unwrap().join().unwrap().into(),
            Server::Process(child) => child.wait().unwrap().code().unwrap_or(-1),
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if let Server::Process(child) = &mut self.server {
            self.input = None;
            let _ = child.kill();
            let _ = child.wait();
        }
        if self.strict && !thread::panicking() {
            self.aside.extend(self.messages.try_iter());
            assert!(self.aside.is_empty(), "nobody has looked at {:?}", self.aside);
        }
    }
}

/// One message of the base protocol; `None` at the end.
fn read(from: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if from.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line.trim_end().is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("Content-Length: ") {
            length = value.trim_end().parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).unwrap())
}
