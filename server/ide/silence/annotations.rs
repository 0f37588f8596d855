//! Advice that annotations of an object or of its Pod template silence: our own, and those of other
//! tools through the table of what they call the same thing. Never silences what the API server refuses.
//!
//! Sources of the other tools' words: the documentation of kube-linter, kube-score, polaris, checkov and
//! datree.

use crate::finding::Finding;
use crate::pod::{Map, Object, text};
use crate::schema::{called, page};

/// What an object asks to leave out.
#[derive(Default)]
struct Exempt<'a> {
    /// All advice.
    all: bool,
    /// All advice that a tool gives under some name of its own.
    tools: Vec<&'static str>,
    codes: Vec<&'a str>,
}

/// Takes out of `findings`, all of one object, the advice that its annotations silence.
pub(super) fn apply(object: &Object<'_>, findings: &mut Vec<Finding>) {
    let is_advice = |code: &str| page(code).is_some_and(|page| page.levels.is_some());
    if !findings.iter().any(|finding| is_advice(finding.code)) {
        return;
    }
    let mut exempt = Exempt::default();
    let template = object.template().and_then(|template| template.map("metadata"));
    for metadata in [object.map.map("metadata"), template].into_iter().flatten() {
        let Some(annotations) = metadata.map("annotations") else { continue };
        read(annotations, &mut exempt);
    }
    if exempt.all || !exempt.codes.is_empty() || !exempt.tools.is_empty() {
        findings.retain(|finding| !is_advice(finding.code) || !exempt.takes(finding.code));
    }
}

impl Exempt<'_> {
    /// Leaves out what `tool` calls `id`.
    fn add(&mut self, tool: &'static str, id: &str) {
        for code in called(tool, Some(id)) {
            self.codes.push(code);
        }
    }

    fn takes(&self, code: &str) -> bool {
        self.all
            || self.codes.contains(&code)
            || self.tools.iter().any(|tool| called(tool, None).any(|ours| ours == code))
    }
}

fn read<'a>(annotations: Map<'a>, exempt: &mut Exempt<'a>) {
    for field in annotations.fields() {
        let name = field.name;
        let value = text(field.value).unwrap_or_else(|| field.value.source());
        if name == "podls/ignore" {
            exempt.all |= value.trim() == "*";
            exempt.codes.extend(value.split([',', ' ']).filter(|code| !code.is_empty()));
        } else if let Some(code) = name.strip_prefix("ignore.podls/") {
            exempt.codes.push(code);
        } else if let Some(id) = name.strip_prefix("ignore-check.kube-linter.io/") {
            exempt.add("kube-linter", id);
        } else if name == "kube-linter.io/ignore-all" {
            exempt.tools.push("kube-linter");
        } else if name == "kube-score/ignore" {
            value.split(',').for_each(|id| exempt.add("kube-score", id.trim()));
        } else if let Some(check) = name.strip_prefix("polaris.fairwinds.com/") {
            if value == "true" && check == "exempt" {
                exempt.tools.push("polaris");
            } else if let Some(id) = check.strip_suffix("-exempt").filter(|_| value == "true") {
                exempt.add("polaris", id);
            }
        } else if name.strip_prefix("checkov.io/skip").is_some() {
            let id = value.split_once('=').map_or(value, |(id, _)| id).trim();
            exempt.add("checkov", id);
        } else if let Some(id) = name.strip_prefix("datree.skip/") {
            exempt.add("datree", id);
        }
    }
}
