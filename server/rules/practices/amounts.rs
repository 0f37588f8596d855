//! `missing-cpu-request`, `missing-memory-request`, `missing-memory-limit`, `missing-cpu-limit`: what a container
//! does not say about what it needs. Limits are requests where there are none; `resources` of the Pod count
//! for all. Init containers may do without: they are over soon.

use crate::finding::Fix;
use crate::pod::Role;
use crate::rules::advice::Advice;
use crate::rules::mend::copy;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::schema::Minor;
use crate::syntax::edit::Value;
use crate::validate::is_placeholder_text;
use crate::validate::reshape::set;

pub(in crate::rules) const CPU_REQUEST: Rule = Rule {
    code: "missing-cpu-request",
    look: Look::Container(|advice, view, member| look(advice, view, member, &CPU)),
};
pub(in crate::rules) const MEMORY_REQUEST: Rule = Rule {
    code: "missing-memory-request",
    look: Look::Container(|advice, view, member| look(advice, view, member, &MEMORY)),
};
pub(in crate::rules) const MEMORY_LIMIT: Rule = Rule {
    code: "missing-memory-limit",
    look: Look::Container(|advice, view, member| look(advice, view, member, &MOST_MEMORY)),
};
pub(in crate::rules) const CPU_LIMIT: Rule = Rule {
    code: "missing-cpu-limit",
    look: Look::Container(|advice, view, member| look(advice, view, member, &MOST_CPU)),
};

/// From here on a Pod may have `resources`.
const POD_RESOURCES: Minor = Minor(34);

/// An amount that a container may say.
struct Amount {
    /// The lists that say it: the first is where it belongs.
    lists: &'static [&'static str],
    resource: &'static str,
    /// What comes of it.
    so: &'static str,
    /// A first guess.
    guess: &'static str,
}

const CPU: Amount =
    Amount { lists: &["requests", "limits"], resource: "cpu", so: "so it gets only what others leave", guess: "100m" };
const MEMORY: Amount = Amount {
    lists: &["requests", "limits"],
    resource: "memory",
    so: "so it may land on a full node and be evicted first",
    guess: "128Mi",
};
const MOST_MEMORY: Amount = Amount {
    lists: &["limits"],
    resource: "memory",
    so: "so a leak can use up the memory of the node",
    guess: "128Mi",
};
const MOST_CPU: Amount =
    Amount { lists: &["limits"], resource: "cpu", so: "so it may use all that is idle", guess: "500m" };

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>, amount: &Amount) {
    let map = member.map();
    if matches!(member.role(), Role::Init | Role::Ephemeral) || view.is_patch || map.is_damaged() {
        return;
    }
    let said = |holder: crate::pod::Map<'_>| {
        let Some(own) = holder.field("resources") else { return false };
        let lists = holder.map("resources");
        let has = |list: &&str| {
            lists.and_then(|lists| lists.map(list)).is_some_and(|list| list.has(amount.resource) || list.is_damaged())
        };
        // What is to be filled in may say anything.
        amount.lists.iter().any(has) || is_placeholder_text(&advice.text().slice(own.value.span()))
    };
    if said(map) || (view.minor >= POD_RESOURCES && said(view.spec())) {
        return;
    }
    let (list, resource) = (amount.lists.first().copied().unwrap_or_default(), amount.resource);
    let what = list.trim_end_matches('s');
    let message = format!(
        "`{}` has no {what} of {}, {}; add `resources.{list}.{resource}`",
        member.name(),
        if resource == "cpu" { "CPU" } else { "memory" },
        amount.so
    );
    let span = map.field("resources").map_or_else(|| member.container.head(), |field| field.key.span());
    let fix = mend(advice, member, amount, list);
    advice.push(advice.finding(span, message).with_fix(fix));
}

/// All that is usual where there is nothing yet, and else what is missing: a limit as high as the request.
fn mend(advice: &Advice<'_, '_>, member: &Member<'_>, amount: &Amount, list: &str) -> Option<Fix> {
    let map = member.map();
    let todo = |guess: &str| Value::from(guess).note("TODO: as much as it needs");
    if !map.has("resources") && amount.guess != MOST_CPU.guess {
        let requests = Value::map([("cpu", todo(CPU.guess)), ("memory", todo(MEMORY.guess))]);
        let all = Value::map([("requests", requests), ("limits", Value::map([("memory", todo(MEMORY.guess))]))]);
        return set(advice.desk(), map, &["resources"], &all, "Add `resources`");
    }
    let request = map.map("resources").and_then(|own| own.map("requests")).and_then(|list| list.get(amount.resource));
    let value = request
        .and_then(|node| copy(node, 1))
        .map_or_else(|| todo(amount.guess), |value| value.note("TODO: as much as it may ever need"));
    let title = format!("Add `{list}.{}`", amount.resource);
    set(advice.desk(), map, &["resources", list, amount.resource], &value, title)
}
