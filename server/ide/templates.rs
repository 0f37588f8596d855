//! Template containers for a place: which there are, and what each would change. Knows no template by name.

use super::{Completion, CompletionKind, Snapshot, Snippet};
use crate::pod::objects;
use crate::settings::Settings;
use crate::templates::{self, Group, Inserted, Item, Site, Template};
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
    let Some(site) = Site::at(snapshot.syntax(), span.start) else { return Vec::new() };
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
    let site = Site::at(snapshot.syntax(), offset)?;
    templates::insert(snapshot.text(), snapshot.syntax(), &site, template, settings.kubernetes, notes)
}

/// Where templates begin among completions: behind the fields of a container.
const RANK: u32 = 1_600;

/// The templates for an item of a list of containers that is being typed at `offset`.
pub(super) fn items(snapshot: &Snapshot, settings: &Settings, offset: u32) -> Vec<Completion> {
    let (text, syntax) = (snapshot.text(), snapshot.syntax());
    let Some((site, slot)) = templates::slot(text, syntax, offset) else { return Vec::new() };
    let line = text.line_span(text.line_of(offset));
    let before = text.slice(Span::new(line.start, offset));
    let word = before.trim_start().strip_prefix('-').unwrap_or_default().trim_start();
    let begins = |template: &&Template| {
        template.id.starts_with(word) || template.id.split('-').any(|part| part.starts_with(word))
    };
    let fitting = templates::items(text, syntax, (&site, slot), all(settings).filter(begins), settings.kubernetes);
    let mut found = Vec::new();
    for (rank, (template, item)) in (RANK..).zip(fitting) {
        let Some(item) = from_word(text, item, offset) else { continue };
        let mut snippet = Snippet::default();
        push(&mut snippet, &item.edit.new_text, item.stops.iter().copied());
        found.push(Completion {
            label: template.id.clone(),
            kind: CompletionKind::Block,
            detail: template.title.clone(),
            documentation: template.purpose.clone().into(),
            rank,
            deprecated: false,
            edit: item.edit,
            snippet: Some(snippet).filter(|snippet| !snippet.is_plain()),
            also: item.also,
        });
    }
    found
}

/// The same item as a change of the word at `offset` alone: editors look at it to narrow the list.
fn from_word(text: &Text, mut item: Item, offset: u32) -> Option<Item> {
    let line = text.line_span(text.line_of(offset));
    let before = text.slice(Span::new(line.start, offset));
    let dash = before.find('-')? + 1;
    let blank = cut(&before, dash..before.len());
    let start = line.start + (dash + blank.len() - blank.trim_start().len()) as u32;
    if line.covers(item.edit.span) && item.edit.span.start < start {
        let gap = text.slice(Span::new(item.edit.span.start, start)).into_owned();
        let new = item.edit.new_text.strip_prefix(gap.as_str())?.to_owned();
        let less = (gap.len() as u32).wrapping_neg();
        item.stops.iter_mut().for_each(|(_, span)| *span = span.shift(less));
        item.edit = Edit::replace(Span::new(start, item.edit.span.end.max(start)), new);
    }
    (item.edit.span.start <= offset && line.covers(item.edit.span)).then_some(item)
}

/// Adds `text` with its stops to `snippet`.
fn push(snippet: &mut Snippet, text: &str, stops: impl Iterator<Item = (u32, Span)>) {
    let mut at = 0;
    for (number, span) in stops {
        let (Ok(number), true) = (u8::try_from(number), span.start >= at) else { continue };
        snippet.push_text(cut(text, at as usize..span.start as usize));
        snippet.push_stop(number, cut(text, span.range()));
        at = span.end;
    }
    snippet.push_text(cut(text, at as usize..text.len()));
}

/// Where each object with a Pod begins, in text order.
pub fn pods(snapshot: &Snapshot) -> Vec<u32> {
    let documents = snapshot.syntax().documents();
    let objects = documents.flat_map(|(origin, document)| objects(document, origin));
    objects.filter(|object| object.pod_spec().is_some()).map(|object| object.map.node().start()).collect()
}

/// The edits with their places to type at. Editors indent each line of a snippet as deep as the line it
/// begins on, so one with several lines begins at a line's start; where it cannot, it is plain.
fn snippets(text: &Text, inserted: &Inserted) -> Vec<SnippetEdit> {
    let mut edits = Vec::with_capacity(inserted.edits.len());
    for (index, edit) in inserted.edits.iter().enumerate() {
        let mut snippet = Snippet::default();
        let stops = inserted.stops.iter().filter(|stop| stop.edit == index);
        push(&mut snippet, &edit.new_text, stops.map(|stop| (stop.number, stop.span)));
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
