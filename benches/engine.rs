//! What one keystroke costs inside: the edit of text and tree, and the findings, for a text that is
//! right and one that has a mistake.
//! No pipe, no protocol. `cargo bench --bench engine`.
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
use std::time::Instant;

use podls::ide::{Snapshot, findings};
use podls::settings::Settings;
use podls::syntax::Syntax;
use podls::text::{Edit, Span, Text};

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let settings = Settings::default();
    println!("nanoseconds\n\ndocument        fresh      edit     right     wrong");
    for (name, text, rounds) in [
        ("small", documents::small(), 40_000),
        ("medium", documents::medium(), 5_000),
        ("large", documents::large(100_000), 2_000),
        ("list", documents::list(100_000), 2_000),
    ] {
        if !wanted.is_empty() && !wanted.iter().any(|word| word == name) {
            continue;
        }
        let begin = Instant::now();
        let rope = Text::new(&text);
        black_box(Syntax::new(&rope));
        let fresh = begin.elapsed();
        let at = text.len() / 3 + text[text.len() / 3..].find("imagePullPolicy").unwrap_or_default() + 5;
        let mut snapshot = Snapshot::new(&text);
        black_box(findings(&snapshot, &settings));
        let (mut edits, mut judged) = (0, [0, 0]);
        for round in 0..rounds {
            let edit = if round % 2 == 0 {
                Edit::replace(Span::empty(at as u32), "x")
            } else {
                Edit::replace(Span::new(at as u32, at as u32 + 1), "")
            };
            let begin = Instant::now();
            snapshot.edit(&edit);
            edits += begin.elapsed().as_nanos();
            let begin = Instant::now();
            black_box(findings(&snapshot, &settings));
            judged[round % 2] += begin.elapsed().as_nanos();
        }
        let [wrong, right] = judged.map(|sum| sum * 2 / rounds as u128);
        println!("{name:<10} {:>10} {:>9} {:>9} {:>9}", fresh.as_nanos(), edits / rounds as u128, right, wrong);
    }
}
