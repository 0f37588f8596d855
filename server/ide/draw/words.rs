//! The words of a picture, the same in all its forms, and texts made fit to be shown.

use super::Picture;
use crate::ide::facts::and_list;
use crate::pod::effective::Gate;

/// Longer texts are cut, even in what is shown on demand.
const LONGEST: usize = 500;

/// `text` without what would steer a terminal, break XML or hide what stands behind it; not too long.
pub(super) fn clean(text: &str) -> String {
    let plain = |c: char| {
        let odd = c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
            || u32::from(c) & 0xfffe == 0xfffe;
        if odd { '\u{fffd}' } else { c }
    };
    shorten(text, LONGEST, |_| 1).chars().map(plain).collect()
}

/// As much of `text` as fits into `room`, with `…` where it was cut. `width` measures a character.
pub(super) fn shorten(text: &str, room: usize, width: impl Fn(char) -> usize) -> String {
    let mut used = 0;
    // Where to cut if the rest does not fit.
    let mut fits = 0;
    let dots = width('…');
    for (at, letter) in text.char_indices() {
        if used + dots <= room {
            fits = at;
        }
        used += width(letter);
        if used > room {
            return format!("{}…", crate::text::cut(text, 0..fits));
        }
    }
    text.to_owned()
}

/// The columns of a terminal that `letter` takes.
pub(super) fn columns(letter: char) -> usize {
    let wide = matches!(u32::from(letter), 0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f000..=0x1ffff | 0x20000..=0x3ffff);
    if wide { 2 } else { 1 }
}

/// What the next step waits for.
pub(super) fn gate(gate: Gate) -> &'static str {
    match gate {
        Gate::Exit => "exit code 0",
        Gate::Started { probe: true, post_start: true } => "startupProbe, postStart",
        Gate::Started { probe: true, post_start: false } => "startupProbe passed",
        Gate::Started { probe: false, post_start: true } => "postStart returned",
        Gate::Started { probe: false, post_start: false } => "process runs",
        Gate::Last => "",
    }
}

/// How the Pod ends, in one sentence: `web, then logs; within 30 s`.
pub(super) fn ending(picture: &Picture) -> String {
    let mut steps: Vec<String> = together(picture).into_iter().collect();
    let sidecars: Vec<&str> = picture.sidecars().map(|member| picture.name_of(member)).collect();
    steps.extend(sidecars.into_iter().rev().map(str::to_owned));
    let steps = steps.join(", then ");
    let within = format!("within {}", seconds(picture.grace));
    match (picture.completes, steps.is_empty()) {
        (true, _) => format!("by itself: {steps}; {within} if told to stop"),
        (false, true) => within,
        (false, false) => format!("{steps}; {within}"),
    }
}

/// How the Pod starts, in one sentence.
pub(super) fn starting(picture: &Picture) -> String {
    let gates = picture.gates.iter().enumerate();
    let mut steps: Vec<String> =
        gates.map(|(member, wait)| format!("{} ({})", picture.name_of(member), gate(*wait))).collect();
    steps.extend(together(picture));
    steps.join(", then ")
}

/// The regular containers: `web`, `web and metrics together`.
fn together(picture: &Picture) -> Option<String> {
    let names: Vec<String> = picture.regular().map(|member| picture.name_of(member).to_owned()).collect();
    let word = if names.len() > 1 { " together" } else { "" };
    (!names.is_empty()).then(|| and_list(&names) + word)
}

/// `30 s`
pub(super) fn seconds(seconds: i64) -> String {
    format!("{seconds} s")
}
