//! Which user and group a container runs as, and where that comes from. Knows the security contexts
//! of the Pod and its containers.

use crate::ide::facts::{and_list, code};
use crate::pod::{Container, Pod, Role};

/// `field: value` in the context of `container`, or in that of the Pod.
pub(super) fn story(field: &str, value: i64, container: Option<&Container<'_>>, pod: &Pod<'_>) -> Option<String> {
    let who = match (field, value) {
        ("runAsUser", 0) => {
            "User 0 is root: it owns whatever it can reach, and a way out of the container makes it root \
             on the node, unless `hostUsers: false` maps it to another."
                .to_owned()
        }
        ("runAsUser", id) => {
            format!("User {id}, not root. It needs no name in the image, but permissions on the files it uses.")
        }
        ("runAsGroup", 0) => "Group 0 is the root group.".to_owned(),
        ("runAsGroup", id) => format!("Group {id} is the primary group of the processes."),
        ("fsGroup", id) => format!(
            "Group {id} owns the volumes that can be owned, may write to them, and every process belongs to it."
        ),
        _ => return None,
    };
    if field == "fsGroup" {
        return Some(who);
    }
    let of_pod = pod.spec.map("securityContext").and_then(|context| context.int(field));
    let origin = match (container, of_pod) {
        (Some(_), Some(other)) if other == value => {
            format!("The Pod sets the same, so {} could be left out here.", code(field))
        }
        (Some(_), Some(other)) => format!("The Pod sets {other}; for this container this one counts."),
        (Some(_), None) => "The Pod sets nothing; other containers run as their image says.".to_owned(),
        (None, _) => exceptions(field, pod),
    };
    Some(format!("{who} {origin}"))
}

/// The containers that choose for themselves.
fn exceptions(field: &str, pod: &Pod<'_>) -> String {
    let chosen = |container: &&Container<'_>| container.role != Role::Ephemeral;
    let own: Vec<String> = pod
        .containers
        .iter()
        .filter(chosen)
        .filter_map(|container| {
            let id = container.map.map("securityContext")?.int(field)?;
            Some(format!("{} ({id})", code(container.name())))
        })
        .collect();
    if own.is_empty() {
        "Holds for all containers.".to_owned()
    } else {
        format!("Holds for all containers but {}.", and_list(&own))
    }
}
