//! What the rules advise. A case is the inside of a `PodSpec` with `«…»` around each place that speaks; it is
//! judged as a Pod, as a Deployment written with four spaces, and as a `CronJob` with emoji in it. Only findings
//! of the rule in question count, so that cases need not be perfect otherwise.

mod command;
mod lifecycle;
mod network;
mod noise;
mod practices;
mod references;
mod resources;
mod scripts;
mod storage;

use podls::finding::{Finding, Severity};
use podls::ide::{Snapshot, findings, mended, vetted};
use podls::rules::{Choices, Profile};
use podls::settings::Settings;
use podls::text::Span;

/// A kind of object that a case is judged as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Pod,
    Deployment,
    CronJob,
    Job,
}

/// The kinds that every rule must work in.
const KINDS: [Kind; 3] = [Kind::Pod, Kind::Deployment, Kind::CronJob];

/// The object of `kind` around the `PodSpec` `spec`.
fn object(kind: Kind, spec: &str) -> String {
    let (head, width) = match kind {
        Kind::Pod => ("apiVersion: v1\nkind: Pod\nmetadata: {name: demo}\nspec:\n", 2),
        Kind::Deployment => (
            "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n    name: demo\nspec:\n    selector: {matchLabels: {a: b}}\n    template:\n        metadata: {labels: {a: b}}\n        spec:\n",
            12,
        ),
        Kind::CronJob => (
            "# 🚀 ночью\napiVersion: batch/v1\nkind: CronJob\nmetadata: {name: demo, annotations: {a: '😀'}}\nspec:\n  schedule: '0 3 * * *'\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: Never # 🎯\n",
            10,
        ),
        Kind::Job => (
            "apiVersion: batch/v1\nkind: Job\nmetadata: {name: demo}\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n",
            6,
        ),
    };
    let mut text = head.to_owned();
    for line in spec.trim_matches('\n').lines() {
        if !line.is_empty() {
            text.push_str(&" ".repeat(width));
            text.push_str(line);
        }
        text.push('\n');
    }
    text
}

/// The text without its brackets, and the places between them.
fn places(marked: &str) -> (String, Vec<Span>) {
    let (mut text, mut places, mut open) = (String::new(), Vec::new(), 0);
    for letter in marked.chars() {
        match letter {
            '«' => open = text.len() as u32,
            '»' => places.push(Span::new(open, text.len() as u32)),
            letter => text.push(letter),
        }
    }
    (text, places)
}

fn settings(code: &str, profile: Profile) -> Settings {
    assert!(podls::rules::codes().any(|known| known == code), "{code} is no rule");
    Settings { choices: Choices { profile, severities: None }, ..Settings::default() }
}

/// What the rule `code` says of `yaml` in the profile `profile`.
fn said(code: &str, profile: Profile, yaml: &str) -> Vec<Finding> {
    let (snapshot, settings) = (Snapshot::new(yaml), settings(code, profile));
    let mut found = findings(&snapshot, &settings);
    found.retain(|finding| finding.code == code || finding.code == "yaml-syntax");
    mended(&snapshot, &settings, found)
}

/// Checks that exactly the places between brackets speak, as loud as `severity`.
#[track_caller]
fn check(code: &str, profile: Profile, severity: Severity, marked: &str) {
    let (yaml, places) = places(marked);
    assert!(!places.is_empty(), "nothing is marked:\n{yaml}");
    let found = said(code, profile, &yaml);
    let spans: Vec<Span> = found.iter().map(|finding| finding.span).collect();
    let shown: Vec<_> = found.iter().map(|finding| (&yaml[finding.span.range()], &finding.message)).collect();
    assert_eq!(spans, places, "{yaml}\nfound: {shown:#?}");
    assert!(
        found.iter().all(|finding| finding.code == code && finding.severity == severity),
        "{yaml}\nfound: {found:#?}"
    );
}

#[track_caller]
fn in_kinds(kinds: &[Kind], code: &str, profile: Profile, severity: Severity, cases: &[&str]) {
    for case in cases {
        for kind in kinds {
            check(code, profile, severity, &object(*kind, case));
        }
    }
}

/// Each of `cases` speaks as a warning in the default profile.
#[track_caller]
fn warns(code: &str, cases: &[&str]) {
    in_kinds(&KINDS, code, Profile::Recommended, Severity::Warning, cases);
}

/// Each of `cases` speaks as a hint in the default profile.
#[track_caller]
fn hints(code: &str, cases: &[&str]) {
    in_kinds(&KINDS, code, Profile::Recommended, Severity::Hint, cases);
}

/// Each of `cases` speaks as a hint in the profile `strict`, and not at all in the default one.
#[track_caller]
fn strictly(code: &str, cases: &[&str]) {
    in_kinds(&KINDS, code, Profile::Strict, Severity::Hint, cases);
    for case in cases {
        let found = said(code, Profile::Recommended, &places(&object(Kind::Pod, case)).0);
        assert!(found.is_empty(), "{case}");
    }
}

/// Each of `cases` speaks in the profile `strict`, as loud as `severity`, and not at all in the default one.
#[track_caller]
fn asked_for(code: &str, severity: Severity, cases: &[&str]) {
    in_kinds(&KINDS, code, Profile::Strict, severity, cases);
    for case in cases {
        let found = said(code, Profile::Recommended, &places(&object(Kind::Pod, case)).0);
        assert!(found.is_empty(), "{case}");
    }
}

/// None of `cases` speaks, in any kind, whatever the profile.
#[track_caller]
fn silent(code: &str, cases: &[&str]) {
    for case in cases {
        for kind in KINDS {
            quiet(code, &object(kind, case));
        }
    }
}

/// Nothing is said of `yaml` in the strictest profile.
#[track_caller]
fn quiet(code: &str, yaml: &str) {
    let found = said(code, Profile::Strict, yaml);
    assert!(found.is_empty(), "{yaml}\nfound: {found:#?}");
}

/// The first fix of the only finding in the Pod with `before` leads to `after`, which the rule is silent on.
#[track_caller]
fn fixes(code: &str, before: &str, after: &str) {
    let yaml = object(Kind::Pod, before);
    let snapshot = Snapshot::new(&yaml);
    let settings = settings(code, Profile::Strict);
    let found = vetted(&snapshot, &settings, said(code, Profile::Strict, &yaml));
    let [finding] = found.as_slice() else { panic!("{code} must be said once:\n{yaml}\n{found:#?}") };
    let fix = finding.fixes.first().unwrap_or_else(|| panic!("no fix:\n{yaml}\n{}", finding.message));
    let mended = snapshot.text().with_edits(&fix.edits).to_string();
    assert_eq!(mended, object(Kind::Pod, after), "{}", fix.title);
    quiet(code, &mended);
}
