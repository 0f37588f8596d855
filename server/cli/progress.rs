//! A progress bar on standard error for runs that take a while. Knows only how many files there are.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Runs shorter than this show no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// The bar of one run: hidden until the run has taken a while.
pub(super) struct Progress {
    bar: ProgressBar,
    start: Instant,
    waiting: bool,
}

impl Progress {
    /// A bar over `total` files; one that stays hidden unless `wanted`.
    pub(super) fn new(total: usize, wanted: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden());
        Self { bar, start: Instant::now(), waiting: wanted }
    }

    /// Says that `count` files are done.
    pub(super) fn set(&mut self, count: usize) {
        if self.waiting && self.start.elapsed() > PATIENCE {
            self.waiting = false;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("checking [{bar:30}] {pos}/{len} files, {eta} left") {
                self.bar.set_style(style.progress_chars("=> "));
            }
        }
        self.bar.set_position(count as u64);
    }

    /// Takes the bar away while `print` writes to the same terminal.
    pub(super) fn aside<R>(&self, print: impl FnOnce() -> R) -> R {
        self.bar.suspend(print)
    }

    /// Takes the bar away for good.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
