//! Puts a template into a Pod as edits of its text, and says where there is something to type.
//! Knows no names of templates.

use super::around::{Around, Site, steps};
use super::fit::{self, Fitted, NATIVE, fit};
use super::tree::{Down, Made, Maker};
use super::{Group, Template};
use crate::pod::Map;
use crate::schema::Minor;
use crate::syntax::edit::{self, Patch, Place, Target, Value};
use crate::syntax::{Node, Step, Syntax};
use crate::text::{Edit, Span, Text};

/// A template as edits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Inserted {
    /// The edits, in text order, none touching another.
    pub edits: Vec<Edit>,
    /// Where there is something to type, in text order.
    pub stops: Vec<Stop>,
}

/// A place to type at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stop {
    /// Places with the same number say the same.
    pub number: u32,
    /// Which of the edits it is in.
    pub edit: usize,
    /// What stands there by now, in bytes of the new text of that edit.
    pub span: Span,
}

/// `template` put into the Pod at `site`. What is left to choose is said in comments, if `notes` asks for
/// it. Nothing where an alias or a merge key stands in the way.
pub fn insert(
    text: &Text,
    syntax: &Syntax,
    site: &Site,
    template: &Template,
    minor: Minor,
    notes: bool,
) -> Option<Inserted> {
    let (object, pod) = site.pod(syntax, minor)?;
    let around = Around::of(&object, &pod, site.app);
    let fitted = fit(template, &around, fit::list(template, minor));
    let fact = |name: &str| fitted.fact(name).or_else(|| around.fact(name));
    let mut maker = Maker::new(&fact, if notes { &template.choose } else { &[] });
    let mut work = Work { site, patch: Patch::new(text, syntax) };
    let clutter = site.ends && template.group == Group::Sidecar && minor < NATIVE;
    let index = position(around.spec, fitted.list, fitted.index)?;
    let mut container = maker.value(&fitted.container, site.below(&[fitted.list], index));
    say(&mut container, &fitted, clutter);
    work.container(&fitted, container)?;
    for (offset, volume) in fitted.volumes.iter().enumerate() {
        let index = position(around.spec, "volumes", usize::MAX)? + offset;
        let value = maker.value(volume, site.below(&["volumes"], index));
        work.item(&["volumes"], None, &value)?;
    }
    if let Some(app) = around.app {
        for (list, trees) in [("env", &fitted.env), ("volumeMounts", &fitted.mounts)] {
            for (offset, tree) in trees.iter().enumerate() {
                let index = position(app.map, list, usize::MAX)? + offset;
                let mut path = site.below(&["containers"], app.index);
                path.extend([Down::Key(list.to_owned()), Down::Index(index)]);
                let value = maker.value(tree, path);
                work.item(&["containers", list], Some(app.index), &value)?;
            }
        }
    }
    work.finish(&maker.made)
}

impl Site {
    /// The path from the root of the document to item `index` of a list below the `spec`.
    pub(super) fn below(&self, keys: &[&str], index: usize) -> Vec<Down> {
        let mut path = self.path.clone();
        path.extend(keys.iter().map(|key| Down::Key((*key).to_owned())));
        path.push(Down::Index(index));
        path
    }
}

/// The index that an item gets which is put before item `wish` of a list, or at its end. None if the list
/// is one that must not be added to: merged from elsewhere, or no list.
pub(super) fn position(map: Map<'_>, list: &str, wish: usize) -> Option<usize> {
    let Some(field) = map.field(list) else { return Some(0) };
    if field.merged || (field.present().is_some() && !field.written.is_sequence()) {
        return None;
    }
    Some(wish.min(field.written.items().count()))
}

/// Says in comments what is out of the ordinary.
pub(super) fn say(container: &mut Value, fitted: &Fitted, clutter: bool) {
    let Value::Map(pairs) = container else { return };
    for (key, value) in pairs {
        let note = match (key.as_str(), &fitted.exception) {
            ("securityContext", Some(why)) => why.clone(),
            ("name", _) if clutter => "runs on when the work is done, so the Job does not complete".to_owned(),
            _ => continue,
        };
        let bare = std::mem::replace(value, Value::Null);
        *value = bare.note(note);
    }
}

/// Edits in the making.
struct Work<'s> {
    site: &'s Site,
    patch: Patch,
}

impl Work<'_> {
    /// Puts the container into its list, which is made above the regular containers if it is missing.
    fn container(&mut self, fitted: &Fitted, value: Value) -> Option<()> {
        let done = self.patch.then(|text, syntax| {
            let spec = self.site.spec(syntax)?;
            let target = Target::new(text, spec);
            if spec.get(fitted.list).is_none() {
                let list = Value::Seq(vec![value]);
                return edit::insert(target, &[], fitted.list, &list, Place::Before("containers"));
            }
            edit::insert_item(target, &[fitted.list.into()], fitted.index, &value)
        });
        done.then_some(())
    }

    /// Puts an item at the end of a list of the `spec`, or of container `app`.
    fn item(&mut self, keys: &[&str], app: Option<usize>, value: &Value) -> Option<()> {
        let done = self.patch.then(|text, syntax| {
            let spec = self.site.spec(syntax)?;
            let path: Vec<Step<'_>> = match (keys, app) {
                ([first, list], Some(app)) => vec![(*first).into(), app.into(), (*list).into()],
                _ => keys.iter().map(|key| (*key).into()).collect(),
            };
            edit::insert_item(Target::new(text, spec), &path, usize::MAX, value)
        });
        done.then_some(())
    }

    /// All edits, with the places that were made found again in them.
    fn finish(mut self, made: &[Made]) -> Option<Inserted> {
        let mut spans: Vec<(u32, Span)> = Vec::new();
        let site = self.site;
        let done = self.patch.then(|_, syntax| {
            let (origin, document) = syntax.document_at(site.origin)?;
            let root = document.root(origin)?;
            spans.extend(made.iter().filter_map(|made| {
                let node = root.at_path(&steps(&made.path))?;
                Some((made.number, found(node, made)?))
            }));
            Some(Vec::new())
        });
        let edits = self.patch.into_edits();
        let mut stops = Vec::new();
        let mut grown = 0_i64;
        for (index, edit) in edits.iter().enumerate() {
            let start = (i64::from(edit.span.start) + grown) as u32;
            let whole = Span::new(start, start + edit.new_text.len() as u32);
            let inside = spans.iter().filter(|(_, span)| whole.covers(*span));
            stops.extend(inside.map(|(number, span)| Stop {
                number: *number,
                edit: index,
                span: span.shift(start.wrapping_neg()),
            }));
            grown += edit.new_text.len() as i64 - i64::from(edit.span.len());
        }
        stops.sort_by_key(|stop| (stop.edit, stop.span));
        (done && !edits.is_empty()).then_some(Inserted { edits, stops })
    }
}

/// Where a place is in its scalar as it was written; none if quotes changed its text.
pub(super) fn found(node: Node<'_>, made: &Made) -> Option<Span> {
    if made.text.is_empty() {
        return None;
    }
    let (at, text) = node.source().match_indices(made.text.as_str()).nth(made.nth)?;
    let start = node.span().start + at as u32;
    Some(Span::new(start, start + text.len() as u32))
}
