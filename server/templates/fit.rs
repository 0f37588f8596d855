//! A template made to fit a Pod: free names and ports, volumes that are there already, its place in the
//! order. Writes nothing.

use super::around::{Around, free};
use super::tree::Tree;
use super::{Group, Order, Template};
use crate::pod::Role;
use crate::schema::Minor;

/// The first version in which a native sidecar needs no feature gate.
pub const NATIVE: Minor = Minor(29);

/// A template that fits.
pub(super) struct Fitted {
    /// The list that the container goes to.
    pub(super) list: &'static str,
    /// Its place there; the end if there is no such item.
    pub(super) index: usize,
    pub(super) container: Tree,
    /// What is to be said at its security context.
    pub(super) exception: Option<String>,
    pub(super) volumes: Vec<Tree>,
    /// For the app.
    pub(super) mounts: Vec<Tree>,
    /// For the app.
    pub(super) env: Vec<Tree>,
    /// The numbers that the ports got, by the names they were wished under.
    pub(super) ports: Vec<(String, i64)>,
    /// Where the app mounts the first volume.
    pub(super) path: Option<String>,
}

impl Fitted {
    /// A fact about the template itself.
    pub(super) fn fact(&self, name: &str) -> Option<String> {
        match name.split_once('.')? {
            ("port", port) => self.ports.iter().find(|(known, _)| known == port).map(|(_, number)| number.to_string()),
            ("app", "path") => self.path.clone(),
            _ => None,
        }
    }
}

/// What became of a name.
type Renamed = Vec<(String, String)>;

fn now<'r>(renamed: &'r Renamed, name: &str) -> Option<&'r str> {
    renamed.iter().find(|(was, _)| was == name).map(|(_, is)| is.as_str())
}

/// The list that `template` goes to.
pub(super) fn list(template: &Template, minor: Minor) -> &'static str {
    if template.group == Group::Init || minor >= NATIVE { Role::Init.list() } else { Role::App.list() }
}

/// `template`, made to fit what is `around`, for the list `list` of the `spec`.
pub(super) fn fit(template: &Template, around: &Around<'_>, list: &'static str) -> Fitted {
    let native = template.group == Group::Sidecar && list == Role::Init.list();
    let mut container = template.container.clone();
    let mut volumes = Vec::new();
    let mut renamed = Renamed::new();
    let mut taken_over = Vec::new();
    let mut path = None;
    for volume in &template.volumes {
        if let Some((name, at)) = around.mounted(&volume.take) {
            renamed.push((volume.name.clone(), name.to_owned()));
            taken_over.push(volume.name.clone());
            path = path.or_else(|| Some(at.to_owned()));
            continue;
        }
        let is_taken = |name: &str| {
            around.volumes.iter().any(|(known, _)| *known == name) || renamed.iter().any(|(_, new)| new == name)
        };
        let name = free(&volume.name, 63, is_taken);
        let mut pairs = vec![("name".to_owned(), Tree::text(&name))];
        if let Tree::Map(source) = &volume.source {
            pairs.extend(source.iter().cloned());
        }
        volumes.push(Tree::Map(pairs));
        renamed.push((volume.name.clone(), name));
    }
    rename_mounts(&mut container, &renamed);
    let mounts = app_mounts(template, around, &renamed, &taken_over);
    path = path.or_else(|| mounts.first().and_then(|mount| mount.get("mountPath")?.as_text().map(str::to_owned)));
    let ports = free_ports(&mut container, around);
    name(&mut container, around);
    if native {
        set_behind(&mut container, "restartPolicy", Tree::text("Always"), &["image", "name"]);
    }
    copy(template, around, &mut container);
    let is_there = |name: &str| {
        let has = |list: &str| {
            around.app.is_some_and(|app| app.map.maps(list).any(|(_, env)| env.text("name") == Some(name)))
        };
        has("env")
    };
    let wanted = |env: &&Tree| env.get("name").and_then(Tree::as_text).is_some_and(|name| !is_there(name));
    Fitted {
        list,
        index: if list == Role::App.list() { usize::MAX } else { place(template.order, around) },
        container,
        exception: template.exception.clone(),
        volumes,
        mounts,
        env: template.env.iter().filter(wanted).cloned().collect(),
        ports,
        path,
    }
}

/// The place among the init containers.
fn place(order: Order, around: &Around<'_>) -> usize {
    match order {
        Order::First => 0,
        Order::Early => around.inits.iter().take_while(|role| **role == Role::NativeSidecar).count(),
        Order::Late => usize::MAX,
    }
}

/// Lets mounts follow the new names of their volumes.
fn rename_mounts(tree: &mut Tree, renamed: &Renamed) {
    tree.change("", &mut |key, tree| {
        if key != "volumeMounts" {
            return;
        }
        let Tree::Seq(mounts) = tree else { return };
        for mount in mounts {
            rename(mount, renamed);
        }
    });
}

