//! The Pod that a template is put into: where it is, and which names, ports and paths it has already.
//! Changes nothing.

use super::tree::Down;
use crate::pod::{Container, Map, Object, Pod, Role, objects, pod};
use crate::schema::{Minor, Standing, is_list, standing};
use crate::syntax::{Document, Node, Step, Syntax};

/// Where a Pod is in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Site {
    /// Where its document begins.
    pub(super) origin: u32,
    /// From the root of the document to the `spec` of the Pod.
    pub(super) path: Vec<Down>,
    /// Which of the regular containers is the app.
    pub(super) app: usize,
    /// Whether the Pod is meant to end.
    pub ends: bool,
}

impl Site {
    /// The Pod around `offset`. A regular container around it is the app, else the first is.
    pub fn at(syntax: &Syntax, offset: u32) -> Option<Self> {
        let (origin, document) = syntax.document_at(offset)?;
        if document.is_template() {
            return None;
        }
        let root = Map::of(document.root(origin)?)?;
        let kind = root.get("kind").map_or("", Node::value);
        let (object, mut path) = if is_list(kind) {
            let begun = root.items("items").enumerate().take_while(|(_, item)| item.start() <= offset);
            let (index, item) = begun.last().filter(|(_, item)| item.span().touches(offset))?;
            (Object::item(Map::of(item)?)?, vec![Down::Key("items".into()), Down::Index(index)])
        } else {
            (objects(document, origin).into_iter().next()?, Vec::new())
        };
        if standing(object.api_version, object.kind, Minor::NEWEST) == Standing::Foreign
            && !object.api_version.is_empty()
        {
            return None;
        }
        path.extend(object.workload?.template.iter().map(|name| Down::Key((*name).to_owned())));
        path.push(Down::Key("spec".into()));
        let spec = object.pod_spec()?;
        if spec.map("os").and_then(|os| os.text("name")) == Some("windows") {
            return None;
        }
        let holds = |(_, map): &(usize, Map<'_>)| map.node().span().touches(offset);
        let first = || spec.maps("containers").next();
        let app = spec.maps("containers").find(holds).or_else(first).map_or(0, |(index, _)| index);
        Some(Self { origin, path, app, ends: matches!(object.kind, "Job" | "CronJob") })
    }

    /// Where people look for what belongs to the Pod as a whole: the keys of its kind, its `spec`, its lists
    /// of containers, and the names of those. Offsets in bytes.
    pub fn heads(&self, syntax: &Syntax) -> Vec<u32> {
        let Some((object, pod)) = self.pod(syntax, Minor::NEWEST) else { return Vec::new() };
        let lists = ["containers", "initContainers"].into_iter().filter_map(|list| pod.spec.field(list));
        let template = object.template();
        let fields =
            object.map.field("kind").into_iter().chain(template.and_then(|map| map.field("spec"))).chain(lists);
        let names = pod.containers.iter().filter_map(|container| container.name);
        fields.map(|field| field.key.start()).chain(names.map(Node::start)).collect()
    }

    /// The `spec` as it stands in `syntax`, and how to get there.
    pub(super) fn spec<'a>(&self, syntax: &'a Syntax) -> Option<Node<'a>> {
        let (origin, document): (u32, &'a Document) =
            syntax.document_at(self.origin).map(|(at, held)| (at, &**held))?;
        document.root(origin)?.at_path(&steps(&self.path))
    }

    /// The Pod as it stands in `syntax`.
    pub(super) fn pod<'a>(&self, syntax: &'a Syntax, minor: Minor) -> Option<(Object<'a>, Pod<'a>)> {
        let spec = self.spec(syntax)?;
        let (origin, document) = syntax.document_at(self.origin)?;
        let root = document.root(origin)?;
        let object = match self.path.as_slice() {
            // A list may be long: only the item is looked at.
            [Down::Key(items), Down::Index(index), ..] => Object::item(Map::of(root.get(items)?.items().nth(*index)?)?),
            _ => objects(document, origin).into_iter().next(),
        }?;
        let found = pod(&object, minor)?;
        // What stands behind an alias stands elsewhere.
        (found.spec.node().start() == spec.start()).then_some((object, found))
    }
}

/// `path` as the tree takes it.
pub(super) fn steps(path: &[Down]) -> Vec<Step<'_>> {
    path.iter()
        .map(|down| match down {
            Down::Index(index) => Step::Index(*index),
            Down::Key(key) => Step::Key(key.as_str()),
        })
        .collect()
}

