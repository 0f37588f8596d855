//! `env-fieldref-container-unknown`: `resourceFieldRef.containerName` names no container of the Pod. The API
//! server takes it, and the kubelet cannot start the container.

use crate::pod::{Map, Role};
use crate::rules::advice::Advice;
use crate::rules::mend::{known, rewrite};
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::schema::nearest;
use crate::syntax::Step;
use crate::validate::is_placeholder_text;

pub(in crate::rules) const RULE: Rule = Rule { code: "env-fieldref-container-unknown", look: Look::Pod(look) };

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>) {
    if view.is_patch || view.is_crowded() {
        return;
    }
    for member in &view.members {
        for (_, variable) in member.map().maps("env") {
            if let Some(from) = variable.map("valueFrom").and_then(|from| from.map("resourceFieldRef")) {
                check(advice, view, from);
            }
        }
    }
    for (_, volume) in view.spec().maps("volumes") {
        let projected = volume.map("projected").into_iter().flat_map(|volume| volume.maps("sources"));
        let sources = projected.filter_map(|(_, source)| source.map("downwardAPI"));
        for source in volume.map("downwardAPI").into_iter().chain(sources) {
            for (_, item) in source.maps("items") {
                if let Some(from) = item.map("resourceFieldRef") {
                    check(advice, view, from);
                }
            }
        }
    }
}

fn check(advice: &mut Advice<'_, '_>, view: &View<'_>, from: Map<'_>) {
    let Some((node, name)) = known(from, "containerName") else { return };
    let names = || view.members.iter().filter(|member| member.role() != Role::Ephemeral).map(Member::name);
    if names().any(|own| own == name || own.is_empty() || is_placeholder_text(own)) {
        return;
    }
    let near = nearest(name, names()).or_else(|| names().next().filter(|_| names().count() == 1));
    let mut message = format!("the Pod has no container `{name}`, so the kubelet cannot read its resources");
    if let Some(near) = near {
        message.push_str("; did you mean `");
        message.push_str(near);
        message.push_str("`?");
    }
    let fix =
        near.and_then(|near| rewrite(advice, from, &[Step::Key("containerName")], near, format!("Change to `{near}`")));
    advice.push(advice.finding(node.span(), message).with_fix(fix));
}
