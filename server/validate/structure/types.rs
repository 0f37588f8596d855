//! Types and values, said as a person would say them.

use super::quantities;
use crate::finding::{Finding, Fix};
use crate::pod::value::time;
use crate::schema::{Field, Minor, Ty, nearest};
use crate::syntax::{Kind, Node, Scalar};
use crate::text::Edit;

/// Longer values are cut in messages.
const MAX_SHOWN: usize = 40;

/// A value that is a collection where a scalar belongs, or the other way round.
pub(super) fn wrong_shape(value: Node<'_>, key: Node<'_>, ty: Ty) -> Finding {
    let name = key.value();
    let is = what_is(value);
    let message = match ty {
        Ty::List(_) if value.is_mapping() => {
            format!("`{name}` must be a list, but is a mapping; put `- ` before its first key")
        }
        Ty::List(_) => format!("`{name}` must be a list, but is {is}; put `- ` before it"),
        Ty::Object(_) | Ty::Map(_) if value.is_sequence() => {
            format!("`{name}` must be a mapping, but is a list; remove the `- `")
        }
        _ => format!("`{name}` must be {}, but is {is}", ty.noun()),
    };
    let span = if value.kind().is_scalar() { value.span() } else { key.span() };
    let mut finding = Finding::error("wrong-type", span, message);
    // One scalar, or one flow value, can be put in brackets.
    if matches!(ty, Ty::List(inner) if mismatch(value, key, *inner).is_none() && !matches!(inner, Ty::Object(_)))
        && matches!(value.kind(), Kind::Plain | Kind::SingleQuoted | Kind::DoubleQuoted)
        && !value.source().contains(['\n', '\r', ',', '[', ']', '{', '}'])
    {
        let edits = vec![Edit::replace(value.span(), format!("[{}]", value.source()))];
        finding = finding.with_fix(Fix::suggestion("Make it a list of one", edits));
    }
    finding
}

/// An item of the list under `key` that is something else than its neighbours should be.
pub(super) fn wrong_item(value: Node<'_>, key: Node<'_>, ty: Ty) -> Finding {
    let message = format!("an item of `{}` must be {}, but this is {}", key.value(), ty.noun(), what_is(value));
    Finding::error("wrong-type", value.span(), message)
}

/// What is wrong with a scalar's type, if anything; collections are wrong for every scalar type.
pub(super) fn mismatch(value: Node<'_>, key: Node<'_>, ty: Ty) -> Option<Finding> {
    let Some(scalar) = value.scalar() else { return Some(wrong_shape(value, key, ty)) };
    let name = key.value();
    let shown = value.excerpt(MAX_SHOWN);
    let plain = value.kind() == Kind::Plain;
    let error = |message: String| Finding::error("wrong-type", value.span(), message);
    match (ty, scalar) {
        (Ty::Time, Scalar::String) => time::wrong(value.value())
            .map(|wrong| Finding::error("time-invalid", value.span(), format!("`{shown}` in `{name}` {wrong}"))),
        (Ty::String | Ty::IntOrString, Scalar::String)
        | (Ty::Bool, Scalar::Bool(_))
        | (Ty::Number, Scalar::Integer(_) | Scalar::Float(_))
        | (_, Scalar::Null) => None,
        (Ty::Quantity, Scalar::String | Scalar::Integer(_) | Scalar::Float(_)) => quantities::check(value, key),
        (Ty::String | Ty::Time, _) if plain => {
            let is = scalar.article_and_type();
            let fix =
                Fix::safe("Put it in quotes", vec![Edit::replace(value.span(), format!("\"{}\"", value.source()))]);
            Some(error(format!("`{name}` must be text, but `{shown}` is {is} in YAML; put it in quotes")).with_fix(fix))
        }
        (Ty::Int32, Scalar::Integer(number)) => (i32::try_from(number).is_err())
            .then(|| error(too_big(name, &shown, i64::from(i32::MIN), i64::from(i32::MAX)))),
        (Ty::IntOrString, Scalar::Integer(number)) => (i32::try_from(number).is_err())
            .then(|| error(too_big(name, &shown, i64::from(i32::MIN), i64::from(i32::MAX)))),
        (Ty::Int64, Scalar::Integer(number)) => {
            (i64::try_from(number).is_err()).then(|| error(too_big(name, &shown, i64::MIN, i64::MAX)))
        }
        // `3e1` reaches the server as 30.
        (Ty::Int32 | Ty::Int64 | Ty::IntOrString, Scalar::Float(number))
            if number.fract() == 0.0 && number.abs() < 1e15 =>
        {
            None
        }
        (Ty::Int32 | Ty::Int64 | Ty::IntOrString, Scalar::Float(_)) => {
            Some(error(format!("`{name}` must be a whole number, but is `{shown}`")))
        }
        (Ty::Int32 | Ty::Int64 | Ty::Bool | Ty::Number, Scalar::String) => {
            let bare = Scalar::of_plain(value.value());
            let fits = match ty {
                Ty::Bool => matches!(bare, Scalar::Bool(_)),
                Ty::Number => matches!(bare, Scalar::Integer(_) | Scalar::Float(_)),
                _ => matches!(bare, Scalar::Integer(_)),
            };
            let quoted = matches!(value.kind(), Kind::SingleQuoted | Kind::DoubleQuoted);
            if fits && quoted {
                let fix = Fix::safe("Remove the quotes", vec![Edit::replace(value.span(), value.value())]);
                return Some(
                    error(format!("`{name}` must be {}, but `{shown}` is text; remove the quotes", ty.noun()))
                        .with_fix(fix),
                );
            }
            Some(error(format!("`{name}` must be {}, but is `{shown}`", ty.noun())))
        }
        (_, _) => {
            Some(error(format!("`{name}` must be {}, but `{shown}` is {}", ty.noun(), scalar.article_and_type())))
        }
    }
}

