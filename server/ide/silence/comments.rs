//! Findings that comments silence, and comments that silence nothing. Knows lines and indentation, no
//! Kubernetes.

use super::Room;
use super::directive::{Directive, Reach, directive};
use crate::finding::{Finding, Fix, Severity, Tag};
use crate::schema::{nearest, page, pages};
use crate::settings::Settings;
use crate::text::{Edit, Span, Text};

/// What a comment covers, and whether it was needed for each of its codes.
struct Silence<'a> {
    directive: Directive<'a>,
    covers: Span,
    needed: Vec<bool>,
}

/// Takes out of `findings` what the comments of `room` silence, and adds what is wrong with them.
pub(super) fn apply(room: Room<'_>, settings: &Settings, findings: &mut Vec<Finding>) {
    let Room { text, document, origin, region, all } = room;
    let comments = document.comments(origin);
    let inside = comments.iter().filter(|comment| region.covers(comment.span));
    let mut silences: Vec<Silence<'_>> = inside
        .filter_map(|comment| directive(comment.text, comment.span.start))
        .filter(|directive| directive.reach != Reach::File)
        .map(|directive| {
            let covers = match directive.reach {
                Reach::Here => reach(text, directive.span, all),
                Reach::Document | Reach::File => all,
            };
            let needed = vec![false; directive.codes.len().max(1)];
            Silence { directive, covers, needed }
        })
        .collect();
    findings.retain(|finding| !silences.iter_mut().any(|silence| silence.takes(finding)));
    for silence in &silences {
        judge(text, &silence.directive, &silence.needed, settings, findings);
    }
}

/// Takes out of `findings` what the directives for a whole file silence, and adds what is wrong with them.
pub(super) fn apply_file(
    text: &Text,
    directives: Vec<Directive<'_>>,
    settings: &Settings,
    findings: &mut Vec<Finding>,
) {
    let covers = Span::new(0, text.len());
    for directive in directives {
        let needed = vec![false; directive.codes.len().max(1)];
        let mut silence = Silence { directive, covers, needed };
        findings.retain(|finding| !silence.takes(finding));
        judge(text, &silence.directive, &silence.needed, settings, findings);
    }
}

impl Silence<'_> {
    /// Whether it silences `finding`, which is remembered.
    fn takes(&mut self, finding: &Finding) -> bool {
        if finding.span.start < self.covers.start || finding.span.start > self.covers.end {
            return false;
        }
        if self.directive.codes.is_empty() {
            self.needed.fill(true);
            return true;
        }
        let names = self.directive.codes.iter().map(|(code, _)| *code);
        match names.zip(&mut self.needed).find(|(code, _)| *code == finding.code) {
            Some((_, needed)) => {
                *needed = true;
                true
            }
            None => false,
        }
    }
}

/// What a comment covers: the line it ends, or the entry or item that begins below it.
fn reach(text: &Text, comment: Span, region: Span) -> Span {
    let line = text.line_of(comment.start);
    let own = text.line_span(line);
    if !text.slice(Span::new(own.start, comment.start)).trim().is_empty() {
        return own;
    }
    let last = text.line_of(region.end);
    let mut below = (line + 1..=last).map(|line| text.line_span(line));
    let is_content = |span: &Span| {
        let line = text.slice(*span);
        !line.trim().is_empty() && !line.trim_start().starts_with('#')
    };
    let Some(first) = below.by_ref().find(is_content) else { return own };
    let (indent, dashed) = depth(&text.slice(first));
    let mut end = first.end;
    for span in below {
        let line = text.slice(span);
        if line.trim().is_empty() {
            continue;
        }
        let (deeper, dash) = depth(&line);
        // A list may stand at the column of its key.
        if deeper < indent || (deeper == indent && (dashed || !dash)) {
            break;
        }
        end = span.end;
    }
    Span::new(first.start, end)
}

/// The indentation of a line, and whether it begins an item.
fn depth(line: &str) -> (usize, bool) {
    let rest = line.trim_start_matches(' ');
    (line.len() - rest.len(), rest == "-" || rest.starts_with("- "))
}

/// Says which codes of a directive are unknown or were not needed.
fn judge(text: &Text, directive: &Directive<'_>, needed: &[bool], settings: &Settings, findings: &mut Vec<Finding>) {
    if settings.choices.is_quiet() {
        return;
    }
    if directive.codes.is_empty() {
        if !needed.contains(&true) {
            let message = "nothing is said here that this comment silences; remove it";
            findings.push(unused(text, directive, directive.span, message.to_owned(), &[]));
        }
        return;
    }
    for ((code, span), needed) in directive.codes.iter().zip(needed) {
        let Some(page) = page(code) else {
            findings.push(unknown(code, *span));
            continue;
        };
        // What is off in this profile may speak in another.
        let speaks = page.levels.is_none() || settings.choices.speaks(code, page.levels);
        if !needed && speaks && page.pod_security.is_none() {
            let rest: Vec<&str> =
                directive.codes.iter().map(|(other, _)| *other).filter(|other| other != code).collect();
            let message = format!("`{code}` is not said here; remove it from this comment");
            findings.push(unused(text, directive, *span, message, &rest));
        }
    }
}

fn unknown(code: &str, span: Span) -> Finding {
    let near = nearest(code, pages().iter().map(|page| page.code));
    let message = match near {
        Some(near) => format!("`{code}` is not a code podls knows; did you mean `{near}`?"),
        None => format!("`{code}` is not a code podls knows; `podls explain` lists them"),
    };
    let finding = Finding::new("unknown-ignore", Severity::Hint, span, message);
    finding.with_fix(near.map(|near| Fix::safe(format!("Change to `{near}`"), vec![Edit::replace(span, near)])))
}

/// A directive, or one code of it, that was not needed; `rest` are the codes that stay.
fn unused(text: &Text, directive: &Directive<'_>, span: Span, message: String, rest: &[&str]) -> Finding {
    let finding = Finding::new("unused-ignore", Severity::Hint, span, message).with_tag(Tag::Unnecessary);
    let comment = text.slice(directive.span);
    let fix = match (comment.find('['), comment.find(']')) {
        (Some(open), Some(close)) if !rest.is_empty() => {
            let start = directive.span.start;
            let inside = Span::new(start + open as u32 + 1, start + close as u32);
            Fix::safe("Remove the code", vec![Edit::replace(inside, rest.join(", "))])
        }
        _ => Fix::safe("Remove the comment", vec![Edit::replace(whole(text, directive.span), "")]),
    };
    finding.with_fix(fix)
}

/// A comment with the blanks before it, and with its line if nothing else is on it.
fn whole(text: &Text, comment: Span) -> Span {
    let line = text.line_of(comment.start);
    let start = text.line_start(line);
    let before = text.slice(Span::new(start, comment.start));
    let content = before.trim_end().len() as u32;
    if content == 0 { Span::new(start, text.line_start(line + 1)) } else { Span::new(start + content, comment.end) }
}
