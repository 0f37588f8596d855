//! How patient the probes of a container are, in seconds. Knows the server's defaults; not what a
//! probe asks for.
//!
//! Sources: `SetDefaults_Probe` of kube-apiserver and the prober of the kubelet, v1.36; the page on probes.

use crate::pod::{Container, Map};

/// One of the three probes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum ProbeKind {
    /// Holds back the other two, and what waits for a native sidecar.
    Startup,
    /// Whether Services send it anything. Restarts nothing, holds nothing back.
    Readiness,
    /// Restarts it when it fails.
    Liveness,
}

impl ProbeKind {
    /// All of them, in the order in which they matter.
    pub const ALL: [ProbeKind; 3] = [ProbeKind::Startup, ProbeKind::Readiness, ProbeKind::Liveness];

    /// The field of a container.
    pub fn field(self) -> &'static str {
        match self {
            ProbeKind::Startup => "startupProbe",
            ProbeKind::Readiness => "readinessProbe",
            ProbeKind::Liveness => "livenessProbe",
        }
    }
}

/// The numbers of a probe, with the server's defaults where it says nothing. Seconds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Probe {
    /// Which one.
    pub kind: ProbeKind,
    /// Not asked before, counted from the start of the container. 0 by default.
    pub initial_delay: i64,
    /// From one asking to the next. 10 by default.
    pub period: i64,
    /// No answer within counts as failure. 1 by default.
    pub timeout: i64,
    /// Successes in a row after which it counts as passed. 1 by default.
    pub success: i64,
    /// Failures in a row after which it counts as failed. 3 by default.
    pub failure: i64,
}

/// From when to when, in seconds: what answers or fails at once, and what hangs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Budget {
    /// At the earliest.
    pub least: i64,
    /// At the latest.
    pub most: i64,
}

impl Probe {
    /// The numbers of the probe `map`.
    pub fn new(kind: ProbeKind, map: Map<'_>) -> Self {
        // A zero means the default, as everywhere in these fields; what is refused does not count.
        let number = |name, or| map.int(name).filter(|number| (1..=i64::from(i32::MAX)).contains(number)).unwrap_or(or);
        Self {
            kind,
            initial_delay: number("initialDelaySeconds", 0),
            period: number("periodSeconds", 10),
            timeout: number("timeoutSeconds", 1),
            success: number("successThreshold", 1),
            failure: number("failureThreshold", 3),
        }
    }

    /// Seconds from the start of the container to the first moment at which it can have passed.
    pub fn passes_from(&self) -> i64 {
        self.initial_delay.saturating_add(rest(self.success).saturating_mul(self.period))
    }

    /// Seconds from the start of a container that never answers well to the moment it counts as
    /// failed: at the earliest if it refuses, at the latest if each asking runs into the timeout.
    pub fn fails_after(&self) -> Budget {
        let hanging = self.notices_within();
        let least = rest(self.failure).saturating_mul(self.period);
        let from = |seconds: i64| self.initial_delay.saturating_add(seconds);
        // The next asking waits for the end of the one before; the first comes at once.
        Budget { least: from(least), most: from(hanging.most.saturating_sub(self.period.max(self.timeout))) }
    }

    /// Seconds from the moment at which a healthy container breaks to the moment it counts as failed.
    pub fn notices_within(&self) -> Budget {
        let least = rest(self.failure).saturating_mul(self.period);
        let turn = self.period.max(self.timeout);
        Budget { least, most: self.failure.saturating_mul(turn).saturating_add(self.timeout) }
    }

    /// How long a container may take to start: what `failureThreshold` × `periodSeconds` come to
    /// after the initial delay.
    pub fn allows(&self) -> i64 {
        self.initial_delay.saturating_add(self.failure.saturating_mul(self.period))
    }
}

/// The askings after the first.
fn rest(times: i64) -> i64 {
    times.saturating_sub(1)
}

/// The probes of a container.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Probes {
    /// `startupProbe`
    pub startup: Option<Probe>,
    /// `readinessProbe`
    pub readiness: Option<Probe>,
    /// `livenessProbe`
    pub liveness: Option<Probe>,
}

impl Probes {
    /// The probes of `container`.
    pub fn of(container: &Container<'_>) -> Self {
        let probe = |kind: ProbeKind| container.map.map(kind.field()).map(|map| Probe::new(kind, map));
        Self {
            startup: probe(ProbeKind::Startup),
            readiness: probe(ProbeKind::Readiness),
            liveness: probe(ProbeKind::Liveness),
        }
    }

    /// Those that are there.
    pub fn iter(&self) -> impl Iterator<Item = Probe> + use<> {
        [self.startup, self.readiness, self.liveness].into_iter().flatten()
    }

    /// Seconds after which it is started at the earliest: what waits for a native sidecar may go on.
    pub fn started_from(&self) -> i64 {
        self.startup.map_or(0, |probe| probe.passes_from())
    }

    /// Seconds after which it is ready at the earliest. Readiness is asked when startup has passed; its
    /// initial delay counts from the start of the container all the same.
    pub fn ready_from(&self) -> i64 {
        let started = self.started_from();
        self.readiness.map_or(started, |probe| {
            let first = probe.initial_delay.max(started);
            first.saturating_add(rest(probe.success).saturating_mul(probe.period))
        })
    }

    /// Seconds after which a container that never comes up is restarted by a probe; none if no probe would.
    pub fn restarted_after(&self) -> Option<Budget> {
        self.startup.or(self.liveness).map(|probe| probe.fails_after())
    }
}
