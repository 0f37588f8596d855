//! Code actions that fix more than what is under the cursor: all findings with one code, or everything.
//! The former are worked out when they are chosen, where the client can wait for that.

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{CodeAction, CodeActionKind, CodeActionOrCommand, NumberOrString, WorkspaceEdit};

use super::convert::Choice;
use super::documents::Task;
use super::session::View;
use super::{convert, work};
use crate::ide::{Fixed, Which};

/// Everything that is sure to be meant otherwise; for a command, or on save.
pub(super) const SOURCE: CodeActionKind = CodeActionKind::new("source.fixAll.podls");

/// Where the client cannot wait, no more findings than these are fixed at once: each costs a trial.
const EAGER: usize = 20;

/// Adds to `found`, the actions for a place, one for each code of theirs that can be fixed in several places.
pub(super) fn add_codes(view: &View, found: &mut Vec<CodeActionOrCommand>) {
    let mut codes: Vec<String> = Vec::new();
    let mut more = Vec::new();
    for action in found.iter() {
        let CodeActionOrCommand::CodeAction(action) = action else { continue };
        // Only a fix that may run by itself is preferred.
        let diagnostics = action.diagnostics.as_deref().filter(|_| action.is_preferred == Some(true));
        for diagnostic in diagnostics.unwrap_or_default() {
            let Some(NumberOrString::String(code)) = &diagnostic.code else { continue };
            if codes.contains(code) {
                continue;
            }
            codes.push(code.clone());
            let diagnostics = Some(vec![diagnostic.clone()]);
            more.extend(of_code(view, code).map(|action| CodeAction { diagnostics, ..action }));
        }
    }
    found.extend(more.into_iter().map(CodeActionOrCommand::CodeAction));
}

fn of_code(view: &View, code: &str) -> Option<CodeAction> {
    let count = (view.session.engine.fixable)(&view.document.snapshot, &view.settings, code);
    if count < 2 {
        return None;
    }
    let action = CodeAction {
        title: format!("Fix all `{code}` in this file"),
        kind: Some(CodeActionKind::QUICKFIX),
        ..CodeAction::default()
    };
    convert::now_or_later(&view.context(), action, Choice::FixAll { code: code.to_owned() }, || {
        let fixed = (count <= EAGER).then(|| fixed(view, Some(code)))?;
        (fixed.fixed > 1).then_some(fixed.edits)
    })
}

/// The action that fixes everything, for those who ask for such actions and where there is something to fix.
pub(super) async fn everything(view: View, only: Option<&[CodeActionKind]>) -> Result<Option<CodeActionOrCommand>> {
    let source = SOURCE;
    let is_asked = |asked: &CodeActionKind| {
        let rest = source.as_str().strip_prefix(asked.as_str()).filter(|_| !asked.as_str().is_empty());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    if !view.session.editor().actions || !only.is_some_and(|only| only.iter().any(is_asked)) {
        return Ok(None);
    }
    let edit = work::whole(view, Task::Fix, |view| {
        let edits = fixed(view, None).edits;
        (!edits.is_empty()).then(|| convert::workspace_edit(&view.context(), edits))
    });
    let action = |edit| CodeAction {
        title: "Fix all that is sure to be meant otherwise".to_owned(),
        kind: Some(SOURCE),
        edit: Some(edit),
        ..CodeAction::default()
    };
    Ok(edit.await?.map(action).map(CodeActionOrCommand::CodeAction))
}

/// The edit that fixes all findings with `code`.
pub(super) async fn edit(view: View, code: String) -> Result<WorkspaceEdit> {
    work::whole(view, Task::Fix, move |view| convert::workspace_edit(&view.context(), fixed(view, Some(&code)).edits))
        .await
}

fn fixed(view: &View, code: Option<&str>) -> Fixed {
    (view.session.engine.fix_all)(&view.document.snapshot, &view.settings, Which { suggestions: false, code })
}
