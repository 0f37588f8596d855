//! A field, as the field table knows it, in Markdown. Knows no text.

use std::fmt::Write as _;

use crate::ide::facts::{is_demanded, is_deprecated, window};
use crate::schema::{EnumValue, Field, Minor, Ty, Type};

/// Name, type, documentation, default, unit, versions, values and an example of a field of `ty`.
pub(in crate::ide) fn describe(field: &Field, ty: &Type, minor: Minor) -> String {
    let mut out = format!("**{}** `{}`", field.name, field.ty);
    if is_demanded(ty, field, minor) {
        out.push_str(", required");
    }
    if is_deprecated(ty, field) {
        out.push_str(", deprecated");
    }
    let versions = window(field.window);
    if !versions.is_empty() {
        let _ = write!(out, ", {versions}");
    }
    if !field.window.contains(minor) {
        let _ = write!(out, "\n\nKubernetes {minor}, the target, does not have it.");
    }
    paragraph(&mut out, field.doc);
    let about_type = match field.ty {
        Ty::Object(_) | Ty::List(_) | Ty::Map(_) => "",
        scalar => scalar.doc(),
    };
    paragraph(&mut out, about_type);
    let mut facts = Vec::new();
    if let Some(default) = field.default {
        facts.push(format!("Default: {}", quoted(default)));
    }
    if let Some(unit) = field.unit {
        facts.push(format!("Unit: {unit}"));
    }
    if !facts.is_empty() {
        paragraph(&mut out, &facts.join("  \n"));
    }
    let values: Vec<&EnumValue> = field.values_at(minor).collect();
    if !values.is_empty() {
        paragraph(&mut out, if field.open_values { "Usual values:" } else { "Values:" });
        out.push('\n');
        for value in values {
            let _ = write!(out, "\n- {}", self::value(value));
        }
    }
    if let Some(example) = field.example {
        let _ = write!(out, "\n\n```yaml\n{}: {example}\n```", field.name);
    }
    out
}

/// One value of a field with its gloss: `` `Always`: restart after every exit ``.
pub(in crate::ide) fn value(value: &EnumValue) -> String {
    let name = if value.name.is_empty() { "\"\"" } else { value.name };
    let mut out = format!("`{name}`");
    if !value.doc.is_empty() {
        let _ = write!(out, ": {}", value.doc);
    }
    let versions = window(value.window);
    if !versions.is_empty() {
        let _ = write!(out, " ({versions})");
    }
    out
}

/// A default that is one word is something to type.
pub(in crate::ide) fn quoted(default: &str) -> String {
    if default.contains([' ', '`']) { default.to_owned() } else { format!("`{default}`") }
}

fn paragraph(out: &mut String, text: &str) {
    if !text.is_empty() {
        out.push_str("\n\n");
        out.push_str(text);
    }
}
