//! All places that stand for one thing: those of the same name, and those that share a scalar with
//! one of them by an alias, a merge key or a selector that finds several Pods.

use std::collections::{HashMap, HashSet};

use super::NamePlace;
use super::index::{Form, Id, Kind, Spot, content};
use super::scene::Scene;
use crate::ide::Snapshot;
use crate::pod::{Map, Object, objects};
use crate::schema::{Minor, is_list};
use crate::settings::Settings;
use crate::syntax::{self, Node};

/// The places of one name.
#[derive(Clone, Debug)]
pub(super) struct Group<'a> {
    /// The place that was asked about.
    pub(super) here: Spot<'a>,
    /// Every place; one that stands for several things is there several times.
    pub(super) spots: Vec<Spot<'a>>,
    /// All names of the scene.
    scene: Vec<Spot<'a>>,
}

impl<'a> Group<'a> {
    /// The places of the name at `offset`.
    pub(super) fn at(snapshot: &'a Snapshot, settings: &Settings, offset: u32) -> Option<Self> {
        let object = object_at(snapshot, offset)?;
        let minor = settings.kubernetes;
        if crate::ide::place::workload(&object, minor).is_some() {
            let scene = Scene::of(std::iter::once(object), minor).spots();
            let here = scene.iter().find(|spot| spot.span.touches(offset));
            if here.is_some_and(|here| matches!(here.id.kind, Kind::Volume | Kind::Variable | Kind::Claim)) {
                return Self::among(scene, offset);
            }
            let selects_others = |name| object.pod_spec().is_some_and(|spec| spec.has(name));
            if here.is_none() && !selects_others("affinity") && !selects_others("topologySpreadConstraints") {
                return None;
            }
        }
        Self::whole(snapshot, minor, offset)
    }

    fn whole(snapshot: &'a Snapshot, minor: Minor, offset: u32) -> Option<Self> {
        Self::among(Scene::whole(snapshot, minor).spots(), offset)
    }

    fn among(scene: Vec<Spot<'a>>, offset: u32) -> Option<Self> {
        let here = *scene.iter().find(|spot| spot.span.touches(offset))?;
        let mut by_id: HashMap<Id<'a>, Vec<usize>> = HashMap::new();
        let mut by_scalar: HashMap<u32, Vec<usize>> = HashMap::new();
        let same_kind = scene.iter().enumerate().filter(|(_, spot)| spot.id.kind == here.id.kind);
        for (index, spot) in same_kind {
            by_id.entry(spot.id).or_default().push(index);
            by_scalar.entry(spot.scalar()).or_default().push(index);
        }
        let mut taken: HashSet<usize> = HashSet::new();
        let mut ids: HashSet<Id<'a>> = HashSet::from([here.id]);
        let mut queue = vec![here.id];
        while let Some(id) = queue.pop() {
            for index in by_id.get(&id).into_iter().flatten() {
                taken.insert(*index);
                let Some(spot) = scene.get(*index) else { continue };
                for sharing in by_scalar.get(&spot.scalar()).into_iter().flatten() {
                    if let Some(other) = scene.get(*sharing).filter(|other| ids.insert(other.id)) {
                        queue.push(other.id);
                    }
                }
            }
        }
        let mut indices: Vec<usize> = taken.into_iter().collect();
        indices.sort_unstable();
        let mut spots: Vec<Spot<'a>> = indices.into_iter().filter_map(|index| scene.get(index).copied()).collect();
        spots.sort_by_key(|spot| spot.span);
        Some(Self { here, spots, scene })
    }

    /// Where it stands, each place once.
    pub(super) fn places(&self) -> Vec<NamePlace> {
        let mut places: Vec<NamePlace> = Vec::with_capacity(self.spots.len());
        for spot in &self.spots {
            match places.last_mut().filter(|last| last.span == spot.span) {
                Some(last) => last.definition |= spot.definition,
                None => places.push(NamePlace { span: spot.span, definition: spot.definition }),
            }
        }
        places
    }

