//! Reads `docs/*.yaml`: our descriptions, defaults, units, examples and enumerations.

use std::collections::BTreeMap;

use crate::facts::Facts;
use crate::yaml::{self, Node, Value as Yaml};
use crate::{Fault, Source, Window};

/// What is written about each type, by its full name.
pub(crate) type Docs = BTreeMap<String, TypeDoc>;

#[derive(Default)]
pub(crate) struct TypeDoc {
    pub(crate) doc: String,
    /// The type that stands in for fields not written about here, and where that was said.
    like: Option<(String, String)>,
    pub(crate) fields: BTreeMap<String, FieldDoc>,
}

#[derive(Clone, Default)]
pub(crate) struct FieldDoc {
    pub(crate) doc: String,
    pub(crate) default: Option<String>,
    pub(crate) unit: Option<String>,
    pub(crate) example: Option<String>,
    pub(crate) values: Vec<Value>,
    pub(crate) open: bool,
}

#[derive(Clone)]
pub(crate) struct Value {
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) window: Window,
}

/// Adds what one file says to `docs`; refuses types and fields the facts do not have.
pub(crate) fn parse(source: &Source, facts: &Facts, docs: &mut Docs) -> Result<(), Fault> {
    let root = yaml::parse(source)?;
    for (name, node) in root.entries(source, "the file")? {
        if !facts.types.contains_key(name) && !facts.scalars.contains_key(name) {
            return source.fault(node.line, format!("there is no type `{name}`"));
        }
        if docs.contains_key(name) {
            return source.fault(node.line, format!("`{name}` is described twice"));
        }
        let mut type_doc = TypeDoc::default();
        for (key, node) in node.entries(source, name)? {
            match key {
                "doc" => type_doc.doc = text(source, node)?,
                "like" => type_doc.like = Some((text(source, node)?, format!("{}:{}", source.name, node.line))),
                "fields" => {
                    for (field, node) in node.entries(source, "`fields`")? {
                        if !facts.has(name, field) {
                            return source.fault(node.line, format!("`{name}` has no field `{field}`"));
                        }
                        type_doc.fields.insert(field.to_owned(), field_doc(source, node)?);
                    }
                }
                _ => return source.fault(node.line, format!("`{key}` is none of doc, like, fields")),
            }
        }
        docs.insert(name.to_owned(), type_doc);
    }
    Ok(())
}

fn field_doc(source: &Source, node: &Node) -> Result<FieldDoc, Fault> {
    let mut field = FieldDoc::default();
    for (key, node) in node.entries(source, "a field")? {
        match key {
            "doc" => field.doc = text(source, node)?,
            "default" => field.default = Some(text(source, node)?),
            "unit" => field.unit = Some(text(source, node)?),
            "example" => field.example = Some(text(source, node)?),
            "open" if matches!(node.text(), Some("true" | "false")) => field.open = node.text() == Some("true"),
            "values" => {
                for (name, node) in node.entries(source, "`values`")? {
                    field.values.push(value(source, name, node)?);
                }
            }
            _ => {
                let known = "doc, default, unit, example, values, open: true|false";
                return source.fault(node.line, format!("`{key}` is none of {known}"));
            }
        }
    }
    Ok(field)
}

/// `Value: gloss` or `Value: {doc: gloss, since: "1.34", until: "1.36"}`.
fn value(source: &Source, name: &str, node: &Node) -> Result<Value, Fault> {
    let mut value = Value { name: name.to_owned(), doc: String::new(), window: Window::default() };
    if !matches!(node.value, Yaml::Map(_)) {
        value.doc = text(source, node)?;
        return Ok(value);
    }
    for (key, node) in node.entries(source, "a value")? {
        let minor = || match node.text().and_then(|text| text.strip_prefix("1.")?.parse().ok()) {
            Some(minor) => Ok(Some(minor)),
            None => source.fault(node.line, format!("`{key}` must be a version such as \"1.34\"")),
        };
        match key {
            "doc" => value.doc = text(source, node)?,
            "since" => value.window.since = minor()?,
            "until" => value.window.until = minor()?,
            _ => return source.fault(node.line, format!("`{key}` is none of doc, since, until")),
        }
    }
    Ok(value)
}

/// A text with its line breaks and double spaces gone.
fn text(source: &Source, node: &Node) -> Result<String, Fault> {
    match node.text() {
        Some(text) => Ok(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        None => source.fault(node.line, "text is expected here"),
    }
}

/// Fills in what `like` stands for.
pub(crate) fn resolve(mut docs: Docs) -> Result<Docs, Fault> {
    let likes: Vec<(String, String, String)> = docs
        .iter()
        .filter_map(|(name, doc)| doc.like.clone().map(|(like, place)| (name.clone(), like, place)))
        .collect();
    for (name, like, place) in likes {
        let Some(model) = docs.get(&like).filter(|model| model.like.is_none()) else {
            return Err(format!("{place}: `{like}` is not described, or like another itself"));
        };
        let (model_doc, model_fields) = (model.doc.clone(), model.fields.clone());
        let Some(doc) = docs.get_mut(&name) else { continue };
        if doc.doc.is_empty() {
            doc.doc = model_doc;
        }
        for (field, text) in model_fields {
            doc.fields.entry(field).or_insert(text);
        }
    }
    Ok(docs)
}
