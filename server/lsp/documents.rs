//! The open documents. Nothing here awaits: a change is done before the next message is looked at.
//!
//! The only file that names dashmap. No guard of the map leaves it: readers get an [`Arc`] of
//! the document as it is now, which later changes leave alone.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, AtomicU64, Ordering};
use std::time::Instant;

use dashmap::DashMap;
use tower_lsp::ls_types::{TextDocumentContentChangeEvent, Uri};

use super::convert;
use super::engine::Engine;
use crate::ide::Snapshot;
use crate::text::{Edit, Encoding};

/// One version of an open document.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// The client's number for it.
    pub(super) version: i32,
    /// What the client takes it for, such as `yaml` or `helm`.
    pub(super) language: Arc<str>,
    /// The text and its tree.
    pub(super) snapshot: Arc<Snapshot>,
    /// Which opening of a document this is, counted over all documents: what a client knew of an
    /// earlier one it may have forgotten.
    pub(super) opening: u64,
    /// Where it lies, if it is a file.
    pub(super) path: Option<Arc<Path>>,
    /// The tasks that took long, as bits; shared by all versions.
    slow: Arc<AtomicU16>,
}

/// Work on a whole document.
#[derive(Clone, Copy, Debug)]
pub(super) enum Task {
    /// Finding what there is to say.
    Judge = 1,
    /// Making the outline.
    Outline = 2,
    /// Finding what can be folded.
    Fold = 4,
    /// Finding the links.
    Link = 8,
    /// Finding the places of a name.
    Name = 16,
    /// Fixing all there is to fix.
    Fix = 32,
    /// Finding what to show between the lines.
    Hint = 64,
    /// Finding the commands on offer.
    Lens = 128,
    /// Drawing a Pod.
    Draw = 256,
}

impl Document {
    /// Whether `task` took long the last time.
    pub(super) fn is_slow(&self, task: Task) -> bool {
        self.slow.load(Ordering::Relaxed) & task as u16 != 0
    }

    /// Remembers whether `task` took long.
    pub(super) fn set_slow(&self, task: Task, slow: bool) {
        if slow {
            self.slow.fetch_or(task as u16, Ordering::Relaxed);
        } else {
            self.slow.fetch_and(!(task as u16), Ordering::Relaxed);
        }
    }
}

/// What became of a change.
#[derive(Debug)]
pub(super) enum Changed {
    /// It is applied; this was the version before.
    From(i32),
    /// No such document is open.
    Unknown,
    /// The document could not be followed and is no longer known.
    Lost,
}

/// All open documents by URI.
#[derive(Debug)]
pub(super) struct Documents {
    engine: Engine,
    map: DashMap<Uri, Arc<Document>>,
    openings: AtomicU64,
}

impl Documents {
    /// No documents; `engine` reads and edits those to come.
    pub(super) fn new(engine: Engine) -> Self {
        Self { engine, map: DashMap::new(), openings: AtomicU64::new(0) }
    }

    /// The document as it is now.
    pub(super) fn get(&self, uri: &Uri) -> Option<Arc<Document>> {
        self.map.get(uri).map(|document| Arc::clone(&document))
    }

    /// All URIs, in no order.
    pub(super) fn uris(&self) -> Vec<Uri> {
        self.map.iter().map(|entry| entry.key().clone()).collect()
    }

    /// Opens a document, or replaces what was open under this URI.
    pub(super) fn open(&self, uri: Uri, version: i32, language: &str, text: &str) {
        let start = Instant::now();
        let snapshot = Arc::new((self.engine.open)(text));
        // What takes long to read will take long to judge.
        let slow = if start.elapsed() > self.engine.patience { u16::MAX } else { 0 };
        let opening = self.openings.fetch_add(1, Ordering::Relaxed);
        let path = uri.to_file_path().map(Arc::from);
        let slow = Arc::new(slow.into());
        let document = Document { version, language: language.into(), snapshot, opening, path, slow };
        self.map.insert(uri, Arc::new(document));
    }

    /// Applies `changes` in order, each to the text the one before has left; columns count in `encoding`.
    /// Where nobody holds the document it is changed in place.
    pub(super) fn change(
        &self,
        uri: &Uri,
        version: i32,
        changes: &[TextDocumentContentChangeEvent],
        encoding: Encoding,
    ) -> Changed {
        let Some(mut entry) = self.map.get_mut(uri) else { return Changed::Unknown };
        let document = Arc::make_mut(&mut entry);
        let before = std::mem::replace(&mut document.version, version);
        let followed = changes.iter().all(|change| match change.range {
            Some(range) => {
                let span = convert::span(document.snapshot.text(), encoding, range);
                self.edit(&mut document.snapshot, &Edit::replace(span, change.text.as_str()))
            }
            None => self.replace(&mut document.snapshot, &change.text),
        });
        drop(entry);
        if followed {
            return Changed::From(before);
        }
        self.map.remove(uri);
        Changed::Lost
    }

    /// Makes the trees of all documents anew: what was worked out by other settings is kept nowhere.
    pub(super) fn renew(&self) {
        for mut entry in self.map.iter_mut() {
            let document = Arc::make_mut(entry.value_mut());
            let text = document.snapshot.text().to_string();
            self.replace(&mut document.snapshot, &text);
        }
    }

    /// Closes a document; `false` where none was open.
    pub(super) fn close(&self, uri: &Uri) -> bool {
        self.map.remove(uri).is_some()
    }

    /// Applies `edit`. A panic may leave a tree half-made, so a new one is made of the text after it.
    fn edit(&self, snapshot: &mut Arc<Snapshot>, edit: &Edit) -> bool {
        let mut text = snapshot.text().clone();
        if catch_unwind(AssertUnwindSafe(|| (self.engine.edit)(Arc::make_mut(snapshot), edit))).is_ok() {
            return true;
        }
        text.replace(edit.span, &edit.new_text);
        self.replace(snapshot, &text.to_string())
    }

    /// Puts the snapshot of `text` in the place of `snapshot`; `false` where there can be none.
    fn replace(&self, snapshot: &mut Arc<Snapshot>, text: &str) -> bool {
        let open = self.engine.open;
        let made = catch_unwind(|| open(text));
        made.map(|made| *snapshot = Arc::new(made)).is_ok()
    }
}
