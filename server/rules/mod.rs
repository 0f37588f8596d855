//! Advice: what the API server takes and people come to regret, and how the containers of a Pod live
//! together. One rule, one file; its page with examples and its severity in each profile is in
//! `schemas/findings`. Knows objects, Pods and commands; not what the API server refuses, which is said
//! by `validate`, nor who silences what.
//!
//! A rule is a function on one thing: an object, a Pod, a container. The loops are here, so that no rule
//! forgets init containers or stops early.

mod advice;
mod choices;
mod command;
mod lifecycle;
mod mend;
mod network;
mod practices;
mod references;
mod resources;
mod storage;
mod view;

pub use choices::{Choices, Profile};

use std::sync::LazyLock;

use crate::finding::Severity;
use crate::pod::{Object, pod};
use crate::schema::page;
use crate::validate::Cx;
use advice::Advice;
use view::{Member, View};

/// A rule: its code and what it looks at.
struct Rule {
    code: &'static str,
    look: Look,
}

/// What a rule looks at, one at a time.
enum Look {
    /// The Pod, with the object around it.
    Pod(fn(&mut Advice<'_, '_>, &View<'_>)),
    /// Each container of the Pod, of any role.
    Container(fn(&mut Advice<'_, '_>, &View<'_>, &Member<'_>)),
}

/// All rules.
static RULES: &[Rule] = &[
    command::env_ref::RULE,
    command::one_string::RULE,
    command::pid_one::RULE,
    command::processes::RULE,
    command::shell_syntax::RULE,
    command::split_args::RULE,
    lifecycle::init_app::RULE,
    lifecycle::init_deadline::RULE,
    lifecycle::init_ends::RULE,
    lifecycle::init_sidecar::RULE,
    lifecycle::job_ends::RULE,
    lifecycle::native_exits::RULE,
    lifecycle::order_hack::RULE,
    lifecycle::prestop::RULE,
    lifecycle::readiness::RULE,
    lifecycle::should_be_native::RULE,
    lifecycle::sidecar_probe::RULE,
    network::host_port::RULE,
    network::local_port::RULE,
    network::port::RULE,
    network::probe_other::RULE,
    network::probe_port::RULE,
    practices::amounts::CPU_LIMIT,
    practices::amounts::CPU_REQUEST,
    practices::amounts::MEMORY_LIMIT,
    practices::amounts::MEMORY_REQUEST,
    practices::images::LATEST,
    practices::images::PULL,
    practices::images::REGISTRY,
    practices::insight::LABELS,
    practices::insight::LAST_WORDS,
    practices::insight::METRICS,
    practices::insight::PORT,
    practices::insight::PURPOSE,
    practices::privileges::APP_ARMOR,
    practices::privileges::CAPABILITIES,
    practices::privileges::DROP_ALL,
    practices::privileges::ESCALATION,
    practices::privileges::HOST_NAMESPACES,
    practices::privileges::HOST_PATH,
    practices::privileges::HOST_PORT,
    practices::privileges::HOST_PROCESS,
    practices::privileges::NON_ROOT,
    practices::privileges::PRIVILEGED,
    practices::privileges::PROBE_HOST,
    practices::privileges::PROC_MOUNT,
    practices::privileges::SECCOMP,
    practices::privileges::SE_LINUX,
    practices::privileges::SYSCTLS,
    practices::host::SOCKET,
    practices::host::WRITABLE,
    practices::probes::LIVENESS,
    practices::probes::READINESS,
    practices::reference::RULE,
    practices::root_fs::NEEDS,
    practices::root_fs::READ_ONLY,
    practices::secret::RULE,
    practices::timing::IDENTICAL,
    practices::timing::STARTUP,
    practices::timing::TIMING,
    practices::whole::GRACE,
    practices::whole::NAKED,
    practices::whole::PROCESSES,
    practices::whole::SSH,
    practices::whole::TOKEN,
    practices::whole::USERS,
    references::default_container::RULE,
    references::missing_default::RULE,
    references::resource_field::RULE,
    resources::guaranteed::RULE,
    resources::init_dominates::RULE,
    storage::log_path::RULE,
    storage::memory::RULE,
    storage::no_writer::RULE,
    storage::owner::RULE,
    storage::shadowed::RULE,
    storage::single::RULE,
    storage::sub_path::RULE,
    storage::unused::RULE,
];

/// The severity of each of [`RULES`] in the three profiles.
static LEVELS: LazyLock<Vec<[Option<Severity>; 3]>> = LazyLock::new(|| {
    let levels = |rule: &Rule| page(rule.code).and_then(|page| page.levels).unwrap_or_default();
    RULES.iter().map(levels).collect()
});

/// Advises on one object that holds a Pod, after `validate` judged it with the same context.
pub fn object(cx: &mut Cx<'_>, object: &Object<'_>, choices: &Choices) {
    if choices.is_quiet() || !object.is_current_workload() {
        return;
    }
    let Some(pod) = pod(object, cx.minor) else { return };
    let view = View::new(object, &pod, cx);
    for (rule, levels) in RULES.iter().zip(LEVELS.iter()) {
        let Some(severity) = choices.severity(rule.code, *levels) else { continue };
        match rule.look {
            Look::Pod(look) => {
                cx.focus(object.map.node().span());
                look(&mut Advice::new(cx, rule.code, severity), &view);
            }
            Look::Container(look) => {
                for member in &view.members {
                    cx.focus(member.map().node().span());
                    look(&mut Advice::new(cx, rule.code, severity), &view, member);
                }
            }
        }
    }
}

/// The codes of all rules.
pub fn codes() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|rule| rule.code)
}
