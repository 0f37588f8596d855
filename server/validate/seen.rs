//! Things of which there may be only one of each kind, and the first of each.

use std::hash::Hash;

use rustc_hash::FxHashMap;

use crate::syntax::Node;

/// Longer lists are searched by hashing.
const FEW: usize = 16;

/// The texts of a list and where each stands first.
pub(super) type Seen<'a> = First<&'a str, Node<'a>>;

/// What has been seen so far, by key.
pub(super) struct First<K, T> {
    list: Vec<(K, T)>,
    index: FxHashMap<K, usize>,
}

impl<K, T> Default for First<K, T> {
    /// Nothing yet.
    fn default() -> Self {
        Self { list: Vec::new(), index: FxHashMap::default() }
    }
}

impl<K: Copy + Eq + Hash, T: Copy> First<K, T> {
    /// What was seen first under `key`; `item` is taken down if nothing was.
    pub(super) fn before(&mut self, key: K, item: T) -> Option<T> {
        let known = if self.list.len() <= FEW {
            self.list.iter().find(|(known, _)| *known == key).map(|(_, item)| *item)
        } else {
            self.index.get(&key).and_then(|at| self.list.get(*at)).map(|(_, item)| *item)
        };
        if known.is_some() {
            return known;
        }
        self.list.push((key, item));
        if self.list.len() == FEW + 1 {
            self.index = self.list.iter().enumerate().map(|(at, (key, _))| (*key, at)).collect();
        } else if self.list.len() > FEW {
            self.index.insert(key, self.list.len() - 1);
        }
        None
    }
}
