//! A new name for a thing: in every place where it stands, and nowhere else.

use super::grammar::{fault, noun};
use super::group::Group;
use super::index::{Form, Spot};
use crate::ide::Snapshot;
use crate::settings::Settings;
use crate::syntax::edit::{self, Target, Value};
use crate::syntax::quote::{self, Quote};
use crate::syntax::{Kind, Node};
use crate::text::{Edit, Span};

/// The answer to somebody who wants to rename.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Renaming<T> {
    /// It can be done.
    Done(T),
    /// It cannot, and why.
    Refused(String),
}

/// A name that can be changed, and its place.
pub type Prepared = Renaming<(Span, String)>;

/// The edits that change a name.
pub type Renamed = Renaming<Vec<Edit>>;

/// The name at `offset` and its place without quotes, if a name stands there.
pub fn prepare_rename(snapshot: &Snapshot, settings: &Settings, offset: u32) -> Option<Prepared> {
    let group = Group::at(snapshot, settings, offset)?;
    Some(match group.refusal(snapshot) {
        Some(why) => Renaming::Refused(why),
        None => Renaming::Done((group.here.span, group.here.id.name.to_owned())),
    })
}

/// The edits that give what is named at `offset` the name `new`; nothing if no name stands there.
pub fn rename(snapshot: &Snapshot, settings: &Settings, offset: u32, new: &str) -> Option<Renamed> {
    let group = Group::at(snapshot, settings, offset)?;
    if let Some(why) = group.refusal(snapshot) {
        return Some(Renaming::Refused(why));
    }
    let id = group.here.id;
    if new == id.name {
        return Some(Renaming::Done(Vec::new()));
    }
    if new.is_empty() {
        return Some(Renaming::Refused("a name must not be empty".to_owned()));
    }
    if let Some(fault) = fault(&id, new) {
        return Some(Renaming::Refused(format!("`{new}` {fault}")));
    }
    if group.is_taken(new) {
        return Some(Renaming::Refused(format!("`{new}` is already the name of another {}", noun(&id))));
    }
    let mut edits: Vec<Edit> = Vec::new();
    for spot in &group.spots {
        match change(snapshot, spot, new) {
            Some(found) => edits.extend(found),
            None => return Some(Renaming::Refused(format!("`{}` cannot be changed in every place", id.name))),
        }
    }
    edits.sort_by_key(|edit| edit.span);
    // One scalar may stand for several things.
    edits.dedup();
    Some(Renaming::Done(edits))
}

/// The edits that make `spot` say `new`.
fn change(snapshot: &Snapshot, spot: &Spot<'_>, new: &str) -> Option<Vec<Edit>> {
    match spot.form {
        Form::Part => Some(vec![Edit::replace(spot.span, new)]),
        Form::Key => Some(vec![Edit::replace(spot.node.span(), key(spot.node, new))]),
        Form::Value | Form::Alias => edit::set(Target::new(snapshot.text(), spot.node), &[], &Value::from(new)),
    }
}

/// `new` written as the key `old` is; as between brackets, which is right everywhere for what a name may be.
fn key(old: Node<'_>, new: &str) -> String {
    let quotes = match old.kind() {
        Kind::SingleQuoted => Some(Quote::Single),
        Kind::DoubleQuoted => Some(Quote::Double),
        _ => None,
    };
    quote::inline(new, quotes, Quote::Double, true)
}
