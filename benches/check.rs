//! What it costs to judge files, beside a bare yaml-rust2 parse of the same bytes: the events are
//! pulled and thrown away. Both in one thread of one process, in turn.
//!
//! `cargo bench --bench check` takes the documents made here, and ../shared/corpus where it is.
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

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use podls::ide::{Snapshot, findings};
use podls::settings::Settings;
use yaml_rust2::parser::{Event, Parser};

/// Every YAML file below `folder`.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
            found.push(path);
        }
    }
}

/// Pulls all events of `text` and throws them away.
fn parse(text: &str) -> usize {
    let mut parser = Parser::new_from_str(text);
    let mut count = 0;
    while let Ok((event, _)) = parser.next_token() {
        count += 1;
        if event == Event::StreamEnd {
            break;
        }
    }
    count
}

/// The best of five runs of `work`.
fn best(mut work: impl FnMut()) -> Duration {
    (0..5)
        .map(|_| {
            let begin = Instant::now();
            work();
            begin.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn measure(name: &str, texts: &[String]) {
    let settings = Settings::default();
    let bytes: usize = texts.iter().map(String::len).sum();
    let floor = best(|| {
        for text in texts {
            black_box(parse(text));
        }
    });
    let check = best(|| {
        for text in texts {
            black_box(findings(&Snapshot::new(text), &settings));
        }
    });
    let tree = best(|| {
        for text in texts {
            black_box(Snapshot::new(text));
        }
    });
    println!(
        "{name:<16} {:>6} {:>9.2} {:>10.2} {:>8.2} {:>8.2} {:>6.2} {:>6.2}",
        texts.len(),
        bytes as f64 / 1e6,
        floor.as_secs_f64() * 1e3,
        tree.as_secs_f64() * 1e3,
        check.as_secs_f64() * 1e3,
        tree.as_secs_f64() / floor.as_secs_f64(),
        check.as_secs_f64() / floor.as_secs_f64()
    );
}

fn main() {
    println!(
        "milliseconds, best of five; the ratios are those of tree and check to yaml-rust2\n\nfiles             count        MB  yaml-rust2     tree    check  ratios"
    );
    let small: Vec<String> = vec![documents::small(); 100];
    measure("100 small", &small);
    measure("medium", &[documents::medium()]);
    measure("large", &[documents::large(100_000)]);
    measure("list", &[documents::list(100_000)]);
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    for folder in ["manifests", "other-kinds", "crds", "helm"] {
        let mut paths = Vec::new();
        files(&corpus.join(folder), &mut paths);
        paths.sort();
        let texts: Vec<String> = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
        if !texts.is_empty() {
            measure(folder, &texts);
        }
    }
}
