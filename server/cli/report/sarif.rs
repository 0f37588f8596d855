//! Findings as SARIF 2.1.0. Results are made on any thread; their rules are numbered as they are written.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::paths::{ROOT, uri};
use super::seen::{Region, Seen, plain};
use crate::finding::{Finding, Fix, Severity};
use crate::schema::Page;
use crate::text::{Span, Text};

/// Where the rules of the format are.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The name and version of our fingerprints: a change to how they are made is a new version.
const FINGERPRINT: &str = "podls/v1";

/// A result, but for the number of its rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unnumbered {
    code: &'static str,
    severity: Severity,
    rest: String,
}

/// The results for what was seen.
pub fn file(seen: Seen<'_>) -> Vec<Unnumbered> {
    let (uri, is_relative) = uri(seen.path);
    let at = Artifact { text: seen.text(), location: location(&uri, is_relative) };
    let fingerprints = seen.fingerprints(&uri);
    let result = |(finding, fingerprint): (&Finding, &String)| Unnumbered {
        code: finding.code,
        severity: finding.severity,
        rest: at.result(finding, fingerprint),
    };
    seen.findings.iter().zip(&fingerprints).map(result).collect()
}

fn location(uri: &str, is_relative: bool) -> Value {
    if is_relative { json!({ "uri": uri, "uriBaseId": ROOT }) } else { json!({ "uri": uri }) }
}

struct Artifact<'a> {
    text: &'a Text,
    location: Value,
}

impl Artifact<'_> {
    /// The properties of a result that follow its rule, without the opening brace.
    fn result(&self, finding: &Finding, fingerprint: &str) -> String {
        let mut result = Map::new();
        result.insert("level".into(), level(finding.severity).into());
        result.insert("message".into(), message(&finding.message));
        result.insert("locations".into(), json!([{ "physicalLocation": self.place(finding.span) }]));
        if !finding.related.is_empty() {
            let related = finding.related.iter().zip(0..).map(|(related, id)| {
                json!({ "id": id, "physicalLocation": self.place(related.span), "message": message(&related.message) })
            });
            result.insert("relatedLocations".into(), related.collect());
        }
        if !finding.fixes.is_empty() {
            result.insert("fixes".into(), finding.fixes.iter().map(|fix| self.fix(fix)).collect());
        }
        result.insert("partialFingerprints".into(), json!({ FINGERPRINT: fingerprint }));
        let whole = Value::Object(result).to_string();
        whole.strip_prefix('{').unwrap_or(&whole).to_owned()
    }

    fn place(&self, span: Span) -> Value {
        json!({ "artifactLocation": self.location, "region": self.region(span) })
    }

    fn region(&self, span: Span) -> Value {
        let region = Region::new(self.text, span);
        json!({
            "startLine": region.start_line, "startColumn": region.start_column,
            "endLine": region.end_line, "endColumn": region.end_column,
            "byteOffset": span.start, "byteLength": span.len(),
        })
    }

    fn fix(&self, fix: &Fix) -> Value {
        let replacements = fix.edits.iter().map(|edit| {
            let mut replacement = json!({ "deletedRegion": self.region(edit.span) });
            if let Some(replacement) = replacement.as_object_mut().filter(|_| !edit.new_text.is_empty()) {
                replacement.insert("insertedContent".into(), json!({ "text": edit.new_text }));
            }
            replacement
        });
        let replacements: Value = replacements.collect();
        json!({
            "description": message(&fix.title),
            "artifactChanges": [{ "artifactLocation": self.location, "replacements": replacements }],
        })
    }
}

/// The three words SARIF has.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

/// A message that viewers show as it stands, and one for those that know Markdown. Braces would be places
/// for arguments.
fn message(text: &str) -> Value {
    let text = text.replace('{', "{{").replace('}', "}}");
    if text.contains('`') { json!({ "text": plain(&text), "markdown": text }) } else { json!({ "text": text }) }
}

