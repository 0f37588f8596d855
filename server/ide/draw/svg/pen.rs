//! Writes SVG: elements, escaped texts, rounded lines. Knows nothing of Pods.

use std::fmt::{Display, Write as _};

use super::measure::Face;
use crate::ide::draw::xml::escaped;

/// A drawing in the making.
#[derive(Default)]
pub(super) struct Pen {
    pub(super) out: String,
}

impl Pen {
    /// Adds markup as it is.
    pub(super) fn raw(&mut self, markup: impl Display) {
        let _ = writeln!(self.out, "{markup}");
    }

    /// Opens a group that says `title` when it is pointed at.
    pub(super) fn open(&mut self, class: &str, title: &str) {
        self.raw(format_args!("<g class=\"{class}\"><title>{}</title>", escaped(title)));
    }

    pub(super) fn close(&mut self) {
        self.raw("</g>");
    }

    /// Text that begins at `x`, cut to `room` pixels.
    pub(super) fn text(&mut self, face: Face, (x, y): (i32, i32), room: i32, text: &str) {
        self.anchored(face, (x, y), "", &face.fit(text, room));
    }

    /// Text around `x`.
    pub(super) fn middle(&mut self, face: Face, at: (i32, i32), text: &str) {
        self.anchored(face, at, " text-anchor=\"middle\"", text);
    }

    /// Text that ends at `x`.
    pub(super) fn end(&mut self, face: Face, at: (i32, i32), text: &str) {
        self.anchored(face, at, " text-anchor=\"end\"", text);
    }

    fn anchored(&mut self, face: Face, (x, y): (i32, i32), anchor: &str, text: &str) {
        if !text.is_empty() {
            self.raw(format_args!(
                "<text class=\"{}\" x=\"{x}\" y=\"{y}\"{anchor}>{}</text>",
                face.class,
                escaped(text)
            ));
        }
    }

    pub(super) fn rect(&mut self, class: &str, (x, y): (i32, i32), (width, height): (i32, i32), round: i32) {
        self.raw(format_args!(
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\" rx=\"{round}\"/>",
            width.max(0),
            height.max(0)
        ));
    }

    pub(super) fn circle(&mut self, class: &str, (x, y): (i32, i32), radius: &str) {
        self.raw(format_args!("<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>"));
    }

    /// A path of straight pieces with rounded corners.
    pub(super) fn line(&mut self, class: &str, points: &[(i32, i32)]) {
        let mut path = String::new();
        for (index, (x, y)) in points.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| points.get(before));
            let after = points.get(index + 1);
            let _ = match (before, after) {
                (None, _) => write!(path, "M{x} {y}"),
                (Some(_), None) => write!(path, "L{x} {y}"),
                (Some(before), Some(after)) => {
                    let (x1, y1) = toward((*x, *y), *before);
                    let (x2, y2) = toward((*x, *y), *after);
                    write!(path, "L{x1} {y1}Q{x} {y} {x2} {y2}")
                }
            };
        }
        self.raw(format_args!("<path class=\"{class}\" d=\"{path}\"/>"));
    }
}

/// A little from a corner toward another point, along one axis.
fn toward((x, y): (i32, i32), (to_x, to_y): (i32, i32)) -> (i32, i32) {
    const ROUND: i32 = 7;
    let step = |from: i32, to: i32| from + ((to - from) / 2).clamp(-ROUND, ROUND);
    (step(x, to_x), step(y, to_y))
}
