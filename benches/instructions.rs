//! What features cost in instructions, which are the same on a busy machine: this program runs itself
//! under callgrind, which counts every function named `counted_…` and writes a profile of each,
//! for `callgrind_annotate`. No pipe, no protocol.

use std::fs;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use podls::ide::{
    Occasion, Snapshot, actions, complete, findings, folds, hints, hover, lenses, names, offers, refactorings, symbols,
};
use podls::settings::Settings;
use podls::text::{Edit, Span};

use crate::documents::{Document, documents};
use crate::table::{Table, grouped};

/// The features in the order in which they are counted.
const COUNTED: [&str; 11] = [
    "keystroke and findings",
    "completion, key",
    "completion, value",
    "hover",
    "definition, references",
    "code actions",
    "inlay hints",
    "symbols",
    "folds",
    "lenses",
    "open: tree and findings",
];

/// How often each is done, but for the last, which is done once.
const TIMES: usize = 10;

/// Where the profiles are put.
fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("instructions")
}

/// Counts on the documents whose name holds one of `wanted`, or all; nothing where there is no valgrind.
pub(crate) fn run(wanted: &[String]) -> Vec<Table> {
    let version = Command::new("valgrind").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !version.is_ok_and(|status| status.success()) {
        println!("no instructions counted: there is no valgrind on the PATH");
        return Vec::new();
    }
    let documents: Vec<Document> = documents(wanted).into_iter().filter(|document| document.files == 1).collect();
    let counts: Vec<Vec<u64>> = documents.iter().map(|document| count(document.name)).collect();
    let titles: Vec<&str> = documents.iter().map(|document| document.title).collect();
    let mut table = Table::new("instructions", &format!("thousands of instructions, each | {}", titles.join(" | ")));
    for (index, name) in COUNTED.iter().enumerate() {
        let times = if index + 1 == COUNTED.len() { 1 } else { TIMES };
        let cells = counts.iter().map(|counts| {
            counts.get(index).map_or("–".to_owned(), |count| grouped(*count as f64 / times as f64 / 1e3))
        });
        table.row([(*name).to_owned()].into_iter().chain(cells));
    }
    println!("profiles, for callgrind_annotate: {}\n", folder().display());
    vec![table]
}

/// Runs the document under callgrind; the counts are in the order of [`COUNTED`].
fn count(name: &str) -> Vec<u64> {
    fs::create_dir_all(folder()).unwrap();
    let file = |part: &dyn std::fmt::Display| folder().join(format!("{name}.callgrind.{part}"));
    for part in 1..=COUNTED.len() + 1 {
        let _ = fs::remove_file(file(&part));
    }
    let output = folder().join(format!("{name}.callgrind"));
    let status = Command::new("valgrind")
        .args(["--tool=callgrind", "--quiet", "--dump-before=*counted_*"])
        .arg(format!("--callgrind-out-file={}", output.display()))
        .arg(std::env::current_exe().unwrap())
        .args(["counted", name])
        .stdout(Stdio::null())
        .status()
        .expect("valgrind starts");
    assert!(status.success(), "{status}");
    let mut counts = Vec::new();
    for (index, feature) in COUNTED.iter().enumerate() {
        // A part is what was done before the next function began; the first is what all of them need.
        let from = file(&(index + 2));
        let profile = fs::read_to_string(&from).unwrap_or_default();
        let total = profile.lines().rev().find_map(|line| line.strip_prefix("totals: "));
        counts.push(total.and_then(|total| total.trim().parse().ok()).unwrap_or_default());
        let _ = fs::rename(&from, file(&feature.replace([',', ':'], "").replace(' ', "-")));
    }
    counts
}

