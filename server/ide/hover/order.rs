//! When the containers of a Pod start and end, in words: what each one waits for and what waits for it.
//! Follows what the kubelet does; knows roles, restart policies and startup probes, nothing else.

use std::fmt::Write as _;

use crate::ide::facts::{and_list, code};
use crate::ide::words::amount::seconds;
use crate::pod::effective;
use crate::pod::{Container, Object, Pod, Role};

/// More names than these are only counted.
const MAX_NAMES: usize = 4;

/// The containers of this Pod in the order in which they start, as a numbered list.
pub(super) fn summary(pod: &Pod<'_>) -> String {
    let mut out = String::from("Start order of this Pod:\n");
    let mut number = 0;
    for container in inits(pod) {
        number += 1;
        let then = match container.role {
            Role::NativeSidecar => match (has_startup_probe(container), has_post_start(container)) {
                (true, _) => "has to pass its startup probe, keeps running",
                (false, true) => "has to start and run its `postStart` hook, keeps running",
                (false, false) => "has to be started, keeps running",
            },
            _ => "has to succeed",
        };
        let _ = write!(out, "\n{number}. {}: {}, {then}", name(container), container.role.name());
    }
    let regular: Vec<String> =
        regular(pod).map(|container| format!("{}: {}", name(container), container.role.name())).collect();
    match regular.as_slice() {
        [] => {}
        [only] => {
            let _ = write!(out, "\n{}. {only}", number + 1);
        }
        many => {
            let _ = write!(out, "\n{}. together, in list order:", number + 1);
            for one in many {
                let _ = write!(out, "\n   - {one}");
            }
        }
    }
    out
}

/// How the Pod ends: `` `web` is told to stop; once it is gone, `ship` ``.
pub(super) fn ending(pod: &Pod<'_>) -> String {
    let ending = effective::ending(pod);
    let together: Vec<&Container<'_>> = ending.together.iter().collect();
    if together.is_empty() {
        return String::new();
    }
    let first = match together.as_slice() {
        [only] => format!("{} is told to stop", name(only)),
        many => format!("{} are told to stop together", names(many)),
    };
    let then: Vec<String> = ending.then.iter().map(|container| name(container)).collect();
    let then = match then.as_slice() {
        [] => String::new(),
        many if many.len() > MAX_NAMES => format!("{} native sidecars, the last one first", many.len()),
        many => many.join(", then "),
    };
    let gone = if together.len() == 1 { "it is" } else { "they are" };
    let then = if then.is_empty() { then } else { format!("; once {gone} gone, {then}") };
    let grace = match ending.grace {
        0 => "What is left after a second is killed.".to_owned(),
        grace => format!("What is left after {} is killed.", seconds(grace)),
    };
    format!("At the end {first}{then}. {grace}")
}

/// What `container` is for this Pod: when it starts, what waits for it, when it ends.
pub(super) fn teach(container: &Container<'_>, pod: &Pod<'_>, object: &Object<'_>) -> String {
    let name = container.name();
    let title = if name.is_empty() { String::new() } else { format!("**{}**, ", code(name).trim_matches('`')) };
    let story = match container.role {
        Role::Init => init(container, pod),
        Role::NativeSidecar => native(container, pod, object),
        Role::App | Role::PlainSidecar => side_by_side(container, pod, object),
        Role::Ephemeral => {
            "Put into the running Pod for debugging, usually by `kubectl debug`: it starts at once, waits \
             for nothing and is never restarted."
                .to_owned()
        }
    };
    format!("{title}{}\n\n{story}", container.role.name())
}

fn init(container: &Container<'_>, pod: &Pod<'_>) -> String {
    let never = [pod.spec, container.map].iter().any(|map| map.text("restartPolicy") == Some("Never"));
    let failure = if never { "If it fails, the Pod fails." } else { "If it fails, it is run again until it succeeds." };
    format!(
        "Starts {}, runs once, and has to succeed before {}. {failure}",
        start(container, pod),
        starts(&following(container, pod))
    )
}

fn native(container: &Container<'_>, pod: &Pod<'_>, object: &Object<'_>) -> String {
    let up = up(container);
    let regular: Vec<&Container<'_>> = regular(pod).collect();
    let ends = match regular.as_slice() {
        [] => "the regular containers have ended".to_owned(),
        [only] => format!("{} has ended", self::name(only)),
        many => format!("{} have ended", names(many)),
    };
    let job =
        if matches!(object.kind, "Job" | "CronJob") { ", so it does not keep the Job from completing" } else { "" };
    format!(
        "An init container with `restartPolicy: Always`. Starts {}; as soon as it {up}, {}. It keeps running, is \
         restarted whenever it ends, and is stopped after {ends}{job}.",
        start(container, pod),
        starts(&following(container, pod)),
    )
}

