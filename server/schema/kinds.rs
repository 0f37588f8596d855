//! Which pairs of apiVersion and kind are built in, since when and until when.
//! Knows names only: whatever belongs to a group that is not built in is left alone.

use std::cmp::Ordering;

use super::types::Window;
use super::{Minor, nearest, table};

/// A built-in pair.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// `apps/v1`.
    pub api_version: &'static str,
    /// `Deployment`.
    pub kind: &'static str,
    /// The minors that serve it; [`Window::since`] is [`Minor::OLDEST`] also for what was gone
    /// before, so look at [`Window::until`] first.
    pub window: Window,
    /// False for what people rightly write and no server stores: `List`, the `Config` of kubectl.
    pub served: bool,
}

/// What a pair of apiVersion and kind is to a cluster of some minor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Built in and there.
    Known,
    /// Built in, from `since` on.
    Future {
        /// The minor that brings it.
        since: Minor,
        /// What to write until then.
        instead: Option<&'static Kind>,
    },
    /// Was built in once.
    Removed {
        /// The first minor without it.
        gone: Minor,
        /// What took its place.
        instead: Option<&'static Kind>,
    },
    /// Its group is built in (or can be none of a custom resource), the pair is not.
    Unknown {
        /// What was likely meant.
        instead: Option<&'static Kind>,
    },
    /// Of a group that is not built in: a custom resource, or not Kubernetes at all.
    Foreign,
}

/// Every built-in pair, also those that are gone.
pub fn kinds() -> &'static [Kind] {
    table::KINDS
}

/// What `api_version` and `kind` are to a cluster of `minor`.
pub fn standing(api_version: &str, kind: &str, minor: Minor) -> Standing {
    let same = |known: &&Kind| known.kind == kind && known.api_version == api_version;
    if let Some(known) = kinds().iter().find(same) {
        let Window { since, .. } = known.window;
        return match known.window.gone() {
            _ if known.window.contains(minor) => Standing::Known,
            Some(gone) if gone <= minor => Standing::Removed { gone, instead: instead(api_version, kind, minor) },
            _ => Standing::Future { since, instead: instead(api_version, kind, minor) },
        };
    }
    let group = group(api_version);
    // Any text without a slash would be of the core group; many tools call their own files `v2`.
    let built_in = kinds().iter().any(|known| match group {
        "" => known.api_version == api_version,
        _ => self::group(known.api_version) == group,
    });
    // The group of a custom resource has a dot, so `app/v1` can only be a slip if the kind is ours.
    let slip = || !group.contains('.') && served(minor).any(|known| known.kind.eq_ignore_ascii_case(kind));
    if built_in || slip() {
        Standing::Unknown { instead: instead(api_version, kind, minor) }
    } else {
        Standing::Foreign
    }
}

/// The pair served in `minor` that someone who wrote `api_version` and `kind` likely wants: the same
/// kind or the nearest by name, preferably of the same group, preferably stable.
pub fn instead(api_version: &str, kind: &str, minor: Minor) -> Option<&'static Kind> {
    let name = match served(minor).find(|known| known.kind == kind) {
        Some(known) => known.kind,
        None => nearest(kind, served(minor).map(|known| known.kind).filter(|known| !is_list(known)))?,
    };
    let home = group(api_version);
    let rank = |known: &Kind| (group(known.api_version) == home, Stability::of(known.api_version));
    let better = |one: &&Kind, other: &&Kind| rank(one).partial_cmp(&rank(other)).unwrap_or(Ordering::Equal);
    // Of equals `max_by` takes the last; reversed, the first, which is the older and better known group.
    served(minor).filter(|known| known.kind == name).rev().max_by(better)
}

/// Whether `kind` names a list of objects in `items`: `List`, `PodList`.
pub fn is_list(kind: &str) -> bool {
    kind.ends_with("List")
}

fn served(minor: Minor) -> impl DoubleEndedIterator<Item = &'static Kind> {
    kinds().iter().filter(move |known| known.served && known.window.contains(minor))
}

/// The part before the slash; the core group has none.
fn group(api_version: &str) -> &str {
    api_version.rsplit_once('/').map_or("", |(group, _)| group)
}

/// How settled an API version is: `v2` > `v1` > `v1beta2` > `v1beta1` > `v1alpha1`.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Stability {
    stage: u8,
    major: u32,
    step: u32,
}

