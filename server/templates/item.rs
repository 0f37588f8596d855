//! A template in the place of an item that is being typed: `- `, `- wait`. Knows no editor.

use super::around::{Around, Site};
use super::fit::{NATIVE, fit};
use super::insert::{found, position, say};
use super::tree::{Made, Maker};
use super::{Group, Template};
use crate::pod::Role;
use crate::schema::Minor;
use crate::syntax::edit::{self, Patch, Place, Target, Value};
use crate::syntax::{Kind, Node, Step, Syntax};
use crate::text::{Edit, Span, Text};

/// An item of a list of containers that holds nothing yet, or half a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Slot {
    list: &'static str,
    index: usize,
}

/// A template as an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// What becomes of the item.
    pub edit: Edit,
    /// Where there is something to type: its number, and bytes of the new text of `edit`.
    pub stops: Vec<(u32, Span)>,
    /// Changes elsewhere; they touch neither `edit` nor each other.
    pub also: Vec<Edit>,
}

/// The Pod and the item at `offset`, if it is one to be filled in, in a list written in lines.
pub fn slot(text: &Text, syntax: &Syntax, offset: u32) -> Option<(Site, Slot)> {
    let line = text.line_span(text.line_of(offset));
    let content = text.slice(line);
    let word = content.trim_start_matches(' ').strip_prefix('-')?;
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    if !(word.is_empty() || word.starts_with(' ')) || !word.trim().chars().all(is_word) {
        return None;
    }
    let site = Site::at(syntax, offset)?;
    let spec = site.spec(syntax)?;
    for list in [Role::Init.list(), Role::App.list()] {
        let Some(items) = spec.get(list).filter(|items| items.is_sequence() && !items.is_flow()) else { continue };
        let here = |item: &Node<'_>| text.line_of(item.start()) == text.line_of(offset) && is_open(*item);
        if let Some(index) = items.items().position(|item| here(&item)) {
            return Some((site, Slot { list, index }));
        }
    }
    None
}

/// Whether nothing, or only a word, stands there.
fn is_open(item: Node<'_>) -> bool {
    item.kind() == Kind::Plain && item.properties().next().is_none()
}

/// Those of `templates` that fit, in the place of `slot`: they belong into that list and nothing is in the way.
pub fn items<'t>(
    text: &Text,
    syntax: &Syntax,
    (site, slot): (&Site, Slot),
    templates: impl Iterator<Item = &'t Template>,
    minor: Minor,
) -> Vec<(&'t Template, Item)> {
    let Some((object, pod)) = site.pod(syntax, minor) else { return Vec::new() };
    let Some(spec) = site.spec(syntax) else { return Vec::new() };
    let around = Around::of(&object, &pod, site.app);
    let regular = slot.list == Role::App.list();
    let belongs = |template: &&Template| match template.group {
        Group::Init => !regular,
        Group::Sidecar => (regular && !site.ends) || (!regular && minor >= NATIVE),
    };
    let place = Where { text, syntax, target: Target::new(text, spec), slot, around: &around };
    templates.filter(belongs).filter_map(|template| Some((template, item(place, template)?))).collect()
}

/// What an item is made for.
#[derive(Clone, Copy)]
struct Where<'w> {
    text: &'w Text,
    syntax: &'w Syntax,
    target: Target<'w>,
    slot: Slot,
    around: &'w Around<'w>,
}

fn item(place: Where<'_>, template: &Template) -> Option<Item> {
    let Where { text, syntax, target, slot, around } = place;
    let fitted = fit(template, around, slot.list);
    let fact = |name: &str| fitted.fact(name).or_else(|| around.fact(name));
    let mut maker = Maker::new(&fact, &[]);
    let mut container = maker.value(&fitted.container, Vec::new());
    say(&mut container, &fitted, false);
    let made = std::mem::take(&mut maker.made);
    let edit = joined(text, edit::set(target, &[slot.list.into(), slot.index.into()], &container)?)?;
    let mut also = Patch::new(text, syntax);
    if let Some(app) = around.app {
        for (list, trees) in [("env", &fitted.env), ("volumeMounts", &fitted.mounts)] {
            let values: Vec<Value> = trees.iter().map(|tree| maker.value(tree, Vec::new())).collect();
            let path = [Role::App.list().into(), app.index.into()];
            position(app.map, list, 0)?;
            append(&mut also, target, &path, list, values, Place::Last)?;
        }
    }
    let values: Vec<Value> = fitted.volumes.iter().map(|tree| maker.value(tree, Vec::new())).collect();
    position(around.spec, "volumes", 0)?;
    let is_apart = |also: &[Edit]| also.iter().all(|other| !other.span.meets(edit.span));
    // At the end of the `spec` the new item may be in the way.
    let also = [Place::Last, Place::Before(slot.list)].into_iter().find_map(|place| {
        let mut also = also.clone();
        append(&mut also, target, &[], "volumes", values.clone(), place)?;
        Some(also.into_edits()).filter(|also| is_apart(also))
    })?;
    let stops = stops(text, &edit, &made);
    Some(Item { edit, stops, also })
}

/// `edits` of one line as one; blanks at the end of the line, which stand between them, go.
fn joined(text: &Text, edits: Vec<Edit>) -> Option<Edit> {
    let mut edits = edits.into_iter();
    let mut all = edits.next()?;
    for next in edits {
        let between = text.slice(Span::new(all.span.end, next.span.start));
        if !between.trim_matches(' ').is_empty() {
            return None;
        }
        all.span = all.span.join(next.span);
        all.new_text.push_str(&next.new_text);
    }
    Some(all)
}

/// Puts `values` at the end of `list` in the mapping at `path`; at `place` if there is no such list.
fn append(
    patch: &mut Patch,
    target: Target<'_>,
    path: &[Step<'_>],
    list: &str,
    values: Vec<Value>,
    place: Place<'_>,
) -> Option<()> {
    if values.is_empty() {
        return Some(());
    }
    let mut steps = path.to_vec();
    let fresh = edit::insert(target, path, list, &Value::Seq(values.clone()), place);
    if let Some(edits) = fresh {
        return patch.add(&edits).then_some(());
    }
    steps.push(list.into());
    for value in values {
        let edits = edit::insert_item(target, &steps, usize::MAX, &value)?;
        patch.add(&edits).then_some(())?;
    }
    Some(())
}

/// The places to type at in the new text of `edit`, found by reading it as what it will be.
fn stops(text: &Text, edit: &Edit, made: &[Made]) -> Vec<(u32, Span)> {
    let column = edit.span.start - text.line_start(text.line_of(edit.span.start));
    let pad = " ".repeat(column as usize);
    let alone = Text::new(&(pad + &edit.new_text));
    let syntax = Syntax::new(&alone);
    let root = syntax.documents().next().and_then(|(origin, document)| document.root(origin));
    let place = |made: &Made| {
        let node = root?.at_path(&super::around::steps(&made.path))?;
        Some((made.number, found(node, made)?.shift(column.wrapping_neg())))
    };
    let mut stops: Vec<(u32, Span)> = made.iter().filter_map(place).collect();
    stops.sort_by_key(|(_, span)| *span);
    stops
}
