//! Hints and lenses in the words of the protocol.

use serde_json::json;
use tower_lsp::ls_types::{CodeLens, Command, InlayHint, InlayHintLabel, InlayHintTooltip};

use super::Context;
use super::markup::markup;
use crate::ide;
use crate::lsp::editor::RUN_IN_TERMINAL;

/// `hint` as the client shows it, a blank before it.
pub(in crate::lsp) fn hint(context: &Context<'_>, hint: ide::Hint) -> InlayHint {
    let tooltip = (!hint.tooltip.is_empty())
        .then(|| InlayHintTooltip::MarkupContent(markup(&hint.tooltip, context.editor.hover_markdown)));
    InlayHint {
        position: context.position(hint.offset),
        label: InlayHintLabel::String(hint.label),
        kind: None,
        text_edits: None,
        tooltip,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}

/// `lens` with its command, ready to be run: clients need not ask again.
pub(in crate::lsp) fn lens(context: &Context<'_>, lens: ide::Lens) -> CodeLens {
    let ide::Command { title, line } = lens.command;
    let command = Command {
        title: lens.label.to_owned(),
        command: RUN_IN_TERMINAL.to_owned(),
        arguments: Some(vec![json!({ "line": line, "title": title })]),
    };
    CodeLens { range: context.range(lens.span), command: Some(command), data: None }
}
