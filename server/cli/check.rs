//! `podls check`: finds the files, looks at each, prints what was found, and says so by its exit code.

use std::collections::HashSet;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::thread;

use super::args::{CheckArgs, Format};
use super::baseline::Baseline;
use super::choice::Choice;
use super::look::{Look, Outcome};
use super::order::{Event, in_order};
use super::progress::Progress;
use super::read::Problem;
use super::report::{self, Fixes, Manner, Sheet, Tally};
use super::walk::{self, Walk};
use super::{BLIND, CLEAN, FOUND, Parts, Streams, write};
use crate::finding::Severity;

/// Checks what `args` name with `parts`; returns the exit code.
pub(super) fn check(args: &CheckArgs, parts: &Parts, streams: &mut Streams<'_>) -> u8 {
    let known = match (&args.baseline.baseline, &args.baseline.write_baseline) {
        (Some(path), _) => Baseline::read(path).map(Some),
        (None, path) => Ok(path.as_deref().map(Baseline::empty)),
    };
    let known = match known {
        Ok(known) => known,
        Err(problem) => {
            let _ = streams.err.write_all(report::problem(&problem.path, &problem.message).as_bytes());
            return BLIND;
        }
    };
    let jobs = args.jobs.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from);
    let (targets, empty) = walk::targets(&args.paths, &Walk { no_ignore: args.no_ignore });
    let look = if args.output.is_some() { report::Look::default() } else { streams.look };
    let manner = Manner { format: args.format, look, threshold: args.severity.into() };
    let look = Look { args, choice: Choice::new(args), parts, manner, known };
    let bar = Progress::new(targets.len(), streams.bar && !args.quiet);
    let mut printer = Printer::new(args, parts, streams, bar);

    let mut outcome = printer.open(&empty);
    if outcome.is_ok() {
        in_order(
            &targets,
            jobs,
            |target| look.at(target),
            |event| {
                match event {
                    Event::Next(one) => outcome = printer.take(one),
                    Event::Done(count) => printer.bar.set(count),
                }
                if outcome.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            },
        );
    }
    for problem in look.choice.problems() {
        printer.lose(problem);
    }
    if outcome.is_ok() {
        outcome = printer.close(look.known);
    }
    let code = printer.code(args.severity.into());
    report::written(outcome, code, printer.streams.err)
}

/// Prints outcomes as they come and remembers what the exit code and the summary need.
struct Printer<'a, 'b> {
    args: &'a CheckArgs,
    parts: &'a Parts,
    streams: &'a mut Streams<'b>,
    bar: Progress,
    sheet: Sheet,
    /// The report, where it goes to a file.
    kept: String,
    tally: Tally,
    fixes: Fixes,
    /// Why something could not be looked at, or written.
    problems: Vec<Problem>,
    unread: usize,
    count: usize,
    /// What a new baseline is to hold, or how much of the old one is gone.
    found: Baseline,
    gone: usize,
    names: HashSet<String>,
}

impl<'a, 'b> Printer<'a, 'b> {
    fn new(args: &'a CheckArgs, parts: &'a Parts, streams: &'a mut Streams<'b>, bar: Progress) -> Self {
        Self {
            args,
            parts,
            streams,
            bar,
            sheet: Sheet::new(args.format),
            kept: String::new(),
            tally: Tally::default(),
            fixes: Fixes::default(),
            problems: Vec::new(),
            unread: 0,
            count: 0,
            found: Baseline::empty(args.baseline.write_baseline.as_deref().unwrap_or(Path::new(""))),
            gone: 0,
            names: HashSet::new(),
        }
    }

    /// Whether standard output is for texts or changes, so that reports go elsewhere.
    fn makes_texts(&self) -> bool {
        let fix = &self.args.fix;
        fix.diff || fix.fix && self.args.paths.iter().any(|path| path.as_os_str() == "-")
    }

    /// Writes a part of the report.
    fn say(&mut self, text: &str) -> io::Result<()> {
        if self.args.output.is_some() {
            self.kept.push_str(text);
            return Ok(());
        }
        if text.is_empty() {
            return Ok(());
        }
        let aside = self.makes_texts();
        let out: &mut dyn Write = if aside { &mut *self.streams.err } else { &mut *self.streams.out };
        if aside || self.args.format == Format::Text {
            self.bar.aside(|| out.write_all(text.as_bytes()).and_then(|()| out.flush()))
        } else {
            out.write_all(text.as_bytes())
        }
    }

