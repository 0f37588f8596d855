//! What must hold for any bytes: one law a target. libFuzzer tries them on what it makes up, the ordinary
//! tests on what it has found and kept. The predicates are those of the ordinary tests, in modules of the same names.

pub(crate) mod edits;
pub(crate) mod fixes;
pub(crate) mod messages;
pub(crate) mod session;
pub(crate) mod settings;
pub(crate) mod yaml;

use crate::ide::{answers, fix_all_law};
use crate::syntax::{dump, judge};
use crate::validate::fix_law;

use podls::finding::Finding;
use podls::ide::Snapshot;
use podls::rules::{Choices, Profile};
use podls::settings::Settings;
use podls::text::Span;

/// Longer texts show nothing that shorter ones do not, and take time.
const LONGEST: usize = 4096;

/// The text that `bytes` are, broken characters replaced.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST)]).into_owned()
}

/// Settings with the advice of `profile`.
fn advising(profile: Profile) -> Settings {
    let mut settings = Settings::default();
    settings.choices = Choices { profile, ..settings.choices };
    settings.pod_security = profile.pod_security();
    settings
}

/// Every place of every finding lies on characters, and edits of one fix keep apart.
fn assert_places(text: &str, found: &[Finding]) {
    let on_characters = |span: Span| answers::assert_on_characters(text, span);
    for finding in found {
        on_characters(finding.span);
        finding.related.iter().for_each(|related| on_characters(related.span));
        assert!(!finding.message.is_empty(), "{finding:?}");
        for fix in &finding.fixes {
            let mut spans: Vec<Span> = fix.edits.iter().map(|edit| edit.span).collect();
            spans.iter().copied().for_each(on_characters);
            spans.sort();
            assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "edits overlap: {finding:?}");
        }
    }
    assert!(found.windows(2).all(|pair| pair[0].span.start <= pair[1].span.start), "not in text order: {found:?}");
}

/// The snapshot of `text`, made anew.
fn fresh(text: &str) -> Snapshot {
    Snapshot::new(text)
}
