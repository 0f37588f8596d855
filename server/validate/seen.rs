//! Texts seen so far in a list, to find the ones that come twice. Short lists are searched in turn.

use rustc_hash::FxHashMap;

use crate::syntax::Node;

/// Lists longer than this are searched by hashing.
const FEW: usize = 16;

/// The texts of a list and where each stands first.
#[derive(Default)]
pub(super) struct Seen<'a> {
    few: Vec<(&'a str, Node<'a>)>,
    many: FxHashMap<&'a str, Node<'a>>,
}

impl<'a> Seen<'a> {
    /// Takes down `text`, which stands at `node`; returns where it stood before.
    pub(super) fn before(&mut self, text: &'a str, node: Node<'a>) -> Option<Node<'a>> {
        if self.many.is_empty() {
            if let Some((_, first)) = self.few.iter().find(|(known, _)| *known == text) {
                return Some(*first);
            }
            if self.few.len() < FEW {
                self.few.push((text, node));
                return None;
            }
            self.many = self.few.drain(..).collect();
        }
        let mut new = false;
        let first = *self.many.entry(text).or_insert_with(|| {
            new = true;
            node
        });
        (!new).then_some(first)
    }
}
