//! Diagnostics sent to clients that do not ask for them.

use std::sync::Arc;

use podls::finding::Finding;
use podls::ide::Snapshot;
use podls::lsp::Engine;
use podls::settings::Settings;
use serde_json::{Value, json};

use super::client::URI;
use super::toy::{Gate, PATIENT, TOY, findings, held_up};
use super::{begun, begun_with};

#[test]
fn every_version_is_judged_and_an_equal_result_not_sent_twice() {
    let mut client = begun(json!({}));
    client.open(URI, 1, "fine");
    assert_eq!(client.published(URI), json!({ "uri": URI, "version": 1, "diagnostics": [] }));
    client.change(URI, 2, json!([{ "text": "so bad" }]));
    let published = client.published(URI);
    assert_eq!(published["version"], 2);
    assert_eq!(
        published["diagnostics"],
        json!([{
            "range": { "start": { "line": 0, "character": 3 }, "end": { "line": 0, "character": 6 } },
            "severity": 1, "code": "bad-word", "source": "podls", "message": "`bad` in 1.37",
        }])
    );
    client.change(URI, 3, json!([{ "text": "so bad\nand more" }]));
    assert_eq!(client.unread(), Vec::<Value>::new());
    client.change(URI, 4, json!([{ "text": "" }]));
    assert_eq!(client.published(URI), json!({ "uri": URI, "version": 4, "diagnostics": [] }));
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_client_that_looks_at_versions_hears_of_every_one_once_there_was_anything() {
    let mut client = begun(json!({ "textDocument": { "publishDiagnostics": { "versionSupport": true } } }));
    client.open(URI, 1, "fine");
    client.published(URI);
    client.change(URI, 2, json!([{ "text": "still fine" }]));
    assert_eq!(client.unread(), Vec::<Value>::new());
    for (version, text, count) in [(3, "bad", 1), (4, "bad one", 1), (5, "good", 0), (6, "good one", 0)] {
        client.change(URI, version, json!([{ "text": text }]));
        let published = client.published(URI);
        assert_eq!(published["version"], version);
        assert_eq!(published["diagnostics"].as_array().unwrap().len(), count);
    }
    assert_eq!(client.leave(), 0);
}

#[test]
fn of_very_many_findings_the_worst_are_sent_and_how_many_more_there_are() {
    let mut client = begun(json!({}));
    let (idle, bad) = ("idle ".repeat(400), "bad ".repeat(450));
    client.open(URI, 1, &format!("{idle}\n{bad}"));
    let diagnostics = client.published(URI)["diagnostics"].as_array().unwrap().clone();
    assert_eq!(diagnostics.len(), 501);
    assert_eq!(diagnostics.iter().filter(|one| one["code"] == "bad-word").count(), 450);
    let message = "350 more findings are not shown; mend some of these, or run `podls check` to see all";
    assert_eq!(diagnostics[0]["message"], message);
    assert_eq!(diagnostics[0]["range"]["start"], json!({ "line": 0, "character": 0 }));
    let asked = client.about("textDocument/diagnostic", URI);
    assert_eq!(asked["items"].as_array().unwrap().len(), 501, "and the same is said to who asks");
    assert_eq!(client.leave(), 0);
}

#[test]
fn closing_clears() {
    let mut client = begun(json!({}));
    client.open(URI, 1, "bad");
    client.published(URI);
    client.close(URI);
    assert_eq!(client.published(URI), json!({ "uri": URI, "diagnostics": [] }));
    client.open(URI, 1, "bad");
    assert_eq!(client.published(URI)["diagnostics"].as_array().unwrap().len(), 1, "and opening says it again");
    client.open(URI, 1, "bad");
    assert_eq!(client.published(URI)["diagnostics"].as_array().unwrap().len(), 1, "also without closing");
    assert_eq!(client.leave(), 0);
}

#[test]
fn the_asked_report_is_there_for_those_who_were_not_offered_it() {
    let mut client = begun(json!({}));
    client.open(URI, 1, "bad");
    client.published(URI);
    assert_eq!(client.about("textDocument/diagnostic", URI)["items"].as_array().unwrap().len(), 1);
    assert_eq!(client.leave(), 0);
}

#[test]
fn details_are_sent_to_clients_that_show_them() {
    let text = "bad bad old idle";
    let mut plain = begun(json!({}));
    plain.open(URI, 1, text);
    for diagnostic in plain.published(URI)["diagnostics"].as_array().unwrap() {
        for detail in ["relatedInformation", "tags", "codeDescription", "data"] {
            assert!(diagnostic.get(detail).is_none(), "{diagnostic}");
        }
    }
    assert_eq!(plain.leave(), 0);

    let push =
        json!({ "relatedInformation": true, "tagSupport": { "valueSet": [1, 2] }, "codeDescriptionSupport": true });
    let mut rich = begun(json!({ "textDocument": { "publishDiagnostics": push } }));
    rich.open(URI, 1, text);
    let diagnostics = rich.published(URI)["diagnostics"].clone();
    assert!(diagnostics[0].get("relatedInformation").is_none());
    assert_eq!(
        diagnostics[1]["relatedInformation"],
        json!([{
            "location": { "uri": URI, "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 3 } } },
            "message": "the first is here",
        }])
    );
    assert_eq!(diagnostics[2]["tags"], json!([2]));
    assert_eq!(diagnostics[3]["tags"], json!([1]));
    assert_eq!(rich.leave(), 0);
}

#[test]
fn an_emoji_before_the_finding_is_counted_as_the_client_counts() {
    for (encoding, character) in [("utf-8", 8), ("utf-16", 5), ("utf-32", 4)] {
        let mut client = begun(json!({ "general": { "positionEncodings": [encoding] } }));
        client.open(URI, 1, "é 🚀\r\né 🚀 bad");
        let range = client.published(URI)["diagnostics"][0]["range"].clone();
        assert_eq!(range["start"], json!({ "line": 1, "character": character }), "{encoding}");
        assert_eq!(range["end"], json!({ "line": 1, "character": character + 3 }), "{encoding}");
        assert_eq!(client.leave(), 0);
    }
}

#[test]
fn a_slow_document_is_judged_by_a_worker_for_its_newest_version_only() {
    static GATE: Gate = Gate::new();
    let mut client = begun_with(Engine { findings: held_up!(GATE), ..PATIENT }, json!({}));
    client.open(URI, 1, "");
    assert_eq!(client.published(URI)["version"], 1);
    client.change(URI, 2, json!([{ "text": "bad" }]));
    GATE.reached(1);
    for version in 3..50 {
        client.change(URI, version, json!([{ "text": "bad ".repeat(version as usize) }]));
    }
    assert_eq!(client.text(URI)["version"], 49, "typing does not wait");
    GATE.open();
    let published = client.published(URI);
    assert_eq!(published["version"], 49);
    assert_eq!(published["diagnostics"].as_array().unwrap().len(), 49);
    client.change(URI, 50, json!([{ "text": "bad" }]));
    assert_eq!(client.published(URI)["version"], 50);
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_worker_says_nothing_of_a_document_closed_meanwhile() {
    static GATE: Gate = Gate::new();
    fn slow(snapshot: &Snapshot, settings: &Settings) -> Vec<Finding> {
        if snapshot.text().to_string() == "bad" {
            GATE.pass();
        }
        findings(snapshot, settings)
    }
    let mut client = begun_with(Engine { findings: slow, ..PATIENT }, json!({}));
    client.open(URI, 1, "");
    client.published(URI);
    client.change(URI, 2, json!([{ "text": "bad" }]));
    GATE.reached(1);
    client.close(URI);
    assert_eq!(client.published(URI)["diagnostics"], json!([]));
    // Opened again while the worker is still at the old text: its result is for nobody.
    client.open(URI, 2, "bad bad");
    GATE.open();
    assert_eq!(client.published(URI)["diagnostics"].as_array().unwrap().len(), 2);
    assert_eq!(client.unread(), Vec::<Value>::new());
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_client_that_does_not_read_does_not_stop_the_server() {
    let mut client = begun_with(TOY, json!({}));
    let ear = Arc::clone(&client.ear);
    let deaf = ear.lock().unwrap();
    client.open(URI, 1, "");
    // Far more than a pipe holds, in both directions.
    for version in 2..400 {
        client.change(URI, version, json!([{ "text": "bad ".repeat(100 + version as usize % 2) }]));
    }
    drop(deaf);
    assert_eq!(client.text(URI)["version"], 399);
    for version in 1..400 {
        assert_eq!(client.published(URI)["version"], version);
    }
    assert_eq!(client.leave(), 0);
}
