//! A report in one of the formats, in pieces, so that it can be written while work goes on: pieces are made
//! by any thread and put together by one.

use super::sarif::{self, Rules, Unnumbered};
use super::seen::Seen;
use super::{Look, github, gitlab, json, junit, text};
use crate::cli::args::Format;
use crate::cli::read::Problem;
use crate::finding::{Finding, Severity};
use crate::schema::Page;

/// How a report is made.
#[derive(Clone, Copy)]
pub(in crate::cli) struct Manner {
    pub(in crate::cli) format: Format,
    pub(in crate::cli) look: Look,
    /// The least severity that counts.
    pub(in crate::cli) threshold: Severity,
}

/// What is said of one file, as far as it can be written by itself.
pub(in crate::cli) enum Piece {
    Text(String),
    Results(Vec<Unnumbered>),
}

impl Manner {
    /// Whether the report shows `finding`. Hints are for editors: one for people leaves them out, unless they
    /// are asked for.
    pub(in crate::cli) fn shows(&self, finding: &Finding) -> bool {
        self.format != Format::Text || finding.severity <= self.threshold.max(Severity::Information)
    }

    /// The piece for what was seen.
    pub(in crate::cli) fn file(&self, seen: Seen<'_>) -> Piece {
        Piece::Text(match self.format {
            Format::Text => text::file(seen.path, seen.text(), seen.findings, self.look),
            Format::Json => json::file(seen.path, seen.text(), seen.findings),
            Format::Github => github::file(seen),
            Format::Gitlab => gitlab::file(seen),
            Format::Junit => junit::file(seen, self.threshold),
            Format::Sarif => return Piece::Results(sarif::file(seen)),
        })
    }
}

/// A report on its way.
pub(in crate::cli) struct Sheet {
    format: Format,
    begun: bool,
    rules: Rules,
}

impl Sheet {
    pub(in crate::cli) fn new(format: Format) -> Self {
        Self { format, begun: false, rules: Rules::default() }
    }

    /// What comes before the first piece.
    pub(in crate::cli) fn open(&self) -> String {
        match self.format {
            Format::Text | Format::Github => String::new(),
            Format::Json => "{\"files\":[".to_owned(),
            Format::Gitlab => "[".to_owned(),
            Format::Junit => junit::OPEN.to_owned(),
            Format::Sarif => Rules::open(),
        }
    }

    /// The next piece, as it is written.
    pub(in crate::cli) fn add(&mut self, piece: &Piece) -> String {
        match piece {
            Piece::Text(text) if matches!(self.format, Format::Json | Format::Gitlab) => self.listed(text),
            Piece::Text(text) => text.clone(),
            Piece::Results(results) => results
                .iter()
                .map(|result| {
                    let result = self.rules.number(result);
                    self.listed(&result)
                })
                .collect(),
        }
    }

    /// A problem in its place, where the format has one for it.
    pub(in crate::cli) fn problem(&mut self, problem: &Problem) -> String {
        match self.format {
            Format::Text | Format::Json | Format::Sarif => String::new(),
            Format::Github => github::problem(&problem.path, &problem.message),
            Format::Gitlab => self.listed(&gitlab::problem(&problem.path, &problem.message)),
            Format::Junit => junit::problem(&problem.path, &problem.message),
        }
    }

    /// What comes after the last piece.
    pub(in crate::cli) fn close(&self, problems: &[Problem], pages: &[Page]) -> String {
        let problems = problems.iter().map(|problem| (problem.path.as_str(), problem.message.as_str()));
        match self.format {
            Format::Text | Format::Github => String::new(),
            Format::Json => json::end(problems),
            Format::Gitlab => "\n]\n".to_owned(),
            Format::Junit => junit::CLOSE.to_owned(),
            Format::Sarif => self.rules.close(problems, pages),
        }
    }

    /// An item of a list.
    fn listed(&mut self, item: &str) -> String {
        if item.is_empty() {
            return String::new();
        }
        let comma = if std::mem::replace(&mut self.begun, true) { ",\n" } else { "\n" };
        format!("{comma}{item}")
    }
}
