//! The pages about findings: one for each code that podls can say, each with examples that hold.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use expect_test::expect_file;
use podls::finding::{Finding, Severity};
use podls::ide::{self, Snapshot};
use podls::rules::Profile;
use podls::schema::{self, Page};

use crate::fixtures::server_only;
use crate::layers::{files, without_tests};

/// Words of the code that look like codes: names of resources, labels, keys and priority classes, placeholders,
/// a mark in a text.
const NO_CODES: &[&str] = &[
    "app-config",
    "app-data",
    "app-secrets",
    "controller-uid",
    "ephemeral-storage",
    "ignore-document",
    "ignore-file",
    "job-name",
    "k8s-app",
    "kube-linter",
    "kube-score",
    "kube-system",
    "my-secret",
    "pod-template-hash",
    "podls-stands-here",
    "pss-baseline",
    "pss-restricted",
    "ssh-privatekey",
    "system-cluster-critical",
    "system-node-critical",
];

/// Where findings are made: below these folders of `server/`, and nowhere else.
const MAKERS: &[&str] = &["server/validate", "server/rules", "server/settings", "server/ide"];

/// Every code in the sources of what makes findings.
fn codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for path in MAKERS.iter().flat_map(|folder| files(folder)) {
        let text = fs::read_to_string(&path).expect("text");
        codes
            .extend(without_tests(&without_comments(&text)).split('"').filter(|word| is_code(word)).map(str::to_owned));
    }
    // Those of one word.
    codes.extend(podls::rules::codes().map(str::to_owned));
    codes.retain(|code| !NO_CODES.contains(&code.as_str()));
    codes
}

fn without_comments(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).fold(String::new(), |all, line| all + line + "\n")
}

/// Words of small letters and digits with `-` between them.
fn is_code(text: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.contains('-') && text.split('-').all(is_word)
}

/// What is said about an example of `page`.
fn judged(page: &Page, example: &str) -> Vec<Finding> {
    if page.area == "settings" {
        return podls::settings::read(example).1;
    }
    let mut settings = server_only();
    if let Some(profile) = profile(page) {
        settings.choices.profile = profile;
    }
    settings.kubernetes = page.kubernetes.unwrap_or(settings.kubernetes);
    settings.pod_security = page.pod_security.map(|level| level.parse().expect("a level"));
    let filled =
        if page.fill > 0 { example.replace('…', &"x".repeat(page.fill as usize * 1024)) } else { example.to_owned() };
    ide::findings(&Snapshot::new(&filled), &settings)
}

/// The quietest profile in which a page of advice speaks.
fn profile(page: &Page) -> Option<Profile> {
    if let Some(profile) = page.profile {
        return Some(profile.parse().expect("a profile"));
    }
    let at = page.levels?.iter().position(Option::is_some)?;
    [Profile::Minimal, Profile::Recommended, Profile::Strict].get(at).copied()
}

/// How bad the example of a page is, as it is judged here.
fn severity(page: &Page) -> Severity {
    page.levels.and_then(|levels| levels.into_iter().flatten().next()).unwrap_or(page.severity)
}

fn listed(findings: &[Finding]) -> String {
    let lines =
        findings.iter().map(|finding| format!("  {}[{}]: {}", finding.severity.name(), finding.code, finding.message));
    lines.collect::<Vec<_>>().join("\n")
}

fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} pages:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let codes = codes();
    let pages: BTreeSet<String> = schema::pages().iter().map(|page| page.code.to_owned()).collect();
    let bare: Vec<&String> = codes.difference(&pages).collect();
    let idle: Vec<&String> = pages.difference(&codes).collect();
    assert!(bare.is_empty() && idle.is_empty(), "codes without a page: {bare:?}\npages without a code: {idle:?}");
    assert!(codes.len() > 200, "only {} codes were found", codes.len());
}

#[test]
fn findings_are_made_only_where_codes_are_looked_for() {
    let makes = |text: &str| ["error", "warning", "new"].iter().any(|how| text.contains(&format!("Finding::{how}(")));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for path in files("server") {
        let known = MAKERS.iter().any(|folder| path.starts_with(root.join(folder)));
        let text = without_tests(&fs::read_to_string(&path).expect("text"));
        assert!(known || !makes(&text), "{} makes findings", path.display());
    }
}

#[test]
fn what_looks_like_a_code_and_is_none_is_still_there() {
    let text: String =
        MAKERS.iter().flat_map(|folder| files(folder)).map(|path| fs::read_to_string(path).expect("text")).collect();
    let gone: Vec<_> = NO_CODES.iter().filter(|word| !text.contains(&format!("\"{word}\""))).collect();
    assert!(gone.is_empty(), "{gone:?}");
}

#[test]
fn pages_are_sorted_and_found_by_code() {
    assert!(schema::pages().is_sorted_by(|one, other| one.code < other.code));
    for page in schema::pages() {
        assert_eq!(schema::page(page.code), Some(page));
    }
    assert_eq!(schema::page("no-such-code"), None);
}

#[test]
fn a_wrong_example_has_its_fault_and_no_other() {
    let mut wrong = Vec::new();
    for page in schema::pages() {
        let found = judged(page, page.wrong);
        let of_page = |finding: &Finding| finding.code == page.code;
        let is_said = found.iter().any(|finding| of_page(finding) && finding.severity == severity(page));
        let beside = |code: &str| found.iter().any(|finding| finding.code == code);
        let other = |finding: &Finding| {
            finding.severity == Severity::Error && !of_page(finding) && Some(finding.code) != page.beside
        };
        if !is_said || found.iter().any(other) || !page.beside.is_none_or(beside) {
            wrong.push(format!("{}:\n{}", page.code, listed(&found)));
        }
    }
    none(&wrong);
}

