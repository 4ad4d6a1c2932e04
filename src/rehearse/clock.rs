//! Virtual time.

/// Seconds since a rehearsal began.
pub(crate) type Seconds = u64;

const DAY: Seconds = 86_400;

/// A time as Step Functions writes it. A rehearsal begins with the year 2026, and no execution
/// takes longer than a year.
pub(super) fn timestamp(at: Seconds) -> String {
    let months = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let (mut day, mut month, mut year) = (at / DAY, 0, 2026);
    while day >= months[month] {
        day -= months[month];
        month += 1;
        if month == months.len() {
            (month, year) = (0, year + 1);
        }
        if year > 2100 {
            break;
        }
    }
    let (hour, minute, second) = (at % DAY / 3600, at % 3600 / 60, at % 60);
    let (month, day) = (month + 1, day + 1);
    format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.000Z")
}

/// A time for people: `4:05`, or `1:04:05` from an hour on.
pub(super) fn clock(at: Seconds) -> String {
    let (hours, minutes, seconds) = (at / 3600, at % 3600 / 60, at % 60);
    if hours == 0 {
        format!("{minutes}:{seconds:02}")
    } else {
        format!("{hours}:{minutes:02}:{seconds:02}")
    }
}

/// A duration in words: `45 s`, `40 min`, `1 h 5 min`.
pub(super) fn duration(seconds: Seconds) -> String {
    let (hours, minutes, rest) = (seconds / 3600, seconds % 3600 / 60, seconds % 60);
    match (hours, minutes, rest) {
        (0, 0, rest) => format!("{rest} s"),
        (0, minutes, 0) => format!("{minutes} min"),
        (0, minutes, rest) => format!("{minutes} min {rest} s"),
        (hours, 0, _) => format!("{hours} h"),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    }
}

/// How long a picture lasts: a little longer than what it shows, whose end would not be seen.
pub(super) fn with_tail(ends: Seconds) -> Seconds {
    (ends + ends / 14).max(10)
}

/// Round times from 0 on, at most so many.
pub(super) fn ticks(ends: Seconds, most: u64) -> impl Iterator<Item = Seconds> {
    let steps =
        [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 604_800];
    let step = steps.into_iter().find(|it| ends / it < most).unwrap_or(ends / most + 1);
    (0..=ends / step).map(move |it| it * step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written() {
        assert_eq!(timestamp(0), "2026-01-01T00:00:00.000Z");
        assert_eq!(timestamp(59 * DAY + 3_661), "2026-03-01T01:01:01.000Z");
        assert_eq!(timestamp(365 * DAY), "2027-01-01T00:00:00.000Z");
        assert_eq!((clock(245), clock(3_845)), ("4:05".to_owned(), "1:04:05".to_owned()));
        let words = [45, 2_400, 2_405, 3_900, 7_200].map(duration);
        assert_eq!(ticks(2_000, 5).collect::<Vec<_>>(), [0, 600, 1_200, 1_800]);
        assert_eq!(words, ["45 s", "40 min", "40 min 5 s", "1 h 5 min", "2 h"]);
    }
}
