//! What the program keeps in memory: at rest, with documents open, and after ten thousand keystrokes,
//! which must leave nothing behind.

use crate::client::{Server, quoted};
use crate::documents::{Document, documents};
use crate::machine::Watch;
use crate::table::{Promise, Table, figure};

const EDITS: u32 = 10_000;
/// The places of keystrokes, spread over all of the document.
const PLACES: usize = 100;
/// After so many, each place of each file has been typed at; what an edited piece of a document takes more than
/// an untouched one is no growth.
const WARM: u32 = 700;

/// Measures the documents whose name holds one of `wanted`, or all.
pub(crate) fn run(wanted: &[String], promises: &mut Vec<Promise>) -> Vec<Table> {
    let watch = Watch::start();
    let mut table = Table::new(
        "memory",
        "MiB resident | text | idle | open | … net, in texts | 700 edits | 10,000 edits | growth | all asked for | peak | CPU, ms an edit",
    );
    for document in documents(wanted) {
        measure(&document, &mut table, promises);
    }
    table.others(watch.others());
    vec![table]
}

fn measure(document: &Document, table: &mut Table, promises: &mut Vec<Promise>) {
    let mut server = Server::start(false);
    server.ping();
    let idle = server.resident();
    let uri = |index: usize| format!("file:///bench/pod-{index}.yaml");
    let text = quoted(&document.text);
    for index in 0..document.files {
        server.open(&uri(index), 0, &text);
        server.diagnostics(&uri(index), 0);
    }
    let open = server.resident();
    let places: Vec<(usize, usize)> = document
        .text
        .lines()
        .enumerate()
        .filter_map(|(line, text)| text.find("imagePullPolicy").map(|at| (line, at + 5)))
        .collect();
    let step = (places.len() / PLACES).max(1);
    let places: Vec<(usize, usize)> = places.into_iter().step_by(step).take(PLACES).collect();
    let mut warm = 0.0;
    let before = server.cpu();
    for version in 1..=EDITS {
        let round = (version as usize - 1) / 2;
        let (line, column) = places[round % places.len()];
        let uri = uri(round % document.files);
        if version % 2 == 1 {
            server.change(&uri, version, line, (column, column), "x");
        } else {
            server.change(&uri, version, line, (column, column + 1), "");
        }
        server.diagnostics(&uri, version);
        if version == WARM {
            warm = server.resident();
        }
    }
    let cpu = (server.cpu() - before) * 1e3 / f64::from(EDITS);
    let after = server.resident();
    let growth = after - warm;
    for method in ["documentSymbol", "foldingRange", "codeLens"] {
        server.request(&format!("textDocument/{method}"), &format!(r#"{{"textDocument":{{"uri":"{}"}}}}"#, uri(0)));
    }
    let asked = server.resident();
    let size = document.text.len() as f64 * document.files as f64 / 1_048_576.0;
    let texts = (open - idle) / size;
    table.row(
        [document.title.to_owned()]
            .into_iter()
            .chain([size, idle, open, texts, warm, after, growth, asked, server.peak(), cpu].map(figure)),
    );
    let title = document.title;
    let is_long = document.text.lines().count() >= 100_000;
    if document.name == "small" {
        promises.push(Promise::at_most("memory at rest", idle, 12.0, "MiB"));
        promises.push(Promise::at_most("memory, 60 lines, after 10,000 keystrokes", after, 12.0, "MiB"));
        promises.push(Promise::at_most("CPU of a keystroke, 60 lines", cpu, 0.15, "ms"));
    }
    if is_long {
        let net = (after.max(open) - idle) / size;
        promises.push(Promise::at_most(format!("memory, {title}, in use, net"), net, 8.0, "× text").remark(format!(
            "{} of {} MiB",
            figure(after.max(open)),
            figure(size)
        )));
    }
    // A twentieth, or a MiB: what an allocator moves by itself.
    promises.push(
        Promise::at_most(
            format!("memory, {title}, growth from keystroke 700 to 10,000"),
            growth,
            (warm / 20.0).max(1.0),
            "MiB",
        )
        .remark(format!("{} to {} MiB", figure(warm), figure(after))),
    );
}
