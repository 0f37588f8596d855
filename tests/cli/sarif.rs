//! SARIF 2.1.0: the rules of the format as far as podls uses it, places, fixes, fingerprints.

use podls::cli::report::{Seen, sarif};
use podls::finding::{Finding, Fix};
use podls::ide::Snapshot;
use podls::schema;
use podls::text::{Edit, Span};
use serde_json::Value;

use super::Folder;

/// The objects of the format: their properties with what they hold; a `!` marks those that must be there.
/// Objects hold nothing else.
const SHAPES: &[(&str, &[(&str, &str)])] = &[
    ("log", &[("$schema", "uri"), ("version!", "=2.1.0"), ("runs!", "[run")]),
    (
        "run",
        &[
            ("tool!", "tool"),
            ("results", "[result"),
            ("invocations", "[invocation"),
            ("columnKind", "=utf16CodeUnits|unicodeCodePoints"),
            ("defaultEncoding", "text"),
            ("newlineSequences", "[text"),
            ("originalUriBaseIds", "*artifactLocation"),
        ],
    ),
    ("tool", &[("driver!", "driver")]),
    ("driver", &[("name!", "text"), ("version", "text"), ("semanticVersion", "text"), ("rules", "[rule")]),
    (
        "rule",
        &[
            ("id!", "text"),
            ("shortDescription", "words"),
            ("fullDescription", "words"),
            ("help", "words"),
            ("defaultConfiguration", "configuration"),
            ("properties", "bag"),
        ],
    ),
    ("configuration", &[("level", "level")]),
    ("bag", &[("tags", "[text")]),
    ("words", &[("text!", "text"), ("markdown", "text")]),
    (
        "result",
        &[
            ("ruleId", "text"),
            ("ruleIndex", "0"),
            ("level", "level"),
            ("message!", "words"),
            ("locations", "[location"),
            ("relatedLocations", "[location"),
            ("fixes", "[fix"),
            ("partialFingerprints", "*text"),
        ],
    ),
    ("location", &[("id", "0"), ("physicalLocation", "place"), ("message", "words")]),
    ("place", &[("artifactLocation", "artifactLocation"), ("region", "region")]),
    ("artifactLocation", &[("uri", "uri"), ("uriBaseId", "text"), ("description", "words")]),
    (
        "region",
        &[
            ("startLine", "1"),
            ("startColumn", "1"),
            ("endLine", "1"),
            ("endColumn", "1"),
            ("byteOffset", "0"),
            ("byteLength", "0"),
        ],
    ),
    ("fix", &[("description", "words"), ("artifactChanges!", "+change")]),
    ("change", &[("artifactLocation!", "artifactLocation"), ("replacements!", "+replacement")]),
    ("replacement", &[("deletedRegion!", "region"), ("insertedContent", "content")]),
    ("content", &[("text", "text")]),
    ("invocation", &[("executionSuccessful!", "flag"), ("toolExecutionNotifications", "[notice")]),
    ("notice", &[("message!", "words"), ("level", "level"), ("locations", "[location")]),
];

/// What is wrong with `value`, which is to be a `kind`.
fn faults(value: &Value, kind: &str, path: &str, wrong: &mut Vec<String>) {
    let mut must = |holds: bool, what: &str| {
        if !holds {
            wrong.push(format!("{path} is to be {what}: {value}"));
        }
    };
    if let Some(kind) = kind.strip_prefix(['[', '+']) {
        let items = value.as_array();
        must(items.is_some(), "an array");
        for (at, item) in items.into_iter().flatten().enumerate() {
            faults(item, kind, &format!("{path}[{at}]"), wrong);
        }
    } else if let Some(kind) = kind.strip_prefix('*') {
        let entries = value.as_object();
        must(entries.is_some_and(|entries| !entries.is_empty()), "an object");
        for (key, item) in entries.into_iter().flatten() {
            faults(item, kind, &format!("{path}.{key}"), wrong);
        }
    } else if let Some(words) = kind.strip_prefix('=') {
        must(words.split('|').any(|word| value == word), words);
    } else if let Ok(least) = kind.parse::<u64>() {
        must(value.as_u64().is_some_and(|number| number >= least), "a number that is large enough");
    } else if let Some((_, properties)) = SHAPES.iter().find(|(name, _)| *name == kind) {
        let Some(object) = value.as_object() else { return must(false, "an object") };
        for (name, kind) in *properties {
            let (name, required) = name.strip_suffix('!').map_or((*name, false), |name| (name, true));
            match object.get(name) {
                Some(value) => faults(value, kind, &format!("{path}.{name}"), wrong),
                None if required => wrong.push(format!("{path} has no {name}")),
                None => {}
            }
        }
        let known = |key: &str| properties.iter().any(|(name, _)| name.trim_end_matches('!') == key);
        wrong.extend(object.keys().filter(|key| !known(key)).map(|key| format!("{path} may have no {key}")));
    } else {
        match kind {
            "text" => must(value.is_string(), "text"),
            "flag" => must(value.is_boolean(), "true or false"),
            "level" => must(["none", "note", "warning", "error"].iter().any(|word| value == word), "a level"),
            "uri" => {
                let fits = |c: char| c.is_ascii_alphanumeric() || "-._~/%:".contains(c);
                must(value.as_str().is_some_and(|uri| uri.chars().all(fits) && !uri.is_empty()), "a URI reference");
            }
            _ => panic!("no such kind: {kind}"),
        }
    }
}

