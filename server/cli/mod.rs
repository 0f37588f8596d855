//! The terminal door: reads arguments and files, asks `ide` what there is to say, prints it.
//! Knows nothing of the editor door but the function that starts it.
//!
//! Exit codes: [`CLEAN`], [`FOUND`], [`BLIND`].

mod args;
mod baseline;
mod check;
mod choice;
mod diff;
mod draw;
mod explain;
mod look;
mod manual;
mod order;
mod progress;
mod read;
pub mod report;
mod template;
mod walk;
mod write;

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use clap::Parser;

use crate::finding::Finding;
use crate::ide::{self, Fixed, Snapshot, Which};
use crate::schema::{self, Page};
use crate::settings::Settings;
use args::{Cli, Command};
use report::Look;

/// Exit code: nothing found at or above the threshold.
pub const CLEAN: u8 = 0;
/// Exit code: something found.
pub const FOUND: u8 = 1;
/// Exit code: something could not be looked at, or the call itself was wrong. Outranks [`FOUND`].
pub const BLIND: u8 = 2;

/// What the door calls but does not own.
#[derive(Clone, Copy)]
pub struct Parts {
    /// Serves an editor on standard input and output; returns the exit code.
    pub serve: fn() -> u8,
    /// What there is to say about a text.
    pub findings: fn(&Snapshot, &Settings) -> Vec<Finding>,
    /// Findings of a text with their fixes.
    pub mended: fn(&Snapshot, &Settings, Vec<Finding>) -> Vec<Finding>,
    /// Findings of a text with the fixes that keep their word.
    pub vetted: fn(&Snapshot, &Settings, Vec<Finding>) -> Vec<Finding>,
    /// Findings of a text with the fixes that leave it YAML.
    pub unbroken: fn(&Snapshot, Vec<Finding>) -> Vec<Finding>,
    /// All fixes of a text at once, with suggestions or without.
    pub fix: fn(&Snapshot, &Settings, bool) -> Fixed,
    /// The pages about codes, sorted by code.
    pub pages: fn() -> &'static [Page],
}

impl Parts {
    /// The real engine, with `serve` as the editor door.
    pub fn new(serve: fn() -> u8) -> Self {
        let (findings, mended) = (ide::findings, ide::mended);
        let (vetted, unbroken) = (ide::vetted, ide::unbroken);
        Self { serve, findings, mended, vetted, unbroken, fix, pages: schema::pages }
    }
}

fn fix(snapshot: &Snapshot, settings: &Settings, suggestions: bool) -> Fixed {
    ide::fix_all(snapshot, settings, Which { suggestions, code: None })
}

/// Where output goes, and how it may look there.
pub struct Streams<'a> {
    /// Reports.
    pub out: &'a mut dyn Write,
    /// What could not be looked at.
    pub err: &'a mut dyn Write,
    /// How reports are drawn.
    pub look: Look,
    /// Whether a progress bar may be drawn on standard error.
    pub bar: bool,
}

/// Runs the program by its arguments; `serve` is what the word `serve` starts.
pub fn run(serve: fn() -> u8) -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(refusal) => {
            // A closed stream is no reason to fail twice.
            let _ = refusal.print();
            return ExitCode::from(if refusal.use_stderr() { BLIND } else { CLEAN });
        }
    };
    ColorChoice::from(cli.color).write_global();
    if let Command::Serve(_) = cli.command {
        // Standard output is the editor's: it must not be locked here.
        return ExitCode::from(serve());
    }
    let stdout = io::stdout().lock();
    let choice = AutoStream::choice(&stdout);
    let look = Look { colour: choice != ColorChoice::Never, width: report::terminal_width() };
    let mut out = BufWriter::with_capacity(1 << 16, AutoStream::new(stdout, choice));
    let mut streams = Streams { out: &mut out, err: &mut anstream::stderr(), look, bar: io::stderr().is_terminal() };
    ExitCode::from(perform(&cli, &Parts::new(serve), &mut streams))
}

/// The same with arguments (the first is the program's name), parts and streams of the caller's choice.
pub fn run_with(args: impl IntoIterator<Item = OsString>, parts: &Parts, streams: &mut Streams<'_>) -> u8 {
    match Cli::try_parse_from(args) {
        Ok(cli) => perform(&cli, parts, streams),
        Err(refusal) => {
            let stream: &mut dyn Write = if refusal.use_stderr() { streams.err } else { streams.out };
            let _ = write!(stream, "{refusal}");
            if refusal.use_stderr() { BLIND } else { CLEAN }
        }
    }
}

fn perform(cli: &Cli, parts: &Parts, streams: &mut Streams<'_>) -> u8 {
    match &cli.command {
        Command::Draw(args) => draw::draw(args, streams),
        Command::Template(args) => template::template(args, streams),
        Command::Check(args) => check::check(args, parts, streams),
        Command::Explain(args) => explain::explain(args, (parts.pages)(), streams),
        Command::Completions(args) => manual::completions(args, streams),
        Command::Man(args) => manual::page(args, streams),
        Command::Serve(_) => (parts.serve)(),
    }
}
