//! Values that the file itself knows: names of volumes, ports, containers, other objects, labels; and those
//! that everybody uses. Says which field is asked what; the files beside it know the answers.

mod common;
mod file;
mod guess;
mod labels;
mod pod;
mod used;

use crate::ide::place::{Place, Step};
use crate::pod::Map;
use crate::schema::{Minor, Ty};
use crate::syntax::quote::{self, Quote};
use crate::syntax::{Node, Syntax};

use super::STAND_IN;
pub(super) use common::EXTENDED;
pub(super) use guess::field_path;
pub(super) use labels::NODE_LABELS;

/// Where something is asked for.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    /// The place of the stand-in.
    pub(super) place: &'a Place<'a>,
    /// The whole text it is in.
    pub(super) syntax: &'a Syntax,
    /// The target.
    pub(super) minor: Minor,
}

/// Something that may be meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Choice {
    /// What is written.
    pub(super) name: String,
    /// What it is, in a few words.
    pub(super) detail: String,
    /// It is a number: in quotes it would be something else.
    pub(super) is_number: bool,
    /// It is in the file already.
    pub(super) is_ours: bool,
}

/// Choices in their order, each name once.
#[derive(Debug, Default)]
pub(super) struct Choices(Vec<Choice>);

impl Choices {
    /// Adds a name of the file, unless it is there.
    pub(super) fn text(&mut self, name: &str, detail: impl Into<String>) {
        self.add(name, detail.into(), false, true);
    }

    /// Adds a number of the file, unless it is there.
    pub(super) fn number(&mut self, number: i64, detail: impl Into<String>) {
        self.add(&number.to_string(), detail.into(), true, true);
    }

    /// Adds names of the file that are all the same.
    pub(super) fn texts<'n>(&mut self, names: impl IntoIterator<Item = &'n str>, detail: &str) {
        for name in names {
            self.text(name, detail);
        }
    }

    /// Adds a name or number that everybody uses.
    pub(super) fn usual(&mut self, name: &str, detail: &str) {
        let is_number = name.parse::<i64>().is_ok();
        self.add(name, detail.to_owned(), is_number, false);
    }

    fn add(&mut self, name: &str, detail: String, is_number: bool, is_ours: bool) {
        let is_name = !name.is_empty() && name.len() < 300 && !name.contains(char::is_control);
        if is_name && !name.contains(STAND_IN) && !self.0.iter().any(|known| known.name == name) {
            self.0.push(Choice { name: name.to_owned(), detail, is_number, is_ours });
        }
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them.
    pub(super) fn into_vec(self) -> Vec<Choice> {
        self.0
    }
}

impl<'a> Asked<'a> {
    /// The innermost mapping of the type with this short name around the place.
    fn inside(&self, type_name: &str) -> Option<Map<'a>> {
        let step = self.place.steps.iter().rev().find(|step| step.is_in(type_name))?;
        Map::of(step.holder)
    }

    /// A label of the Pod, as it is written in a mapping.
    pub(super) fn label(&self) -> Option<String> {
        let labels = self.place.object.template()?.map("metadata")?.map("labels")?;
        let label = labels.fields().find(|field| !field.name.contains(STAND_IN) && field.value.kind().is_scalar())?;
        let written = |text: &str| quote::inline(text, None, Quote::Double, false);
        Some(format!("{}: {}", written(label.name), written(label.value.value())))
    }

    /// The container around the place.
    fn container(&self) -> Option<Map<'a>> {
        let seat = self.place.container()?;
        Map::of(self.place.steps.get(seat.depth.checked_sub(1)?)?.value)
    }
}

/// The names of the objects of `kind` in the file.
pub(super) fn names(asked: Asked<'_>, kind: &str) -> Choices {
    let mut found = Choices::default();
    file::names(asked, kind, &mut found);
    found
}

/// The ports of the container around, as a probe of it may use them.
pub(super) fn ports(asked: Asked<'_>, named: bool) -> Choices {
    let mut found = Choices::default();
    pod::ports(asked, named, &mut found);
    found
}

/// The volumes of the Pod, those not mounted yet first.
pub(super) fn volumes(asked: Asked<'_>) -> Choices {
    let mut found = Choices::default();
    pod::volumes(asked, false, &mut found);
    found
}

