//! The lower part of a picture: the network and the volumes as strips, tied to the containers that use them.

use super::chart::class;
use super::layout::{BAR, LEFT, Layout, PAD, whole};
use super::measure::{CHIP, NAME, NOTE, PLAIN};
use super::pen::Pen;
use crate::ide::draw::{Picture, Volume};

/// More things of one container in one strip are only counted.
const MOST: usize = 8;
/// Height of one of them.
const ITEM: i32 = 24;
/// Between two strips.
const SPACE: i32 = 8;

/// One thing of a container in a strip.
struct Item {
    member: usize,
    /// Which one of its container it is, from 0.
    row: i32,
    text: String,
    about: String,
    look: Look,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Port,
    Write,
    Read,
    More,
}

/// Something that containers share.
struct Strip {
    name: String,
    note: String,
    class: &'static str,
    items: Vec<Item>,
}

/// Draws the strips from `layout.bottom` on; returns where they end.
pub(super) fn draw(pen: &mut Pen, picture: &Picture, layout: &Layout) -> i32 {
    let strips = strips(picture);
    let mut tops = Vec::new();
    let mut y = layout.bottom;
    // How far down the line of each container goes.
    let mut ends: Vec<Option<i32>> = vec![None; layout.places.len()];
    for strip in &strips {
        tops.push(y);
        for item in &strip.items {
            if let Some(end) = ends.get_mut(item.member) {
                *end = Some(y + middle(item.row));
            }
        }
        y += height(strip) + SPACE;
    }
    for (strip, top) in strips.iter().zip(&tops) {
        let size = (layout.width - 2 * PAD + 24, height(strip));
        pen.rect(strip.class, (PAD - 12, *top), size, 10);
    }
    for ((place, end), member) in layout.places.iter().zip(&ends).zip(&picture.members) {
        let Some(end) = end else { continue };
        pen.raw(format_args!("<g class=\"{}\">", class(member.role)));
        let bottom = place.top + BAR;
        if place.port < place.left {
            let middle = place.top + BAR / 2;
            let mut points = vec![(place.left, middle), (place.port, middle)];
            if place.port != place.trunk {
                points.extend([(place.port, place.turn), (place.trunk, place.turn)]);
            }
            points.push((place.trunk, *end));
            pen.line("wire", &points);
            pen.circle("plug", (place.left, middle), "3.5");
        } else {
            pen.line("wire", &[(place.trunk, bottom), (place.trunk, *end)]);
            pen.circle("plug", (place.trunk, bottom), "3.5");
        }
        pen.close();
    }
    for (strip, top) in strips.iter().zip(&tops) {
        self::strip(pen, picture, layout, strip, *top);
    }
    y
}

fn strip(pen: &mut Pen, picture: &Picture, layout: &Layout, strip: &Strip, top: i32) {
    pen.open("label", &format!("{}\n{}", strip.name, strip.note));
    let room = if strip.items.is_empty() { layout.width - 2 * PAD } else { LEFT - 16 };
    pen.text(NAME, (PAD, top + 21), room, &strip.name);
    pen.text(NOTE, (PAD, top + 37), room, &strip.note);
    pen.close();
    for item in &strip.items {
        let (Some(place), Some(member)) = (layout.places.get(item.member), picture.members.get(item.member)) else {
            continue;
        };
        let at = (place.trunk, top + middle(item.row));
        pen.open(class(member.role), &item.about);
        self::item(pen, item, at, place.room);
        pen.close();
    }
}

fn item(pen: &mut Pen, item: &Item, (x, y): (i32, i32), room: i32) {
    let text = x + 14;
    match item.look {
        Look::Port => {
            let shown = PLAIN.fit(&item.text, room - 14 - 18);
            pen.line("wire", &[(x, y), (text, y)]);
            pen.rect("pill", (text, y - 10), (PLAIN.width(&shown) + 16, 20), 10);
            pen.text(PLAIN, (text + 8, y + 4), room, &shown);
            pen.circle("plug", (x, y), "3.5");
        }
        Look::Write | Look::Read => {
            let access = if item.look == Look::Read { "ro" } else { "rw" };
            let shown = PLAIN.fit_end(&item.text, room - 14 - 32);
            let end = text + PLAIN.width(&shown);
            pen.text(PLAIN, (text, y + 4), room, &shown);
            pen.text(CHIP, (end + 6, y + 4), 40, access);
            pen.circle(if item.look == Look::Read { "plug open" } else { "plug" }, (x, y), "5");
        }
        Look::More => pen.text(NOTE, (text, y + 4), room - 14, &item.text),
    }
}

/// The network, then the volumes; those that nobody mounts come last, where no line passes.
fn strips(picture: &Picture) -> Vec<Strip> {
    let mut strips = Vec::new();
    let mut ports = Vec::new();
    for (member, owner) in picture.members.iter().enumerate() {
        for port in &owner.ports {
            let about = format!("{}: port {}", owner.name, port.label());
            ports.push(Item { member, row: 0, text: port.label(), about, look: Look::Port });
        }
    }
    if !ports.is_empty() {
        let note = if picture.host_network { "of the node" } else { "one IP address" };
        strips.push(Strip { name: "network".to_owned(), note: note.to_owned(), class: "net", items: few(ports) });
    }
    let (mounted, idle): (Vec<&Volume>, Vec<&Volume>) =
        picture.volumes.iter().partition(|volume| !volume.mounts.is_empty());
    for volume in mounted.into_iter().chain(idle) {
        let item = |mount: &crate::ide::draw::Mount| {
            let about =
                format!("{}: {} at {}, {}", picture.name_of(mount.member), volume.name, mount.path, mount.access());
            let look = if mount.read_only { Look::Read } else { Look::Write };
            Item { member: mount.member, row: 0, text: mount.path.clone(), about, look }
        };
        let items: Vec<Item> = volume.mounts.iter().map(item).collect();
        let (note, class) = match (volume.is_unknown, items.is_empty()) {
            (true, _) => (volume.source.clone(), "volume lost"),
            (_, true) => (format!("not mounted, {}", volume.source), "volume lost"),
            _ => (volume.source.clone(), "volume"),
        };
        strips.push(Strip { name: volume.name.clone(), note, class, items: few(items) });
    }
    strips
}

/// At most [`MOST`] items of each member, in rows, and a word about the others.
fn few(items: Vec<Item>) -> Vec<Item> {
    let mut kept: Vec<Item> = Vec::new();
    let (mut member, mut count) = (usize::MAX, 0);
    for mut item in items {
        count = if item.member == member { count + 1 } else { 1 };
        member = item.member;
        if count <= MOST {
            item.row = whole(count - 1);
            kept.push(item);
        } else if let Some(last) = kept.last_mut() {
            last.text = format!("and {} more", count + 1 - MOST);
            if count < 4 * MOST {
                last.about = format!("{}\n{}", last.about, item.about);
            }
            last.look = Look::More;
        }
    }
    kept
}

/// The height at which item `index` of a container stands in its strip.
fn middle(index: i32) -> i32 {
    12 + ITEM / 2 + index * ITEM
}

fn height(strip: &Strip) -> i32 {
    let rows = strip.items.iter().map(|item| item.row + 1).max().unwrap_or(0);
    (24 + rows * ITEM).max(48)
}
