//! What people asked podls to keep quiet about: in settings, in comments and in annotations. Knows
//! findings by their code only.

mod annotations;
mod comments;
mod directive;
mod insert;

pub(super) use insert::ignore;

use super::Snapshot;
use crate::finding::Finding;
use crate::pod::Object;
use crate::settings::Settings;
use crate::syntax::{Document, Node};
use crate::text::{Span, Text};
use directive::{Reach, directive, keeps_off};

/// Gives the findings of one object the severities that were chosen, and takes out what annotations silence.
pub(super) fn in_object(object: &Object<'_>, settings: &Settings, findings: &mut Vec<Finding>) {
    annotations::apply(object, findings);
    chosen(settings, findings);
}

/// Gives findings the severities that were chosen for their codes; takes out those that are off.
pub(super) fn chosen(settings: &Settings, findings: &mut Vec<Finding>) {
    if settings.choices.severities.is_none() {
        return;
    }
    findings.retain_mut(|finding| match settings.choices.chosen(finding.code) {
        Some(Some(severity)) => {
            finding.severity = severity;
            true
        }
        Some(None) => false,
        None => true,
    });
}

/// A part of a text that is judged by itself.
#[derive(Clone, Copy)]
pub(super) struct Room<'a> {
    /// The text.
    pub(super) text: &'a Text,
    /// The document that holds it.
    pub(super) document: &'a Document,
    /// Where the document begins.
    pub(super) origin: u32,
    /// Where comments are looked for.
    pub(super) region: Span,
    /// What a comment for the whole document covers.
    pub(super) all: Span,
}

impl Room<'_> {
    /// Takes out of `findings` what the comments here silence; says which comments are idle.
    pub(super) fn quieten(self, settings: &Settings, findings: &mut Vec<Finding>) {
        if memchr::memmem::find(self.text.slice(self.region).as_bytes(), directive::MARK.as_bytes()).is_some() {
            comments::apply(self, settings, findings);
            findings.sort_by_key(|finding| finding.span);
        }
    }
}

/// Takes out of `findings`, all of one item of a `List`, what a comment right above it silences. That
/// comment is not part of the item, and whether it is idle is not looked at.
pub(super) fn above(text: &Text, item: Node<'_>, findings: &mut Vec<Finding>) {
    if findings.is_empty() {
        return;
    }
    let mut line = text.line_of(item.start());
    while let Some(before) = line.checked_sub(1) {
        let span = text.line_span(before);
        let words = text.slice(span);
        let comment = words.trim_start();
        if !comment.starts_with('#') {
            return;
        }
        if let Some(directive) = directive(comment, span.start).filter(|found| found.reach == Reach::Here) {
            findings.retain(|finding| !directive.names(finding.code));
        }
        line = before;
    }
}

/// What the comments above all content say about the whole file: takes out of `findings` what they silence.
pub(super) fn in_file(snapshot: &Snapshot, settings: &Settings, findings: &mut Vec<Finding>) {
    let Some((origin, document)) = snapshot.syntax().documents().next() else { return };
    let start = document.root(origin).map_or(origin + document.len(), Node::start);
    let head = snapshot.text().slice(Span::new(0, start));
    if !head.contains('#') {
        return;
    }
    let mut directives = Vec::new();
    let mut at = 0;
    for line in head.split_inclusive('\n') {
        let comment = line.trim();
        let from = at + (line.len() - line.trim_start().len()) as u32;
        at += line.len() as u32;
        if !comment.starts_with('#') {
            continue;
        }
        if keeps_off(comment) {
            findings.clear();
            return;
        }
        directives.extend(directive(comment, from).filter(|directive| directive.reach == Reach::File));
    }
    if !directives.is_empty() {
        comments::apply_file(snapshot.text(), directives, settings, findings);
        findings.sort_by_key(|finding| finding.span);
    }
}
