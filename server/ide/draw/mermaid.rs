//! A picture as a Mermaid flowchart, for places that draw those: pages, wikis, pull requests.
//! Knows Mermaid's grammar as of version 11.

use std::fmt::Write as _;

use super::words::{ending, gate};
use super::{Picture, Volume};
use crate::pod::Role;

/// The pictures as one flowchart, each in a frame of its own.
pub fn mermaid(pictures: &[Picture]) -> String {
    let mut out = String::from("flowchart LR\n");
    for (number, picture) in pictures.iter().enumerate() {
        chart(&mut out, picture, number);
    }
    // Colours that carry dark text on light and dark pages alike.
    out.push_str("  classDef init fill:#fbe8c4,stroke:#b7791f,color:#3b2a0a\n");
    out.push_str("  classDef native fill:#d3f0ea,stroke:#0f8a7a,color:#0b322d\n");
    out.push_str("  classDef app fill:#d9e6fd,stroke:#2f66d0,color:#10264f\n");
    out.push_str("  classDef side fill:#e7e0fb,stroke:#7450cf,color:#2a1b57\n");
    out.push_str("  classDef debug fill:#e8eaee,stroke:#69727f,color:#22272e,stroke-dasharray:4 3\n");
    out.push_str("  classDef share fill:#f3f4f7,stroke:#8a93a1,color:#22272e\n");
    out
}

fn chart(out: &mut String, picture: &Picture, number: usize) {
    let id = |letter: char, index: usize| format!("p{number}{letter}{index}");
    let _ = writeln!(out, "  subgraph p{number}[\"{}\"]", escaped(&picture.title()));
    out.push_str("    direction LR\n");
    if picture.members.is_empty() {
        let _ = writeln!(out, "    {}[\"no containers\"]", id('c', 0));
    }
    let (first, last) = (picture.regular().next(), picture.regular().last());
    let group = first != last;
    for (index, member) in picture.members.iter().enumerate() {
        if group && first == Some(index) {
            let _ = writeln!(out, "    subgraph p{number}run[\"start together\"]");
        }
        let (open, close) = match member.role {
            Role::NativeSidecar => ("([", "])"),
            Role::Init => ("[", "]"),
            Role::App | Role::PlainSidecar | Role::Ephemeral => ("(", ")"),
        };
        let (name, role) = (escaped(&member.name), member.role.name());
        let _ = writeln!(out, "    {}{open}\"{name}<br/>{role}\"{close}:::{}", id('c', index), class(member.role));
        if group && last == Some(index) {
            out.push_str("    end\n");
        }
    }
    for (index, wait) in picture.gates.iter().enumerate() {
        let next = match picture.gates.get(index + 1) {
            Some(_) => id('c', index + 1),
            None if group => format!("p{number}run"),
            None => match first {
                Some(first) => id('c', first),
                None => break,
            },
        };
        let _ = writeln!(out, "    {} ==>|\"{}\"| {next}", id('c', index), gate(*wait));
    }
    let mut ports = 0;
    for (index, member) in picture.members.iter().enumerate() {
        for port in &member.ports {
            let _ = writeln!(out, "    {}{{{{\"{}\"}}}}:::share", id('n', ports), escaped(&port.label()));
            let _ = writeln!(out, "    {} --- {}", id('c', index), id('n', ports));
            ports += 1;
        }
    }
    for (index, volume) in picture.volumes.iter().enumerate() {
        self::volume(out, volume, &id('v', index), |member| id('c', member));
    }
    if !picture.members.is_empty() {
        let _ = writeln!(out, "    {}[/\"ends: {}\"/]:::share", id('e', 0), escaped(&ending(picture)));
    }
    out.push_str("  end\n");
}

fn volume(out: &mut String, volume: &Volume, id: &str, member: impl Fn(usize) -> String) {
    let (name, source) = (escaped(&volume.name), escaped(&volume.source));
    let _ = writeln!(out, "    {id}[(\"{name}<br/>{source}\")]:::share");
    for mount in &volume.mounts {
        // A dotted line only reads.
        let line = if mount.read_only { "-.-" } else { "---" };
        let (path, access) = (escaped(&mount.path), mount.access());
        let _ = writeln!(out, "    {} {line}|\"{path} {access}\"| {id}", member(mount.member));
    }
}

fn class(role: Role) -> &'static str {
    match role {
        Role::Init => "init",
        Role::NativeSidecar => "native",
        Role::App => "app",
        Role::PlainSidecar => "side",
        Role::Ephemeral => "debug",
    }
}

/// `text` inside quotes: what Mermaid, Markdown or HTML would read as their own is written as a code.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        if letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '.' | '/' | ':' | ',' | '(' | ')' | '…' | '·') {
            out.push(letter);
        } else {
            let _ = write!(out, "#{};", u32::from(letter));
        }
    }
    out
}
