//! What rules see of a Pod: its containers with their roles, commands and ports, and who is alive
//! together with whom. Worked out once for all rules, and only where one asks. Knows no rule.

use std::cell::OnceCell;

use crate::pod::command::{Command, Ends, Program, Script, Shell, ends};
use crate::pod::serves::{self, Mention, Port};
use crate::pod::{Container, Map, Object, Pod, Role, effective};
use crate::schema::Minor;
use crate::syntax::edit::Desk;
use crate::validate::Cx;
use crate::validate::pss::{Breach, Level, only};

/// A Pod as the rules see it.
pub(super) struct View<'a> {
    /// The object that holds the Pod.
    pub(super) object: &'a Object<'a>,
    /// The Pod.
    pub(super) pod: &'a Pod<'a>,
    /// The Kubernetes version to judge by.
    pub(super) minor: Minor,
    /// The object completes another one, as a Kustomize patch does: nothing is missing in it.
    pub(super) is_patch: bool,
    /// Init containers, then regular ones, then ephemeral ones, each in their order.
    pub(super) members: Vec<Member<'a>>,
    /// The Pod Security level that `validate` judged by: what it says there is said.
    pub(super) pod_security: Option<Level>,
    baseline: OnceCell<Vec<Breach>>,
    restricted: OnceCell<Vec<Breach>>,
    mounts: OnceCell<Vec<Mount<'a>>>,
    volumes: OnceCell<Vec<(&'a str, Map<'a>)>>,
    ports: OnceCell<Vec<(usize, Port<'a>)>>,
}

/// An entry of `volumeMounts` or `volumeDevices`.
#[derive(Clone, Copy)]
pub(super) struct Mount<'a> {
    /// The volume.
    pub(super) name: &'a str,
    /// The position of the container in [`View::members`].
    pub(super) at: usize,
    /// The entry.
    pub(super) map: Map<'a>,
}

/// In a Pod with more containers than these, not every one is compared with every other one.
const CROWD: usize = 200;

/// A container as the rules see it.
pub(super) struct Member<'a> {
    /// The container.
    pub(super) container: Container<'a>,
    /// Its position in [`View::members`].
    pub(super) at: usize,
    command: OnceCell<Command<'a>>,
    script: OnceCell<Option<(Script<'a>, Shell<'a>)>>,
    mentions: OnceCell<Vec<Mention<'a>>>,
    execs: OnceCell<Vec<(Map<'a>, Command<'a>)>>,
}

impl<'a> View<'a> {
    pub(super) fn new(object: &'a Object<'a>, pod: &'a Pod<'a>, cx: &Cx<'_>) -> Self {
        let members = pod.containers.iter().enumerate().map(|(at, container)| Member::new(*container, at));
        Self {
            object,
            pod,
            minor: cx.minor,
            is_patch: cx.is_patch,
            members: members.collect(),
            pod_security: cx.pod_security,
            baseline: OnceCell::new(),
            restricted: OnceCell::new(),
            mounts: OnceCell::new(),
            volumes: OnceCell::new(),
            ports: OnceCell::new(),
        }
    }

    /// What keeps the Pod from `level` and not from the one below.
    pub(super) fn breaches(&self, desk: Desk<'_>, level: Level) -> &[Breach] {
        let cell = if level == Level::Restricted { &self.restricted } else { &self.baseline };
        cell.get_or_init(|| only(self.object, self.pod, self.minor, desk, level))
    }

    /// The `PodSpec`.
    pub(super) fn spec(&self) -> Map<'a> {
        self.pod.spec
    }

    /// Whether there are so many containers that comparing all of them would take long.
    pub(super) fn is_crowded(&self) -> bool {
        self.members.len() > CROWD
    }

    /// Who mounts the volume `name`, in the order of the text.
    pub(super) fn mounts(&self, name: &str) -> &[Mount<'a>] {
        let all = self.mounts.get_or_init(|| {
            let mut all = Vec::new();
            for member in &self.members {
                for list in ["volumeMounts", "volumeDevices"] {
                    let named = member.map().maps(list).filter_map(|(_, map)| Some((map.get("name")?.value(), map)));
                    all.extend(named.map(|(name, map)| Mount { name, at: member.at, map }));
                }
            }
            all.sort_by_key(|mount| mount.name);
            all
        });
        let from = all.partition_point(|mount| mount.name < name);
        let rest = all.get(from..).unwrap_or_default();
        rest.get(..rest.partition_point(|mount| mount.name == name)).unwrap_or_default()
    }

    /// The volume `name`, the first one if there are several.
    pub(super) fn volume(&self, name: &str) -> Option<Map<'a>> {
        let all = self.volumes.get_or_init(|| {
            let volumes = self.spec().maps("volumes");
            let mut all: Vec<_> = volumes.filter_map(|(_, map)| Some((map.text("name")?, map))).collect();
            all.sort_by_key(|(name, _)| *name);
            all
        });
        all.get(all.partition_point(|(other, _)| *other < name))
            .filter(|(other, _)| *other == name)
            .map(|(_, map)| *map)
    }

    /// Who declares port `number`: the positions of containers with the port, in the order of the text.
    pub(super) fn declared(&self, number: u16) -> &[(usize, Port<'a>)] {
        let all = self.ports.get_or_init(|| {
            let ports = self.members.iter().flat_map(|member| member.ports().map(|port| (member.at, port)));
            let mut all: Vec<_> = ports.collect();
            all.sort_by_key(|(_, port)| port.number);
            all
        });
        let rest = all.get(all.partition_point(|(_, port)| port.number < number)..).unwrap_or_default();
        rest.get(..rest.partition_point(|(_, port)| port.number == number)).unwrap_or_default()
    }

    /// Whether the Pod is meant to come to an end: of a Job or `CronJob`, or one that is not restarted always.
    pub(super) fn ends(&self) -> bool {
        let restart = self.spec().text("restartPolicy").unwrap_or("Always");
        matches!(self.object.kind, "Job" | "CronJob") || (self.object.kind == "Pod" && restart != "Always")
    }
}

