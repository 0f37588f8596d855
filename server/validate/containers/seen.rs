//! Things of which there may be only one of each kind, and the first of each.

use std::hash::Hash;

use rustc_hash::FxHashMap;

/// More of them are found by hashing.
const FEW: usize = 16;

/// What has been seen so far, by key.
pub(super) struct Seen<K, T> {
    list: Vec<(K, T)>,
    index: FxHashMap<K, usize>,
}

impl<K: Copy + Eq + Hash, T: Copy> Seen<K, T> {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self { list: Vec::new(), index: FxHashMap::default() }
    }

    /// What was seen first under `key`; `item` is taken down if nothing was.
    pub(super) fn first(&mut self, key: K, item: T) -> Option<T> {
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
