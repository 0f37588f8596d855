//! What the aliases of a document stand for, and how much they make of it. Worked out once a document, when
//! somebody first asks. Knows no Kubernetes, but how much its reader of YAML takes.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::document::Document;
use super::node::{Node, Place};
use super::raw::Kind;
use super::segment::{Body, Segment, Unit, positions};
use crate::text::{Span, cut};

/// What is known about the aliases of a document; offsets count from where it begins.
#[derive(Default)]
pub(super) struct Aliases {
    /// By name, in text order.
    anchors: FxHashMap<Box<str>, Vec<Anchor>>,
    excess: Option<Excess>,
}

/// Where an anchor stands: its offset, the way to its unit through the branches, and the node.
struct Anchor {
    at: u32,
    way: Box<[u32]>,
    base: u32,
    node: u32,
}

/// Aliases that blow a document up.
#[derive(Clone, Copy)]
pub(super) struct Excess {
    /// The alias that stands for the most, or for something that it is in.
    pub(super) span: Span,
    /// How many values there would be; none where there is no end of them.
    pub(super) values: Option<u64>,
}

impl Excess {
    /// What is wrong, in words.
    pub(super) fn message(self) -> String {
        let count = match self.values {
            None => return "this alias stands for something that it is in; write out what is needed".to_owned(),
            Some(values) if values < 1 << 30 => values.to_string(),
            Some(_) => "billions of".to_owned(),
        };
        format!("aliases make {count} values of this document, more than Kubernetes takes; write out what is needed")
    }
}

impl Document {
    /// The node with the anchor `name` that an alias at offset `before` refers to: the last one above it. None
    /// where aliases make far more of the document than is written: nobody is to walk through that.
    pub(super) fn anchored(&self, name: &str, origin: u32, before: u32) -> Option<Node<'_>> {
        let aliases = self.alias_table()?;
        if aliases.excess.is_some() { None } else { self.find(aliases, name, origin, before - origin) }
    }

    /// Aliases that make more of the document than Kubernetes reads.
    pub(super) fn excess(&self) -> Option<Excess> {
        self.alias_table()?.excess
    }

    fn alias_table(&self) -> Option<&Aliases> {
        if self.aliases_memo.get::<Aliases>().is_none() {
            let mut aliases = Aliases::default();
            let base = self.head.text.len() as u32;
            note(&self.body, base, &mut Vec::new(), &mut aliases.anchors);
            aliases.excess = self.weigh(&aliases);
            self.aliases_memo.set(Arc::new(aliases));
        }
        self.aliases_memo.get()
    }

    fn find(&self, aliases: &Aliases, name: &str, origin: u32, before: u32) -> Option<Node<'_>> {
        let anchors = aliases.anchors.get(name)?;
        let anchor = anchors.get(anchors.partition_point(|anchor| anchor.at < before).checked_sub(1)?)?;
        let unit = unit(&self.body, &anchor.way)?;
        let place = Place::Raw(unit, anchor.node);
        Some(Node { document: self, origin, place, base: origin + anchor.base, memo: None })
    }

    /// Counts the values as one who writes out every alias.
    fn weigh(&self, aliases: &Aliases) -> Option<Excess> {
        let root = self.root(0)?;
        let mut scale =
            Scale { document: self, aliases, known: FxHashMap::default(), written: 0, heaviest: None, ring: None };
        let values = scale.weight(root);
        if let Some(span) = scale.ring {
            return Some(Excess { span, values: None });
        }
        let (span, _) = scale.heaviest?;
        let borrowed = values.saturating_sub(scale.written);
        let is_too_much = borrowed > 100 && values > 1000 && borrowed as f64 > allowed(values) * values as f64;
        is_too_much.then_some(Excess { span, values: Some(values) })
    }
}

/// Which part of that many values may come of aliases: nearly all of few, little of many.
fn allowed(values: u64) -> f64 {
    const FEW: f64 = 400_000.0;
    const MANY: f64 = 4_000_000.0;
    let above = (values as f64 - FEW).clamp(0.0, MANY - FEW);
    0.99 - 0.89 * above / (MANY - FEW)
}

struct Scale<'a> {
    document: &'a Document,
    aliases: &'a Aliases,
    /// By where a node with an anchor begins.
    known: FxHashMap<u32, u64>,
    written: u64,
    heaviest: Option<(Span, u64)>,
    /// The first alias of something that it is in.
    ring: Option<Span>,
}

impl Scale<'_> {
    fn weight(&mut self, node: Node<'_>) -> u64 {
        self.written += 1;
        let mut sum = 1_u64;
        if node.kind() == Kind::Alias {
            let name = node.source().get(1..).unwrap_or_default();
            let meant = self.document.find(self.aliases, name, 0, node.start());
            let weight = meant.map(|meant| self.known.get(&meant.start()).copied());
            // What is not weighed yet is what it is in.
            if weight == Some(None) && self.ring.is_none() {
                self.ring = Some(node.span());
            }
            let weight = weight.flatten().unwrap_or(1);
            if self.heaviest.is_none_or(|(_, most)| weight > most) {
                self.heaviest = Some((node.span(), weight));
            }
            return weight;
        }
        for entry in node.entries() {
            sum = sum.saturating_add(self.weight(entry.key)).saturating_add(self.weight(entry.value));
        }
        for item in node.items() {
            sum = sum.saturating_add(self.weight(item));
        }
        if node.properties().next().is_some() {
            self.known.insert(node.start(), sum);
        }
        sum
    }
}

/// Takes down the anchors of `piece`, which begins at `base`, misplaced pieces left out.
fn note(piece: &Segment, base: u32, way: &mut Vec<u32>, anchors: &mut FxHashMap<Box<str>, Vec<Anchor>>) {
    let unit = piece.head();
    for property in unit.properties() {
        if let Some(name) = cut(&unit.text, property.span.range()).strip_prefix('&') {
            let anchor =
                Anchor { at: property.span.start + base, way: way.as_slice().into(), base, node: property.node };
            anchors.entry(name.into()).or_default().push(anchor);
        }
    }
    let Body::Branch(branch) = &piece.body else { return };
    for (index, (child, base)) in (0..).zip(positions(branch, base)) {
        if !child.bad {
            way.push(index);
            note(&child.segment, base, way, anchors);
            way.pop();
        }
    }
}

fn unit<'a>(body: &'a Segment, way: &[u32]) -> Option<&'a Unit> {
    let mut piece = body;
    for index in way {
        let Body::Branch(branch) = &piece.body else { return None };
        piece = &branch.children.get(*index as usize)?.segment;
    }
    Some(piece.head())
}
