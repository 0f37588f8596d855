//! A mapping that stands where the field table knows nothing, but is used by an alias where it does:
//! it is what its use is.

use super::{Down, Place, Step, of_entry, of_item};
use crate::schema::{Field, Minor, Ty};
use crate::syntax::{Kind, Node};

/// Enough for any manifest that a person wrote.
const MAX_VISITED: u32 = 20_000;

/// Gives types to the steps of `place` below an anchor, where the way down has none.
pub(super) fn type_by_alias(place: &mut Place<'_>, down: Down) {
    let is_untyped = |step: &Step<'_>| step.ty.is_none();
    let Some(from) = place.steps.iter().position(is_untyped) else { return };
    let root = place.object.map.node();
    let Some(workload) = place.workload.filter(|_| root.document().has_aliases()) else { return };
    for at in from..place.steps.len() {
        let Some(step) = place.steps.get(at).copied() else { return };
        let Some(anchor) = step.value.anchor().filter(|_| !step.on_key) else { continue };
        let mut search = Search { anchor, minor: down.minor, left: MAX_VISITED };
        if let Some((ty, field)) = search.node(root, Some(Ty::Object(workload.ty)), None) {
            place.steps.truncate(at);
            place.steps.push(Step { ty: Some(ty), field, ..step });
            down.walk(step.value, Some(ty), field, &mut place.steps);
            return;
        }
    }
}

struct Search<'s> {
    anchor: &'s str,
    minor: Minor,
    left: u32,
}

impl Search<'_> {
    /// What the first alias of the anchor in `node` should be.
    fn node(
        &mut self,
        node: Node<'_>,
        ty: Option<Ty>,
        field: Option<&'static Field>,
    ) -> Option<(Ty, Option<&'static Field>)> {
        self.left = self.left.checked_sub(1)?;
        if node.kind() == Kind::Alias {
            let is_it = node.source().strip_prefix('*') == Some(self.anchor);
            return ty.filter(|_| is_it).map(|ty| (ty, field));
        }
        for entry in node.entries() {
            let (ty, field) = of_entry(entry, ty, self.minor);
            if let Some(found) = self.node(entry.value, ty, field) {
                return Some(found);
            }
        }
        node.items().find_map(|item| self.node(item, of_item(ty), field))
    }
}
