//! The outline searched by name: what a symbol must say to be found. Knows one text at a time.

use super::{Snapshot, Symbol, SymbolKind, symbols};
use crate::settings::Settings;
use crate::text::Span;

/// A symbol that was searched for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: SymbolKind,
    /// The whole thing.
    pub span: Span,
    /// The name of what holds it; empty for an object.
    pub holder: String,
    /// How well it fits: smaller is better.
    pub rank: u8,
}

/// The symbols whose name holds the letters of `query` in their order, whatever their case; all for an empty one.
pub fn search(snapshot: &Snapshot, settings: &Settings, query: &str) -> Vec<Found> {
    let query = query.trim().to_lowercase();
    let mut found = Vec::new();
    for symbol in symbols(snapshot, settings) {
        walk(symbol, "", &query, &mut found);
    }
    found
}

fn walk(symbol: Symbol, holder: &str, query: &str, found: &mut Vec<Found>) {
    let name = if symbol.name.is_empty() { symbol.detail } else { symbol.name };
    for child in symbol.children {
        walk(child, &name, query, found);
    }
    if let Some(rank) = rank(&name.to_lowercase(), query).filter(|_| !name.is_empty()) {
        found.push(Found { name, kind: symbol.kind, span: symbol.span, holder: holder.to_owned(), rank });
    }
}

/// How well `name` fits `query`, both in lower case: the same, its start, a part of it, its letters.
fn rank(name: &str, query: &str) -> Option<u8> {
    if name == query {
        return Some(0);
    }
    if name.starts_with(query) {
        return Some(1);
    }
    if name.contains(query) {
        return Some(2);
    }
    let mut letters = name.chars();
    let wanted = query.chars().filter(|letter| !letter.is_whitespace());
    wanted.into_iter().all(|wanted| letters.any(|letter| letter == wanted)).then_some(3)
}
