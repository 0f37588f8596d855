//! How fast podls is, how much memory it takes, and whether that is what was promised.
//!
//! `cargo bench` measures everything and prints it; `-- --write` also puts it into docs/performance.md,
//! `-- --beside FILE` with a table of other servers in Markdown. Words choose what is measured: `latency`,
//! `memory`, `check`, `engine`, `instructions`; behind them, words that names of documents hold: `small`,
//! `pod`, `large`, `list`, `many`.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::format_collect,
    clippy::format_push_string,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a bench stops where it is surprised"
)]

mod check;
mod client;
mod documents;
mod engine;
mod instructions;
mod latency;
mod machine;
mod memory;
mod report;
mod table;

const SECTIONS: [&str; 5] = ["latency", "memory", "check", "engine", "instructions"];

fn main() {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    let beside = words.iter().position(|word| word == "--beside").map(|at| {
        words.remove(at);
        assert!(at < words.len(), "`--beside` needs the name of a file");
        words.remove(at)
    });
    let writes = words.iter().any(|word| word == "--write");
    words.retain(|word| !word.starts_with('-'));
    if words.first().is_some_and(|word| word == "counted") {
        instructions::counted(&words[1..]);
        return;
    }
    let (sections, documents): (Vec<String>, Vec<String>) =
        words.into_iter().partition(|word| SECTIONS.contains(&word.as_str()));
    let wanted = |section: &str| sections.is_empty() || sections.iter().any(|word| word == section);
    assert!(!writes || documents.is_empty(), "`--write` writes whole tables: leave `{}` out", documents.join(" "));

    let watch = machine::Watch::start();
    let mut promises = Vec::new();
    let mut tables = Vec::new();
    let mut show = |found: Vec<table::Table>| {
        for table in &found {
            println!("{table}");
        }
        tables.extend(found);
    };
    if wanted("latency") {
        show(latency::run(&documents, &mut promises));
    }
    if wanted("memory") {
        show(memory::run(&documents, &mut promises));
    }
    if wanted("check") {
        show(check::run(&mut promises));
    }
    if wanted("engine") {
        show(engine::run(&documents));
    }
    if wanted("instructions") {
        show(instructions::run(&documents));
    }
    if !promises.is_empty() {
        println!("{}", table::promises(&promises));
    }
    let machine = report::machine(&watch, &promises);
    println!("{machine}");
    if writes {
        // Promises and machine are told of a whole run only.
        if sections.is_empty() {
            tables.push(table::promises(&promises));
        }
        let machine = sections.is_empty().then_some(machine);
        report::write(&tables, machine.as_deref(), beside.as_deref());
    }
}
