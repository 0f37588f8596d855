//! Everything in a container that is run: its command, and the commands of its probes and hooks.

use crate::pod::Map;
use crate::pod::command::Command;
use crate::rules::view::Member;

/// A command with the mapping that holds it.
pub(super) struct Run<'a> {
    pub(super) map: Map<'a>,
    pub(super) command: Command<'a>,
    /// It is the container's own.
    pub(super) is_main: bool,
}

/// Calls `each` with every command of a container.
pub(super) fn runs<'a>(member: &Member<'a>, mut each: impl FnMut(&Run<'a>)) {
    let map = member.map();
    if map.has("command") || map.has("args") {
        each(&Run { map, command: member.command().clone(), is_main: true });
    }
    let hooks = map.map("lifecycle");
    let handlers = [
        map.map("startupProbe"),
        map.map("readinessProbe"),
        map.map("livenessProbe"),
        hooks.and_then(|hooks| hooks.map("postStart")),
        hooks.and_then(|hooks| hooks.map("preStop")),
    ];
    for exec in handlers.into_iter().flatten().filter_map(|handler| handler.map("exec")) {
        each(&Run { map: exec, command: Command::of_exec(exec), is_main: false });
    }
}

impl Run<'_> {
    /// The list and the position of the word at `index`.
    pub(super) fn place(&self, index: usize) -> (&'static str, usize) {
        if index < self.command.own { ("command", index) } else { ("args", index - self.command.own) }
    }
}
