//! Where a refactoring is put together: edits that build on each other, all in one document.

use super::scene::Scene;
use crate::ide::Snapshot;
use crate::syntax::Step;
use crate::syntax::edit::{self, ListAt, Patch, Place, Target, Value};
use crate::syntax::{Document, Node, Syntax};
use crate::text::{Edit, Text};

/// Edits of the document that begins at `origin`.
pub(super) struct Bench {
    patch: Patch,
    origin: u32,
}

/// The customary order of the fields of a container.
pub(super) const CONTAINER_ORDER: &[&str] = &[
    "<<",
    "name",
    "image",
    "imagePullPolicy",
    "restartPolicy",
    "restartPolicyRules",
    "targetContainerName",
    "command",
    "args",
    "workingDir",
    "stdin",
    "stdinOnce",
    "tty",
    "ports",
    "env",
    "envFrom",
    "resources",
    "resizePolicy",
    "startupProbe",
    "readinessProbe",
    "livenessProbe",
    "lifecycle",
    "securityContext",
    "volumeMounts",
    "volumeDevices",
    "terminationMessagePath",
    "terminationMessagePolicy",
];

/// The customary order of the fields of a `PodSpec`.
pub(super) const POD_ORDER: &[&str] = &[
    "<<",
    "os",
    "restartPolicy",
    "serviceAccountName",
    "serviceAccount",
    "automountServiceAccountToken",
    "imagePullSecrets",
    "enableServiceLinks",
    "priorityClassName",
    "priority",
    "preemptionPolicy",
    "runtimeClassName",
    "schedulerName",
    "schedulingGates",
    "nodeName",
    "nodeSelector",
    "affinity",
    "tolerations",
    "topologySpreadConstraints",
    "terminationGracePeriodSeconds",
    "activeDeadlineSeconds",
    "hostNetwork",
    "hostPID",
    "hostIPC",
    "hostUsers",
    "shareProcessNamespace",
    "hostname",
    "subdomain",
    "setHostnameAsFQDN",
    "hostAliases",
    "dnsPolicy",
    "dnsConfig",
    "readinessGates",
    "securityContext",
    "resources",
    "resourceClaims",
    "overhead",
    "initContainers",
    "containers",
    "ephemeralContainers",
    "volumes",
];

impl Bench {
    pub(super) fn new(snapshot: &Snapshot, origin: u32) -> Self {
        Self { patch: Patch::new(snapshot.text(), snapshot.syntax()), origin }
    }

    /// Takes in edits of the text as it is by now.
    pub(super) fn then(&mut self, find: impl FnOnce(&Text, Node<'_>) -> Option<Vec<Edit>>) -> Option<()> {
        let origin = self.origin;
        self.patch.then(|text, syntax| find(text, document(syntax, origin)?.root(origin)?)).then_some(())
    }

    /// As [`edit::set`].
    pub(super) fn set(&mut self, path: &[Step<'_>], value: &Value) -> Option<()> {
        self.then(|text, root| edit::set(Target::new(text, root), path, value))
    }

    /// Puts `key: value` where it customarily stands among the fields at `path`.
    pub(super) fn insert(&mut self, path: &[Step<'_>], key: &str, value: &Value, order: &[&str]) -> Option<()> {
        self.then(|text, root| {
            let holder = root.at_path(path)?;
            let rank = |key: &str| order.iter().position(|other| *other == key).unwrap_or(usize::MAX);
            let own = rank(key);
            let before = holder.entries().map(|entry| entry.key.value()).filter(|other| rank(other) < own);
            let none = if own == usize::MAX { Place::Last } else { Place::First };
            let place = before.max_by_key(|other| rank(other)).map_or(none, Place::After);
            edit::insert(Target::new(text, root), path, key, value, place)
        })
    }

    /// Puts an item at the end of the list `key` of the mapping at `path`; the list is made in its customary place.
    pub(super) fn append(&mut self, path: &[Step<'_>], key: &str, value: &Value, order: &[&str]) -> Option<()> {
        let list: Vec<Step<'_>> = path.iter().copied().chain([Step::Key(key)]).collect();
        let mut exists = false;
        self.then(|_, root| {
            exists = root.at_path(&list).is_some();
            Some(Vec::new())
        })?;
        if exists {
            self.then(|text, root| edit::insert_item(Target::new(text, root), &list, usize::MAX, value))
        } else {
            self.insert(path, key, &Value::Seq(vec![value.clone()]), order)
        }
    }

    /// As [`edit::take_out`].
    pub(super) fn remove(&mut self, path: &[Step<'_>]) -> Option<()> {
        self.then(|text, root| edit::take_out(Target::new(text, root), path))
    }

    /// As [`edit::sort`], by a list of names.
    pub(super) fn sort(&mut self, path: &[Step<'_>], order: &[&str]) -> Option<()> {
        let rank = |key: &str| order.iter().position(|other| *other == key).unwrap_or(usize::MAX);
        self.then(|text, root| edit::sort(Target::new(text, root), path, rank))
    }

    /// Moves item `index` of the list `from` at `holder` before item `before` of the list `to` there.
    pub(super) fn move_item(
        &mut self,
        holder: &[Step<'_>],
        from: &str,
        index: usize,
        to: &str,
        before: usize,
    ) -> Option<()> {
        let at = |key| ListAt { origin: self.origin, holder, key };
        edit::move_item(&mut self.patch, at(from), index, at(to), before)
    }

    /// Adds a document behind this one.
    pub(super) fn add_document(&mut self, body: &str) -> Option<()> {
        let origin = self.origin;
        let added = self.patch.then(|text, syntax| {
            let end = origin + document(syntax, origin)?.len();
            edit::append_document(text, end, body).map(|edit| vec![edit])
        });
        added.then_some(())
    }

    /// The edits, if the text is still as good YAML as it was and no comment is lost.
    pub(super) fn finish(self, scene: &Scene<'_>) -> Option<Vec<Edit>> {
        let (text, before) = (scene.snapshot.text(), scene.document());
        let problems = before.problems(self.origin).len();
        let mut said = comments(text, before, self.origin);
        let origin = self.origin;
        let mut patch = self.patch;
        let fine = patch.then(|text, syntax| {
            let after = document(syntax, origin)?;
            let mut still = comments(text, after, origin).into_iter().peekable();
            // Both are sorted.
            said.retain(|comment| {
                while still.peek().is_some_and(|other| other < comment) {
                    still.next();
                }
                still.next_if_eq(comment).is_none()
            });
            (said.is_empty() && after.problems(origin).len() <= problems).then(Vec::new)
        });
        fine.then(|| patch.into_edits())
    }
}

/// The comments of a document that begins at `origin`, sorted.
fn comments(text: &Text, document: &Document, origin: u32) -> Vec<String> {
    let all = document.comments(origin);
    let mut found: Vec<String> = all.iter().map(|comment| text.slice(comment.span).into_owned()).collect();
    found.sort_unstable();
    found
}

fn document(syntax: &Syntax, origin: u32) -> Option<&Document> {
    syntax.documents().find(|(start, _)| *start == origin).map(|(_, document)| document.as_ref())
}
