//! What the door asks of the house: the functions of `ide` as a table.
//! A test puts its own functions in, so that it can count, block and panic where no client could.

use std::time::Duration;

use crate::finding::Finding;
use crate::ide::{self, Action, Completion, Fold, Hover, Offer, Snapshot, SnippetEdit, Symbol};
use crate::settings::Settings;
use crate::text::{Edit, Span};

/// The functions that answer, and how long they may take on the thread that reads messages.
#[derive(Clone, Copy, Debug)]
pub struct Engine {
    /// Makes the snapshot of a text.
    pub open: fn(&str) -> Snapshot,
    /// Applies an edit to a snapshot.
    pub edit: fn(&mut Snapshot, &Edit),
    /// See [`ide::findings`].
    pub findings: fn(&Snapshot, &Settings) -> Vec<Finding>,
    /// See [`ide::hover`].
    pub hover: fn(&Snapshot, &Settings, u32) -> Option<Hover>,
    /// See [`ide::complete`].
    pub complete: fn(&Snapshot, &Settings, u32) -> Vec<Completion>,
    /// See [`ide::actions`].
    pub actions: fn(&Snapshot, &Settings, Span) -> Vec<Action>,
    /// See [`ide::templates`].
    pub templates: fn(&Settings) -> Vec<Offer>,
    /// See [`ide::offers`].
    pub offers: fn(&Snapshot, &Settings, Span, bool) -> Vec<Offer>,
    /// See [`ide::insert_template`].
    pub insert: fn(&Snapshot, &Settings, u32, &str) -> Option<Vec<SnippetEdit>>,
    /// See [`ide::insert_template_plain`].
    pub insert_plain: fn(&Snapshot, &Settings, u32, &str) -> Option<Vec<Edit>>,
    /// See [`ide::symbols`].
    pub symbols: fn(&Snapshot, &Settings) -> Vec<Symbol>,
    /// See [`ide::folds`].
    pub folds: fn(&Snapshot) -> Vec<Fold>,
    /// See [`ide::selections`].
    pub selections: fn(&Snapshot, u32) -> Vec<Span>,
    /// Work on a whole document that took longer goes to another thread the next time.
    pub patience: Duration,
}

impl Default for Engine {
    fn default() -> Self {
        Self {
            open: Snapshot::new,
            edit: Snapshot::edit,
            findings: ide::findings,
            hover: ide::hover,
            complete: ide::complete,
            actions: ide::actions,
            templates: ide::templates,
            offers: ide::offers,
            insert: ide::insert_template,
            insert_plain: ide::insert_template_plain,
            symbols: ide::symbols,
            folds: ide::folds,
            selections: ide::selections,
            patience: Duration::from_millis(5),
        }
    }
}
