//! Finds out what a place takes by putting a stand-in there and looking where it lands in the tree.
//! That works the same in block and flow style, and where the line at hand is no YAML yet.

use crate::ide::Snapshot;
use crate::ide::place::Place;
use crate::pod::Map;
use crate::schema::Minor;
use crate::syntax::{Kind, Node};
use crate::text::{Edit, Span};

/// A word that nobody writes.
pub(super) const STAND_IN: &str = "podls-stands-here";

/// A text with the stand-in.
pub(super) struct Probe {
    snapshot: Snapshot,
    /// A place inside the stand-in.
    inside: u32,
}

/// Where the stand-in landed.
pub(super) enum Landing<'a> {
    /// In an object.
    Inside(Place<'a>),
    /// As a key of a mapping that is a document, but no object yet.
    OnTop(Map<'a>),
    /// In the middle of a longer text, such as a script.
    InText,
}

impl Probe {
    /// `base` with `new_text`, which holds the stand-in, in the place of `span`; none if more than
    /// `faults` pieces around it are unreadable then.
    pub(super) fn new(base: &Snapshot, span: Span, new_text: String, faults: u32) -> Option<Self> {
        let inside = span.start + new_text.find(STAND_IN)? as u32 + 1;
        let mut snapshot = base.clone();
        snapshot.edit(&Edit { span, new_text });
        let (_, document) = snapshot.syntax().document_at(inside)?;
        (document.faults() <= faults).then_some(Self { snapshot, inside })
    }

    /// The text with the stand-in, and its tree.
    pub(super) fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// The place of the stand-in, wherever in a scalar that is.
    pub(super) fn place(&self, minor: Minor) -> Option<Place<'_>> {
        Place::of(&self.snapshot, minor, self.inside)
    }

    /// Where the stand-in is, if it is a whole key, value or item.
    pub(super) fn landing(&self, minor: Minor) -> Option<Landing<'_>> {
        let is_it = |node: Node<'_>| node.kind().is_scalar() && node.value() == STAND_IN;
        if let Some(place) = Place::of(&self.snapshot, minor, self.inside) {
            let last = place.last()?;
            let node = last.key.filter(|_| last.on_key).unwrap_or(last.value);
            return match node.kind() {
                _ if is_it(node) => Some(Landing::Inside(place)),
                Kind::Literal | Kind::Folded | Kind::SingleQuoted | Kind::DoubleQuoted => Some(Landing::InText),
                _ => None,
            };
        }
        let (origin, document) = self.snapshot.syntax().document_at(self.inside)?;
        let map = Map::of(document.root(origin)?)?;
        map.entries().any(|entry| is_it(entry.key)).then_some(Landing::OnTop(map))
    }
}

/// How many pieces around `at` may be unreadable with a stand-in there: as many as are now, but for the
/// line of `at` itself, whose fault has to be gone.
pub(super) fn tolerated(base: &Snapshot, at: u32) -> u32 {
    let Some((origin, document)) = base.syntax().document_at(at) else { return 0 };
    if document.faults() == 0 {
        return 0;
    }
    let line = base.text().line_span(base.text().line_of(at));
    let is_here = document.problems(origin).iter().any(|problem| problem.span.meets(line));
    document.faults() - u32::from(is_here)
}