fn too_big(name: &str, shown: &str, least: i64, most: i64) -> String {
    format!("`{shown}` is out of range for `{name}`; it must lie between {least} and {most}")
}

fn what_is(value: Node<'_>) -> String {
    match value.scalar() {
        Some(_) if value.source().is_empty() => "empty".to_owned(),
        Some(scalar) => format!("{} (`{}`)", scalar.article_and_type(), value.excerpt(MAX_SHOWN)),
        None if value.is_mapping() => "a mapping".to_owned(),
        None => "a list".to_owned(),
    }
}

/// Fields in which an empty text is a value of its own, not the same as none: the server keeps a
/// pointer to it, and fills nothing in.
const POINTERS: &[(&str, &str)] = &[
    ("core.v1.AzureDiskVolumeSource", "cachingMode"),
    ("core.v1.AzureDiskVolumeSource", "kind"),
    ("core.v1.PersistentVolumeClaimSpec", "volumeMode"),
    ("core.v1.VolumeMount", "mountPropagation"),
    ("core.v1.VolumeMount", "recursiveReadOnly"),
];

/// Whether an empty text is refused where a value out of a closed list may be absent.
pub(super) fn refuses_empty(owner: &str, field: &'static Field, value: Node<'_>) -> bool {
    let closed = !field.values.is_empty() && !field.open_values && field.value("").is_none();
    let counts = matches!(field.ty, Ty::List(_)) || POINTERS.contains(&(owner, field.name));
    closed && counts && value.scalar() == Some(Scalar::String)
}

/// A value that a closed list does not hold.
pub(super) fn unknown_value(value: Node<'_>, key: Node<'_>, field: &'static Field, minor: Minor) -> Finding {
    let text = value.value();
    let name = key.value();
    let names: Vec<&str> = field.values_at(minor).map(|value| value.name).filter(|name| !name.is_empty()).collect();
    let list = or_list(&names);
    let later = field.value(text).and_then(|value| value.window.came()).filter(|since| *since > minor);
    let shown = value.excerpt(MAX_SHOWN);
    let message = match later {
        Some(since) => {
            format!("`{shown}` for `{name}` came with Kubernetes {since}, the target is {minor}; write {list}")
        }
        None => format!("`{shown}` is not a value of `{name}`; write {list}"),
    };
    let finding = Finding::error("unknown-value", value.span(), message);
    let near = nearest(text, names.iter().copied());
    let rest = names.iter().copied().filter(|name| Some(*name) != near).take(4);
    near.into_iter().map(|name| (name, true)).chain(rest.map(|name| (name, false))).fold(
        finding,
        |finding, (name, is_near)| {
            let title = format!("Change to `{name}`");
            let edits = vec![Edit::replace(value.span(), name)];
            let same_letters = is_near && name.eq_ignore_ascii_case(text);
            finding.with_fix(if same_letters { Fix::safe(title, edits) } else { Fix::suggestion(title, edits) })
        },
    )
}

/// `` `a`, `b` or `c` ``
fn or_list(names: &[&str]) -> String {
    match names {
        [] => "something else".to_owned(),
        [only] => format!("`{only}`"),
        [most @ .., last] => {
            let most: Vec<String> = most.iter().map(|name| format!("`{name}`")).collect();
            format!("{} or `{last}`", most.join(", "))
        }
    }
}
