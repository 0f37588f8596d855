//! What a text says, as plain values, and what an operation should make of it.

use podls::syntax::edit::{self, Emptied, Place, Target, Value};
use podls::syntax::{Node, Path, Scalar, Step, Syntax};
use podls::text::{Edit, Text};

/// A value without any style.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Model {
    /// A scalar with the type kubectl gives it.
    Scalar(Scalar, String),
    Alias(String),
    Broken,
    Seq(Vec<Model>),
    Map(Vec<(Model, Model)>),
}

/// One edit to be made.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Operation {
    Set(Value),
    /// Puts the key, under the mapping at the path.
    Insert(String, Value, At),
    /// Puts an item at this index, into the list at the path.
    Item(usize, Value),
    /// Whether the emptied parent goes too.
    Remove(bool),
    Rename(String),
}

/// Where a key goes.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum At {
    First,
    Last,
    Before(String),
    After(String),
}

impl At {
    fn place(&self) -> Place<'_> {
        match self {
            At::First => Place::First,
            At::Last => Place::Last,
            At::Before(key) => Place::Before(key),
            At::After(key) => Place::After(key),
        }
    }
}

impl Operation {
    /// The edits for `path` below `node`.
    pub(super) fn edits(&self, text: &Text, node: Node<'_>, path: &[Step<'_>]) -> Option<Vec<Edit>> {
        let target = Target::new(text, node);
        match self {
            Operation::Set(value) => edit::set(target, path, value),
            Operation::Insert(key, value, at) => edit::insert(target, path, key, value, at.place()),
            Operation::Item(index, value) => edit::insert_item(target, path, *index, value),
            Operation::Remove(up) => edit::remove(target, path, if *up { Emptied::Remove } else { Emptied::Keep }),
            Operation::Rename(name) => edit::rename(target, path, name),
        }
    }

    /// What `model` should be afterwards.
    pub(super) fn apply(&self, model: &Model, path: &[Step<'_>]) -> Model {
        let mut model = model.clone();
        match self {
            Operation::Set(value) => *reach(&mut model, path) = Model::of_value(value),
            Operation::Insert(key, value, at) => {
                let parent = reach(&mut model, path);
                if !matches!(parent, Model::Map(_)) {
                    *parent = Model::Map(Vec::new());
                }
                let Model::Map(pairs) = parent else { panic!("a mapping") };
                let find = |key: &String| pairs.iter().position(|(other, _)| other.is_key(key));
                let index = match at {
                    At::First => 0,
                    At::Last => pairs.len(),
                    At::Before(key) => find(key).unwrap_or(pairs.len()),
                    At::After(key) => find(key).map_or(pairs.len(), |index| index + 1),
                };
                pairs.insert(index, (string(key), Model::of_value(value)));
            }
            Operation::Item(index, value) => {
                let parent = reach(&mut model, path);
                if !matches!(parent, Model::Seq(_)) {
                    *parent = Model::Seq(Vec::new());
                }
                let Model::Seq(items) = parent else { panic!("a list") };
                items.insert((*index).min(items.len()), Model::of_value(value));
            }
            Operation::Remove(up) => {
                let mut path = path;
                while let Some((last, parent)) = path.split_last() {
                    let collection = reach(&mut model, parent);
                    let empty = match (collection, last) {
                        (Model::Map(pairs), Step::Key(key)) => {
                            let index = pairs.iter().position(|(other, _)| other.is_key(key)).expect("a key");
                            pairs.remove(index);
                            pairs.is_empty()
                        }
                        (Model::Seq(items), Step::Index(index)) => {
                            items.remove(*index);
                            items.is_empty()
                        }
                        other => panic!("{other:?}"),
                    };
                    if !(empty && *up) {
                        break;
                    }
                    path = parent;
                }
            }
            Operation::Rename(name) => {
                let Some((Step::Key(key), parent)) = path.split_last() else { panic!("a key") };
                let Model::Map(pairs) = reach(&mut model, parent) else { panic!("a mapping") };
                let pair = pairs.iter_mut().find(|(other, _)| other.is_key(key)).expect("a key");
                pair.0 = string(name);
            }
        }
        model
    }
}

