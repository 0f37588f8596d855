//! Storage behind an address: NFS, iSCSI, Quobyte. Facts O27, O54, O68.

use super::disks::some_text;
use super::{Volume, say};
use crate::finding::Finding;
use crate::pod::value::iscsi;
use crate::pod::{Field, Map};
use crate::validate::{Cx, mend};

/// `<volume>:<portal>` names a session on the node, and must fit there.
const SESSION: usize = 64;
/// The length of a Quobyte tenant.
const TENANT: usize = 64;

/// The exported path is absolute.
pub(super) fn nfs(cx: &mut Cx<'_>, map: Map<'_>) {
    let Some((node, path)) = some_text(map, "path").filter(|(_, path)| !path.starts_with('/')) else { return };
    let message = || format!("`{path}` must be an absolute path; write `/{path}`");
    say::wrong(cx, "nfs-path-relative", node, message, mend::say(node, &format!("/{path}"), false));
}

/// Names of both ends, a unit, and a Secret where a login is wanted.
pub(super) fn iscsi(cx: &mut Cx<'_>, volume: &Volume<'_>, source: Field<'_>, map: Map<'_>) {
    for field in ["iqn", "initiatorName"] {
        let Some((node, name)) = some_text(map, field) else { continue };
        if let Some(wrong) = iscsi::name(name) {
            say::wrong(cx, "iscsi-name-invalid", node, || format!("`{}` as `{field}` {wrong}", node.excerpt(60)), None);
        }
    }
    say::range(cx, "lun-invalid", map, "lun", 0, 255);
    let login = ["chapAuthDiscovery", "chapAuthSession"].into_iter().find(|name| map.bool(name) == Some(true));
    if let Some(login) = login.filter(|_| !map.has("secretRef")) {
        let why = format!("`{login}` logs in with the password of a Secret");
        say::demand(cx, map, source.key.span(), "secretRef", &why);
    }
    // The server counts bytes, and counts an initiator that is set to nothing.
    let Some(((name, node), portal)) = volume.name.zip(map.text("targetPortal")) else { return };
    let length = name.len() + 1 + portal.len();
    if length > SESSION && map.has("initiatorName") {
        let message = || {
            format!(
                "with an `initiatorName`, `{name}:{portal}` must have at most {SESSION} characters, not {length}; shorten the name"
            )
        };
        if let Some(at) = map.get("targetPortal") {
            let finding = Finding::error("iscsi-session-too-long", node.span(), message());
            cx.push(finding.with_related(at.span(), "the portal"));
        }
    }
}

/// A registry of `host:port` pairs, and a tenant that is not too long.
pub(super) fn quobyte(cx: &mut Cx<'_>, map: Map<'_>) {
    let Some((node, registry)) = some_text(map, "registry") else { return };
    // The server looks at the registry only if the tenant is fine.
    if let Some((node, tenant)) = some_text(map, "tenant").filter(|(_, tenant)| tenant.len() > TENANT) {
        let message = || format!("`tenant` must be at most {TENANT} characters long, not {}", tenant.len());
        return say::wrong(cx, "quobyte-tenant-invalid", node, message, None);
    }
    if let Some(pair) = registry.split(',').find(|pair| !iscsi::is_host_and_port(pair)) {
        let message = || format!("`{pair}` must be `host:port`; several are separated by commas, without spaces");
        say::wrong(cx, "quobyte-registry-invalid", node, message, None);
    }
}
