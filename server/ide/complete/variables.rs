//! Variables of the container, where a command, an argument or another variable uses them as `$(NAME)`.

use crate::ide::place::Place;
use crate::ide::{Completion, CompletionKind, Docs, Snapshot};
use crate::schema::Minor;
use crate::text::{Edit, Span};

use super::STAND_IN;
use super::probe::Probe;
use super::refs::{self, Asked};

/// What may stand between the brackets before `offset`; nothing if there are none.
pub(super) fn offer(snapshot: &Snapshot, minor: Minor, faults: u32, offset: u32) -> Option<Vec<Completion>> {
    let text = snapshot.text();
    let line = text.line_span(text.line_of(offset));
    let slice = text.slice(line);
    let at = offset.checked_sub(line.start)? as usize;
    let (before, after) = slice.split_at_checked(at)?;
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let head = before.trim_end_matches(is_part);
    // `$$(` is no reference.
    let dollars = head.strip_suffix('(').map_or(0, |head| head.len() - head.trim_end_matches('$').len());
    if dollars % 2 == 0 {
        return None;
    }
    let tail = after.trim_start_matches(is_part);
    let close = if tail.starts_with(')') { "" } else { ")" };
    let span = Span::new(line.start + head.len() as u32, line.end - tail.len() as u32);
    let probe = Probe::new(snapshot, span, format!("{STAND_IN}{close}"), faults)?;
    let place = probe.place(minor).filter(takes_variables)?;
    let asked = Asked { place: &place, syntax: probe.snapshot().syntax(), minor };
    // In single quotes and in blocks a name stands for itself as it does anywhere else.
    let item = |(choice, rank): (refs::Choice, u32)| Completion {
        kind: CompletionKind::Reference,
        edit: Edit::replace(span, format!("{}{close}", choice.name)),
        label: choice.name,
        detail: choice.detail,
        documentation: Docs::default(),
        rank,
        deprecated: false,
        snippet: None,
        also: Vec::new(),
    };
    Some(refs::variables(asked).into_vec().into_iter().zip(0..).map(item).collect())
}

/// Whether the kubelet replaces `$(NAME)` there.
fn takes_variables(place: &Place<'_>) -> bool {
    let Some(step) = place.last().filter(|step| !step.on_key && step.value.kind().is_scalar()) else { return false };
    let Some(owner) = place.owner().filter(|_| step.value.value().contains(STAND_IN)) else {
        return false;
    };
    let name = owner.name();
    (owner.is_in("Container") && matches!(name, "command" | "args"))
        || (owner.is_in("EnvVar") && name == "value")
        || (owner.is_in("VolumeMount") && name == "subPathExpr")
}
