//! `podls draw`: Pods as text, SVG or Mermaid, to standard output or a file.
//! Knows colours and where things go, not how a picture is made.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, absolute};

use annotate_snippets::normalize_untrusted_str;
use anstyle::{AnsiColor, Style};

use super::args::DrawArgs;
use super::read::{self, Problem};
use super::report::{self, Look};
use super::{BLIND, CLEAN, Streams};
use crate::disk::Configs;
use crate::ide::Snapshot;
use crate::ide::draw::{Picture, Theme, Tone, draw as draw_at, mermaid, pictures, svg, text};
use crate::pod::Role;
use crate::settings::Settings;
use crate::text::Encoding;

/// Larger files are not read; check has a flag for those who have them.
const MAX_SIZE: u32 = 64 << 20;

/// The forms a picture takes.
#[derive(Clone, Copy)]
enum Form {
    Text,
    Svg,
    Mermaid,
}

/// Draws what `args` name; returns the exit code.
pub(super) fn draw(args: &DrawArgs, streams: &mut Streams<'_>) -> u8 {
    let configs = Configs::default();
    let mut found = Vec::new();
    let mut problems = Vec::new();
    for path in &args.paths {
        match of_file(args, path, &settings(args, &configs, path)) {
            Ok(pictures) => found.extend(pictures),
            Err(problem) => problems.push(problem),
        }
    }
    if let Some(name) = args.name.as_deref().filter(|_| !found.is_empty()) {
        let names: Vec<String> = found.iter().map(|picture| format!("`{}`", picture.name)).collect();
        found.retain(|picture| picture.name == name);
        if found.is_empty() {
            problems.push(Problem { path: name.to_owned(), message: not_there(&names) });
        }
    }
    for problem in &problems {
        let _ = streams.err.write_all(report::problem(&problem.path, &problem.message).as_bytes());
    }
    if found.is_empty() {
        return BLIND;
    }
    let code = if problems.is_empty() { CLEAN } else { BLIND };
    let look = if args.output.is_some() { Look { colour: false, ..streams.look } } else { streams.look };
    let drawn = match form(args) {
        Form::Text => texts(&found, look),
        Form::Svg => svg(&found, Theme::Auto),
        Form::Mermaid => mermaid(&found),
    };
    let Some(path) = &args.output else {
        let written = streams.out.write_all(drawn.as_bytes()).and_then(|()| streams.out.flush());
        return report::written(written, code, streams.err);
    };
    if let Err(error) = fs::write(path, drawn) {
        let message = format!("cannot be written: {error}");
        let _ = streams.err.write_all(report::problem(&path.display().to_string(), &message).as_bytes());
        return BLIND;
    }
    code
}

/// The choices for a file: those of the settings file nearest above it, and flags, which win.
fn settings(args: &DrawArgs, configs: &Configs, path: &Path) -> Settings {
    let path = absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut settings = Settings::default();
    if let Some(found) = configs.over(&path) {
        found.put(&path, &mut settings);
    }
    settings.kubernetes = args.kubernetes_version.unwrap_or(settings.kubernetes);
    settings
}

/// The pictures in a file; a problem if there is none, or if it cannot be trusted.
fn of_file(args: &DrawArgs, path: &Path, settings: &Settings) -> Result<Vec<Picture>, Problem> {
    let (name, source) = if path.as_os_str() == "-" {
        ("<stdin>".to_owned(), read::stdin("<stdin>", MAX_SIZE)?)
    } else {
        (path.display().to_string(), read::file(path, MAX_SIZE)?)
    };
    let problem = |message: String| Problem { path: name.clone(), message };
    let snapshot = Snapshot::new(&source);
    for (origin, document) in snapshot.syntax().documents() {
        if document.is_template() {
            let how = "is a template, not YAML; render it first: `helm template . | podls draw -`";
            return Err(problem(how.to_owned()));
        }
        if let Some(first) = document.problems(origin).into_iter().next() {
            let at = snapshot.text().point(first.span.start, Encoding::Utf32);
            let message = format!("is not YAML at {}:{}: {}", at.line + 1, at.column + 1, first.message);
            return Err(problem(message));
        }
    }
    let found = match args.line {
        Some(line) => draw_at(&snapshot, settings, snapshot.text().line_span(line - 1).end).into_iter().collect(),
        None => pictures(&snapshot, settings),
    };
    if found.is_empty() {
        return Err(problem("holds no Pod, nor anything that makes Pods".to_owned()));
    }
    Ok(found)
}

fn not_there(names: &[String]) -> String {
    const MOST: usize = 8;
    let shown = names.get(..MOST).unwrap_or(names).join(", ");
    let more = if names.len() > MOST { format!(" and {} more", names.len() - MOST) } else { String::new() };
    format!("is the name of nothing here; there are {shown}{more}")
}

fn form(args: &DrawArgs) -> Form {
    let ending = args.output.as_ref().and_then(|path| path.extension()).and_then(|ending| ending.to_str());
    let told = ending.filter(|_| !args.text);
    if args.svg || (!args.mermaid && told == Some("svg")) {
        Form::Svg
    } else if args.mermaid || matches!(told, Some("mmd" | "mermaid")) {
        Form::Mermaid
    } else {
        Form::Text
    }
}

/// All pictures one below the other.
fn texts(pictures: &[Picture], look: Look) -> String {
    let mut out = String::new();
    for (number, picture) in pictures.iter().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        for line in text(picture, look.width.min(WIDTH)) {
            for (tone, part) in line {
                let style = if look.colour { style(tone) } else { Style::new() };
                let _ = write!(out, "{style}{}{style:#}", normalize_untrusted_str(&part));
            }
            out.push('\n');
        }
    }
    out
}

/// The columns of a picture where there is room for them.
const WIDTH: usize = 100;

fn style(tone: Tone) -> Style {
    let of = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
    match tone {
        Tone::Plain => Style::new(),
        Tone::Strong => Style::new().bold(),
        Tone::Faint => Style::new().dimmed(),
        Tone::Of(Role::Init) => of(AnsiColor::Yellow),
        Tone::Of(Role::NativeSidecar) => of(AnsiColor::Cyan),
        Tone::Of(Role::App) => of(AnsiColor::BrightBlue),
        Tone::Of(Role::PlainSidecar) => of(AnsiColor::Magenta),
        Tone::Of(Role::Ephemeral) => of(AnsiColor::BrightBlack),
    }
}
