//! Edits at a path: set, insert, remove, rename, in the style of the document and with its comments.
//!
//! Every function returns the edits of a text, or nothing where it cannot be done; none touches a line
//! that is not named by what is asked. Rules that hold for all of them:
//! - *Style* (indentation, list style, quotes, brackets, line breaks) is that of the nearest surroundings.
//!   Between brackets everything stays between brackets; elsewhere new collections are written in lines.
//! - *Comments.* To a pair or item belong: what stands behind it on its lines; comment lines right above it
//!   at its own column, without a blank line between, unless it is the first thing in the document; comment
//!   lines below it that are deeper than it, also behind blank lines. They go with it; all others stay byte for byte.
//! - *Anchors.* No path leads through an alias unless the target allows it, and then the place of the anchor
//!   is edited. Nothing is taken away that an alias elsewhere refers to. A replaced value keeps its anchor.
//! - *Merge keys* are pairs like others: setting a key that only a merged mapping has adds it here.
//!
//! Knows no Kubernetes.

mod anchors;
mod brackets;
mod flow;
mod insert;
mod lines;
mod nest;
mod patch;
mod remove;
mod render;
mod replace;
mod site;
mod style;
mod transfer;
mod value;

pub use nest::{nest, unnest};
pub use patch::Patch;
pub use transfer::{ListAt, append_document, move_item, shifted, sort};
pub use value::Value;

use super::node::Node;
use super::path::Step;
use super::quote::{self, Quote};
use super::raw::Kind;
use super::scalar::Scalar;
use crate::text::{Edit, Text};
use insert::Spot;
use site::{Site, children, index_of};
use style::Style;

/// The text in which edits are looked for; none where nobody asked for edits, and then none are found.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'a>(Option<&'a Text>);

impl<'a> Desk<'a> {
    /// Nobody asked.
    pub const EMPTY: Self = Self(None);

    /// The text, if there is one.
    pub fn text(self) -> Option<&'a Text> {
        self.0
    }
}

impl<'a> From<&'a Text> for Desk<'a> {
    fn from(text: &'a Text) -> Self {
        Self(Some(text))
    }
}

/// What is edited: a node of a text. Paths start at the node.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    desk: Desk<'a>,
    node: Node<'a>,
    through_aliases: bool,
}

impl<'a> Target<'a> {
    /// The node `node` of the text on `desk`; its own document must be that of the text.
    pub fn new(desk: impl Into<Desk<'a>>, node: Node<'a>) -> Self {
        Self { desk: desk.into(), node, through_aliases: false }
    }

    /// The same target, with paths that may lead through an alias to the place of its anchor, so that an
    /// edit changes what all its aliases say.
    #[must_use]
    pub fn through_aliases(self) -> Self {
        Self { through_aliases: true, ..self }
    }
}

/// Where a new key goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Place<'a> {
    /// Above all others.
    First,
    /// Below all others.
    #[default]
    Last,
    /// Right above this key; below all others if it is not there.
    Before(&'a str),
    /// Right below this key; below all others if it is not there.
    After(&'a str),
}

/// What becomes of a collection that loses its last child.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Emptied {
    /// It stays, as `{}` or `[]`.
    #[default]
    Keep,
    /// It is removed too, and so on upwards; only a root stays.
    Remove,
}

/// Gives the node at `path` the value `value`. What is missing on the way is made; a list grows by one
/// item at most. No edits if it has that value already.
pub fn set(target: Target<'_>, path: &[Step<'_>], value: &Value) -> Option<Vec<Edit>> {
    let (site, taken) = Site::walk(target, path)?;
    let mut missing = path.get(taken..).unwrap_or_default().iter();
    let Some(first) = missing.next() else { return replace::replace(&site, value) };
    let mut value = value.clone();
    for step in missing.rev() {
        value = match step {
            Step::Key(key) => Value::Map(vec![((*key).to_owned(), value)]),
            Step::Index(0) => Value::Seq(vec![value]),
            Step::Index(_) => return None,
        };
    }
    match first {
        Step::Key(key) => insert_at(site, Some(key), value, Place::Last, target.through_aliases),
        Step::Index(index) => {
            if site.node.items().count() != *index {
                return None;
            }
            insert_at(site, None, value, Place::Last, target.through_aliases)
        }
    }
}

/// Puts `key: value` into the mapping at `path`, which is made if it is missing or nothing.
/// Not where the key is there already.
pub fn insert(target: Target<'_>, path: &[Step<'_>], key: &str, value: &Value, place: Place<'_>) -> Option<Vec<Edit>> {
    let (site, taken) = Site::walk(target, path)?;
    if taken < path.len() {
        return set(target, path, &Value::Map(vec![(key.to_owned(), value.clone())]));
    }
    if index_of(site.node, Step::Key(key)).is_some() {
        return None;
    }
    insert_at(site, Some(key), value.clone(), place, target.through_aliases)
}

