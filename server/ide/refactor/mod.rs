//! Refactorings: changes on offer for a place that mend nothing, but say the same, or more, in another way.
//! Listed cheaply; the edits of one are made when it is chosen. One file each; knows no finding.

mod bench;
mod convert;
mod extract;
mod fields;
mod harden;
mod judge;
mod kinds;
mod measure;
mod mounts;
mod moves;
mod probes;
mod scene;
mod script;
mod sidecar;

use super::Snapshot;
use crate::settings::Settings;
use crate::text::Edit;
use bench::Bench;
use judge::Judge;
use scene::Scene;

/// A change on offer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refactoring {
    /// Tells it from the others at the same place.
    pub id: String,
    /// Imperative.
    pub title: String,
    /// What kind of change it is.
    pub kind: RefactoringKind,
}

/// What a refactoring does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RefactoringKind {
    /// It says something in another way, or adds to it.
    Rewrite,
    /// It takes something out to a place of its own.
    Extract,
    /// It puts something in another place.
    Move,
}

/// One family of refactorings.
struct Family {
    /// The start of their ids.
    name: &'static str,
    /// Adds those that make sense at a place.
    offer: fn(&Scene<'_>, &mut Offers),
    /// Makes the one whose id goes on with this.
    make: fn(&Scene<'_>, &mut Bench, &str) -> Option<()>,
}

const FAMILIES: &[Family] = &[
    Family { name: "sidecar", offer: sidecar::offer, make: sidecar::make },
    Family { name: "probes", offer: probes::offer, make: probes::make },
    Family { name: "resources", offer: measure::offer, make: measure::make },
    Family { name: "security", offer: harden::offer, make: harden::make },
    Family { name: "mounts", offer: mounts::offer, make: mounts::make },
    Family { name: "script", offer: script::offer, make: script::make },
    Family { name: "extract", offer: extract::offer, make: extract::make },
    Family { name: "fields", offer: fields::offer, make: fields::make },
    Family { name: "move", offer: moves::offer, make: moves::make },
    Family { name: "convert", offer: convert::offer, make: convert::make },
    Family { name: "kinds", offer: kinds::offer, make: kinds::make },
];

/// Takes in what is on offer.
#[derive(Debug, Default)]
struct Offers {
    family: &'static str,
    all: Vec<Refactoring>,
}

impl Offers {
    fn rewrite(&mut self, id: &str, title: impl Into<String>) {
        self.add(id, title, RefactoringKind::Rewrite);
    }

    fn add(&mut self, id: &str, title: impl Into<String>, kind: RefactoringKind) {
        self.all.push(Refactoring { id: format!("{}/{id}", self.family), title: title.into(), kind });
    }
}

/// The refactorings on offer at `offset`.
pub fn refactorings(snapshot: &Snapshot, settings: &Settings, offset: u32) -> Vec<Refactoring> {
    let Some(scene) = Scene::at(snapshot, settings, offset) else { return Vec::new() };
    let mut offers = Offers::default();
    for family in FAMILIES {
        offers.family = family.name;
        (family.offer)(&scene, &mut offers);
    }
    // Where a kind changes, or an anchor or comment may be lost, only trying tells; the rest is tried when chosen.
    let (aliases, commented) = (scene.document().has_aliases(), scene.has_own_comments());
    let starts = |id: &str, names: &[&str]| names.iter().any(|name| id.starts_with(name));
    let mut judge = Judge::default();
    offers.all.retain(|offer| {
        let converts = offer.id.starts_with("convert/");
        let may_lose = commented && starts(&offer.id, &["extract/", "fields/", "script/"]);
        let is_sure = !aliases && !converts && !may_lose;
        is_sure || make(&scene, &offer.id).is_some_and(|edits| !converts || judge.allows(&scene, &edits))
    });
    offers.all
}

/// The edits of the refactoring `id` that is on offer at `offset`; none if it is not, or cannot be done.
pub fn refactor(snapshot: &Snapshot, settings: &Settings, offset: u32, id: &str) -> Option<Vec<Edit>> {
    let scene = Scene::at(snapshot, settings, offset)?;
    let edits = make(&scene, id).filter(|edits| !edits.is_empty())?;
    Judge::default().allows(&scene, &edits).then_some(edits)
}

fn make(scene: &Scene<'_>, id: &str) -> Option<Vec<Edit>> {
    let (name, rest) = id.split_once('/')?;
    let family = FAMILIES.iter().find(|family| family.name == name)?;
    let mut bench = scene.bench();
    (family.make)(scene, &mut bench, rest)?;
    bench.finish(scene)
}
