//! The levels and their checks, by name.

use std::fmt;
use std::str::FromStr;

use crate::schema::Minor;

/// How much a Pod is allowed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Level {
    /// Everything.
    Privileged,
    /// Nothing that is known to reach the node.
    Baseline,
    /// What a hardened Pod needs.
    Restricted,
}

impl Level {
    /// The name in labels of namespaces.
    pub fn name(self) -> &'static str {
        match self {
            Level::Privileged => "privileged",
            Level::Baseline => "baseline",
            Level::Restricted => "restricted",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Level {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let levels = [Level::Privileged, Level::Baseline, Level::Restricted];
        levels.into_iter().find(|level| level.name() == text).ok_or_else(|| {
            format!("`{text}` is not a Pod Security level; choose `privileged`, `baseline` or `restricted`")
        })
    }
}

/// One check of the standards.
#[derive(PartialEq, Eq, Debug)]
pub struct Check {
    /// Its number in our facts: `PS1`.
    pub fact: &'static str,
    /// Its official name: `hostNamespaces`.
    pub name: &'static str,
    /// The code of its findings.
    pub code: &'static str,
    /// The lowest level that has it.
    pub level: Level,
    /// The minor from which on `restricted` has a stricter check in its place.
    replaced_from: Option<Minor>,
}

impl Check {
    /// Whether `level` has this check in `minor`.
    pub fn counts(&self, level: Level, minor: Minor) -> bool {
        let replaced = level == Level::Restricted && self.replaced_from.is_some_and(|from| minor >= from);
        self.level <= level && !replaced
    }
}

/// All checks, in the order of the facts.
pub static CHECKS: &[Check] = &[
    baseline("PS1", "hostNamespaces", "pss-host-namespaces"),
    replaced("PS2", "hostPathVolumes", "pss-host-path", Minor::OLDEST),
    baseline("PS3", "hostPorts", "pss-host-port"),
    baseline("PS4", "hostProbesAndHostLifecycle", "pss-probe-host"),
    baseline("PS5", "privileged", "pss-privileged"),
    replaced("PS6", "procMount", "pss-proc-mount", Minor(35)),
    replaced("PS7", "capabilities_baseline", "pss-capabilities", Minor::OLDEST),
    baseline("PS8", "seLinuxOptions", "pss-se-linux"),
    replaced("PS9", "seccompProfile_baseline", "pss-seccomp", Minor::OLDEST),
    baseline("PS10", "sysctls", "pss-sysctl"),
    baseline("PS11", "appArmorProfile", "pss-app-armor"),
    baseline("PS12", "windowsHostProcess", "pss-host-process"),
    restricted("PS13", "allowPrivilegeEscalation", "pss-privilege-escalation"),
    restricted("PS14", "capabilities_restricted", "pss-capabilities"),
    restricted("PS15", "runAsNonRoot", "pss-run-as-non-root"),
    restricted("PS16", "runAsUser", "pss-run-as-user"),
    restricted("PS17", "seccompProfile_restricted", "pss-seccomp"),
    restricted("PS18", "restrictedVolumes", "pss-volume-type"),
    restricted("PS19", "procMount_restricted", "pss-proc-mount"),
];

const fn baseline(fact: &'static str, name: &'static str, code: &'static str) -> Check {
    Check { fact, name, code, level: Level::Baseline, replaced_from: None }
}

const fn replaced(fact: &'static str, name: &'static str, code: &'static str, from: Minor) -> Check {
    Check { fact, name, code, level: Level::Baseline, replaced_from: Some(from) }
}

const fn restricted(fact: &'static str, name: &'static str, code: &'static str) -> Check {
    Check { fact, name, code, level: Level::Restricted, replaced_from: None }
}
