//! Which ports a container serves, as far as a manifest says: those it declares, and those it is told to
//! listen on. And which ports of `localhost` it talks to. To declare a port is only information: that one
//! is not declared says nothing.

use std::ops::Range;

use super::command::{Command, base};
use super::map::{Map, text};
use crate::syntax::{Node, Scalar};
use crate::text::cut;

/// A port that a container declares.
#[derive(Clone, Copy, Debug)]
pub struct Port<'a> {
    /// Its entry.
    pub map: Map<'a>,
    /// Its number as written.
    pub node: Node<'a>,
    /// Its number.
    pub number: u16,
}

impl<'a> Port<'a> {
    /// `TCP`, unless it says otherwise.
    pub fn protocol(self) -> &'a str {
        self.map.text("protocol").filter(|protocol| !protocol.is_empty()).unwrap_or("TCP")
    }
}

/// The ports that a container declares, with a number that can be one.
pub fn declared(map: Map<'_>) -> impl Iterator<Item = Port<'_>> {
    map.maps("ports").filter_map(|(_, map)| {
        let node = map.get("containerPort")?;
        let number = u16::try_from(super::map::int(node)?).ok().filter(|number| *number > 0)?;
        Some(Port { map, node, number })
    })
}

/// A port of `localhost` that a text speaks of.
#[derive(Clone, Debug)]
pub struct Mention<'a> {
    /// The port.
    pub port: u16,
    /// The text.
    pub node: Node<'a>,
    /// Where in the value of the text.
    pub range: Range<usize>,
}

/// Names of the machine itself.
const LOCAL: [&str; 3] = ["localhost:", "127.0.0.1:", "[::1]:"];

/// Words of which the name of a flag may consist that says where to listen.
const PARTS: [&str; 24] = [
    "http",
    "https",
    "web",
    "metrics",
    "metric",
    "health",
    "healthz",
    "probe",
    "admin",
    "grpc",
    "secure",
    "insecure",
    "pprof",
    "debug",
    "status",
    "telemetry",
    "rest",
    "api",
    "listening",
    "monitoring",
    "prometheus",
    "serving",
    "ssl",
    "tls",
];

/// The ports of `localhost` in the words and the variables of a container, without those it listens on.
pub fn mentions<'a>(map: Map<'a>, command: &Command<'a>) -> Vec<Mention<'a>> {
    let mut found = Vec::new();
    let mut flag = "";
    for word in &command.words {
        let name = word.text.split_once('=').map_or(flag, |(name, _)| name);
        if !is_listening(name) {
            collect(word.node, word.text, &mut found);
        }
        flag = if word.text.starts_with('-') { word.text } else { "" };
    }
    for (_, variable) in map.maps("env") {
        let Some(node) = variable.get("value") else { continue };
        let name = variable.text("name").unwrap_or_default().to_ascii_lowercase();
        if let Some(text) = text(node).filter(|_| !is_listening(&name)) {
            collect(node, text, &mut found);
        }
    }
    found
}

fn collect<'a>(node: Node<'a>, text: &'a str, found: &mut Vec<Mention<'a>>) {
    // Most texts hold no colon.
    if memchr::memchr(b':', text.as_bytes()).is_none() {
        return;
    }
    for local in LOCAL {
        for (at, _) in text.match_indices(local) {
            let rest = cut(text, at + local.len()..text.len());
            let digits = rest.len() - rest.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
            if let Ok(port @ 1..) = cut(rest, 0..digits).parse::<u16>() {
                found.push(Mention { port, node, range: at..at + local.len() + digits });
            }
        }
    }
}

/// The port of this machine that a command like `nc -z localhost 5432` or `pg_isready -h localhost` talks to.
pub fn target(words: &[&str]) -> Option<u16> {
    let local = |word: &&&str| matches!(**word, "localhost" | "127.0.0.1" | "::1" | "--host=localhost" | "-hlocalhost");
    let at = words.iter().position(|word| local(&word))?;
    let number = |index: usize| words.get(index).and_then(|word| word.parse::<u16>().ok());
    let flag = words.iter().position(|word| matches!(*word, "-p" | "-P" | "--port"));
    let written = words.iter().find_map(|word| word.strip_prefix("--port=")?.parse().ok());
    let usual = || match base(words.first().copied().unwrap_or_default()) {
        "pg_isready" | "psql" => Some(5432),
        "redis-cli" => Some(6379),
        "mysqladmin" | "mysql" => Some(3306),
        _ => None,
    };
    let chosen = flag.and_then(|flag| number(flag + 1)).or(written);
    chosen.or_else(|| number(at + 1)).or_else(usual)
}

