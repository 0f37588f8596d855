//! `init-resources-dominate`: an init container asks for more than everything that runs later, so that the
//! Pod takes that much of the node for as long as it lives. Often meant so.

use crate::pod::effective::{Decider, resources};
use crate::pod::value::quantity::Quantity;
use crate::rules::advice::Advice;
use crate::rules::view::View;
use crate::rules::{Look, Rule};

pub(in crate::rules) const RULE: Rule = Rule { code: "init-resources-dominate", look: Look::Pod(look) };

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>) {
    let init = view.members.iter().any(|member| member.role().ends() && member.map().has("resources"));
    if view.is_patch || !init {
        return;
    }
    for resource in resources(view.pod, view.minor) {
        let Some(request) = resource.request.filter(|request| request.exact && request.running > Quantity::ZERO) else {
            continue;
        };
        let Decider::Init(container) = request.decider() else { continue };
        let Some((_, amount)) = request.starting else { continue };
        let own = container.map.map("resources");
        let of = |list| own.and_then(|own| own.map(list)).and_then(|list| list.field(resource.name));
        let Some(field) = of("requests").or_else(|| of("limits")) else { continue };
        let message = format!(
            "init container `{}` makes the Pod request {amount} of {} for its whole life; what runs later \
             requests {}",
            container.name(),
            resource.name,
            request.running
        );
        advice.say(field.key.span().join(field.written.span()), message);
    }
}