/// What is written around the results, and the numbers of their rules.
#[derive(Default)]
pub struct Rules {
    numbers: HashMap<&'static str, usize>,
    seen: Vec<(&'static str, Severity)>,
}

impl Rules {
    /// What comes before the first result.
    pub fn open() -> String {
        format!(
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"columnKind\":\"utf16CodeUnits\",\
             \"defaultEncoding\":\"utf-8\",\"newlineSequences\":[\"\\r\\n\",\"\\n\",\"\\r\"],\
             \"originalUriBaseIds\":{{\"{ROOT}\":{{\"description\":{{\"text\":\"the folder podls ran in\"}}}}}},\
             \"results\":["
        )
    }

    /// `result` with the number of its rule.
    pub fn number(&mut self, result: &Unnumbered) -> String {
        let next = self.seen.len();
        let number = *self.numbers.entry(result.code).or_insert_with(|| {
            self.seen.push((result.code, result.severity));
            next
        });
        let Unnumbered { code, rest, .. } = result;
        // A code is kebab-case: it needs no escape.
        format!("{{\"ruleId\":\"{code}\",\"ruleIndex\":{number},{rest}")
    }

    /// What comes after the last result: the problems as pairs of path and message, what `pages` say of the
    /// rules, and the end.
    pub fn close<'a>(&self, problems: impl IntoIterator<Item = (&'a str, &'a str)>, pages: &[Page]) -> String {
        let rules: Value = self.seen.iter().map(|(code, severity)| rule(code, *severity, pages)).collect();
        let driver = json!({ "name": "podls", "version": env!("CARGO_PKG_VERSION"), "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules });
        let notices: Vec<Value> = problems.into_iter().map(|(path, text)| notice(path, text)).collect();
        let mut invocation = json!({ "executionSuccessful": notices.is_empty() });
        if let Some(invocation) = invocation.as_object_mut().filter(|_| !notices.is_empty()) {
            invocation.insert("toolExecutionNotifications".into(), notices.into());
        }
        let tool = json!({ "driver": driver });
        format!("\n],\"invocations\":[{invocation}],\"tool\":{tool}}}]}}\n")
    }
}

fn notice(path: &str, text: &str) -> Value {
    let (uri, is_relative) = uri(path);
    json!({
        "level": "error",
        "message": message(&format!("`{path}` {text}")),
        "locations": [{ "physicalLocation": { "artifactLocation": location(&uri, is_relative) } }],
    })
}

fn rule(code: &str, severity: Severity, pages: &[Page]) -> Value {
    let page = pages.iter().find(|page| page.code == code);
    let severity = page.map_or(severity, |page| page.severity);
    let mut rule = json!({ "id": code, "defaultConfiguration": { "level": level(severity) } });
    if let (Some(rule), Some(page)) = (rule.as_object_mut(), page) {
        rule.insert("shortDescription".into(), json!({ "text": plain(page.says) }));
        rule.insert("fullDescription".into(), json!({ "text": plain(&format!("{} {}", page.says, page.why)) }));
        rule.insert("help".into(), json!({ "text": help(page, false), "markdown": help(page, true) }));
        rule.insert("properties".into(), json!({ "tags": [page.area] }));
    }
    rule
}

/// The page as one text.
fn help(page: &Page, markdown: bool) -> String {
    let mut out = String::new();
    let (open, close) = if markdown { ("```yaml\n", "```\n") } else { ("", "") };
    let strong = if markdown { "**" } else { "" };
    let _ = writeln!(out, "{}\n\n{}\n", page.says, page.why);
    let _ = writeln!(out, "{strong}Wrong{strong}:\n\n{open}{}{close}", page.wrong);
    let _ = writeln!(out, "{strong}Right{strong}:\n\n{open}{}{close}", page.right);
    let _ = writeln!(out, "Source: {}.", page.source);
    if markdown { out } else { plain(&out) }
}