/// What runs under callgrind.
pub(crate) fn counted(wanted: &[String]) {
    let document = documents(wanted).remove(0);
    let text = &document.text;
    let settings = Settings::default();
    let near = |mark: &str, add: usize| {
        let from = text.len() / 3;
        let from = (from..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or_default();
        let at = text[from..].find(mark).map(|at| at + from).or_else(|| text.find(mark));
        (at.expect("the mark is there") + add) as u32
    };
    let key = near("imagePullPolicy: ", 5);
    let value = near("readOnly: ", 10);
    let name = near("volumeMounts:", 0);
    let name = name + text[name as usize..].find("- name: ").unwrap_or_default() as u32 + 9;
    let mut snapshot = Snapshot::new(text);
    // What is computed once in a process is no part of a keystroke.
    black_box(findings(&snapshot, &settings));
    keys(&mut snapshot, &settings, key, 2);
    black_box(complete(&snapshot, &settings, key));
    black_box(complete(&snapshot, &settings, value));
    black_box(hover(&snapshot, &settings, &Occasion::default(), name));
    black_box(names(&snapshot, &settings, name));
    black_box(actions(&snapshot, &settings, Span::empty(key)));

    counted_keystroke(&mut snapshot, &settings, key);
    counted_keys(&snapshot, &settings, key);
    counted_values(&snapshot, &settings, value);
    counted_hover(&snapshot, &settings, name);
    counted_names(&snapshot, &settings, name);
    counted_actions(&snapshot, &settings, Span::empty(key));
    let hinted = Span::new(key.saturating_sub(800), (key + 800).min(text.len() as u32));
    counted_hints(&snapshot, &settings, hinted);
    counted_symbols(&snapshot, &settings);
    counted_folds(&snapshot);
    counted_lenses(&snapshot, &settings);
    counted_open(text, &settings);
    counted_end();
}

/// Types a letter and takes it out again, with the findings of each version.
fn keys(snapshot: &mut Snapshot, settings: &Settings, at: u32, times: usize) {
    for round in 0..times {
        let edit =
            if round % 2 == 0 { Edit::replace(Span::empty(at), "x") } else { Edit::replace(Span::new(at, at + 1), "") };
        snapshot.edit(&edit);
        black_box(findings(snapshot, settings));
    }
}

#[inline(never)]
fn counted_keystroke(snapshot: &mut Snapshot, settings: &Settings, at: u32) {
    keys(snapshot, settings, at, TIMES);
}

#[inline(never)]
fn counted_keys(snapshot: &Snapshot, settings: &Settings, at: u32) {
    for _ in 0..TIMES {
        black_box(complete(snapshot, settings, at));
    }
}

#[inline(never)]
fn counted_values(snapshot: &Snapshot, settings: &Settings, at: u32) {
    for _ in 0..TIMES {
        black_box(complete(snapshot, settings, black_box(at)));
    }
}

#[inline(never)]
fn counted_hover(snapshot: &Snapshot, settings: &Settings, at: u32) {
    for _ in 0..TIMES {
        black_box(hover(snapshot, settings, &Occasion::default(), at));
    }
}

#[inline(never)]
fn counted_names(snapshot: &Snapshot, settings: &Settings, at: u32) {
    for _ in 0..TIMES {
        black_box(names(snapshot, settings, at));
    }
}

#[inline(never)]
fn counted_actions(snapshot: &Snapshot, settings: &Settings, span: Span) {
    for _ in 0..TIMES {
        black_box(actions(snapshot, settings, span));
        black_box(refactorings(snapshot, settings, span.start));
        black_box(offers(snapshot, settings, span, false));
    }
}

#[inline(never)]
fn counted_hints(snapshot: &Snapshot, settings: &Settings, span: Span) {
    for _ in 0..TIMES {
        black_box(hints(snapshot, settings, span));
    }
}

#[inline(never)]
fn counted_symbols(snapshot: &Snapshot, settings: &Settings) {
    for _ in 0..TIMES {
        black_box(symbols(snapshot, settings));
    }
}

#[inline(never)]
fn counted_folds(snapshot: &Snapshot) {
    for _ in 0..TIMES {
        black_box(folds(snapshot));
    }
}

#[inline(never)]
fn counted_lenses(snapshot: &Snapshot, settings: &Settings) {
    for _ in 0..TIMES {
        black_box(lenses(snapshot, settings, &Occasion::default()));
    }
}

#[inline(never)]
fn counted_open(text: &str, settings: &Settings) {
    black_box(findings(&Snapshot::new(text), settings));
}

/// Ends the last part.
#[inline(never)]
fn counted_end() {
    black_box(());
}
