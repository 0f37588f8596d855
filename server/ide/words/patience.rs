//! What the probes of a container come to, in words and seconds. Knows their numbers; not what they ask.

use super::amount::seconds;
use crate::pod::effective::{Budget, Probe, ProbeKind, Probes};

/// `20 to 30 s`, `10 s`
pub(in crate::ide) fn range(budget: Budget) -> String {
    match (budget.least, budget.most) {
        (least, most) if least >= most => seconds(least),
        (least, most) if most < 60 => format!("{least} to {most} s"),
        (least, most) => format!("{} to {}", seconds(least), seconds(most)),
    }
}

/// `after 5 s at the earliest`
fn earliest(from: i64) -> String {
    match from {
        0 => "as soon as it answers well".to_owned(),
        from => format!("after {} at the earliest", seconds(from)),
    }
}

/// What one of the probes comes to: `passes after …; never passing, it is restarted after …`.
pub(in crate::ide) fn story(probe: Probe, probes: &Probes) -> String {
    let every = format!("Asked every {}, an answer may take {}.", seconds(probe.period), seconds(probe.timeout));
    let first = match probe.initial_delay {
        0 => String::new(),
        delay => format!(" Not asked in the first {}.", seconds(delay)),
    };
    let story = match probe.kind {
        ProbeKind::Startup => format!(
            "Started {}; a container that never answers well is restarted after {}.",
            earliest(probe.passes_from()),
            range(probe.fails_after())
        ),
        ProbeKind::Readiness => format!(
            "Ready {}{}; taken out of Services {} after it stops answering well. Never restarted \
             by this.",
            earliest(probes.ready_from()),
            if probes.startup.is_some() && probes.ready_from() > 0 { ", the startup probe included" } else { "" },
            range(probe.notices_within())
        ),
        ProbeKind::Liveness => {
            let begins = if probes.startup.is_some() {
                "Begins when the startup probe has passed".to_owned()
            } else {
                format!("A container that never answers well is restarted after {}", range(probe.fails_after()))
            };
            format!("{begins}; one that stops answering is restarted {} later.", range(probe.notices_within()))
        }
    };
    format!("{story} {every}{first}")
}

/// What the probes of a container come to together; nothing where there are none.
pub(in crate::ide) fn summary(probes: &Probes) -> String {
    let mut parts = Vec::new();
    if probes.readiness.is_some() || probes.startup.is_some() {
        let what = if probes.readiness.is_some() { "ready" } else { "started" };
        parts.push(format!("{what} {}", earliest(probes.ready_from())));
    }
    if let Some(never) = probes.restarted_after() {
        parts.push(format!("restarted after {} if it never comes up", range(never)));
    }
    if let Some(liveness) = probes.liveness {
        parts.push(format!("restarted {} after it stops answering", range(liveness.notices_within())));
    }
    let mut all = parts.join(", ");
    if let Some(first) = all.get_mut(..1) {
        first.make_ascii_uppercase();
        all.push('.');
    }
    all
}

/// What fits behind a probe: `restarts after 29 to 30 s`.
pub(in crate::ide) fn hint(probe: Probe, probes: &Probes) -> String {
    match probe.kind {
        ProbeKind::Startup => format!("has {} to start", seconds(probe.allows())),
        ProbeKind::Readiness => {
            let out = format!("out after {}", range(probe.notices_within()));
            match probes.ready_from() {
                0 => out,
                from => format!("ready after {}, {out}", seconds(from)),
            }
        }
        ProbeKind::Liveness => format!("restarts after {}", range(probe.notices_within())),
    }
}
