//! A picture in characters: a bar for each container, time from left to right; below it what they share.
//! Knows tones, not colours.

use super::words::{columns, ending, gate, shorten};
use super::{Member, Picture};
use crate::pod::Role;
use crate::pod::effective::Gate;

/// The narrowest and the widest a picture gets.
const NARROWEST: usize = 60;
const WIDEST: usize = 100;
/// The width that bars keep to.
const USUAL: usize = 80;
/// Longer names are cut.
const LONGEST_NAME: usize = 24;

/// A line: parts, each with the tone it is said in.
pub type Line = Vec<(Tone, String)>;

/// How a part of a line stands out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Tone {
    /// As everything else.
    Plain,
    /// Names.
    Strong,
    /// Explains.
    Faint,
    /// Belongs to a container of this role.
    Of(Role),
}

/// The picture in lines of at most `width` columns (60 to 100).
pub fn text(picture: &Picture, width: usize) -> Vec<Line> {
    let width = width.clamp(NARROWEST, WIDEST);
    let name = picture.members.iter().map(|member| length(&member.name)).max().unwrap_or(0).min(LONGEST_NAME);
    let mut pen = Pen { lines: Vec::new(), width, name };
    pen.line(vec![(Tone::Strong, picture.title())]);
    if picture.members.is_empty() {
        pen.line(vec![(Tone::Faint, "  no containers".to_owned())]);
    } else {
        pen.line(Vec::new());
        pen.bars(picture);
        pen.legend(picture);
        pen.network(picture);
    }
    pen.volumes(picture);
    if !picture.members.is_empty() {
        pen.line(Vec::new());
        pen.sentence("ends     ", &ending(picture));
        pen.sentence("requests ", &picture.requests.join(", "));
        pen.sentence("QoS class", picture.qos.unwrap_or_default());
    }
    pen.lines
}

struct Pen {
    lines: Vec<Line>,
    width: usize,
    /// Columns of the longest name.
    name: usize,
}

impl Pen {
    /// Adds a line, cut to the width.
    fn line(&mut self, parts: Line) {
        let mut room = self.width;
        let mut line = Vec::new();
        for (tone, part) in parts {
            let part = shorten(&part, room, columns);
            room -= length(&part).min(room);
            line.push((tone, part));
        }
        // Nobody sees blanks at the end, but whoever selects the line does.
        while let Some((_, last)) = line.last_mut() {
            last.truncate(last.trim_end().len());
            if !last.is_empty() {
                break;
            }
            line.pop();
        }
        line.retain(|(_, part)| !part.is_empty());
        self.lines.push(line);
    }

    fn heading(&mut self, title: &str, note: &str) {
        self.line(Vec::new());
        self.line(vec![(Tone::Strong, format!("  {title}")), (Tone::Faint, format!("  {note}"))]);
    }

    /// A sentence behind a word, on as many lines as it needs.
    fn sentence(&mut self, word: &str, sentence: &str) {
        let indent = 2 + length(word) + 2;
        let mut parts = vec![(Tone::Strong, format!("  {word}")), (Tone::Plain, "  ".to_owned())];
        let mut used = indent;
        for word in sentence.split_inclusive(' ') {
            if used + length(word.trim_end()) > self.width && used > indent {
                self.line(std::mem::replace(&mut parts, vec![(Tone::Plain, " ".repeat(indent))]));
                used = indent;
            }
            used += length(word);
            parts.push((Tone::Plain, word.to_owned()));
        }
        if !sentence.is_empty() {
            self.line(parts);
        }
    }

    fn bars(&mut self, picture: &Picture) {
        let role = picture.members.iter().map(|member| member.role.name().len()).max().unwrap_or(0);
        let time = Time::new(picture, self.width.min(USUAL).saturating_sub(self.name + role + 6));
        let mut sidecars = 0;
        for (index, member) in picture.members.iter().enumerate() {
            let mut bar = time.bar(picture, index, member, sidecars);
            sidecars += usize::from(member.role == Role::NativeSidecar);
            bar.push_str(&" ".repeat(time.area.saturating_sub(length(&bar))));
            self.line(vec![
                (Tone::Strong, format!("  {}  ", padded(&member.name, self.name))),
                (Tone::Of(member.role), bar),
                (Tone::Faint, format!("  {}", member.role.name())),
            ]);
        }
    }

    /// What the signs in the bars mean.
    fn legend(&mut self, picture: &Picture) {
        let mut seen: Vec<Gate> = Vec::new();
        for wait in &picture.gates {
            if !seen.contains(wait) {
                seen.push(*wait);
            }
        }
        if seen.is_empty() {
            return;
        }
        self.line(Vec::new());
        let signs: Vec<String> = seen.iter().map(|wait| format!("{} {}", sign(*wait), gate(*wait))).collect();
        self.sentence("next starts at", &signs.join(", "));
    }

