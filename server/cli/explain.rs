//! `podls explain`: the page about a code, or a list of all codes. Knows how a page looks, not what it says.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use annotate_snippets::normalize_untrusted_str;
use anstyle::{AnsiColor, Style};
use serde_json::json;

use super::args::{ExplainArgs, ExplainFormat};
use super::report::{self, Look};
use super::{BLIND, CLEAN, Streams};
use crate::finding::Severity;
use crate::schema::{Page, nearest};

/// The widest a paragraph gets; longer lines are hard to read.
const WIDEST: usize = 88;

/// Prints the page about a code, or all codes if none is given; returns the exit code.
pub(super) fn explain(args: &ExplainArgs, pages: &[Page], streams: &mut Streams<'_>) -> u8 {
    let chosen = match &args.code {
        None => None,
        Some(code) => match pages.iter().find(|page| page.code == code) {
            Some(found) => Some(found),
            None => return unknown(code, pages, streams),
        },
    };
    let text = match (args.format, chosen) {
        (ExplainFormat::Text, None) => list(pages, streams.look),
        (ExplainFormat::Text, Some(found)) => page(found, streams.look),
        (ExplainFormat::Json, None) => json(pages),
        (ExplainFormat::Json, Some(found)) => json(std::slice::from_ref(found)),
    };
    let written = streams.out.write_all(text.as_bytes()).and_then(|()| streams.out.flush());
    report::written(written, CLEAN, streams.err)
}

fn unknown(code: &str, pages: &[Page], streams: &mut Streams<'_>) -> u8 {
    let shown = normalize_untrusted_str(code);
    let advice = match nearest(code, pages.iter().map(|page| page.code)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "a code is the word in brackets of a report, and `podls explain` lists them all".to_owned(),
    };
    let _ = writeln!(streams.err, "podls: `{shown}` is not a code podls knows; {advice}");
    BLIND
}

/// All codes with their sentences, by area.
fn list(pages: &[Page], look: Look) -> String {
    let bold = style(look, Style::new().bold());
    let heading = style(look, Style::new().bold().underline());
    let widest = pages.iter().map(|page| page.code.len()).max().unwrap_or(0);
    let mut areas: BTreeMap<&str, Vec<&Page>> = BTreeMap::new();
    for page in pages {
        areas.entry(page.area).or_default().push(page);
    }
    let mut out = String::new();
    for (area, pages) in areas {
        let gap = if out.is_empty() { "" } else { "\n" };
        let _ = writeln!(out, "{gap}{heading}{area}{heading:#}");
        for page in pages {
            let _ = writeln!(out, "  {bold}{:widest$}{bold:#}  {}", page.code, page.says);
        }
    }
    out
}

/// `pages` as an array of objects, a line each.
fn json(pages: &[Page]) -> String {
    let lines = pages.iter().map(|page| {
        let mut object = json!({
            "code": page.code, "area": page.area, "severity": page.severity.name(), "says": page.says,
            "why": page.why, "wrong": page.wrong, "right": page.right, "source": page.source,
        });
        if let Some(object) = object.as_object_mut() {
            object.extend(page.kubernetes.map(|minor| ("kubernetesVersion".to_owned(), minor.to_string().into())));
            object.extend(page.pod_security.map(|level| ("podSecurity".to_owned(), level.into())));
        }
        format!("\n{object}")
    });
    format!("[{}\n]\n", lines.collect::<Vec<_>>().join(","))
}

/// One page.
fn page(page: &Page, look: Look) -> String {
    let bold = style(look, Style::new().bold());
    let severity = style(look, colour(page.severity));
    let width = look.width.min(WIDEST);
    let mut out = String::new();
    let _ = writeln!(out, "{severity}{}[{}]{severity:#}", page.severity.name(), page.code);
    let _ = writeln!(out, "{bold}{}{bold:#}\n", wrapped(page.says, width));
    let _ = writeln!(out, "{}\n", wrapped(page.why, width));
    if page.levels.is_some() {
        let _ = writeln!(out, "{}\n", wrapped(&format!("This is {}.", page.loudness()), width));
    }
    let mut how = String::new();
    if let Some(minor) = page.kubernetes {
        let _ = write!(how, " (judged with `--kubernetes-version {minor}`)");
    }
    if let Some(level) = page.pod_security {
        let _ = write!(how, " (judged with `--pod-security {level}`)");
    }
    let _ = writeln!(out, "{bold}Wrong{bold:#}{how}:\n\n{}", indented(page.wrong));
    if page.fill > 0 {
        let _ = writeln!(out, "Here `…` stands for {} KiB of letters.\n", page.fill);
    }
    let _ = writeln!(out, "{bold}Right{bold:#}:\n\n{}", indented(page.right));
    let _ = writeln!(out, "{}", wrapped(&format!("Source: {}.", page.source), width));
    out
}

/// The style, or none where colour is not wanted.
fn style(look: Look, style: Style) -> Style {
    if look.colour { style } else { Style::new() }
}

fn colour(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Error => AnsiColor::BrightRed,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Information | Severity::Hint => AnsiColor::BrightGreen,
    };
    Style::new().bold().fg_color(Some(colour.into()))
}

/// `text` in lines of at most `width` characters, where its words allow it.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out
}

/// `text` four spaces further in.
fn indented(text: &str) -> String {
    text.lines().fold(String::new(), |mut out, line| {
        let _ = writeln!(out, "    {line}");
        out
    })
}
