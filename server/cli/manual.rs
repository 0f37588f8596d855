//! `podls completions` and `podls man`: what the help says, for shells and for `man`. Knows no command by name.

use annotate_snippets::normalize_untrusted_str;
use clap::CommandFactory;

use super::args::{Cli, CompletionsArgs, ManArgs};
use super::{BLIND, CLEAN, Streams, report};
use crate::schema::nearest;

/// Prints the script for a shell; returns the exit code.
pub(super) fn completions(args: &CompletionsArgs, streams: &mut Streams<'_>) -> u8 {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "podls", &mut script);
    print(&script, streams)
}

/// Prints a manual page in the language of `man`; returns the exit code.
pub(super) fn page(args: &ManArgs, streams: &mut Streams<'_>) -> u8 {
    let mut all = Cli::command();
    all.build();
    let command = match &args.command {
        None => all,
        Some(word) => match all.find_subcommand(word) {
            Some(command) => command.clone(),
            None => return unknown(word, &all, streams),
        },
    };
    let mut text = Vec::new();
    // A vector takes everything.
    let _ = clap_mangen::Man::new(command).render(&mut text);
    print(&text, streams)
}

fn unknown(word: &str, all: &clap::Command, streams: &mut Streams<'_>) -> u8 {
    let shown = normalize_untrusted_str(word);
    let advice = match nearest(word, all.get_subcommands().map(clap::Command::get_name)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`podls help` lists them all".to_owned(),
    };
    let _ = writeln!(streams.err, "podls: there is no command `{shown}`; {advice}");
    BLIND
}

fn print(text: &[u8], streams: &mut Streams<'_>) -> u8 {
    let written = streams.out.write_all(text).and_then(|()| streams.out.flush());
    report::written(written, CLEAN, streams.err)
}