/// What the file knows for the value of the field `owner` leads to.
pub(super) fn values(asked: Asked<'_>, owner: &Step<'_>) -> Choices {
    let mut found = Choices::default();
    let Some(Ty::Object(ty)) = owner.holder_ty else { return found };
    let holder = Map::of(owner.holder);
    let sibling = |name: &str| holder.and_then(|holder| holder.text(name)).unwrap_or_default();
    let out = &mut found;
    let name = owner.name();
    match (ty.short_name(), name) {
        ("VolumeMount", "name") => pod::volumes(asked, false, out),
        ("VolumeDevice", "name") => pod::volumes(asked, true, out),
        ("Volume", "name") => pod::missing_volumes(asked, out),
        ("VolumeMount", "mountPath") => pod::mount_paths(asked, sibling("name"), out),
        ("VolumeMount", "subPath") => file::keys_of_volume(asked, sibling("name"), out),
        ("HTTPGetAction" | "TCPSocketAction", "port") => pod::ports(asked, true, out),
        ("GRPCAction", "port") => pod::ports(asked, false, out),
        ("ContainerPort", "containerPort") => pod::missing_ports(asked, out),
        ("ContainerPort", "name") => pod::missing_port_names(asked, out),
        ("ResourceFieldSelector" | "PodFailurePolicyOnExitCodesRequirement", "containerName") => {
            pod::containers(asked, out);
        }
        ("EphemeralContainer", "targetContainerName") => pod::containers(asked, out),
        ("ResourceClaim", "name") => pod::claims(asked, out),
        ("EnvVar", "name") => pod::other_variables(asked, out),
        ("ConfigMapKeySelector" | "SecretKeySelector", "key") => {
            let kind = if ty.short_name().starts_with('C') { "ConfigMap" } else { "Secret" };
            file::keys(asked, kind, sibling("name"), out);
        }
        ("KeyToPath", "key") => file::keys_of_source(asked, out),
        ("KeyToPath", "path") => out.text(sibling("key"), "its key"),
        ("ObjectFieldSelector", "fieldPath") => labels::field_paths(asked, out),
        ("LabelSelectorRequirement", "key") => labels::keys(asked, out),
        ("LabelSelectorRequirement", "values") => labels::values(asked, sibling("key"), out),
        ("PodAffinityTerm" | "TopologySpreadConstraint", "matchLabelKeys" | "mismatchLabelKeys") => {
            out.usual("pod-template-hash", "differs with every rollout of a Deployment");
            labels::keys(asked, out);
        }
        ("NodeSelectorRequirement", "key") => labels::node_keys(asked, out),
        ("NodeSelectorRequirement", "values") => labels::node_values(sibling("key"), out),
        (holder, field) => {
            if let Some(kind) = file::kind_meant(holder, field, asked.place) {
                file::names(asked, kind, out);
            }
            used::values(asked, holder, field, out);
            common::values(holder, field, out);
            guess::name(asked, holder, field, out);
        }
    }
    if ty.short_name().ends_with("KeySelector") && name == "key" {
        guess::key(asked, out);
    }
    if matches!(name, "mountPath" | "key") {
        used::beside(asked, ty.short_name(), name, holder, out);
    }
    found
}

/// What the file knows for a value of a mapping with free keys: the value of `step`; `above` leads to the
/// mapping.
pub(super) fn map_values(asked: Asked<'_>, step: &Step<'_>, above: &Step<'_>) -> Choices {
    let mut found = Choices::default();
    let key = step.name();
    match above.name() {
        "requests" | "limits" => common::quantities(asked, step, above, &mut found),
        "labels" | "matchLabels" => labels::values(asked, key, &mut found),
        "selector" if above.is_in("ReplicationControllerSpec") => labels::values(asked, key, &mut found),
        "nodeSelector" => labels::node_values(key, &mut found),
        "annotations" if key.ends_with("/default-container") || key.ends_with("/default-logs-container") => {
            pod::containers(asked, &mut found);
        }
        _ => {}
    }
    found
}

/// What the file knows for the keys of the mapping `above` leads to.
pub(super) fn map_keys(asked: Asked<'_>, above: &Step<'_>) -> Choices {
    let mut found = Choices::default();
    match above.name() {
        "requests" | "limits" => common::resource_names(asked, above, &mut found),
        "labels" | "matchLabels" => labels::keys(asked, &mut found),
        "selector" if above.is_in("ReplicationControllerSpec") => labels::keys(asked, &mut found),
        _ => {}
    }
    found
}

/// The names that may be used as `$(NAME)` at the place.
pub(super) fn variables(asked: Asked<'_>) -> Choices {
    let mut found = Choices::default();
    pod::variables(asked, &mut found);
    found
}

/// The text of a scalar that is no collection.
fn scalar(node: Node<'_>) -> Option<&str> {
    node.kind().is_scalar().then(|| node.value())
}
