//! The Pod Security Standards: which of the levels `baseline` and `restricted` a Pod meets, and what
//! keeps it from them. Facts, section 19; versions as the checks of that minor. Source: the policy
//! package of pod-security-admission at v1.36.
//!
//! All containers count: init, regular and ephemeral ones. Judges what is written, not whether it is
//! valid; says nothing of exemptions, namespaces or who asks.

mod check;
mod host;
mod privilege;
mod profile;
mod sysctl;
mod user;
mod volume;

pub use check::{CHECKS, Check, Level};
pub use privilege::USUAL as USUAL_CAPABILITIES;

use super::Cx;
use super::reshape;
use super::scope::Scope;
use crate::finding::{Finding, Fix, Severity};
use crate::pod::{Field, Map, Object, Pod};
use crate::schema::Minor;
use crate::syntax::Node;
use crate::syntax::edit::Desk;
use crate::syntax::edit::Value;
use crate::text::Span;

/// One place of a Pod that keeps it from a level.
#[derive(Clone, Debug)]
pub struct Breach {
    /// The check that fails, with the level it belongs to.
    pub check: &'static Check,
    /// Where a person would point, in bytes.
    pub span: Span,
    /// The fact and what to do, without naming the level.
    pub message: String,
    /// Something is not there that must be.
    pub is_missing: bool,
    /// The container it is about, as a position in [`Pod::containers`], where that is one.
    pub container: Option<usize>,
    /// A way out, for a person to choose.
    pub(crate) fix: Option<Fix>,
}

/// The best level a Pod meets, and why it does not meet the next one.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The level.
    pub level: Level,
    /// What keeps it from the next level; empty at the highest.
    pub reasons: Vec<Breach>,
}

/// Everything in `pod` of `object` that keeps it from a level, by check. Some checks of `baseline` have
/// a stricter one in `restricted`; both are here, see [`Check::counts`].
pub fn levels(object: &Object<'_>, pod: &Pod<'_>, minor: Minor) -> Vec<Breach> {
    judge(object, pod, minor, Desk::EMPTY, BOTH)
}

/// What keeps `pod` from `level` and not from the level below it, with fixes. The checks of `baseline` find
/// only what is written: a Pod without any of it costs next to nothing.
pub(crate) fn only(object: &Object<'_>, pod: &Pod<'_>, minor: Minor, desk: Desk<'_>, level: Level) -> Vec<Breach> {
    judge(object, pod, minor, desk, &[level])
}

/// The levels that have checks.
const BOTH: &[Level] = &[Level::Baseline, Level::Restricted];

/// The same of some `levels`, with fixes if there is a text on the desk.
fn judge(object: &Object<'_>, pod: &Pod<'_>, minor: Minor, desk: Desk<'_>, levels: &[Level]) -> Vec<Breach> {
    let has = |level| levels.contains(&level);
    let (baseline, restricted) = (has(Level::Baseline), has(Level::Restricted));
    let mut judge = Judge { object, pod, minor, desk, baseline, restricted, at: None, breaches: Vec::new() };
    if baseline {
        host::check(&mut judge);
    }
    volume::check(&mut judge);
    privilege::check(&mut judge);
    profile::check(&mut judge);
    if baseline {
        sysctl::check(&mut judge);
    }
    if restricted {
        user::check(&mut judge);
    }
    judge.breaches
}

/// The best level that `pod` of `object` meets.
pub fn level_met(object: &Object<'_>, pod: &Pod<'_>, minor: Minor) -> Summary {
    let breaches = levels(object, pod, minor);
    let against = |level: Level| {
        let mut reasons = breaches.clone();
        reasons.retain(|breach| breach.check.counts(level, minor));
        reasons
    };
    for (level, next) in [(Level::Privileged, Level::Baseline), (Level::Baseline, Level::Restricted)] {
        let reasons = against(next);
        if !reasons.is_empty() {
            return Summary { level, reasons };
        }
    }
    Summary { level: Level::Restricted, reasons: Vec::new() }
}

