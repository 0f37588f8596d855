//! The kubectl commands about an object, its Pods and their containers, ready to be typed: names and
//! namespace filled in, every odd word quoted. Asks no cluster; what only a cluster knows is a word in
//! capitals.

mod quote;
mod target;

use std::borrow::Cow;

use crate::pod::{Container, Object, Pod, Role};
use crate::schema::Minor;
use quote::{is_typable, quoted};
use target::{Target, UNKNOWN, by_labels, name, try_out};

/// Stands for a file whose name is not known.
const FILE: &str = "FILE";

/// A line to type, and what it does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Command {
    /// Imperative: `Show the logs of web`.
    pub title: Cow<'static, str>,
    /// One line for a POSIX shell, without a line break.
    pub line: String,
}

impl Command {
    fn new(title: impl Into<Cow<'static, str>>, line: String) -> Self {
        Self { title: title.into(), line }
    }
}

/// What kubectl can be told about one object.
#[derive(Debug)]
pub(super) struct Kubectl<'a> {
    kind: &'a str,
    name: Option<&'a str>,
    generated: bool,
    windows: bool,
    inits: bool,
    /// ` -n demo`, or nothing.
    namespace: String,
    target: Option<Target>,
    file: &'a str,
}

impl<'a> Kubectl<'a> {
    /// The commands about `object` and its `pod`, written in `file`; an empty `file` is not known.
    pub(super) fn new(object: &Object<'a>, pod: &Pod<'a>, file: &'a str, minor: Minor) -> Self {
        let metadata = object.map.map("metadata");
        let text = |key: &str| metadata.and_then(|metadata| metadata.text(key)).filter(|text| is_typable(text));
        let os = pod.spec.map("os").and_then(|os| os.text("name"));
        Self {
            kind: object.kind,
            name: name(object),
            generated: text("name").is_none() && text("generateName").is_some(),
            inits: pod.spec.has("initContainers"),
            windows: os == Some("windows"),
            namespace: text("namespace").map_or_else(String::new, |name| format!(" -n {}", quoted(name))),
            target: Target::of(object, pod, minor),
            file,
        }
    }

