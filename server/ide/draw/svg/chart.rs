//! The upper part of a picture: bars over time, and what waits for what.

use super::layout::{AXIS, BAR, GAP, LEFT, Layout, PAD, Place};
use super::measure::{CHIP, NAME, NOTE, PLAIN};
use super::pen::Pen;
use crate::ide::draw::words::{gate, seconds};
use crate::ide::draw::{Member, Picture};
use crate::pod::Role;
use crate::pod::effective::Gate;

/// The class of a role in the style sheet.
pub(super) fn class(role: Role) -> &'static str {
    match role {
        Role::Init => "init",
        Role::NativeSidecar => "native",
        Role::App => "app",
        Role::PlainSidecar => "side",
        Role::Ephemeral => "debug",
    }
}

pub(super) fn draw(pen: &mut Pen, picture: &Picture, layout: &Layout) {
    axis(pen, picture, layout);
    if let Some((left, right, top, bottom)) = layout.frame {
        pen.rect("frame", (left, top), (right - left, bottom - top), 12);
        pen.text(NOTE, (left + 14, top + 17), right - left, "start together");
    }
    captions(pen, picture, layout);
    let order = stops(picture);
    for ((member, place), stop) in picture.members.iter().zip(&layout.places).zip(order) {
        bar(pen, member, *place, layout, stop);
    }
    for (step, wait) in picture.gates.iter().enumerate() {
        flow(pen, picture, layout, step, *wait);
    }
}

/// The line of time with what happens on it.
fn axis(pen: &mut Pen, picture: &Picture, layout: &Layout) {
    let end = layout.end + 8;
    pen.line("axis", &[(layout.first, AXIS), (end, AXIS)]);
    pen.line("axis", &[(end - 7, AXIS - 4), (end, AXIS), (end - 7, AXIS + 4)]);
    pen.circle("tick", (layout.first, AXIS), "3.5");
    pen.text(NOTE, (layout.first, AXIS - 10), 80, "start");
    for (step, wait) in picture.gates.iter().enumerate() {
        let at = layout.gate(step);
        let bottom = layout.places.get(step).map_or(AXIS, |place| place.top + BAR / 2);
        pen.line("guide", &[(at, AXIS), (at, bottom)]);
        pen.circle("tick", (at, AXIS), "3.5");
        pen.middle(NOTE, (at, AXIS - 10), gate(*wait));
    }
    let within = || format!("stops within {}", seconds(picture.grace));
    let note = if picture.completes { "ends with its work".to_owned() } else { within() };
    pen.end(NOTE, (end, AXIS - 10), &note);
}

/// What the rows are, beside them.
fn captions(pen: &mut Pen, picture: &Picture, layout: &Layout) {
    let mut caption = |top: i32, name: &str, note: &str| {
        pen.text(PLAIN, (PAD, top + 20), LEFT - 10, name);
        pen.text(NOTE, (PAD, top + 36), LEFT - 10, note);
    };
    for index in picture.sidecars() {
        if let Some(place) = layout.places.get(index) {
            caption(place.top, "native sidecar", "stays to the end");
        }
    }
    let inits = picture.members.iter().filter(|member| member.role == Role::Init).count();
    match inits {
        0 => {}
        1 => caption(layout.line, "init container", "runs once"),
        _ => caption(layout.line, "init containers", "one by one"),
    }
}

/// The order in which the containers stop, from 1; none for those that have ended before, and for all
/// if they stop together.
fn stops(picture: &Picture) -> Vec<Option<usize>> {
    let sidecars = picture.sidecars().count();
    let regular = usize::from(picture.regular().next().is_some());
    let mut before = 0;
    let stop = |member: &Member| match member.role {
        _ if sidecars == 0 => None,
        Role::App | Role::PlainSidecar => Some(1),
        Role::NativeSidecar => {
            before += 1;
            Some(regular + sidecars + 1 - before)
        }
        Role::Init | Role::Ephemeral => None,
    };
    picture.members.iter().map(stop).collect()
}