#[test]
fn a_right_example_has_no_error() {
    let mut wrong = Vec::new();
    for page in schema::pages() {
        let found = judged(page, page.right);
        if found.iter().any(|finding| finding.code == page.code || finding.severity == Severity::Error) {
            wrong.push(format!("{}:\n{}", page.code, listed(&found)));
        }
        assert_ne!(page.wrong, page.right, "{}", page.code);
    }
    none(&wrong);
}

/// `UPDATE_EXPECT=1 cargo test pages` writes the files anew.
#[test]
fn the_documents_hold_the_pages() {
    expect_file!["../docs/rules/README.md"].assert_eq(&index());
    for area in areas() {
        expect_file![format!("../docs/rules/{area}.md")].assert_eq(&document(area));
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    let files = fs::read_dir(folder).expect("a folder").count();
    assert_eq!(files, areas().len() + 1, "a page of an area that is gone");
}

/// The same of what each profile says.
#[test]
fn the_document_holds_the_profiles() {
    expect_file!["../docs/profiles.md"].assert_eq(&profiles());
}

fn profiles() -> String {
    let mut out = String::from(
        "# Profiles\n\nHow severe advice is in each profile. What the API server refuses or warns of is reported in \
         all of them; `none` gives no advice at all. `pss-baseline` and `pss-restricted` are as `recommended`, and Pods \
         must meet that Pod Security level: what keeps them from it is an error, in templates a warning, and the advice \
         about the same is silent. Where a rule is not sure, it is quieter than shown here.\n\n\
         Choose with `profile:` in `podls.yaml` or `--profile`; a severity for a single code stands above it. Each code \
         has its page in [rules](rules/README.md).\n\n\
         Made from `schemas/findings/` by `UPDATE_EXPECT=1 cargo test pages`; do not edit.\n",
    );
    let practices: BTreeSet<&str> = advice().map(|page| page.practice).collect();
    for practice in practices {
        let _ =
            write!(out, "\n## {}\n\n| code | minimal | recommended | strict |\n|---|---|---|---|\n", title(practice));
        for page in advice().filter(|page| page.practice == practice) {
            let [minimal, recommended, strict] =
                page.levels.unwrap_or_default().map(|level| level.map_or("–", Severity::name));
            let _ = writeln!(
                out,
                "| [`{0}`](rules/{1}.md#{0}) | {minimal} | {recommended} | {strict} |",
                page.code, page.area
            );
        }
    }
    out
}

fn advice() -> impl Iterator<Item = &'static Page> {
    schema::pages().iter().filter(|page| page.levels.is_some())
}

#[test]
fn advice_is_as_bad_as_a_profile_makes_it_and_never_an_error() {
    for page in advice() {
        let levels = page.levels.unwrap_or_default();
        assert!(page.severity != Severity::Error && levels.contains(&Some(page.severity)), "{}", page.code);
        assert!(page.loudness().contains(page.severity.name()), "{}", page.code);
    }
}

#[test]
fn a_stricter_profile_says_no_less() {
    for page in advice() {
        let levels = page.levels.unwrap_or_default();
        // `Error` is the least, and nothing more than all.
        let loud = levels.map(|level| level.map_or(9, |level| level as u8));
        assert!(loud.is_sorted_by(|less, more| less >= more) && loud[2] < 9, "{}: {levels:?}", page.code);
    }
}

/// The list of all codes by area.
fn index() -> String {
    let mut out = String::from(
        "# Findings\n\nWhat podls can say, by area: each code leads to its page with what it means, an example, and the \
         example mended.\nThe same is printed by `podls explain CODE`.\n\n\
         Made from `schemas/findings/` by `UPDATE_EXPECT=1 cargo test pages`; do not edit.\n",
    );
    for area in areas() {
        let _ = write!(out, "\n## [{}]({area}.md)\n\n", title(area));
        for page in in_area(area) {
            let _ = writeln!(out, "- [`{0}`]({area}.md#{0}): {1}", page.code, page.says);
        }
    }
    out
}

/// The pages of one area.
fn document(area: &str) -> String {
    let mut out = format!(
        "# {}\n\nMade from `schemas/findings/{area}.yaml` by `UPDATE_EXPECT=1 cargo test pages`; do not edit. \
         [All codes](README.md)\n",
        title(area)
    );
    for page in in_area(area) {
        section(&mut out, page);
    }
    out
}

fn areas() -> BTreeSet<&'static str> {
    schema::pages().iter().map(|page| page.area).collect()
}

fn in_area(area: &str) -> impl Iterator<Item = &'static Page> {
    schema::pages().iter().filter(move |page| page.area == area)
}

/// `pod-security` as `Pod security`.
fn title(area: &str) -> String {
    let (first, rest) = area.split_at(1);
    format!("{}{}", first.to_uppercase(), rest.replace('-', " "))
}

fn section(out: &mut String, page: &Page) {
    let Page { code, says, why, wrong, right, source, .. } = page;
    let loud = page.loudness();
    let mut how = String::new();
    if let Some(minor) = page.kubernetes {
        let _ = write!(how, ", judged with `--kubernetes-version {minor}`");
    }
    if let Some(level) = page.pod_security {
        let _ = write!(how, ", judged with `--pod-security {level}`");
    }
    if page.fill > 0 {
        let _ = write!(how, ", where `…` stands for {} KiB of letters", page.fill);
    }
    let _ = write!(
        out,
        "\n## {code}\n\n**{says}** ({loud})\n\n{why}\n\nWrong{how}:\n\n```yaml\n{wrong}```\n\nRight:\n\n```yaml\n{right}```\n\n\
         Source: {source}.\n"
    );
}
