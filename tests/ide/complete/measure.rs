//! How well the order of the list fits what people wrote: their keys and values are taken out of public
//! manifests and asked for again.

use std::collections::BTreeMap;
use std::fs;

use podls::ide::{Completion, Occasion, Snapshot, complete, hover};
use podls::settings::Settings;

use crate::material::{collect, shared};

/// Files looked at, out of all of them evenly.
const FILES: usize = 300;

/// Places asked for in one file.
const PLACES: usize = 14;

/// Values that are one of a list, or name something: the key, and the one above it.
const VALUES: &[(&str, &str)] = &[
    ("name", "volumeMounts"),
    ("port", "httpGet"),
    ("port", "tcpSocket"),
    ("name", "configMapKeyRef"),
    ("key", "configMapKeyRef"),
    ("name", "secretKeyRef"),
    ("key", "secretKeyRef"),
    ("name", "configMapRef"),
    ("name", "secretRef"),
    ("name", "configMap"),
    ("secretName", "secret"),
    ("fieldPath", ""),
    ("topologyKey", ""),
    ("imagePullPolicy", ""),
    ("restartPolicy", ""),
    ("dnsPolicy", ""),
    ("protocol", ""),
    ("scheme", ""),
    ("effect", ""),
    ("operator", ""),
    ("terminationMessagePolicy", ""),
    ("concurrencyPolicy", ""),
    ("mountPropagation", ""),
    ("type", "seccompProfile"),
    ("type", "hostPath"),
    ("type", "strategy"),
    ("type", "updateStrategy"),
    ("whenUnsatisfiable", ""),
    ("medium", ""),
    ("serviceAccountName", ""),
    ("priorityClassName", ""),
    ("kind", "^"),
    ("apiVersion", "^"),
    ("cpu", "requests"),
    ("cpu", "limits"),
    ("memory", "requests"),
    ("memory", "limits"),
    ("path", "httpGet"),
    ("serviceName", ""),
    ("claimName", "persistentVolumeClaim"),
];

/// A `key: value` line.
struct Line<'a> {
    /// Where the key begins in the text, and its value.
    key_at: usize,
    value_at: usize,
    key: &'a str,
    value: &'a str,
    /// The key above; `^` at the top.
    parent: &'a str,
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut above: Vec<(usize, &str)> = Vec::new();
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        let content = bare.trim_start_matches([' ', '-']);
        let column = bare.len() - content.len();
        let (key_at, next) = (start + column, start + line.len());
        start = next;
        let Some((key, rest)) = content.split_once(':') else { continue };
        let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric());
        if !is_key || !(rest.is_empty() || rest.starts_with(' ')) || content.starts_with('#') {
            continue;
        }
        above.retain(|(other, _)| *other < column);
        let parent = above.last().map_or("^", |(_, key)| *key);
        above.push((column, key));
        let value = rest.trim();
        found.push(Line { key_at, value_at: key_at + key.len() + 1 + (rest.len() - value.len()), key, value, parent });
    }
    found
}

fn texts() -> Vec<String> {
    let Some(folder) = shared("corpus") else { return Vec::new() };
    let mut files = Vec::new();
    collect(&folder.join("manifests"), &mut files);
    let step = (files.len() / FILES).max(1);
    let texts = files.into_iter().step_by(step).filter_map(|path| fs::read_to_string(path).ok());
    texts.filter(|text| text.len() < 20_000).collect()
}

/// The position of `wanted` in the list.
fn position(mut found: Vec<Completion>, wanted: &str) -> Option<usize> {
    found.sort_by(|a, b| (a.rank, &a.label).cmp(&(b.rank, &b.label)));
    found.iter().position(|item| item.label == wanted)
}

/// Every so many of `count`, so that `PLACES` are left.
fn step(count: usize) -> usize {
    (count / PLACES).max(1)
}

#[test]
fn the_key_somebody_wrote_is_among_the_first() {
    let (mut places, mut first, mut five) = (0, 0, 0);
    for text in texts() {
        let snapshot = Snapshot::new(&text);
        let keys = lines(&text);
        let known = |line: &&Line<'_>| {
            line.parent != "^"
                && hover(&snapshot, &Settings::default(), &Occasion::default(), line.key_at as u32).is_some()
        };
        let keys: Vec<&Line<'_>> = keys.iter().filter(known).collect();
        for line in keys.iter().step_by(step(keys.len())) {
            // What is below is not written yet.
            let typed = Snapshot::new(&text[..line.key_at]);
            let at = position(complete(&typed, &Settings::default(), line.key_at as u32), line.key);
            places += 1;
            first += usize::from(at == Some(0));
            five += usize::from(at.is_some_and(|at| at < 5));
        }
    }
    if places > 0 {
        eprintln!(
            "keys: {places} places, first in {}, among the first five in {}",
            share(first, places),
            share(five, places)
        );
        assert!(five * 100 >= places * 80);
    }
}

#[test]
fn the_value_somebody_wrote_is_among_the_first() {
    let mut all: BTreeMap<(&str, &str), [usize; 3]> = BTreeMap::new();
    for text in texts() {
        let found = lines(&text);
        let asked = |line: &&Line<'_>| {
            let is_it =
                |(key, parent): &&(&str, &str)| line.key == *key && (parent.is_empty() || line.parent == *parent);
            VALUES.iter().any(|row| is_it(&row))
                && !line.value.is_empty()
                && !line.value.starts_with(['{', '<', '$', '&', '*'])
        };
        let found: Vec<&Line<'_>> = found.iter().filter(asked).collect();
        for line in found.iter().step_by(step(found.len())) {
            let end = line.value_at + line.value.len();
            let hidden = Snapshot::new(&format!("{}{}", &text[..line.value_at], &text[end..]));
            let value = line.value.split(" #").next().unwrap_or_default().trim().trim_matches(['"', '\'']);
            let items = complete(&hidden, &Settings::default(), line.value_at as u32);
            let Some(row) = VALUES.iter().find(|row| row.0 == line.key && (row.1.is_empty() || row.1 == line.parent))
            else {
                continue;
            };
            let count = all.entry(*row).or_default();
            count[0] += 1;
            count[1] += usize::from(!items.is_empty());
            count[2] += usize::from(position(items, value).is_some_and(|at| at < 5));
        }
    }
    let mut sum = [0; 3];
    for ((key, parent), count) in &all {
        eprintln!(
            "{parent:>22} {key:<25} {:>4} places, offered in {:>4}, among the first five in {:>4}",
            count[0], count[1], count[2]
        );
        for (sum, one) in sum.iter_mut().zip(count) {
            *sum += one;
        }
    }
    if sum[0] > 0 {
        eprintln!(
            "values: {} places, offered in {}, among the first five in {}",
            sum[0],
            share(sum[1], sum[0]),
            share(sum[2], sum[0])
        );
        assert!(sum[2] * 100 >= sum[0] * 60);
    }
}

fn share(part: usize, whole: usize) -> String {
    format!("{:.1} %", part as f64 * 100.0 / whole as f64)
}
