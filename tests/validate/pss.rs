//! The Pod Security Standards, against recorded answers of the official evaluator where they are at hand.

use std::collections::BTreeSet;
use std::path::Path;

use podls::ide::Snapshot;
use podls::pod::{objects, pod};
use podls::schema::Minor;
use podls::validate::pss::{CHECKS, Level, level_met, levels};
use serde_json::Value;

/// The numbers of the checks that keep the Pods of `yaml` from `baseline` and `restricted`, document by document.
fn failed(yaml: &str, minor: Minor) -> Vec<[BTreeSet<String>; 2]> {
    let snapshot = Snapshot::new(yaml);
    let mut all = Vec::new();
    for (origin, document) in snapshot.syntax().documents() {
        for object in objects(document, origin) {
            let Some(pod) = pod(&object, minor) else { continue };
            let breaches = levels(&object, &pod, minor);
            all.push([Level::Baseline, Level::Restricted].map(|level| {
                let counts = breaches.iter().filter(|breach| breach.check.counts(level, minor));
                counts.map(|breach| breach.check.fact.to_owned()).collect()
            }));
        }
    }
    all
}

fn recorded(pss: &Value) -> [BTreeSet<String>; 2] {
    ["baseline", "restricted"].map(|level| {
        let ids = pss[level].as_array().into_iter().flatten();
        ids.filter_map(|id| id.as_str().map(str::to_owned)).collect()
    })
}

/// The recorded cases lie beside the repository, not in it.
#[test]
fn verdicts_are_those_of_the_official_evaluator() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases/dev.jsonl");
    let path = [path, Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/cases/dev.jsonl")]
        .into_iter()
        .find(|path| path.exists());
    let Some(text) = path.and_then(|path| std::fs::read_to_string(path).ok()) else { return };
    let (mut count, mut wrong) = (0, Vec::new());
    for line in text.lines() {
        let case: Value = serde_json::from_str(line).expect("a case");
        let expect = &case["expect"];
        if expect["verdict"] != "accept" {
            continue;
        }
        let mut union = [BTreeSet::new(), BTreeSet::new()];
        for [baseline, restricted] in failed(case["yaml"].as_str().expect("text"), Minor(36)) {
            union[0].extend(baseline);
            union[1].extend(restricted);
        }
        count += 1;
        let right = recorded(&expect["pss"]);
        if union != right {
            wrong.push(format!("{}: {union:?}, not {right:?}", case["id"]));
        }
    }
    println!("Pod Security: {} of {count} verdicts agree", count - wrong.len());
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
}
