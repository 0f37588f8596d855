//! `env-secret-literal`: a variable that holds a password, token or key for everyone who can read the
//! manifest. Told by what it is called, by how it looks, and by addresses with a password in them.

use crate::finding::{Fix, Severity};
use crate::pod::value::name::{config_key, label};
use crate::pod::{Map, text};
use crate::rules::advice::Advice;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::syntax::edit::{Target, Value, set};
use crate::syntax::{Scalar, Step};
use crate::validate::is_placeholder_text;

pub(in crate::rules) const RULE: Rule = Rule { code: "env-secret-literal", look: Look::Container(look) };

/// How the names of secrets end, apart from `_`.
const ENDS: [&str; 11] = [
    "PASSWORD",
    "PASSWD",
    "PASSPHRASE",
    "SECRET",
    "TOKEN",
    "APIKEY",
    "API_KEY",
    "SECRET_KEY",
    "SECRET_ACCESS_KEY",
    "PRIVATE_KEY",
    "ENCRYPTION_KEY",
];
/// How well-known tokens and keys begin.
const FORMATS: [&str; 8] = ["AKIA", "ghp_", "gho_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "sk_live_"];
/// What stands in private keys, and not in certificates.
const PRIVATE: &str = "PRIVATE KEY-----";
/// What stands there until somebody fills it in, or in an example.
const STAND_INS: [&str; 14] = [
    "change",
    "your",
    "example",
    "dummy",
    "test",
    "todo",
    "xxx",
    "placeholder",
    "replace",
    "insert",
    "fill",
    "sample",
    "fake",
    "none",
];
/// Answers to a question, and the names of kinds.
const NO_SECRETS: [&str; 14] = [
    "true", "false", "yes", "no", "on", "off", "0", "1", "null", "enabled", "disabled", "required", "optional", "basic",
];

fn look(advice: &mut Advice<'_, '_>, _: &View<'_>, member: &Member<'_>) {
    for (index, entry) in member.map().maps("env") {
        let (Some(name), Some(node)) = (entry.text("name"), entry.get("value")) else { continue };
        let Some(value) =
            text(node).or_else(|| matches!(node.scalar(), Some(Scalar::Integer(_))).then(|| node.value()))
        else {
            continue;
        };
        let Some(sure) = judge(name, value) else { continue };
        let message = format!(
            "`{name}` shows a secret to everyone who can read this manifest or the Pod; take it from a Secret with \
             `secretKeyRef`"
        );
        let finding =
            if sure { advice.finding(node.span(), message) } else { advice.weak(Severity::Hint, node.span(), message) };
        let fix = from_secret(advice, member.map(), entry, index, name);
        advice.push(finding.with_fix(fix));
    }
}

/// Whether `value` of the variable `name` is a secret, if it can be one: for sure, or perhaps.
fn judge(name: &str, value: &str) -> Option<bool> {
    // Nearly no variable is one: say so early.
    let is_key = (FORMATS.into_iter().any(|format| value.starts_with(format)) && value.len() >= 16)
        || (value.starts_with('-') && value.contains(PRIVATE));
    let in_address = value.contains("://") && value.contains('@') && password_in(value).is_some();
    if !is_key && !in_address && !is_named_so(name) {
        return None;
    }
    if value.is_empty() || value.contains("$(") || is_placeholder_text(value) || value.starts_with(['/', '$', '%']) {
        return None;
    }
    if is_key {
        return Some(!is_stand_in(value));
    }
    if in_address {
        let password = password_in(value)?;
        return Some(!is_stand_in(password));
    }
    let lower = |list: &[&str]| list.iter().any(|word| value.eq_ignore_ascii_case(word));
    let is_number = value.len() < 6 && value.bytes().all(|byte| byte.is_ascii_digit());
    let is_object = ends(name, "SECRET") && value.contains('-') && label(value).is_none();
    if lower(&NO_SECRETS) || is_number || is_object || value.contains("://") || value.contains(' ') {
        return None;
    }
    // Words like `password` are no secret, but stand where one belongs.
    Some(value.len() >= 8 && is_mixed(value) && !is_stand_in(value))
}

fn is_named_so(name: &str) -> bool {
    let is_question = |word: &str| {
        name.len() > word.len() && name.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
    };
    ENDS.into_iter().any(|end| ends(name, end))
        && !["ALLOW_", "USE_", "ENABLE_", "MAX_", "DISABLE_"].into_iter().any(is_question)
}

/// Whether `name` ends with the words `end`, in any case: `DB_PASSWORD`, `dbPassword`, `db-password`.
fn ends(name: &str, end: &str) -> bool {
    let Some(tail) = name.len().checked_sub(end.len()).and_then(|at| name.get(at..)) else { return false };
    tail.bytes()
        .zip(end.bytes())
        .all(|(one, other)| one.eq_ignore_ascii_case(&other) || (other == b'_' && matches!(one, b'-' | b'.')))
}

fn is_stand_in(value: &str) -> bool {
    let has = |word: &str| value.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()));
    STAND_INS.into_iter().any(has)
}

/// Letters together with digits or signs, as passwords and keys have.
fn is_mixed(value: &str) -> bool {
    value.bytes().any(|byte| byte.is_ascii_alphabetic()) && value.bytes().any(|byte| !byte.is_ascii_alphabetic())
}

/// The password in `scheme://user:password@host`.
fn password_in(value: &str) -> Option<&str> {
    let (_, rest) = value.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let (user, _) = authority.rsplit_once('@')?;
    let (_, password) = user.split_once(':')?;
    let open = password.is_empty() || password.contains(['$', '{', '<', '%', '*']);
    (!open).then_some(password)
}

/// The variable with a reference to a Secret in the place of its value. None where a comment would be lost.
fn from_secret(advice: &Advice<'_, '_>, container: Map<'_>, entry: Map<'_>, index: usize, name: &str) -> Option<Fix> {
    let written = entry.node();
    if entry.merges() || entry.fields().count() != 2 || advice.text().slice(written.span()).contains('#') {
        return None;
    }
    let key = if config_key(name).is_none() { name } else { "value" };
    let reference = Value::map([
        ("name", Value::from("my-secret").note("TODO: the Secret that holds it")),
        ("key", Value::from(key)),
    ]);
    let value = Value::map([("name", Value::from(name)), ("valueFrom", Value::map([("secretKeyRef", reference)]))]);
    let path = [Step::Key("env"), Step::Index(index)];
    let edits = set(Target::new(advice.desk(), container.node()), &path, &value)?;
    Some(Fix::suggestion("Take it from a Secret", edits))
}
