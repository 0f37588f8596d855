//! Everything in a container that is run: its command, and the commands of its probes and hooks.

use crate::pod::Map;
use crate::pod::command::Command;
use crate::rules::view::Member;

/// A command with the mapping that holds it.
pub(super) struct Run<'m, 'a> {
    pub(super) map: Map<'a>,
    pub(super) command: &'m Command<'a>,
    /// It is the container's own.
    pub(super) is_main: bool,
}

/// Every command of a container.
pub(super) fn runs<'m, 'a>(member: &'m Member<'a>) -> impl Iterator<Item = Run<'m, 'a>> {
    let main = Run { map: member.map(), command: member.command(), is_main: true };
    let execs = member.execs().iter().map(|(map, command)| Run { map: *map, command, is_main: false });
    std::iter::once(main).chain(execs).filter(|run| !run.command.words.is_empty())
}

impl Run<'_, '_> {
    /// The list and the position of the word at `index`.
    pub(super) fn place(&self, index: usize) -> (&'static str, usize) {
        if index < self.command.own { ("command", index) } else { ("args", index - self.command.own) }
    }
}
