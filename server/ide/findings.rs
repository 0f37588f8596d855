//! Everything there is to say about a text. What was worked out about a document, or about an item
//! of a `List`, is kept with its tree and used again until it changes. Fixes are made only for
//! those findings of which somebody wants them.

use std::sync::{Arc, LazyLock};

use super::{Snapshot, silence};
use crate::finding::{Finding, Fix};
use crate::pod::{Map, Object, objects};
use crate::rules;
use crate::schema::is_list;
use crate::settings::Settings;
use crate::syntax::{Document, Node, Scalar};
use crate::text::{Edit, Span, Text};
use crate::validate::{self, Cx};

/// The findings of a piece of text, with places relative to where it begins.
struct Kept {
    settings: Settings,
    is_template: bool,
    tells: Tells,
    /// Judged as one among whole objects, see [`Tells`].
    among_whole: bool,
    /// Without fixes.
    findings: Vec<Finding>,
}

/// What a document tells about the others. A file holds patches, or objects that are whole, never both:
/// so what reads as a patch and stands beside whole workloads is one of them, and not finished.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Tells {
    /// It holds a workload that is whole.
    whole: bool,
    /// It holds one that, by itself, reads as a patch.
    patch: bool,
}

impl Tells {
    fn and(self, other: Tells) -> Tells {
        Tells { whole: self.whole || other.whole, patch: self.patch || other.patch }
    }
}

impl Kept {
    fn silent(whole: bool) -> Self {
        let tells = Tells { whole, patch: false };
        Self { settings: Settings::default(), is_template: false, tells, among_whole: false, findings: Vec::new() }
    }
}

/// Most pieces have no findings; they share this, or that, if they are whole workloads.
static NOTHING: LazyLock<Arc<Kept>> = LazyLock::new(|| Arc::new(Kept::silent(false)));
static WHOLE: LazyLock<Arc<Kept>> = LazyLock::new(|| Arc::new(Kept::silent(true)));

/// Everything there is to say about the text, in text order, without fixes.
pub fn findings(snapshot: &Snapshot, settings: &Settings) -> Vec<Finding> {
    let mut all = Vec::new();
    let mut template = false;
    let mut told = Tells::default();
    let text = snapshot.text();
    for (origin, document) in snapshot.syntax().documents() {
        with_document(text, document, origin, settings, None, |kept| {
            template |= kept.is_template;
            told = told.and(kept.tells);
            all.extend(kept.findings.iter().map(|finding| finding.shift(origin)));
        });
    }
    // A template decides about all of its file: what looks wrong may never be rendered.
    if template {
        return Vec::new();
    }
    if told.patch {
        all.clear();
        for (origin, document) in snapshot.syntax().documents() {
            with_document(text, document, origin, settings, Some(told.whole), |kept| {
                all.extend(kept.findings.iter().map(|finding| finding.shift(origin)));
            });
        }
    }
    silence::in_file(snapshot, settings, &mut all);
    all
}

/// `found`, findings of the text, with their fixes. The documents and items that they
/// are in are judged once more, the others are not.
pub fn mended(snapshot: &Snapshot, settings: &Settings, mut found: Vec<Finding>) -> Vec<Finding> {
    if found.is_empty() {
        return found;
    }
    let text = snapshot.text();
    let near = Starts::of(&found);
    let mut told = Tells::default();
    for (origin, document) in snapshot.syntax().documents() {
        with_document(text, document, origin, settings, None, |kept| told = told.and(kept.tells));
    }
    let mut all = Vec::new();
    for (origin, document) in snapshot.syntax().documents() {
        if near.any_in(Span::new(origin, origin + document.len())) {
            let job = Job { text, settings, among_whole: told.patch && told.whole, fixes_near: Some(&near) };
            all.extend(job.judge(document, origin).0);
        }
    }
    silence::in_file(snapshot, settings, &mut all);
    let place = |finding: &Finding| (finding.span, finding.code);
    all.sort_by_key(place);
    for finding in &mut found {
        let first = all.partition_point(|other| place(other) < place(finding));
        let same = all.iter_mut().skip(first).take_while(|other| place(other) == place(finding));
        if let Some(other) = same.into_iter().find(|other| other.message == finding.message) {
            finding.fixes.clone_from(&other.fixes);
        }
    }
    found
}

