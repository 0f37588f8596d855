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
  podls check --fix --diff .           what would be fixed
  podls explain unknown-field          what a finding means
  podls explain                        every code there is
  podls draw pod.yaml                  how its containers start, and what they share

Exit codes of `check`:
  0  nothing found at or above the severity of --severity
  1  something found
  2  something could not be looked at: a missing path, an unreadable file, a wrong flag";

const DRAWINGS: &str = "\
How to read it:
  Time runs from left to right. Init containers run one by one; a native sidecar starts in its turn
  and stays to the end; the regular containers start together, and stop before the native sidecars.

  ✓  has to end with exit code 0 before the next one starts
  ◆  has to pass its startupProbe before the next one starts
  ◇  its postStart hook has to return before the next one starts
  •  has to run, no more: readiness never holds back a start

Examples:
  podls draw pod.yaml                            in the terminal
  podls draw pod.yaml -o pod.svg                 as a picture
  podls draw --mermaid --name web deploy.yaml    one of several, for a page
  kubectl get pod web -o yaml | podls draw -     what runs

Exit codes of `draw`:
  0  drawn
  2  something could not be drawn: no Pod in it, broken YAML, a missing file, a wrong flag";

const COMPLETIONS: &str = "\
Where it goes:
  bash         podls completions bash > ~/.local/share/bash-completion/completions/podls
  zsh          podls completions zsh > \"${fpath[1]}/_podls\"
  fish         podls completions fish > ~/.config/fish/completions/podls.fish
  PowerShell   podls completions powershell >> $PROFILE";

const MANUAL: &str = "\
Examples:
  podls man | man -l -                                        read it now
  podls man > ~/.local/share/man/man1/podls.1                 for `man podls`
  podls man check > ~/.local/share/man/man1/podls-check.1     for `man podls-check`";

/// A language server and checker for Kubernetes Pod YAML.
#[derive(Debug, Parser)]
#[command(name = "podls", version = env!("PODLS_VERSION"), after_help = EXAMPLES, arg_required_else_help = true)]
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
    /// Draw Pods: who starts when, who listens where, who mounts what.
    #[command(after_help = DRAWINGS)]
    Draw(DrawArgs),
    /// Print a manifest with a template container put into it, or list the templates.
    Template(TemplateArgs),
    /// Serve an editor over standard input and output.
    Serve(ServeArgs),
    /// Print a script that completes podls' words in a shell.
    #[command(after_help = COMPLETIONS)]
    Completions(CompletionsArgs),
    /// Print the manual page of podls, or of one of its commands.
    #[command(after_help = MANUAL)]
    Man(ManArgs),
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
    /// Where findings are printed, if not on standard output; the file is written as a whole.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
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
    /// The least severity that makes the exit code 1; what is less bad is printed all the same, but hints only
    /// if they are asked for here.
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
    #[command(flatten)]
    pub(super) fix: FixArgs,
    #[command(flatten)]
    pub(super) baseline: BaselineArgs,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Fixing")]
pub(super) struct FixArgs {
    /// Fix what is sure to be meant otherwise, and report what remains; `-` is printed fixed.
    #[arg(long)]
    pub(super) fix: bool,
    /// Apply suggestions too: the first one of each finding that removes it and brings no error.
    #[arg(long = "unsafe", requires = "fix")]
    pub(super) suggestions: bool,
    /// Change no file: print what would be changed as a unified diff, findings on standard error.
    #[arg(long, requires = "fix")]
    pub(super) diff: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Adopting podls")]
pub(super) struct BaselineArgs {
    /// Leave out the findings that this file knows.
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Write what is found to a file for `--baseline`, and report nothing of it.
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    pub(super) write_baseline: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// The word in brackets: `unknown-field`; all codes if left out.
    pub(super) code: Option<String>,
    /// How it is printed.
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: ExplainFormat,
}

/// How pages are printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(super) enum ExplainFormat {
    /// For people.
    #[default]
    Text,
    /// One array of objects, for programs.
    Json,
}

#[derive(Debug, Args)]
pub(super) struct DrawArgs {
    /// Files, or `-` for standard input; every Pod in them is drawn, also those of workloads and lists.
    #[arg(required = true, value_name = "FILE")]
    pub(super) paths: Vec<PathBuf>,
    /// Draw with characters; so it is without any of these flags.
    #[arg(long, group = "form")]
    pub(super) text: bool,
    /// Draw one SVG file, for light and dark pages.
    #[arg(long, group = "form")]
    pub(super) svg: bool,
    /// Draw a Mermaid flowchart, for Markdown and wikis.
    #[arg(long, group = "form")]
    pub(super) mermaid: bool,
    /// Draw only what has this name.
    #[arg(long, value_name = "NAME")]
    pub(super) name: Option<String>,
    /// Draw only what stands at this line, or nearest above it.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), conflicts_with = "name")]
    pub(super) line: Option<u32>,
    /// Write to a file; its ending (.svg, .mmd, .txt) tells the form where no flag does.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// The Kubernetes version to draw for; as podls.yaml says, or the newest known, if left out.
    #[arg(long, value_name = "VERSION")]
    pub(super) kubernetes_version: Option<Minor>,
}

#[derive(Debug, Args)]
pub(super) struct TemplateArgs {
    /// The template: `wait-for-service`; all are listed if left out.
    pub(super) id: Option<String>,
    /// The manifest, or `-` for standard input; its first Pod gets the container.
    #[arg(default_value = "-", value_name = "FILE", hide_default_value = true)]
    pub(super) file: PathBuf,
    /// The Kubernetes version to write for; the newest known if left out.
    #[arg(long, value_name = "VERSION")]
    pub(super) kubernetes_version: Option<Minor>,
    /// A folder with templates of your own, one YAML file each.
    #[arg(long, value_name = "FOLDER")]
    pub(super) templates: Option<PathBuf>,
    /// The line of the Pod, for a manifest with several.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) line: Option<u32>,
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

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// The command: `check`; podls itself if left out.
    pub(super) command: Option<String>,
}

/// How findings are printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(super) enum Format {
    /// Reports with the source line, for people.
    #[default]
    Text,
    /// One object, for programs.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands, which GitHub shows beside the lines of a pull request.
    Github,
    /// A Code Quality report for GitLab.
    Gitlab,
    /// `JUnit` XML: a test suite a file.
    Junit,
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
        _ => return Err(format!("`{unit}` is not a unit of size; use `K`, `M` or `G`")),
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
