//! How long a keystroke takes until its diagnostics are there, beside a message that does nothing,
//! through the real program and real pipes. Every figure of a run stands beside the floor of the
//! same run: the machine may be busy, the ratio hardly minds.
//!
//! `cargo bench --bench latency`; `-- small` for the documents whose name holds the word.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::format_collect,
    clippy::format_push_string,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a bench stops where it is surprised"
)]

mod documents;

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

const URI: &str = "file:///bench/pod.yaml";

struct Server {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    body: Vec<u8>,
    next_id: u32,
}

impl Server {
    /// Starts the program; returns how long it took to answer `initialize`.
    fn start(pulls: bool) -> (Self, Duration) {
        let begin = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_podls"))
            .arg("serve")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("podls starts");
        let input = child.stdin.take().unwrap();
        let output = BufReader::with_capacity(1 << 16, child.stdout.take().unwrap());
        let mut server = Self { child, input, output, body: Vec::new(), next_id: 0 };
        let diagnostic = if pulls { r#","diagnostic":{}"# } else { "" };
        let capabilities =
            format!(r#"{{"textDocument":{{"publishDiagnostics":{{"versionSupport":true}}{diagnostic}}}}}"#);
        server.request("initialize", &format!(r#"{{"processId":null,"rootUri":null,"capabilities":{capabilities}}}"#));
        let took = begin.elapsed();
        server.notify("initialized", "{}");
        (server, took)
    }

    fn send(&mut self, body: &str) {
        let mut message = format!("Content-Length: {}\r\n\r\n", body.len());
        message.push_str(body);
        self.input.write_all(message.as_bytes()).unwrap();
    }

    fn notify(&mut self, method: &str, params: &str) {
        self.send(&format!(r#"{{"jsonrpc":"2.0","method":"{method}","params":{params}}}"#));
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

    /// Reads until a message holds `mark`.
    fn read_until(&mut self, mark: &str) {
        loop {
            self.read();
            if memchr::memmem::find(&self.body, mark.as_bytes()).is_some() {
                return;
            }
        }
    }

    fn request(&mut self, method: &str, params: &str) {
        self.next_id += 1;
        let id = self.next_id;
        self.send(&format!(r#"{{"jsonrpc":"2.0","id":{id},"method":"{method}","params":{params}}}"#));
        self.read_until(&format!(r#""id":{id}"#));
    }

    /// Resident memory in MiB.
    fn memory(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|kib| kib.parse::<f64>().ok()).unwrap_or_default() / 1024.0
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn percentile(times: &mut [Duration], percent: usize) -> f64 {
    times.sort_unstable();
    times
        .get((times.len() * percent / 100).min(times.len().saturating_sub(1)))
        .map_or(0.0, |time| time.as_secs_f64() * 1e6)
}

/// Types a letter into a key in the middle of the document and takes it out again.
fn measure(name: &str, text: &str, pulls: bool, rounds: usize) {
    let (mut server, start) = Server::start(pulls);
    let idle = server.memory();
    let open = Instant::now();
    server.notify(
        "textDocument/didOpen",
        &format!(r#"{{"textDocument":{{"uri":"{URI}","languageId":"yaml","version":0,"text":{}}}}}"#, quoted(text)),
    );
    if pulls {
        server.request("textDocument/diagnostic", &format!(r#"{{"textDocument":{{"uri":"{URI}"}}}}"#));
    } else {
        server.read_until("publishDiagnostics");
    }
    let open = open.elapsed();
    let places: Vec<(usize, usize)> = text
        .lines()
        .enumerate()
        .filter_map(|(line, text)| text.find("imagePullPolicy").map(|at| (line, at + 5)))
        .collect();
    let middle = places.len() / 3;
    let places: Vec<_> = places.into_iter().skip(middle).take(16).collect();
    let (mut pings, mut keys, mut symbols, mut hovers, mut completions) = (vec![], vec![], vec![], vec![], vec![]);
    let mut version = 0;
    for round in 0..rounds * 2 {
        let (line, column) = places[(round / 2) % places.len()];
        let begin = Instant::now();
        server.request("podls/ping", "null");
        pings.push(begin.elapsed());

        version += 1;
        let typed = round % 2 == 0;
        let (end, letter) = if typed { (column, "x") } else { (column + 1, "") };
        let begin = Instant::now();
        server.notify(
            "textDocument/didChange",
            &format!(
                r#"{{"textDocument":{{"uri":"{URI}","version":{version}}},"contentChanges":[{{"range":{{"start":{{"line":{line},"character":{column}}},"end":{{"line":{line},"character":{end}}}}},"text":"{letter}"}}]}}"#
            ),
        );
        if pulls {
            server.request("textDocument/diagnostic", &format!(r#"{{"textDocument":{{"uri":"{URI}"}}}}"#));
        } else {
            server.read_until("publishDiagnostics");
        }
        keys.push(begin.elapsed());
        let seen = memchr::memmem::find(&server.body, b"unknown-field").is_some();
        assert_eq!(seen, typed, "{name}: {}", String::from_utf8_lossy(&server.body));

        if round < 60 {
            let at =
                format!(r#"{{"textDocument":{{"uri":"{URI}"}},"position":{{"line":{line},"character":{column}}}}}"#);
            let mut timed = |method: &str, params: &str, times: &mut Vec<Duration>| {
                let begin = Instant::now();
                server.request(method, params);
                times.push(begin.elapsed());
            };
            timed("textDocument/hover", &at, &mut hovers);
            timed("textDocument/completion", &at, &mut completions);
        }
    }
    // The outline of a long file is a long answer, which leaves its mark on the memory of the process.
    let memory = server.memory();
    for _ in 0..12 {
        let begin = Instant::now();
        server.request("textDocument/documentSymbol", &format!(r#"{{"textDocument":{{"uri":"{URI}"}}}}"#));
        symbols.push(begin.elapsed());
    }
    let outlined = server.memory();
    let ping = percentile(&mut pings, 50);
    let key = percentile(&mut keys, 50);
    println!(
        "{name:<14} {:>6.2} {:>8.2} {:>6.0} {:>7.0} {:>7.0} {:>5.2} {:>7.0} {:>8.0} {:>8.0} {:>6.1} {:>6.1} {:>6.1} {:>6.1}",
        start.as_secs_f64() * 1e3,
        open.as_secs_f64() * 1e3,
        ping,
        key,
        percentile(&mut keys, 99),
        key / ping,
        percentile(&mut hovers, 50),
        percentile(&mut completions, 50),
        percentile(&mut symbols, 50),
        idle,
        memory,
        outlined,
        text.len() as f64 / 1_048_576.0,
    );
}

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    println!(
        "microseconds, but start and open in ms, memory (idle, in use, after the outline was asked for) and text in MiB; ratio is keystroke to ping at the median\n"
    );
    println!(
        "document        start     open   ping     key     p99 ratio   hover complete  symbols   idle    rss  after   text"
    );
    let documents = [
        ("small", documents::small(), 1500),
        ("medium", documents::medium(), 600),
        ("large", documents::large(100_000), 300),
        ("list", documents::list(100_000), 300),
    ];
    for (name, text, rounds) in documents {
        for (way, pulls) in [("push", false), ("pull", true)] {
            let name = format!("{name}-{way}");
            if wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str())) {
                measure(&name, &text, pulls, rounds);
            }
        }
    }
}
