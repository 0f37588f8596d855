//! Whether what is run comes to an end: commands that never do, commands that do at once, loops without
//! a way out. Says nothing where it is not sure.

use std::ops::Range;

use super::shell::{Form, Piece, Separator, Shell};
use super::{base, is_shell};

/// A program with its arguments.
#[derive(Clone, Debug)]
pub struct Program<'a> {
    words: Vec<&'a str>,
}

/// What is known of the end of a script.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ends {
    /// It stays in this part of the script.
    Never(Range<usize>),
    /// Every command in it does a small thing and is done.
    Soon,
    /// Nobody knows.
    Unknown,
}

/// Programs that run another one in their place.
const WRAPPERS: [&str; 10] =
    ["tini", "dumb-init", "exec", "nohup", "command", "catatonit", "tini-static", "busybox", "--", "-g"];

/// Programs that do one small thing.
const BRIEF: [&str; 39] = [
    "cp", "mv", "ln", "rm", "mkdir", "rmdir", "chown", "chmod", "chgrp", "touch", "echo", "printf", "install", "tar",
    "unzip", "gunzip", "sed", "sysctl", "date", "ls", "id", "whoami", "uname", "hostname", "test", "[", "true", ":",
    "set", "cd", "export", "umask", "stat", "du", "df", "printenv", "mknod", "mkfifo", "exit",
];

/// Words that ask a program for something short.
const SHORT: [&str; 12] = [
    "--version",
    "--help",
    "-h",
    "-version",
    "-V",
    "-v",
    "-t",
    "-T",
    "--test",
    "--dry-run",
    "--check",
    "--print-defaults",
];

/// Seconds that nobody waits on purpose.
const FOREVER: f64 = 86_400.0;

pub(super) fn is_wrapper(word: &str) -> bool {
    WRAPPERS.contains(&base(word))
}

impl<'a> Program<'a> {
    /// The program that these words run, with wrappers left out.
    pub fn of(words: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let words: Vec<&'a str> = words.into_iter().skip_while(|word| is_wrapper(word)).collect();
        (!words.is_empty()).then_some(Self { words })
    }

