//! The server read as a table: one short method a message. What a method does is elsewhere.

use std::sync::Arc;

use serde_json::Value;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, CompletionItem, CompletionParams,
    CompletionResponse, DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams, DocumentDiagnosticParams,
    DocumentDiagnosticReportResult, DocumentHighlight, DocumentHighlightParams, DocumentLink, DocumentLinkParams,
    DocumentSymbolParams, DocumentSymbolResponse, FoldingRange, FoldingRangeParams, GotoDefinitionParams,
    GotoDefinitionResponse, Hover, HoverParams, InitializeParams, InitializeResult, InitializedParams, InlayHint,
    InlayHintParams, LinkedEditingRangeParams, LinkedEditingRanges, Location, PrepareRenameResponse, ReferenceParams,
    RenameParams, SelectionRange, SelectionRangeParams, TextDocumentPositionParams, WorkspaceEdit,
    WorkspaceSymbolParams, WorkspaceSymbolResponse,
};
use tower_lsp::{ClientSocket, LanguageServer, LspService};

use super::convert::Context;
use super::documents::{Changed, Task};
use super::editor::Editor;
use super::engine::Engine;
use super::outbox::Outbox;
use super::session::Session;
use super::{
    beside, capabilities, clock, configure, convert, explain, inspect, lenient, log, path, picture, publish, pull,
    resolve, search, templates, work,
};
use crate::ide::{Names, Occasion};

/// The methods, over the session they share.
pub(super) struct Backend(Arc<Session>);

/// The service of one session.
pub(super) fn service(engine: Engine, outbox: Outbox) -> (LspService<Backend>, ClientSocket) {
    LspService::build(|client| Backend(Arc::new(Session::new(engine, client, outbox))))
        .custom_method("podls/ping", Backend::ping)
        .custom_method("podls/text", Backend::text)
        .custom_method("podls/templates", Backend::templates)
        .custom_method("podls/insertTemplate", Backend::insert_template)
        .custom_method("podls/draw", Backend::draw)
        .custom_method("podls/explain", Backend::explain)
        .custom_method(lenient::RESOLVE_ACTION, Backend::resolve_action)
        .finish()
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let editor = Editor::new(&params.capabilities, params.initialization_options.as_ref());
        self.0.begin(editor, path::root(&params));
        configure::start(&self.0, &params.initialization_options.unwrap_or_default());
        Ok(capabilities::initialize_result(self.0.editor()))
    }

    async fn initialized(&self, _: InitializedParams) {
        configure::initialized(&self.0);
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        configure::changed(&self.0, &params.settings);
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let item = params.text_document;
        self.0.documents.open(item.uri.clone(), item.version, &item.language_id, &item.text);
        publish::forget(&self.0, &item.uri);
        publish::publish(&self.0, &item.uri);
        configure::met(&self.0);
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        let document = self.0.documents.get(&params.text_document.uri);
        if document.is_some_and(|document| configure::is_settings(&document)) {
            configure::files_changed(&self.0);
        }
    }

    async fn did_change_watched_files(&self, _: DidChangeWatchedFilesParams) {
        configure::files_changed(&self.0);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let (uri, version) = (params.text_document.uri, params.text_document.version);
        match self.0.documents.change(&uri, version, &params.content_changes, self.0.editor().encoding) {
            Changed::From(before) => {
                if version <= before {
                    log::line(format_args!("version {version} of {} follows {before}", uri.as_str()));
                }
                publish::publish(&self.0, &uri);
            }
            Changed::Unknown => log::line(format_args!("changed but not open: {}", uri.as_str())),
            Changed::Lost => {
                publish::clear(&self.0, &uri);
                self.0.outbox.warn(format!("cannot follow `{}`; close it and open it again", uri.as_str()));
            }
        }
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        if self.0.documents.close(&uri) {
            publish::clear(&self.0, &uri);
        } else {
            log::line(format_args!("closed but not open: {}", uri.as_str()));
        }
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        pull::report(&self.0, params).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let at = params.text_document_position_params;
        let Some(view) = self.0.view(&at.text_document.uri) else { return Ok(None) };
        let context = view.context();
        let file = view.file();
        let occasion = Occasion { file: &file, now: clock::now() };
        let offset = context.offset(at.position);
        let hover = (self.0.engine.hover)(&view.document.snapshot, &view.settings, &occasion, offset);
        Ok(hover.map(|hover| convert::hover(&context, &hover)))
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let at = params.text_document_position;
        let Some(view) = self.0.view(&at.text_document.uri) else { return Ok(None) };
        let context = view.context();
        let typed = params.context.as_ref().and_then(|context| context.trigger_character.as_deref());
        if convert::is_noise(&context, typed, at.position) {
            return Ok(None);
        }
        let offset = context.offset(at.position);
        let mut offered = (self.0.engine.complete)(&view.document.snapshot, &view.settings, offset);
        beside::keep_ours(&view, offset, &mut offered);
        Ok(Some(convert::completions(&context, offered)))
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        Ok(convert::resolved(self.0.editor(), item))
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let Some(view) = self.0.view(&params.text_document.uri) else { return Ok(None) };
        resolve::actions(view, &params).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let found = self.names(params.text_document_position_params, convert::definition);
        found.await.map(Option::flatten)
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let all = params.context.include_declaration;
        let found =
            self.names(params.text_document_position, move |context, names| convert::references(context, names, all));
        found.await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        self.names(params.text_document_position_params, convert::highlights).await
    }

    async fn prepare_rename(&self, at: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        let Some(view) = self.0.view(&at.text_document.uri) else { return Ok(None) };
        let prepared = work::whole(view, Task::Name, move |view| {
            let context = view.context();
            let offset = context.offset(at.position);
            let answer = (view.session.engine.prepare_rename)(&view.document.snapshot, &view.settings, offset);
            convert::prepared(&context, answer)
        });
        prepared.await?
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let at = params.text_document_position;
        let Some(view) = self.0.view(&at.text_document.uri) else { return Ok(None) };
        let renamed = work::whole(view, Task::Name, move |view| {
            let context = view.context();
            let offset = context.offset(at.position);
            let rename = view.session.engine.rename;
            convert::renamed(&context, rename(&view.document.snapshot, &view.settings, offset, &params.new_name))
        });
        renamed.await?
    }

    async fn linked_editing_range(&self, params: LinkedEditingRangeParams) -> Result<Option<LinkedEditingRanges>> {
        let at = params.text_document_position_params;
        let Some(view) = self.0.view(&at.text_document.uri) else { return Ok(None) };
        let linked = work::whole(view, Task::Name, move |view| {
            let context = view.context();
            let offset = context.offset(at.position);
            let linked = (view.session.engine.linked)(&view.document.snapshot, &view.settings, offset);
            linked.map(|linked| convert::linked(&context, &linked))
        });
        linked.await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        let Some(view) = self.0.view(&params.text_document.uri) else { return Ok(None) };
        let links = work::whole(view, Task::Link, |view| {
            let links = (view.session.engine.links)(&view.document.snapshot, &view.settings);
            convert::links(&view.context(), links)
        });
        links.await.map(Some)
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        let found = search::symbols(&self.0, params.query).await?;
        Ok(Some(WorkspaceSymbolResponse::Flat(found)))
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let Some(view) = self.0.view(&params.text_document.uri) else { return Ok(None) };
        let symbols = work::whole(view, Task::Outline, |view| {
            let symbols = (view.session.engine.symbols)(&view.document.snapshot, &view.settings);
            convert::symbols(&view.context(), symbols)
        });
        symbols.await.map(Some)
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        let Some(view) = self.0.view(&params.text_document.uri) else { return Ok(None) };
        let folds = work::whole(view, Task::Fold, |view| {
            convert::folds(&view.context(), &(view.session.engine.folds)(&view.document.snapshot))
        });
        folds.await.map(Some)
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let Some(view) = self.0.view(&params.text_document.uri) else { return Ok(None) };
        let hints = work::whole(view, Task::Hint, move |view| {
            let context = view.context();
            let found =
                (view.session.engine.hints)(&view.document.snapshot, &view.settings, context.span(params.range));
            found.into_iter().map(|hint| convert::hint(&context, hint)).collect()
        });
        hints.await.map(Some)
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        let view = self.0.view(&params.text_document.uri).filter(|_| self.0.editor().terminal);
        let Some(view) = view else { return Ok(None) };
        let lenses = work::whole(view, Task::Lens, |view| {
            let (context, file) = (view.context(), view.file());
            let occasion = Occasion { file: &file, now: None };
            let found = (view.session.engine.lenses)(&view.document.snapshot, &view.settings, &occasion);
            found.into_iter().map(|lens| convert::lens(&context, lens)).collect()
        });
        lenses.await.map(Some)
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        let Some(view) = self.0.view(&params.text_document.uri) else { return Ok(None) };
        let context = view.context();
        let around = |position| {
            let spans = (self.0.engine.selections)(&view.document.snapshot, context.offset(position));
            convert::selection(&context, position, &spans)
        };
        Ok(Some(params.positions.into_iter().map(around).collect()))
    }
}