/// Where findings begin, in text order.
struct Starts(Vec<u32>);

impl Starts {
    fn of(findings: &[Finding]) -> Self {
        let mut starts: Vec<u32> = findings.iter().map(|finding| finding.span.start).collect();
        starts.sort_unstable();
        Self(starts)
    }

    /// Whether one begins in `span` or at its end.
    fn any_in(&self, span: Span) -> bool {
        let first = self.0.partition_point(|start| *start < span.start);
        self.0.get(first).is_some_and(|start| *start <= span.end)
    }
}

/// Whether what is said of a document hangs on the others, too.
pub(super) fn hangs_on_others(document: &Document) -> bool {
    document.memo().get::<Kept>().is_some_and(|kept| kept.tells.patch)
}

/// Calls `use_kept` with the findings of a document, kept or new; those of a patch are made for standing
/// among whole objects, or not, where that is known.
fn with_document(
    text: &Text,
    document: &Document,
    origin: u32,
    settings: &Settings,
    among_whole: Option<bool>,
    use_kept: impl FnOnce(&Kept),
) {
    let fits = |kept: &&Kept| {
        kept.settings == *settings
            && among_whole.is_none_or(|among_whole| !kept.tells.patch || kept.among_whole == among_whole)
    };
    if let Some(kept) = document.memo().get::<Kept>().filter(fits) {
        return use_kept(kept);
    }
    let is_template = document.is_template();
    let among_whole = among_whole.unwrap_or_default();
    let tells = Tells::default();
    let mut kept = Kept { settings: settings.clone(), is_template, tells, among_whole, findings: Vec::new() };
    if !kept.is_template {
        let job = Job { text, settings, among_whole, fixes_near: None };
        (kept.findings, kept.tells) = job.judge(document, origin);
        for finding in &mut kept.findings {
            finding.fixes = Vec::new();
            *finding = finding.shift(origin.wrapping_neg());
        }
        kept.findings.shrink_to_fit();
    }
    use_kept(&kept);
    let nothing = kept.findings.is_empty() && !kept.is_template && *settings == Settings::default();
    document.memo().set(match kept.tells {
        Tells { whole, patch: false } if nothing => Arc::clone(if whole { &WHOLE } else { &NOTHING }),
        _ => Arc::new(kept),
    });
}

/// How documents are judged.
struct Job<'j> {
    text: &'j Text,
    settings: &'j Settings,
    /// As ones among whole objects, see [`Tells`].
    among_whole: bool,
    /// Where fixes are made as well, and nothing is kept; what is elsewhere may be left out.
    fixes_near: Option<&'j Starts>,
}