    /// Its name, without the path.
    pub fn name(&self) -> &'a str {
        base(self.words.first().copied().unwrap_or_default())
    }

    /// What stands behind it.
    pub fn arguments(&self) -> &[&'a str] {
        self.words.get(1..).unwrap_or_default()
    }

    fn has(&self, word: &str) -> bool {
        self.arguments().contains(&word)
    }

    fn has_part(&self, part: &str) -> bool {
        self.arguments().iter().any(|word| word.contains(part))
    }

    /// The seconds it sleeps, if it is `sleep`.
    pub fn sleeps(&self) -> Option<f64> {
        (self.name() == "sleep").then(|| seconds(self.arguments()))?
    }

    /// Whether it runs until it is stopped, for certain.
    pub fn never_ends(&self) -> bool {
        match self.name() {
            "sleep" => seconds(self.arguments()).is_some_and(|time| time >= FOREVER),
            "tail" => follows(self.arguments()) && !self.has_part("--pid"),
            "pause" => self.arguments().is_empty(),
            _ => self.is_server(),
        }
    }

    /// Whether it is a server in the foreground.
    pub fn is_server(&self) -> bool {
        if self.arguments().iter().any(|word| SHORT.contains(word)) {
            return false;
        }
        match self.name() {
            "nginx" => self.has_part("daemon off"),
            "httpd" | "apache2" => self.has_part("FOREGROUND"),
            "httpd-foreground"
            | "apache2-foreground"
            | "prometheus"
            | "alertmanager"
            | "fluentd"
            | "fluent-bit"
            | "grafana-server"
            | "etcd"
            | "node_exporter"
            | "php-fpm"
            | "zookeeper-server-start.sh"
            | "kafka-server-start.sh"
            | "cloud_sql_proxy"
            | "cloud-sql-proxy"
            | "oauth2-proxy"
            | "promtail"
            | "filebeat"
            | "gunicorn"
            | "uvicorn"
            | "registry" => true,
            "envoy" => !self.has("validate") && !self.has_part("--mode=validate"),
            "redis-server" | "redis-sentinel" => !self.has("--daemonize"),
            "haproxy" => !self.has("-c") && !self.has("-D") && self.has("-f"),
            "mysqld" => !self.has_part("--initialize") && !self.has_part("--bootstrap") && !self.has("--daemonize"),
            "mongod" | "mongos" => !self.has("--fork") && !self.has("--shutdown"),
            "postgres" => !self.has("--single") && !self.has("-C") && !self.has("--boot"),
            "rabbitmq-server" => !self.has("-detached"),
            "memcached" => !self.has("-d"),
            "crond" => self.has("-f"),
            "sshd" => self.has("-D"),
            "supervisord" => self.has("-n") || self.has("--nodaemon"),
            "kubectl" => self.has("port-forward") || self.arguments().first() == Some(&"proxy"),
            "python" | "python3" => self.has("http.server") || self.has("SimpleHTTPServer"),
            _ => false,
        }
    }

    /// Whether it does one small thing and is done.
    pub fn is_brief(&self) -> bool {
        match self.name() {
            "sleep" => seconds(self.arguments()).is_some_and(|time| time <= 30.0),
            "cat" => !self.arguments().is_empty() && !self.has_part("/dev/") && !self.has("-"),
            "kubectl" => {
                let verbs = ["apply", "create", "get", "label", "annotate", "patch", "delete", "taint"];
                let is_one = |word: &&str| verbs.contains(word);
                let stays = self.has("-w") || self.has_part("--watch");
                !stays && self.arguments().iter().find(|word| !word.starts_with('-')).is_some_and(is_one)
            }
            "git" => self.arguments().first().is_some_and(|word| ["clone", "checkout", "config"].contains(word)),
            "curl" | "wget" => !self.has_part("retry"),
            "iptables" | "ip6tables" | "modprobe" | "openssl" | "base64" | "envsubst" | "migrate" | "flyway"
            | "alembic" | "liquibase" | "goose" | "dbmate" => true,
            name => BRIEF.contains(&name),
        }
    }
}

/// The time that `sleep` takes, in seconds.
fn seconds(arguments: &[&str]) -> Option<f64> {
    let one = |word: &&str| -> Option<f64> {
        if matches!(*word, "infinity" | "inf" | "Infinity") {
            return Some(f64::INFINITY);
        }
        let (number, unit) = match word.char_indices().last() {
            Some((at, 's')) => (word.get(..at)?, 1.0),
            Some((at, 'm')) => (word.get(..at)?, 60.0),
            Some((at, 'h')) => (word.get(..at)?, 3600.0),
            Some((at, 'd')) => (word.get(..at)?, 86_400.0),
            _ => (*word, 1.0),
        };
        number.parse::<f64>().ok().filter(|number| *number >= 0.0).map(|number| number * unit)
    };
    if arguments.is_empty() {
        return None;
    }
    arguments.iter().map(one).sum()
}

/// Whether these arguments let `tail` wait for more.
fn follows(arguments: &[&str]) -> bool {
    arguments.iter().any(|word| {
        let letters = word.strip_prefix('-').unwrap_or_default();
        word.starts_with("--follow") || (!letters.starts_with('-') && letters.contains(['f', 'F']) && letters.len() < 8)
    })
}

/// What is known of the end of a script. In no hurry about what is conditional: only what runs whenever
/// the script gets so far counts.
pub fn ends(shell: &Shell<'_>) -> Ends {
    if !shell.is_whole {
        return Ends::Unknown;
    }
    if let Some(range) = stays(shell) {
        return Ends::Never(range);
    }
    let brief = |piece: &Piece<'_>| {
        piece.form == Form::Simple
            && piece.then != Separator::Background
            && (piece.words.is_empty() || of(piece).is_some_and(|program| program.is_brief()))
    };
    let any = shell.commands().next().is_some();
    if any && shell.pieces.iter().all(brief) { Ends::Soon } else { Ends::Unknown }
}

fn of<'p>(piece: &'p Piece<'_>) -> Option<Program<'p>> {
    Program::of(piece.words.iter().map(|word| &*word.text))
}