/// What a Pod has already.
pub(super) struct Around<'a> {
    pub(super) spec: Map<'a>,
    /// The app container.
    pub(super) app: Option<Container<'a>>,
    pub(super) containers: Vec<&'a str>,
    pub(super) ports: Vec<i64>,
    pub(super) port_names: Vec<&'a str>,
    /// Names of volumes with the field that says what they are; claim templates too.
    pub(super) volumes: Vec<(&'a str, &'a str)>,
    /// The roles of the init containers.
    pub(super) inits: Vec<Role>,
}

impl<'a> Around<'a> {
    pub(super) fn of(object: &Object<'a>, pod: &Pod<'a>, app: usize) -> Self {
        let mut around = Self {
            spec: pod.spec,
            app: None,
            containers: Vec::new(),
            ports: Vec::new(),
            port_names: Vec::new(),
            volumes: Vec::new(),
            inits: Vec::new(),
        };
        for container in &pod.containers {
            let regular = matches!(container.role, Role::App | Role::PlainSidecar);
            if regular && container.index == app {
                around.app = Some(*container);
            }
            if container.role.list() == Role::Init.list() {
                around.inits.push(container.role);
            }
            around.containers.push(container.name());
            for (_, port) in container.map.maps("ports") {
                around.ports.extend(port.int("containerPort"));
                around.ports.extend(port.int("hostPort"));
                around.port_names.extend(port.text("name"));
            }
            for handler in ["startupProbe", "readinessProbe", "livenessProbe"] {
                let Some(probe) = container.map.map(handler) else { continue };
                let of = |kind: &str| probe.map(kind).and_then(|kind| kind.int("port"));
                around.ports.extend(["httpGet", "tcpSocket", "grpc"].into_iter().filter_map(of));
            }
        }
        for (_, volume) in pod.spec.maps("volumes") {
            let source = volume.fields().find(|field| field.name != "name").map_or("emptyDir", |field| field.name);
            around.volumes.extend(volume.text("name").map(|name| (name, source)));
        }
        let claims = object.map.map("spec").into_iter().flat_map(|spec| spec.maps("volumeClaimTemplates"));
        for (_, claim) in claims {
            let name = claim.map("metadata").and_then(|metadata| metadata.text("name"));
            around.volumes.extend(name.map(|name| (name, "persistentVolumeClaim")));
        }
        around
    }

    /// The mounts of the app: volume and path.
    pub(super) fn mounts(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let app = self.app.map(|app| app.map);
        let mounts = app.into_iter().flat_map(|map| map.maps("volumeMounts"));
        mounts.filter_map(|(_, mount)| Some((mount.text("name")?, mount.text("mountPath")?)))
    }

    /// A volume that the app mounts, of one of these sources, the first source before the second.
    pub(super) fn mounted(&self, sources: &[String]) -> Option<(&'a str, &'a str)> {
        sources.iter().find_map(|source| {
            let is_it = |name: &str| self.volumes.iter().any(|(known, of)| *known == name && of == source);
            self.mounts().find(|(name, _)| is_it(name))
        })
    }

    /// A fact about the app.
    pub(super) fn fact(&self, name: &str) -> Option<String> {
        let app = self.app?;
        let security = |field: &str| {
            let own = app.map.map("securityContext").and_then(|map| map.int(field));
            own.or_else(|| self.spec.map("securityContext").and_then(|map| map.int(field)))
        };
        match name {
            "app.name" => Some(app.name().to_owned()).filter(|name| !name.is_empty()),
            "app.image" => app.map.text("image").map(str::to_owned).filter(|image| !image.is_empty()),
            "app.port" => {
                app.map.maps("ports").find_map(|(_, port)| port.int("containerPort")).map(|port| port.to_string())
            }
            // Root is no wish: who asks wants an ordinary user.
            "app.user" => security("runAsUser").filter(|id| *id > 0).map(|id| id.to_string()),
            "app.group" => {
                let group = security("fsGroup").or_else(|| security("runAsGroup"));
                group.filter(|id| *id > 0).map(|id| id.to_string())
            }
            _ => None,
        }
    }
}

/// `wish`, or `wish-2`, `wish-3`, …, whichever is the first that is not `taken`; at most `longest` bytes.
pub(super) fn free(wish: &str, longest: usize, taken: impl Fn(&str) -> bool) -> String {
    let mut name = wish.to_owned();
    let mut number = 2_u32;
    while taken(&name) {
        let end = format!("-{number}");
        let mut stem = wish;
        while stem.len() + end.len() > longest {
            let Some((at, _)) = stem.char_indices().next_back() else { break };
            stem = crate::text::cut(stem, 0..at);
        }
        name = format!("{stem}{end}");
        number += 1;
    }
    name
}
