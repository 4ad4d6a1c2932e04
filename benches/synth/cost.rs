//! CPU time and memory, as the kernel accounts them in `/proc`.

use std::fs;
use std::path::Path;

/// How long work is repeated at least, since the kernel counts in hundredths of a second.
const ENOUGH: f64 = 1.0;

/// Mean CPU seconds of `work` by `clock`, of three runs or more.
pub(crate) fn mean(clock: fn() -> f64, mut work: impl FnMut()) -> f64 {
    mean_after(clock, || (), &mut work)
}

/// The same, with `folder` gone before each run and there after the last.
pub(crate) fn mean_fresh(clock: fn() -> f64, folder: &Path, mut work: impl FnMut()) -> f64 {
    let remove = || {
        let _ = fs::remove_dir_all(folder);
    };
    mean_after(clock, remove, &mut work)
}

fn mean_after(clock: fn() -> f64, mut prepare: impl FnMut(), work: &mut impl FnMut()) -> f64 {
    let (mut spent, mut runs) = (0.0, 0_u32);
    while runs < 3 || spent < ENOUGH {
        prepare();
        let start = clock();
        work();
        spent += clock() - start;
        runs += 1;
    }
    spent / f64::from(runs)
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