    /// What the Pods are that the commands are about.
    fn whose(&self) -> &'static str {
        match self.kind {
            "Pod" => "the Pod",
            "CronJob" => "the Pod of a Job started now",
            "StatefulSet" => "the first of its Pods",
            _ => "its Pods",
        }
    }

    /// `kubectl apply -f pod.yaml`; a name that the server makes up can only be created.
    pub(super) fn apply(&self) -> Command {
        let file = match self.file {
            file if !is_typable(file) => Cow::Borrowed(FILE),
            file if file.starts_with('-') => Cow::Owned(quoted(&format!("./{file}")).into_owned()),
            file => quoted(file),
        };
        let verb = if self.generated { "create" } else { "apply" };
        Command::new("Send this file to the cluster", format!("kubectl {verb} -f {file}"))
    }

    /// Starts a Job of a `CronJob` now.
    pub(super) fn start(&self) -> Option<Command> {
        let name = self.name.filter(|_| self.kind == "CronJob")?;
        let (job, from) = (try_out(name), format!("cronjob/{name}"));
        let line = format!("kubectl create job {}{} --from={}", quoted(&job), self.namespace, quoted(&from));
        Some(Command::new("Start a Job of it now", line))
    }

    /// `kubectl get pod web`
    pub(super) fn get(&self) -> Option<Command> {
        Some(Command::new("List its Pods", format!("kubectl get {}", self.pods()?)))
    }

    /// `kubectl describe pod web`
    pub(super) fn describe(&self) -> Option<Command> {
        Some(Command::new("Describe its Pods, events included", format!("kubectl describe {}", self.pods()?)))
    }

    /// `kubectl rollout status deploy/web`
    pub(super) fn rollout(&self) -> Option<Command> {
        let kind = match self.kind {
            "Deployment" => "deploy",
            "StatefulSet" => "sts",
            "DaemonSet" => "ds",
            _ => return None,
        };
        let of = format!("{kind}/{}", self.name?);
        Some(Command::new("Wait for the rollout", format!("kubectl rollout status {}{}", quoted(&of), self.namespace)))
    }

    /// `kubectl top pod web --containers`
    pub(super) fn top(&self) -> Option<Command> {
        let line = format!("kubectl top {} --containers", self.pods()?);
        Some(Command::new("Show what each container uses", line))
    }

    /// `kubectl events --for=pod/web`
    pub(super) fn events(&self) -> Option<Command> {
        let of = match self.target.as_ref()? {
            Target::Pod(name) => Cow::Owned(quoted(&format!("pod/{name}")).into_owned()),
            Target::Owner(owner, _) => {
                let (short, name) = owner.split_once('/').unwrap_or(("pod", owner));
                let kind = match short {
                    "deploy" => "deployment",
                    "ds" => "daemonset",
                    "rs" => "replicaset",
                    "rc" => "replicationcontroller",
                    short => short,
                };
                Cow::Owned(quoted(&format!("{kind}/{name}")).into_owned())
            }
            Target::Selected(_) => Cow::Owned(format!("pod/{}", self.one_by_name())),
            Target::Unknown => Cow::Borrowed("pod/POD"),
        };
        Some(Command::new("List its events", format!("kubectl events --for={of}{}", self.namespace)))
    }

    /// The names of all containers.
    pub(super) fn names(&self) -> Option<Command> {
        // All Pods of one template have the same.
        let of = if self.is_many() { ".items[0]" } else { "" };
        let inits = if self.inits { format!("{{{of}.spec.initContainers[*].name}} ") } else { String::new() };
        let path = format!("{inits}{{{of}.spec.containers[*].name}}");
        Some(Command::new("List the names of the containers", self.jsonpath(&path)?))
    }

    /// The states of the containers in the list `status`, one a line.
    pub(super) fn states(&self, of: &'static str) -> Option<Command> {
        let (title, list) = match of {
            "initContainers" => ("Show the states of the init containers", "initContainerStatuses"),
            "ephemeralContainers" => ("Show the states of the ephemeral containers", "ephemeralContainerStatuses"),
            _ => ("Show the states of the containers", "containerStatuses"),
        };
        let items = if self.is_many() { ".items[*]" } else { "" };
        let path = format!("{{range {items}.status.{list}[*]}}{{.name}}: {{.state}}{{\"\\n\"}}{{end}}");
        Some(Command::new(title, self.jsonpath(&path)?))
    }

    /// The logs of all containers, each line with the name of its own.
    pub(super) fn all_logs(&self) -> Option<Command> {
        let line = format!("kubectl logs {}{} --all-containers --prefix", self.one()?, self.namespace);
        Some(Command::new("Show the logs of all containers", line))
    }

    /// `kubectl logs web -c app`
    pub(super) fn logs(&self, container: &Container<'_>) -> Option<Command> {
        let line = format!("kubectl logs {}", self.inside(container)?);
        Some(Command::new("Show its logs", line))
    }

    /// The logs of the run before.
    pub(super) fn previous(&self, container: &Container<'_>) -> Option<Command> {
        if container.role == Role::Ephemeral {
            return None;
        }
        let line = format!("kubectl logs {} --previous", self.inside(container)?);
        Some(Command::new("Show the logs of the run before", line))
    }

    /// A shell in the container; of an init container there is one only while it runs.
    pub(super) fn exec(&self, container: &Container<'_>) -> Option<Command> {
        if container.role == Role::Ephemeral {
            return Some(Command::new("Attach to it", format!("kubectl attach -it {}", self.inside(container)?)));
        }
        let shell = if self.windows { "cmd" } else { "sh" };
        let line = format!("kubectl exec -it {} -- {shell}", self.inside(container)?);
        let title = if container.role == Role::Init { "Open a shell while it runs" } else { "Open a shell" };
        Some(Command::new(title, line))
    }

    /// The environment of the container.
    pub(super) fn environment(&self, container: &Container<'_>) -> Option<Command> {
        let print = if self.windows { "cmd /c set" } else { "printenv" };
        let line = format!("kubectl exec {} -- {print}", self.inside(container)?);
        Some(Command::new("Print its environment", line))
    }

    /// A container beside it that sees its processes, for images without a shell.
    pub(super) fn debug(&self, container: &Container<'_>) -> Option<Command> {
        if self.windows || matches!(container.role, Role::Init | Role::Ephemeral) {
            return None;
        }
        let name = named(container)?;
        let pod = self.one_by_name();
        let pod = if pod.is_empty() { return None } else { pod };
        let line = format!("kubectl debug -it {pod}{} --image=busybox --target={}", self.namespace, quoted(name));
        Some(Command::new("Debug it with an ephemeral container", line))
    }

    /// `web -n demo -c app`
    fn inside(&self, container: &Container<'_>) -> Option<String> {
        Some(format!("{}{} -c {}", self.one()?, self.namespace, quoted(named(container)?)))
    }

    /// One Pod as logs and exec take it.
    fn one(&self) -> Option<String> {
        match self.target.as_ref()? {
            Target::Owner(owner, _) => Some(quoted(owner).into_owned()),
            _ => Some(self.one_by_name()).filter(|name| !name.is_empty()),
        }
    }

    /// The name of one Pod, looked up where only the cluster knows it.
    fn one_by_name(&self) -> String {
        match &self.target {
            Some(Target::Pod(name)) => quoted(name).into_owned(),
            Some(Target::Owner(_, Some(selector)) | Target::Selected(selector)) => format!(
                "\"$(kubectl get pod{} {} -o jsonpath='{{.items[0].metadata.name}}')\"",
                self.namespace,
                by_labels(selector)
            ),
            Some(_) => UNKNOWN.to_owned(),
            None => String::new(),
        }
    }

    /// `pod web -n demo`, `pod -n demo -l app=web`
    fn pods(&self) -> Option<String> {
        let which = match self.target.as_ref()? {
            Target::Pod(name) => quoted(name).into_owned(),
            Target::Owner(_, Some(selector)) | Target::Selected(selector) => by_labels(selector),
            Target::Owner(_, None) | Target::Unknown => UNKNOWN.to_owned(),
        };
        Some(format!("pod {which}{}", self.namespace))
    }

    /// Whether [`Self::pods`] may be several.
    fn is_many(&self) -> bool {
        matches!(self.target, Some(Target::Owner(_, Some(_)) | Target::Selected(_)))
    }

    fn jsonpath(&self, path: &str) -> Option<String> {
        Some(format!("kubectl get {} -o jsonpath='{path}'", self.pods()?))
    }
}