/// Whether a container is told, with a flag that is known for it, to listen on `port`; the word that says so.
pub fn listens<'a>(command: &Command<'a>, port: u16) -> Option<Node<'a>> {
    let mut before = "";
    for word in &command.words {
        let (name, value) = word.text.split_once('=').unwrap_or((before, word.text));
        if is_listening(name) && port_of(value) == Some(port) {
            return Some(word.node);
        }
        before = if word.text.starts_with('-') { word.text } else { "" };
    }
    None
}

/// The ports that a container is told to listen on at all addresses, with the words that say so. Without
/// those where it tells how it, or another container, is: these are often declared by the one that is meant.
pub fn listening<'c, 'a>(command: &'c Command<'a>) -> impl Iterator<Item = (u16, Node<'a>)> + use<'c, 'a> {
    let mut before = "";
    command.words.iter().filter_map(move |word| {
        let (name, value) = word.text.split_once('=').unwrap_or((before, word.text));
        before = if word.text.starts_with('-') { word.text } else { "" };
        let address = value.rsplit_once(':').map_or("", |(address, _)| address);
        let all = matches!(address.trim_start_matches("tcp://").trim_start_matches("http://"), "" | "0.0.0.0" | "[::]");
        let tells = name.contains("health") || name.contains("probe") || name.contains("metric");
        let port = port_of(value).filter(|_| all && !tells && name.starts_with('-') && is_listening(name))?;
        Some((port, word.node))
    })
}

/// Whether a flag or variable of this name says where to listen.
fn is_listening(flag: &str) -> bool {
    let name = flag.trim_start_matches('-');
    if name.is_empty() {
        return false;
    }
    let parts = || name.split(['-', '.', '_']);
    let listens = parts().any(|part| matches!(part, "listen" | "bind"));
    let last = parts().next_back().unwrap_or_default();
    listens
        || (matches!(last, "port" | "addr" | "address")
            && parts().all(|part| matches!(part, "port" | "addr" | "address") || PARTS.contains(&part)))
}

/// The port of `8080`, `:8080`, `0.0.0.0:8080`, `tcp://[::]:8080`.
fn port_of(value: &str) -> Option<u16> {
    let value = value.trim_end_matches('/');
    let number = value.rsplit(':').next()?;
    number.parse().ok().filter(|port| *port > 0)
}

/// Whether a number stands anywhere in the words or variables of a container, as it may in a port to serve.
pub fn speaks_of(map: Map<'_>, command: &Command<'_>, port: u16) -> bool {
    let mut number = [0_u8; 5];
    let digits = digits(port, &mut number);
    let in_env = |variable: Map<'_>| {
        let value = variable.get("value");
        value.is_some_and(|node| node.scalar().is_some_and(|it| it != Scalar::Null) && holds(node.value(), digits))
    };
    command.words.iter().any(|word| holds(word.text, digits)) || map.maps("env").any(|(_, variable)| in_env(variable))
}

/// A number as text, without an allocation.
fn digits(mut number: u16, into: &mut [u8; 5]) -> &str {
    let mut from = into.len();
    for (at, place) in into.iter_mut().enumerate().rev() {
        *place = b'0' + (number % 10) as u8;
        number /= 10;
        from = at;
        if number == 0 {
            break;
        }
    }
    std::str::from_utf8(into.get(from..).unwrap_or_default()).unwrap_or_default()
}

/// Whether `number` stands in `text` by itself.
fn holds(text: &str, number: &str) -> bool {
    text.match_indices(number).any(|(at, _)| {
        let edge = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_digit());
        let bytes = text.as_bytes();
        (at == 0 || edge(bytes.get(at - 1))) && edge(bytes.get(at + number.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_that_listen_are_known() {
        for flag in ["--port", "--listen", "--web.listen-address", "-addr", "--metrics-addr", "--http-port", "--bind"] {
            assert!(is_listening(flag), "{flag}");
        }
        for flag in ["--upstream", "--db-port", "--redis-addr", "--url", "-p", "", "--target-port"] {
            assert!(!is_listening(flag), "{flag}");
        }
    }

    #[test]
    fn numbers_stand_by_themselves() {
        assert!(holds("a:8080/b", "8080") && holds("8080", "8080"));
        assert!(!holds("18080", "8080") && !holds("80800", "8080"));
        assert_eq!(digits(8080, &mut [0; 5]), "8080");
        assert_eq!(digits(65535, &mut [0; 5]), "65535");
    }

    #[test]
    fn what_is_talked_to_is_known() {
        assert_eq!(target(&["nc", "-z", "localhost", "5432"]), Some(5432));
        assert_eq!(target(&["pg_isready", "-h", "localhost"]), Some(5432));
        assert_eq!(target(&["redis-cli", "-p", "7000", "-h", "127.0.0.1"]), Some(7000));
        assert_eq!(target(&["nc", "-z", "db", "5432"]), None);
    }
}