/// The part of the script that is never left.
fn stays(shell: &Shell<'_>) -> Option<Range<usize>> {
    let mut range = 0..shell.pieces.len();
    // Into groups, without recursion.
    'inside: for _ in 0..8 {
        let count = range.end;
        // `a && b &` goes on in the background as a whole.
        let pieces: Vec<_> = shell.within(range.clone()).collect();
        let mut aside = vec![false; pieces.len()];
        let mut behind = false;
        for ((_, piece), aside) in pieces.iter().zip(&mut aside).rev() {
            behind = match piece.then {
                Separator::Background => true,
                Separator::Next => false,
                Separator::And | Separator::Or | Separator::Pipe => behind,
            };
            *aside = behind;
        }
        for ((at, piece), aside) in pieces.into_iter().zip(aside) {
            let conditional = piece.before == Separator::Or || (piece.before == Separator::And && piece.end < count);
            if aside || conditional || piece.form == Form::Function {
                continue;
            }
            match piece.form {
                Form::Group | Form::Subshell if piece.end >= count => {
                    range = at + 1..piece.end;
                    continue 'inside;
                }
                Form::While | Form::Until | Form::For if is_endless(shell, at, piece) => {
                    return Some(piece.range.clone());
                }
                Form::Simple if is_exit(piece) => return None,
                Form::Simple if piece.then != Separator::Pipe && of(piece).is_some_and(|one| one.never_ends()) => {
                    return Some(piece.range.clone());
                }
                _ => {}
            }
        }
        return None;
    }
    None
}

fn is_exit(piece: &Piece<'_>) -> bool {
    let unconditional = !matches!(piece.before, Separator::And | Separator::Or | Separator::Pipe);
    unconditional && matches!(piece.word(0), "exit" | "return")
}

/// Whether a loop has no way out.
fn is_endless(shell: &Shell<'_>, at: usize, piece: &Piece<'_>) -> bool {
    let mut condition = shell.within(at + 1..piece.body);
    let constant = match piece.form {
        Form::For => piece.words.first().is_some_and(|word| is_bare_for(&word.text)),
        form => {
            let (Some((_, only)), None) = (condition.next(), condition.next()) else { return false };
            let holds = matches!(only.word(0), "true" | ":" | "/bin/true")
                || matches!((only.word(0), only.words.len()), ("[" | "[[", 3) if matches!(only.word(1), "1" | "true" | ":" | "0"))
                || matches!(&*only.word(0).replace(' ', ""), "((1))" | "((true))")
                || (only.word(0) == "test" && only.words.len() == 2);
            let fails = matches!(only.word(0), "false" | "/bin/false");
            if form == Form::While {
                (holds && !only.negated) || (fails && only.negated)
            } else {
                (fails && !only.negated) || (holds && only.negated)
            }
        }
    };
    constant
        && !(at..piece.end).any(|inner| shell.pieces.get(inner).is_some_and(leaves))
        && !calls_out(shell, at, piece)
}

/// `((;;))`
fn is_bare_for(head: &str) -> bool {
    head.strip_prefix("((").and_then(|rest| rest.strip_suffix("))")).is_some_and(|inner| {
        let mut parts = inner.split(';');
        parts.clone().count() == 3 && parts.nth(1).is_some_and(|condition| condition.trim().is_empty())
    })
}

/// Whether a command may end the loop or the script around it.
fn leaves(piece: &Piece<'_>) -> bool {
    matches!(
        piece.word(0),
        "break" | "exit" | "return" | "exec" | "kill" | "pkill" | "killall" | "eval" | "." | "source"
    )
}

/// Whether a loop calls a function of the script that may end it.
fn calls_out(shell: &Shell<'_>, at: usize, piece: &Piece<'_>) -> bool {
    let functions = || shell.pieces.iter().enumerate().filter(|(_, piece)| piece.form == Form::Function);
    let inside = |from: usize, to: usize| (from..to).filter_map(|number| shell.pieces.get(number));
    functions().any(|(from, function)| inside(from, function.end).any(leaves))
        && inside(at, piece.end).any(|inner| inner.form == Form::Simple && !is_shell(inner.word(0)))
}
