//! The terminal door, from outside: the real binary in folders of its own, and reports of hand-made findings.

mod baseline;
mod check;
mod draw;
mod examples;
mod explain;
mod faults;
mod fix;
mod formats;
mod hooks;
mod hostile;
mod json;
mod manual;
mod pictures;
mod sarif;
mod settings;
mod template;
mod unreadable;
mod walk;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use podls::cli::report::Look;
use podls::cli::{Parts, Streams};
use podls::finding::{Finding, Fix, Severity};
use podls::ide::Snapshot;
use podls::settings::Settings;
use podls::text::{Edit, Span};

/// What a run came to.
struct Run {
    code: i32,
    out: String,
    err: String,
}

/// A folder with files, gone when dropped.
struct Folder(tempfile::TempDir);

impl Folder {
    /// A folder that holds `files`, given as path and content.
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a temporary folder"));
        for (path, content) in files {
            folder.write(path, content.as_bytes());
        }
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, path: &str, content: &[u8]) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, content).expect("a file");
    }

    /// The file `path`, which must be text.
    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).expect("text")
    }

    /// The binary, about to run in this folder.
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_podls"));
        command.args(args).current_dir(self.path()).stdin(Stdio::null());
        for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI"] {
            command.env_remove(variable);
        }
        command
    }

    /// Runs the binary in this folder.
    fn podls(&self, args: &[&str]) -> Run {
        finish(&mut self.command(args))
    }

    /// Runs the binary in this folder with `input` on standard input.
    fn podls_fed(&self, args: &[&str], input: &[u8]) -> Run {
        let mut child = self
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        child.stdin.take().expect("a pipe").write_all(input).expect("input is read");
        let output = child.wait_with_output().expect("it ends");
        Run::from(output)
    }

    /// Runs the door in this process with an engine that finds words: see [`words`].
    fn door(&self, args: &[&str]) -> Run {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let parts = Parts { findings: words, ..Parts::new(|| 77) };
        let mut streams = Streams { out: &mut out, err: &mut err, look: Look::default(), bar: false };
        let mut line = vec!["podls".into()];
        for arg in args {
            // The tests share one process, so there is no folder to run in: paths are made absolute.
            let path = self.path().join(arg);
            line.push(if path.exists() { path.into_os_string() } else { arg.into() });
        }
        let code = podls::cli::run_with(line, &parts, &mut streams);
        let plain = |bytes: Vec<u8>| {
            String::from_utf8(bytes).expect("text").replace(&format!("{}/", self.path().display()), "")
        };
        Run { code: code.into(), out: plain(out), err: plain(err) }
    }
}

fn finish(command: &mut Command) -> Run {
    Run::from(command.output().expect("the binary runs"))
}

impl From<std::process::Output> for Run {
    fn from(output: std::process::Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("text");
        Self {
            code: output.status.code().expect("ended by itself"),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}

/// An engine for tests: `BAD` is an error with a fix, `MEH` a warning, `FYI` information, `HMM` a hint,
/// and `PANIC` a fault of podls.
fn words(snapshot: &Snapshot, _: &Settings) -> Vec<Finding> {
    let text = snapshot.text().to_string();
    assert!(!text.contains("PANIC"), "asked to stumble");
    let mut findings = Vec::new();
    for (word, severity) in
        [("BAD", Severity::Error), ("MEH", Severity::Warning), ("FYI", Severity::Information), ("HMM", Severity::Hint)]
    {
        for (at, _) in text.match_indices(word) {
            let span = Span::new(at as u32, (at + word.len()) as u32);
            let mut finding = Finding::new("word", severity, span, format!("`{word}` should not be here"));
            if severity == Severity::Error {
                finding = finding.with_fix(Fix::safe("Say `good`", vec![Edit::replace(span, "good")]));
            }
            findings.push(finding);
        }
    }
    findings.sort_by_key(|finding| finding.span);
    findings
}
