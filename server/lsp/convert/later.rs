//! Actions whose edit may come later: for clients that can wait, when one is chosen; for others at once.
//! Knows what is remembered until then, not how an edit is made.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::{Error, ErrorCode};
use tower_lsp::ls_types::{CodeAction, Uri};

use super::{Context, action};
use crate::text::Edit;

/// What an action carries with it until it is chosen.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::lsp) struct Pending {
    /// The document.
    pub(in crate::lsp) uri: Uri,
    /// The version of the text it was offered for.
    pub(in crate::lsp) version: i32,
    /// What it was.
    pub(in crate::lsp) choice: Choice,
}

/// What was offered; offsets are bytes of the text at that version.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::lsp) enum Choice {
    /// A refactoring of what stands at an offset.
    Refactoring { id: String, offset: u32 },
    /// A template container for the Pod at an offset.
    Template { id: String, offset: u32 },
    /// All findings with a code.
    FixAll { code: String },
}

/// `offered` with the edits that `make` gives, or with what it takes to make them; nothing where there are none.
pub(in crate::lsp) fn now_or_later(
    context: &Context<'_>,
    mut offered: CodeAction,
    choice: Choice,
    make: impl FnOnce() -> Option<Vec<Edit>>,
) -> Option<CodeAction> {
    if context.editor.resolves_edits {
        let pending = Pending { uri: context.uri.clone(), version: context.version, choice };
        offered.data = Some(serde_json::to_value(pending).ok()?);
    } else {
        offered.edit = Some(action::workspace_edit(context, make()?));
    }
    Some(offered)
}

/// What a person asked for and cannot have: `RequestFailed`, whose message editors show.
pub(in crate::lsp) fn refused(why: impl Into<Cow<'static, str>>) -> Error {
    Error { message: why.into(), ..Error::new(ErrorCode::ServerError(-32803)) }
}
