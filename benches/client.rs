//! A client that speaks to the real program over real pipes, and reads what the system knows of its
//! process. Knows nothing of what is measured.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::machine;

/// What an editor that can do everything says of itself, but for how it gets diagnostics.
const CAPABILITIES: &str = r#""general":{"positionEncodings":["utf-16"]},"experimental":{"commands":{"commands":["podls.runInTerminal"]}},"workspace":{"workspaceEdit":{"documentChanges":true}},"textDocument":{"publishDiagnostics":{"versionSupport":true,"relatedInformation":true,"codeDescriptionSupport":true,"tagSupport":{"valueSet":[1,2]}},"hover":{"contentFormat":["markdown"]},"completion":{"contextSupport":true,"completionItem":{"snippetSupport":true,"documentationFormat":["markdown"],"labelDetailsSupport":true,"resolveSupport":{"properties":["documentation"]}}},"codeAction":{"codeActionLiteralSupport":{"codeActionKind":{"valueSet":["quickfix","refactor","source"]}},"dataSupport":true,"resolveSupport":{"properties":["edit"]}},"definition":{"linkSupport":true},"references":{},"documentSymbol":{"hierarchicalDocumentSymbolSupport":true},"foldingRange":{"lineFoldingOnly":true},"inlayHint":{},"codeLens":{}"#;

/// One session with the program. It ends when this is dropped.
pub(crate) struct Server {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    next_id: u32,
    pulls: bool,
    /// The message read last.
    pub(crate) body: Vec<u8>,
}

impl Server {
    /// Starts the program and shakes hands; with `pulls` it is asked for diagnostics, else it sends them.
    pub(crate) fn start(pulls: bool) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_podls"))
            .arg("serve")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("podls starts");
        let input = child.stdin.take().unwrap();
        let output = BufReader::with_capacity(1 << 16, child.stdout.take().unwrap());
        let mut server = Self { child, input, output, next_id: 0, pulls, body: Vec::new() };
        let diagnostic = if pulls { r#","diagnostic":{}"# } else { "" };
        server.request(
            "initialize",
            &format!(r#"{{"processId":null,"rootUri":null,"capabilities":{{{CAPABILITIES}{diagnostic}}}}}}}"#),
        );
        server.notify("initialized", "{}");
        server
    }

    fn send(&mut self, body: &str) {
        let mut message = format!("Content-Length: {}\r\n\r\n", body.len());
        message.push_str(body);
        self.input.write_all(message.as_bytes()).unwrap();
    }

    /// Reads one message; its body stays in `self.body`.
    fn read(&mut self) {
        let mut length = 0;
        let mut line = String::new();
        loop {
            line.clear();
            assert!(self.output.read_line(&mut line).unwrap() > 0, "podls ended");
            if line.trim().is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("Content-Length: ") {
                length = value.trim().parse().unwrap();
            }
        }
        self.body.resize(length, 0);
        self.output.read_exact(&mut self.body).unwrap();
    }

    /// Whether the message read last holds `mark`.
    pub(crate) fn says(&self, mark: &str) -> bool {
        memchr::memmem::find(&self.body, mark.as_bytes()).is_some()
    }

    /// Sends a notification.
    pub(crate) fn notify(&mut self, method: &str, params: &str) {
        self.send(&format!(r#"{{"jsonrpc":"2.0","method":"{method}","params":{params}}}"#));
    }

    /// Sends a request and reads until its answer is there.
    pub(crate) fn request(&mut self, method: &str, params: &str) {
        self.next_id += 1;
        let id = self.next_id;
        self.send(&format!(r#"{{"jsonrpc":"2.0","id":{id},"method":"{method}","params":{params}}}"#));
        let (inside, last) = (format!(r#""id":{id},"#), format!(r#""id":{id}}}"#));
        while !self.says(&inside) && !self.says(&last) {
            self.read();
        }
        assert!(self.says(r#""result":"#), "{method}: {}", String::from_utf8_lossy(&self.body));
    }

    /// A message that does nothing: what program and pipes cost at least.
    pub(crate) fn ping(&mut self) {
        self.request("podls/ping", "null");
    }

    /// Opens a document.
    pub(crate) fn open(&mut self, uri: &str, version: u32, quoted: &str) {
        self.notify(
            "textDocument/didOpen",
            &format!(r#"{{"textDocument":{{"uri":"{uri}","languageId":"yaml","version":{version},"text":{quoted}}}}}"#),
        );
    }

    /// Replaces the columns of `line` by `text`.
    pub(crate) fn change(&mut self, uri: &str, version: u32, line: usize, columns: (usize, usize), text: &str) {
        let (from, to) = columns;
        self.notify(
            "textDocument/didChange",
            &format!(
                r#"{{"textDocument":{{"uri":"{uri}","version":{version}}},"contentChanges":[{{"range":{{"start":{{"line":{line},"character":{from}}},"end":{{"line":{line},"character":{to}}}}},"text":"{text}"}}]}}"#
            ),
        );
    }

    /// Reads until the diagnostics of this version are there.
    pub(crate) fn diagnostics(&mut self, uri: &str, version: u32) {
        if self.pulls {
            self.request("textDocument/diagnostic", &format!(r#"{{"textDocument":{{"uri":"{uri}"}}}}"#));
            return;
        }
        let uri = format!(r#""uri":"{uri}""#);
        let (inside, last) = (format!(r#""version":{version},"#), format!(r#""version":{version}}}"#));
        loop {
            self.read();
            if self.says("publishDiagnostics") && self.says(&uri) && (self.says(&inside) || self.says(&last)) {
                return;
            }
        }
    }

    /// Resident memory now, in MiB.
    pub(crate) fn resident(&self) -> f64 {
        self.status("VmRSS:")
    }

    /// The most resident memory there has been, in MiB.
    pub(crate) fn peak(&self) -> f64 {
        self.status("VmHWM:")
    }

    fn status(&self, name: &str) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|kib| kib.parse::<f64>().ok()).unwrap_or_default() / 1024.0
    }

    /// CPU seconds so far, to a hundredth.
    pub(crate) fn cpu(&self) -> f64 {
        machine::cpu(&self.child.id().to_string()).0
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `text` as a string of JSON.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
