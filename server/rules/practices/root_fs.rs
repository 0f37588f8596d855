//! `read-only-root-fs`: a container that may change the files of its image. `readonly-rootfs-needs-tmp`: one that
//! may not, of an image that is known to write, with nothing mounted there.

use crate::finding::Fix;
use crate::pod::Role;
use crate::pod::value::image::Image;
use crate::rules::advice::Advice;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::syntax::edit::{Patch, Target, Value, insert_item};
use crate::syntax::{Step, Syntax};
use crate::validate::reshape::set;

pub(in crate::rules) const READ_ONLY: Rule = Rule { code: "read-only-root-fs", look: Look::Container(read_only) };
pub(in crate::rules) const NEEDS: Rule = Rule { code: "readonly-rootfs-needs-tmp", look: Look::Container(needs) };

/// Where official images write when they start, without which they end at once. Not where the image itself
/// declares a volume, as databases do for their data: the runtime makes one.
const WRITES: &[(&str, &[&str])] = &[
    ("nginx", &["/var/cache/nginx", "/var/run"]),
    ("nginxinc/nginx-unprivileged", &["/tmp"]),
    ("httpd", &["/usr/local/apache2/logs"]),
    ("postgres", &["/var/run/postgresql"]),
    ("mysql", &["/var/run/mysqld", "/tmp"]),
    ("mariadb", &["/var/run/mysqld", "/tmp"]),
    ("mongo", &["/tmp"]),
    ("grafana/grafana", &["/var/lib/grafana"]),
];

fn is_read_only(member: &Member<'_>) -> Option<bool> {
    member.map().map("securityContext")?.bool("readOnlyRootFilesystem")
}

fn read_only(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>) {
    let map = member.map();
    let is_windows = view.spec().map("os").and_then(|os| os.text("name")) == Some("windows");
    let out = member.role() == Role::Ephemeral || view.is_patch || map.is_damaged() || is_windows;
    let context = map.map("securityContext");
    // What is privileged writes where it likes.
    let free = context.is_some_and(|context| context.bool("privileged") == Some(true));
    if out || free || is_read_only(member) == Some(true) {
        return;
    }
    let span = map.field("securityContext").map_or_else(|| member.container.head(), |field| field.key.span());
    let message = format!(
        "`{}` can change the files of its image; set `readOnlyRootFilesystem: true`, and mount an `emptyDir` \
         where it writes",
        member.name()
    );
    let path = ["securityContext", "readOnlyRootFilesystem"];
    let fix = set(advice.desk(), map, &path, &Value::Bool(true), "Set `readOnlyRootFilesystem: true`");
    advice.push(advice.finding(span, message).with_fix(fix));
}

fn needs(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>) {
    let map = member.map();
    // Another program writes elsewhere.
    let own = map.has("command") || map.has("args");
    if is_read_only(member) != Some(true) || own || view.is_patch || member.role() == Role::Ephemeral {
        return;
    }
    let Image { registry, repository, .. } = Image::of(map.text("image").unwrap_or_default());
    let repository = repository.strip_prefix("library/").unwrap_or(repository);
    let hub = registry.is_none_or(|registry| registry == "docker.io");
    let Some((_, paths)) = WRITES.iter().find(|(name, _)| hub && *name == repository) else { return };
    let missing: Vec<&str> = paths.iter().copied().filter(|path| !is_covered(member, path)).collect();
    let Some(first) = missing.first() else { return };
    let Some(node) = map.map("securityContext").and_then(|context| context.get("readOnlyRootFilesystem")) else {
        return;
    };
    let all = missing.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(" and ");
    let message = format!("`{repository}` writes to {all} and fails if it cannot; mount an `emptyDir` there");
    let fix = mount(advice, view, member, &missing).filter(|_| !first.is_empty());
    advice.push(advice.finding(node.span(), message).with_fix(fix));
}

/// Whether something is mounted at `path`, above it or in it. `/run` and `/var/run` are the same.
fn is_covered(member: &Member<'_>, path: &str) -> bool {
    let is_below =
        |one: &str, other: &str| one.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    member.map().maps("volumeMounts").filter_map(|(_, mount)| mount.text("mountPath")).any(|at| {
        let at = at.trim_end_matches('/');
        let short = path.strip_prefix("/var").filter(|path| path.starts_with("/run"));
        [Some(path), short].into_iter().flatten().any(|path| is_below(path, at) || is_below(at, path))
    })
}

/// An `emptyDir` for each of `paths`.
fn mount(advice: &Advice<'_, '_>, view: &View<'_>, member: &Member<'_>, paths: &[&str]) -> Option<Fix> {
    // Several insertions at one place would not keep their order.
    let [path] = paths else { return None };
    let name = crate::pod::command::base(path);
    if view.spec().maps("volumes").any(|(_, volume)| volume.text("name") == Some(name)) {
        return None;
    }
    let volume = Value::map([("name", Value::from(name)), ("emptyDir", Value::Map(Vec::new()))]);
    let mount = Value::map([("name", Value::from(name)), ("mountPath", Value::from(*path))]);
    let (spec, container) = (view.spec().node(), member.map().node());
    let mut patch = Patch::new(advice.text(), &Syntax::default());
    let one = insert_item(Target::new(advice.desk(), container), &[Step::Key("volumeMounts")], usize::MAX, &mount)?;
    let other = insert_item(Target::new(advice.desk(), spec), &[Step::Key("volumes")], usize::MAX, &volume)?;
    (patch.add(&one) && patch.add(&other))
        .then(|| Fix::suggestion(format!("Mount an `emptyDir` at `{path}`"), patch.into_edits()))
}
