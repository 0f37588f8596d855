//! `StatefulSets`: what they update, from which number on, and by which service. Facts Z14, W27.

use super::{not_here, set};
use crate::finding::Finding;
use crate::pod::Map;
use crate::schema::Minor;
use crate::syntax::Node;
use crate::validate::Cx;
use crate::validate::grammar::{LABEL, not_negative};

pub(super) fn check(cx: &mut Cx<'_>, spec: Map<'_>) {
    if let Some(ordinals) = spec.map("ordinals") {
        not_negative(cx, ordinals, "start");
    }
    if let Some(strategy) = spec.map("updateStrategy") {
        let rolling = set(strategy, "rollingUpdate");
        match (strategy.text("type"), rolling) {
            (Some("OnDelete"), Some(rolling)) => {
                let message = "`OnDelete` takes no `rollingUpdate`; remove it, or write `RollingUpdate`".to_owned();
                not_here(cx, strategy, rolling, "rolling-update-conflict", message);
            }
            (None | Some("" | "RollingUpdate"), Some(rolling)) => {
                if let Some(rolling) = Map::of(rolling.value) {
                    not_negative(cx, rolling, "partition");
                }
            }
            _ => {}
        }
    }
    let named = |node: &Node<'_>| !node.value().is_empty();
    if let Some(service) = spec.get("serviceName").filter(named).filter(|_| cx.minor >= Minor(35)) {
        LABEL.check(cx, service, "name of a service");
    }
    if let Some(limit) = spec.get("revisionHistoryLimit").filter(|_| spec.int("revisionHistoryLimit") < Some(0))
        && spec.int("revisionHistoryLimit").is_some()
    {
        let message = "a negative `revisionHistoryLimit` keeps every revision; 0 or more is better";
        cx.push(Finding::warning("negative-number", limit.span(), message));
    }
}
