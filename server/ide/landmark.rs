//! Names for places that outlive edits elsewhere: the object and the way down from it, by names where
//! things have names. Knows no line numbers, which do not.

use super::Snapshot;
use crate::syntax::{Node, Step, around};
use crate::text::{Span, cut};

/// Where there is no tree, so much of the line stands for the place.
const LONGEST: usize = 80;
/// What tells the items of a list apart, the best first.
const NAMES: [&str; 4] = ["name", "mountPath", "key", "containerPort"];

/// A name for the place of `span`, such as `Deployment/web spec.template.spec.containers[app].image`. Others
/// in the same text may have the same name.
pub fn landmark(snapshot: &Snapshot, span: Span) -> String {
    let found = snapshot.syntax().document_at(span.start);
    let around = found.map(|(origin, document)| around(document, origin, span.start)).unwrap_or_default();
    let Some(root) = around.first() else {
        let text = snapshot.text();
        let line = text.slice(text.line_span(text.line_of(span.start)));
        return line.trim().chars().take(LONGEST).collect();
    };
    let mut mark = object(root.node).unwrap_or_default();
    let mut begun = false;
    for one in around.iter().skip(1) {
        match one.step {
            Some(Step::Index(index)) => match object(one.node) {
                // An item of a `List`: its way begins anew.
                Some(name) => {
                    mark = name;
                    begun = false;
                }
                None => match name(one.node) {
                    Some(name) => mark.extend(["[", name, "]"]),
                    None => mark.extend(["[", &index.to_string(), "]"]),
                },
            },
            Some(Step::Key(key)) => {
                mark.push(if begun { '.' } else { ' ' });
                mark.push_str(key);
                begun = true;
            }
            None => {}
        }
    }
    mark.trim_start().to_owned()
}

/// `Pod/web`, if `node` says it is an object.
fn object(node: Node<'_>) -> Option<String> {
    let kind = node.get("kind").filter(|kind| kind.kind().is_scalar()).map(Node::value)?;
    let name = node.get("metadata").and_then(|metadata| metadata.get("name")).filter(|name| name.kind().is_scalar());
    Some(name.map_or_else(|| kind.to_owned(), |name| format!("{kind}/{}", name.value())))
}

fn name(item: Node<'_>) -> Option<&str> {
    let names = NAMES.iter().filter_map(|key| item.get(key));
    let name = names.filter(|name| name.kind().is_scalar()).map(Node::value).find(|name| !name.is_empty())?;
    // A name is short; what is not would be no help.
    Some(name.char_indices().nth(LONGEST).map_or(name, |(end, _)| cut(name, 0..end)))
}