/// Whether the image says of itself that it holds a program and little else.
fn is_bare(container: &Container<'_>) -> bool {
    let image = container.map.text("image").unwrap_or_default();
    ["distroless", "scratch", "chainguard", "cgr.dev"].iter().any(|word| image.contains(word))
}

fn named<'a>(container: &Container<'a>) -> Option<&'a str> {
    Some(container.name()).filter(|name| is_typable(name))
}

/// All commands about one container: its logs, its inside, its Pod.
pub(super) fn of_container(kubectl: &Kubectl<'_>, container: &Container<'_>) -> Vec<(&'static str, Vec<Command>)> {
    let logs = [kubectl.logs(container), kubectl.previous(container), kubectl.all_logs()];
    let inside = [kubectl.exec(container), kubectl.environment(container), kubectl.debug(container)];
    let pod = [
        Some(kubectl.apply()),
        kubectl.start(),
        kubectl.get(),
        kubectl.describe(),
        kubectl.top(),
        kubectl.events(),
        kubectl.names(),
        kubectl.states(container.role.list()),
    ];
    let running = match container.role {
        Role::Init => "inside, while it runs",
        _ if is_bare(container) => "inside; this image seems to have no shell: use debug",
        _ => "inside",
    };
    groups([
        ("logs: now, of the run before, of all containers", logs.into()),
        (running, inside.into()),
        (kubectl.whose(), pod.into()),
    ])
}

/// All commands about an object and its Pods.
pub(super) fn of_object(kubectl: &Kubectl<'_>, pod: &Pod<'_>) -> Vec<(&'static str, Vec<Command>)> {
    let has = |list: &str| pod.containers.iter().any(|container| container.role.list() == list);
    let object = [Some(kubectl.apply()), kubectl.rollout(), kubectl.start()];
    let pods = [
        kubectl.get(),
        kubectl.describe(),
        kubectl.all_logs(),
        kubectl.top(),
        kubectl.events(),
        kubectl.names(),
        has("initContainers").then(|| kubectl.states("initContainers")).flatten(),
        has("containers").then(|| kubectl.states("containers")).flatten(),
    ];
    groups([("this file", object.into()), (kubectl.whose(), pods.into()), ("", Vec::new())])
}

fn groups(groups: [(&'static str, Vec<Option<Command>>); 3]) -> Vec<(&'static str, Vec<Command>)> {
    let full = groups.into_iter().map(|(title, commands)| (title, commands.into_iter().flatten().collect::<Vec<_>>()));
    full.filter(|(_, commands)| !commands.is_empty()).collect()
}