fn side_by_side(container: &Container<'_>, pod: &Pod<'_>, object: &Object<'_>) -> String {
    let others: Vec<&Container<'_>> = regular(pod).filter(|other| other.index != container.index).collect();
    let mut out = format!("Starts {}", start(container, pod));
    if !others.is_empty() {
        let _ = write!(out, ", together with {}: none waits for another to be ready", names(&others));
    }
    out.push_str(". ");
    let policy = container.map.text("restartPolicy").or_else(|| pod.spec.text("restartPolicy")).unwrap_or("Always");
    let all = if others.is_empty() { "it has" } else { "all of them have" };
    let _ = match policy {
        "OnFailure" => write!(out, "It is restarted if it fails; the Pod is done when {all} succeeded."),
        "Never" => write!(out, "It is never restarted; the Pod is done when {all} ended."),
        _ => write!(out, "It is restarted whenever it ends."),
    };
    if container.role == Role::PlainSidecar && policy != "Always" && matches!(object.kind, "Job" | "CronJob") {
        out.push_str(" So the Job does not complete while it runs.");
    }
    if container.role == Role::PlainSidecar {
        let app = regular(pod).next().map_or_else(|| "the app".to_owned(), name);
        let _ = write!(
            out,
            " To start before {app} and stop after it, it would have to be a native sidecar: in `initContainers`, with \
             `restartPolicy: Always`."
        );
    }
    out
}

/// `first`, `when wait has succeeded`, `right away`.
fn start(container: &Container<'_>, pod: &Pod<'_>) -> String {
    let is_init = container.role.list() == Role::Init.list();
    let before: Vec<&Container<'_>> = inits(pod).filter(|other| !is_init || other.index < container.index).collect();
    match (before.as_slice(), is_init) {
        ([], true) => "first".to_owned(),
        ([], false) => "right away".to_owned(),
        // Each waits for the one before it, so the last one stands for all.
        ([.., last], true) => format!("when {}", is_up(last)),
        (some, false) if some.len() <= MAX_NAMES => {
            format!("when {}", and_list(&some.iter().map(|one| is_up(one)).collect::<Vec<_>>()))
        }
        ([.., last], false) => format!("when all {} init containers are through, {} last", before.len(), name(last)),
    }
}

fn is_up(container: &Container<'_>) -> String {
    let name = name(container);
    match container.role {
        Role::NativeSidecar => format!("{name} {}", up(container)),
        _ => format!("{name} has succeeded"),
    }
}

/// What comes right after an init container: the next one, or all regular ones.
fn following<'p, 'a>(container: &Container<'a>, pod: &'p Pod<'a>) -> Vec<&'p Container<'a>> {
    let next = inits(pod).find(|other| other.index > container.index);
    next.map_or_else(|| regular(pod).collect(), |next| vec![next])
}

/// `web starts`
fn starts(containers: &[&Container<'_>]) -> String {
    match containers {
        [] => "the regular containers start".to_owned(),
        [only] => format!("{} starts", name(only)),
        many => format!("{} start", names(many)),
    }
}

fn names(containers: &[&Container<'_>]) -> String {
    if containers.len() > MAX_NAMES {
        return format!("{} other containers", containers.len());
    }
    and_list(&containers.iter().map(|container| name(container)).collect::<Vec<_>>())
}

/// The name, or the place in its list.
fn name(container: &Container<'_>) -> String {
    match container.name() {
        "" => format!("`{}[{}]`", container.role.list(), container.index),
        name => code(name),
    }
}

/// What a native sidecar has done when the next one may start.
fn up(container: &Container<'_>) -> &'static str {
    match (has_startup_probe(container), has_post_start(container)) {
        (true, false) => "has passed its startup probe",
        (true, true) => "has run its `postStart` hook and passed its startup probe",
        (false, true) => "has run its `postStart` hook",
        (false, false) => "has started",
    }
}

fn has_post_start(container: &Container<'_>) -> bool {
    container.map.map("lifecycle").is_some_and(|lifecycle| lifecycle.has("postStart"))
}

fn has_startup_probe(container: &Container<'_>) -> bool {
    container.map.has("startupProbe")
}

fn inits<'p, 'a>(pod: &'p Pod<'a>) -> impl Iterator<Item = &'p Container<'a>> {
    pod.containers.iter().filter(|container| container.role.list() == Role::Init.list())
}

fn regular<'p, 'a>(pod: &'p Pod<'a>) -> impl Iterator<Item = &'p Container<'a>> {
    pod.containers.iter().filter(|container| container.role.list() == Role::App.list())
}