    /// Whether `new` is the name of another thing of this kind.
    pub(super) fn is_taken(&self, new: &str) -> bool {
        let wanted: HashSet<Id<'_>> = self.spots.iter().map(|spot| Id { name: new, ..spot.id }).collect();
        self.scene.iter().any(|spot| spot.definition && wanted.contains(&spot.id))
    }

    /// Why the places cannot be changed together, if they cannot.
    pub(super) fn refusal(&self, snapshot: &Snapshot) -> Option<String> {
        let id = self.here.id;
        let (name, noun) = (id.name, super::grammar::noun(&id));
        if id.kind == Kind::PortNumber {
            return Some(format!("`{name}` is the number of a port, not its name; change it by hand"));
        }
        let definitions: Vec<&Spot<'_>> = self.spots.iter().filter(|spot| spot.definition).collect();
        if definitions.is_empty() {
            return Some(format!("no {noun} `{name}` is defined in this file"));
        }
        let is_single = !matches!(id.kind, Kind::LabelKey | Kind::LabelValue);
        let mut first: HashMap<Id<'_>, u32> = HashMap::new();
        if is_single && definitions.iter().any(|spot| *first.entry(spot.id).or_insert(spot.scalar()) != spot.scalar()) {
            return Some(format!("`{name}` is defined more than once; give each {noun} a name of its own first"));
        }
        let scalars: HashSet<u32> = self.spots.iter().map(Spot::scalar).collect();
        if let Some(other) = self.scene.iter().find(|spot| spot.id.kind != id.kind && scalars.contains(&spot.scalar()))
        {
            let other = super::grammar::noun(&other.id);
            return Some(format!("`{name}` stands for a {other}, too, by an alias; write it out there first"));
        }
        self.spots.iter().find_map(|spot| self.shared(snapshot, spot))
    }

    /// Why the scalar of `spot` cannot be changed: its anchor is used, or stands, where no name is known.
    fn shared(&self, snapshot: &Snapshot, spot: &Spot<'a>) -> Option<String> {
        let anchor = spot.node.anchor()?;
        let own = |other: &&Spot<'_>| other.scalar() == spot.scalar();
        let known: HashSet<u32> =
            self.spots.iter().filter(own).filter(|s| s.form == Form::Alias).map(|s| s.span.start).collect();
        let in_place = self.spots.iter().filter(own).any(|other| other.form != Form::Alias);
        let aliases = aliases_of(snapshot, spot.node, anchor);
        if in_place && aliases.iter().all(|alias| known.contains(alias)) {
            return None;
        }
        let name = spot.id.name;
        Some(format!("`{name}` is shared with other fields by the anchor `&{anchor}`; write it out there first"))
    }
}

impl Spot<'_> {
    /// Tells the text apart that a change of the name changes.
    pub(super) fn scalar(&self) -> u32 {
        if self.form == Form::Part { self.span.start } else { content(self.node).start }
    }
}

/// Where the aliases of `anchor` stand in the document of `node`.
fn aliases_of(snapshot: &Snapshot, node: Node<'_>, anchor: &str) -> Vec<u32> {
    let mut found = Vec::new();
    let Some((origin, document)) = snapshot.syntax().document_at(node.start()) else { return found };
    let mut stack: Vec<Node<'_>> = document.root(origin).into_iter().collect();
    while let Some(node) = stack.pop() {
        if node.kind() == syntax::Kind::Alias && node.source().strip_prefix('*') == Some(anchor) {
            found.push(node.start());
        }
        stack.extend(node.entries().flat_map(|entry| [entry.key, entry.value]));
        stack.extend(node.items());
    }
    found
}

/// The object that holds `offset`.
fn object_at(snapshot: &Snapshot, offset: u32) -> Option<Object<'_>> {
    let (origin, document) = snapshot.syntax().document_at(offset)?;
    let root = Map::of(document.root(origin)?)?;
    if is_list(root.text("kind").unwrap_or_default()) {
        let item = root.items("items").find(|item| item.span().touches(offset))?;
        return Object::item(Map::of(item)?);
    }
    objects(document, origin).into_iter().next()
}
