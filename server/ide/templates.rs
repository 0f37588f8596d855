//! Template containers for a place: which there are, and what each would change. Knows no template by name.

use super::{Snapshot, Snippet};
use crate::pod::objects;
use crate::settings::Settings;
use crate::syntax::Syntax;
use crate::templates::{self, Group, Inserted, Site, Template};
use crate::text::{Edit, Span, Text, cut};

/// A template container on offer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offer {
    /// What to ask for it by.
    pub id: String,
    /// Imperative.
    pub title: String,
    /// What it does, in a few sentences.
    pub purpose: String,
    /// What kind of container it is.
    pub group: Group,
}

/// A change with places to type at, which are in `snippet`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SnippetEdit {
    /// What is replaced.
    pub span: Span,
    /// What stands there afterwards.
    pub snippet: Snippet,
}

/// All templates: those that come with podls, then those of the user, which take the place of any of the
/// same name.
fn all(settings: &Settings) -> impl Iterator<Item = &Template> {
    let own = |template: &&Template| !settings.templates.iter().any(|other| other.id == template.id);
    templates::builtin().iter().filter(own).chain(settings.templates.iter())
}

/// All templates there are.
pub fn templates(settings: &Settings) -> Vec<Offer> {
    all(settings).map(|template| offer(template, "")).collect()
}

/// The templates for the Pod around the start of `span`. Unless they were `asked` for, only where people
/// look for them: on the line of its kind, its `spec`, a list of containers, or the name of a container.
pub fn offers(snapshot: &Snapshot, settings: &Settings, span: Span, asked: bool) -> Vec<Offer> {
    let Some(site) = site(snapshot, span.start) else { return Vec::new() };
    let text = snapshot.text();
    let line = text.line_of(span.start);
    if !asked && !site.heads(snapshot.syntax()).into_iter().any(|head| text.line_of(head) == line) {
        return Vec::new();
    }
    let clutters = site.ends && settings.kubernetes < templates::NATIVE;
    all(settings)
        .map(|template| {
            let clutters = clutters && template.group == Group::Sidecar;
            offer(template, if clutters { "; before 1.29 it keeps the Job from completing" } else { "" })
        })
        .collect()
}

fn offer(template: &Template, warning: &str) -> Offer {
    Offer {
        id: template.id.clone(),
        title: format!("Add {}: {}{warning}", template.group.name(), template.title),
        purpose: template.purpose.clone(),
        group: template.group,
    }
}

/// The template `id` put into the Pod around `offset`, with the places where there is something to type.
/// Nothing if there is no such template or Pod, or an alias or merge key stands in the way.
pub fn insert_template(snapshot: &Snapshot, settings: &Settings, offset: u32, id: &str) -> Option<Vec<SnippetEdit>> {
    let inserted = inserted(snapshot, settings, offset, id, false)?;
    Some(snippets(snapshot.text(), &inserted))
}

/// The same as plain text, with comments that say what is left to choose.
pub fn insert_template_plain(snapshot: &Snapshot, settings: &Settings, offset: u32, id: &str) -> Option<Vec<Edit>> {
    Some(inserted(snapshot, settings, offset, id, true)?.edits)
}

fn inserted(snapshot: &Snapshot, settings: &Settings, offset: u32, id: &str, notes: bool) -> Option<Inserted> {
    let template = all(settings).find(|template| template.id == id)?;
    let site = site(snapshot, offset)?;
    templates::insert(snapshot.text(), snapshot.syntax(), &site, template, settings.kubernetes, notes)
}

/// Where each object with a Pod begins, in text order.
pub fn pods(snapshot: &Snapshot) -> Vec<u32> {
    let documents = snapshot.syntax().documents();
    let objects = documents.flat_map(|(origin, document)| objects(document, origin));
    objects.filter(|object| object.pod_spec().is_some()).map(|object| object.map.node().start()).collect()
}

/// The Pod around `offset`; from the white space at the edges of a document, its Pod.
fn site(snapshot: &Snapshot, offset: u32) -> Option<Site> {
    let syntax: &Syntax = snapshot.syntax();
    Site::at(syntax, offset)
}

/// The edits with their places to type at. Editors indent each line of a snippet as deep as the line it
/// begins on, so one with several lines begins at a line's start; where it cannot, it is plain.
fn snippets(text: &Text, inserted: &Inserted) -> Vec<SnippetEdit> {
    let mut edits = Vec::with_capacity(inserted.edits.len());
    for (index, edit) in inserted.edits.iter().enumerate() {
        let mut snippet = Snippet::default();
        let mut at = 0;
        for stop in inserted.stops.iter().filter(|stop| stop.edit == index) {
            let (Ok(number), true) = (u8::try_from(stop.number), stop.span.start >= at) else { continue };
            snippet.push_text(cut(&edit.new_text, at as usize..stop.span.start as usize));
            snippet.push_stop(number, cut(&edit.new_text, stop.span.range()));
            at = stop.span.end;
        }
        snippet.push_text(cut(&edit.new_text, at as usize..edit.new_text.len()));
        edits.push(at_line_start(text, edit, snippet));
    }
    edits
}

fn at_line_start(text: &Text, edit: &Edit, snippet: Snippet) -> SnippetEdit {
    let plain = || {
        let mut plain = Snippet::default();
        plain.push_text(&edit.new_text);
        SnippetEdit { span: edit.span, snippet: plain }
    };
    let is_one_line = !edit.new_text.contains(['\n', '\r']);
    let line = text.line_of(edit.span.start);
    if snippet.is_plain() || is_one_line || edit.span.start == text.line_start(line) {
        return SnippetEdit { span: edit.span, snippet };
    }
    let here = text.line_span(line);
    let next = text.line_start(line + 1);
    let ending = text.slice(Span::new(here.end, next)).into_owned();
    // Lines put behind the end of a line are lines put before the next one.
    if !edit.span.is_empty() || edit.span.start != here.end || ending.is_empty() {
        return plain();
    }
    match snippet.without_first(&ending) {
        Some(mut snippet) => {
            snippet.push_text(&ending);
            SnippetEdit { span: Span::empty(next), snippet }
        }
        None => plain(),
    }
}
