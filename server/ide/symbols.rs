//! The outline: objects, their containers by role, and what each of these holds.
//! Knows nothing of what is right or wrong: broken text shows as much as its tree has.

use super::{Snapshot, Symbol, SymbolKind};
use crate::pod::{Container, Map, Object, Pod, objects, pod};
use crate::schema::Minor;
use crate::settings::Settings;
use crate::syntax::Node;
use crate::text::Span;

/// Longer values are cut.
const MAX_SHOWN: usize = 40;

/// An outline of more symbols leaves out the innermost ones: nobody reads it, and making and sending it
/// would take long.
const MOST: usize = 5_000;

/// How much is shown of an object.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Depth {
    /// The object alone.
    Object,
    /// Its containers and volumes as well.
    Pod,
    /// And what the containers hold.
    Container,
}

/// The outline of the text: workloads, containers by role, and what they hold; other Kubernetes
/// objects by name and kind.
pub fn symbols(snapshot: &Snapshot, settings: &Settings) -> Vec<Symbol> {
    let minor = settings.kubernetes;
    let documents = snapshot.syntax().documents();
    let objects = documents.flat_map(|(origin, document)| objects(document, origin));
    let parts: Vec<Part<'_>> = objects.map(|object| Part::of(object, minor)).collect();
    let depth = depth(&parts);
    parts.iter().filter_map(|part| object_symbol(part, depth)).collect()
}

/// An object, and what is asked of it more than once.
struct Part<'a> {
    object: Object<'a>,
    is_workload: bool,
    pod: Option<Pod<'a>>,
}

impl<'a> Part<'a> {
    fn of(object: Object<'a>, minor: Minor) -> Self {
        let is_workload = super::place::workload(&object, minor).is_some();
        let pod = if is_workload { pod(&object, minor) } else { None };
        Self { object, is_workload, pod }
    }
}

/// How much can be shown of each of `parts`.
fn depth(parts: &[Part<'_>]) -> Depth {
    let (mut pods, mut held) = (parts.len(), 0);
    for pod in parts.iter().filter_map(|part| part.pod.as_ref()) {
        pods += pod.containers.len() + pod.spec.items("volumes").count();
        if pods > MOST {
            return Depth::Object;
        }
        let lists = ["ports", "volumeMounts", "env"];
        let count =
            |container: &Container<'_>| -> usize { lists.iter().map(|list| container.map.items(list).count()).sum() };
        held += pod.containers.iter().map(count).sum::<usize>();
    }
    if pods + held > MOST { Depth::Pod } else { Depth::Container }
}

fn object_symbol(part: &Part<'_>, depth: Depth) -> Option<Symbol> {
    let object = &part.object;
    if object.kind.is_empty() || (object.api_version.is_empty() && !part.is_workload) {
        return None;
    }
    let metadata = object.map.map("metadata");
    let named = metadata.and_then(|metadata| scalar(metadata, "name").or_else(|| scalar(metadata, "generateName")));
    let selection = named.map_or_else(|| object.head(), Node::span);
    let name = named.map_or(object.kind, Node::value);
    let mut symbol = new(object.map.node(), name, object.kind, SymbolKind::Workload, selection);
    if depth == Depth::Object {
        return Some(symbol);
    }
    if let Some(pod) = &part.pod {
        hold(&mut symbol, pod.containers.iter().map(|one| container(one, depth)));
        // A container that is an alias of another one is shown with that one.
        symbol.children.dedup_by_key(|child| child.span);
        hold(&mut symbol, volumes(pod));
    }
    Some(symbol)
}

fn container(container: &Container<'_>, depth: Depth) -> Symbol {
    let map = container.map;
    let mut symbol = new(map.node(), container.name(), container.role.name(), SymbolKind::Container, container.head());
    if depth < Depth::Container {
        return symbol;
    }
    hold(&mut symbol, map.maps("ports").map(|(_, port)| self::port(port)));
    hold(&mut symbol, map.maps("volumeMounts").map(|(_, mount)| self::mount(mount)));
    hold(&mut symbol, map.maps("env").map(|(_, variable)| self::variable(variable)));
    symbol
}

fn port(port: Map<'_>) -> Symbol {
    let number = scalar(port, "containerPort");
    let name = scalar(port, "name").or(number);
    let protocol = port.text("protocol").unwrap_or("TCP");
    let detail = number.map_or_else(String::new, |number| format!("{}/{protocol}", number.value()));
    leaf(port, name, &detail, SymbolKind::Port)
}

fn mount(mount: Map<'_>) -> Symbol {
    let volume = scalar(mount, "name");
    let path = scalar(mount, "mountPath");
    leaf(mount, path.or(volume), volume.map_or("", Node::value), SymbolKind::Mount)
}

fn variable(variable: Map<'_>) -> Symbol {
    let detail = match scalar(variable, "value") {
        Some(value) => value.excerpt(MAX_SHOWN).into_owned(),
        None => variable.map("valueFrom").map(source).unwrap_or_default(),
    };
    leaf(variable, scalar(variable, "name"), &detail, SymbolKind::Variable)
}

/// Where a value comes from: `secretKeyRef db/password`.
fn source(from: Map<'_>) -> String {
    let Some(field) = from.fields().next() else { return String::new() };
    let Some(inner) = Map::of(field.value) else { return field.name.to_owned() };
    let parts = ["name", "key", "fieldPath", "resource"].into_iter().filter_map(|name| scalar(inner, name));
    let parts: Vec<&str> = parts.map(Node::value).collect();
    format!("{} {}", field.name, parts.join("/")).trim_end().to_owned()
}

fn volumes<'a>(pod: &Pod<'a>) -> impl Iterator<Item = Symbol> + use<'a> {
    pod.spec.maps("volumes").map(|(_, volume)| {
        let source = volume.fields().find(|field| field.name != "name").map_or("", |field| field.name);
        leaf(volume, scalar(volume, "name"), source, SymbolKind::Volume)
    })
}

/// A field that holds a scalar with something in it.
fn scalar<'a>(map: Map<'a>, name: &str) -> Option<Node<'a>> {
    map.get(name).filter(|node| node.kind().is_scalar() && !node.value().is_empty())
}

fn leaf(map: Map<'_>, name: Option<Node<'_>>, detail: &str, kind: SymbolKind) -> Symbol {
    let first = || map.fields().next().map(|field| field.key.span());
    let selection = name.map(Node::span).or_else(first).unwrap_or_else(|| map.node().span());
    new(map.node(), name.map_or("", Node::value), detail, kind, selection)
}

fn new(node: Node<'_>, name: &str, detail: &str, kind: SymbolKind, selection: Span) -> Symbol {
    let span = node.span();
    // A name that comes from another mapping, by an alias or a merge key, is not inside.
    let selection = if span.covers(selection) { selection } else { Span::empty(span.start) };
    Symbol { name: name.to_owned(), detail: detail.to_owned(), kind, span, selection, children: Vec::new() }
}

/// Adds `children` to `symbol`; what it only refers to is shown where it stands.
fn hold(symbol: &mut Symbol, children: impl Iterator<Item = Symbol>) {
    let span = symbol.span;
    symbol.children.extend(children.filter(|child| span.covers(child.span)));
}
