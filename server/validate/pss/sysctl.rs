//! Which kernel parameters a Pod may set. PS10.

use super::Judge;
use crate::pod::text;
use crate::schema::Minor;

/// Parameters that touch nothing outside the Pod, and the minors from which on they count as such.
const SAFE: &[(&str, Minor)] = &[
    ("kernel.shm_rmid_forced", Minor::OLDEST),
    ("net.ipv4.ip_local_port_range", Minor::OLDEST),
    ("net.ipv4.ip_unprivileged_port_start", Minor::OLDEST),
    ("net.ipv4.ping_group_range", Minor::OLDEST),
    ("net.ipv4.tcp_syncookies", Minor::OLDEST),
    ("net.ipv4.ip_local_reserved_ports", Minor(27)),
    ("net.ipv4.tcp_fin_timeout", Minor(29)),
    ("net.ipv4.tcp_keepalive_intvl", Minor(29)),
    ("net.ipv4.tcp_keepalive_probes", Minor(29)),
    ("net.ipv4.tcp_keepalive_time", Minor(29)),
    ("net.ipv4.tcp_rmem", Minor(32)),
    ("net.ipv4.tcp_wmem", Minor(32)),
    ("net.ipv4.tcp_notsent_lowat", Minor(37)),
    ("net.ipv4.tcp_slow_start_after_idle", Minor(37)),
];

pub(super) fn check(judge: &mut Judge<'_, '_>) {
    let Some(context) = judge.pod.spec.map("securityContext") else { return };
    for (index, sysctl) in context.maps("sysctls") {
        let Some(at) = sysctl.get("name") else { continue };
        let Some(name) = text(at) else { continue };
        if !SAFE.iter().any(|(safe, since)| *safe == name && judge.minor >= *since) {
            let fix = judge.remove_item(context, "sysctls", index);
            judge.breach("PS10", at.span(), format!("sysctl `{name}` is not allowed; remove it"), fix);
        }
    }
}
