//! CPU time and memory, as the kernel accounts them in `/proc`.

use std::fs;
use std::path::Path;

/// CPU seconds of one run.
pub(crate) struct Cost {
    pub(crate) seconds: f64,
}

impl Cost {
    /// Runs `work` until it has taken `enough` seconds by `clock`, at least three times.
    pub(crate) fn of(clock: fn() -> f64, enough: f64, mut work: impl FnMut()) -> Self {
        Self::without(clock, enough, || {}, &mut work)
    }

    /// The same, with `folder` gone before each run.
    pub(crate) fn of_fresh(
        clock: fn() -> f64,
        enough: f64,
        folder: &Path,
        mut work: impl FnMut(),
    ) -> Self {
        let remove = || {
            let _ = fs::remove_dir_all(folder);
        };
        let cost = Self::without(clock, enough, remove, &mut work);
        remove();
        cost
    }

    fn without(
        clock: fn() -> f64,
        enough: f64,
        mut prepare: impl FnMut(),
        work: &mut impl FnMut(),
    ) -> Self {
        let (mut spent, mut runs) = (0.0, 0_u32);
        while runs < 3 || spent < enough {
            prepare();
            let start = clock();
            work();
            spent += clock() - start;
            runs += 1;
        }
        Self { seconds: spent / f64::from(runs) }
    }
}

/// CPU seconds of this process so far.
pub(crate) fn own() -> f64 {
    ticks(13)
}

/// CPU seconds of the processes this one has waited for, and of those they waited for.
pub(crate) fn children() -> f64 {
    ticks(15)
}

/// User and system time from `/proc/self/stat`, in ticks of a hundredth of a second.
///
/// Source: <https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html>
fn ticks(first: usize) -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("a Linux kernel");
    // The second field is the program's name in parentheses, and may hold blanks.
    let (_, rest) = stat.rsplit_once(") ").expect("a program has a name");
    let fields = rest.split(' ').skip(first - 2).take(2);
    fields.map(|it| it.parse::<f64>().expect("a number of ticks")).sum::<f64>() / 100.0
}

/// The most memory this process ever had, in megabytes.
pub(crate) fn peak_megabytes() -> f64 {
    let status = fs::read_to_string("/proc/self/status").expect("a Linux kernel");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a peak");
    let kibibytes: f64 = line.trim().trim_end_matches(" kB").parse().expect("a size");
    kibibytes * 1024.0 / 1e6
}
