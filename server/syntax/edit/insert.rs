//! A new pair or item in a collection that has others.

use super::flow;
use super::lines::{before, column, is_first, line_start};
use super::render::pad;
use super::replace::{finish, without_swallowing};
use super::site::{Site, children, extent};
use super::style::Style;
use super::value::Value;
use crate::text::{Edit, Span};

/// Where a new child goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Spot {
    /// Right above this one, and above the comments that belong to it.
    Before(usize),
    /// Right below this one and the comments that belong to it.
    After(usize),
}

/// Puts a pair, or an item if there is no key, into the collection at `site`.
pub(super) fn insert(site: &Site<'_>, spot: Spot, key: Option<&str>, value: &Value) -> Option<Vec<Edit>> {
    let (text, node) = (site.text, site.node);
    if !site.has_editable_children() || node.is_mapping() != key.is_some() {
        return None;
    }
    let children = children(text, node)?;
    let style = Style::near(site);
    if node.is_flow() {
        return flow::insert(site, &style, &children, spot, key, value);
    }
    let (Spot::Before(index) | Spot::After(index)) = spot;
    let child = children.get(index)?;
    let at = column(text, child.start);
    let lead = before(text, child.start);
    if !lead.bytes().all(|byte| matches!(byte, b' ' | b'-')) || lead.starts_with("---") {
        return None;
    }
    let is_root = site.chain.is_empty();
    let extent = extent(text, &children, index, is_root)?;
    without_swallowing(&style, |style| {
        let written = match key {
            Some(key) => style.pair_lines(key, value, at),
            None => style.item_lines(value, at),
        };
        let mut new = String::new();
        if let Spot::After(_) = spot {
            style.new_line(&mut new, at);
            new.push_str(&written.head);
            new.push_str(&written.body);
            return finish(site, style, vec![Edit::replace(Span::empty(extent.end(text)), new)], written.tail);
        }
        if child.explicit {
            return None;
        }
        let start = if is_first(text, child.start) {
            pad(&mut new, at);
            line_start(text, extent.first)
        } else {
            child.start
        };
        new.push_str(&written.head);
        new.push_str(&written.body);
        style.new_line(&mut new, if start == child.start { at } else { 0 });
        Some(vec![Edit::replace(Span::empty(start), new)])
    })
}
