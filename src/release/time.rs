//! Times of the ledger: UTC to the second, as in `2026-12-15T09:30:00Z`.

use crate::spec::waiver::day_number;

/// Seconds in a day; leap seconds are not counted, as in UNIX time.
pub const DAY: u64 = 86_400;

/// The seconds of a time since some day long ago, which is the same for all times.
pub fn seconds(at: &str) -> Option<u64> {
    let (date, clock) = at.strip_suffix('Z')?.split_once('T')?;
    let days = day_number(date)?;
    let [hour, minute, second] = parts(clock)?;
    let of_day = |limit: u64, number: u64| (number < limit).then_some(number);
    let seconds = of_day(24, hour)? * 3600 + of_day(60, minute)? * 60 + of_day(60, second)?;
    Some(u64::from(days) * DAY + seconds)
}

/// Hour, minute and second.
fn parts(clock: &str) -> Option<[u64; 3]> {
    let is_digit = |(index, it): (usize, u8)| {
        if index % 3 == 2 { it == b':' } else { it.is_ascii_digit() }
    };
    if clock.len() != 8 || !clock.bytes().enumerate().all(is_digit) {
        return None;
    }
    let part = |from: usize| clock.get(from..from + 2)?.parse().ok();
    Some([part(0)?, part(3)?, part(6)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_counted_in_seconds() {
        let apart = |from, to| seconds(to).unwrap() - seconds(from).unwrap();
        assert_eq!(apart("2026-12-31T23:59:59Z", "2027-01-01T00:00:00Z"), 1);
        assert_eq!(apart("2028-02-28T12:00:00Z", "2028-03-01T12:00:00Z"), 2 * DAY);
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "2026-12-15",
            "2026-12-15T09:30:00",
            "2026-12-15T9:30:00Z",
            "2026-12-15T24:00:00Z",
            "2026-12-15T09:60:00Z",
            "2026-02-30T09:30:00Z",
            "2026-12-15T09:30:00+01:00",
            "2026-12-15T+9:30:00Z",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
