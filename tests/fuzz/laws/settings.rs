//! Any settings file and any settings of an editor are read: what is wrong is told at its place and left out,
//! and the rest holds.

use podls::finding::Finding;
use podls::ide::Snapshot;
use podls::lsp::Engine;
use podls::settings::{Settings, read};
use podls::syntax::{Kind, Syntax};
use podls::text::{Span, Text};
use serde_json::{Value, json};

use super::session::Session;
use super::{assert_places, text};

/// Reads the text that `bytes` are, as a file, and as what an editor sends if it is JSON.
pub(crate) fn holds(bytes: &[u8]) {
    let text = text(bytes);
    file(&text);
    if let Ok(value) = serde_json::from_str(&text) {
        editor(value);
    }
}

fn file(text: &str) {
    let (config, found) = read(text);
    assert_places(text, &found);
    for finding in &found {
        for fix in &finding.fixes {
            let after = Text::new(text).with_edits(&fix.edits).to_string();
            let alike = |found: &[Finding]| found.iter().filter(|one| one.message == finding.message).count();
            assert!(alike(&read(&after).1) < alike(&found), "{} stays after {fix:?}", finding.message);
        }
    }
    if is_plain(text) && !is_one_piece(text) {
        let end = if text.ends_with('\n') { "" } else { "\n" };
        let (more, told) = read(&format!("{text}{end}no-such-setting: 1\n"));
        assert_eq!(more, config, "an unknown setting changes others");
        assert_eq!(told.len(), found.len() + 1, "{told:?}");
        let (more, told) = read(&format!("{text}{end}no-such-setting: [\n"));
        assert_eq!(more, config, "an unfinished line changes others");
        assert!(told.len() > found.len(), "{told:?}");
    }
    // What stands in front of a mistake holds whatever the mistake is.
    let changes = ["profile", "---", "..."].iter().any(|word| text.contains(word));
    if text.starts_with(|first: char| first.is_ascii_alphabetic()) && !changes && !is_one_piece(text) {
        let (after, _) = read(&format!("profile: strict\n{text}"));
        assert_eq!(after.chosen.profile, Some(podls::rules::Profile::Strict));
    }
}

/// Whether `text` may hold what ties a document together, so that it is read as a whole or not at all.
fn is_one_piece(text: &str) -> bool {
    let explicit = |line: &str| line.trim_start_matches([' ', '\t', '-']).starts_with(':');
    text.contains(['?', '&', '*', '%', '!']) || text.split(['\n', '\r']).any(explicit)
}

/// Whether `text` is one document of `key: value` lines in good order, to which another one can be added.
fn is_plain(text: &str) -> bool {
    let syntax = Syntax::new(&Text::new(text));
    let mut documents = syntax.documents();
    let (Some((start, document)), None) = (documents.next(), documents.next()) else { return false };
    let Some(root) = document.root(start) else { return false };
    let begins_line = Text::new(text).line_start(Text::new(text).line_of(root.start())) == root.start();
    root.kind() == Kind::Mapping
        && !root.is_flow()
        && begins_line
        && document.problems(start).is_empty()
        && document.body_span(start).end as usize == text.len()
        && !text.contains(['|', '>', '\0'])
}

/// Tells the settings in force.
fn told(_: &Snapshot, settings: &Settings) -> Vec<Finding> {
    vec![Finding::error("told", Span::empty(0), format!("{:?} {:?}", settings.kubernetes, settings.choices.profile))]
}

fn editor(mut value: Value) {
    // Folders are not what is tried here.
    for at in ["/templates", "/podls/templates"] {
        if let Some(folder) = value.pointer_mut(at).filter(|folder| folder.is_string()) {
            *folder = json!("no-such-folder");
        }
    }
    let mut session = Session::new(Engine { findings: told, ..Engine::default() });
    let section = value.get("podls").unwrap_or(&value).clone();
    let with = |version: &str| {
        let mut section = if section.is_object() { section.clone() } else { json!({}) };
        section["kubernetesVersion"] = json!(version);
        section["profile"] = json!("none");
        section
    };
    let options = with("1.31");
    session.request(
        "initialize",
        json!({ "processId": null, "rootUri": null, "capabilities": {}, "initializationOptions": options }),
    );
    session.notify("initialized", json!({}));
    let uri = "file:///no-such-folder/pod.yaml";
    let item = json!({ "uri": uri, "languageId": "yaml", "version": 1, "text": "" });
    session.notify("textDocument/didOpen", json!({ "textDocument": item }));
    let published = |session: &mut Session| {
        let message = session.wait(|message| message["method"] == "textDocument/publishDiagnostics");
        message["params"]["diagnostics"][0]["message"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(published(&mut session), "Minor(31) None");
    session.notify("workspace/didChangeConfiguration", json!({ "settings": value }));
    session.notify("workspace/didChangeConfiguration", json!({ "settings": { "podls": with("1.29") } }));
    while published(&mut session) != "Minor(29) None" {}
    session.leave();
}
