//! Seccomp and `AppArmor` profiles in annotations: their form, that they agree with the fields, and that the
//! fields are the place for them. Facts M20-M24, W18.

use crate::finding::Finding;
use crate::pod::{Container, Field, Map, text};
use crate::text::Span;
use crate::validate::grammar::cut;
use crate::validate::scope::Scope;
use crate::validate::{Cx, placeholder::is_placeholder, reshape};

const SECCOMP_POD: &str = "seccomp.security.alpha.kubernetes.io/pod";
const SECCOMP: &str = "container.seccomp.security.alpha.kubernetes.io/";
const APPARMOR: &str = "container.apparmor.security.beta.kubernetes.io/";
const CODE: &str = "deprecated-fields-and-volumes";

/// An annotation, after all of them.
type Annotation<'a> = (Map<'a>, Field<'a>);

pub(super) fn check(cx: &mut Cx<'_>, scope: &Scope<'_>, annotations: Map<'_>) {
    for annotation in annotations.fields() {
        if is_placeholder(annotation.value) {
            continue;
        }
        let Some(profile) = text(annotation.value).or_else(|| annotation.present().is_none().then_some("")) else {
            continue;
        };
        let place = if annotation.value.is_absent() { annotation.key.span() } else { annotation.value.span() };
        if annotation.name == SECCOMP_POD {
            let own = scope.spec().map("securityContext").and_then(|context| context.map("seccompProfile"));
            if !seccomp_form(cx, profile, place) {
                match own {
                    Some(field) => seccomp_agrees(cx, profile, (annotations, annotation), field),
                    None => seccomp_dead(cx, (annotations, annotation)),
                }
            }
        } else if let Some(name) = annotation.name.strip_prefix(SECCOMP) {
            if seccomp_form(cx, profile, place) {
                continue;
            }
            let Some(container) = named(scope, name) else { continue };
            match field(container, "seccompProfile") {
                Some(field) => seccomp_agrees(cx, profile, (annotations, annotation), field),
                None => seccomp_dead(cx, (annotations, annotation)),
            }
        } else if let Some(name) = annotation.name.strip_prefix(APPARMOR) {
            apparmor(cx, scope, (annotations, annotation), name, profile, place);
        }
    }
}

fn named<'s, 'a>(scope: &'s Scope<'a>, name: &str) -> Option<&'s Container<'a>> {
    scope.pod.containers.iter().find(|container| container.name() == name)
}

fn field<'a>(container: &Container<'a>, name: &str) -> Option<Map<'a>> {
    container.map.map("securityContext")?.map(name)
}

/// Says if `profile` has no form of a seccomp profile; returns whether.
fn seccomp_form(cx: &mut Cx<'_>, profile: &str, place: Span) -> bool {
    let local = profile.strip_prefix("localhost/");
    let fits = matches!(profile, "runtime/default" | "docker/default" | "unconfined")
        || local.is_some_and(|path| !path.starts_with('/') && path.split('/').all(|part| part != ".."));
    if !fits {
        let message = format!(
            "`{}` is not a seccomp profile; write `runtime/default`, `unconfined` or `localhost/` with a relative \
             path, or better the field `seccompProfile`",
            cut(profile)
        );
        cx.push(Finding::error("seccomp-annotation-invalid", place, message));
    }
    !fits
}

fn seccomp_agrees(cx: &mut Cx<'_>, profile: &str, annotation: Annotation<'_>, field: Map<'_>) {
    let fits = match field.text("type") {
        Some("Unconfined") => profile == "unconfined",
        Some("RuntimeDefault") => matches!(profile, "runtime/default" | "docker/default"),
        Some("Localhost") => return local_agrees(cx, profile, annotation, field, "seccomp"),
        _ => true,
    };
    if !fits {
        disagree(cx, annotation, field, "type", "seccomp");
    }
}

/// `Localhost` agrees with `localhost/` and the same path.
fn local_agrees(cx: &mut Cx<'_>, profile: &str, annotation: Annotation<'_>, field: Map<'_>, what: &str) {
    match profile.strip_prefix("localhost/") {
        None => disagree(cx, annotation, field, "type", what),
        // That there is none is said where the field is judged.
        Some(path) if field.has("localhostProfile") && field.text("localhostProfile") != Some(path) => {
            disagree(cx, annotation, field, "localhostProfile", what);
        }
        Some(_) => {}
    }
}

fn disagree(cx: &mut Cx<'_>, (all, annotation): Annotation<'_>, field: Map<'_>, name: &str, what: &str) {
    let Some(value) = field.get(name) else { return };
    let message = format!("`{name}` is not what the {what} annotation says; remove the annotation");
    let code = if what == "seccomp" { "seccomp-annotation-conflict" } else { "apparmor-annotation-conflict" };
    let finding = Finding::error(code, value.span(), message);
    let fix = reshape::remove(cx.desk, all, annotation);
    cx.push(finding.with_related(annotation.key.span(), "the annotation is here").with_fix(fix));
}

fn seccomp_dead(cx: &mut Cx<'_>, (all, annotation): Annotation<'_>) {
    let message = "seccomp annotations have no effect since Kubernetes 1.27; use the field `seccompProfile`";
    let fix = reshape::remove(cx.desk, all, annotation);
    cx.push(Finding::warning(CODE, annotation.key.span(), message).with_fix(fix));
}

fn apparmor(
    cx: &mut Cx<'_>,
    scope: &Scope<'_>,
    (all, annotation): Annotation<'_>,
    name: &str,
    profile: &str,
    place: Span,
) {
    let Some(container) = named(scope, name) else {
        if !cx.is_patch && !scope.spec().is_damaged() {
            let message = format!("there is no container `{}` in this Pod", cut(name));
            let fix = reshape::remove(cx.desk, all, annotation);
            cx.push(Finding::error("apparmor-annotation-invalid", annotation.key.span(), message).with_fix(fix));
        }
        return;
    };
    let fits = matches!(profile, "" | "runtime/default" | "unconfined") || profile.starts_with("localhost/");
    if !fits {
        let message = format!(
            "`{}` is not an AppArmor profile; write `runtime/default`, `unconfined` or `localhost/` with a name, \
             or better the field `appArmorProfile`",
            cut(profile)
        );
        cx.push(Finding::error("apparmor-annotation-invalid", place, message));
        return;
    }
    let own = field(container, "appArmorProfile");
    let of_pod = scope.spec().map("securityContext").and_then(|context| context.map("appArmorProfile"));
    // The server moves the annotation of a Pod into the field of the container; that of a template stays.
    let compared = if scope.is_template { own.or(of_pod) } else { own };
    if let Some(field) = compared.filter(|_| scope.os() != "windows") {
        let agrees = match field.text("type") {
            Some("Unconfined") => profile == "unconfined",
            Some("RuntimeDefault") => profile == "runtime/default",
            Some("Localhost") => return local_agrees(cx, profile, (all, annotation), field, "apparmor"),
            _ => true,
        };
        if !agrees {
            disagree(cx, (all, annotation), field, "type", "apparmor");
        }
    }
    if own.is_none() {
        let message = "AppArmor annotations are deprecated since Kubernetes 1.30; use the field `appArmorProfile`";
        if cx.minor >= crate::schema::Minor(30) {
            cx.push(Finding::warning(CODE, annotation.key.span(), message));
        }
    }
}