fn bar(pen: &mut Pen, member: &Member, place: Place, layout: &Layout, stop: Option<usize>) {
    let Place { left, right, top, .. } = place;
    let mut about = format!("{}, {}", member.name, member.role.name());
    for part in [&member.image, &member.probes.join(", ")] {
        if !part.is_empty() {
            about = format!("{about}\n{part}");
        }
    }
    pen.open(class(member.role), &about);
    pen.rect("bar", (left, top), (right - left, BAR), 9);
    let mut edge = right - 12;
    if let Some(stop) = stop {
        let at = (right - 18, top + BAR / 2);
        pen.circle("stop", at, "9");
        pen.middle(CHIP, (at.0, at.1 + 4), &stop.to_string());
        edge = right - 34;
    }
    // The name comes first; a probe is shown where there is room left.
    let full = edge - left - 14;
    let mut room = full;
    for probe in member.probes.iter().rev() {
        let name = probe.trim_end_matches("Probe");
        let width = CHIP.width(name) + 14;
        if room - width - 8 < NAME.width(&member.name).max(60) {
            break;
        }
        pen.rect("chip", (left + 14 + room - width, top + 6), (width, 18), 9);
        pen.middle(CHIP, (left + 14 + room - width / 2, top + 19), name);
        room -= width + 6;
    }
    // The sign of what is waited for sits on the lower edge of a native sidecar.
    let wide = if member.role == Role::NativeSidecar { full.min(layout.pitch - GAP - 20) } else { full };
    let role = match member.role {
        Role::Init | Role::NativeSidecar => "",
        role => role.name(),
    };
    let comma = if role.is_empty() || member.image.is_empty() { "" } else { ", " };
    let image = NOTE.fit_end(&member.image, wide - NOTE.width(role) - NOTE.width(comma));
    let note = format!("{role}{comma}{image}");
    let name = if note.is_empty() { 28 } else { 20 };
    pen.text(NAME, (left + 14, top + name), room, &member.name);
    pen.text(NOTE, (left + 14, top + 37), wide, &note);
    pen.close();
}

/// What the step after `step` waits for: an arrow with a sign on it.
fn flow(pen: &mut Pen, picture: &Picture, layout: &Layout, step: usize, wait: Gate) {
    let (Some(from), Some(member)) = (layout.places.get(step), picture.members.get(step)) else { return };
    let at = layout.gate(step);
    let stays = member.role == Role::NativeSidecar;
    let sign = (at, if stays { from.top + BAR } else { from.top + BAR / 2 });
    let next = layout.places.get(step + 1).map(|to| {
        let left = match layout.frame {
            Some((left, ..)) if to.left >= layout.run.0 => left,
            _ => to.left,
        };
        (left, to.top + BAR / 2)
    });
    let start = if stays { sign } else { (from.right, sign.1) };
    if let Some((x, y)) = next {
        if y == start.1 {
            pen.line("flow", &[start, (x - 1, y)]);
        } else {
            pen.line("flow", &[start, (at, start.1), (at, y), (x - 1, y)]);
        }
        pen.line("head", &[(x - 8, y - 5), (x - 1, y), (x - 8, y + 5)]);
    } else if !stays {
        pen.line("flow", &[start, sign]);
    }
    pen.open(class(member.role), &format!("{}: {}", member.name, gate(wait)));
    let (x, y) = sign;
    match wait {
        Gate::Exit => {
            pen.circle("sign", sign, "10");
            pen.raw(format_args!("<path class=\"mark\" d=\"M{} {}l3 4l6 -8\"/>", x - 5, y));
        }
        Gate::Started { probe: true, .. } => {
            pen.raw(format_args!("<path class=\"sign full\" d=\"M{x} {}l10 10l-10 10l-10 -10z\"/>", y - 10));
        }
        Gate::Started { post_start: true, .. } => {
            pen.raw(format_args!("<path class=\"sign\" d=\"M{x} {}l10 10l-10 10l-10 -10z\"/>", y - 10));
        }
        Gate::Started { .. } | Gate::Last => pen.circle("sign full", sign, "6"),
    }
    pen.close();
}
