//! Files of one volume that stand in each other's way. Facts W12 and, in `projected`, O29.
//! The server looks at every pair; so does this, by sorting.

use crate::finding::Finding;
use crate::pod::{Map, text};
use crate::syntax::Node;
use crate::validate::Cx;

/// The paths of the files of a volume.
#[derive(Default)]
pub(super) struct Paths<'a> {
    all: Vec<(&'a str, Node<'a>)>,
}

impl<'a> Paths<'a> {
    /// Takes down a path, if it is text.
    pub(super) fn add(&mut self, node: Option<Node<'a>>) {
        if let Some((path, node)) = node.and_then(|node| Some((text(node)?, node))) {
            let path = path.trim_end_matches('/');
            if !path.is_empty() {
                self.all.push((path, node));
            }
        }
    }

    /// Warns of each path that lies below, above or at an earlier one.
    pub(super) fn warn(mut self, cx: &mut Cx<'_>) {
        if self.all.len() < 2 {
            return;
        }
        // A path and what lies below it come next to each other when `/` sorts first.
        self.all.sort_by(|(a, at), (b, bt)| {
            a.split('/').cmp(b.split('/')).then_with(|| at.span().start.cmp(&bt.span().start))
        });
        let mut around: Vec<(&str, Node<'_>)> = Vec::new();
        for (path, node) in self.all {
            while around.last().is_some_and(|(outer, _)| !holds(outer, path)) {
                around.pop();
            }
            if let Some((outer, first)) = around.last() {
                pair(cx, (outer, *first), (path, node));
            }
            around.push((path, node));
        }
    }
}

/// Warns where the `items` of one source overlap.
pub(super) fn items(cx: &mut Cx<'_>, map: Map<'_>) {
    let mut paths = Paths::default();
    for (_, item) in map.maps("items") {
        paths.add(item.get("path"));
    }
    paths.warn(cx);
}

/// Whether `path` is `outer` or lies below it.
fn holds(outer: &str, path: &str) -> bool {
    path.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn pair(cx: &mut Cx<'_>, outer: (&str, Node<'_>), inner: (&str, Node<'_>)) {
    let ((path, at), (below, below_at)) = (outer, inner);
    let message = if path == below {
        format!("`{below}` is written twice into this volume; only one of the two will be there")
    } else {
        format!("`{path}` is a file and the directory of `{below}`; only one of the two will be there")
    };
    // The later one is the odd one out.
    let (later, first) = if at.span() < below_at.span() { (below_at, at) } else { (at, below_at) };
    let finding = Finding::warning("volume-paths-overlap", later.span(), message);
    cx.push(finding.with_related(first.span(), "the other path"));
}
