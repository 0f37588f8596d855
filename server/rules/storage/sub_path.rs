//! `subpath-no-live-update`: a `ConfigMap` or Secret mounted with `subPath` never changes in a running
//! container. Often meant so.

use crate::rules::advice::Advice;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};

pub(in crate::rules) const RULE: Rule = Rule { code: "subpath-no-live-update", look: Look::Container(look) };

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>) {
    for (_, mount) in member.map().maps("volumeMounts") {
        let Some(field) = mount.field("subPath").or_else(|| mount.field("subPathExpr")) else { continue };
        let Some(name) = mount.text("name") else { continue };
        let Some(volume) = view.volume(name) else { continue };
        let sources = ["configMap", "secret", "downwardAPI", "projected"];
        let Some(source) = sources.into_iter().find(|source| volume.has(source)) else { continue };
        let message = format!(
            "with `{}`, `{}` never sees changes of the `{source}` of `{name}`; mount the whole directory for that",
            field.name,
            member.name()
        );
        advice.say(field.key.span(), message);
    }
}