/// Puts `value` into the list at `path`, which is made if it is missing or nothing: before item `index`,
/// or at the end if there is no such item.
pub fn insert_item(target: Target<'_>, path: &[Step<'_>], index: usize, value: &Value) -> Option<Vec<Edit>> {
    let (site, taken) = Site::walk(target, path)?;
    if taken < path.len() {
        return set(target, path, &Value::Seq(vec![value.clone()]));
    }
    if site.node.is_sequence() && index < site.node.items().count() {
        return insert::insert(&site, Spot::Before(index), None, value);
    }
    insert_at(site, None, value.clone(), Place::Last, target.through_aliases)
}

/// Removes the key or item at `path` with its comments.
pub fn remove(target: Target<'_>, path: &[Step<'_>], emptied: Emptied) -> Option<Vec<Edit>> {
    let (site, taken) = Site::walk(target, path)?;
    let (parent, index) = (taken == path.len()).then(|| site.parent())??;
    remove::remove(parent, index, emptied)
}

/// Removes the key or item at `path`, but none of its comments. None where one would be lost.
pub fn take_out(target: Target<'_>, path: &[Step<'_>]) -> Option<Vec<Edit>> {
    let (site, taken) = Site::walk(target, path)?;
    let (parent, index) = (taken == path.len()).then(|| site.parent())??;
    remove::take_out(parent, index)
}

/// Removes the pair or item number `index` of the collection at `path`: the way to one of several pairs
/// with the same key.
pub fn remove_nth(target: Target<'_>, path: &[Step<'_>], index: usize, emptied: Emptied) -> Option<Vec<Edit>> {
    let (site, taken) = Site::walk(target, path)?;
    (taken == path.len()).then(|| remove::remove(site, index, emptied))?
}

/// Gives the key at the end of `path` the name `name`. Not where that key is there already.
pub fn rename(target: Target<'_>, path: &[Step<'_>], name: &str) -> Option<Vec<Edit>> {
    let (site, taken) = Site::walk(target, path)?;
    let (parent, index) = (taken == path.len()).then(|| site.parent())??;
    rename_child(&parent, index, name)
}

/// Gives the key of pair number `index` of the mapping at `path` the name `name`.
pub fn rename_nth(target: Target<'_>, path: &[Step<'_>], index: usize, name: &str) -> Option<Vec<Edit>> {
    let (site, taken) = Site::walk(target, path)?;
    (taken == path.len()).then(|| rename_child(&site, index, name))?
}

fn rename_child(site: &Site<'_>, index: usize, name: &str) -> Option<Vec<Edit>> {
    let key = children(site.text, site.node)?.get(index)?.key?;
    if !key.kind().is_scalar() || index_of(site.node, Step::Key(name)).is_some_and(|taken| taken != index) {
        return None;
    }
    if key.value() == name {
        return Some(Vec::new());
    }
    let style = Style::near(site);
    let written = quote::inline(name, quotes_of(key), style.quote, site.node.is_flow());
    Some(vec![Edit::replace(key.span(), written)])
}

/// Puts a pair or item into the collection at `site`, or makes a collection of the nothing that is there.
fn insert_at(
    site: Site<'_>,
    key: Option<&str>,
    value: Value,
    place: Place<'_>,
    through_aliases: bool,
) -> Option<Vec<Edit>> {
    let mut site = site;
    if site.node.kind() == Kind::Alias {
        let node = site.node.resolve().filter(|_| through_aliases)?;
        site = Site::new(Target::new(site.text, node))?;
    }
    let fits = if key.is_some() { site.node.is_mapping() } else { site.node.is_sequence() };
    let count = if fits { site.node.entries().count() + site.node.items().count() } else { 0 };
    let is_nothing = site.node.scalar() == Some(Scalar::Null) && site.node.tag().is_none();
    if count > 0 || (fits && flow::has_comments(&site)) {
        let find = |key| index_of(site.node, Step::Key(key));
        let spot = match place {
            Place::First => Some(Spot::Before(0)),
            Place::Last => None,
            Place::Before(key) => find(key).map(Spot::Before),
            Place::After(key) => find(key).map(Spot::After),
        };
        let spot = spot.filter(|_| count > 0).unwrap_or(Spot::After(count.saturating_sub(1)));
        return insert::insert(&site, spot, key, &value);
    }
    if !fits && !is_nothing {
        return None;
    }
    let collection = match key {
        Some(key) => Value::Map(vec![(key.to_owned(), value)]),
        None => Value::Seq(vec![value]),
    };
    replace::replace(&site, &collection)
}

/// The quotes around a node.
fn quotes_of(node: Node<'_>) -> Option<Quote> {
    match node.kind() {
        Kind::SingleQuoted => Some(Quote::Single),
        Kind::DoubleQuoted => Some(Quote::Double),
        _ => None,
    }
}