    fn network(&mut self, picture: &Picture) {
        let ports = || picture.members.iter().flat_map(|member| member.ports.iter().map(move |port| (member, port)));
        if ports().next().is_none() {
            return;
        }
        let note = if picture.host_network { "the network of the node" } else { "one IP address, one port space" };
        self.heading("network", note);
        let widest = ports().map(|(_, port)| length(&port.label())).max().unwrap_or(0).min(self.width / 2);
        for (member, port) in ports() {
            self.line(vec![
                (Tone::Plain, format!("    {}  ", padded(&port.label(), widest))),
                (Tone::Of(member.role), shorten(&member.name, LONGEST_NAME, columns)),
            ]);
        }
    }

    fn volumes(&mut self, picture: &Picture) {
        if picture.volumes.is_empty() {
            return;
        }
        self.heading("volumes", "");
        for volume in &picture.volumes {
            let mut parts = vec![
                (Tone::Strong, format!("    {}", shorten(&volume.name, self.width / 2, columns))),
                (Tone::Faint, format!("  {}", volume.source)),
            ];
            if volume.mounts.is_empty() {
                parts.push((Tone::Faint, ", not mounted".to_owned()));
            }
            self.line(parts);
            for mount in &volume.mounts {
                let Some(member) = picture.members.get(mount.member) else { continue };
                self.line(vec![
                    (Tone::Faint, format!("      {}  ", mount.access())),
                    (Tone::Of(member.role), format!("{}  ", padded(&member.name, self.name))),
                    (Tone::Plain, mount.path.clone()),
                ]);
            }
        }
    }
}

/// Where things stand on the line of time, in columns.
struct Time {
    /// All of it.
    area: usize,
    /// Where each step begins; the last one is that of the regular containers.
    starts: Vec<usize>,
    /// Where the regular containers end.
    end: usize,
    /// From the end of one native sidecar to that of the next.
    fade: usize,
    sidecars: usize,
}

impl Time {
    fn new(picture: &Picture, area: usize) -> Self {
        /// The least the run of the regular containers gets.
        const RUN: usize = 10;
        let sidecars = picture.sidecars().count();
        let fade = (area / 4).checked_div(sidecars).unwrap_or(0).min(2);
        let end = area.saturating_sub(fade * sidecars);
        let steps = picture.gates.len();
        let room = end.saturating_sub(RUN).min(steps * 6);
        let starts = (0..=steps).map(|step| (room * step).checked_div(steps).unwrap_or(0)).collect();
        Self { area, starts, end, fade, sidecars }
    }

    /// The bar of a member; `before` native sidecars have started already.
    fn bar(&self, picture: &Picture, index: usize, member: &Member, before: usize) -> String {
        let at = |step: usize| self.starts.get(step).or(self.starts.last()).copied().unwrap_or(0);
        let run = at(usize::MAX);
        let mark = picture.gates.get(index).map_or('•', |wait| sign(*wait));
        match member.role {
            Role::Init => {
                let (from, to) = (at(index), at(index + 1));
                drawn(from, to.max(from + 1), ['├', '─', mark], None)
            }
            Role::NativeSidecar => {
                let (from, to) = (at(index), at(index + 1).saturating_sub(1));
                let end = self.end + self.fade * self.sidecars.saturating_sub(before);
                drawn(from, end, ['┣', '━', '┫'], Some((to.max(from), mark)))
            }
            Role::App => drawn(run, self.end, ['╞', '═', '╡'], None),
            Role::PlainSidecar => drawn(run, self.end, ['├', '─', '┤'], None),
            Role::Ephemeral => drawn(run + (self.end - run.min(self.end)) / 2, self.end, ['┄', '┄', '┄'], None),
        }
    }
}

/// From column `from` up to `to`: its start, its middle and its end, and a sign somewhere.
fn drawn(from: usize, to: usize, [start, middle, end]: [char; 3], mark: Option<(usize, char)>) -> String {
    let mut bar = " ".repeat(from);
    for column in from..to {
        bar.push(match mark {
            Some((at, sign)) if at == column => sign,
            _ if column + 1 == to => end,
            _ if column == from => start,
            _ => middle,
        });
    }
    bar
}

fn sign(gate: Gate) -> char {
    match gate {
        Gate::Exit => '✓',
        Gate::Started { probe: true, .. } => '◆',
        Gate::Started { post_start: true, .. } => '◇',
        Gate::Started { .. } | Gate::Last => '•',
    }
}

/// `text` in exactly `width` columns.
fn padded(text: &str, width: usize) -> String {
    let mut text = shorten(text, width, columns);
    text.push_str(&" ".repeat(width.saturating_sub(length(&text))));
    text
}

fn length(text: &str) -> usize {
    text.chars().map(columns).sum()
}