/// The place at `path`, made if it is not there.
fn reach<'m>(model: &'m mut Model, path: &[Step<'_>]) -> &'m mut Model {
    let Some((step, rest)) = path.split_first() else { return model };
    let inner = match step {
        Step::Key(key) => {
            if !matches!(model, Model::Map(_)) {
                *model = Model::Map(Vec::new());
            }
            let Model::Map(pairs) = model else { panic!("a mapping") };
            let index = pairs.iter().position(|(other, _)| other.is_key(key)).unwrap_or_else(|| {
                pairs.push((string(key), null()));
                pairs.len() - 1
            });
            &mut pairs[index].1
        }
        Step::Index(index) => {
            if !matches!(model, Model::Seq(_)) {
                *model = Model::Seq(Vec::new());
            }
            let Model::Seq(items) = model else { panic!("a list") };
            if *index == items.len() {
                items.push(null());
            }
            &mut items[*index]
        }
    };
    reach(inner, rest)
}

fn string(text: &str) -> Model {
    Model::Scalar(Scalar::String, text.to_owned())
}

fn null() -> Model {
    Model::Scalar(Scalar::Null, String::new())
}

impl Model {
    pub(super) fn of_node(node: Node<'_>) -> Self {
        if node.is_mapping() {
            return Self::Map(
                node.entries().map(|entry| (Self::of_key(entry.key), Self::of_node(entry.value))).collect(),
            );
        }
        if node.is_sequence() {
            return Self::Seq(node.items().map(Self::of_node).collect());
        }
        match node.scalar() {
            Some(Scalar::String) => string(node.value()),
            Some(other) => Self::Scalar(other, String::new()),
            None if node.source().starts_with('*') => Self::Alias(node.source().to_owned()),
            None => Self::Broken,
        }
    }

    /// A key keeps its text, whatever type it has: that is how paths name it.
    fn of_key(key: Node<'_>) -> Self {
        match key.scalar() {
            Some(scalar) => Self::Scalar(scalar, key.value().to_owned()),
            None => Self::of_node(key),
        }
    }

    pub(super) fn of_value(value: &Value) -> Self {
        let plain = |scalar| Self::Scalar(scalar, String::new());
        match value {
            Value::Null => plain(Scalar::Null),
            Value::Bool(value) => plain(Scalar::Bool(*value)),
            Value::Int(value) => plain(Scalar::Integer(i128::from(*value))),
            Value::Float(value) => plain(Scalar::Float(*value)),
            Value::String(text) => string(text),
            Value::Raw(source) => parse(source).1,
            Value::Seq(items) => Self::Seq(items.iter().map(Self::of_value).collect()),
            Value::Map(pairs) => {
                Self::Map(pairs.iter().map(|(key, value)| (string(key), Self::of_value(value))).collect())
            }
            Value::Noted(value, _) => Self::of_value(value),
        }
    }

    pub(super) fn is_key(&self, key: &str) -> bool {
        matches!(self, Model::Scalar(_, text) if text == key)
    }
}

/// What every document of a text says.
pub(super) fn models(syntax: &Syntax) -> Vec<Option<Model>> {
    syntax.documents().map(|(start, document)| document.root(start).map(Model::of_node)).collect()
}

/// The number of problems of a text.
pub(super) fn problems(syntax: &Syntax) -> usize {
    syntax.documents().map(|(start, document)| document.problems(start).len()).sum()
}

/// The value that a piece of YAML says, to be written, and its model.
pub(super) fn parse(source: &str) -> (Value, Model) {
    fn value(node: Node<'_>) -> Value {
        if node.is_mapping() {
            return Value::Map(
                node.entries().map(|entry| (entry.key.value().to_owned(), value(entry.value))).collect(),
            );
        }
        match node.scalar() {
            None => Value::Seq(node.items().map(value).collect()),
            Some(Scalar::Null) => Value::Null,
            Some(Scalar::Bool(value)) => Value::Bool(value),
            Some(Scalar::Integer(value)) => Value::Int(value as i64),
            Some(Scalar::Float(value)) => Value::Float(value),
            // `text#note` in quotes is a value with a comment.
            Some(Scalar::String) => match node.value().split_once('#') {
                Some((text, note)) if !text.is_empty() => value(parse_node(text).as_ref()).note(note),
                _ => Value::String(node.value().to_owned()),
            },
        }
    }
    struct Parsed(Syntax);
    impl Parsed {
        fn as_ref(&self) -> Node<'_> {
            let (start, document) = self.0.documents().next().expect("a document");
            document.root(start).expect("a value")
        }
    }
    fn parse_node(source: &str) -> Parsed {
        Parsed(Syntax::new(&Text::new(source)))
    }
    let parsed = parse_node(source);
    (value(parsed.as_ref()), Model::of_node(parsed.as_ref()))
}

/// Reads `set a.b = 1`, `insert a.b key = 1 before other`, `push a.b = 1`, `item a.b 0 = 1`,
/// `remove a.b`, `remove! a.b`, `rename a.b name`.
pub(super) fn operation(line: &str) -> (Operation, Path<'_>) {
    let (verb, rest) = line.split_once(' ').expect("a verb");
    let (head, tail) = rest.split_once(" = ").unwrap_or((rest, ""));
    let mut words = head.split(' ');
    let path = words.next().filter(|path| *path != ".").unwrap_or_default();
    let path = Path::parse(path).expect("a path");
    let word = words.next().unwrap_or_default();
    let operation = match verb {
        "set" => Operation::Set(parse(tail).0),
        "insert" => {
            let (word, at) = match word.split_once('@') {
                None => (word, At::Last),
                Some((word, "first")) => (word, At::First),
                Some((word, place)) => match place.split_once(':') {
                    Some(("before", key)) => (word, At::Before(key.to_owned())),
                    Some(("after", key)) => (word, At::After(key.to_owned())),
                    _ => panic!("{place}"),
                },
            };
            Operation::Insert(word.to_owned(), parse(tail).0, at)
        }
        "push" => Operation::Item(usize::MAX, parse(tail).0),
        "item" => Operation::Item(word.parse().expect("an index"), parse(tail).0),
        "remove" => Operation::Remove(false),
        "remove!" => Operation::Remove(true),
        "rename" => Operation::Rename(word.to_owned()),
        _ => panic!("{verb}"),
    };
    (operation, path)
}
