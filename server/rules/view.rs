//! What rules see of a Pod: its containers with their roles, commands and ports, and who is alive
//! together with whom. Worked out once for all rules, and only where one asks. Knows no rule.

use std::cell::OnceCell;

use crate::pod::command::{Command, Ends, Program, Script, Shell, ends};
use crate::pod::serves::{self, Mention, Port};
use crate::pod::{Container, Map, Object, Pod, Role, effective};
use crate::schema::Minor;

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
}

/// A container as the rules see it.
pub(super) struct Member<'a> {
    /// The container.
    pub(super) container: Container<'a>,
    /// Its position in [`View::members`].
    pub(super) at: usize,
    command: OnceCell<Command<'a>>,
    script: OnceCell<Option<(Script<'a>, Shell<'a>)>>,
    mentions: OnceCell<Vec<Mention<'a>>>,
}

impl<'a> View<'a> {
    pub(super) fn new(object: &'a Object<'a>, pod: &'a Pod<'a>, minor: Minor, is_patch: bool) -> Self {
        let members = pod.containers.iter().enumerate().map(|(at, container)| Member::new(*container, at));
        Self { object, pod, minor, is_patch, members: members.collect() }
    }

    /// The `PodSpec`.
    pub(super) fn spec(&self) -> Map<'a> {
        self.pod.spec
    }

    /// Whether the Pod is meant to come to an end: of a Job or CronJob, or one that is not restarted always.
    pub(super) fn ends(&self) -> bool {
        let restart = self.spec().text("restartPolicy").unwrap_or("Always");
        matches!(self.object.kind, "Job" | "CronJob") || (self.object.kind == "Pod" && restart != "Always")
    }

    /// Whether both run at the same time for longer than a moment: those that stay all do; an init
    /// container runs beside the native sidecars before it.
    pub(super) fn alive_together(&self, one: &Member<'_>, other: &Member<'_>) -> bool {
        one.at != other.at && effective::alive_together(&one.container, &other.container)
    }
}

impl<'a> Member<'a> {
    fn new(container: Container<'a>, at: usize) -> Self {
        Self { container, at, command: OnceCell::new(), script: OnceCell::new(), mentions: OnceCell::new() }
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
}
