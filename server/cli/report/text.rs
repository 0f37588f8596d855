//! Findings as reports for people, in the manner of rustc: the source line, a caret under the place,
//! other places that explain it, and the ways out.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};

use super::Look;
use super::excerpt::{Place, excerpts, place_for_people};
use crate::finding::{Finding, Severity};
use crate::text::Text;

/// The reports of all `findings` of the text at `path`, each followed by an empty line.
pub fn file<'a>(path: &str, text: &Text, findings: impl IntoIterator<Item = &'a Finding>, look: Look) -> String {
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() }.term_width(look.width);
    let path = normalize_untrusted_str(path);
    let mut reports = String::new();
    for finding in findings {
        reports.push_str(&report(&renderer, &path, text, finding));
        reports.push_str("\n\n");
    }
    reports
}

fn report(renderer: &Renderer, path: &str, text: &Text, finding: &Finding) -> String {
    let related = finding.related.iter().map(|other| Place { span: other.span, label: Some(other.message.as_str()) });
    let places: Vec<Place<'_>> = std::iter::once(Place { span: finding.span, label: None }).chain(related).collect();

    let mut group = Group::with_title(level(finding.severity).primary_title(&finding.message).id(finding.code));
    for excerpt in excerpts(text, &places) {
        let marks = excerpt.marks.into_iter().map(|(range, label)| {
            let kind = if label.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
            // The drawer cleans titles and sources, but not labels.
            kind.span(range).label(label.map(normalize_untrusted_str))
        });
        group =
            group.element(Snippet::source(excerpt.source).path(path).line_start(excerpt.first_line).annotations(marks));
    }
    for fix in &finding.fixes {
        group = group.element(Level::HELP.message(normalize_untrusted_str(&opening_lower(&fix.title))));
    }
    exact_place(renderer.render(&[group]), path, place_for_people(text, finding.span))
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO.with_name(severity.name()),
        Severity::Hint => Level::NOTE.with_name(severity.name()),
    }
}

/// Puts the true column where the drawer has counted in a cut line.
fn exact_place(report: String, path: &str, (line, column): (u32, u32)) -> String {
    let counted = format!("{path}:{line}:");
    let Some((before, after)) = report.split_once(&counted) else { return report };
    let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
    if after.strip_suffix(rest) == Some(column.to_string().as_str()) {
        return report;
    }
    format!("{before}{counted}{column}{rest}")
}

/// A title as part of a sentence: `Rename to …` becomes `rename to …`; names such as `HTTP` stay.
fn opening_lower(title: &str) -> String {
    let mut letters = title.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if first.is_ascii_uppercase() && second.is_lowercase() => {
            first.to_ascii_lowercase().to_string() + letters.as_str()
        }
        _ => title.to_owned(),
    }
}