/// The log, which holds to the rules.
fn valid(text: &str) -> Value {
    let log: Value = serde_json::from_str(text).expect("JSON");
    let mut wrong = Vec::new();
    faults(&log, "log", "log", &mut wrong);
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    for result in run["results"].as_array().expect("results") {
        let rule = result["ruleIndex"].as_u64().and_then(|index| rules.get(index as usize));
        if rule.is_none_or(|rule| rule["id"] != result["ruleId"]) {
            wrong.push(format!("a wrong rule: {result}"));
        }
        // A URI that counts from a base names it, and the run knows it.
        let location = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        let is_absolute = location["uri"].as_str().expect("a URI").starts_with("file:///");
        if is_absolute == location.get("uriBaseId").is_some() {
            wrong.push(format!("a wrong base: {location}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(run["originalUriBaseIds"].get("%SRCROOT%").is_some());
    log
}

#[test]
fn the_examples_make_a_valid_log_with_a_page_for_each_rule() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = Folder::new(&[]).command(&["check", "--format=sarif", "examples", "no such.yaml"]);
    let run = super::finish(command.current_dir(root));
    assert_eq!(run.code, 2);
    let log = valid(&run.out);
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert!(rules.len() > 3);
    for rule in rules {
        let page = schema::page(rule["id"].as_str().expect("a code")).expect("a page");
        assert!(rule["help"]["markdown"].as_str().is_some_and(|help| help.contains(page.wrong)), "{rule}");
        assert_eq!(rule["shortDescription"]["text"], page.says.replace('`', "'"));
    }
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let notice = &run["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(notice["message"]["text"], "'no such.yaml' does not exist");
    assert_eq!(notice["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "no%20such.yaml");
}

#[test]
fn every_page_makes_a_valid_log() {
    let folder = Folder::new(&[]);
    for page in schema::pages() {
        folder.write(&format!("{}.yaml", page.code), page.wrong.as_bytes());
    }
    let log = valid(&folder.podls(&["check", "--format=sarif"]).out);
    assert!(log["runs"][0]["results"].as_array().expect("results").len() > 100);
    let clean = Folder::new(&[("a.yaml", "a: 1\n")]).podls(&["check", "--format=sarif"]);
    let log = valid(&clean.out);
    assert_eq!((clean.code, log["runs"][0]["results"].as_array().map(Vec::len)), (0, Some(0)));
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], true);
}

/// What a region covers by its lines and UTF-16 columns.
fn covered(text: &str, region: &Value) -> String {
    let number = |name: &str| region[name].as_u64().expect("a number") as usize;
    let text = text.trim_start_matches('\u{FEFF}');
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let offset = |line: usize, column: usize| -> usize {
        let before: usize = lines[..line - 1].iter().map(|line| line.len()).sum();
        let units: Vec<u16> = lines.get(line - 1).copied().unwrap_or_default().encode_utf16().collect();
        before + String::from_utf16(&units[..column - 1]).expect("whole characters").len()
    };
    text[offset(number("startLine"), number("startColumn"))..offset(number("endLine"), number("endColumn"))].to_owned()
}

#[test]
fn regions_cover_what_is_meant_in_lines_and_in_bytes() {
    let text = "\u{FEFF}🚀a: é\r\nb: {🚀x: [y, z]} # 日本\r\nc: 1\r\n";
    let snapshot = Snapshot::new(text);
    for word in ["a", "é", "x", "y", "日本", "é\r\nb", "🚀a", "c: 1"] {
        let start = text.find(word).expect("the word is there") as u32;
        let span = Span::new(start, start + word.len() as u32);
        let finding = Finding::error("code", span, "a {0} `b` [c](1)")
            .with_related(span, "there")
            .with_fix(Fix::suggestion("Do", vec![Edit::replace(span, "new")]));
        let seen = Seen { path: "a b.yaml", snapshot: &snapshot, findings: &[finding] };
        let mut rules = sarif::Rules::default();
        let result: Value = serde_json::from_str(&rules.number(&sarif::file(seen)[0])).expect("JSON");
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "a%20b.yaml");
        let fix = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
        for region in
            [&place["region"], &result["relatedLocations"][0]["physicalLocation"]["region"], &fix["deletedRegion"]]
        {
            assert_eq!(covered(text, region), word);
            let (offset, length) = (region["byteOffset"].as_u64(), region["byteLength"].as_u64());
            assert_eq!((offset, length), (Some(u64::from(start)), Some(word.len() as u64)));
        }
        assert_eq!(fix["insertedContent"]["text"], "new");
        assert_eq!(result["message"]["text"], "a {{0}} 'b' [c](1)");
        assert_eq!(result["message"]["markdown"], "a {{0}} `b` [c](1)");
    }
}

/// The fingerprints of a file by message.
fn fingerprints(text: &str) -> Vec<String> {
    let folder = Folder::new(&[("pod.yaml", text)]);
    let log = valid(&folder.podls(&["check", "--profile=none", "--format=sarif"]).out);
    let results = log["runs"][0]["results"].as_array().expect("results").clone();
    results.iter().map(|result| result["partialFingerprints"]["podls/v1"].as_str().expect("text").to_owned()).collect()
}

#[test]
fn fingerprints_stay_while_lines_and_neighbours_move() {
    let pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - {name: a, image: b, prts: []}\n  - name: b\n    image: c\n    imag: d\n    imag: e\n";
    let first = fingerprints(pod);
    assert_eq!(first.len(), 3, "{first:?}");
    let mut distinct = first.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), 3, "{first:?}");
    let moved = pod.replace("  containers:\n", "  # 🚀\n  hostname: x\n  containers:\n  - {name: new, image: b}\n");
    assert_eq!(fingerprints(&format!("# 🚀\n\n{moved}")), first);
    assert_ne!(fingerprints(&pod.replace("name: b", "name: other"))[1], first[1]);
}
