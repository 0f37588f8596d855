//! What is known about a text: outline, folds, selections, hover, completion, changes on offer.

mod actions;
pub(crate) mod answers;
mod complete;
mod draw;
mod fix_all;
pub(crate) mod fix_all_law;
mod folds;
mod hints;
mod hover;
mod laws;
mod links;
mod meaning;
mod name_laws;
mod names;
mod refactor_laws;
mod refactors;
mod restyle;
mod selections;
mod silence;
mod symbols;
mod vet;

use podls::ide::Snapshot;
use podls::settings::Settings;
use podls::text::Span;

/// `marked` without its `$0`, and where that stood.
fn cursor(marked: &str) -> (String, u32) {
    let at = marked.find("$0").unwrap_or_else(|| panic!("no $0 in {marked}"));
    (marked.replacen("$0", "", 1), at as u32)
}

fn snapshot(marked: &str) -> (Snapshot, u32) {
    let (text, at) = cursor(marked);
    (Snapshot::new(&text), at)
}

/// The target `1.29`.
fn target(minor: &str) -> Settings {
    Settings { kubernetes: minor.parse().unwrap(), ..Settings::default() }
}

fn shown(snapshot: &Snapshot, span: Span) -> String {
    snapshot.text().slice(span).into_owned()
}
