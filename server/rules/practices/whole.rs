//! What a Pod says as a whole, or does not say: `service-account-token`, `host-users`, `share-process-namespace`,
//! `naked-pod`, `termination-grace-odd`; and `ssh-port` of its containers.

use crate::finding::Severity;
use crate::pod::{Map, Role};
use crate::rules::advice::Advice;
use crate::rules::mend::{remove, rewrite};
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::schema::Minor;
use crate::syntax::Step;
use crate::syntax::edit::Value;
use crate::text::Span;
use crate::validate::reshape::set;

pub(in crate::rules) const TOKEN: Rule = Rule { code: "service-account-token", look: Look::Pod(token) };
pub(in crate::rules) const USERS: Rule = Rule { code: "host-users", look: Look::Pod(users) };
pub(in crate::rules) const PROCESSES: Rule = Rule { code: "share-process-namespace", look: Look::Pod(processes) };
pub(in crate::rules) const NAKED: Rule = Rule { code: "naked-pod", look: Look::Pod(naked) };
pub(in crate::rules) const GRACE: Rule = Rule { code: "termination-grace-odd", look: Look::Pod(grace) };
pub(in crate::rules) const SSH: Rule = Rule { code: "ssh-port", look: Look::Container(ssh) };

/// User namespaces are there for all from here on.
const USER_NAMESPACES: Minor = Minor(36);
/// Longer than this, in seconds, keeps a node from being emptied.
const LONG_GRACE: i64 = 600;

/// Where to point for something that the Pod as a whole lacks.
fn place(view: &View<'_>) -> Span {
    let spec = view.object.template().and_then(|template| template.field("spec"));
    spec.map_or_else(|| view.object.head(), |field| field.key.span())
}

fn token(advice: &mut Advice<'_, '_>, view: &View<'_>) {
    let spec = view.spec();
    let account = spec.text("serviceAccountName").or_else(|| spec.text("serviceAccount")).unwrap_or("default");
    // An account of its own is there to be used.
    if view.is_patch || account != "default" || spec.field("automountServiceAccountToken").is_some() {
        return;
    }
    let message = "its containers get an API token of the ServiceAccount `default`, which they seem not to use; set \
         `automountServiceAccountToken: false`";
    let title = "Set `automountServiceAccountToken: false`";
    let fix = set(advice.desk(), spec, &["automountServiceAccountToken"], &Value::Bool(false), title);
    advice.push(advice.finding(place(view), message).with_fix(fix));
}

fn users(advice: &mut Advice<'_, '_>, view: &View<'_>) {
    let spec = view.spec();
    let is_set = |name: &str| spec.bool(name) == Some(true);
    let shares = ["hostNetwork", "hostPID", "hostIPC"].into_iter().any(is_set);
    let windows = spec.map("os").and_then(|os| os.text("name")) == Some("windows");
    let bound = spec.maps("volumes").any(|(_, volume)| volume.has("hostPath"));
    let user = |context: Map<'_>| {
        context.bool("runAsNonRoot") == Some(true) || context.int("runAsUser").is_some_and(|user| user > 0)
    };
    let of_pod = spec.map("securityContext").is_some_and(user);
    let by_itself = |member: &Member<'_>| member.map().map("securityContext").is_some_and(user);
    if view.minor < USER_NAMESPACES || view.is_patch || spec.field("hostUsers").is_some() || shares || windows || bound
    {
        return;
    }
    if of_pod || view.members.iter().all(by_itself) {
        return;
    }
    let message =
        "root in this Pod is root on the node if it breaks out; with `hostUsers: false` it has no rights there";
    let fix = set(advice.desk(), spec, &["hostUsers"], &Value::Bool(false), "Set `hostUsers: false`");
    advice.push(advice.finding(place(view), message).with_fix(fix));
}

fn processes(advice: &mut Advice<'_, '_>, view: &View<'_>) {
    let spec = view.spec();
    let Some(field) = spec.field("shareProcessNamespace").filter(|_| spec.bool("shareProcessNamespace") == Some(true))
    else {
        return;
    };
    if view.members.iter().filter(|member| member.role() != Role::Ephemeral).count() < 2 {
        return;
    }
    let message = "containers see each other's processes, can signal them, and may read their variables and files \
         in `/proc`; remove it if none of them needs that";
    let fix = remove(advice, spec, "shareProcessNamespace");
    advice.push(advice.finding(field.value.span(), message).with_fix(fix));
}

fn naked(advice: &mut Advice<'_, '_>, view: &View<'_>) {
    if view.object.kind != "Pod" || view.is_patch || view.ends() {
        return;
    }
    let metadata = view.object.map.map("metadata");
    let owned = metadata.is_some_and(|metadata| metadata.has("ownerReferences"));
    let is_hook = |name: &str| name.starts_with("kubernetes.io/config.") || name.starts_with("helm.sh/hook");
    let annotations = metadata.and_then(|metadata| metadata.map("annotations"));
    let hooked = annotations.is_some_and(|annotations| annotations.fields().any(|field| is_hook(field.name)));
    // A static Pod belongs to its node.
    let on_a_node =
        view.spec().has("nodeName") || metadata.and_then(|metadata| metadata.text("namespace")) == Some("kube-system");
    if owned || hooked || on_a_node {
        return;
    }
    let Some(field) = view.object.map.field("kind") else { return };
    let message = "nothing replaces this Pod when its node fails or a new version comes; use a `Deployment`, or a \
         `Job` if it ends";
    advice.say(field.value.span(), message);
}

fn grace(advice: &mut Advice<'_, '_>, view: &View<'_>) {
    let spec = view.spec();
    let (Some(field), Some(seconds)) =
        (spec.field("terminationGracePeriodSeconds"), spec.int("terminationGracePeriodSeconds"))
    else {
        return;
    };
    let path = [Step::Key("terminationGracePeriodSeconds")];
    if seconds == 0 {
        let message = "with 0 seconds the containers are killed almost at once, before they can finish what they \
             do; give them some";
        let fix = rewrite(advice, spec, &path, 30, "Change to `30`, the default");
        advice.push(advice.finding(field.value.span(), message).with_fix(fix));
    } else if seconds > LONG_GRACE && !view.ends() && view.object.kind != "StatefulSet" {
        let message = format!("if this Pod hangs, it delays a drain of its node for {} minutes", seconds / 60);
        advice.push(advice.weak(Severity::Hint, field.value.span(), message));
    }
}

fn ssh(advice: &mut Advice<'_, '_>, _: &View<'_>, member: &Member<'_>) {
    let Some(port) = member.ports().find(|port| port.number == 22) else { return };
    let meant = |text: &str| ["git", "ssh", "sftp", "gitea", "bastion"].into_iter().any(|word| text.contains(word));
    if meant(member.image()) || meant(member.name()) {
        return;
    }
    let message = format!("`{}` seems to run an SSH server; `kubectl exec` needs none", member.name());
    advice.say(port.node.span(), message);
}
