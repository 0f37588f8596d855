//! The server read as a table: one short method a message. What a method does is elsewhere.

use std::sync::Arc;

use serde_json::Value;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    CodeActionParams, CodeActionResponse, CompletionItem, CompletionParams, CompletionResponse,
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DocumentDiagnosticParams, DocumentDiagnosticReportResult, DocumentSymbolParams, DocumentSymbolResponse,
    FoldingRange, FoldingRangeParams, Hover, HoverParams, InitializeParams, InitializeResult, InitializedParams,
    SelectionRange, SelectionRangeParams,
};
use tower_lsp::{ClientSocket, LanguageServer, LspService};

use super::documents::{Changed, Task};
use super::editor::Editor;
use super::engine::Engine;
use super::outbox::Outbox;
use super::session::Session;
use super::{capabilities, configure, convert, inspect, lenient, log, publish, pull, templates, work};

/// The methods, over the session they share.
pub(super) struct Backend(Arc<Session>);

/// The service of one session.
pub(super) fn service(engine: Engine, outbox: Outbox) -> (LspService<Backend>, ClientSocket) {
    LspService::build(|client| Backend(Arc::new(Session::new(engine, client, outbox))))
        .custom_method("podls/ping", Backend::ping)
        .custom_method("podls/text", Backend::text)
        .custom_method("podls/templates", Backend::templates)
        .custom_method("podls/insertTemplate", Backend::insert_template)
        .custom_method(lenient::RESOLVE_ACTION, Backend::resolve_action)
        .finish()
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        self.0.begin(Editor::new(&params.capabilities));
        configure::start(&self.0, &params);
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
        let hover = (self.0.engine.hover)(&view.document.snapshot, &view.settings, context.offset(at.position));
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
        let offered = (self.0.engine.complete)(&view.document.snapshot, &view.settings, context.offset(at.position));
        Ok(Some(convert::completions(&context, offered)))
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        Ok(convert::resolved(self.0.editor(), item))
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let Some(view) = self.0.view(&params.text_document.uri) else { return Ok(None) };
        let found = convert::actions(&view.context(), params.range, params.context.only.as_deref(), |span| {
            (self.0.engine.actions)(&view.document.snapshot, &view.settings, span)
        });
        Ok(found.map(|found| found.into_iter().chain(templates::actions(&view, &params)).collect()))
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

/// Methods of our own.
#[expect(clippy::unused_async, reason = "the service takes async functions only")]
impl Backend {
    /// Does nothing: the floor under every measurement.
    async fn ping(&self) -> Result<Value> {
        Ok(Value::Null)
    }

    /// All template containers there are.
    async fn templates(&self) -> Result<Value> {
        Ok(templates::list(&self.0))
    }

    /// The edit that puts a template container in.
    async fn insert_template(&self, params: templates::InsertParams) -> Result<Value> {
        templates::insert(&self.0, &params)
    }

    /// `codeAction/resolve`, with edits that the protocol's types do not know.
    async fn resolve_action(&self, action: Value) -> Result<Value> {
        templates::resolve(&self.0, action)
    }

    /// What the server holds for a document, for bug reports.
    async fn text(&self, params: inspect::TextParams) -> Result<Option<inspect::Held>> {
        Ok(inspect::text(&self.0, &params))
    }
}
