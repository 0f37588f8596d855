//! When settings are read: at the start, on request from the client, when it says they changed.
//! Each problem in them is told once and never ends anything.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashSet;
use serde_json::{Value, json};
use tower_lsp::ls_types::{ConfigurationItem, Registration};

use super::documents::Document;
use super::session::Session;
use super::settings::{SECTION, read, section, templates_folder};
use super::{log, publish};
use crate::disk::{self, Configs, Fault};
use crate::settings::{NAMES, Settings};

/// The settings in force and where they come from.
#[derive(Default)]
pub(super) struct Configuration {
    /// What `initialize` brought; holds wherever nothing newer does.
    base: Mutex<Settings>,
    current: Mutex<Arc<Settings>>,
    /// The settings files beside the documents; they win over what the client says.
    files: Configs,
    /// Found before the client listened.
    unsaid: Mutex<Vec<String>>,
    said: Mutex<FxHashSet<String>>,
    /// How often the client was asked; only the last answer counts.
    asked: AtomicU64,
}

impl Configuration {
    /// The settings in force for a document. The same [`Arc`] until something changes.
    pub(super) fn for_document(&self, document: &Document) -> Arc<Settings> {
        let current = Arc::clone(&lock(&self.current));
        match &document.path {
            Some(path) => self.files.settings(path, &current),
            None => current,
        }
    }

    /// Whether a settings file says that a document is not to be looked at.
    pub(super) fn ignores(&self, document: &Document) -> bool {
        let found = |path: &Arc<Path>| self.files.over(path).is_some_and(|found| found.ignores(path));
        document.path.as_ref().is_some_and(found)
    }

    /// The settings in force where no settings file has a say.
    pub(super) fn general(&self) -> Arc<Settings> {
        Arc::clone(&lock(&self.current))
    }
}

/// The settings of the section `value` over those of `base`, templates read from their folder, and what is
/// wrong with it.
fn read_all(session: &Session, value: &Value, base: &Settings) -> (Settings, Vec<String>) {
    let (mut settings, mut problems) = read(value, base);
    if let Some(folder) = templates_folder(value) {
        let (templates, wrong) = disk::templates(&disk::templates_folder(&session.folder(), folder));
        settings.templates = templates;
        problems.extend(wrong);
    }
    (settings, problems)
}

/// Takes the options `initialize` brought.
pub(super) fn start(session: &Session, options: &Value) {
    let configuration = &session.configuration;
    let (settings, problems) = read_all(session, section(options), &Settings::default());
    *lock(&configuration.base) = settings.clone();
    *lock(&configuration.current) = Arc::new(settings);
    *lock(&configuration.unsaid) = problems;
}

/// The client listens: says what was found so far, asks for settings and to hear of new ones.
pub(super) fn initialized(session: &Arc<Session>) {
    let unsaid = std::mem::take(&mut *lock(&session.configuration.unsaid));
    tell(session, unsaid);
    if session.editor().registers_configuration {
        let session = Arc::clone(session);
        tokio::spawn(async move {
            let registration = Registration {
                id: "podls-configuration".into(),
                method: "workspace/didChangeConfiguration".into(),
                register_options: Some(json!({ "section": SECTION })),
            };
            if let Err(error) = session.client.register_capability(vec![registration]).await {
                log::line(format_args!("settings will not be followed: {error}"));
            }
        });
    }
    watch(session);
    ask(session);
}

/// The client says that settings changed, and to what; one that can be asked is asked instead.
pub(super) fn changed(session: &Arc<Session>, pushed: &Value) {
    if session.editor().configuration {
        ask(session);
    } else {
        // What is pushed holds the sections of all servers: outside ours nothing is a mistake.
        apply(session, pushed.get(SECTION).unwrap_or(&Value::Null));
    }
}

/// Whether a document is a settings file of ours.
pub(super) fn is_settings(document: &Document) -> bool {
    let name = document.path.as_ref().and_then(|path| path.file_name());
    name.is_some_and(|name| NAMES.iter().any(|known| name == *known))
}

/// Tells what is wrong with the settings files met so far.
pub(super) fn met(session: &Session) {
    let problem = |fault: &Fault| format!("{}: {}", fault.place, fault.message);
    let all = session.configuration.files.all();
    tell(session, all.iter().flat_map(|found| found.faults.iter().map(problem)).collect());
}

/// A settings file changed: reads all anew and judges everything by them.
pub(super) fn files_changed(session: &Arc<Session>) {
    session.configuration.files.forget();
    refresh(session);
    for uri in session.documents.uris() {
        let _ = session.view(&uri);
    }
    met(session);
}

fn watch(session: &Arc<Session>) {
    if !session.editor().watches {
        return;
    }
    let session = Arc::clone(session);
    tokio::spawn(async move {
        let watchers: Vec<Value> = NAMES.iter().map(|name| json!({ "globPattern": format!("**/{name}") })).collect();
        let registration = Registration {
            id: "podls-settings-files".into(),
            method: "workspace/didChangeWatchedFiles".into(),
            register_options: Some(json!({ "watchers": watchers })),
        };
        if let Err(error) = session.client.register_capability(vec![registration]).await {
            log::line(format_args!("settings files will not be followed: {error}"));
        }
    });
}

fn ask(session: &Arc<Session>) {
    if !session.editor().configuration {
        return;
    }
    let number = session.configuration.asked.fetch_add(1, Ordering::SeqCst) + 1;
    let session = Arc::clone(session);
    tokio::spawn(async move {
        let item = ConfigurationItem { scope_uri: None, section: Some(SECTION.into()) };
        match session.client.configuration(vec![item]).await {
            Ok(answers) if number == session.configuration.asked.load(Ordering::SeqCst) => {
                apply(&session, answers.first().unwrap_or(&Value::Null));
            }
            Ok(_) => {}
            Err(error) => log::line(format_args!("the client keeps its settings to itself: {error}")),
        }
    });
}

/// Puts the section `value` in force; what it does not choose is as it was at the start.
fn apply(session: &Arc<Session>, value: &Value) {
    let configuration = &session.configuration;
    let (settings, problems) = read_all(session, value, &lock(&configuration.base));
    tell(session, problems);
    {
        let mut current = lock(&configuration.current);
        if **current == settings {
            return;
        }
        *current = Arc::new(settings);
    }
    refresh(session);
}

/// Has everything judged again: by asking the client to ask, or by sending it.
fn refresh(session: &Arc<Session>) {
    session.documents.renew();
    let (hints, lenses) = (session.editor().refreshes_hints, session.editor().refreshes_lenses);
    if hints || lenses {
        let session = Arc::clone(session);
        tokio::spawn(async move {
            if hints && let Err(error) = session.client.inlay_hint_refresh().await {
                log::line(format_args!("the client keeps old hints: {error}"));
            }
            if lenses && let Err(error) = session.client.code_lens_refresh().await {
                log::line(format_args!("the client keeps old lenses: {error}"));
            }
        });
    }
    if !session.editor().pulls {
        publish::publish_all(session);
    } else if session.editor().refreshes {
        let session = Arc::clone(session);
        tokio::spawn(async move {
            if let Err(error) = session.client.workspace_diagnostic_refresh().await {
                log::line(format_args!("the client keeps old diagnostics: {error}"));
            }
        });
    }
}

fn tell(session: &Session, problems: Vec<String>) {
    let mut said = lock(&session.configuration.said);
    for problem in problems {
        if said.insert(problem.clone()) {
            session.outbox.warn(problem);
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
