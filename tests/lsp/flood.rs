//! The real program under 20,000 rapid changes with requests between them.

use std::process::Command;

use serde_json::{Value, json};

use super::client::{Client, URI};

/// Changes sent in one go.
const CHANGES: i32 = 20_000;

/// A small generator, so that every run is the same.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

/// The client's own text, one string a line; columns count UTF-16.
struct Model(Vec<String>);

impl Model {
    fn units(&self, line: usize) -> usize {
        self.0[line].encode_utf16().count()
    }

    fn byte(&self, line: usize, column: usize) -> usize {
        let mut units = 0;
        for (at, character) in self.0[line].char_indices() {
            if units >= column {
                return at;
            }
            units += character.len_utf16();
        }
        self.0[line].len()
    }

    /// A place that is not inside a character.
    fn place(&self, dice: &mut Dice) -> (usize, usize) {
        let line = dice.roll(self.0.len());
        let column = dice.roll(self.units(line) + 1);
        let byte = self.byte(line, column);
        (line, self.0[line][..byte].encode_utf16().count())
    }

    fn replace(&mut self, from: (usize, usize), to: (usize, usize), text: &str) {
        let head = self.0[from.0][..self.byte(from.0, from.1)].to_owned();
        let tail = self.0[to.0][self.byte(to.0, to.1)..].to_owned();
        let new = format!("{head}{text}{tail}");
        self.0.splice(from.0..=to.0, new.split('\n').map(str::to_owned));
    }

    fn text(&self) -> String {
        self.0.join("\n")
    }
}

fn random_change(model: &mut Model, dice: &mut Dice) -> Value {
    const PIECES: [&str; 10] = ["a", "  ", "- ", "name: x", "é", "🚀", ":", "\n", "\n  image: nginx\n", "#"];
    let (mut from, mut to) = (model.place(dice), model.place(dice));
    if from > to {
        std::mem::swap(&mut from, &mut to);
    }
    // Mostly typing; a long range now and then, so that the text neither grows nor vanishes.
    if dice.roll(100) != 0 && (to.0 > from.0 + 1 || dice.roll(3) != 0) {
        to = from;
    }
    let text = PIECES[dice.roll(PIECES.len())];
    model.replace(from, to, text);
    let place = |(line, character)| json!({ "line": line, "character": character });
    json!({ "range": { "start": place(from), "end": place(to) }, "text": text })
}

fn program() -> Client {
    Client::spawn(Command::new(env!("CARGO_BIN_EXE_podls")).arg("serve"))
}

#[test]
#[expect(clippy::print_stdout, reason = "the figures are wanted in reports")]
fn twenty_thousand_changes_leave_the_exact_text_and_every_answer_is_for_its_version() {
    let mut client = program();
    client.strict = false;
    client.initialize(
        json!({ "workspace": { "configuration": true, "didChangeConfiguration": { "dynamicRegistration": true } } }),
        Value::Null,
    );
    let start = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a 🚀\nspec:\n  containers:\n  - name: é\n";
    let mut model = Model(start.split('\n').map(str::to_owned).collect());
    let mut dice = Dice(0x5eed);
    client.open(URI, 0, start);
    let document = json!({ "textDocument": { "uri": URI } });
    let mut asked = Vec::new();
    let mut others = Vec::new();
    for version in 1..=CHANGES {
        let count = if dice.roll(10) == 0 { 3 } else { 1 };
        let changes: Vec<Value> = (0..count).map(|_| random_change(&mut model, &mut dice)).collect();
        client.change(URI, version, Value::from(changes));
        match dice.roll(8) {
            0 => asked.push((client.ask("podls/text", document.clone()), version, model.text())),
            1 => {
                let at = json!({ "line": dice.roll(model.0.len()), "character": dice.roll(40) });
                let params = json!({ "textDocument": { "uri": URI }, "position": at, "positions": [at] });
                let methods = ["hover", "completion", "documentSymbol", "foldingRange", "selectionRange", "diagnostic"];
                let method = methods[dice.roll(methods.len())];
                others.push(client.ask(&format!("textDocument/{method}"), params));
            }
            // Its answer is held back to the end.
            2 if dice.roll(50) == 0 => {
                client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
            }
            3 if dice.roll(10) == 0 => {
                let id = client.ask("podls/text", document.clone());
                client.notify("$/cancelRequest", json!({ "id": id }));
                others.push(id);
            }
            _ => {}
        }
    }
    let held = client.text(URI);
    assert_eq!(held["version"], CHANGES);
    assert_eq!(held["text"], model.text());
    let (mut exact, asked_for) = (0, asked.len());
    for (id, version, text) in asked {
        let result = &client.answer(id)["result"];
        assert_eq!(result["version"], version);
        assert_eq!(result["text"], text, "version {version}");
        exact += 1;
    }
    let other = others.len();
    for id in others {
        let answer = client.answer(id);
        let code = answer["error"]["code"].as_i64();
        assert!(code.is_none_or(|code| code == -32800 || code == -32802), "{answer}");
    }
    println!("{CHANGES} notifications, {exact} of {asked_for} texts exact, {other} other answers");
    let question = client.called("workspace/configuration");
    client.reply(&question, json!([null]));
    assert_eq!(client.leave(), 0);
}

#[test]
fn the_program_tells_by_its_exit_code_how_the_session_ended() {
    let mut client = program();
    client.initialize(json!({}), Value::Null);
    assert_eq!(client.leave(), 0);
    let mut client = program();
    client.initialize(json!({}), Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.code(), 1);
    assert_eq!(program().hang_up(), 1);
}
