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

/// `template` in the place of `slot`. Nothing where it does not belong into that list, or something is in the way.
pub fn item(
    text: &Text,
    syntax: &Syntax,
    (site, slot): (&Site, Slot),
    template: &Template,
    minor: Minor,
) -> Option<Item> {
    let regular = slot.list == Role::App.list();
    let belongs = match template.group {
        Group::Init => !regular,
        Group::Sidecar => (regular && !site.ends) || (!regular && minor >= NATIVE),
    };
    let (object, pod) = site.pod(syntax, minor).filter(|_| belongs)?;
    let around = Around::of(&object, &pod, site.app);
    let fitted = fit(template, &around, slot.list);
    let fact = |name: &str| fitted.fact(name).or_else(|| around.fact(name));
    let mut maker = Maker::new(&fact, &[]);
    let mut container = maker.value(&fitted.container, Vec::new());
    say(&mut container, &fitted, false);
    let made = std::mem::take(&mut maker.made);
    let spec = site.spec(syntax)?;
    let target = Target::new(text, spec);
    let mut edits = edit::set(target, &[slot.list.into(), slot.index.into()], &container)?.into_iter();
    let (edit, None) = (edits.next()?, edits.next()) else { return None };
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
    // At the end of the `spec` the new item may be in the way.
    append(&mut also, target, &[], "volumes", values, Place::Before(slot.list))?;
    let also = also.into_edits();
    let stops = stops(text, &edit, &made);
    also.iter().all(|other| !other.span.meets(edit.span)).then_some(Item { edit, stops, also })
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
