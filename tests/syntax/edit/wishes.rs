//! Random wishes for an edit, with values that are hard to write, and the operations that they come to.

use podls::syntax::edit::Value;
use podls::syntax::{Node, Path, Step};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::syntax::model::{At, Operation};

/// Texts that other notations would be read as something else, and some that need no quotes.
const WORDS: &[&str] = &[
    "nginx",
    "nginx:1.29",
    "8080",
    "yes",
    "on",
    "y",
    "null",
    "~",
    "1e3",
    "0x1",
    "0644",
    "1_000",
    ".5",
    ".inf",
    "12:30",
    "2024-01-01",
    "",
    " ",
    " a",
    "a ",
    "a: b",
    "a:",
    "a #b",
    "#a",
    "-",
    "- a",
    "-F",
    "--x",
    "---",
    "...",
    "*a",
    "&a",
    "!a",
    "|",
    ">",
    "@a",
    "`a",
    "%a",
    "'a",
    "\"a",
    "it's",
    "a\"b",
    "a\\b",
    "[a",
    "{a",
    "a]",
    "a}",
    "a,b",
    ",a",
    "?",
    "? a",
    "<<",
    "=",
    "{{ x }}",
    "é 🚀",
    "a\tb",
    "\ta",
    "a\nb",
    "a\nb\n",
    "a\n",
    "\n",
    "\na",
    " a\n b\n",
    "a\n\n",
    "a\n \nb",
    "a\r\nb",
    "a\r",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\0",
    "\u{7f}",
    "if a; then\n  b\nfi\n",
    "# x\ny\n",
    "a\n\n\nb",
    "true",
    "FALSE",
    "1.5",
    "-1",
    "+1",
    "0b1",
    "0o7",
    "a:b",
    "http://a/b?c=d#e",
    "$(X)",
    "a  b",
    "\\n",
    "key: |\n  x\n",
];

pub(super) const KEYS: &[&str] =
    &["name", "image", "new", "app.kubernetes.io/name", "on", "8080", "a b", "é", "", "x: y", "env", "a"];

pub(super) fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        6 => prop::sample::select(WORDS).prop_map(Value::from),
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::Bool),
        1 => any::<i64>().prop_map(Value::Int),
        1 => (-1e9..1e9_f64).prop_map(Value::Float),
        1 => Just(Value::Float(3.0)),
        1 => Just(Value::Float(1e21)),
    ]
}

/// Keys of one mapping, all different.
fn pairs(values: Vec<(Index, Value)>) -> Value {
    let mut pairs: Vec<(String, Value)> = Vec::new();
    for (index, value) in values {
        let key = *index.get(KEYS);
        if pairs.iter().all(|(other, _)| other != key) {
            pairs.push((key.to_owned(), value));
        }
    }
    Value::Map(pairs)
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![9 => scalar(), 1 => scalar().prop_map(|value| value.note("TODO é"))];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let collection = prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::Seq),
            prop::collection::vec((any::<Index>(), inner), 0..4).prop_map(pairs),
        ];
        prop_oneof![9 => collection.clone(), 1 => collection.prop_map(|value| value.note("why"))]
    })
}

#[derive(Clone, Debug)]
pub(super) enum Wish {
    Set(Value),
    SetDeep(Index, Value),
    Insert(Index, u8, Index, Value),
    Item(Index, Value),
    Remove(bool),
    Rename(Index),
}

pub(super) fn wish() -> impl Strategy<Value = Wish> {
    prop_oneof![
        3 => value().prop_map(Wish::Set),
        1 => (any::<Index>(), value()).prop_map(|(key, value)| Wish::SetDeep(key, value)),
        4 => (any::<Index>(), 0..4_u8, any::<Index>(), value()).prop_map(|(key, place, other, value)| Wish::Insert(key, place, other, value)),
        3 => (any::<Index>(), value()).prop_map(|(at, value)| Wish::Item(at, value)),
        4 => any::<bool>().prop_map(Wish::Remove),
        1 => any::<Index>().prop_map(Wish::Rename),
    ]
}

/// The paths to all nodes below `node` that a path can name.
pub(super) fn paths<'a>(node: Node<'a>, path: &Path<'a>, out: &mut Vec<(Path<'a>, Node<'a>)>) {
    out.push((path.clone(), node));
    let mut seen = Vec::new();
    for entry in node.entries() {
        if entry.key.kind().is_scalar() && !seen.contains(&entry.key.value()) {
            seen.push(entry.key.value());
            paths(entry.value, &path.join(entry.key.value()), out);
        }
    }
    for (index, item) in node.items().enumerate() {
        paths(item, &path.join(index), out);
    }
}

/// The operation that a wish comes to at `node`, with the end of its path.
pub(super) fn operation<'a>(
    wish: &Wish,
    path: &Path<'a>,
    node: Node<'a>,
    keys: &'a [String],
) -> Option<(Operation, Path<'a>)> {
    let names: Vec<&str> = node.entries().map(|entry| entry.key.value()).collect();
    let new = |index: &Index| index.get(KEYS);
    Some(match wish {
        Wish::Set(value) => (Operation::Set(value.clone()), path.clone()),
        Wish::SetDeep(index, value) => {
            let key = index.get(keys).as_str();
            let fits = node.is_mapping() || node.is_absent();
            if !fits || names.contains(&key) {
                return None;
            }
            (Operation::Set(value.clone()), path.join(key).join(0).join("deep"))
        }
        Wish::Insert(index, place, other, value) => {
            let key = new(index);
            if !node.is_mapping() || names.contains(key) {
                return None;
            }
            let other = || if names.is_empty() { "none".to_owned() } else { (*other.get(&names)).to_owned() };
            let at = match place {
                0 => At::First,
                1 => At::Last,
                2 => At::Before(other()),
                _ => At::After(other()),
            };
            (Operation::Insert((*key).to_owned(), value.clone(), at), path.clone())
        }
        Wish::Item(at, value) => {
            if !node.is_sequence() {
                return None;
            }
            (Operation::Item(at.index(node.items().count() + 1), value.clone()), path.clone())
        }
        Wish::Remove(up) if !path.is_empty() => (Operation::Remove(*up), path.clone()),
        Wish::Rename(index) => {
            let (Step::Key(_), _) = path.split_last()? else { return None };
            (Operation::Rename((*new(index)).to_owned()), path.clone())
        }
        Wish::Remove(_) => return None,
    })
}
