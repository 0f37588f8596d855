//! Where an offset lies: the object around it, the way from there down to the innermost node, and
//! what the field table says of each step. Knows the tree as it stands; a half-typed line is not in it.

mod uses;

use super::Snapshot;
use crate::pod::{Map, Object, Role, objects};
use crate::schema::{Field, Minor, Standing, Ty, Workload, is_list, standing, workload_of_kind};
use crate::syntax::{Entry, Kind, Node};

/// A place inside a Kubernetes object.
#[derive(Clone, Debug)]
pub(super) struct Place<'a> {
    /// The object around it.
    pub(super) object: Object<'a>,
    /// What the object is, if it holds a Pod.
    pub(super) workload: Option<&'static Workload>,
    /// From the object to the innermost node, outermost first.
    pub(super) steps: Vec<Step<'a>>,
}

/// One step down: into an entry of a mapping or an item of a sequence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step<'a> {
    /// The mapping or sequence.
    pub(super) holder: Node<'a>,
    /// What the holder is.
    pub(super) holder_ty: Option<Ty>,
    /// The key; none for an item.
    pub(super) key: Option<Node<'a>>,
    /// The position among its siblings.
    pub(super) index: usize,
    /// The value or item as written.
    pub(super) value: Node<'a>,
    /// What the value should be.
    pub(super) ty: Option<Ty>,
    /// The field whose value it is, or in whose list it stands.
    pub(super) field: Option<&'static Field>,
    /// The place is on the key.
    pub(super) on_key: bool,
}

impl<'a> Step<'a> {
    /// The text of the key; empty for an item.
    pub(super) fn name(&self) -> &'a str {
        self.key.filter(|key| key.kind().is_scalar()).map_or("", Node::value)
    }

    /// Whether the holder is of the type with this short name.
    pub(super) fn is_in(&self, type_name: &str) -> bool {
        matches!(self.holder_ty, Some(Ty::Object(ty)) if ty.short_name() == type_name)
    }
}

impl<'a> Place<'a> {
    /// The place of `offset`, if it lies in an object.
    pub(super) fn of(snapshot: &'a Snapshot, minor: Minor, offset: u32) -> Option<Self> {
        let (origin, document) = snapshot.syntax().document_at(offset)?;
        let root = Map::of(document.root(origin)?)?;
        let object = if is_list(root.text("kind").unwrap_or_default()) {
            let item = root.items("items").find(|item| item.span().touches(offset))?;
            Object::item(Map::of(item)?)?
        } else {
            objects(document, origin).into_iter().next()?
        };
        let workload = workload(&object, minor);
        let mut place = Self { object, workload, steps: Vec::new() };
        let down = Down { minor, offset };
        let ty = workload.map(|workload| Ty::Object(workload.ty));
        down.walk(object.map.node(), ty, None, &mut place.steps);
        uses::type_by_alias(&mut place, down);
        Some(place)
    }

    /// The innermost step.
    pub(super) fn last(&self) -> Option<&Step<'a>> {
        self.steps.last()
    }

    /// The step above the innermost one.
    pub(super) fn above(&self) -> Option<&Step<'a>> {
        self.steps.iter().rev().nth(1)
    }

    /// The innermost step to the value of a known field.
    pub(super) fn owner(&self) -> Option<Step<'a>> {
        self.steps.iter().rev().find(|step| step.key.is_some() && step.field.is_some()).copied()
    }

    /// The container around the place: the field of the `PodSpec` it is listed in, its position there,
    /// and the number of steps that lead to it.
    pub(super) fn container(&self) -> Option<Seat> {
        let lists = [Role::Init.list(), Role::App.list(), Role::Ephemeral.list()];
        let at = self.steps.iter().position(|step| step.is_in("PodSpec") && lists.contains(&step.name()))?;
        let list = lists.into_iter().find(|list| self.steps.get(at).is_some_and(|step| step.name() == *list))?;
        let item = self.steps.get(at + 1).filter(|item| item.key.is_none())?;
        Some(Seat { list, index: item.index, depth: at + 2 })
    }
}

