//! The outline as a tree of symbols, or as a list for clients that show no trees.

use tower_lsp::ls_types::{DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind};

use super::Context;
use crate::ide;
use crate::text::Span;

/// All of `symbols` in the form the client shows.
pub(in crate::lsp) fn symbols(context: &Context<'_>, symbols: Vec<ide::Symbol>) -> DocumentSymbolResponse {
    if context.editor.symbol_tree {
        return DocumentSymbolResponse::Nested(symbols.into_iter().map(|symbol| tree(context, symbol)).collect());
    }
    let mut list = Vec::new();
    for symbol in symbols {
        flatten(context, symbol, None, &mut list);
    }
    DocumentSymbolResponse::Flat(list)
}

#[expect(deprecated, reason = "the type has a deprecated member that must be filled")]
fn tree(context: &Context<'_>, symbol: ide::Symbol) -> DocumentSymbol {
    // Clients refuse a whole outline for one selection outside its symbol.
    let selection =
        if symbol.span.covers(symbol.selection) { symbol.selection } else { Span::empty(symbol.span.start) };
    DocumentSymbol {
        name: name(&symbol),
        kind: kind(symbol.kind),
        detail: Some(symbol.detail).filter(|detail| !detail.is_empty()),
        tags: None,
        deprecated: None,
        range: context.range(symbol.span),
        selection_range: context.range(selection),
        children: Some(symbol.children.into_iter().map(|child| tree(context, child)).collect()),
    }
}

#[expect(deprecated, reason = "the type has a deprecated member that must be filled")]
fn flatten(context: &Context<'_>, symbol: ide::Symbol, holder: Option<&str>, into: &mut Vec<SymbolInformation>) {
    let name = name(&symbol);
    into.push(SymbolInformation {
        name: name.clone(),
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        location: Location { uri: context.uri.clone(), range: context.range(symbol.span) },
        container_name: holder.map(str::to_owned),
    });
    for child in symbol.children {
        flatten(context, child, Some(&name), into);
    }
}

/// Clients refuse an empty name.
fn name(symbol: &ide::Symbol) -> String {
    [symbol.name.trim(), symbol.detail.trim()].into_iter().find(|name| !name.is_empty()).unwrap_or("?").to_owned()
}

/// Only kinds of the first protocol, which every client draws.
pub(super) fn kind(kind: ide::SymbolKind) -> SymbolKind {
    match kind {
        ide::SymbolKind::Workload => SymbolKind::CLASS,
        ide::SymbolKind::Pod => SymbolKind::MODULE,
        ide::SymbolKind::Container => SymbolKind::PACKAGE,
        ide::SymbolKind::Port => SymbolKind::INTERFACE,
        ide::SymbolKind::Volume => SymbolKind::FILE,
        ide::SymbolKind::Mount => SymbolKind::PROPERTY,
        ide::SymbolKind::Variable => SymbolKind::VARIABLE,
    }
}
