//! What the machine was doing meanwhile, as `/proc` tells it. Elsewhere everything here is nought.

use std::fs::read_to_string;

/// Clock ticks of `/proc` in a second, on every Linux there is.
const TICKS: f64 = 100.0;

/// CPU seconds of a process (`self` or a number), and of its children that have ended.
pub(crate) fn cpu(process: &str) -> (f64, f64) {
    let stat = read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields: Vec<f64> = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .map(|field| field.parse().unwrap_or_default())
        .collect();
    let sum = |from: usize| fields.iter().skip(from).take(2).sum::<f64>() / TICKS;
    (sum(11), sum(13))
}

/// CPU seconds of all cores since the start of the machine: at work, and in all.
fn cores() -> (f64, f64) {
    let stat = read_to_string("/proc/stat").unwrap_or_default();
    let fields: Vec<f64> = stat
        .lines()
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .skip(1)
        .take(8)
        .map(|field| field.parse().unwrap_or_default())
        .collect();
    let all: f64 = fields.iter().sum();
    let idle: f64 = fields.iter().skip(3).take(2).sum();
    ((all - idle) / TICKS, all / TICKS)
}

/// A stretch of time in which the work of others is told from ours. Our children must have ended when it
/// begins and when it is read.
pub(crate) struct Watch {
    own: f64,
    busy: f64,
    all: f64,
}

impl Watch {
    /// From now on.
    pub(crate) fn start() -> Self {
        let (busy, all) = cores();
        Self { own: own(), busy, all }
    }

    /// Which share of all cores others have used since, in percent.
    pub(crate) fn others(&self) -> f64 {
        let (busy, all) = cores();
        let others = (busy - self.busy) - (own() - self.own);
        (others / (all - self.all).max(0.01) * 100.0).max(0.0)
    }
}

fn own() -> f64 {
    let (own, children) = cpu("self");
    own + children
}

/// How many cores there are, and what they are.
pub(crate) fn name() -> String {
    let cpuinfo = read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpuinfo
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map_or("unknown", |rest| rest.trim_start_matches([' ', '\t', ':']));
    format!("{} cores ({model}), {}", cores_count(), std::env::consts::OS)
}

/// How many cores this process may use.
pub(crate) fn cores_count() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}
