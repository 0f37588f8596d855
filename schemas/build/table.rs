//! Writes the table: Rust source of nothing but statics, in the words of `server/schema/types.rs`.

use std::fmt::{self, Write as _};

use crate::docs::{Docs, FieldDoc};
use crate::facts::{Facts, Field, Ty};
use crate::kinds::Kind;
use crate::{Fault, Window};

/// The whole source.
pub(crate) fn write(facts: &Facts, kinds: &[Kind], docs: &Docs) -> Result<String, Fault> {
    render(facts, kinds, docs).map_err(|fault| fault.to_string())
}

fn render(facts: &Facts, kinds: &[Kind], docs: &Docs) -> Result<String, fmt::Error> {
    let mut out = String::new();
    let empty = FieldDoc::default();
    for (name, fields) in &facts.types {
        let doc = docs.get(name);
        let text = doc.map_or("", |doc| &doc.doc);
        writeln!(out, "static {}: Type = Type {{ name: {name:?}, doc: {text:?}, fields: &[", constant(name))?;
        for field in fields {
            let doc = doc.and_then(|doc| doc.fields.get(&field.name)).unwrap_or(&empty);
            write_field(&mut out, field, doc)?;
        }
        // Names apart from what they name, so that a search touches few cache lines.
        let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        let required: Vec<usize> = (0..fields.len()).filter(|at| fields[*at].required.is_some()).collect();
        writeln!(out, "], names: &{names:?}, required: &{required:?} }};")?;
    }

    writeln!(out, "pub(super) static TYPES: &[&Type] = &[")?;
    for name in facts.types.keys() {
        writeln!(out, "&{},", constant(name))?;
    }
    writeln!(out, "];\npub(super) static SCALARS: &[(Ty, &str)] = &[")?;
    for (name, word) in &facts.scalars {
        let Ok(ty) = Ty::parse(word) else { continue };
        let text = docs.get(name).map_or("", |doc| &doc.doc);
        writeln!(out, "({}, {text:?}),", Code(&ty))?;
    }
    writeln!(out, "];\npub(super) static WORKLOADS: &[Workload] = &[")?;
    for workload in &facts.workloads {
        let group = if workload.api_version.contains('/') { "" } else { "core/" };
        let root = format!("{group}{}.{}", workload.api_version, workload.kind).replace('/', ".");
        let (version, kind, path, root) = (&workload.api_version, &workload.kind, &workload.path, constant(&root));
        writeln!(out, "Workload {{ api_version: {version:?}, kind: {kind:?}, ty: &{root}, template: &{path:?} }},")?;
    }
    writeln!(out, "];\npub(super) static KINDS: &[Kind] = &[")?;
    for Kind { api_version, name, window, served } in kinds {
        let window = Code(window);
        writeln!(out, "Kind {{ api_version: {api_version:?}, kind: {name:?}, window: {window}, served: {served} }},")?;
    }
    writeln!(out, "];")?;
    Ok(out)
}

fn write_field(out: &mut String, field: &Field, doc: &FieldDoc) -> fmt::Result {
    let Field { name, ty, window, required, keys, merge, list } = field;
    write!(out, "Field {{ name: {name:?}, ty: {}, window: {}, required: ", Code(ty), Code(window))?;
    match required {
        // Required as long as it is there, which its own window says already.
        Some(required) => {
            let required = if *required == Window::default() { window } else { required };
            write!(out, "Some({})", Code(required))?;
        }
        None => write!(out, "None")?,
    }
    write!(out, ", list_keys: &{keys:?}, merge_key: {merge:?}, list_kind: ")?;
    match list.as_deref() {
        Some("set") => write!(out, "Some(ListKind::Set)")?,
        Some(_) => write!(out, "Some(ListKind::Atomic)")?,
        None if !keys.is_empty() => write!(out, "Some(ListKind::Map)")?,
        None => write!(out, "None")?,
    }
    let FieldDoc { doc, default, unit, example, values, open } = doc;
    write!(out, ", doc: {doc:?}, default: {default:?}, unit: {unit:?}, example: {example:?}, open_values: {open}")?;
    write!(out, ", values: &[")?;
    for value in values {
        write!(out, "EnumValue {{ name: {:?}, doc: {:?}, window: {} }}, ", value.name, value.doc, Code(&value.window))?;
    }
    writeln!(out, "] }},")
}

/// `core.v1.Container` as `CORE_V1_CONTAINER`.
fn constant(name: &str) -> String {
    name.replace('.', "_").to_uppercase()
}

/// Something as a Rust expression.
struct Code<'a, T>(&'a T);

impl fmt::Display for Code<'_, Ty> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Ty::Scalar(variant) => write!(f, "Ty::{variant}"),
            Ty::Object(name) => write!(f, "Ty::Object(&{})", constant(name)),
            Ty::List(inner) => write!(f, "Ty::List(&{})", Code(&**inner)),
            Ty::Map(inner) => write!(f, "Ty::Map(&{})", Code(&**inner)),
        }
    }
}

impl fmt::Display for Code<'_, Window> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Window { since, until } = self.0;
        match since {
            Some(since) => write!(f, "Window {{ since: Minor({since}), ")?,
            None => write!(f, "Window {{ since: Minor::OLDEST, ")?,
        }
        match until {
            Some(until) => write!(f, "until: Some(Minor({until})) }}"),
            None => write!(f, "until: None }}"),
        }
    }
}