impl Backend {
    /// What `convert` makes of all places of the name at `at`, if one stands there.
    async fn names<T, F>(&self, at: TextDocumentPositionParams, convert: F) -> Result<Option<T>>
    where
        T: Send + 'static,
        F: FnOnce(&Context<'_>, &Names) -> T + Send + 'static,
    {
        let Some(view) = self.0.view(&at.text_document.uri) else { return Ok(None) };
        let found = work::whole(view, Task::Name, move |view| {
            let context = view.context();
            let offset = context.offset(at.position);
            let names = (view.session.engine.names)(&view.document.snapshot, &view.settings, offset);
            names.map(|names| convert(&context, &names))
        });
        found.await
    }
}

/// Methods of our own.
#[expect(clippy::unused_async, reason = "the service takes async functions only")]
impl Backend {
    /// Does nothing: the floor under every measurement.
    async fn ping(&self) -> Result<Value> {
        Ok(Value::Null)
    }

    /// All template containers there are.
    async fn templates(&self, params: templates::ListParams) -> Result<Value> {
        Ok(templates::list(&self.0, &params))
    }

    /// The edit that puts a template container in.
    async fn insert_template(&self, params: templates::InsertParams) -> Result<Value> {
        templates::insert(&self.0, &params)
    }

    /// The picture of a Pod.
    async fn draw(&self, params: picture::DrawParams) -> Result<Option<picture::Drawn>> {
        let Some(view) = self.0.view(&params.text_document.uri) else { return Ok(None) };
        work::whole(view, Task::Draw, move |view| picture::draw(view, &params)).await
    }

    /// What a code means, or all codes.
    async fn explain(&self, params: explain::ExplainParams) -> Result<Value> {
        Ok(explain::explain(&params))
    }

    /// `codeAction/resolve`, with edits that the protocol's types do not know.
    async fn resolve_action(&self, action: Value) -> Result<Value> {
        resolve::action(&self.0, action).await
    }

    /// What the server holds for a document, for bug reports.
    async fn text(&self, params: inspect::TextParams) -> Result<Option<inspect::Held>> {
        Ok(inspect::text(&self.0, &params))
    }
}
