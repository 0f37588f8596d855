//! `podls check`: finds the files, looks at each, prints what was found, and says so by its exit code.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::thread;

use super::args::{CheckArgs, Format};
use super::choice::Choice;
use super::order::{Event, in_order};
use super::progress::Progress;
use super::read::{self, Problem};
use super::report::{self, Look, Tally};
use super::walk::{self, Target, Walk};
use super::{BLIND, CLEAN, FOUND, Streams};
use crate::finding::{Finding, Severity};
use crate::ide::Snapshot;
use crate::settings::Settings;

/// What there is to say about a text.
pub(super) type Engine = fn(&Snapshot, &Settings) -> Vec<Finding>;

/// What one look gave: the report, ready to print, and what it counts.
type Outcome = Result<(String, Tally), Problem>;

/// Checks what `args` name with `engine`; returns the exit code.
pub(super) fn check(args: &CheckArgs, engine: Engine, streams: &mut Streams<'_>) -> u8 {
    let jobs = args.jobs.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from);
    let (targets, empty) = walk::targets(&args.paths, &Walk { no_ignore: args.no_ignore, jobs });
    let choice = Choice::new(args);
    let look_at = LookAt { args, choice: &choice, engine, look: streams.look };
    let bar = Progress::new(targets.len(), streams.bar && !args.quiet);
    let mut printer = Printer { args, streams, bar, tally: Tally::default(), problems: Vec::new(), count: 0 };

    let mut outcome = printer.open(&empty);
    if outcome.is_ok() {
        in_order(
            &targets,
            jobs,
            |target| look_at.target(target),
            |event| {
                match event {
                    Event::Next(one) => outcome = printer.take(one),
                    Event::Done(count) => printer.bar.set(count),
                }
                if outcome.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            },
        );
    }
    for problem in choice.problems() {
        printer.lose(problem);
    }
    if outcome.is_ok() {
        outcome = printer.close();
    }
    let code = printer.code(args.severity.into());
    report::written(outcome, code, printer.streams.err)
}

/// How to look at one target.
struct LookAt<'a> {
    args: &'a CheckArgs,
    choice: &'a Choice,
    engine: Engine,
    look: Look,
}

impl LookAt<'_> {
    fn target(&self, target: &Target) -> Outcome {
        match target {
            Target::Stdin => {
                let name = &self.args.stdin_name;
                self.text(name, &read::stdin(name, self.args.max_size)?)
            }
            Target::File(path) => self.file(path),
            Target::Lost(problem) => Err(problem.clone()),
        }
    }

    fn file(&self, path: &Path) -> Outcome {
        self.text(&path.display().to_string(), &read::file(path, self.args.max_size)?)
    }

    /// Looks at `text`. A fault of podls costs this file, not the run.
    fn text(&self, path: &str, text: &str) -> Outcome {
        let look = || {
            let snapshot = Snapshot::new(text);
            let findings = self.choice.findings(path, &snapshot, self.engine);
            let report = match self.args.format {
                Format::Text => report::text::file(path, snapshot.text(), &findings, self.look),
                Format::Json => report::json::file(path, snapshot.text(), &findings),
            };
            (report, Tally::of(&findings))
        };
        catch_unwind(AssertUnwindSafe(look)).map_err(|_| {
            Problem::new(
                Path::new(path),
                "made podls stumble: that is a fault of podls, please report it with the file",
            )
        })
    }
}

/// Prints outcomes as they come and remembers what the exit code and the summary need.
struct Printer<'a, 'b> {
    args: &'a CheckArgs,
    streams: &'a mut Streams<'b>,
    bar: Progress,
    tally: Tally,
    problems: Vec<Problem>,
    count: usize,
}

impl Printer<'_, '_> {
    /// What comes before the first file.
    fn open(&mut self, empty: &[PathBuf]) -> io::Result<()> {
        if !self.args.quiet {
            for folder in empty {
                let _ = writeln!(self.streams.err, "podls: no YAML file in `{}`", folder.display());
            }
        }
        match self.args.format {
            Format::Text => Ok(()),
            Format::Json => self.streams.out.write_all(b"{\"files\":["),
        }
    }

    fn take(&mut self, outcome: Outcome) -> io::Result<()> {
        let (report, tally) = match outcome {
            Ok(seen) => seen,
            Err(problem) => {
                self.streams.out.flush()?;
                self.lose(problem);
                return Ok(());
            }
        };
        let first = self.count == 0;
        self.count += 1;
        self.tally.add(&tally);
        let out = &mut self.streams.out;
        match self.args.format {
            Format::Text if report.is_empty() => Ok(()),
            Format::Text => self.bar.aside(|| out.write_all(report.as_bytes()).and_then(|()| out.flush())),
            Format::Json => {
                out.write_all(if first { b"\n" } else { b",\n" }).and_then(|()| out.write_all(report.as_bytes()))
            }
        }
    }

    /// Says what could not be looked at.
    fn lose(&mut self, problem: Problem) {
        let line = report::problem(&problem.path, &problem.message);
        // Nobody may be listening there; the exit code still tells.
        let _ = self.bar.aside(|| self.streams.err.write_all(line.as_bytes()));
        self.problems.push(problem);
    }

    /// What comes after the last file.
    fn close(&mut self) -> io::Result<()> {
        self.bar.end();
        let out = &mut self.streams.out;
        match self.args.format {
            Format::Text if self.args.quiet => {}
            Format::Text => {
                out.write_all(
                    report::summary(self.count, &self.tally, self.problems.len(), self.streams.look).as_bytes(),
                )?;
            }
            Format::Json => {
                let problems = self.problems.iter().map(|problem| (problem.path.as_str(), problem.message.as_str()));
                out.write_all(report::json::end(problems).as_bytes())?;
            }
        }
        out.flush()
    }

    fn code(&self, threshold: Severity) -> u8 {
        if !self.problems.is_empty() {
            BLIND
        } else if self.tally.reaches(threshold) {
            FOUND
        } else {
            CLEAN
        }
    }
}
