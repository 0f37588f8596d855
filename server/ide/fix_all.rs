//! All fixes of a text at once: one change that leaves nothing a fix may mend by itself. Each is tried
//! before it is taken, alone and together with those beside it. Knows no finding by name.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{Snapshot, findings, mended, vetted};
use crate::finding::{Finding, Fix, Severity};
use crate::settings::Settings;
use crate::text::{Edit, Span, Text};

/// Every pass leaves less to say than the one before, so this is only the belt to the braces.
const PASSES: usize = 1000;
/// So often fixes are tried together before each is tried by itself.
const TRIALS: usize = 32;

/// Which fixes may run.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Which<'a> {
    /// Suggestions too, the first one of each finding that removes it and brings no error.
    pub suggestions: bool,
    /// Those of findings with this code only.
    pub code: Option<&'a str>,
}

/// What came of fixing all there is to fix.
#[derive(Clone, Debug, Default)]
pub struct Fixed {
    /// The change to the text as it was, in text order; empty if there is nothing to do.
    pub edits: Vec<Edit>,
    /// How many findings are mended.
    pub fixed: usize,
}

/// Fixes all findings of `snapshot` that have a fix among `which`, and those that come to light by it, until
/// there is no more to do. Doing it again changes nothing.
pub fn fix_all(snapshot: &Snapshot, settings: &Settings, which: Which<'_>) -> Fixed {
    let mut now = State::new(snapshot.clone(), settings);
    let mut pieces = Pieces::of(snapshot.text());
    let mut fixed = 0;
    for _ in 0..PASSES {
        let found = mended(&now.snapshot, settings, now.asked(which));
        // Most fixes are good, and many at once are tried as fast as one; only what is left is tried one by one.
        let mut chosen = proven(&now, settings, choose(&found, which));
        if chosen.is_empty() {
            chosen = choose(
                &vetted(&now.snapshot, settings, mendable(found, which)),
                Which { suggestions: false, code: None },
            );
        }
        // Fixes that are good by themselves may be bad together: then fewer are taken, and the rest is judged
        // anew. One that is bad by itself gives way to the next.
        let mut count = chosen.len();
        let taken = loop {
            if count == 0 {
                break None;
            }
            let edits = edits_of(chosen.iter().take(count));
            let then = State::new(edited(&now.snapshot, &edits), settings);
            if then.is_better_than(&now) {
                break Some((edits, then));
            }
            if count == 1 {
                chosen.remove(0);
                count = chosen.len();
            } else {
                count /= 2;
            }
        };
        let Some((edits, then)) = taken else { break };
        pieces.apply(&edits);
        now = then;
        fixed += count;
    }
    Fixed { edits: pieces.edits(snapshot.text()), fixed }
}

/// How many findings of `snapshot` have this code and a fix that may run unattended, as far as their checks
/// know: none of the fixes is tried.
pub fn fixable(snapshot: &Snapshot, settings: &Settings, code: &str) -> usize {
    let has_fix = |finding: &&Finding| finding.code == code && finding.fixes.iter().any(|fix| fix.safe);
    let found = findings(snapshot, settings).into_iter().filter(|finding| finding.code == code).collect();
    mended(snapshot, settings, found).iter().filter(has_fix).count()
}

/// Those of `found` that `which` lets be mended, those fixes safe that may run.
fn mendable(found: Vec<Finding>, which: Which<'_>) -> Vec<Finding> {
    let may_run = found.into_iter().filter(|finding| finding.fixes.iter().any(|fix| fix.safe || which.suggestions));
    may_run
        .map(|mut finding| {
            if which.suggestions {
                // What keeps the word of a safe fix may run here.
                finding.fixes.iter_mut().for_each(|fix| fix.safe = true);
            } else {
                finding.fixes.retain(|fix| fix.safe);
            }
            finding
        })
        .collect()
}

/// A fix, and the finding it is for.
#[derive(Clone)]
struct Chosen {
    code: &'static str,
    message: String,
    edits: Vec<Edit>,
}

/// The first fixes among `which` of `found` that have nothing to do with each other, in text order.
fn choose(found: &[Finding], which: Which<'_>) -> Vec<Chosen> {
    let mut chosen = Vec::new();
    let (mut read, mut written) = (Spans::default(), Spans::default());
    for finding in found {
        let may_run = |fix: &&Fix| (fix.safe || which.suggestions) && !fix.edits.is_empty();
        let Some(fix) = finding.fixes.iter().find(may_run) else { continue };
        let writes = || fix.edits.iter().map(|edit| edit.span);
        let reads = || finding.related.iter().map(|related| related.span).chain([finding.span]);
        let clash =
            writes().any(|span| written.meet(span) || read.meet(span)) || reads().any(|span| written.meet(span));
        if clash || !is_in_order(fix) {
            continue;
        }
        writes().for_each(|span| written.add(span));
        reads().for_each(|span| read.add(span));
        chosen.push(Chosen { code: finding.code, message: finding.message.clone(), edits: fix.edits.clone() });
    }
    chosen
}

