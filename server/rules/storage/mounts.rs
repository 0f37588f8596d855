//! Who mounts which volume.

use crate::pod::{Map, text};
use crate::rules::view::{Member, View};
use crate::syntax::Node;

/// A volume with its name.
#[derive(Clone, Copy)]
pub(super) struct Volume<'a> {
    pub(super) map: Map<'a>,
    pub(super) node: Node<'a>,
    pub(super) name: &'a str,
}

/// The volumes of the Pod that live and die with it: `emptyDir`.
pub(super) fn empty_dirs<'a>(view: &View<'a>) -> impl Iterator<Item = Volume<'a>> + use<'a> {
    volumes(view).filter(|volume| volume.map.field("emptyDir").is_some())
}

/// The volumes of the Pod that have a name.
pub(super) fn volumes<'a>(view: &View<'a>) -> impl Iterator<Item = Volume<'a>> + use<'a> {
    view.spec().maps("volumes").filter_map(|(_, map)| {
        let node = map.get("name")?;
        let name = text(node).filter(|name| !name.is_empty())?;
        Some(Volume { map, node, name })
    })
}

/// Who mounts a volume, and how.
pub(super) fn users<'v, 'a>(
    view: &'v View<'a>,
    name: &str,
) -> impl Iterator<Item = (&'v Member<'a>, Map<'a>)> + use<'v, 'a> {
    view.mounts(name).iter().filter_map(|mount| Some((view.members.get(mount.at)?, mount.map)))
}

/// Whether a mount can only be read.
pub(super) fn is_read_only(mount: Map<'_>) -> bool {
    mount.bool("readOnly") == Some(true)
}

/// Whether `path` lies in the directory `outer`, or is it.
pub(super) fn holds(outer: &str, path: &str) -> bool {
    let outer = outer.trim_end_matches('/');
    path.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
