//! Waivers: a rule set aside at one place, for a while, for a reason.

use std::panic::Location;

use crate::diag::Message;

use super::app::Team;

/// The longest a waiver may hold, in days.
pub const MOST_DAYS: u32 = 90;

/// Silences one rule at one place in some environments, until a date at most 90 days off.
///
/// ```
/// use formwork::prelude::*;
/// const ORDERING: Team = Team::new("ordering", "ordering@shop.example");
/// const ONE_TASK: Waiver = Waiver::new("FW0802", "orders", ORDERING, Period::new("2026-11-01", "2026-12-15"))
///     .in_environments(&["prod"])
///     .because("the new queue consumer is not idempotent yet, OPS-123");
/// # let _ = ONE_TASK;
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Waiver<'a> {
    rule: &'a str,
    place: &'a str,
    environments: &'a [&'a str],
    reason: &'a str,
    owner: Team<'a>,
    period: Period<'a>,
    at: &'static Location<'static>,
}

impl<'a> Waiver<'a> {
    /// Silences `rule` at `place`, the path of the finding, for a period. A reason is required
    /// (`FW0012`).
    #[track_caller]
    pub const fn new(rule: &'a str, place: &'a str, owner: Team<'a>, period: Period<'a>) -> Self {
        let at = Location::caller();
        Self { rule, place, environments: &[], reason: "", owner, period, at }
    }

    /// Only in these environments. Default: in all.
    pub const fn in_environments(mut self, environments: &'a [&'a str]) -> Self {
        self.environments = environments;
        self
    }

    /// Why it is right to set the rule aside, with where the work is tracked.
    pub const fn because(mut self, reason: &'a str) -> Self {
        self.reason = reason;
        self
    }

    /// The rule's id.
    pub const fn rule(&self) -> &'a str {
        self.rule
    }

    /// The path of the finding it silences.
    pub const fn place(&self) -> &'a str {
        self.place
    }

    /// The environments it holds in; none for all.
    pub const fn environments(&self) -> &'a [&'a str] {
        self.environments
    }

    /// Why.
    pub const fn reason(&self) -> &'a str {
        self.reason
    }

    /// Who answers for it.
    pub const fn owner(&self) -> &Team<'a> {
        &self.owner
    }

    /// From when to when it holds.
    pub const fn period(&self) -> &Period<'a> {
        &self.period
    }

    /// Where it was written.
    pub const fn at(&self) -> &'static Location<'static> {
        self.at
    }
}

/// A span of days: from one date to another, both written `2026-12-15`.
#[derive(Clone, Copy, Debug)]
pub struct Period<'a> {
    since: &'a str,
    until: &'a str,
}

impl<'a> Period<'a> {
    /// From `since` to `until`, both included.
    ///
    /// # Panics
    /// If one is no date, or they are more than 90 days apart.
    #[track_caller]
    pub const fn new(since: &'a str, until: &'a str) -> Self {
        let (Some(first), Some(last)) = (day_number(since), day_number(until)) else {
            Message::new()
                .code(since)
                .text(" to ")
                .code(until)
                .text(" is no period: write two dates as in `2026-12-15`")
                .panic()
        };
        if last < first || last - first > MOST_DAYS {
            Message::of("a waiver holds for at most 90 days, and ")
                .code(since)
                .text(" to ")
                .code(until)
                .text(" is not within that: end it earlier, or mend what it covers")
                .panic()
        }
        Self { since, until }
    }

    /// Its first day.
    pub const fn since(&self) -> &'a str {
        self.since
    }

    /// Its last day.
    pub const fn until(&self) -> &'a str {
        self.until
    }

    /// Whether it is over on `today`, a date as in `2026-12-15`.
    pub fn is_over(&self, today: &str) -> bool {
        today > self.until
    }
}

/// The days from 0000-03-01 to a date written `2026-12-15`, or `None` if it is no date.
pub const fn day_number(date: &str) -> Option<u32> {
    let bytes = date.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let (Some(year), Some(month), Some(day)) =
        (number(bytes, 0, 4), number(bytes, 5, 7), number(bytes, 8, 10))
    else {
        return None;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    if day == 0 || day > longest || year == 0 {
        return None;
    }
    // The year is counted from March, so that a leap day is its last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    Some(year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day)
}

const fn number(bytes: &[u8], from: usize, to: usize) -> Option<u32> {
    let (mut i, mut number) = (from, 0);
    while i < to {
        if !bytes[i].is_ascii_digit() {
            return None;
        }
        number = number * 10 + (bytes[i] - b'0') as u32;
        i += 1;
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        let between = |a, b| day_number(b).unwrap() - day_number(a).unwrap();
        assert_eq!(between("2026-11-22", "2026-11-22"), 0);
        assert_eq!(between("2026-11-30", "2026-12-01"), 1);
        assert_eq!(between("2027-12-31", "2028-01-01"), 1);
        assert_eq!(between("2028-02-28", "2028-03-01"), 2);
        assert_eq!(between("2026-01-01", "2027-01-01"), 365);
    }

    #[test]
    fn odd_dates_are_none() {
        for odd in ["2026-02-29", "2026-13-01", "2026-00-10", "26-01-01", "2026/01/01", ""] {
            assert!(day_number(odd).is_none(), "{odd}");
        }
    }
}