/// Those of `chosen` that are seen to be good without a trial of each: after several of them together their
/// findings are gone and nothing new is said.
fn proven(now: &State, settings: &Settings, chosen: Vec<Chosen>) -> Vec<Chosen> {
    let mut proven = Vec::new();
    let mut groups = vec![chosen];
    for _ in 0..TRIALS {
        let Some(mut group) = groups.pop() else { break };
        if group.is_empty() {
            continue;
        }
        let after = State::new(edited(&now.snapshot, &edits_of(&group)), settings);
        if after.is_without(now, &group) {
            proven.append(&mut group);
        } else if group.len() > 1 {
            // The first half is on top, so that they stay in text order.
            groups.push(group.split_off(group.len() / 2));
            groups.push(group);
        }
    }
    proven
}

fn edits_of<'a>(chosen: impl IntoIterator<Item = &'a Chosen>) -> Vec<Edit> {
    let mut edits: Vec<Edit> = chosen.into_iter().flat_map(|one| &one.edits).cloned().collect();
    edits.sort_by_key(|edit| edit.span);
    edits
}

/// Whether the edits of `fix` leave each other alone.
fn is_in_order(fix: &Fix) -> bool {
    let mut spans: Vec<Span> = fix.edits.iter().map(|edit| edit.span).collect();
    spans.sort();
    spans.iter().zip(spans.iter().skip(1)).all(|(one, next)| one.end <= next.start)
}

/// `snapshot` after `edits`, which are in text order.
fn edited(snapshot: &Snapshot, edits: &[Edit]) -> Snapshot {
    let mut after = snapshot.clone();
    for edit in edits.iter().rev() {
        after.edit(edit);
    }
    after
}

/// A text, and what there is to say about it.
struct State {
    snapshot: Snapshot,
    found: Vec<Finding>,
    /// Places where it is no YAML.
    broken: usize,
}

impl State {
    fn new(snapshot: Snapshot, settings: &Settings) -> Self {
        let found = findings(&snapshot, settings);
        let documents = snapshot.syntax().documents();
        let broken = documents.map(|(origin, document)| document.problems(origin).len()).sum();
        Self { snapshot, found, broken }
    }

    /// The findings of which `which` wants fixes.
    fn asked(&self, which: Which<'_>) -> Vec<Finding> {
        let asked = self.found.iter().filter(|finding| which.code.is_none_or(|code| finding.code == code));
        asked.cloned().collect()
    }

    /// As the counts, the worst first, fall with every pass, passes come to an end and never go in circles.
    fn is_better_than(&self, before: &State) -> bool {
        let counts = |state: &State| {
            [Severity::Error, Severity::Warning, Severity::Information, Severity::Hint]
                .map(|severity| state.found.iter().filter(|finding| finding.severity == severity).count())
        };
        self.broken <= before.broken && counts(self) < counts(before)
    }

    /// Whether nothing is said but what was said `before`, and nothing of what `chosen` are for.
    fn is_without(&self, before: &State, chosen: &[Chosen]) -> bool {
        let mut left: FxHashMap<(&str, &str), isize> = FxHashMap::default();
        for finding in &before.found {
            *left.entry((finding.code, finding.message.as_str())).or_default() += 1;
        }
        let gone = chosen.iter().map(|one| (one.code, one.message.as_str()));
        let now = self.found.iter().map(|finding| (finding.code, finding.message.as_str()));
        for said in gone.chain(now) {
            *left.entry(said).or_default() -= 1;
        }
        self.broken <= before.broken && left.values().all(|count| *count >= 0)
    }
}

/// A set of places as spans that keep apart.
#[derive(Default)]
struct Spans(BTreeMap<u32, u32>);

impl Spans {
    /// Whether one of them shares a byte with `span` or meets it at an edge.
    fn meet(&self, span: Span) -> bool {
        self.0.range(..=span.end).next_back().is_some_and(|(_, end)| *end >= span.start)
    }

    fn add(&mut self, mut span: Span) {
        while let Some((&start, &end)) = self.0.range(..=span.end).next_back().filter(|(_, end)| **end >= span.start) {
            self.0.remove(&start);
            span = span.join(Span::new(start, end));
        }
        self.0.insert(span.start, span.end);
    }
}