/// Reports what keeps a Pod from the level that was chosen: for a Pod admission would refuse it, for a
/// template it only warns.
pub(super) fn check(cx: &mut Cx<'_>, scope: &Scope<'_>) {
    let Some(level) = cx.pod_security.filter(|level| *level > Level::Privileged) else { return };
    let severity = if scope.is_template { Severity::Warning } else { Severity::Error };
    for breach in judge(scope.object, scope.pod, cx.minor, cx.desk, BOTH) {
        if !breach.check.counts(level, cx.minor) || (cx.is_patch && breach.is_missing) {
            continue;
        }
        let message = format!("{} (Pod Security level `{}`)", breach.message, breach.check.level);
        cx.push(Finding::new(breach.check.code, severity, breach.span, message).with_fix(breach.fix));
    }
}

/// What the checks are given, and where they put what they find.
struct Judge<'j, 'a> {
    object: &'j Object<'a>,
    pod: &'j Pod<'a>,
    minor: Minor,
    /// The text, if fixes are wanted.
    desk: Desk<'j>,
    /// Whether the checks of `baseline` are wanted.
    baseline: bool,
    /// Whether the further checks of `restricted` are wanted.
    restricted: bool,
    /// The container that is looked at.
    at: Option<usize>,
    breaches: Vec<Breach>,
}

impl<'a> Judge<'_, 'a> {
    /// Something is there that must not be.
    fn breach(&mut self, fact: &str, span: Span, message: impl Into<String>, fix: Option<Fix>) {
        self.push(fact, span, message.into(), false, fix);
    }

    /// Something is not there that must be.
    fn missing(&mut self, fact: &str, span: Span, message: impl Into<String>, fix: Option<Fix>) {
        self.push(fact, span, message.into(), true, fix);
    }

    fn push(&mut self, fact: &str, span: Span, message: String, is_missing: bool, fix: Option<Fix>) {
        if let Some(check) = CHECKS.iter().find(|check| check.fact == fact) {
            self.breaches.push(Breach { check, span, message, is_missing, container: self.at, fix });
        }
    }

    /// A fix that takes the field `name` out of `map`.
    fn remove(&self, map: Map<'a>, name: &str) -> Option<Fix> {
        reshape::remove(self.desk, map, map.field(name)?)
    }

    /// A fix that takes item `index` out of the list `name` of `map`.
    fn remove_item(&self, map: Map<'a>, name: &str, index: usize) -> Option<Fix> {
        reshape::remove_item(self.desk, map, name, index, "Remove it")
    }

    /// A fix that makes the field at `path` in `map` be `value`.
    fn set(&self, map: Map<'a>, path: &[&str], value: &Value, title: &'static str) -> Option<Fix> {
        reshape::set(self.desk, map, path, value, title)
    }

    /// The security contexts that are there: the Pod's, then those of containers.
    fn contexts(&self) -> Vec<Map<'a>> {
        let of_pod = self.pod.spec.map("securityContext");
        let of_containers = self.pod.containers.iter().filter_map(|container| container.map.map("securityContext"));
        of_pod.into_iter().chain(of_containers).collect()
    }

    fn is_windows(&self) -> bool {
        self.pod.spec.map("os").and_then(|os| os.text("name")) == Some("windows")
    }

    /// Whether the Pod has users of its own, which some checks are content with since 1.35.
    fn has_own_users(&self) -> bool {
        self.minor >= Minor(35) && self.pod.spec.bool("hostUsers") == Some(false)
    }

    /// Where to point for something that the Pod as a whole lacks.
    fn place_of_pod(&self) -> Span {
        let context = self.pod.spec.field("securityContext");
        let spec = || self.object.template().and_then(|template| template.field("spec"));
        context.or_else(spec).map_or_else(|| self.object.head(), |field| field.key.span())
    }
}

/// The value of `name`, if it is true.
fn is_true<'a>(map: Map<'a>, name: &str) -> Option<Node<'a>> {
    map.get(name).filter(|_| map.bool(name) == Some(true))
}

/// A field that is set to something.
fn set<'a>(map: Map<'a>, name: &str) -> Option<Field<'a>> {
    map.field(name).filter(|field| field.present().is_some())
}