    /// Tells people something that is no part of the report.
    fn tell(&mut self, line: &str) {
        // Nobody may be listening there; the exit code still tells.
        let _ = self.bar.aside(|| self.streams.err.write_all(line.as_bytes()));
    }

    /// What comes before the first file.
    fn open(&mut self, empty: &[PathBuf]) -> io::Result<()> {
        if !self.args.quiet {
            for folder in empty {
                self.tell(&format!("podls: no YAML file in `{}`\n", folder.display()));
            }
        }
        let opening = self.sheet.open();
        self.say(&opening)
    }

    fn take(&mut self, outcome: Outcome) -> io::Result<()> {
        self.unread += usize::from(outcome.unread.is_some());
        for problem in outcome.unread.into_iter().chain(outcome.unwritten) {
            self.streams.out.flush()?;
            self.tell(&report::problem(&problem.path, &problem.message));
            let said = self.sheet.problem(&problem);
            self.problems.push(problem);
            self.say(&said)?;
        }
        if let Some(product) = outcome.product {
            self.streams.out.write_all(product.as_bytes())?;
            self.streams.out.flush()?;
        }
        self.fixes.add(outcome.fixed);
        let Some((piece, tally)) = outcome.report else { return Ok(()) };
        if self.args.baseline.write_baseline.is_some() {
            self.found.add(outcome.name, outcome.counts);
        } else {
            self.gone += outcome.counts.values().sum::<usize>();
            self.names.insert(outcome.name);
        }
        self.count += 1;
        self.tally.add(&tally);
        let said = self.sheet.add(&piece);
        self.say(&said)
    }

    /// What comes after the last file.
    fn close(&mut self, known: Option<Baseline>) -> io::Result<()> {
        self.bar.end();
        let end = self.sheet.close(&self.problems, (self.parts.pages)());
        self.say(&end)?;
        self.keep_baseline(known);
        if !self.args.quiet {
            self.sum_up()?;
        }
        if let Some(path) = &self.args.output
            && let Err(message) = write::whole(path, self.kept.as_bytes())
        {
            self.trouble(&path.clone(), message);
        }
        self.streams.out.flush()
    }

    /// The last lines: in the report for people, beside all others.
    fn sum_up(&mut self) -> io::Result<()> {
        let fixes = self.args.fix.fix.then(|| self.fixes.summary(&self.tally, self.args.fix.diff));
        let fixes = fixes.unwrap_or_default();
        if self.args.format != Format::Text {
            if !fixes.is_empty() {
                self.tell(&format!("podls: {fixes}"));
            }
            return Ok(());
        }
        let look = if self.args.output.is_some() { report::Look::default() } else { self.streams.look };
        let counts = report::summary(self.count, &self.tally, self.unread, look);
        self.say(&format!("{counts}{fixes}"))
    }

    /// Writes the new baseline, or says what could go from the old one.
    fn keep_baseline(&mut self, known: Option<Baseline>) {
        if let Some(path) = self.args.baseline.write_baseline.clone() {
            if self.unread > 0 {
                return self.trouble(&path, "is not written, as not everything could be looked at".to_owned());
            }
            match write::whole(&path, self.found.to_json().as_bytes()) {
                Err(message) => self.trouble(&path, message),
                Ok(()) if self.args.quiet => {}
                Ok(()) => self.tell(&format!("podls: `{}` holds {}\n", path.display(), findings(self.found.len()))),
            }
        } else if let (Some(known), Some(path), false) = (known, &self.args.baseline.baseline, self.args.quiet) {
            let gone = self.gone + known.of_lost_files(&self.names);
            if gone > 0 {
                let path = path.display().to_string();
                let advice = "write it anew with `--write-baseline`";
                self.tell(&format!("podls: `{path}` holds {} too many, for they are gone; {advice}\n", findings(gone)));
            }
        }
    }

    /// A problem with a file that was not to be looked at.
    fn trouble(&mut self, path: &Path, message: String) {
        self.lose(Problem::new(path, message));
    }

    /// Says what could not be looked at, or is wrong besides what is.
    fn lose(&mut self, problem: Problem) {
        self.tell(&report::problem(&problem.path, &problem.message));
        self.problems.push(problem);
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

fn findings(count: usize) -> String {
    format!("{count} {}", if count == 1 { "finding" } else { "findings" })
}
