//! When settings are read: at the start, on request from the client, when it says they changed.
//! Each problem in them is told once and never ends anything.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use rustc_hash::FxHashSet;
use serde_json::{Value, json};
use tower_lsp::ls_types::{ConfigurationItem, InitializeParams, Registration, Uri};

use super::session::Session;
use super::settings::{SECTION, read, section, templates_folder};
use super::{log, publish, templates};
use crate::settings::Settings;

/// The settings in force and where they come from.
#[derive(Default)]
pub(super) struct Configuration {
    /// What `initialize` brought; holds wherever nothing newer does.
    base: Mutex<Settings>,
    /// The folder that is open in the client.
    root: OnceLock<PathBuf>,
    current: Mutex<Arc<Settings>>,
    /// Found before the client listened.
    unsaid: Mutex<Vec<String>>,
    said: Mutex<FxHashSet<String>>,
    /// How often the client was asked; only the last answer counts.
    asked: AtomicU64,
}

impl Configuration {
    /// The settings in force.
    pub(super) fn current(&self) -> Arc<Settings> {
        Arc::clone(&lock(&self.current))
    }

    /// The settings of the section `value` over those of `base`, templates read from their folder, and what
    /// is wrong with it.
    fn read(&self, value: &Value, base: &Settings) -> (Settings, Vec<String>) {
        let (mut settings, mut problems) = read(value, base);
        if let Some(folder) = templates_folder(value) {
            let root = self.root.get().map_or(Path::new(""), PathBuf::as_path);
            let (templates, wrong) = templates::load(&templates::folder(root, folder));
            settings.templates = templates;
            problems.extend(wrong);
        }
        (settings, problems)
    }
}

/// Takes the options `initialize` brought.
pub(super) fn start(session: &Session, params: &InitializeParams) {
    let configuration = &session.configuration;
    #[expect(deprecated, reason = "clients that know no folders still name a root")]
    let root = params.workspace_folders.iter().flatten().map(|folder| &folder.uri).chain(&params.root_uri).next();
    if let Some(root) = root.and_then(Uri::to_file_path) {
        // Set once: the service refuses a second `initialize`.
        let _ = configuration.root.set(root.into_owned());
    }
    let options = params.initialization_options.as_ref().unwrap_or(&Value::Null);
    let (settings, problems) = configuration.read(section(options), &Settings::default());
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
    let (settings, problems) = configuration.read(value, &lock(&configuration.base));
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
