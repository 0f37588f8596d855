//! Where everything of a picture stands, in pixels. Draws nothing.
//!
//! Native sidecars have a row each, the first to start on top; below them one row for the init
//! containers, which run one at a time, and the regular containers behind those, a row each. So a line
//! that goes down from where a container starts meets no other: what is below starts further right.

use crate::ide::draw::Picture;
use crate::pod::Role;

/// Around everything.
pub(super) const PAD: i32 = 28;
/// Height of a bar.
pub(super) const BAR: i32 = 46;
/// From one row to the next.
const ROW: i32 = 62;
/// The column of captions.
pub(super) const LEFT: i32 = 156;
/// Between two steps: room for what the second one waits for.
pub(super) const GAP: i32 = 54;
/// Between the lines of containers that start together.
const LANE: i32 = 14;
/// From the end of one native sidecar to that of the next.
const FADE: i32 = 30;
/// From the left edge of a column to its line.
const INSET: i32 = 16;
/// The narrowest picture.
const LEAST: i32 = 640;
/// The line of time.
pub(super) const AXIS: i32 = 108;

/// The place of a container.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// The left edge of its bar.
    pub(super) left: i32,
    /// The right edge.
    pub(super) right: i32,
    /// The top edge.
    pub(super) top: i32,
    /// Where its line leaves the bar: at the bottom, or at the left edge.
    pub(super) port: i32,
    /// Where its line goes down below the bars, and what it connects stands.
    pub(super) trunk: i32,
    /// Pixels beside the line for that.
    pub(super) room: i32,
    /// The height at which the line turns from `port` to `trunk`.
    pub(super) turn: i32,
}

/// The places of all containers, and what they lead to.
pub(super) struct Layout {
    pub(super) places: Vec<Place>,
    /// Where the steps begin.
    pub(super) first: i32,
    /// The row of init containers.
    pub(super) line: i32,
    /// Left, right, top and bottom of the frame around regular containers, if there are several.
    pub(super) frame: Option<(i32, i32, i32, i32)>,
    /// Where the regular containers begin and end.
    pub(super) run: (i32, i32),
    /// Where the last one ends.
    pub(super) end: i32,
    /// Below all bars and bends.
    pub(super) bottom: i32,
    /// From the left edge of one step to that of the next.
    pub(super) pitch: i32,
    /// Of the whole picture.
    pub(super) width: i32,
}

impl Layout {
    pub(super) fn new(picture: &Picture) -> Self {
        let column = if picture.members.len() > 12 { 136 } else { 172 };
        let pitch = column + GAP;
        let steps = whole(picture.gates.len());
        let sidecars = whole(picture.sidecars().count());
        let regular = whole(picture.regular().count());
        let together = whole(picture.members.len()) - steps;
        // Only what shares something has a line, and needs room for it.
        let wired: Vec<bool> = wired(picture);
        let lines = whole(wired.iter().skip(picture.gates.len()).filter(|wired| **wired).count());
        let first = PAD + LEFT;
        let run = first + steps * pitch;

        let framed = regular > 1;
        let line = AXIS + 28 + sidecars * ROW + if framed { 20 } else { 0 };
        let gutter = if framed { lines * LANE + 12 } else { 0 };
        let next = column + 20;
        let run_end = (run + lines * next - 20).max(run + gutter + 340).max(LEAST - PAD - 12 - sidecars * FADE);
        let frame = framed.then(|| (run - 4, run_end + 12, line - 26, line + (regular - 1) * ROW + BAR + 12));
        let fade = |before: i32| run_end + if framed { 16 } else { 4 } + (sidecars - before) * FADE;
        let end = if sidecars > 0 { fade(0) } else { run_end };
        let rows = together.max(1);
        let bars = line + (rows - 1) * ROW + BAR + if framed { 12 } else { 0 };
        let bottom = bars + 20 + (lines - 1).max(0) * 8;

        let (mut before, mut step, mut row, mut lane) = (0, 0, 0, 0);
        let place = |(role, wired): (Role, bool)| match role {
            Role::Init | Role::NativeSidecar => {
                let left = first + step * pitch;
                step += 1;
                let stays = role == Role::NativeSidecar;
                let top = if stays { AXIS + 28 + before * ROW } else { line };
                let right = if stays { fade(before) } else { left + column };
                before += i32::from(stays);
                let trunk = left + INSET;
                Place { left, right, top, port: trunk, trunk, room: pitch - INSET, turn: top + BAR }
            }
            Role::App | Role::PlainSidecar | Role::Ephemeral => {
                // Who joins later begins later.
                let late =
                    if role == Role::Ephemeral { ((run_end - run - gutter) / 3).max(lines * LANE + 24) } else { 0 };
                let left = run + gutter + late;
                let top = line + row * ROW;
                row += 1;
                let trunk = run + INSET + lane * next;
                let port = run + INSET + lane * LANE;
                let turn = bars + 10 + (lines - 1 - lane) * 8;
                lane += i32::from(wired);
                let room = if lane == lines { run_end.max(trunk + next) - trunk } else { next };
                Place { left, right: run_end, top, port, trunk, room: room - 8, turn }
            }
        };
        let places: Vec<Place> = picture.members.iter().map(|member| member.role).zip(wired).map(place).collect();
        let width = (end + PAD + 12).max(LEAST);
        Self { places, first, line, frame, run: (run, run_end), end, bottom, pitch, width }
    }

    /// Where the step after `step` is waited for.
    pub(super) fn gate(&self, step: usize) -> i32 {
        self.first + whole(step + 1) * self.pitch - GAP / 2
    }
}

/// Which containers have ports or mounts.
fn wired(picture: &Picture) -> Vec<bool> {
    let mut wired: Vec<bool> = picture.members.iter().map(|member| !member.ports.is_empty()).collect();
    for mount in picture.volumes.iter().flat_map(|volume| &volume.mounts) {
        if let Some(wired) = wired.get_mut(mount.member) {
            *wired = true;
        }
    }
    wired
}

/// A count in pixels' type. More than fit into any picture stay at the end.
pub(super) fn whole(count: usize) -> i32 {
    i32::try_from(count.min(100_000)).unwrap_or(0)
}
