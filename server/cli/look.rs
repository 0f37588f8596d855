//! One look at one target: read it, fix it if that is wanted, find what there is to say, make the report of
//! it. Runs on any thread, prints nothing.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::Parts;
use super::args::{CheckArgs, Format};
use super::baseline::{self, Baseline, Counts};
use super::choice::{Choice, Chosen};
use super::read::{self, Problem};
use super::report::{Manner, Piece, Seen, Tally};
use super::walk::Target;
use super::{diff, write};
use crate::ide::Snapshot;
use crate::settings::{self, Settings};

/// How to look.
pub(super) struct Look<'a> {
    pub(super) args: &'a CheckArgs,
    pub(super) choice: Choice,
    pub(super) parts: &'a Parts,
    pub(super) manner: Manner,
    /// What need not be told.
    pub(super) known: Option<Baseline>,
}

/// What one look gave.
#[derive(Default)]
pub(super) struct Outcome {
    /// The report, and what it counts.
    pub(super) report: Option<(Piece, Tally)>,
    /// The fixed text of standard input, or what would change.
    pub(super) product: Option<String>,
    /// How many findings were fixed, and whether the text has changed.
    pub(super) fixed: (usize, bool),
    /// Why it could not be looked at.
    pub(super) unread: Option<Problem>,
    /// Why it could not be written.
    pub(super) unwritten: Option<Problem>,
    /// What a baseline calls the file.
    pub(super) name: String,
    /// What was found, for a new baseline, or what the one in use knows and is gone.
    pub(super) counts: Counts,
}

impl From<Problem> for Outcome {
    fn from(problem: Problem) -> Self {
        Self { unread: Some(problem), ..Self::default() }
    }
}

impl Look<'_> {
    /// Looks at `target`.
    pub(super) fn at(&self, target: &Target) -> Outcome {
        let name = &self.args.stdin_name;
        match target {
            Target::Stdin => match read::stdin(name, self.args.max_size) {
                Ok(text) => self.text(name, &text, None),
                Err(problem) => problem.into(),
            },
            Target::File(path) => match read::file(path, self.args.max_size) {
                Ok(text) => self.text(&path.display().to_string(), &text, Some(path)),
                Err(problem) => problem.into(),
            },
            Target::Lost(problem) => problem.clone().into(),
        }
    }

    /// Looks at `text`. A fault of podls costs this file, not the run.
    fn text(&self, path: &str, text: &str, file: Option<&Path>) -> Outcome {
        catch_unwind(AssertUnwindSafe(|| self.dare(path, text, file))).unwrap_or_else(|_| {
            let fault = "made podls stumble: that is a fault of podls, please report it with the file";
            Problem::new(Path::new(path), fault).into()
        })
    }

    fn dare(&self, path: &str, text: &str, file: Option<&Path>) -> Outcome {
        let mut outcome = Outcome::default();
        let mut snapshot = Snapshot::new(text);
        let choice = self.choice.of(Path::new(path));
        if let (true, Chosen::Settings(settings)) = (self.args.fix.fix, &choice) {
            snapshot = self.fix(path, text, file, snapshot, settings, &mut outcome);
        } else if self.args.fix.fix && file.is_none() && !self.args.fix.diff {
            // What is not to be fixed is not to be lost either.
            outcome.product = Some(text.to_owned());
        }
        let mut findings = match &choice {
            Chosen::Settings(settings) => (self.parts.findings)(&snapshot, settings),
            Chosen::Itself => settings::read(&snapshot.text().to_string()).1,
            Chosen::Ignored => Vec::new(),
        };
        if let Some(known) = &self.known {
            outcome.name = known.name(path);
            if self.args.baseline.write_baseline.is_some() {
                outcome.counts = baseline::counts(&snapshot, &findings);
                findings.clear();
            } else {
                outcome.counts = known.sift(&outcome.name, &snapshot, &mut findings);
            }
        }
        let tally = Tally::of(&findings);
        findings.retain(|finding| self.manner.shows(finding));
        if let Chosen::Settings(settings) = &choice {
            // Fixes cost more than findings, and trying them even more: no more of it than can be seen.
            let mended = self.parts.mended;
            findings = match self.manner.format {
                Format::Json | Format::Sarif => {
                    (self.parts.vetted)(&snapshot, settings, mended(&snapshot, settings, findings))
                }
                Format::Text => (self.parts.unbroken)(&snapshot, mended(&snapshot, settings, findings)),
                Format::Github | Format::Gitlab | Format::Junit => findings,
            };
        }
        let piece = self.manner.file(Seen { path, snapshot: &snapshot, findings: &findings });
        outcome.report = Some((piece, tally));
        outcome
    }

    /// Fixes `text` and brings it where it belongs; what then is to be looked at.
    fn fix(
        &self,
        path: &str,
        text: &str,
        file: Option<&Path>,
        snapshot: Snapshot,
        settings: &Settings,
        outcome: &mut Outcome,
    ) -> Snapshot {
        let fixed = (self.parts.fix)(&snapshot, settings, self.args.fix.suggestions);
        let is_changed = !fixed.edits.is_empty();
        let after = if is_changed { snapshot.text().with_edits(&fixed.edits).to_string() } else { text.to_owned() };
        match file {
            _ if self.args.fix.diff => outcome.product = Some(diff::unified(path, text, &after)),
            None => outcome.product = Some(after.clone()),
            Some(file) if is_changed => {
                if let Err(message) = write::replace(file, text, &after) {
                    outcome.unwritten = Some(Problem::new(file, message));
                    return snapshot;
                }
            }
            Some(_) => {}
        }
        if !is_changed {
            return snapshot;
        }
        outcome.fixed = (fixed.fixed, true);
        Snapshot::new(&after)
    }
}