fn rename(mount: &mut Tree, renamed: &Renamed) {
    let Tree::Map(pairs) = mount else { return };
    for (key, value) in pairs {
        if let (true, Some(new)) = (key == "name", value.as_text().and_then(|name| now(renamed, name))) {
            *value = Tree::text(new);
        }
    }
}

/// The mounts of the app that are not there yet, at paths that are free.
fn app_mounts(template: &Template, around: &Around<'_>, renamed: &Renamed, taken_over: &[String]) -> Vec<Tree> {
    let mut made = Vec::new();
    for mount in &template.mounts {
        let name = mount.get("name").and_then(Tree::as_text).unwrap_or_default();
        if taken_over.iter().any(|taken| taken == name) {
            continue;
        }
        let mut mount = mount.clone();
        rename(&mut mount, renamed);
        if let Tree::Map(pairs) = &mut mount {
            for (key, value) in pairs {
                let wish = value.as_text().filter(|_| key == "mountPath").map(str::to_owned);
                if let Some(wish) = wish {
                    let same = |path: &str| around.mounts().any(|(_, at)| at.trim_end_matches('/') == path);
                    *value = Tree::text(&free(&wish, usize::MAX, same));
                }
            }
        }
        made.push(mount);
    }
    made
}

/// Gives the ports of the container free numbers and names, also where its probes mention them.
fn free_ports(container: &mut Tree, around: &Around<'_>) -> Vec<(String, i64)> {
    let mut ports: Vec<(String, i64)> = Vec::new();
    let mut renamed = Renamed::new();
    let Tree::Map(pairs) = container else { return ports };
    for port in pairs.iter_mut().filter(|(key, _)| key == "ports").flat_map(|(_, list)| match list {
        Tree::Seq(items) => items.iter_mut(),
        _ => [].iter_mut(),
    }) {
        let wish = port.get("name").and_then(Tree::as_text).unwrap_or_default().to_owned();
        let Tree::Map(fields) = port else { continue };
        for (key, value) in fields {
            let text = value.as_text().map(str::to_owned);
            match (key.as_str(), text) {
                ("name", Some(name)) => {
                    let is_taken = |name: &str| around.port_names.contains(&name);
                    let new = free(&name, 15, is_taken);
                    *value = Tree::text(&new);
                    renamed.push((name, new));
                }
                ("containerPort", Some(number)) => {
                    let Ok(mut number) = number.parse::<i64>() else { continue };
                    let is_taken =
                        |number: i64| around.ports.contains(&number) || ports.iter().any(|(_, taken)| *taken == number);
                    while is_taken(number) && number < 65535 {
                        number += 1;
                    }
                    *value = Tree::number(number);
                    ports.push((wish.clone(), number));
                }
                _ => {}
            }
        }
    }
    container.change("", &mut |key, tree| {
        if let (true, Some(new)) = (key == "port", tree.as_text().and_then(|name| now(&renamed, name))) {
            *tree = Tree::text(new);
        }
    });
    ports
}

/// Gives the container a free name.
fn name(container: &mut Tree, around: &Around<'_>) {
    let Tree::Map(pairs) = container else { return };
    for (key, value) in pairs {
        if let (true, Some(wish)) = (key == "name", value.as_text().map(str::to_owned)) {
            *value = Tree::text(&free(&wish, 63, |name| around.containers.contains(&name)));
        }
    }
}

/// Takes over fields of the app.
fn copy(template: &Template, around: &Around<'_>, container: &mut Tree) {
    let Some(app) = around.app else { return };
    for field in &template.copy {
        let Some(node) = app.map.get(field) else { continue };
        let new = Tree::of_plain(node);
        let Tree::Map(pairs) = container else { return };
        let old = pairs.iter_mut().find(|(key, _)| key == field);
        match (old, new) {
            (Some((_, Tree::Seq(own))), Tree::Seq(others)) => {
                let of = |tree: &Tree| tree.get("name").and_then(Tree::as_text).map(str::to_owned);
                let names: Vec<_> = own.iter().filter_map(of).collect();
                own.extend(others.into_iter().filter(|other| of(other).is_none_or(|name| !names.contains(&name))));
            }
            (None, new @ (Tree::Seq(_) | Tree::Map(_))) => {
                set_behind(container, field, new, &["env", "args", "command", "image", "name"]);
            }
            _ => {}
        }
    }
}

/// Puts `key: value` behind the first of these keys that is there.
fn set_behind(container: &mut Tree, key: &str, value: Tree, behind: &[&str]) {
    let Tree::Map(pairs) = container else { return };
    let at = behind.iter().find_map(|key| pairs.iter().position(|(name, _)| name == key)).map_or(0, |at| at + 1);
    pairs.insert(at, (key.to_owned(), value));
}
