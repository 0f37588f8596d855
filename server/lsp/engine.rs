//! What the door asks of the house: the functions of `ide` as a table.
//! A test puts its own functions in, so that it can count, block and panic where no client could.

use std::time::Duration;

use crate::finding::Finding;
use crate::ide::draw::Picture;
use crate::ide::{
    self, Action, Completion, Fixed, Fold, Found, Hint, Hover, Lens, Link, Linked, Names, Occasion, Offer, Prepared,
    Refactoring, Renamed, Snapshot, SnippetEdit, Symbol, Which,
};
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
    pub hover: fn(&Snapshot, &Settings, &Occasion<'_>, u32) -> Option<Hover>,
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
    /// See [`ide::fixable`].
    pub fixable: fn(&Snapshot, &Settings, &str) -> usize,
    /// See [`ide::fix_all`].
    pub fix_all: fn(&Snapshot, &Settings, Which<'_>) -> Fixed,
    /// See [`ide::symbols`].
    pub symbols: fn(&Snapshot, &Settings) -> Vec<Symbol>,
    /// See [`ide::folds`].
    pub folds: fn(&Snapshot) -> Vec<Fold>,
    /// See [`ide::selections`].
    pub selections: fn(&Snapshot, u32) -> Vec<Span>,
    /// See [`ide::names`].
    pub names: fn(&Snapshot, &Settings, u32) -> Option<Names>,
    /// See [`ide::linked`].
    pub linked: fn(&Snapshot, &Settings, u32) -> Option<Linked>,
    /// See [`ide::prepare_rename`].
    pub prepare_rename: fn(&Snapshot, &Settings, u32) -> Option<Prepared>,
    /// See [`ide::rename`].
    pub rename: fn(&Snapshot, &Settings, u32, &str) -> Option<Renamed>,
    /// See [`ide::refactorings`].
    pub refactorings: fn(&Snapshot, &Settings, u32) -> Vec<Refactoring>,
    /// See [`ide::refactor`].
    pub refactor: fn(&Snapshot, &Settings, u32, &str) -> Option<Vec<Edit>>,
    /// See [`ide::links`].
    pub links: fn(&Snapshot, &Settings) -> Vec<Link>,
    /// See [`ide::search`].
    pub search: fn(&Snapshot, &Settings, &str) -> Vec<Found>,
    /// See [`ide::hints`].
    pub hints: fn(&Snapshot, &Settings, Span) -> Vec<Hint>,
    /// See [`ide::lenses`].
    pub lenses: fn(&Snapshot, &Settings, &Occasion<'_>) -> Vec<Lens>,
    /// See [`ide::draw::draw`].
    pub draw: fn(&Snapshot, &Settings, u32) -> Option<Picture>,
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
            fixable: ide::fixable,
            fix_all: ide::fix_all,
            symbols: ide::symbols,
            folds: ide::folds,
            selections: ide::selections,
            names: ide::names,
            linked: ide::linked,
            prepare_rename: ide::prepare_rename,
            rename: ide::rename,
            refactorings: ide::refactorings,
            refactor: ide::refactor,
            links: ide::links,
            search: ide::search,
            hints: ide::hints,
            lenses: ide::lenses,
            draw: ide::draw::draw,
            patience: Duration::from_millis(5),
        }
    }
}
