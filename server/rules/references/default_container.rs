//! `default-container-annotation-unknown`: the annotation that tells kubectl which container is meant names
//! none of the Pod.

use crate::pod::Map;
use crate::rules::advice::Advice;
use crate::rules::mend::{known, rewrite};
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::schema::nearest;
use crate::syntax::Step;
use crate::validate::is_placeholder_text;

pub(in crate::rules) const RULE: Rule = Rule { code: "default-container-annotation-unknown", look: Look::Pod(look) };

/// The annotations with which kubectl is told.
pub(super) const ANNOTATIONS: [&str; 2] =
    ["kubectl.kubernetes.io/default-container", "kubectl.kubernetes.io/default-logs-container"];

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>) {
    let Some(annotations) = annotations(view).filter(|_| !view.is_patch) else { return };
    for annotation in ANNOTATIONS {
        let Some((node, name)) = known(annotations, annotation) else { continue };
        let names = || view.members.iter().map(Member::name);
        if names().any(|own| own == name || own.is_empty() || is_placeholder_text(own)) {
            continue;
        }
        let near = nearest(name, names()).or_else(|| names().next().filter(|_| names().count() == 1));
        let mut message = format!("the Pod has no container `{name}`");
        if let Some(near) = near {
            message.push_str("; did you mean `");
            message.push_str(near);
            message.push_str("`?");
        }
        let title = || format!("Change to `{}`", near.unwrap_or_default());
        let fix = near.and_then(|near| rewrite(advice, annotations, &[Step::Key(annotation)], near, title()));
        advice.push(advice.finding(node.span(), message).with_fix(fix));
    }
}

/// The annotations of the Pod.
pub(super) fn annotations<'a>(view: &View<'a>) -> Option<Map<'a>> {
    view.pod.metadata?.map("annotations")
}
