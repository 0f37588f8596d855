//! Random edits, such as people, editors or chance make.

use podls::text::{Edit, Span};
use proptest::prelude::*;

use crate::fixtures;

/// Pieces that people, or chance, put into YAML.
const SNIPPETS: &[&str] = &[
    "",
    "",
    "",
    "a",
    "im",
    " ",
    "  ",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    ":",
    ": ",
    "- ",
    "-",
    "#",
    " # c",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    ",",
    "|",
    ">",
    "&a ",
    "*a",
    "!t ",
    "---\n",
    "\n---\n",
    "...\n",
    "%YAML 1.2\n",
    "\t",
    "é",
    "🚀",
    "\u{2028}",
    "\u{feff}",
    "\0",
    "\\",
    "\\'",
    "key: value\n",
    "  key: value\n",
    "- item\n",
    "  - name: x\n    image: y\n",
    "? k\n: v\n",
    "key: |\n  text\n",
    "key: \"a\n  b\"\n",
    "<<: *a\n",
    "key: [a,\nb]\n",
    "x: 1\n    y: 2\n",
    "    ",
    "key:\n",
    "~",
    "@",
    "{{ x }}",
    "\n      ",
    "- [",
    "- {",
    "a: {b: c}\n",
    "- - - x\n",
    ",\n",
    "\n...\n",
    "\n--- \n",
    "--- a\n",
    "key: 'a\nb'\n",
    " \"a\\",
    ": &x\n",
    " |+\n",
    " >2-\n",
    "\u{a0}",
    "\u{85}",
    "\n# top\n",
];

/// What is done at some place of a text.
#[derive(Clone, Debug)]
enum Action {
    /// Replaces some bytes by a snippet, repeated.
    Type { remove: usize, snippet: usize, again: usize },
    /// Removes whole lines.
    RemoveLines(usize),
    /// Removes everything up to another place.
    RemoveTo(f64),
    /// Puts the line there a second time, with other spaces in front.
    Repeat(usize),
    /// Takes spaces from the front of the line, then adds some.
    Indent { less: usize, more: usize },
    /// Inserts a line of another fixture.
    Foreign { fixture: usize, line: f64 },
}

/// An edit of any text.
#[derive(Clone, Debug)]
pub(super) struct Step {
    place: Place,
    action: Action,
}

/// Where something is done: most of the time anywhere, but borders need more than chance.
#[derive(Clone, Debug)]
enum Place {
    At(f64),
    Start,
    End,
    /// At the first or second `---` or `...` behind the place, or right behind it.
    Marker {
        from: f64,
        behind: bool,
    },
}

fn place() -> impl Strategy<Value = Place> {
    prop_oneof![
        12 => (0.0..1.0_f64).prop_map(Place::At),
        1 => Just(Place::Start),
        1 => Just(Place::End),
        2 => (0.0..1.0_f64, any::<bool>()).prop_map(|(from, behind)| Place::Marker { from, behind }),
    ]
}

fn typing() -> impl Strategy<Value = Action> {
    let remove = prop_oneof![6 => Just(0_usize), 3 => 1_usize..4, 1 => 4_usize..200];
    let again = prop_oneof![8 => Just(1_usize), 1 => 2_usize..30];
    (remove, 0..SNIPPETS.len(), again).prop_map(|(remove, snippet, again)| Action::Type { remove, snippet, again })
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        16 => typing(),
        2 => (1_usize..5).prop_map(Action::RemoveLines),
        1 => (0.0..1.0_f64).prop_map(Action::RemoveTo),
        2 => (0_usize..12).prop_map(Action::Repeat),
        4 => (0_usize..6, 0_usize..6).prop_map(|(less, more)| Action::Indent { less, more }),
        2 => (0..fixtures::TEXTS.len(), 0.0..1.0_f64).prop_map(|(fixture, line)| Action::Foreign { fixture, line }),
    ]
}

/// Any edit.
pub(super) fn step() -> impl Strategy<Value = Step> {
    (place(), action()).prop_map(|(place, action)| Step { place, action })
}

/// Any edit that leaves most of the text as it is.
pub(super) fn slip() -> impl Strategy<Value = Step> {
    let big = |action: &Action| {
        matches!(action, Action::RemoveTo(_) | Action::Type { remove: 4.., .. } | Action::Type { again: 2.., .. })
    };
    step().prop_filter("big", move |step| !big(&step.action))
}

fn char_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn share(text: &str, part: f64) -> usize {
    char_boundary(text, (part * (text.len() + 1) as f64) as usize)
}

impl Place {
    fn offset(&self, text: &str) -> usize {
        match self {
            Place::At(part) => share(text, *part),
            Place::Start => 0,
            Place::End => text.len(),
            Place::Marker { from, behind } => {
                let from = share(text, *from);
                let found = ["\n---", "\n..."].iter().filter_map(|marker| text[from..].find(marker)).min();
                let width = if *behind { 4 } else { 1 };
                found.map_or(from, |found| char_boundary(text, from + found + width))
            }
        }
    }
}

/// Makes `step` in `model`, and says what it did.
pub(super) fn edit(model: &mut String, step: &Step) -> Edit {
    let at = step.place.offset(model);
    let line = model[..at].rfind(['\n', '\r']).map_or(0, |found| found + 1);
    let line_end = |from: usize| model[from..].find('\n').map_or(model.len(), |found| from + found + 1);
    let (start, end, new_text) = match step.action {
        Action::Type { remove, snippet, again } => {
            let end = char_boundary(model, at + remove).max(at);
            (at, end, SNIPPETS[snippet].repeat(again))
        }
        Action::RemoveLines(count) => (line, (0..count).fold(line, |end, _| line_end(end)), String::new()),
        Action::RemoveTo(part) => {
            let other = share(model, part);
            (at.min(other), at.max(other), String::new())
        }
        Action::Repeat(indent) => {
            let copy = model[line..line_end(line)].trim_start();
            (line, line, format!("{}{copy}", " ".repeat(indent)))
        }
        Action::Indent { less, more } => {
            let spaces = model[line..].bytes().take_while(|byte| *byte == b' ').count();
            (line, line + less.min(spaces), " ".repeat(more))
        }
        Action::Foreign { fixture, line: part } => {
            let other = fixtures::text(fixture);
            let lines: Vec<&str> = other.split_inclusive('\n').collect();
            let foreign = lines.get((part * lines.len() as f64) as usize).copied().unwrap_or_default();
            (line, line, foreign.to_owned())
        }
    };
    model.replace_range(start..end, &new_text);
    Edit { span: Span::new(start as u32, end as u32), new_text }
}
