//! Reads `facts.txt`: types, their fields, the scalars, the workloads.

use std::collections::BTreeMap;

use crate::{Fault, Source, Window};

/// Everything `facts.txt` says.
#[derive(Default)]
pub(crate) struct Facts {
    pub(crate) workloads: Vec<Workload>,
    /// Full name of a scalar definition, and its word in field types.
    pub(crate) scalars: BTreeMap<String, String>,
    /// Fields by the full name of their type, sorted by name, then by minor.
    pub(crate) types: BTreeMap<String, Vec<Field>>,
}

impl Facts {
    /// Whether `type_` has a field `name` in any minor.
    pub(crate) fn has(&self, type_: &str, name: &str) -> bool {
        self.types.get(type_).is_some_and(|fields| fields.iter().any(|field| field.name == name))
    }
}

pub(crate) struct Workload {
    pub(crate) api_version: String,
    pub(crate) kind: String,
    /// Names of the fields that lead to the Pod template.
    pub(crate) path: Vec<String>,
}

pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) ty: Ty,
    pub(crate) window: Window,
    /// Where it is required, if anywhere.
    pub(crate) required: Option<Window>,
    pub(crate) keys: Vec<String>,
    pub(crate) merge: Option<String>,
    /// `set` or `atomic`.
    pub(crate) list: Option<String>,
}

pub(crate) enum Ty {
    /// One of the words of [`SCALARS`], as the variant that stands for it.
    Scalar(&'static str),
    Object(String),
    List(Box<Ty>),
    Map(Box<Ty>),
}

/// The words for scalar types and the variants of `Ty` in the table.
const SCALARS: [(&str, &str); 9] = [
    ("string", "String"),
    ("int32", "Int32"),
    ("int64", "Int64"),
    ("bool", "Bool"),
    ("number", "Number"),
    ("int-or-string", "IntOrString"),
    ("quantity", "Quantity"),
    ("time", "Time"),
    ("any", "Any"),
];

/// Reads the file; refuses unknown words, unsorted fields and references to nothing.
pub(crate) fn parse(source: &Source) -> Result<Facts, Fault> {
    let mut facts = Facts::default();
    let mut current: Option<String> = None;
    let mut references = Vec::new();
    for (line, text) in source.lines() {
        let words: Vec<&str> = text.split_whitespace().collect();
        if !text.starts_with(' ') {
            current = None;
            match words.as_slice() {
                ["workload", api_version, kind, path] => facts.workloads.push(Workload {
                    api_version: (*api_version).to_owned(),
                    kind: (*kind).to_owned(),
                    path: path.split('.').filter(|name| !name.is_empty()).map(str::to_owned).collect(),
                }),
                ["scalar", name, word] if scalar(word).is_some() => {
                    facts.scalars.insert((*name).to_owned(), (*word).to_owned());
                }
                ["type", name] if !facts.types.contains_key(*name) => {
                    facts.types.insert((*name).to_owned(), Vec::new());
                    current = Some((*name).to_owned());
                }
                _ => return source.fault(line, "no `workload`, `scalar` or new `type`"),
            }
            continue;
        }
        let Some(fields) = current.as_ref().and_then(|name| facts.types.get_mut(name)) else {
            return source.fault(line, "a field outside of a type");
        };
        let [name, ty, marks @ ..] = words.as_slice() else {
            return source.fault(line, "a field needs a name and a type");
        };
        let field = match field(name, ty, marks) {
            Ok(field) => field,
            Err(what) => return source.fault(line, what),
        };
        if fields.last().is_some_and(|last| !precedes(last, &field)) {
            return source.fault(line, format!("`{name}` does not follow the field above in name or minor"));
        }
        if let Some(target) = field.ty.target() {
            references.push((line, target.to_owned()));
        }
        fields.push(field);
    }
    match references.iter().find(|(_, target)| !facts.types.contains_key(target)) {
        Some((line, target)) => source.fault(*line, format!("there is no type `{target}`")),
        None => Ok(facts),
    }
}

/// Whether `first` sorts before `second`: by name, and the windows of one name do not meet.
fn precedes(first: &Field, second: &Field) -> bool {
    let apart = || first.window.until.zip(second.window.since).is_some_and(|(until, since)| until < since);
    first.name < second.name || (first.name == second.name && apart())
}

fn field(name: &str, ty: &str, marks: &[&str]) -> Result<Field, String> {
    let ty = Ty::parse(ty)?;
    let (name, window) = (name.to_owned(), Window::default());
    let mut field = Field { name, ty, window, required: None, keys: Vec::new(), merge: None, list: None };
    for mark in marks {
        match mark.split_once('=') {
            Some(("required", text)) if Window::parse(text).is_some() => field.required = Window::parse(text),
            Some(("keys", keys)) => field.keys = keys.split(',').map(str::to_owned).collect(),
            Some(("merge", key)) => field.merge = Some(key.to_owned()),
            None if *mark == "required" => field.required = Some(field.window),
            None if matches!(*mark, "set" | "atomic") => field.list = Some((*mark).to_owned()),
            None if Window::parse(mark).is_some() => field.window = Window::parse(mark).unwrap_or_default(),
            _ => return Err(format!("`{mark}` means nothing")),
        }
    }
    Ok(field)
}

fn scalar(word: &str) -> Option<&'static str> {
    SCALARS.iter().find(|(name, _)| *name == word).map(|(_, variant)| *variant)
}

impl Ty {
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        if let Some(rest) = text.strip_prefix("[]") {
            return Ok(Ty::List(Box::new(Ty::parse(rest)?)));
        }
        if let Some(rest) = text.strip_prefix("map[string]") {
            return Ok(Ty::Map(Box::new(Ty::parse(rest)?)));
        }
        match scalar(text) {
            Some(variant) => Ok(Ty::Scalar(variant)),
            None if text.contains('.') => Ok(Ty::Object(text.to_owned())),
            None => Err(format!("`{text}` is no type")),
        }
    }

    /// The type it refers to, through lists and maps.
    fn target(&self) -> Option<&str> {
        match self {
            Ty::Scalar(_) => None,
            Ty::Object(name) => Some(name),
            Ty::List(inner) | Ty::Map(inner) => inner.target(),
        }
    }
}
