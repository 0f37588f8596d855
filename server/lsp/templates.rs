//! Requests about template containers: listing them, offering them, putting one in.
//! Also the one place that reads the user's own from a folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{CodeActionKind, CodeActionOrCommand, CodeActionParams, Position, TextDocumentIdentifier};

use super::convert::{self, Chosen};
use super::session::{Session, View};
use super::{fix_all, refactor};
use crate::templates::{Template, read};

/// The most that is read of a file.
const LARGEST: u64 = 1 << 20;
/// The most files that are read.
const MOST: usize = 500;

/// The parameters of `podls/insertTemplate`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct InsertParams {
    text_document: TextDocumentIdentifier,
    position: Position,
    id: String,
}

/// The actions that put a template in, if they are wanted there.
pub(super) fn actions(view: &View, params: &CodeActionParams) -> Vec<CodeActionOrCommand> {
    let context = view.context();
    let only = params.context.only.as_deref();
    if !context.editor.actions || !convert::is_wanted(only, &convert::INSERT) {
        return Vec::new();
    }
    let span = convert::range_span(&context, params.range);
    let asked = only.is_some_and(|only| only.iter().any(|kind| *kind != CodeActionKind::EMPTY));
    let engine = &view.session.engine;
    let offers = (engine.offers)(&view.document.snapshot, &view.settings, span, asked);
    convert::template_actions(&context, params.range.start, offers, |id| {
        (engine.insert_plain)(&view.document.snapshot, &view.settings, span.start, id)
    })
}

/// The chosen action with its edit, whichever of ours it is.
pub(super) async fn resolve(session: &Arc<Session>, mut action: Value) -> Result<Value> {
    let chosen = action.get("data").cloned().and_then(|data| serde_json::from_value::<Chosen>(data).ok());
    let Some(chosen) = chosen else {
        let Ok(typed) = serde_json::from_value(action.clone()) else { return Ok(action) };
        let resolved = match refactor::resolve(session, &typed) {
            Some(made) => made?,
            None => fix_all::resolve(session, typed).await?,
        };
        return serde_json::to_value(resolved).map_err(|_| Error::internal_error());
    };
    let view = session.view(&chosen.uri).filter(|view| view.document.version == chosen.version);
    let view = view.ok_or_else(Error::content_modified)?;
    let edit = edit(&view, chosen.position, &chosen.template)?;
    if let Some(members) = action.as_object_mut() {
        members.insert("edit".to_owned(), edit);
    }
    Ok(action)
}

/// All templates there are.
pub(super) fn list(session: &Session) -> Value {
    convert::template_list((session.engine.templates)(&session.configuration.general()))
}

/// The edit that puts a template in.
pub(super) fn insert(session: &Arc<Session>, params: &InsertParams) -> Result<Value> {
    let Some(view) = session.view(&params.text_document.uri) else { return Ok(Value::Null) };
    edit(&view, params.position, &params.id)
}

fn edit(view: &View, position: Position, id: &str) -> Result<Value> {
    let context = view.context();
    let (offset, engine) = (context.offset(position), &view.session.engine);
    let made = if context.editor.snippet_edits {
        let edits = (engine.insert)(&view.document.snapshot, &view.settings, offset, id);
        edits.map(|edits| convert::snippet_edit(&context, &edits))
    } else {
        let edits = (engine.insert_plain)(&view.document.snapshot, &view.settings, offset, id);
        edits.map(|edits| convert::plain_edit(&context, edits))
    };
    made.ok_or_else(|| Error {
        message: format!("`{id}` cannot be put in here: there is no such template, no Pod, or an alias in the way")
            .into(),
        ..Error::new(ErrorCode::ServerError(-32803))
    })
}

/// The folder that a person means by `named`: below their home after `~/`, else below `root`.
pub(super) fn folder(root: &Path, named: &str) -> PathBuf {
    let home = || std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
    match named.strip_prefix("~/").and_then(|below| Some(Path::new(&home()?).join(below))) {
        Some(folder) => folder,
        None => root.join(named),
    }
}

/// The templates in the files of `folder`, and what is wrong with it or them.
pub(super) fn load(folder: &Path) -> (Arc<[Template]>, Vec<String>) {
    let mut problems = Vec::new();
    let mut paths: Vec<PathBuf> = match fs::read_dir(folder) {
        Ok(entries) => entries.filter_map(|entry| Some(entry.ok()?.path())).collect(),
        Err(error) => {
            problems.push(format!("the templates in `{}` cannot be read: {error}", folder.display()));
            Vec::new()
        }
    };
    let is_yaml = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
    paths.retain(is_yaml);
    paths.sort();
    let mut templates: Vec<Template> = Vec::new();
    for path in paths.iter().take(MOST) {
        let mut wrong = |what: &str| problems.push(format!("the template `{}` is left out: {what}", path.display()));
        let text = match fs::metadata(path) {
            Ok(file) if !file.is_file() || file.len() > LARGEST => {
                wrong("it is no file, or larger than 1 MiB");
                continue;
            }
            Ok(_) => fs::read_to_string(path),
            Err(error) => Err(error),
        };
        match text.map(|text| read(&text)) {
            Ok((Some(template), _)) if templates.iter().any(|other| other.id == template.id) => {
                wrong(&format!("another one is named `{}` too", template.id));
            }
            Ok((Some(template), _)) => templates.push(template),
            Ok((None, wrongs)) => wrong(&wrongs.join("; ")),
            Err(error) => wrong(&error.to_string()),
        }
    }
    (templates.into(), problems)
}
