//! Places of names, the edit that renames, links and found symbols in the words of the protocol.

use std::str::FromStr;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    DocumentHighlight, DocumentHighlightKind, DocumentLink, GotoDefinitionResponse, LinkedEditingRanges, Location,
    LocationLink, PrepareRenameResponse, SymbolInformation, Uri, WorkspaceEdit,
};

use super::later::refused;
use super::{Context, action, symbol};
use crate::ide::{Found, Link, Linked, Names, Prepared, Renamed, Renaming};
use crate::text::Span;

/// Where a name is given.
pub(in crate::lsp) fn definition(context: &Context<'_>, names: &Names) -> Option<GotoDefinitionResponse> {
    let places = names.places.iter().filter(|place| place.definition);
    if context.editor.definition_links {
        let link = |span: Span| LocationLink {
            origin_selection_range: Some(context.range(names.span)),
            target_uri: context.uri.clone(),
            target_range: context.range(span),
            target_selection_range: context.range(span),
        };
        let links: Vec<LocationLink> = places.map(|place| link(place.span)).collect();
        return (!links.is_empty()).then_some(GotoDefinitionResponse::Link(links));
    }
    let locations: Vec<Location> = places.map(|place| location(context, place.span)).collect();
    (!locations.is_empty()).then_some(GotoDefinitionResponse::Array(locations))
}

/// Where a name is used, and, if asked for, where it is given.
pub(in crate::lsp) fn references(context: &Context<'_>, names: &Names, with_definition: bool) -> Vec<Location> {
    let places = names.places.iter().filter(|place| with_definition || !place.definition);
    places.map(|place| location(context, place.span)).collect()
}

/// All places of a name: it is written where it is given, else read.
pub(in crate::lsp) fn highlights(context: &Context<'_>, names: &Names) -> Vec<DocumentHighlight> {
    let kind = |given| if given { DocumentHighlightKind::WRITE } else { DocumentHighlightKind::READ };
    let places = names.places.iter();
    let highlight = |span, given| DocumentHighlight { range: context.range(span), kind: Some(kind(given)) };
    places.map(|place| highlight(place.span, place.definition)).collect()
}

/// The name that can be changed, or why it cannot.
pub(in crate::lsp) fn prepared(
    context: &Context<'_>,
    answer: Option<Prepared>,
) -> Result<Option<PrepareRenameResponse>> {
    match answer {
        None => Ok(None),
        Some(Renaming::Refused(why)) => Err(refused(why)),
        Some(Renaming::Done((span, placeholder))) => {
            Ok(Some(PrepareRenameResponse::RangeWithPlaceholder { range: context.range(span), placeholder }))
        }
    }
}

/// The edit that renames, or why it cannot be.
pub(in crate::lsp) fn renamed(context: &Context<'_>, answer: Option<Renamed>) -> Result<Option<WorkspaceEdit>> {
    match answer {
        None => Err(refused("there is no name here")),
        Some(Renaming::Refused(why)) => Err(refused(why)),
        Some(Renaming::Done(edits)) => Ok(Some(action::workspace_edit(context, edits))),
    }
}

/// Places that are typed at once.
pub(in crate::lsp) fn linked(context: &Context<'_>, linked: &Linked) -> LinkedEditingRanges {
    let ranges = linked.spans.iter().map(|span| context.range(*span)).collect();
    LinkedEditingRanges { ranges, word_pattern: Some(linked.pattern.to_owned()) }
}

/// Links to pages.
pub(in crate::lsp) fn links(context: &Context<'_>, links: Vec<Link>) -> Vec<DocumentLink> {
    let link = |link: Link| {
        let target = Some(Uri::from_str(&link.target).ok()?);
        let tooltip = Some(link.tooltip);
        Some(DocumentLink { range: context.range(link.span), target, tooltip, data: None })
    };
    links.into_iter().filter_map(link).collect()
}

/// A symbol that was searched for.
#[expect(deprecated, reason = "the type has a deprecated member that must be filled")]
pub(in crate::lsp) fn found(context: &Context<'_>, found: Found) -> SymbolInformation {
    SymbolInformation {
        name: found.name,
        kind: symbol::kind(found.kind),
        tags: None,
        deprecated: None,
        location: location(context, found.span),
        container_name: Some(found.holder).filter(|holder| !holder.is_empty()),
    }
}

fn location(context: &Context<'_>, span: Span) -> Location {
    Location { uri: context.uri.clone(), range: context.range(span) }
}
