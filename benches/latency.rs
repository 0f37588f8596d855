//! How long an editor waits, through the real program and real pipes: for the diagnostics of a keystroke
//! and for answers, each round beside a message that does nothing. The machine may be busy: the ratio to
//! that message hardly minds.

use std::time::{Duration, Instant};

use crate::client::{Server, quoted};
use crate::documents::{Document, documents, small};
use crate::machine::Watch;
use crate::table::{Promise, Table, figure};

/// What is asked for, in the order of the table; the last are answered with something of the whole file.
const ASKED: [&str; 11] = [
    "completion, key",
    "completion, value",
    "completion, name",
    "hover",
    "definition",
    "references",
    "codeAction",
    "inlayHint",
    "documentSymbol",
    "foldingRange",
    "codeLens",
];
const WHOLE: usize = 3;

/// Rounds on one document, rounds in which something of the whole file is asked for, and the time after which
/// there are no more of either.
const ROUNDS: usize = 4000;
const WHOLE_ROUNDS: usize = 600;
const PATIENCE: Duration = Duration::from_secs(12);

/// Times of one kind of message, in milliseconds.
#[derive(Clone, Default)]
struct Times(Vec<f64>);

impl Times {
    fn push(&mut self, time: Duration) {
        self.0.push(time.as_secs_f64() * 1e3);
    }

    fn at(&self, percent: usize) -> f64 {
        let mut times = self.0.clone();
        times.sort_unstable_by(f64::total_cmp);
        let index = (times.len() * percent / 100).min(times.len().saturating_sub(1));
        times.get(index).copied().unwrap_or_default()
    }

    fn cell(&self) -> String {
        if self.0.is_empty() {
            return "–".to_owned();
        }
        [50, 99, 100].map(|percent| figure(self.at(percent))).join(" / ")
    }
}

/// Numbers that look like chance and are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// Line and column.
type Place = (usize, usize);

/// Where things are asked: in all of a short document, in the middle third of a long one.
struct Places {
    keys: Vec<Place>,
    values: Vec<Place>,
    names: Vec<Place>,
    mounts: Vec<Place>,
    volumes: Vec<Place>,
}

impl Places {
    fn new(text: &str) -> Self {
        let lines: Vec<&str> = text.lines().collect();
        let middle = if lines.len() > 1000 { lines.len() / 3..lines.len() * 2 / 3 } else { 0..lines.len() };
        let behind = |mark: &str, next: &str, add: usize| -> Vec<Place> {
            middle
                .clone()
                .filter(|&line| lines.get(line + 1).is_some_and(|line| line.contains(next)))
                .filter_map(|line| lines[line].find(mark).map(|at| (line, at + add)))
                .collect()
        };
        Self {
            keys: behind("imagePullPolicy: ", "", 5),
            values: behind("readOnly: ", "", 10),
            names: behind("port: http", "", 6),
            mounts: behind("- name: ", "mountPath:", 9),
            volumes: behind("- name: ", "emptyDir:", 9),
        }
    }