impl Job<'_> {
    /// The findings of a document, with places in the whole text, and what it tells about others.
    fn judge(&self, document: &Document, origin: u32) -> (Vec<Finding>, Tells) {
        let (text, settings) = (self.text, self.settings);
        let mut findings: Vec<Finding> = document
            .problems(origin)
            .into_iter()
            .map(|problem| Finding::error("yaml-syntax", problem.span, problem.message))
            .collect();
        let is_ours = |findings: &[Finding]| !findings.is_empty() || !objects(document, origin).is_empty();
        if let Some(span) = document.beside_marker(origin).filter(|_| is_ours(&findings)) {
            // What is wrong further down may well come of this.
            findings = vec![beside_marker(text, span, findings.is_empty())];
        }
        let mut tells = Tells::default();
        let list = document.root(origin).and_then(Map::of).filter(|map| is_list(map.text("kind").unwrap_or_default()));
        match list {
            Some(list) if !document.has_aliases() => self.items(list, &mut findings),
            _ => {
                for object in objects(document, origin) {
                    let (found, told) = self.object(&object);
                    findings.extend(found);
                    tells = tells.and(told);
                }
            }
        }
        let all = Span::new(origin, origin + document.len());
        let region = match list {
            // Comments in items are seen with the items.
            Some(list) if !document.has_aliases() => {
                Span::new(origin, list.items("items").next().map_or(origin, Node::start))
            }
            _ => all,
        };
        findings.sort_by_key(|finding| finding.span);
        silence::Room { text, document, origin, region, all }.quieten(settings, &mut findings);
        (findings, tells)
    }

    /// The findings of the items of a list, kept or new.
    fn items(&self, list: Map<'_>, findings: &mut Vec<Finding>) {
        let (text, settings) = (self.text, self.settings);
        // The items of a `PodList` are all Pods, whatever they say.
        let is_mixed = list.text("kind") == Some("List");
        let mut all = list.items("items").peekable();
        while let Some(item) = all.next() {
            let start = || item.start();
            let fits = |kept: &&Kept| self.fixes_near.is_none() && kept.settings == *settings;
            if let Some(kept) = item.memo().and_then(|memo| memo.get::<Kept>()).filter(fits) {
                if !kept.findings.is_empty() {
                    let start = start();
                    let mut found = kept.findings.iter().map(|finding| finding.shift(start)).collect();
                    silence::above(text, item, &mut found);
                    findings.append(&mut found);
                }
                continue;
            }
            let next = all.peek().map_or(u32::MAX, |next| next.start());
            if self.fixes_near.is_some_and(|near| !near.any_in(Span::new(start(), next))) {
                continue;
            }
            // A comment may follow on its last line.
            let span = item.span();
            let region = Span::new(span.start, text.line_span(text.line_of(span.end)).end.max(span.end));
            let mut found = match item_object(item) {
                Some(object) => self.object(&object).0,
                None if is_mixed => empty_item(item).into_iter().collect(),
                None => Vec::new(),
            };
            silence::Room { text, document: item.document(), origin: item.origin(), region, all: region }
                .quieten(settings, &mut found);
            if let Some(memo) = item.memo().filter(|_| self.fixes_near.is_none()) {
                for finding in &mut found {
                    finding.fixes = Vec::new();
                }
                let nothing = found.is_empty() && *settings == Settings::default();
                let start = start();
                let relative = || found.iter().map(|finding| finding.shift(start.wrapping_neg())).collect();
                memo.set(if nothing {
                    Arc::clone(&NOTHING)
                } else {
                    Arc::new(Kept { settings: settings.clone(), findings: relative(), ..Kept::silent(false) })
                });
            }
            silence::above(text, item, &mut found);
            findings.append(&mut found);
        }
    }

    /// The findings of an object, and what it tells about others.
    fn object(&self, object: &Object<'_>) -> (Vec<Finding>, Tells) {
        let settings = self.settings;
        let mut cx = Cx::new(settings.kubernetes, self.text);
        if let Some(near) = self.fixes_near {
            cx.desk = self.text.into();
            cx.wanted = Some(&near.0);
        }
        cx.pod_security = settings.pod_security;
        cx.among_whole = self.among_whole;
        validate::object(&mut cx, object);
        rules::object(&mut cx, object, &settings.choices);
        let tells = Tells {
            whole: !cx.is_patch && !cx.reads_as_patch && object.is_current_workload() && object.map.has("spec"),
            patch: cx.reads_as_patch,
        };
        let mut findings = cx.finish();
        silence::in_object(object, settings, &mut findings);
        (findings, tells)
    }
}

/// Kubernetes takes nothing but a comment beside `---`.
fn beside_marker(text: &Text, span: Span, is_yaml: bool) -> Finding {
    let message = "only a comment can follow `---`; begin a new line";
    let line = text.line_start(text.line_of(span.start));
    let fix = if is_yaml {
        let gap = Span::new((line + 3).min(span.start), span.start);
        Fix::safe("Begin a new line", vec![Edit::replace(gap, "\n")])
    } else {
        Fix::suggestion("Make it a comment", vec![Edit::replace(Span::empty(span.start), "# ")])
    };
    Finding::error("yaml-syntax", span, message).with_fix(fix)
}

/// Nothing is no object.
fn empty_item(item: Node<'_>) -> Option<Finding> {
    let message = "this item of `items` is empty; write an object, or remove its `-`";
    (item.scalar() == Some(Scalar::Null)).then(|| Finding::error("missing-kind", item.span(), message))
}

fn item_object(item: Node<'_>) -> Option<Object<'_>> {
    Object::item(Map::of(item)?)
}
