//! Whole blocks: probes, resources, security contexts, variables, volumes, containers. Chooses those that fit
//! the place and fills in what the file knows; the files beside it hold the blocks.

mod mounted;
mod pod;
mod table;

use crate::ide::{Completion, CompletionKind, Snippet};
use crate::pod::Map;
use crate::schema::Type;
use crate::syntax::quote::{self, Quote};

use super::insert::Insert;
use super::refs::{self, Asked, Choices};
use table::{Block, PARTS, When};

/// Where blocks begin in a mapping that takes fields, behind those that people use.
const AMONG_FIELDS: u32 = 1_800;
/// Where blocks begin that are a whole item.
const WHOLE: u32 = 1_500;

/// What a block may be put into.
pub(super) struct Room<'a> {
    /// What the mapping is.
    pub(super) ty: &'static Type,
    /// Nothing stands in it.
    pub(super) is_empty: bool,
    /// The fields it may still take.
    pub(super) fields: &'a [Completion],
}

/// The blocks that fit into `room`. `base` is the text without the stand-in, for changes elsewhere.
pub(super) fn offer(
    asked: Asked<'_>,
    room: &Room<'_>,
    insert: &Insert<'_>,
    base: mounted::Base<'_>,
) -> Vec<Completion> {
    if !insert.takes_blocks() {
        return Vec::new();
    }
    let fits = |block: &&Block| {
        let is_there = room.ty.short_name() == block.ty && block.since <= asked.minor && is_listed(asked, block);
        let is_open = match block.when {
            When::Key(key) => room.fields.iter().any(|field| field.label == key),
            When::Whole => room.is_empty,
        };
        is_there && is_open && !(block.is_for_linux && is_windows(asked))
    };
    let mut found = Vec::new();
    for (index, block) in PARTS.iter().chain(pod::POD).enumerate().filter(|(_, block)| fits(block)) {
        let start = if block.when == When::Whole { WHOLE } else { AMONG_FIELDS };
        let body = fill(asked, block.body);
        found.extend(item(block.label, block.detail, start + 4 + index as u32, &body, insert));
    }
    mounted::offer(asked, room, insert, base, &mut found);
    found
}

pub(super) use mounted::Base;

fn item(label: &str, detail: &str, rank: u32, body: &str, insert: &Insert<'_>) -> Option<Completion> {
    let (edit, snippet) = insert.block(body)?;
    Some(Completion {
        label: label.to_owned(),
        kind: CompletionKind::Block,
        detail: detail.to_owned(),
        documentation: format!("```yaml\n{}\n```", Snippet::of(body).plain()).into(),
        rank,
        deprecated: false,
        edit,
        snippet: Some(snippet),
        also: Vec::new(),
    })
}

/// Whether the place is in the list of containers the block is for.
fn is_listed(asked: Asked<'_>, block: &Block) -> bool {
    block.list.is_empty() || asked.place.steps.iter().any(|step| step.is_in("PodSpec") && step.name() == block.list)
}

fn is_windows(asked: Asked<'_>) -> bool {
    let os = asked.place.object.pod_spec().and_then(|spec| spec.map("os")?.text("name"));
    os == Some("windows")
}

/// `body` with `{port}` and the like replaced by what the file has, or by what is usual.
fn fill(asked: Asked<'_>, body: &str) -> String {
    let mut out = String::new();
    let mut rest = body;
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        let Some((token, after)) = behind.split_once('}') else {
            out.push('{');
            rest = behind;
            continue;
        };
        out.push_str(&token_value(asked, token));
        rest = after;
    }
    out.push_str(rest);
    out
}

fn token_value(asked: Asked<'_>, token: &str) -> String {
    let first = |choices: Choices, otherwise: &str| {
        let found = choices.into_vec().into_iter().next();
        found.map_or_else(
            || otherwise.to_owned(),
            |choice| {
                if choice.is_number { choice.name } else { quote::inline(&choice.name, None, Quote::Double, false) }
            },
        )
    };
    match token {
        "port" => first(refs::ports(asked, true), "8080"),
        "port number" => first(refs::ports(asked, false), "8080"),
        "volume" => first(refs::volumes(asked), "data"),
        "configmap" => first(refs::names(asked, "ConfigMap"), "app-config"),
        "secret" => first(refs::names(asked, "Secret"), "app-secrets"),
        "claim" => first(refs::names(asked, "PersistentVolumeClaim"), "app-data"),
        "label" => asked.label().unwrap_or_else(|| "app.kubernetes.io/name: app".to_owned()),
        "free volume" => free_name(asked, "volumes", "data"),
        "init name" => free_name(asked, "containers", "init"),
        "sidecar name" => free_name(asked, "containers", "sidecar"),
        "app name" => free_name(asked, "containers", "app"),
        _ => String::new(),
    }
}

/// `wanted`, or with a number behind it if something of the Pod has that name.
fn free_name(asked: Asked<'_>, list: &str, wanted: &str) -> String {
    let Some(pod) = crate::pod::pod(&asked.place.object, asked.minor) else { return wanted.to_owned() };
    let taken: Vec<&str> = if list == "volumes" {
        pod.spec.maps("volumes").filter_map(|(_, volume): (usize, Map<'_>)| volume.text("name")).collect()
    } else {
        pod.containers.iter().map(crate::pod::Container::name).collect()
    };
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered.take(taken.len() + 1));
    names.find(|name| !taken.contains(&name.as_str())).unwrap_or_else(|| wanted.to_owned())
}
