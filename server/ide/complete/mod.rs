//! What could be typed at a place. Tries ways to read the line of the cursor until one makes sense;
//! the files beside it say what that place takes and how it is written.

mod blocks;
mod fields;
mod follow;
mod insert;
mod known;
mod probe;
mod rank;
mod refs;
mod restyle;
mod site;
mod skeleton;
mod top;
mod unclosed;
mod values;
mod variables;

use super::place::Step;
use super::style::{self, Style};
use super::{Completion, Snapshot, templates};
use crate::schema::{Minor, Ty};
use crate::settings::Settings;
use crate::text::Span;
use blocks::{Base, Room};
use fields::Mapping;
use insert::Insert;
use probe::{Landing, Probe, STAND_IN};
use refs::Asked;
use site::Site;
use values::Wanted;

/// Lines looked at above for columns at which something may stand.
const REACH: u32 = 200;

/// Longer documents are not read again just to see what would close them.
const LONGEST_UNCLOSED: u32 = 200_000;

/// Columns tried at most, when nothing may stand at the cursor's own.
const MAX_COLUMNS: usize = 8;

/// What could be typed at `offset`.
pub fn complete(snapshot: &Snapshot, settings: &Settings, offset: u32) -> Vec<Completion> {
    let mut found = pieces(snapshot, settings, offset);
    found.extend(templates::items(snapshot, settings, offset));
    found
}

/// The same without whole containers.
fn pieces(snapshot: &Snapshot, settings: &Settings, offset: u32) -> Vec<Completion> {
    let (text, minor) = (snapshot.text(), settings.kubernetes);
    let faults = probe::tolerated(snapshot, offset);
    if let Some(found) = variables::offer(snapshot, minor, faults, offset) {
        return found;
    }
    let Some(site) = Site::of(text, offset).filter(|site| !site.is_in_indent()) else { return Vec::new() };
    let context = Context { snapshot, minor, style: Style::near(text, offset), site: &site, faults };
    for reading in context.readings() {
        if let Some(found) = context.read(reading) {
            return found;
        }
    }
    context.read_unclosed().unwrap_or_default()
}

/// What a completion needs to know of the cursor's surroundings.
struct Context<'a> {
    snapshot: &'a Snapshot,
    minor: Minor,
    style: Style,
    site: &'a Site,
    /// See [`probe::tolerated`].
    faults: u32,
}

/// One way to understand the word at the cursor.
#[derive(Clone, Copy)]
struct Reading {
    /// What it is to be.
    shape: Shape,
    /// With a comma behind it: the next entry of the flow collection has none before it.
    comma: bool,
    /// At this column instead of its own.
    column: Option<usize>,
}

/// What the word at the cursor may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// A value, an item, a key that has its colon, or any of these in a flow collection.
    Bare,
    /// A key without its colon.
    Key,
    /// The key of the lines below, which has lost its colon.
    Parent,
    /// The first key of an item that has no dash yet.
    Item,
}

impl Shape {
    /// What stands behind the word then.
    fn tail(self) -> &'static str {
        match self {
            Shape::Bare => "",
            Shape::Key | Shape::Item => ": 0",
            Shape::Parent => ":",
        }
    }
}

