//! A picture as SVG: one document that carries its own style, for light and dark pages. It fetches
//! nothing, names no element by id, and says in words what it shows.

mod chart;
mod layout;
mod measure;
mod pen;
mod strips;
mod style;

use super::Picture;
use super::words::{ending, starting};
use super::xml::escaped;
use layout::{Layout, PAD};
use measure::{NOTE, TITLE};
use pen::Pen;

/// What the colours follow.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// The reader's preference.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// Between two pictures.
const SPACE: i32 = 20;

/// The pictures one below the other, as one SVG document. Its root has the class `podls`, and `light` or
/// `dark` where `theme` is not left to the reader: a page that holds it may set these itself.
pub fn svg(pictures: &[Picture], theme: Theme) -> String {
    let mut layouts: Vec<Layout> = pictures.iter().map(Layout::new).collect();
    let width = layouts.iter().map(|layout| layout.width).max().unwrap_or(0);
    let mut body = Pen::default();
    let mut height = 0;
    for (picture, layout) in pictures.iter().zip(&mut layouts) {
        layout.width = width;
        if height > 0 {
            height += SPACE;
        }
        height += one(&mut body, picture, layout, height);
    }
    let class = match theme {
        Theme::Auto => "podls",
        Theme::Light => "podls light",
        Theme::Dark => "podls dark",
    };
    let titles: Vec<String> = pictures.iter().map(Picture::title).collect();
    let title = escaped(&titles.join(", "));
    let told: Vec<String> = pictures.iter().map(told).collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{class}\" role=\"img\" aria-label=\"{title}\" \
         width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n<title>{title}</title>\n\
         <desc>{}</desc>\n<style>\n{}</style>\n{}</svg>\n",
        escaped(&told.join("\n")),
        style::SHEET,
        body.out
    )
}

/// What the picture says, in words.
fn told(picture: &Picture) -> String {
    let mut told = format!("{}.", picture.title());
    if !picture.members.is_empty() {
        told = format!("{told} Starts: {}. Ends: {}.", starting(picture), ending(picture));
    }
    told
}

/// Draws one picture from `top` on; returns its height.
fn one(pen: &mut Pen, picture: &Picture, layout: &Layout, top: i32) -> i32 {
    let mut inner = Pen::default();
    let room = layout.width - 2 * PAD;
    inner.text(TITLE, (PAD, 42), room, &picture.title());
    inner.text(NOTE, (PAD, 62), room, &facts(picture));
    let mut bottom = if picture.members.is_empty() {
        inner.text(NOTE, (PAD, 90), room, "no containers");
        112
    } else {
        chart::draw(&mut inner, picture, layout);
        strips::draw(&mut inner, picture, layout)
    };
    let legend = legend(picture);
    if !legend.is_empty() {
        inner.text(NOTE, (PAD, bottom + 16), room, &legend);
        bottom += 22;
    }
    let height = bottom + 14;
    pen.raw(format_args!("<g transform=\"translate(0 {top})\">"));
    pen.open("card", &picture.title());
    pen.rect("ground", (0, 0), (layout.width, height), 14);
    pen.close();
    pen.out.push_str(&inner.out);
    pen.close();
    height
}

/// `requests cpu 70m, memory 96Mi · Burstable`
fn facts(picture: &Picture) -> String {
    let mut facts = Vec::new();
    if !picture.requests.is_empty() {
        facts.push(format!("requests {}", picture.requests.join(", ")));
    }
    facts.extend(picture.qos.map(str::to_owned));
    facts.join(" · ")
}

fn legend(picture: &Picture) -> String {
    let mut parts = Vec::new();
    let mut mounts = picture.volumes.iter().flat_map(|volume| &volume.mounts);
    if mounts.next().is_some() {
        parts.push("● read and write\u{a0}\u{a0}\u{a0}○ read only");
    }
    if picture.sidecars().next().is_some() && picture.regular().next().is_some() {
        parts.push("① ② order of stopping");
    }
    parts.join("\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}")
}
