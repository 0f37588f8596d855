//! What a value means in its Pod. Chooses by type and field; the files beside it tell it.

mod capability;
mod env;
mod image;
mod port;
mod schedule;
mod user;

use super::{Cx, volume};
use crate::ide::facts::code;
use crate::ide::place::Step;
use crate::ide::words::amount::{self, Measure};
use crate::pod::{Map, int, quantity, text};
use crate::schema::Ty;
use crate::syntax::Node;

/// What the scalar that `step` leads to means; nothing where there is nothing to say beyond what is written.
pub(super) fn of(cx: &Cx<'_, '_>, step: &Step<'_>) -> Option<String> {
    let node = step.value.resolve().filter(|node| node.kind().is_scalar() && !node.is_absent())?;
    let Some(Ty::Object(ty)) = step.holder_ty else {
        return inside(cx, step, node);
    };
    let holder = Map::of(step.holder)?;
    match (ty.short_name(), step.name()) {
        ("CronJobSpec", "schedule") => schedule::story(text(node)?, Some(holder), cx.occasion.now),
        ("Container" | "EphemeralContainer", "image") => image::story(node.value(), Some(holder)),
        ("ContainerPort", "containerPort" | "name" | "hostPort") => {
            let pod = cx.pod()?;
            port::of_entry(cx, &pod, &cx.container(&pod)?, holder)
        }
        ("HTTPGetAction" | "TCPSocketAction" | "GRPCAction", "port") => {
            port::of_handler(&cx.container(&cx.pod()?)?, node)
        }
        ("VolumeMount" | "VolumeDevice", "name" | "mountPath" | "devicePath") => {
            Some(volume::others(cx, &cx.pod()?, holder.text("name")?, holder))
        }
        ("Volume", "name") => Some(volume::story(cx, &cx.pod()?, text(node)?)),
        ("SecurityContext" | "PodSecurityContext", field @ ("runAsUser" | "runAsGroup" | "fsGroup")) => {
            let pod = cx.pod()?;
            user::story(field, int(node)?, cx.container(&pod).as_ref(), &pod)
        }
        ("EnvVar", "value") => env::references(text(node)?, &cx.container(&cx.pod()?)?, Some(holder)),
        (kind @ ("SecretKeySelector" | "ConfigMapKeySelector"), "name" | "key") => {
            let kind = if kind == "SecretKeySelector" { "Secret" } else { "ConfigMap" };
            Some(env::target(cx, kind, holder.text("name")?, holder.text("key"), is_optional(holder)))
        }
        ("ConfigMapEnvSource" | "ConfigMapVolumeSource" | "ConfigMapProjection", "name") => {
            Some(env::target(cx, "ConfigMap", text(node)?, None, is_optional(holder)))
        }
        ("SecretEnvSource" | "SecretProjection", "name") | ("SecretVolumeSource", "secretName") => {
            Some(env::target(cx, "Secret", text(node)?, None, is_optional(holder)))
        }
        ("ResourceFieldSelector", "resource") => asked(cx, text(node)?, holder),
        (_, "mode" | "defaultMode") if step.ty == Some(Ty::Int32) => rights(node),
        (_, field) if step.ty == Some(Ty::Quantity) => amount(node, field, None),
        _ if step.field.is_some_and(|field| field.unit == Some("seconds")) => {
            let number = int(node).filter(|number| *number >= 60)?;
            Some(format!("{} seconds = {}", amount::thousands(number.into()), amount::seconds(number)))
        }
        _ => None,
    }
}

/// A value in a list or in a mapping with keys of the author's choice.
fn inside(cx: &Cx<'_, '_>, step: &Step<'_>, node: Node<'_>) -> Option<String> {
    if step.ty == Some(Ty::Quantity) {
        let list = cx.place.above().map(Step::name);
        return amount(node, step.name(), list);
    }
    let field = step.field.filter(|_| step.key.is_none())?;
    match field.name {
        "add" | "drop" => capability::story(text(node)?, field.name == "add"),
        "command" | "args" => env::references(text(node)?, &cx.container(&cx.pod()?)?, None),
        _ => None,
    }
}

/// What `limits.memory` comes to, of the container around it or the one that is named beside.
fn asked(cx: &Cx<'_, '_>, resource: &str, holder: Map<'_>) -> Option<String> {
    let (list, name) = resource.split_once('.')?;
    let pod = cx.pod()?;
    let container = match holder.text("containerName") {
        Some(wanted) => *pod.containers.iter().find(|container| container.name() == wanted)?,
        None => cx.container(&pod)?,
    };
    let own = container.map.map("resources");
    let amount = own.and_then(|own| quantity(own.map(list)?.get(name)?));
    let whose = code(container.name());
    match (amount, list) {
        (Some(amount), _) => Some(format!("{} for {whose}.", Measure::of(name).words(amount))),
        (None, "limits") => Some(format!("{whose} has no such limit, so it is what the node can give to Pods.")),
        (None, _) => Some(format!("{whose} has no such request: its limit if there is one, else 0.")),
    }
}

fn is_optional(holder: Map<'_>) -> bool {
    holder.bool("optional") == Some(true)
}

fn rights(node: Node<'_>) -> Option<String> {
    let number = int(node)?;
    let rights = amount::mode(number)?;
    let written = node.value();
    let is_octal = written.starts_with('0') && written.len() > 1;
    Some(if is_octal { rights } else { format!("{} in decimal is {rights}", code(written)) })
}

/// An amount of `name`, in the list `requests` or `limits` of a container.
fn amount(node: Node<'_>, name: &str, list: Option<&str>) -> Option<String> {
    let amount = quantity(node)?;
    let words = Measure::of(name).words(amount);
    // A number of pieces says all there is to say.
    if words == node.value() {
        return None;
    }
    let effect = match (list, name) {
        (Some("requests"), "cpu") => {
            "\n\nSet aside on the node when the Pod is placed, and its share when CPUs are busy."
        }
        (Some("requests"), "memory") => {
            "\n\nSet aside on the node when the Pod is placed; whoever uses more goes first when memory runs short."
        }
        (Some("limits"), "cpu") => "\n\nAbove it the container is slowed down, not killed.",
        (Some("limits"), "memory") => {
            "\n\nAbove it the container is killed (`OOMKilled`) and restarted as its policy says."
        }
        (Some("limits"), "ephemeral-storage") => "\n\nAbove it the Pod is evicted.",
        _ => "",
    };
    Some(format!("{} = {words}{effect}", code(node.value())))
}
