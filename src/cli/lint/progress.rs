//! How far a long run is, on a terminal.

use std::io::{self, IsTerminal as _};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A run shorter than this shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);

/// A bar on stderr, if that is a terminal, once the run is long.
pub(super) struct Progress {
    total: u64,
    wanted: bool,
    start: Instant,
    done: AtomicU64,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    pub(super) fn new(files: usize, quiet: bool) -> Self {
        Self {
            total: files as u64,
            wanted: !quiet && io::stderr().is_terminal(),
            start: Instant::now(),
            done: AtomicU64::new(0),
            bar: OnceLock::new(),
        }
    }

    /// One file more is done.
    pub(super) fn tick(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.wanted && self.start.elapsed() > PATIENCE {
            self.bar.get_or_init(|| bar(self.total)).set_position(done);
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} files");
    let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr()).with_style(style)
}