    /// The method and the parameters of a request of this kind; `typed` is the place of the last keystroke.
    fn request(&self, kind: &str, uri: &str, typed: Place, chance: &mut Chance) -> (&'static str, String) {
        let at = |(line, column): Place| {
            format!(r#"{{"textDocument":{{"uri":"{uri}"}},"position":{{"line":{line},"character":{column}}}}}"#)
        };
        let whole = || format!(r#"{{"textDocument":{{"uri":"{uri}"}}}}"#);
        let range = |from: usize, to: usize, more: &str| {
            format!(
                r#"{{"textDocument":{{"uri":"{uri}"}},"range":{{"start":{{"line":{from},"character":0}},"end":{{"line":{to},"character":0}}}}{more}}}"#
            )
        };
        match kind {
            "completion, key" => ("textDocument/completion", at(typed)),
            "completion, value" => ("textDocument/completion", at(chance.pick(&self.values))),
            "completion, name" => ("textDocument/completion", at(chance.pick(&self.names))),
            "hover" => ("textDocument/hover", at(chance.pick(&self.mounts))),
            "definition" => ("textDocument/definition", at(chance.pick(&self.mounts))),
            "references" => {
                let place = at(chance.pick(&self.volumes));
                let cut = place.trim_end_matches('}').len() + 1;
                ("textDocument/references", format!(r#"{},"context":{{"includeDeclaration":true}}}}"#, &place[..cut]))
            }
            "codeAction" => {
                ("textDocument/codeAction", range(typed.0, typed.0 + 1, r#","context":{"diagnostics":[]}"#))
            }
            "documentSymbol" => ("textDocument/documentSymbol", whole()),
            "foldingRange" => ("textDocument/foldingRange", whole()),
            "inlayHint" => ("textDocument/inlayHint", range(typed.0.saturating_sub(30), typed.0 + 30, "")),
            "codeLens" => ("textDocument/codeLens", whole()),
            _ => panic!("nobody asks for {kind}"),
        }
    }
}

/// What one document costs.
struct Measured {
    document: Document,
    ping: Times,
    key: Times,
    pull_ping: Times,
    pull_key: Times,
    open: Times,
    asked: Vec<Times>,
}

/// A session with all files of the document open.
struct Session {
    server: Server,
    places: Places,
    chance: Chance,
    uris: Vec<String>,
    version: u32,
    /// The file and the place with a letter too many.
    typed: Option<(usize, Place)>,
}

impl Session {
    fn start(document: &Document, pulls: bool) -> Self {
        let uris: Vec<String> = (0..document.files).map(|index| format!("file:///bench/pod-{index}.yaml")).collect();
        let mut server = Server::start(pulls);
        let text = quoted(&document.text);
        for uri in &uris {
            server.open(uri, 0, &text);
            server.diagnostics(uri, 0);
        }
        Self {
            server,
            places: Places::new(&document.text),
            chance: Chance(0x9e37_79b9_7f4a_7c15),
            uris,
            version: 0,
            typed: None,
        }
    }

    /// One message that does nothing, then a letter typed into a key, or taken out again.
    fn round(&mut self, ping: &mut Times, key: &mut Times) -> (usize, Place) {
        let begin = Instant::now();
        self.server.ping();
        ping.push(begin.elapsed());

        let before = self.typed;
        let (file, (line, column)) =
            before.unwrap_or_else(|| (self.chance.below(self.uris.len()), self.chance.pick(&self.places.keys)));
        self.version += 1;
        let (end, letter) = if before.is_none() { (column, "x") } else { (column + 1, "") };
        let uri = &self.uris[file];
        let begin = Instant::now();
        self.server.change(uri, self.version, line, (column, end), letter);
        self.server.diagnostics(uri, self.version);
        key.push(begin.elapsed());
        assert_eq!(
            self.server.says("unknown-field"),
            before.is_none(),
            "{}",
            String::from_utf8_lossy(&self.server.body)
        );
        self.typed = if before.is_none() { Some((file, (line, column))) } else { None };
        (file, (line, column))
    }
}

fn measure(document: Document) -> Measured {
    let (mut ping, mut key) = (Times::default(), Times::default());
    let mut asked = vec![Times::default(); ASKED.len()];
    let mut answered = [false; ASKED.len()];
    let mut session = Session::start(&document, false);
    for _ in 0..20 {
        // The first rounds of a process are not those an editor lives with.
        session.round(&mut Times::default(), &mut Times::default());
    }
    let kinds = ASKED.len() - WHOLE;
    for (rounds, from, to, requests) in [(ROUNDS, 0, kinds, 2), (WHOLE_ROUNDS, kinds, ASKED.len(), 1)] {
        let begin = Instant::now();
        for _ in 0..rounds {
            if begin.elapsed() > PATIENCE {
                break;
            }
            let (file, place) = session.round(&mut ping, &mut key);
            for _ in 0..requests {
                let index = from + session.chance.below(to - from);
                let (method, params) =
                    session.places.request(ASKED[index], &session.uris[file], place, &mut session.chance);
                let begin = Instant::now();
                session.server.request(method, &params);
                asked[index].push(begin.elapsed());
                answered[index] |= !session.server.says(r#""result":null"#) && !session.server.says(r#""result":[]"#);
            }
        }
    }
    for (kind, _) in ASKED.iter().zip(answered).filter(|(_, answered)| !answered) {
        println!("{}: {kind} was asked in vain", document.name);
    }
    let text = quoted(&document.text);
    let mut open = Times::default();
    for version in 1..=12 {
        session
            .server
            .notify("textDocument/didClose", &format!(r#"{{"textDocument":{{"uri":"{}"}}}}"#, session.uris[0]));
        session.server.ping();
        let begin = Instant::now();
        session.server.open(&session.uris[0], 1_000_000 + version, &text);
        session.server.diagnostics(&session.uris[0], 1_000_000 + version);
        open.push(begin.elapsed());
    }
    drop(session);

    let (mut pull_ping, mut pull_key) = (Times::default(), Times::default());
    let mut session = Session::start(&document, true);
    let begin = Instant::now();
    for _ in 0..ROUNDS {
        if begin.elapsed() > PATIENCE {
            break;
        }
        session.round(&mut pull_ping, &mut pull_key);
    }
    Measured { document, ping, key, pull_ping, pull_key, open, asked }
}

/// Measures the documents whose name holds one of `wanted`, or all.
pub(crate) fn run(wanted: &[String], promises: &mut Vec<Promise>) -> Vec<Table> {
    let watch = Watch::start();
    let measured: Vec<Measured> = documents(wanted).into_iter().map(measure).collect();
    let mut tables = vec![table(&measured, &watch)];
    promise(&measured, promises);
    if wanted.is_empty() {
        tables.push(starts(promises));
    }
    tables
}

fn table(measured: &[Measured], watch: &Watch) -> Table {
    let titles: Vec<&str> = measured.iter().map(|measured| measured.document.title).collect();
    let mut table = Table::new("latency", &format!("p50 / p99 / max, ms | p99 ≤ | {}", titles.join(" | ")));
    let mut row = |name: &str, limit: &str, cells: &mut dyn Iterator<Item = String>| {
        table.row([name.to_owned(), limit.to_owned()].into_iter().chain(cells));
    };
    let with_mark = |times: &Times, limit: f64| {
        let mark = if times.at(99) > limit { " ✗" } else { "" };
        format!("{}{mark}", times.cell())
    };
    let ratio = |key: &Times, ping: &Times| format!("{:.1}", key.at(50) / ping.at(50).max(1e-6));
    row("ping, does nothing", "", &mut measured.iter().map(|it| it.ping.cell()));
    row("keystroke → diagnostics, sent", "5", &mut measured.iter().map(|it| with_mark(&it.key, 5.0)));
    row("… its median in pings", "", &mut measured.iter().map(|it| ratio(&it.key, &it.ping)));
    row("keystroke → diagnostics, asked for", "5", &mut measured.iter().map(|it| with_mark(&it.pull_key, 5.0)));
    row("… its median in pings", "", &mut measured.iter().map(|it| ratio(&it.pull_key, &it.pull_ping)));
    for (index, kind) in ASKED.iter().enumerate() {
        let limit = limit(kind);
        row(kind, &limit.to_string(), &mut measured.iter().map(|it| with_mark(&it.asked[index], limit)));
    }
    row("open → first diagnostics", "", &mut measured.iter().map(|it| it.open.cell()));
    table.others(watch.others());
    table
}

/// What the slowest answer of a hundred may take, in milliseconds.
fn limit(kind: &str) -> f64 {
    if kind.starts_with("completion") || kind == "hover" { 2.0 } else { 5.0 }
}

fn promise(measured: &[Measured], promises: &mut Vec<Promise>) {
    let small = measured.iter().find(|it| it.document.name == "small");
    if let Some(small) = small {
        for (how, key, ping) in [("sent", &small.key, &small.ping), ("asked for", &small.pull_key, &small.pull_ping)] {
            let ratio = key.at(50) / ping.at(50).max(1e-6);
            promises.push(
                Promise::at_most(format!("keystroke, 60 lines, {how}: median in pings"), ratio, 3.0, "×")
                    .remark(format!("{} ms", figure(key.at(50)))),
            );
        }
        let completion = &small.asked[0];
        promises.push(
            Promise::at_most("completion, 60 lines: median", completion.at(50), 0.17, "ms")
                .remark("a twentieth of yaml-language-server's"),
        );
    }
    for it in measured {
        let (title, lines) = (it.document.title, it.document.text.lines().count());
        if lines >= 100_000 {
            promises.push(Promise::at_most(format!("keystroke, {title}: median"), it.key.at(50), 0.5, "ms"));
            if let Some(small) = small {
                let ratio = it.key.at(50) / small.key.at(50).max(1e-6);
                promises.push(Promise::at_most(
                    format!("keystroke, {title}: median to that of 60 lines"),
                    ratio,
                    2.0,
                    "×",
                ));
            }
        }
        for (limit, what) in [(2.0, "completion and hover, the worst"), (5.0, "all else, the worst")] {
            let asked = ASKED.iter().zip(&it.asked).filter(|(kind, _)| self::limit(kind) <= limit);
            let asked = asked.map(|(kind, times)| (*kind, times.at(99))).filter(|(kind, _)| self::limit(kind) >= limit);
            let keys = [("keystroke, sent", it.key.at(99)), ("keystroke, asked for", it.pull_key.at(99))];
            let keys = keys.into_iter().filter(|_| limit > 2.0);
            let worst = asked.chain(keys).max_by(|one, other| one.1.total_cmp(&other.1));
            if let Some((kind, time)) = worst {
                promises.push(Promise::at_most(format!("{what}, {title}: p99"), time, limit, "ms").remark(kind));
            }
        }
    }
}

/// From the start of the program.
fn starts(promises: &mut Vec<Promise>) -> Table {
    let watch = Watch::start();
    let (mut hello, mut first) = (Times::default(), Times::default());
    let text = quoted(&small());
    for _ in 0..60 {
        let begin = Instant::now();
        let mut server = Server::start(false);
        hello.push(begin.elapsed());
        server.open("file:///bench/pod.yaml", 1, &text);
        server.diagnostics("file:///bench/pod.yaml", 1);
        first.push(begin.elapsed());
    }
    let mut all = Times::default();
    for _ in 0..5 {
        let mut server = Server::start(false);
        let begin = Instant::now();
        for index in 0..300 {
            server.open(&format!("file:///bench/pod-{index}.yaml"), 1, &text);
        }
        server.diagnostics("file:///bench/pod-299.yaml", 1);
        all.push(begin.elapsed());
    }
    let mut table = Table::new("start", "ms | median | max");
    for (name, times) in [
        ("start → answer to `initialize`", &hello),
        ("start → first diagnostics, 60 lines", &first),
        ("300 files opened at once → diagnostics of the last", &all),
    ] {
        table.row([name.to_owned(), figure(times.at(50)), figure(times.at(100))]);
    }
    table.others(watch.others());
    promises.push(
        Promise::at_most("start → first diagnostics, 60 lines: median", first.at(50), 10.0, "ms")
            .remark(format!("max {} ms", figure(first.at(100)))),
    );
    table
}
