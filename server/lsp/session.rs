//! What all methods of one session share.

use std::path::PathBuf;
use std::sync::{Arc, LazyLock, OnceLock};

use tower_lsp::Client;
use tower_lsp::ls_types::Uri;

use super::configure::Configuration;
use super::convert::Context;
use super::documents::{Document, Documents};
use super::editor::Editor;
use super::engine::Engine;
use super::outbox::Outbox;
use super::path;
use super::publish::Publisher;
use crate::settings::Settings;

/// The state of a session with one client.
pub(super) struct Session {
    /// What answers.
    pub(super) engine: Engine,
    /// For requests to the client.
    pub(super) client: Client,
    /// For notifications to the client.
    pub(super) outbox: Outbox,
    /// What is open.
    pub(super) documents: Documents,
    /// What the user has chosen.
    pub(super) configuration: Configuration,
    /// What has been said about what is open.
    pub(super) publisher: Publisher,
    editor: OnceLock<Editor>,
    /// The URI of the folder the client's terminals open in.
    root: OnceLock<String>,
}

/// A document together with all it takes to answer for it. It stays the same while the session goes on.
pub(super) struct View {
    /// The session it is from.
    pub(super) session: Arc<Session>,
    /// Where the document is.
    pub(super) uri: Uri,
    /// The document as it was when asked for.
    pub(super) document: Arc<Document>,
    /// The settings as they were then.
    pub(super) settings: Arc<Settings>,
}

impl Session {
    /// A session that has not begun.
    pub(super) fn new(engine: Engine, client: Client, outbox: Outbox) -> Self {
        Self {
            engine,
            client,
            outbox,
            documents: Documents::new(engine),
            configuration: Configuration::default(),
            publisher: Publisher::default(),
            editor: OnceLock::new(),
            root: OnceLock::new(),
        }
    }

    /// What the client can do; nothing until it has said so.
    pub(super) fn editor(&self) -> &Editor {
        static UNKNOWN: LazyLock<Editor> = LazyLock::new(Editor::default);
        self.editor.get().unwrap_or(&UNKNOWN)
    }

    /// The folder that is open in the client; empty where there is none, or several.
    pub(super) fn folder(&self) -> PathBuf {
        self.root.get().map_or_else(PathBuf::new, |uri| path::of(uri, None).into())
    }

    /// Begins the session with a client that can do this, in the folder `root`.
    pub(super) fn begin(&self, editor: Editor, root: Option<String>) {
        // Set once: the service refuses a second `initialize`.
        let _ = self.editor.set(editor);
        let _ = root.map(|root| self.root.set(root));
    }

    /// The document `uri` as it is now, with the settings in force now.
    pub(super) fn view(self: &Arc<Self>, uri: &Uri) -> Option<View> {
        let document = self.documents.get(uri)?;
        let settings = self.configuration.for_document(&document);
        Some(View { session: Arc::clone(self), uri: uri.clone(), document, settings })
    }
}

impl View {
    /// Whether neither the document nor the settings have changed since.
    pub(super) fn is_current(&self) -> bool {
        let now = self.session.documents.get(&self.uri);
        now.is_some_and(|now| Arc::ptr_eq(&now, &self.document))
            && Arc::ptr_eq(&self.session.configuration.for_document(&self.document), &self.settings)
    }

    /// The path of the document, as the user's shell would take it.
    pub(super) fn file(&self) -> String {
        path::of(self.uri.as_str(), self.session.root.get().map(String::as_str))
    }

    /// What conversions need to know.
    pub(super) fn context(&self) -> Context<'_> {
        Context {
            uri: &self.uri,
            version: self.document.version,
            text: self.document.snapshot.text(),
            editor: self.session.editor(),
        }
    }
}