impl Context<'_> {
    /// The ways to understand the word, the likeliest first.
    fn readings(&self) -> Vec<Reading> {
        let site = self.site;
        let plain = |shape| Reading { shape, comma: false, column: None };
        let comma = |shape| Reading { shape, comma: true, column: None };
        if !site.is_start() || site.has_colon() {
            let with_comma = site.takes_comma().then_some(comma(Shape::Bare));
            return [Some(plain(Shape::Bare)), with_comma].into_iter().flatten().collect();
        }
        // A line above deeper ones is the key of these lines, or does not belong where it stands; so is a
        // key above the dashes of its list.
        let next = self.next();
        let fits = |reading: &Reading| {
            let column = reading.column.unwrap_or(site.column());
            let is_above = |next: &style::Line| {
                next.indent > column || (reading.shape == Shape::Key && next.dash && next.indent == column)
            };
            !next.as_ref().is_some_and(is_above)
        };
        let mut readings: Vec<Reading> = Some(plain(Shape::Key)).filter(fits).into_iter().collect();
        readings.extend((!site.is_empty()).then_some(plain(Shape::Parent)));
        readings.extend([comma(Shape::Key), plain(Shape::Bare), comma(Shape::Bare)]);
        if site.is_blank_before() && site.quote.is_none() {
            let own = site.column();
            for column in [own].into_iter().chain(self.columns()) {
                let column = Some(column).filter(|column| *column != own);
                let both = [Shape::Key, Shape::Item].map(|shape| Reading { shape, comma: false, column });
                readings.extend(both.into_iter().filter(fits));
            }
        }
        readings
    }

    /// The next line with content.
    fn next(&self) -> Option<style::Line> {
        style::next(self.snapshot.text(), self.snapshot.text().line_of(self.site.line.start))
    }

    /// Columns at which lines around this one begin: the nearest to the left first, then those to the right.
    fn columns(&self) -> Vec<usize> {
        let text = self.snapshot.text();
        let here = text.line_of(self.site.line.start);
        let mut columns: Vec<usize> = self.next().map(|line| line.indent).into_iter().collect();
        let mut least = usize::MAX;
        for line in (here.saturating_sub(REACH)..here).rev().filter_map(|line| style::Line::of(text, line)) {
            if line.opens && least == usize::MAX {
                columns.push(line.key + self.style.step);
            }
            for column in [line.key, line.indent] {
                if column < least {
                    columns.push(column);
                    least = column;
                }
            }
            if least == 0 {
                break;
            }
        }
        let own = self.site.column();
        columns.retain(|column| *column != own);
        columns.sort_unstable_by_key(|column| (*column > own, column.abs_diff(own)));
        columns.dedup();
        columns.truncate(MAX_COLUMNS);
        columns
    }

    /// What the word may become if it is understood like this; none if it cannot be.
    fn read(&self, reading: Reading) -> Option<Vec<Completion>> {
        let site = self.site;
        let insert = Insert::new(site, self.style, reading);
        let comma = if reading.comma { "," } else { "" };
        let text = format!("{}{STAND_IN}{}{}{comma}", insert.lead(), site.closing(), reading.shape.tail());
        let probe = Probe::new(self.snapshot, insert.span(), text, self.faults)?;
        self.landed(&probe, insert, reading)
    }

    /// What the word may become in a flow collection that is not closed: as if the text ended here.
    fn read_unclosed(&self) -> Option<Vec<Completion>> {
        let site = self.site;
        let (origin, document) = self.snapshot.syntax().document_at(site.word.start)?;
        if document.faults() == 0 || document.len() > LONGEST_UNCLOSED {
            return None;
        }
        let quote = u32::from(site.quote.is_some());
        let before = self.snapshot.text().slice(Span::new(origin, site.word.start.saturating_sub(quote)));
        let closers = unclosed::closers(&before);
        let reading = Reading { shape: Shape::Bare, comma: false, column: None };
        let insert = Insert::new(site, self.style, reading);
        let text = format!("{}{STAND_IN}{}{closers}", insert.lead(), site.closing());
        let rest = Span::new(insert.span().start, origin + document.len());
        let probe = Probe::new(self.snapshot, rest, text, document.faults()).filter(|_| !closers.is_empty())?;
        self.landed(&probe, insert, reading)
    }

    /// What the place takes where the stand-in landed.
    fn landed(&self, probe: &Probe, insert: Insert<'_>, reading: Reading) -> Option<Vec<Completion>> {
        match probe.landing(self.minor)? {
            Landing::InText => Some(Vec::new()),
            Landing::OnTop(map) => Some(top::keys(map, &insert)),
            Landing::Inside(place) => {
                let holder = place.last()?.holder;
                // A new item must not take over the keys below it, and commas mean nothing in block style.
                let steals = reading.shape == Shape::Item && holder.entries().nth(1).is_some();
                let is_sound = !steals && (!reading.comma || holder.is_flow());
                let asked = Asked { place: &place, syntax: probe.snapshot().syntax(), minor: self.minor };
                is_sound.then(|| self.offer(asked, insert))
            }
        }
    }

    /// What the place of the stand-in takes.
    fn offer(&self, asked: Asked<'_>, insert: Insert<'_>) -> Vec<Completion> {
        let Some(step) = asked.place.last() else { return Vec::new() };
        if let Some(found) = top::offer(asked.place, step, &insert, self.minor) {
            return found;
        }
        if step.on_key { self.as_key(asked, step, insert) } else { self.as_value(asked, step, insert) }
    }

    /// The stand-in is a key.
    fn as_key(&self, asked: Asked<'_>, step: &Step<'_>, mut insert: Insert<'_>) -> Vec<Completion> {
        let (place, holder) = (asked.place, step.holder);
        insert.set_flow(holder, place.above().map(|above| above.holder));
        let start = step.key.map_or(0, |key| key.span().start);
        // A pair right in brackets is a mapping without braces: legal, and never meant.
        let is_pair = holder.is_flow() && holder.span().start == start;
        let is_free = holder.is_flow() || insert.has_value() || self.site.is_free_behind();
        let is_key = is_free && self.site.is_name;
        let is_alone = !holder.is_flow() && !insert.has_value() && holder.entries().nth(1).is_none();
        match step.holder_ty {
            Some(Ty::Object(ty)) if is_key && !is_pair => {
                let value = insert.has_value().then_some(step.value);
                self.mapping(asked, &Mapping { ty, node: Some(holder), value }, &insert)
            }
            // A mapping where a list belongs: the dash is still missing.
            Some(Ty::List(item)) if is_free && is_alone => {
                insert.add_dash();
                self.item(asked, place.above(), *item, &insert)
            }
            Some(Ty::Map(value)) if is_key && !is_pair => {
                place.above().map_or_else(Vec::new, |above| known::offer(asked, Some(holder), above, *value, &insert))
            }
            Some(Ty::Object(_) | Ty::List(_) | Ty::Map(_) | Ty::Any) | None => Vec::new(),
            // Read as a key, but a value is wanted: the item of a list, or a value on a line of its own.
            Some(ty) if is_alone || is_pair => {
                let Some(above) = place.above() else { return Vec::new() };
                let list = Some(above.holder).filter(|_| above.key.is_none());
                let wanted = Wanted { field: above.field, ty, step: place.owner().unwrap_or(*above), list };
                values::offer(asked, &wanted, &insert)
            }
            Some(_) => Vec::new(),
        }
    }

    /// The stand-in is a value or an item.
    fn as_value(&self, asked: Asked<'_>, step: &Step<'_>, mut insert: Insert<'_>) -> Vec<Completion> {
        let (place, text) = (asked.place, self.snapshot.text());
        insert.set_flow(step.holder, place.above().map(|above| above.holder));
        let opens = !step.holder.is_flow() && self.site.is_free_behind() && self.site.quote.is_none();
        match (step.ty, step.key.filter(|_| opens)) {
            (Some(Ty::Object(ty)), Some(key)) if insert.open_mapping(text, key) => {
                self.mapping(asked, &Mapping { ty, node: None, value: None }, &insert)
            }
            (Some(Ty::List(item)), Some(key)) if insert.open_list(text, key) => {
                self.item(asked, Some(step), *item, &insert)
            }
            (Some(Ty::Map(value)), Some(key)) if insert.open_mapping(text, key) => {
                known::offer(asked, None, step, *value, &insert)
            }
            (Some(Ty::Object(ty)), None) if step.key.is_none() && self.site.is_name && insert.open_braces() => {
                self.mapping(asked, &Mapping { ty, node: None, value: None }, &insert)
            }
            (Some(Ty::Object(_) | Ty::List(_) | Ty::Map(_) | Ty::Any) | None, _) => Vec::new(),
            (Some(_), _) if step.key.is_some() && matches!(step.holder_ty, Some(Ty::Map(_))) => {
                let choices = place.above().map(|above| refs::map_values(asked, step, above));
                values::free(choices.unwrap_or_default(), &insert)
            }
            (Some(ty), _) => {
                let list = Some(step.holder).filter(|_| step.key.is_none());
                let wanted = Wanted { field: step.field, ty, step: place.owner().unwrap_or(*step), list };
                values::offer(asked, &wanted, &insert)
            }
        }
    }

    /// The first item of the list that `list` leads to.
    fn item(&self, asked: Asked<'_>, list: Option<&Step<'_>>, item: Ty, insert: &Insert<'_>) -> Vec<Completion> {
        match (item, list) {
            (Ty::Object(ty), _) => self.mapping(asked, &Mapping { ty, node: None, value: None }, insert),
            (ty, Some(list)) => {
                let wanted = Wanted { field: list.field, ty, step: *list, list: None };
                values::offer(asked, &wanted, insert)
            }
            _ => Vec::new(),
        }
    }

    /// The fields and blocks a mapping takes.
    fn mapping(&self, asked: Asked<'_>, mapping: &Mapping<'_>, insert: &Insert<'_>) -> Vec<Completion> {
        let mut found = fields::offer(asked.place, mapping, insert, self.minor);
        let is_empty = mapping.node.is_none_or(|node| node.entries().nth(1).is_none());
        let room = Room { ty: mapping.ty, is_empty, fields: &found };
        let base = Base { snapshot: self.snapshot, line: self.site.line };
        let blocks = blocks::offer(asked, &room, insert, base);
        found.extend(blocks);
        found
    }
}
