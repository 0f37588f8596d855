//! `podls template`: lists the template containers, or prints a manifest with one put into it.
//! Knows no template by name.

use std::fmt::Write as _;
use std::path::{Path, absolute};

use annotate_snippets::normalize_untrusted_str;

use super::args::TemplateArgs;
use super::{BLIND, CLEAN, Streams, read, report};
use crate::disk::{self, Configs};
use crate::ide::{self, Snapshot};
use crate::schema::nearest;
use crate::settings::Settings;

/// The most that is read.
const LARGEST: u32 = 64 << 20;

/// Does what `args` ask for; returns the exit code.
pub(super) fn template(args: &TemplateArgs, streams: &mut Streams<'_>) -> u8 {
    let mut settings = Settings::default();
    // Standard input counts as a file of this folder.
    if let Ok(path) = absolute(&args.file)
        && let Some(found) = Configs::default().over(&path)
    {
        found.put(&path, &mut settings);
    }
    settings.kubernetes = args.kubernetes_version.unwrap_or(settings.kubernetes);
    if let Some(folder) = &args.templates {
        let (own, problems) = disk::templates(folder);
        settings.templates = own;
        for problem in problems {
            let _ = writeln!(streams.err, "podls: {}", normalize_untrusted_str(&problem));
        }
    }
    let text = match &args.id {
        None => Ok(list(&settings)),
        Some(id) => with(id, args, &settings),
    };
    match text {
        Ok(text) => {
            let written = streams.out.write_all(text.as_bytes()).and_then(|()| streams.out.flush());
            report::written(written, CLEAN, streams.err)
        }
        Err(problem) => {
            let _ = write!(streams.err, "{problem}");
            BLIND
        }
    }
}

fn list(settings: &Settings) -> String {
    let all = ide::templates(settings);
    let widest = all.iter().map(|offer| offer.id.len()).max().unwrap_or(0);
    all.iter().fold(String::new(), |mut out, offer| {
        let _ = writeln!(out, "{:widest$}  {}", offer.id, offer.title);
        out
    })
}

/// The manifest with template `id`, or why there is none.
fn with(id: &str, args: &TemplateArgs, settings: &Settings) -> Result<String, String> {
    let all = ide::templates(settings);
    if !all.iter().any(|offer| offer.id == id) {
        let advice = match nearest(id, all.iter().map(|offer| offer.id.as_str())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`podls template` lists them all".to_owned(),
        };
        return Err(format!("podls: there is no template `{}`; {advice}\n", normalize_untrusted_str(id)));
    }
    let (name, text) = if args.file == Path::new("-") {
        ("<stdin>".to_owned(), read::stdin("<stdin>", LARGEST))
    } else {
        (args.file.display().to_string(), read::file(&args.file, LARGEST))
    };
    let text = text.map_err(|problem| report::problem(&problem.path, &problem.message))?;
    let snapshot = Snapshot::new(&text);
    let at = match args.line {
        Some(line) => Some(snapshot.text().line_span(line - 1).end),
        None => ide::pods(&snapshot).first().copied(),
    };
    let edits = at.and_then(|at| ide::insert_template_plain(&snapshot, settings, at, id));
    let Some(edits) = edits else {
        return Err(report::problem(&name, "has no Pod there that it can be put into"));
    };
    Ok(snapshot.text().with_edits(&edits).to_string())
}
