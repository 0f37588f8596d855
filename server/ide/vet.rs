//! Whether fixes keep their word: each is tried on a copy of its document before anyone is offered it.
//! Far too slow for a keystroke; for what is shown or applied.

use rustc_hash::FxHashMap;

use super::findings::hangs_on_others;
use super::{Snapshot, findings};
use crate::finding::{Finding, Fix, Severity};
use crate::settings::Settings;
use crate::text::{Edit, Span};

/// Fixes tried in one document. The rest wait, as suggestions, until some of these are applied.
const MOST: usize = 500;

/// `found`, findings of `snapshot`, with the fixes that keep their word. One that would break the YAML is
/// left out, and one that leaves its finding where not all is YAML. A safe one that leaves its finding, or adds
/// one of severity error, becomes a suggestion.
pub fn vetted(snapshot: &Snapshot, settings: &Settings, found: Vec<Finding>) -> Vec<Finding> {
    tried(snapshot, Some(settings), found)
}

/// `found`, findings of `snapshot`, without the fixes that would break the YAML: for where fixes are named
/// and not applied, at a small part of the cost.
pub fn unbroken(snapshot: &Snapshot, found: Vec<Finding>) -> Vec<Finding> {
    tried(snapshot, None, found)
}

/// Tries all fixes; those that say they are safe by what `settings` find afterwards.
fn tried(snapshot: &Snapshot, settings: Option<&Settings>, mut found: Vec<Finding>) -> Vec<Finding> {
    let mut room: Option<Room> = None;
    let mut tried = 0;
    for finding in &mut found {
        if finding.fixes.is_empty() {
            continue;
        }
        if room.as_ref().is_none_or(|room| !room.span.covers(finding.span)) {
            room = Some(Room::around(snapshot, finding.span, settings));
            tried = 0;
        }
        let Some(room) = &room else { continue };
        let fixes = std::mem::take(&mut finding.fixes);
        for mut fix in fixes {
            tried += 1;
            if tried > MOST {
                fix.safe = false;
                finding.fixes.push(fix);
                continue;
            }
            match room.verdict(settings, finding, &fix) {
                Verdict::Breaks => {}
                verdict => {
                    fix.safe &= verdict == Verdict::Holds;
                    finding.fixes.push(fix);
                }
            }
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Verdict {
    /// The finding is gone and no error came.
    Holds,
    /// The text is still YAML.
    Doubtful,
    /// It is not, or was not before and the finding is still there.
    Breaks,
}

/// A document by itself, where nothing in another one changes what is said of it.
struct Room {
    /// Where it stands in the whole text.
    span: Span,
    snapshot: Snapshot,
    found: Vec<Finding>,
    broken: usize,
}

impl Room {
    fn around(snapshot: &Snapshot, span: Span, settings: Option<&Settings>) -> Self {
        let whole = Span::new(0, snapshot.text().len());
        let mut starts: Vec<u32> = snapshot.syntax().documents().map(|(start, _)| start).collect();
        starts.push(whole.end);
        let mut documents = starts.iter().zip(starts.iter().skip(1)).map(|(start, end)| Span::new(*start, *end));
        // What no document holds is tried on the whole text.
        let span = documents.rfind(|document| document.covers(span)).unwrap_or(whole);
        let mut here = snapshot.syntax().documents().filter(|(start, _)| *start == span.start);
        let span = if here.any(|(_, document)| hangs_on_others(document)) { whole } else { span };
        let snapshot = if span == whole { snapshot.clone() } else { Snapshot::new(&snapshot.text().slice(span)) };
        let found = settings.map(|settings| findings(&snapshot, settings)).unwrap_or_default();
        let broken = problems(&snapshot);
        Self { span, snapshot, found, broken }
    }

    fn verdict(&self, settings: Option<&Settings>, finding: &Finding, fix: &Fix) -> Verdict {
        if !fix.edits.iter().all(|edit| self.span.covers(edit.span)) {
            return Verdict::Doubtful;
        }
        let back = self.span.start.wrapping_neg();
        let mut edits: Vec<Edit> = fix.edits.clone();
        for edit in &mut edits {
            edit.span = edit.span.shift(back);
        }
        edits.sort_by_key(|edit| edit.span);
        let mut after = self.snapshot.clone();
        for edit in edits.iter().rev() {
            after.edit(edit);
        }
        if problems(&after) > self.broken {
            return Verdict::Breaks;
        }
        let Some(settings) = settings.filter(|_| fix.safe || self.broken > 0) else { return Verdict::Doubtful };
        let now = findings(&after, settings);
        // Where not all is YAML, a place may not be what it seems.
        if self.broken > 0 && alike(&now, finding) >= alike(&self.found, finding) {
            return Verdict::Breaks;
        }
        if !fix.safe {
            return Verdict::Doubtful;
        }
        let own = finding.shift(back);
        let follow = Follow { edits: &edits };
        let place = follow.span(own.span);
        let before = || self.found.iter().filter(|other| !is_same(other, &own));
        let mut said: FxHashMap<(&str, &str), u32> = FxHashMap::default();
        for other in before() {
            *said.entry((other.code, other.message.as_str())).or_default() += 1;
        }
        let mut unsaid: Vec<&Finding> = Vec::new();
        for new in &now {
            let stays = new.code == own.code && (new.message == own.message || new.span.meets(place));
            if new.severity != Severity::Error && !stays {
                continue;
            }
            match said.get_mut(&(new.code, new.message.as_str())).filter(|count| **count > 0) {
                Some(count) => *count -= 1,
                None => unsaid.push(new),
            }
        }
        if unsaid.is_empty() {
            return Verdict::Holds;
        }
        // What is said no more may be said now with another number in it.
        let mut places: FxHashMap<(&str, u32), u32> = FxHashMap::default();
        for other in before() {
            let left = said.get_mut(&(other.code, other.message.as_str())).filter(|count| **count > 0);
            if let Some(count) = left {
                *count -= 1;
                *places.entry((other.code, follow.offset(other.span.start))).or_default() += 1;
            }
        }
        for new in unsaid {
            match places.get_mut(&(new.code, new.span.start)).filter(|count| **count > 0) {
                Some(count) => *count -= 1,
                None => return Verdict::Doubtful,
            }
        }
        Verdict::Holds
    }
}

/// Places after edits, given in text order.
struct Follow<'a> {
    edits: &'a [Edit],
}

impl Follow<'_> {
    /// Where `offset` is afterwards; the start of the edit that it lies in.
    fn offset(&self, offset: u32) -> u32 {
        let mut moved = i64::from(offset);
        for edit in self.edits.iter().take_while(|edit| edit.span.start <= offset) {
            if offset < edit.span.end {
                return (moved - i64::from(offset - edit.span.start)) as u32;
            }
            // What is put in right before a place pushes it on.
            moved += edit.new_text.len() as i64 - i64::from(edit.span.len());
        }
        moved as u32
    }

    fn span(&self, span: Span) -> Span {
        Span::new(self.offset(span.start), self.offset(span.end))
    }
}

fn is_same(one: &Finding, other: &Finding) -> bool {
    one.span == other.span && one.code == other.code && one.message == other.message
}

/// How often `all` say the same as `finding`.
fn alike(all: &[Finding], finding: &Finding) -> usize {
    all.iter().filter(|one| (one.code, &one.message) == (finding.code, &finding.message)).count()
}

fn problems(snapshot: &Snapshot) -> usize {
    snapshot.syntax().documents().map(|(origin, document)| document.problems(origin).len()).sum()
}
