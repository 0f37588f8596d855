//! Public manifests beside the repository, if they are there: no false error, every broken file is told.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use podls::finding::{Finding, Severity};
use podls::ide::{Snapshot, findings, symbols};
use podls::settings::Settings;
use podls::text::Encoding;

use crate::material::{collect, is_true, lines, shared, text};

/// Line (counted from 0), code and message of the errors of a text.
fn errors(yaml: &str) -> Vec<(u32, &'static str, String)> {
    let snapshot = Snapshot::new(yaml);
    let line = |finding: &Finding| snapshot.text().point(finding.span.start, Encoding::Utf8).line;
    findings(&snapshot, &Settings::default())
        .into_iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| (line(&finding), finding.code, finding.message))
        .collect()
}

fn read(path: &Path) -> String {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn what_the_server_accepts_has_no_error() {
    let Some(folder) = shared("corpus") else { return };
    // By file and document: whether all its objects are accepted. A `List` is one document with many rows.
    let mut verdicts: HashMap<String, Vec<(u32, bool)>> = HashMap::new();
    for row in lines(&folder.join("verdicts.jsonl")) {
        let line = row["startLine"].as_u64().expect("a line") as u32 - 1;
        verdicts.entry(text(&row, "file")).or_default().push((line, text(&row, "verdict") == "accept"));
    }
    let (mut accepted, mut rejected, mut hit, mut wrong) = (0, 0, 0, Vec::new());
    for (file, rows) in &verdicts {
        let yaml = read(&folder.join(file));
        let errors = errors(&yaml);
        let marker = |(line, text): (usize, &str)| text.starts_with("---").then_some(line as u32);
        let mut borders: Vec<u32> = yaml.lines().enumerate().filter_map(marker).collect();
        borders.push(u32::MAX);
        let mut from = 0;
        for to in borders {
            let here = |line: u32| from <= line && line < to;
            let mut rows = rows.iter().filter(|(line, _)| here(*line)).peekable();
            if rows.peek().is_some() {
                let mine = errors.iter().filter(|(line, ..)| here(*line));
                if rows.all(|(_, accepted)| *accepted) {
                    accepted += 1;
                    wrong.extend(mine.map(|(line, code, message)| format!("{file}:{}: {code}: {message}", line + 1)));
                } else {
                    rejected += 1;
                    hit += usize::from(mine.count() > 0);
                }
            }
            from = to;
        }
    }
    eprintln!("documents accepted: {accepted}; rejected: {rejected}, of these told: {hit}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(accepted > 2000 && hit * 100 > rejected * 80, "{accepted} {hit} {rejected}");
}

#[test]
fn what_is_not_a_whole_workload_has_no_error() {
    let Some(folder) = shared("corpus") else { return };
    for kind in ["other-kinds", "crds", "helm", "kustomize"] {
        let mut files = Vec::new();
        collect(&folder.join(kind), &mut files);
        assert!(!files.is_empty(), "{kind}");
        let wrong: Vec<String> = files
            .iter()
            .flat_map(|path| errors(&read(path)).into_iter().map(move |error| format!("{}: {error:?}", path.display())))
            .collect();
        eprintln!("{kind}: {} files", files.len());
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn what_is_not_yaml_is_told_where_it_breaks_and_the_rest_is_read() {
    let Some(folder) = shared("corpus") else { return };
    let (mut told, mut readable, mut wrong) = (0, 0, Vec::new());
    for row in lines(&folder.join("index.jsonl")) {
        if text(&row, "category") != "broken" {
            continue;
        }
        let file = text(&row, "file");
        let yaml = read(&folder.join(&file));
        let errors = errors(&yaml);
        let first = errors.iter().find(|(_, code, _)| *code == "yaml-syntax").map(|(line, ..)| line + 1);
        if is_true(&row, "kubernetesParses") {
            readable += 1;
            if let Some(line) = first {
                wrong.push(format!("{file}:{line}: Kubernetes reads this"));
            }
            continue;
        }
        let wanted = row["yamlErrorLine"].as_u64().unwrap_or_default() as u32;
        told += 1;
        if first.is_none_or(|line| line > wanted || line + 2 < wanted) {
            wrong.push(format!("{file}: broken in line {wanted}, told in {first:?}"));
        }
        let is_object = yaml.lines().any(|line| line.starts_with("kind:")) && yaml.contains("\napiVersion:");
        if is_object && symbols(&Snapshot::new(&yaml), &Settings::default()).is_empty() {
            wrong.push(format!("{file}: no symbol is left"));
        }
    }
    eprintln!("broken files: {told}; read by Kubernetes all the same: {readable}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
