//! Names of resources: `cpu`, `hugepages-2Mi`, `example.com/gpu`, and the `limits.cpu` of a
//! `resourceFieldRef`. Source: the resource helpers and validation of kube-apiserver v1.36.

use super::name;
use super::quantity::Quantity;
use crate::schema::nearest;

/// What the name of huge pages begins with; their size follows.
const HUGE: &str = "hugepages-";

/// Resources a container may have besides huge pages and extended ones.
const STANDARD: &[&str] = &["cpu", "memory", "ephemeral-storage"];

/// Names people use for the standard resources, in lower case without `-` and `_`.
const HABITS: &[(&str, &str)] = &[
    ("mem", "memory"),
    ("ram", "memory"),
    ("cpus", "cpu"),
    ("cores", "cpu"),
    ("core", "cpu"),
    ("vcpu", "cpu"),
    ("storage", "ephemeral-storage"),
    ("disk", "ephemeral-storage"),
    ("ephemeral", "ephemeral-storage"),
    ("gpu", "nvidia.com/gpu"),
    ("nvidiagpu", "nvidia.com/gpu"),
];

/// Whether it names huge pages of some size.
pub fn is_huge(name: &str) -> bool {
    name.starts_with(HUGE)
}

/// The size of the huge pages it names; none if it names none, or gives no whole size above zero.
pub fn page_size(name: &str) -> Option<Quantity> {
    let size = Quantity::parse(name.strip_prefix(HUGE)?)?;
    (size.is_whole() && size > Quantity::ZERO).then_some(size)
}

/// Whether more of it may be promised than there is, so that requests may lie below limits.
pub fn may_overcommit(name: &str) -> bool {
    is_native(name) && !is_huge(name)
}

/// Whether it is counted in whole pieces: extended resources, and the countable ones of quotas.
pub fn is_counted(name: &str) -> bool {
    const OBJECTS: &[&str] = &[
        "pods",
        "resourcequotas",
        "services",
        "replicationcontrollers",
        "secrets",
        "configmaps",
        "persistentvolumeclaims",
        "services.nodeports",
        "services.loadbalancers",
    ];
    OBJECTS.contains(&name) || is_extended(name)
}

/// What is wrong with the name of a resource of a container, in words that follow it.
pub fn container(name: &str) -> Option<String> {
    if let Some(wrong) = name::qualified(name) {
        return Some(wrong);
    }
    if !name.contains('/') {
        let standard = STANDARD.contains(&name) || is_huge(name);
        return (!standard).then(|| {
            "is not a resource that a container can have; write `cpu`, `memory`, `ephemeral-storage`, \
             `hugepages-SIZE`, or a name with a domain such as `example.com/gpu`"
                .to_owned()
        });
    }
    (!is_native(name) && !is_extended(name))
        .then(|| "must not begin with `requests.`, and its domain must be at most 244 characters long".to_owned())
}

/// What is wrong with the name of a resource of a whole Pod, in words that follow it.
pub fn pod(name: &str) -> Option<&'static str> {
    let known = matches!(name, "cpu" | "memory") || is_huge(name);
    (!known).then_some("cannot be given for the whole Pod; only `cpu`, `memory` and `hugepages-SIZE` can")
}

/// The resource that was likely meant by a name that is none.
pub fn nearest_container(name: &str) -> Option<&'static str> {
    let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let habit = HABITS.iter().find(|(habit, _)| *habit == letters).map(|(_, right)| *right);
    habit.or_else(|| nearest(name, STANDARD.iter().copied()))
}

/// The names a `resourceFieldRef` may ask for, besides `limits.hugepages-…` and `requests.hugepages-…`.
pub const FIELDS: &[&str] = &[
    "limits.cpu",
    "limits.memory",
    "limits.ephemeral-storage",
    "requests.cpu",
    "requests.memory",
    "requests.ephemeral-storage",
];

/// Whether a `resourceFieldRef` may ask for it.
pub fn is_field(text: &str) -> bool {
    FIELDS.contains(&text) || text.starts_with("limits.hugepages-") || text.starts_with("requests.hugepages-")
}

/// Without a domain, or of Kubernetes itself.
fn is_native(name: &str) -> bool {
    !name.contains('/') || name.contains("kubernetes.io/")
}

/// Of somebody else, and short enough to be counted in quotas under `requests.`.
fn is_extended(name: &str) -> bool {
    !is_native(name) && !name.starts_with("requests.") && name::qualified(&format!("requests.{name}")).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn containers_have_standard_huge_and_extended_resources() {
        for name in ["cpu", "memory", "ephemeral-storage", "hugepages-2Mi", "x.test/gpu", "kubernetes.io/batch"] {
            assert_eq!(container(name), None, "{name}");
        }
        for name in ["gpu", "pods", "requests.cpu", "a b", "requests.x.test/gpu", "/gpu", "x.test/"] {
            assert!(container(name).is_some(), "{name}");
        }
        assert!(is_counted("x.test/gpu") && is_counted("pods") && !is_counted("cpu") && !is_counted("hugepages-2Mi"));
        assert!(may_overcommit("cpu") && !may_overcommit("x.test/gpu") && !may_overcommit("hugepages-1Gi"));
        assert_eq!(nearest_container("mem"), Some("memory"));
        assert_eq!(nearest_container("Memory"), Some("memory"));
    }
}
