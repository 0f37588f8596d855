//! Toy features, so that these tests speak of the door and not of Kubernetes.
//! The word `bad` is an error that `good` mends, `old` is deprecated, `idle` has no effect.
//! `boom` panics.

use std::borrow::Cow;
use std::sync::{Condvar, Mutex};
use std::time::Duration;

use podls::finding::{Finding, Fix, Tag};
use podls::ide::{
    Action, Command, Completion, CompletionKind, Docs, Fixed, Fold, Hint, Hover, Lens, Occasion, Snapshot, Snippet,
    Symbol, SymbolKind, Which,
};
use podls::lsp::Engine;
use podls::settings::Settings;
use podls::text::{Edit, Span};

/// The toy, judging everything at once.
pub(crate) const TOY: Engine = Engine {
    open: Snapshot::new,
    edit: Snapshot::edit,
    findings,
    hover,
    complete,
    actions,
    templates: |_| Vec::new(),
    offers: |_, _, _, _| Vec::new(),
    insert: |_, _, _, _| None,
    insert_plain: |_, _, _, _| None,
    fixable,
    fix_all,
    symbols,
    folds,
    selections,
    names: podls::ide::names,
    linked: podls::ide::linked,
    prepare_rename: podls::ide::prepare_rename,
    rename: podls::ide::rename,
    refactorings: podls::ide::refactorings,
    refactor: podls::ide::refactor,
    links: podls::ide::links,
    search: podls::ide::search,
    hints,
    lenses,
    draw: podls::ide::draw::draw,
    patience: Duration::MAX,
};

fn words<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = Span> + 'a {
    text.match_indices(word).map(|(at, word)| Span::new(at as u32, (at + word.len()) as u32))
}

/// The toy's findings, for features that hold them up first.
pub(crate) fn findings(snapshot: &Snapshot, settings: &Settings) -> Vec<Finding> {
    let text = snapshot.text().to_string();
    assert!(!text.contains("boom"), "boom");
    let mut found = Vec::new();
    let mut first = None;
    for span in words(&text, "bad") {
        let fix = Fix::safe("Write `good`", vec![Edit::replace(span, "good")]);
        let finding = Finding::error("bad-word", span, format!("`bad` in {}", settings.kubernetes)).with_fix(fix);
        found.push(match first {
            Some(first) => finding.with_related(first, "the first is here"),
            None => finding,
        });
        first = first.or(Some(span));
    }
    for span in words(&text, "old") {
        found.push(Finding::warning("old-word", span, "`old` is old").with_tag(Tag::Deprecated));
    }
    for span in words(&text, "idle") {
        found.push(Finding::warning("idle-word", span, "`idle` is idle").with_tag(Tag::Unnecessary));
    }
    found
}

fn hover(snapshot: &Snapshot, settings: &Settings, _: &Occasion<'_>, offset: u32) -> Option<Hover> {
    let text = snapshot.text().to_string();
    assert!(!text.contains("boom"), "boom");
    let part = |byte: u8| byte.is_ascii_alphanumeric();
    let bytes = text.as_bytes();
    let at = offset as usize;
    let start = bytes[..at].iter().rposition(|&byte| !part(byte)).map_or(0, |at| at + 1);
    let end = bytes[at..].iter().position(|&byte| !part(byte)).map_or(bytes.len(), |end| at + end);
    let word = &text[start..end];
    let markdown = format!("`{word}` at **{offset}** for {}", settings.kubernetes);
    (!word.is_empty()).then(|| Hover { span: Span::new(start as u32, end as u32), markdown })
}

fn complete(snapshot: &Snapshot, settings: &Settings, offset: u32) -> Vec<Completion> {
    let mut found: Vec<Completion> = [("name", CompletionKind::Field, false), ("old", CompletionKind::Value, true)]
        .into_iter()
        .zip(0..)
        .map(|((label, kind, deprecated), rank)| Completion {
            label: label.into(),
            kind,
            detail: "string".into(),
            documentation: format!("the `{label}`").into(),
            rank,
            deprecated,
            edit: Edit::replace(Span::new(offset.saturating_sub(1), offset), format!("{label}: ")),
            snippet: None,
            also: Vec::new(),
        })
        .collect();
    // A block that takes the place of the spaces before it, too.
    let line = snapshot.text().line_start(snapshot.text().line_of(offset));
    let before = snapshot.text().slice(Span::new(line, offset)).into_owned();
    let spaces = (before.len() - before.trim_end_matches(' ').len()) as u32;
    let block = Snippet::of("a: «1:$b»\n    c: }").indented(spaces as usize, "\n");
    let span = Span::new(offset - u32::from(spaces > 0), offset);
    found.push(Completion {
        label: "block".into(),
        kind: CompletionKind::Block,
        detail: String::new(),
        documentation: Docs::of("core.v1.Container", "image", settings.kubernetes).expect("a field"),
        rank: 9,
        deprecated: false,
        edit: block.edit(span),
        snippet: Some(block),
        also: vec![Edit::replace(Span::empty(0), "# more\n")],
    });
    found
}

