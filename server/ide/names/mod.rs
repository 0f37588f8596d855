//! Names of a file: where each is defined and used, in the Pod and between the objects of the file.
//! Knows the fields that hold names; what is right or wrong about a name is said elsewhere.

mod grammar;
mod group;
mod index;
mod labels;
mod objects;
mod pod;
mod rename;
mod scene;

pub(super) use index::content;
pub use rename::{Prepared, Renamed, Renaming, prepare_rename, rename};

use super::Snapshot;
use crate::settings::Settings;
use crate::text::Span;
use group::Group;

/// A place cannot be linked to more than this many others.
const MAX_LINKED: usize = 50;

/// All places of one name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Names {
    /// The place that was asked about, without quotes.
    pub span: Span,
    /// Every place, in text order.
    pub places: Vec<NamePlace>,
}

/// One place of a name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NamePlace {
    /// The name without quotes; where an alias stands, the alias.
    pub span: Span,
    /// The name is given there, not used.
    pub definition: bool,
}

/// All places of the name at `offset`, if a name stands there.
pub fn names(snapshot: &Snapshot, settings: &Settings, offset: u32) -> Option<Names> {
    let group = Group::at(snapshot, settings, offset)?;
    Some(Names { span: group.here.span, places: group.places() })
}

/// Places that can be typed at once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Linked {
    /// The places; their text is equal.
    pub spans: Vec<Span>,
    /// A regular expression for what may be typed there.
    pub pattern: &'static str,
}

/// The places of the name at `offset` that can be typed at once: all of it, and nothing but it.
pub fn linked(snapshot: &Snapshot, settings: &Settings, offset: u32) -> Option<Linked> {
    let group = Group::at(snapshot, settings, offset)?;
    let pattern = grammar::pattern(group.here.id.kind)?;
    if group.refusal(snapshot).is_some() || group.spots.iter().any(|spot| spot.form == index::Form::Alias) {
        return None;
    }
    let spans: Vec<Span> = group.places().into_iter().map(|place| place.span).collect();
    let name = group.here.id.name;
    let equal = spans.iter().all(|span| snapshot.text().slice(*span) == name);
    (equal && (2..=MAX_LINKED).contains(&spans.len())).then_some(Linked { spans, pattern })
}
