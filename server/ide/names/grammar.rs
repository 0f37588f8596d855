//! What each kind of name is called, and what may be a name of that kind.

use super::index::{Id, Kind};
use crate::pod::value::name;

/// What a name of this kind belongs to.
pub(super) fn noun<'a>(id: &Id<'a>) -> &'a str {
    match id.kind {
        Kind::Container => "container",
        Kind::Volume => "volume",
        Kind::Port | Kind::PortNumber | Kind::ServicePort => "port",
        Kind::Variable => "variable",
        Kind::Claim => "resource claim",
        Kind::Object => id.of,
        Kind::ConfigKey | Kind::SecretKey => "key",
        Kind::LabelKey => "label",
        Kind::LabelValue => "label value",
    }
}

/// What is wrong with `new` as a name of the kind of `id`, in words that follow the name.
pub(super) fn fault(id: &Id<'_>, new: &str) -> Option<String> {
    match id.kind {
        Kind::Container | Kind::Volume | Kind::Claim | Kind::ServicePort => name::label(new),
        Kind::Port | Kind::PortNumber => name::port(new),
        Kind::Variable => variable(new),
        Kind::Object if matches!(id.of, "Service" | "Namespace") => name::label(new),
        Kind::Object if id.of == "CronJob" && new.len() > 52 => {
            Some(format!("must be at most 52 characters long, not {}", new.len()))
        }
        Kind::Object => name::subdomain(new),
        Kind::ConfigKey | Kind::SecretKey => name::config_key(new),
        Kind::LabelKey => name::qualified(new),
        Kind::LabelValue => name::label_value(new),
    }
}

/// What every version takes, and what can stand in `$(…)`.
fn variable(new: &str) -> Option<String> {
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    if !new.chars().all(allowed) {
        return Some("must consist of letters, digits, `-`, `_` and `.`".to_owned());
    }
    new.starts_with(|letter: char| letter.is_ascii_digit()).then(|| "must not begin with a digit".to_owned())
}

/// A regular expression for what may be typed as a name, for names that do not leave their Pod.
pub(super) fn pattern(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Container | Kind::Volume | Kind::Port | Kind::Claim => Some("[-a-z0-9]*"),
        Kind::Variable => Some("[-._a-zA-Z0-9]*"),
        _ => None,
    }
}