/// Where a container stands in its Pod.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Seat {
    /// The field of the `PodSpec`.
    pub(super) list: &'static str,
    /// The position in that list.
    pub(super) index: usize,
    /// The number of steps that lead to the container.
    pub(super) depth: usize,
}

/// What `object` is, if it holds a Pod and is of Kubernetes itself: not some other tool's `Deployment`.
pub(super) fn workload(object: &Object<'_>, minor: Minor) -> Option<&'static Workload> {
    let workload = workload_of_kind(object.kind)?;
    let is_ours = if object.api_version.is_empty() {
        object.map.map("metadata").is_some() || object.map.map("spec").is_some()
    } else {
        standing(object.api_version, object.kind, minor) != Standing::Foreign
    };
    is_ours.then_some(workload)
}

/// Whether `entry` merges other mappings into its own.
pub(super) fn is_merge(entry: Entry<'_>) -> bool {
    entry.key.kind() == Kind::Plain && entry.key.source() == "<<"
}

/// What the value of `entry` is in a mapping of type `ty`; a field of another version counts too.
pub(super) fn of_entry(entry: Entry<'_>, ty: Option<Ty>, minor: Minor) -> (Option<Ty>, Option<&'static Field>) {
    match ty {
        _ if is_merge(entry) => (ty, None),
        Some(Ty::Object(object)) => {
            let name = entry.key.value();
            let field = object.field(name, minor).or_else(|| object.fields_named(name).last());
            (field.map(|field| field.ty), field)
        }
        Some(Ty::Map(value)) => (Some(*value), None),
        Some(Ty::Any) => (ty, None),
        _ => (None, None),
    }
}

/// What an item is in a sequence of type `ty`: a list that merges mappings holds what it is merged into.
pub(super) fn of_item(ty: Option<Ty>) -> Option<Ty> {
    match ty {
        Some(Ty::Object(_) | Ty::Map(_) | Ty::Any) => ty,
        _ => ty.and_then(Ty::item),
    }
}

/// The way down to an offset.
#[derive(Clone, Copy)]
struct Down {
    minor: Minor,
    offset: u32,
}

impl Down {
    fn walk<'a>(
        self,
        mut holder: Node<'a>,
        mut ty: Option<Ty>,
        mut field: Option<&'static Field>,
        steps: &mut Vec<Step<'a>>,
    ) {
        loop {
            let step = if holder.is_mapping() { self.entry(holder, ty) } else { self.item(holder, ty, field) };
            let Some(step) = step else { return };
            steps.push(step);
            if step.on_key {
                return;
            }
            (holder, ty, field) = (step.value, step.ty, step.field);
        }
    }

    fn entry(self, holder: Node<'_>, holder_ty: Option<Ty>) -> Option<Step<'_>> {
        for (index, entry) in holder.entries().enumerate() {
            let key = entry.key.span();
            if key.start > self.offset {
                return None;
            }
            let on_key = key.touches(self.offset);
            if on_key || entry.value.span().touches(self.offset) {
                let (ty, field) = of_entry(entry, holder_ty, self.minor);
                return Some(Step {
                    holder,
                    holder_ty,
                    key: Some(entry.key),
                    index,
                    value: entry.value,
                    ty,
                    field,
                    on_key,
                });
            }
        }
        None
    }

    fn item<'a>(self, holder: Node<'a>, holder_ty: Option<Ty>, field: Option<&'static Field>) -> Option<Step<'a>> {
        for (index, value) in holder.items().enumerate() {
            let span = value.span();
            if span.start > self.offset {
                return None;
            }
            if span.touches(self.offset) {
                let ty = of_item(holder_ty);
                return Some(Step { holder, holder_ty, key: None, index, value, ty, field, on_key: false });
            }
        }
        None
    }
}
