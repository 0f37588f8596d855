//! The law of trees: what yaml-rust2 takes has no problem and says the same, what it refuses has one; and
//! places are those of granit-parser. Knows no files.

use podls::syntax::{Document, Problem};

use super::events::{body, composed, judged, tightened};
use super::granit::{Count, has_multiline_key};

/// What is wrong with the judgement of one document, if anything; else whether it has problems, and
/// whether that needed the liberties that Kubernetes takes.
pub(crate) fn judge(text: &str, document: &Document, start: u32) -> Result<Verdict, String> {
    let problems: Vec<Problem> = document.problems(start);
    let lenient = || judged(&tightened(text, document, start));
    let (expected, verdict) = match (judged(body(text, document, start)), problems.first()) {
        // Four things that we refuse on purpose: kubectl reads no key of several lines, no word that begins
        // like a block scalar between brackets and no control characters, and nobody means no-break spaces.
        (Ok(_), Some(_)) if has_multiline_key(body(text, document, start)) => return Ok(Verdict::Bad),
        (Ok(_), Some(problem)) if begins_block(&problem.message) => return Ok(Verdict::Bad),
        (Ok(_), Some(problem)) if problem.message.starts_with("control character") => return Ok(Verdict::Bad),
        (Ok(_), Some(_)) if body(text, document, start).contains('\u{a0}') => return Ok(Verdict::Bad),
        (Ok(_), Some(problem)) => return Err(format!("accepted, but: {}", problem.message)),
        (Err(_), Some(_)) => return Ok(Verdict::Bad),
        (Ok(expected), None) => (expected, Verdict::Good),
        (Err(_), None) => (lenient().map_err(|error| format!("refused: {error}"))?, Verdict::Liberty),
    };
    let found = composed(document, start);
    let nothing = found.is_empty() && expected.iter().all(|event| event == "Plain \"\" 0 ");
    if found != expected && !nothing {
        return Err("other events".to_owned());
    }
    let mut places = Count::default();
    places.document("", text, document, start);
    match places.complaints.pop() {
        Some(complaint) => Err(format!("other places{complaint}")),
        None => Ok(verdict),
    }
}

/// Whether the word that a message names first begins with the sign of a block scalar.
fn begins_block(message: &str) -> bool {
    message.trim_start_matches('`').starts_with(['>', '|'])
}

#[derive(Clone, Copy)]
pub(crate) enum Verdict {
    Good,
    Bad,
    Liberty,
}
