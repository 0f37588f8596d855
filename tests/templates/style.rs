//! One object in many styles: blocks of any indentation, brackets on one line and on many.

use serde_json::Value;

/// A way of writing.
#[derive(Clone, Copy, Debug)]
pub(super) enum Style {
    /// Columns to a mapping, columns to the dashes of a list.
    Block(usize, usize),
    /// Everything between brackets on one line.
    Line,
    /// Brackets over many lines, as `kubectl` writes KYAML.
    Lines,
}

pub(super) const STYLES: &[Style] =
    &[Style::Block(2, 0), Style::Block(2, 2), Style::Block(4, 0), Style::Block(4, 4), Style::Line, Style::Lines];

/// `object` in this style, with comments where there is room for some.
pub(super) fn written(object: &Value, style: Style) -> String {
    let mut out = String::from("# the top 🚀\n");
    match style {
        Style::Block(step, dash) => block(object, 0, step, dash, false, &mut out),
        Style::Line => {
            out.push_str(&line(object));
            out.push_str(" # all of it\n");
        }
        Style::Lines => {
            lines(object, 0, &mut out);
            out.push('\n');
        }
    }
    out.push_str("# the end\n");
    out
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-./".contains(&byte)) => {
            if text.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'/') && text != "no" {
                text.clone()
            } else {
                value.to_string()
            }
        }
        other => other.to_string(),
    }
}

fn is_leaf(value: &Value) -> bool {
    match value {
        Value::Object(map) => map.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => true,
    }
}

fn block(value: &Value, indent: usize, step: usize, dash: usize, begun: bool, out: &mut String) {
    let pad = " ".repeat(indent);
    match value {
        Value::Object(map) => {
            for (at, (key, value)) in map.iter().enumerate() {
                if at > 0 || !begun {
                    out.push_str(&pad);
                }
                out.push_str(key);
                out.push(':');
                if is_leaf(value) {
                    out.push_str(&format!(" {} # {key} é\n", scalar(value)));
                } else {
                    out.push_str(&format!(" # below {key}\n"));
                    let deeper = if value.is_array() { dash } else { step };
                    block(value, indent + deeper, step, dash, false, out);
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                out.push_str(&format!("{pad}-{}", " ".repeat(step.max(2) - 1)));
                if is_leaf(item) {
                    out.push_str(&format!("{}\n", scalar(item)));
                } else {
                    block(item, indent + step.max(2), step, dash, true, out);
                }
            }
        }
        other => out.push_str(&format!("{}\n", scalar(other))),
    }
}

fn line(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let pairs: Vec<String> = map.iter().map(|(key, value)| format!("{key}: {}", line(value))).collect();
            format!("{{{}}}", pairs.join(", "))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(line).collect::<Vec<_>>().join(", ")),
        other => scalar(other),
    }
}

fn lines(value: &Value, indent: usize, out: &mut String) {
    let pad = " ".repeat(indent + 2);
    match value {
        Value::Object(map) if !map.is_empty() => {
            out.push_str("{\n");
            for (key, value) in map {
                out.push_str(&format!("{pad}{key}: "));
                lines(value, indent + 2, out);
                out.push_str(&format!(", # {key}\n"));
            }
            out.push_str(&format!("{}}}", " ".repeat(indent)));
        }
        Value::Array(items) if !items.is_empty() && items.iter().all(Value::is_object) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                lines(item, indent, out);
            }
            out.push(']');
        }
        other => out.push_str(&other.to_string()),
    }
}