fn actions(snapshot: &Snapshot, settings: &Settings, span: Span) -> Vec<Action> {
    let mut actions = Vec::new();
    for finding in findings(snapshot, settings).into_iter().filter(|finding| finding.span.meets(span)) {
        for fix in finding.fixes.clone() {
            let finding = Some(finding.clone());
            actions.push(Action { title: fix.title, finding, preferred: fix.safe, edits: fix.edits });
        }
    }
    if !span.is_empty() {
        let edits = vec![Edit::replace(span, "")];
        actions.push(Action { title: Cow::from("Remove"), finding: None, preferred: false, edits });
    }
    actions
}

fn fixable(snapshot: &Snapshot, settings: &Settings, code: &str) -> usize {
    findings(snapshot, settings).iter().filter(|finding| finding.code == code && !finding.fixes.is_empty()).count()
}

fn fix_all(snapshot: &Snapshot, settings: &Settings, which: Which<'_>) -> Fixed {
    assert!(!which.suggestions);
    let found = findings(snapshot, settings);
    let found = found.into_iter().filter(|finding| which.code.is_none_or(|code| finding.code == code));
    let edits: Vec<Edit> = found.flat_map(|finding| finding.fixes).flat_map(|fix| fix.edits).collect();
    Fixed { fixed: edits.len(), edits }
}

fn symbols(snapshot: &Snapshot, _: &Settings) -> Vec<Symbol> {
    let all = Span::new(0, snapshot.text().len());
    let line = snapshot.text().line_span(0);
    let child = Symbol {
        name: String::new(),
        detail: "app".into(),
        kind: SymbolKind::Container,
        span: line,
        // Outside on purpose.
        selection: all,
        children: Vec::new(),
    };
    let name = snapshot.text().slice(line).into_owned();
    vec![Symbol {
        name,
        detail: String::new(),
        kind: SymbolKind::Workload,
        span: all,
        selection: line,
        children: vec![child],
    }]
}

fn folds(snapshot: &Snapshot) -> Vec<Fold> {
    let text = snapshot.text();
    let all = Span::new(0, text.len());
    vec![
        Fold { span: text.line_span(0), comment: false },
        Fold { span: all, comment: false },
        Fold { span: all, comment: true },
    ]
}

fn selections(snapshot: &Snapshot, offset: u32) -> Vec<Span> {
    let text = snapshot.text();
    if text.is_empty() {
        return Vec::new();
    }
    vec![Span::empty(offset), text.line_span(text.line_of(offset)), Span::new(0, text.len())]
}

/// `bad` is a bad hint.
fn hints(snapshot: &Snapshot, settings: &Settings, range: Span) -> Vec<Hint> {
    let text = snapshot.text().to_string();
    let inside = words(&text, "bad").filter(|span| range.covers(*span) && settings.hints.roles);
    inside.map(|span| Hint { offset: span.end, label: "bad".into(), tooltip: "**bad**".into() }).collect()
}

/// `bad` can be sent away.
fn lenses(snapshot: &Snapshot, _: &Settings, occasion: &Occasion<'_>) -> Vec<Lens> {
    let text = snapshot.text().to_string();
    let command = Command { title: "Send away".into(), line: format!("rm {}", occasion.file) };
    words(&text, "bad").map(|span| Lens { span, label: "away", command: command.clone() }).collect()
}

/// A gate between a test and the features it holds up. Each test has its own, as a static.
pub(crate) struct Gate {
    state: Mutex<(usize, bool)>,
    moved: Condvar,
}

impl Gate {
    /// A closed gate.
    pub(crate) const fn new() -> Self {
        Self { state: Mutex::new((0, false)), moved: Condvar::new() }
    }

    /// Waits in a feature until the test lets go.
    pub(crate) fn pass(&self) {
        let mut state = self.state.lock().unwrap();
        state.0 += 1;
        self.moved.notify_all();
        while !state.1 {
            state = self.moved.wait(state).unwrap();
        }
    }

    /// Waits in the test until `count` features have come to the gate.
    pub(crate) fn reached(&self, count: usize) {
        let mut state = self.state.lock().unwrap();
        while state.0 < count {
            state = self.moved.wait(state).unwrap();
        }
    }

    /// How many features have come to the gate.
    pub(crate) fn count(&self) -> usize {
        self.state.lock().unwrap().0
    }

    /// Lets all features go, now and later.
    pub(crate) fn open(&self) {
        self.state.lock().unwrap().1 = true;
        self.moved.notify_all();
    }
}

/// The toy's findings, which for any text but an empty one wait at the gate first.
macro_rules! held_up {
    ($gate:ident) => {{
        fn slow(snapshot: &podls::ide::Snapshot, settings: &podls::settings::Settings) -> Vec<podls::finding::Finding> {
            if !snapshot.text().is_empty() {
                $gate.pass();
            }
            $crate::lsp::toy::findings(snapshot, settings)
        }
        slow
    }};
}
pub(crate) use held_up;

/// As [`TOY`], with all work on whole documents done by workers.
pub(crate) const PATIENT: Engine = Engine { patience: Duration::ZERO, ..TOY };
