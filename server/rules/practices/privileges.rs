//! What a Pod is allowed and most Pods do not need: the checks of the Pod Security Standards as advice, one rule
//! for each. Where a level was chosen the server's judgement says it, and the rule is silent.

use crate::finding::Finding;
use crate::rules::advice::Advice;
use crate::rules::view::View;
use crate::rules::{Look, Rule};
use crate::validate::pss::{Breach, Level};

/// A rule that says what one check of the standards finds: `fact` is its number.
macro_rules! rule {
    ($name:ident, $code:literal, $level:ident, $fact:literal, $say:expr) => {
        pub(in crate::rules) const $name: Rule =
            Rule { code: $code, look: Look::Pod(|advice, view| say(advice, view, Level::$level, $fact, $say)) };
    };
}

rule!(PRIVILEGED, "privileged", Baseline, "PS5", |_| {
    "a privileged container is root on the node; remove this, and add only the capabilities it needs".to_owned()
});
rule!(HOST_NAMESPACES, "host-namespaces", Baseline, "PS1", |what| {
    format!("`{what}` lets the Pod see and reach the node and other Pods; remove it")
});
rule!(HOST_PATH, "host-path", Baseline, "PS2", |what| {
    format!(
        "volume `{what}` is a directory of the node, with other content on each node and a way out of the \
         container; use another type"
    )
});
rule!(HOST_PORT, "host-port", Baseline, "PS3", |what| {
    format!(
        "with `{what}` only one such Pod fits on each node, and traffic reaches it around its Service; use a \
         Service"
    )
});
rule!(PROBE_HOST, "probe-host-set", Baseline, "PS4", |_| {
    "the kubelet sends the request to this host, not to the Pod; remove `host`".to_owned()
});
rule!(PROC_MOUNT, "proc-mount", Baseline, "PS6", |_| {
    "this shows the container parts of `/proc` that expose the kernel; remove it".to_owned()
});
rule!(CAPABILITIES, "capabilities-added", Baseline, "PS7", |what| {
    format!("`{what}` is beyond what a container gets by default; remove it if you can")
});
rule!(SE_LINUX, "selinux-options", Baseline, "PS8", |_| {
    "this takes the container out of the usual SELinux confinement; remove it".to_owned()
});
rule!(SYSCTLS, "unsafe-sysctls", Baseline, "PS10", |what| {
    format!("`{what}` is not a safe sysctl; the kubelet refuses the Pod unless its node allows it")
});
rule!(APP_ARMOR, "apparmor-profile", Baseline, "PS11", |_| {
    "this takes the container out of the usual AppArmor confinement; use `RuntimeDefault`".to_owned()
});
rule!(HOST_PROCESS, "windows-host-process", Baseline, "PS12", |_| {
    "a HostProcess container runs on the Windows node itself, without isolation; remove it if you can".to_owned()
});
rule!(ESCALATION, "privilege-escalation", Restricted, "PS13", |_| {
    "its processes can gain more privileges than they started with; set `allowPrivilegeEscalation: false`".to_owned()
});
rule!(DROP_ALL, "capabilities-drop-all", Restricted, "PS14", |_| {
    "it keeps capabilities that hardly any program needs; add `capabilities: {drop: [ALL]}`".to_owned()
});
pub(in crate::rules) const NON_ROOT: Rule = Rule {
    code: "run-as-non-root",
    look: Look::Pod(|advice, view| {
        say(advice, view, Level::Restricted, "PS15", |_| {
            "it may run as root; set `runAsNonRoot: true`, and a user in the image or with `runAsUser`".to_owned()
        });
        say(advice, view, Level::Restricted, "PS16", |_| "user 0 is root; choose another user".to_owned());
    }),
};
pub(in crate::rules) const SECCOMP: Rule = Rule {
    code: "seccomp-profile",
    look: Look::Pod(|advice, view| {
        say(advice, view, Level::Restricted, "PS17", |_| {
            "without a seccomp profile every system call is allowed; use `RuntimeDefault`".to_owned()
        });
    }),
};

/// Says what the check `fact` finds. `words` is given what the check names first.
fn say(advice: &mut Advice<'_, '_>, view: &View<'_>, level: Level, fact: &str, words: fn(&str) -> String) {
    let breaches = view.breaches(advice.desk(), level);
    for breach in breaches.iter().filter(|breach| breach.check.fact == fact) {
        let judged = view.pod_security.is_some_and(|chosen| breach.check.level <= chosen);
        if judged || (view.is_patch && breach.is_missing) || is_idle(view, breach) {
            continue;
        }
        let name = breach.message.split('`').nth(1).unwrap_or_default();
        let finding: Finding = advice.finding(breach.span, words(name)).with_fix(breach.fix.clone());
        advice.push(finding);
    }
}

/// Whether there is nothing to gain, or it is said better by another rule.
fn is_idle(view: &View<'_>, breach: &Breach) -> bool {
    let member = breach.container.and_then(|at| view.members.get(at));
    let context = member.and_then(|member| member.map().map("securityContext"));
    match breach.check.fact {
        // With the network of the node, its ports come along.
        "PS3" => !breach.message.starts_with("`hostPort"),
        // On the network of the node the Pod is where the node is.
        "PS4" => view.spec().bool("hostNetwork") == Some(true),
        // What is privileged is kept from nothing.
        "PS13" | "PS14" | "PS17" if context.is_some_and(|context| context.bool("privileged") == Some(true)) => true,
        // What is added is said one by one.
        "PS14" => !breach.is_missing,
        "PS15" if breach.is_missing => {
            let user = |context: Option<crate::pod::Map<'_>>| {
                context.and_then(|context| context.int("runAsUser")).is_some_and(|user| user > 0)
            };
            let of = |member: &crate::rules::view::Member<'_>| user(member.map().map("securityContext"));
            user(view.spec().map("securityContext")) || member.map_or_else(|| view.members.iter().all(of), of)
        }
        _ => false,
    }
}