impl Stability {
    fn of(api_version: &str) -> Self {
        let version = api_version.rsplit('/').next().unwrap_or_default().trim_start_matches('v');
        let number = |text: &str| text.parse().unwrap_or_default();
        for (stage, word) in [(0, "alpha"), (1, "beta")] {
            if let Some((major, step)) = version.split_once(word) {
                return Self { stage, major: number(major), step: number(step) };
            }
        }
        Self { stage: 2, major: number(version), step: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The standing in a few words: `known`, `gone 1.16 apps/v1 Deployment`, `foreign`.
    fn words(api_version: &str, kind: &str, minor: u8) -> String {
        let pair = |instead: Option<&Kind>| {
            instead.map_or("nothing".to_owned(), |it| format!("{} {}", it.api_version, it.kind))
        };
        match standing(api_version, kind, Minor(minor)) {
            Standing::Known => "known".to_owned(),
            Standing::Future { since, instead } => format!("from {since}, until then {}", pair(instead)),
            Standing::Removed { gone, instead } => format!("gone {gone}, now {}", pair(instead)),
            Standing::Unknown { instead } => format!("unknown, {}", pair(instead)),
            Standing::Foreign => "foreign".to_owned(),
        }
    }

    #[test]
    fn pairs_are_placed_and_led_home() {
        for (api_version, kind, minor, expected) in [
            ("v1", "Pod", 25, "known"),
            ("apps/v1", "Deployment", 37, "known"),
            ("v1", "List", 30, "known"),
            ("v1", "Config", 30, "known"),
            ("v1", "ConfigMap", 30, "known"),
            ("apps/v1", "DeploymentList", 30, "known"),
            ("extensions/v1beta1", "Deployment", 30, "gone 1.16, now apps/v1 Deployment"),
            ("apps/v1beta2", "StatefulSet", 30, "gone 1.16, now apps/v1 StatefulSet"),
            ("batch/v1beta1", "CronJob", 25, "gone 1.25, now batch/v1 CronJob"),
            ("batch/v2alpha1", "CronJob", 25, "gone 1.21, now batch/v1 CronJob"),
            ("policy/v1beta1", "PodSecurityPolicy", 30, "gone 1.25, now nothing"),
            ("extensions/v1beta1", "Ingress", 30, "gone 1.22, now networking.k8s.io/v1 Ingress"),
            ("resource.k8s.io/v1", "ResourceClaim", 33, "from 1.34, until then resource.k8s.io/v1beta2 ResourceClaim"),
            ("v1", "Deployment", 30, "unknown, apps/v1 Deployment"),
            ("apps/v1", "Pod", 30, "unknown, v1 Pod"),
            ("apps/v1", "CronJob", 30, "unknown, batch/v1 CronJob"),
            ("apps/v2", "Deployment", 30, "unknown, apps/v1 Deployment"),
            ("app/v1", "Deployment", 30, "unknown, apps/v1 Deployment"),
            ("Apps/v1", "deployment", 30, "unknown, apps/v1 Deployment"),
            ("V1", "Pod", 30, "unknown, v1 Pod"),
            ("v1", "pod", 30, "unknown, v1 Pod"),
            ("v1", "Pods", 30, "unknown, v1 Pod"),
            ("apps/v1", "StatefullSet", 30, "unknown, apps/v1 StatefulSet"),
            ("apps/v1", "Deploymnet", 30, "unknown, apps/v1 Deployment"),
            ("batch/v1", "Cronjob", 30, "unknown, batch/v1 CronJob"),
            ("v1", "Event2", 30, "unknown, v1 Event"),
            ("v1", "Flurb", 30, "unknown, nothing"),
            ("v1", "DeploymentConfig", 30, "unknown, nothing"),
            ("apps.kruise.io/v1alpha1", "StatefulSet", 30, "foreign"),
            ("serving.knative.dev/v1", "Service", 30, "foreign"),
            ("snapshot.storage.k8s.io/v1", "VolumeSnapshot", 30, "foreign"),
            ("v2", "Service", 30, "unknown, v1 Service"),
            ("v2", "Sevice", 30, "foreign"),
            ("skaffold/v2beta29", "Config", 30, "foreign"),
            ("kustomize.config.k8s.io/v1beta1", "Kustomization", 30, "foreign"),
        ] {
            assert_eq!(words(api_version, kind, minor), expected, "{api_version} {kind} in 1.{minor}");
        }
    }
}
