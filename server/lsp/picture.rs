//! `podls/draw`: the Pod at a place as a picture. Knows what clients may ask for, not how a picture is made.

use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{Position, TextDocumentIdentifier};

use super::session::View;
use crate::ide::draw::{Theme, svg};

/// The parameters of `podls/draw`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DrawParams {
    pub(super) text_document: TextDocumentIdentifier,
    position: Position,
    #[serde(default)]
    theme: Colours,
}

/// What the colours of a picture follow.
#[derive(Clone, Copy, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
enum Colours {
    Light,
    Dark,
    #[default]
    #[serde(other)]
    Auto,
}

/// The answer to `podls/draw`.
#[derive(Serialize)]
pub(super) struct Drawn {
    /// What is drawn: `Deployment web`.
    name: String,
    /// The picture, one SVG document that fetches nothing.
    svg: String,
}

/// The picture of the Pod at the asked place, else of the one before it, else of the first; nothing where
/// the document has none.
pub(super) fn draw(view: &View, params: &DrawParams) -> Option<Drawn> {
    let offset = view.context().offset(params.position);
    let picture = (view.session.engine.draw)(&view.document.snapshot, &view.settings, offset)?;
    let theme = match params.theme {
        Colours::Light => Theme::Light,
        Colours::Dark => Theme::Dark,
        Colours::Auto => Theme::Auto,
    };
    let name = picture.title();
    Some(Drawn { name, svg: svg(&[picture], theme) })
}