impl<'a> Member<'a> {
    fn new(container: Container<'a>, at: usize) -> Self {
        let (command, script) = (OnceCell::new(), OnceCell::new());
        Self { container, at, command, script, mentions: OnceCell::new(), execs: OnceCell::new() }
    }

    /// What it runs.
    pub(super) fn command(&self) -> &Command<'a> {
        self.command.get_or_init(|| Command::of_container(self.map()))
    }

    /// The program it runs, if the manifest says.
    pub(super) fn program(&self) -> Option<Program<'a>> {
        self.command().program()
    }

    /// The script it runs, if a shell is given one.
    pub(super) fn script(&self) -> Option<&(Script<'a>, Shell<'a>)> {
        let read = || self.command().script().map(|script| (script, Shell::read(script.text)));
        self.script.get_or_init(read).as_ref()
    }

    /// What its probes and hooks run, with the mappings that hold it.
    pub(super) fn execs(&self) -> &[(Map<'a>, Command<'a>)] {
        self.execs.get_or_init(|| {
            let map = self.map();
            let hooks = map.map("lifecycle");
            let handlers = [
                map.map("startupProbe"),
                map.map("readinessProbe"),
                map.map("livenessProbe"),
                hooks.and_then(|hooks| hooks.map("postStart")),
                hooks.and_then(|hooks| hooks.map("preStop")),
            ];
            let execs = handlers.into_iter().flatten().filter_map(|handler| handler.map("exec"));
            execs.map(|exec| (exec, Command::of_exec(exec))).collect()
        })
    }

    /// What is known of its end.
    pub(super) fn ends(&self) -> Ends {
        if let Some((_, shell)) = self.script() {
            return ends(shell);
        }
        match self.program() {
            Some(program) if program.never_ends() => Ends::Never(0..0),
            Some(program) if program.is_brief() => Ends::Soon,
            _ => Ends::Unknown,
        }
    }

    /// The ports it declares.
    pub(super) fn ports(&self) -> impl Iterator<Item = Port<'a>> + use<'a> {
        serves::declared(self.map())
    }

    /// Whether it declares `port`, or is told to listen on it.
    pub(super) fn serves(&self, port: u16) -> bool {
        self.ports().any(|own| own.number == port) || serves::listens(self.command(), port).is_some()
    }

    /// Whether `port` stands anywhere in what it runs.
    pub(super) fn speaks_of(&self, port: u16) -> bool {
        serves::speaks_of(self.map(), self.command(), port)
    }

    /// The ports of `localhost` that it speaks of.
    pub(super) fn mentions(&self) -> &[Mention<'a>] {
        self.mentions.get_or_init(|| serves::mentions(self.map(), self.command()))
    }

    /// The name of its image without registry, tag and digest: `fluent/fluent-bit`.
    pub(super) fn image(&self) -> &'a str {
        let image = self.map().text("image").unwrap_or_default();
        let image = image.split('@').next().unwrap_or_default();
        let slash = image.rfind('/').map_or(0, |at| at + 1);
        let tag = image.get(slash..).and_then(|last| last.find(':')).map_or(image.len(), |at| slash + at);
        let image = image.get(..tag).unwrap_or_default();
        match image.split_once('/') {
            Some((registry, rest)) if registry.contains(['.', ':']) || registry == "localhost" => rest,
            _ => image,
        }
    }

    /// The last part of [`Self::image`].
    pub(super) fn image_name(&self) -> &'a str {
        crate::pod::command::base(self.image())
    }

    /// What it is for.
    pub(super) fn role(&self) -> Role {
        self.container.role
    }

    /// Its name; empty if it has none.
    pub(super) fn name(&self) -> &'a str {
        self.container.name()
    }

    /// Its fields.
    pub(super) fn map(&self) -> Map<'a> {
        self.container.map
    }

    /// Whether both run at the same time for longer than a moment: those that stay all do; an init
    /// container runs beside the native sidecars before it.
    pub(super) fn is_beside(&self, other: &Member<'_>) -> bool {
        self.at != other.at && effective::alive_together(&self.container, &other.container)
    }
}
