//! What a Pod asks of a node as a whole, as the scheduler counts it. Knows arithmetic; judges nothing.
//!
//! Sources: KEP-753 (sidecars), KEP-2837 (resources of the Pod); `AggregateContainerRequests`,
//! `PodRequests` and `PodLimits` of component-helpers v1.36; the defaults of core/v1.

use rustc_hash::FxHashMap;

use crate::pod::value::quantity::Quantity;
use crate::pod::value::resource_name as names;
use crate::pod::{Container, Field, Map, Pod, Role, quantity};
use crate::schema::Minor;

/// `resources` of a whole Pod are on by default from here on, and dropped before.
const POD_RESOURCES: Minor = Minor(34);

/// One resource of a Pod: `cpu`, `memory`, `example.com/gpu`.
#[derive(Clone, Debug)]
pub struct Resource<'p, 'a> {
    /// Its name.
    pub name: &'a str,
    /// What the scheduler sets aside; none if nobody asks for it.
    pub request: Option<Amount<'p, 'a>>,
    /// The sum of limits; none if nobody has one.
    pub limit: Option<Amount<'p, 'a>>,
}

/// A request or a limit of a whole Pod, with what it is made of.
#[derive(Clone, Copy, Debug)]
pub struct Amount<'p, 'a> {
    /// What counts, overhead included.
    pub counted: Quantity,
    /// Regular containers and native sidecars together: what the Pod takes while it runs.
    pub running: Quantity,
    /// The greediest init container, with what it and the native sidecars before it take together.
    pub starting: Option<(&'p Container<'a>, Quantity)>,
    /// What `resources` of the Pod says instead of its containers.
    pub pod: Option<Quantity>,
    /// What `overhead` adds.
    pub overhead: Option<Quantity>,
    /// Every container that runs has one. Limits bound the Pod only if so.
    pub everywhere: bool,
    /// Every amount could be read; one that could not counts as nothing.
    pub exact: bool,
}

/// Who decides what a Pod asks for.
#[derive(Clone, Copy, Debug)]
pub enum Decider<'p, 'a> {
    /// The containers that run together.
    Running,
    /// An init container: it takes more than all that run later.
    Init(&'p Container<'a>),
    /// The `resources` of the Pod.
    Pod,
}

impl<'p, 'a> Amount<'p, 'a> {
    /// Who decides.
    pub fn decider(&self) -> Decider<'p, 'a> {
        match self.starting {
            _ if self.pod.is_some() => Decider::Pod,
            Some((container, amount)) if amount > self.running => Decider::Init(container),
            _ => Decider::Running,
        }
    }
}

/// The resources of `pod`: `cpu`, `memory` and `ephemeral-storage` first, the others as they are met.
///
/// A request is the container's, or else its limit. Of each resource counts what is more: all regular
/// containers and native sidecars together, or one init container with the native sidecars before it.
/// From 1.34 on, `resources` of the Pod replace that for what they name. `overhead` comes on top.
pub fn resources<'p, 'a>(pod: &'p Pod<'a>, minor: Minor) -> Vec<Resource<'p, 'a>> {
    let mut table = Table::default();
    for (number, container) in pod.containers.iter().enumerate() {
        if container.role != Role::Ephemeral {
            table.container(container, number + 1);
        }
    }
    if let Some(own) = pod_resources(pod, minor) {
        table.pod(own);
    }
    for field in pod.spec.map("overhead").into_iter().flat_map(Map::fields) {
        let (amount, exact) = amount(field);
        let row = table.row(field.name);
        row.request.overhead.get_or_insert(amount);
        row.request.inexact |= !exact;
        row.limit.overhead.get_or_insert(amount);
    }
    let runs = pod.containers.iter().filter(|container| runs(container)).count();
    let mut found: Vec<Resource<'p, 'a>> = table.rows.into_iter().filter_map(|row| row.resource(runs)).collect();
    found.sort_by_key(|resource| match resource.name {
        "cpu" => 0,
        "memory" => 1,
        "ephemeral-storage" => 2,
        _ => 3,
    });
    found
}

/// Whether `resources` of the Pod are set, and count at `minor`.
pub fn has_pod_resources(pod: &Pod<'_>, minor: Minor) -> bool {
    pod_resources(pod, minor).is_some()
}

/// The `resources` of the Pod, if they count: they name a resource that a Pod can have.
pub(super) fn pod_resources<'a>(pod: &Pod<'a>, minor: Minor) -> Option<Map<'a>> {
    let own = pod.spec.map("resources").filter(|_| minor >= POD_RESOURCES)?;
    let mut lists = ["requests", "limits"].into_iter().filter_map(|list| own.map(list));
    lists.any(|list| list.fields().any(|field| names::pod(field.name).is_none())).then_some(own)
}

/// Whether the amount of a container is part of what runs together.
fn runs(container: &Container<'_>) -> bool {
    matches!(container.role, Role::App | Role::PlainSidecar | Role::NativeSidecar)
}