/// A text told by what it has kept of another one.
struct Pieces(Vec<Piece>);

enum Piece {
    /// This part of the other text.
    Kept(Span),
    /// Something else.
    New(String),
}

impl Piece {
    fn len(&self) -> u32 {
        match self {
            Piece::Kept(span) => span.len(),
            Piece::New(text) => text.len() as u32,
        }
    }

    /// The first `at` bytes and the rest.
    fn split(self, at: u32) -> (Piece, Piece) {
        match self {
            Piece::Kept(span) => {
                let middle = span.start.saturating_add(at).min(span.end);
                (Piece::Kept(Span::new(span.start, middle)), Piece::Kept(Span::new(middle, span.end)))
            }
            Piece::New(text) => {
                let (head, tail) = text.split_at_checked(at as usize).unwrap_or((&text, ""));
                (Piece::New(head.to_owned()), Piece::New(tail.to_owned()))
            }
        }
    }
}

impl Pieces {
    fn of(text: &Text) -> Self {
        Self(vec![Piece::Kept(Span::new(0, text.len()))])
    }

    /// Applies `edits` of the text as it is told now, in text order.
    fn apply(&mut self, edits: &[Edit]) {
        let mut old = std::mem::take(&mut self.0).into_iter();
        let mut rest = old.next();
        let mut at = 0;
        // Everything up to `end`, which may lie inside of a piece.
        let mut up_to = |end: u32, mut into: Option<&mut Vec<Piece>>| {
            while at < end
                && let Some(piece) = rest.take()
            {
                let length = piece.len();
                let part = if length <= end - at {
                    rest = old.next();
                    piece
                } else {
                    let (head, tail) = piece.split(end - at);
                    rest = Some(tail);
                    head
                };
                at += part.len();
                if let Some(into) = &mut into {
                    into.push(part);
                }
            }
        };
        let mut new = Vec::new();
        for edit in edits {
            up_to(edit.span.start, Some(&mut new));
            new.push(Piece::New(edit.new_text.clone()));
            up_to(edit.span.end, None);
        }
        up_to(u32::MAX, Some(&mut new));
        self.0 = new;
    }

    /// What makes this of `original`.
    fn edits(&self, original: &Text) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut end = 0;
        let mut text = String::new();
        let mut kept_until = |next: Span, text: &mut String| {
            let gap = Span::new(end, next.start);
            let new_text = std::mem::take(text);
            if original.slice(gap) != new_text {
                edits.push(Edit { span: gap, new_text });
            }
            end = next.end;
        };
        for piece in &self.0 {
            match piece {
                Piece::Kept(span) if span.is_empty() => {}
                Piece::Kept(span) => kept_until(*span, &mut text),
                Piece::New(new) => text.push_str(new),
            }
        }
        kept_until(Span::empty(original.len()), &mut text);
        edits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_one_after_the_other_are_told_as_one() {
        let text = Text::new("one two 🚀 four");
        let first = [Edit::replace(Span::new(0, 3), "1"), Edit::replace(Span::empty(8), "and ")];
        let second = [Edit::replace(Span::new(0, 1), "eins"), Edit::replace(Span::new(4, 9), "n")];
        let mut pieces = Pieces::of(&text);
        let mut now = text.clone();
        for edits in [&first[..], &second] {
            pieces.apply(edits);
            now = now.with_edits(edits);
            assert_eq!(text.with_edits(&pieces.edits(&text)).to_string(), now.to_string());
        }
        assert_eq!(now.to_string(), "eins twn 🚀 four");
    }

    #[test]
    fn a_change_taken_back_is_none() {
        let text = Text::new("abc");
        let mut pieces = Pieces::of(&text);
        pieces.apply(&[Edit::replace(Span::new(1, 2), "xyz")]);
        pieces.apply(&[Edit::replace(Span::new(1, 4), "b")]);
        assert_eq!(pieces.edits(&text), []);
    }

    #[test]
    fn spans_that_meet_become_one() {
        let mut spans = Spans::default();
        for (start, end) in [(10, 20), (30, 40), (50, 50)] {
            spans.add(Span::new(start, end));
        }
        for (start, end, meets) in
            [(0, 9, false), (0, 10, true), (20, 20, true), (21, 29, false), (0, 99, true), (50, 60, true)]
        {
            assert_eq!(spans.meet(Span::new(start, end)), meets, "{start}..{end}");
        }
        spans.add(Span::new(15, 35));
        assert_eq!(spans.0.into_iter().collect::<Vec<_>>(), [(10, 40), (50, 50)]);
    }
}
