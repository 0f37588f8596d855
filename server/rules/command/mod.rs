//! Rules about what containers run: words, scripts, variables.

pub(super) mod env_ref;
pub(super) mod one_string;
pub(super) mod pid_one;
pub(super) mod processes;
mod runs;
pub(super) mod shell_syntax;
pub(super) mod split_args;