/// The amount of an entry as it is stored, and whether it could be read.
pub(super) fn amount(field: Field<'_>) -> (Quantity, bool) {
    let read = quantity(field.value).map(Quantity::stored);
    (read.unwrap_or(Quantity::ZERO), read.is_some())
}

/// The rows by name, in the order in which they were met.
#[derive(Default)]
struct Table<'p, 'a> {
    rows: Vec<Row<'p, 'a>>,
    places: FxHashMap<&'a str, usize>,
}

#[derive(Default)]
struct Row<'p, 'a> {
    name: &'a str,
    request: Sums<'p, 'a>,
    limit: Sums<'p, 'a>,
}

#[derive(Default)]
struct Sums<'p, 'a> {
    running: Option<Quantity>,
    sidecars: Option<Quantity>,
    starting: Option<(&'p Container<'a>, Quantity)>,
    pod: Option<Quantity>,
    overhead: Option<Quantity>,
    /// How many of those that run have one.
    count: usize,
    /// The number of the container that was added last: a repeated key counts once.
    last: usize,
    inexact: bool,
}

impl<'p, 'a> Table<'p, 'a> {
    fn row(&mut self, name: &'a str) -> &mut Row<'p, 'a> {
        let count = self.rows.len();
        let place = *self.places.entry(name).or_insert(count);
        if place == count {
            self.rows.push(Row { name, ..Row::default() });
        }
        // There always is one: `place` is below the number of rows.
        let last = self.rows.len().saturating_sub(1);
        &mut self.rows[place.min(last)]
    }

    fn container(&mut self, container: &'p Container<'a>, number: usize) {
        let Some(own) = container.map.map("resources") else { return };
        for field in own.map("requests").into_iter().flat_map(Map::fields) {
            self.row(field.name).request.add(container, number, field);
        }
        for field in own.map("limits").into_iter().flat_map(Map::fields) {
            let row = self.row(field.name);
            row.limit.add(container, number, field);
            // A limit stands for a request that is not there.
            row.request.add(container, number, field);
        }
    }

    fn pod(&mut self, own: Map<'a>) {
        for field in own.map("requests").into_iter().flat_map(Map::fields) {
            if names::pod(field.name).is_none() {
                self.row(field.name).request.set(field);
            }
        }
        for field in own.map("limits").into_iter().flat_map(Map::fields) {
            if names::pod(field.name).is_some() {
                continue;
            }
            let row = self.row(field.name);
            row.limit.set(field);
            // The Pod's limit stands for its request where no container asks for anything.
            if row.request.pod.is_none() && (row.request.sum().is_none() || names::is_huge(field.name)) {
                row.request.set(field);
            }
        }
    }
}

impl<'p, 'a> Row<'p, 'a> {
    fn resource(self, runs: usize) -> Option<Resource<'p, 'a>> {
        let request = self.request.amount(runs, true);
        let limit = self.limit.amount(runs, false);
        (request.is_some() || limit.is_some()).then_some(Resource { name: self.name, request, limit })
    }
}

impl<'p, 'a> Sums<'p, 'a> {
    fn add(&mut self, container: &'p Container<'a>, number: usize, field: Field<'a>) {
        if self.last == number {
            return;
        }
        self.last = number;
        let (amount, exact) = amount(field);
        self.inexact |= !exact;
        if container.role == Role::Init {
            let together = amount.plus(self.sidecars.unwrap_or(Quantity::ZERO));
            if self.starting.is_none_or(|(_, most)| together > most) {
                self.starting = Some((container, together));
            }
            return;
        }
        self.count += 1;
        self.running = Some(self.running.map_or(amount, |sum| sum.plus(amount)));
        if container.role == Role::NativeSidecar {
            self.sidecars = Some(self.sidecars.map_or(amount, |sum| sum.plus(amount)));
        }
    }

    fn set(&mut self, field: Field<'a>) {
        let (amount, exact) = amount(field);
        self.pod.get_or_insert(amount);
        self.inexact |= !exact;
    }

    /// What the containers come to.
    fn sum(&self) -> Option<Quantity> {
        self.running.into_iter().chain(self.starting.map(|(_, amount)| amount)).reduce(Ord::max)
    }

    /// `alone`: whether overhead counts where nothing else does.
    fn amount(self, runs: usize, alone: bool) -> Option<Amount<'p, 'a>> {
        let sum = self.pod.or_else(|| self.sum());
        let sum = sum.or(self.overhead.filter(|_| alone).map(|_| Quantity::ZERO))?;
        Some(Amount {
            counted: self.overhead.map_or(sum, |overhead| sum.plus(overhead)),
            running: self.running.unwrap_or(Quantity::ZERO),
            starting: self.starting,
            pod: self.pod,
            overhead: self.overhead,
            everywhere: self.pod.is_some() || self.count == runs,
            exact: !self.inexact,
        })
    }
}
