//! What `podls check` costs, start of the program included, and what judging costs inside, beside a bare
//! yaml-rust2 parse of the same bytes in the same process: its events are pulled and thrown away.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use podls::ide::{Snapshot, findings};
use podls::settings::Settings;
use yaml_rust2::parser::{Event, Parser};

use crate::documents::{large, list, medium, named, pod};
use crate::machine::{Watch, cores_count, cpu};
use crate::table::{Promise, Table, figure};

/// Measures the program and the library.
pub(crate) fn run(promises: &mut Vec<Promise>) -> Vec<Table> {
    vec![program(promises), library()]
}

/// Wall and CPU seconds of one run of the program, and how many runs these were made of.
struct Cost {
    wall: f64,
    cpu: f64,
}

fn cost(runs: usize, arguments: &[&str]) -> Cost {
    let before = cpu("self").1;
    let mut walls: Vec<f64> = (0..runs)
        .map(|_| {
            let begin = Instant::now();
            let status = Command::new(env!("CARGO_BIN_EXE_podls"))
                .args(arguments)
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()
                .expect("podls starts");
            assert!(status.code().is_some_and(|code| code < 2), "podls {arguments:?}: {status}");
            begin.elapsed().as_secs_f64()
        })
        .collect();
    walls.sort_unstable_by(f64::total_cmp);
    Cost { wall: walls.get(runs / 2).copied().unwrap_or_default(), cpu: (cpu("self").1 - before) / runs as f64 }
}

fn folder(parent: &Path, name: &str, texts: impl Iterator<Item = String>) -> (String, f64) {
    let folder = parent.join(name);
    fs::create_dir(&folder).unwrap();
    let mut bytes = 0;
    for (index, text) in texts.enumerate() {
        bytes += text.len();
        fs::write(folder.join(format!("{index:05}.yaml")), text).unwrap();
    }
    (folder.to_str().unwrap().to_owned(), bytes as f64 / 1e6)
}

fn program(promises: &mut Vec<Promise>) -> Table {
    let watch = Watch::start();
    let place = tempfile::tempdir().unwrap();
    let mut table = Table::new(
        "check",
        "`podls check`, ms | files | MB | wall, median | CPU, mean | cores at work | CPU, µs a file",
    );
    let mut row = |title: &str, runs: usize, files: usize, megabytes: f64, arguments: &[&str]| {
        let cost = cost(runs, arguments);
        let each = if files > 0 { figure(cost.cpu * 1e6 / files as f64) } else { String::new() };
        table.row([
            title.to_owned(),
            files.to_string(),
            figure(megabytes),
            figure(cost.wall * 1e3),
            figure(cost.cpu * 1e3),
            figure(cost.cpu / cost.wall),
            each,
        ]);
        cost
    };
    row("`podls --version`, the start alone", 100, 0, 0.0, &["--version"]);
    let (hundred, size) = folder(place.path(), "hundred", (0..100).map(named));
    let usual = row("100 files", 100, 100, size, &["check", &hundred]);
    let strict = ["check", "--profile", "strict", "--format", "github", &hundred];
    let strict = row("100 files, every practice there is, a line a finding", 50, 100, size, &strict);
    let told = ["check", "--profile", "strict", &hundred];
    row("100 files, every practice there is, as reports for people", 20, 100, size, &told);
    let (many, size) = folder(place.path(), "many", (0..10_000).map(named));
    let many = row("10,000 files", 5, 10_000, size, &["check", &many]);
    for (title, name, text) in
        [("100,000 lines, stream", "large", large(100_000)), ("100,000 lines, `List`", "list", list(100_000))]
    {
        let (path, size) = folder(place.path(), name, [text].into_iter());
        row(title, 5, 1, size, &["check", &path]);
    }
    table.others(watch.others());
    for (name, cost) in [("100 files", &usual), ("100 files, every practice, a line a finding", &strict)] {
        promises.push(
            Promise::at_most(format!("check, {name}: CPU"), cost.cpu * 1e3, 12.0, "ms")
                .remark(format!("wall {} ms", figure(cost.wall * 1e3))),
        );
    }
    let wanted = 0.8 * cores_count() as f64;
    promises.push(
        Promise::at_least("check, 10,000 files: cores at work", many.cpu / many.wall, wanted, "").remark(format!(
            "of {}; wall {} ms",
            cores_count(),
            figure(many.wall * 1e3)
        )),
    );
    table
}

/// Every YAML file below `folder`.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
            found.push(path);
        }
    }
}

/// Pulls all events of `text` and throws them away.
fn parse(text: &str) -> usize {
    let mut parser = Parser::new_from_str(text);
    let mut count = 0;
    while let Ok((event, _)) = parser.next_token() {
        count += 1;
        if event == Event::StreamEnd {
            break;
        }
    }
    count
}

/// The best of seven runs of `work`, in milliseconds.
fn best(mut work: impl FnMut()) -> f64 {
    let best = (0..7).map(|_| {
        let begin = Instant::now();
        work();
        begin.elapsed()
    });
    best.min().unwrap_or(Duration::ZERO).as_secs_f64() * 1e3
}

fn library() -> Table {
    let watch = Watch::start();
    let settings = Settings::default();
    let mut table =
        Table::new("inside", "one thread, ms | files | MB | yaml-rust2 | tree | tree and findings | … to yaml-rust2");
    let mut row = |name: &str, texts: &[String]| {
        let bytes: usize = texts.iter().map(String::len).sum();
        let floor = best(|| {
            for text in texts {
                black_box(parse(text));
            }
        });
        let check = best(|| {
            for text in texts {
                black_box(findings(&Snapshot::new(text), &settings));
            }
        });
        let tree = best(|| {
            for text in texts {
                black_box(Snapshot::new(text));
            }
        });
        table.row(
            [name.to_owned(), texts.len().to_string()]
                .into_iter()
                .chain([bytes as f64 / 1e6, floor, tree, check, check / floor].map(figure)),
        );
    };
    row("100 files of 60 lines", &(0..100).map(named).collect::<Vec<_>>());
    row("400 lines, three objects", &[medium()]);
    row("one Pod, 400 lines", &[pod(400)]);
    row("100,000 lines, stream", &[large(100_000)]);
    row("100,000 lines, `List`", &[list(100_000)]);
    // Real files, where the tests have them too.
    if let Some(shared) = std::env::var_os("PODLS_SHARED") {
        for folder in ["manifests", "other-kinds", "crds", "helm"] {
            let mut paths = Vec::new();
            files(&Path::new(&shared).join("corpus").join(folder), &mut paths);
            paths.sort();
            row(folder, &paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect::<Vec<_>>());
        }
    }
    table.others(watch.others());
    table
}
