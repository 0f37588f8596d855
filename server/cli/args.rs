//! The words and flags of the command line, and the help that teaches them. Does nothing.

use std::path::PathBuf;

use anstream::ColorChoice;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::finding::Severity;
use crate::rules::Profile;
use crate::schema::Minor;
use crate::validate::pss::Level;

const EXAMPLES: &str = "\
Examples:
  podls check                          every manifest below this folder
  podls check deploy/ job.yaml         a folder and a file
  helm template . | podls check -      what a pipe delivers
  podls check --format json . > report.json
  podls explain unknown-field          what a finding means
  podls explain                        every code there is

Exit codes of `check`:
  0  nothing found at or above the severity of --severity
  1  something found
  2  something could not be looked at: a missing path, an unreadable file, a wrong flag";

/// A language server and checker for Kubernetes Pod YAML.
#[derive(Debug, Parser)]
#[command(name = "podls", version, after_help = EXAMPLES, arg_required_else_help = true)]
pub(super) struct Cli {
    /// Whether output is coloured; `auto` means on a terminal, and heeds `NO_COLOR` and `CLICOLOR_FORCE`.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    pub(super) color: Color,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check manifests and report what the API server would refuse.
    #[command(after_help = EXAMPLES)]
    Check(CheckArgs),
    /// Explain the code of a finding, or list all codes.
    Explain(ExplainArgs),
    /// Serve an editor over standard input and output.
    Serve(ServeArgs),
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Files and folders, or `-` for standard input.
    ///
    /// A folder gives its *.yaml, *.yml and *.kyaml files, without those that .gitignore and
    /// .ignore leave out. A file named here is read whatever its name.
    #[arg(default_value = ".", value_name = "PATH", hide_default_value = true)]
    pub(super) paths: Vec<PathBuf>,
    /// How findings are printed.
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
    /// The Kubernetes version to judge by; the newest known if left out.
    #[arg(long, value_name = "VERSION")]
    pub(super) kubernetes_version: Option<Minor>,
    /// The Pod Security level that Pods must meet; not looked at if left out.
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(super) pod_security: Option<PodSecurity>,
    /// Which advice is given: none, minimal, recommended, strict, pss-baseline or pss-restricted.
    #[arg(long, value_name = "PROFILE", hide_possible_values = true)]
    pub(super) profile: Option<Profile>,
    /// The settings file, in place of the `podls.yaml` nearest above each file.
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub(super) config: Option<PathBuf>,
    /// Heed no `podls.yaml`.
    #[arg(long)]
    pub(super) no_config: bool,
    /// The least severity that makes the exit code 1; everything is printed all the same.
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t)]
    pub(super) severity: Threshold,
    /// Print findings only: no summary, no progress.
    #[arg(short, long)]
    pub(super) quiet: bool,
    /// The name to report standard input under.
    #[arg(long, value_name = "NAME", default_value = "<stdin>")]
    pub(super) stdin_name: String,
    /// Look at files too that .gitignore and .ignore leave out.
    #[arg(long)]
    pub(super) no_ignore: bool,
    /// Files larger than this are not read: bytes, or a number with K, M or G.
    #[arg(long, value_name = "SIZE", default_value = "64M", value_parser = size)]
    pub(super) max_size: u32,
    /// Threads to work with; as many as the machine has if left out.
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) jobs: Option<u16>,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// The word in brackets: `unknown-field`; all codes if left out.
    pub(super) code: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    /// The only way to serve; accepted because many editors say it.
    #[arg(long)]
    stdio: bool,
    /// Some clients send it; the end of standard input says the same.
    #[arg(long = "clientProcessId", hide = true, value_name = "PID")]
    client_process_id: Option<u32>,
}

/// How findings are printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(super) enum Format {
    /// Reports with the source line, for people.
    #[default]
    Text,
    /// One object, for programs.
    Json,
}

/// The least severity that counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(super) enum Threshold {
    /// The API server refuses it.
    #[default]
    Error,
    /// It will run and misbehave.
    Warning,
    /// Worth knowing.
    Information,
    /// Could be better.
    Hint,
}

impl From<Threshold> for Severity {
    fn from(threshold: Threshold) -> Self {
        match threshold {
            Threshold::Error => Severity::Error,
            Threshold::Warning => Severity::Warning,
            Threshold::Information => Severity::Information,
            Threshold::Hint => Severity::Hint,
        }
    }
}

/// A level of the Pod Security Standards.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum PodSecurity {
    /// Anything goes.
    Privileged,
    /// Nothing that is known to reach the node.
    Baseline,
    /// What a hardened Pod needs.
    Restricted,
}

impl From<PodSecurity> for Level {
    fn from(level: PodSecurity) -> Self {
        match level {
            PodSecurity::Privileged => Level::Privileged,
            PodSecurity::Baseline => Level::Baseline,
            PodSecurity::Restricted => Level::Restricted,
        }
    }
}

/// When output is coloured.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(super) enum Color {
    /// On a terminal.
    #[default]
    Auto,
    /// Whatever it goes to.
    Always,
    /// Not at all.
    Never,
}

impl From<Color> for ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
    }
}

/// Reads `1048576`, `512K`, `64M`, `64MiB` or `1G` as bytes; spans end below 4 GiB.
fn size(text: &str) -> Result<u32, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = text.strip_prefix(digits).unwrap_or_default().to_ascii_lowercase();
    let factor: u64 = match unit.as_str() {
        "" | "b" => 1,
        "k" | "kb" | "kib" => 1 << 10,
        "m" | "mb" | "mib" => 1 << 20,
        "g" | "gb" | "gib" => 1 << 30,
        _ => return Err(format!("`{unit}` is no unit of size; use `K`, `M` or `G`")),
    };
    let number: u64 = digits.parse().map_err(|_| "write it as `64M`".to_owned())?;
    let bytes = number.checked_mul(factor).and_then(|bytes| u32::try_from(bytes).ok());
    bytes.ok_or_else(|| "at most `4095M` can be read".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn sizes_are_read_in_binary_units() {
        for (text, bytes) in
            [("0", 0), ("17", 17), ("2K", 2048), ("64M", 64 << 20), ("64mib", 64 << 20), ("1G", 1 << 30)]
        {
            assert_eq!(size(text), Ok(bytes), "{text}");
        }
        for wrong in ["", "M", "-1", "1.5M", "4G", "7T", "99999999999999999999"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
