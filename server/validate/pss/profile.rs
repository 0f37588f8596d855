//! Confinement by `SELinux`, `AppArmor` and seccomp. PS8, PS9, PS11, PS17.

use super::{Judge, set};
use crate::finding::Fix;
use crate::pod::{Map, text};
use crate::schema::Minor;
use crate::syntax::Node;
use crate::syntax::edit::Value;
use crate::text::Span;
use crate::validate::mend;

/// In front of the name of a container, in annotations of before 1.30.
const APP_ARMOR: &str = "container.apparmor.security.beta.kubernetes.io/";

pub(super) fn check(judge: &mut Judge<'_, '_>) {
    if judge.baseline {
        loose(judge);
    }
    if judge.restricted && !judge.is_windows() {
        seccomp_everywhere(judge);
    }
}

fn loose(judge: &mut Judge<'_, '_>) {
    for context in judge.contexts() {
        if let Some(options) = context.map("seLinuxOptions") {
            se_linux(judge, options);
        }
        if let Some(at) = seccomp(context).filter(|at| !at.is_confined) {
            let message = format!("seccomp profile `{}` is not allowed; choose `RuntimeDefault`", at.name);
            judge.breach("PS9", at.span, message, at.fix());
        }
        if judge.minor >= Minor(30) {
            app_armor(judge, context);
        }
    }
    app_armor_annotations(judge);
}

fn se_linux<'a>(judge: &mut Judge<'_, 'a>, options: Map<'a>) {
    let filled = |name: &str| options.get(name).filter(|at| text(*at).is_some_and(|text| !text.is_empty()));
    if let Some(at) = filled("type") {
        let usual = match at.value() {
            "container_t" | "container_init_t" | "container_kvm_t" => true,
            "container_engine_t" => judge.minor >= Minor(31),
            _ => false,
        };
        if !usual {
            let message = format!("SELinux type `{}` is not allowed; use `container_t`, or remove it", at.value());
            judge.breach("PS8", at.span(), message, judge.remove(options, "type"));
        }
    }
    for name in ["user", "role"] {
        if let Some(at) = filled(name) {
            let fix = judge.remove(options, name);
            judge.breach("PS8", at.span(), format!("an SELinux {name} is not allowed; remove it"), fix);
        }
    }
}

fn app_armor(judge: &mut Judge<'_, '_>, context: Map<'_>) {
    let kind = context.map("appArmorProfile").and_then(|profile| profile.get("type"));
    let Some(at) = kind.filter(|at| text(*at).is_some_and(|kind| !matches!(kind, "RuntimeDefault" | "Localhost")))
    else {
        return;
    };
    let message = format!("AppArmor profile `{}` is not allowed; choose `RuntimeDefault`", at.value());
    judge.breach("PS11", at.span(), message, mend::say(at, "RuntimeDefault", false));
}

fn app_armor_annotations(judge: &mut Judge<'_, '_>) {
    let Some(annotations) = judge.pod.metadata.and_then(|metadata| metadata.map("annotations")) else { return };
    for field in annotations.fields().filter(|field| field.name.starts_with(APP_ARMOR)) {
        let Some(value) = text(field.value) else { continue };
        if !value.is_empty() && value != "runtime/default" && !value.starts_with("localhost/") {
            let message = format!("AppArmor profile `{value}` is not allowed; choose `runtime/default`");
            judge.breach("PS11", field.value.span(), message, mend::say(field.value, "runtime/default", false));
        }
    }
}

/// A seccomp profile that is set.
struct Seccomp<'a> {
    at: Option<Node<'a>>,
    name: &'a str,
    span: Span,
    is_confined: bool,
}

impl Seccomp<'_> {
    fn fix(&self) -> Option<Fix> {
        mend::say(self.at?, "RuntimeDefault", false)
    }
}

fn seccomp(context: Map<'_>) -> Option<Seccomp<'_>> {
    let field = set(context, "seccompProfile")?;
    let profile = Map::of(field.value)?;
    let at = profile.get("type");
    let name = at.and_then(text).unwrap_or_default();
    let is_confined = matches!(name, "RuntimeDefault" | "Localhost");
    Some(Seccomp { at, name, span: at.map_or(field.key.span(), Node::span), is_confined })
}

/// Each container must have a profile, its own or the Pod's, and none may be loose.
fn seccomp_everywhere(judge: &mut Judge<'_, '_>) {
    let of_pod = judge.pod.spec.map("securityContext").and_then(seccomp);
    if let Some(loose) = of_pod.as_ref().filter(|of_pod| !of_pod.is_confined) {
        judge.breach("PS17", loose.span, loose_message(loose.name), loose.fix());
    }
    let mut bare: Vec<usize> = Vec::new();
    for (at, container) in judge.pod.containers.iter().enumerate() {
        match container.map.map("securityContext").and_then(seccomp) {
            Some(own) if !own.is_confined => judge.breach("PS17", own.span, loose_message(own.name), own.fix()),
            None if of_pod.is_none() => bare.push(at),
            _ => {}
        }
    }
    let value = Value::map([("type", Value::from("RuntimeDefault"))]);
    let fix = judge.set(judge.pod.spec, &["securityContext", "seccompProfile"], &value, "Set it for the Pod");
    judge.lacking("PS17", &bare, "seccompProfile: {type: RuntimeDefault}", fix.as_ref());
}

fn loose_message(name: &str) -> String {
    format!("seccomp profile `{name}` is not allowed; choose `RuntimeDefault` or `Localhost`")
}
