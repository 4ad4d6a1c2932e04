//! Schedule expressions: `rate(5 minutes)`, `cron(0 20 * * ? *)`, `at(2030-01-01T00:00:00)`.
//!
//! What a description writes and what manifests have is judged by the same predicates, so they are
//! const.
//!
//! Facts: <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html>,
//! <https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html>,
//! <https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html>.

use crate::diag::Message;

use super::text;

/// What reads an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// A rule of EventBridge: recurring, in UTC.
    Rule,
    /// EventBridge Scheduler.
    Scheduler,
    /// A scheduled action of Application Auto Scaling.
    Scaling,
}

/// Why an expression is refused, and what to write.
#[derive(Clone, Copy, Debug)]
pub struct Refusal<'t> {
    /// What is wrong.
    pub message: Message<'t>,
    /// What to do.
    pub help: Message<'t>,
}

#[expect(clippy::large_types_passed_by_value, reason = "a message goes nowhere else")]
#[expect(clippy::unnecessary_wraps, reason = "every caller returns it as its answer")]
const fn refused<'t>(message: Message<'t>, help: &'static str) -> Option<Refusal<'t>> {
    Some(Refusal { message, help: Message::of(help) })
}

/// A field of a cron expression.
#[derive(Clone, Copy)]
struct Field {
    name: &'static str,
    low: u32,
    high: u32,
    /// Names of its values, from the lowest on.
    names: &'static [&'static str],
}

const MONTHS: &[&str] =
    &["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS: &[&str] = &["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const DAY: usize = 2;
const MONTH: usize = 3;
const WEEKDAY: usize = 4;
const YEAR: usize = 5;
const FIELDS: [Field; 6] = [
    Field { name: "minutes", low: 0, high: 59, names: &[] },
    Field { name: "hours", low: 0, high: 23, names: &[] },
    Field { name: "day of month", low: 1, high: 31, names: &[] },
    Field { name: "month", low: 1, high: 12, names: MONTHS },
    Field { name: "day of week", low: 1, high: 7, names: WEEKDAYS },
    Field { name: "year", low: 1970, high: 2199, names: &[] },
];

/// Why an expression is refused; `None` if it is accepted.
pub const fn refusal(clock: Clock, expression: &str) -> Option<Refusal<'_>> {
    if let Some(rate) = inside(expression, "rate(") {
        return rate_refusal(clock, rate);
    }
    if let Some(cron) = inside(expression, "cron(") {
        return cron_refusal(clock, cron);
    }
    match (inside(expression, "at("), clock) {
        (Some(_), Clock::Rule) => refused(
            Message::of("a rule of EventBridge has no `at(…)`"),
            "make it a schedule of EventBridge Scheduler, which may run once",
        ),
        (Some(time), Clock::Scheduler | Clock::Scaling) if is_time(time) => None,
        (Some(time), Clock::Scheduler | Clock::Scaling) => refused(
            Message::new().code(time).text(" is no time"),
            "write it as `at(yyyy-mm-ddThh:mm:ss)`",
        ),
        (None, _) => refused(
            Message::new().code(expression).text(" is no schedule expression"),
            "write `rate(5 minutes)` or `cron(0 8 * * ? *)`",
        ),
    }
}

const fn rate_refusal(clock: Clock, rate: &str) -> Option<Refusal<'_>> {
    let (Some(value), Some(unit), None) = (word(rate, 0), word(rate, 1), word(rate, 2)) else {
        return refused(
            Message::of("`rate(").text(rate).text(")` is no value and a unit"),
            "write a whole number from 1 on and a unit, as in `rate(5 minutes)`",
        );
    };
    let Some(number @ 1..) = parse(value) else {
        return refused(
            Message::new().code(value).text(" is no rate"),
            "write a whole number from 1 on and a unit, as in `rate(5 minutes)`",
        );
    };
    let (singular, is_plural) = match unit.as_bytes() {
        [.., b's'] => (unit.split_at(unit.len() - 1).0, true),
        _ => (unit, false),
    };
    let is_unit =
        text::eq(singular, "minute") || text::eq(singular, "hour") || text::eq(singular, "day");
    if !is_unit {
        return refused(
            Message::new().code(unit).text(" is no unit of a rate"),
            "write minutes, hours or days",
        );
    }
    // The documents of the other two do not ask for it.
    if matches!(clock, Clock::Rule) && is_plural != (number > 1) {
        let message = Message::of("`rate(").text(rate).text(")` has the wrong number");
        let right = Message::of("write `rate(").number(number as u64).text(" ").text(singular);
        let help = right.text(if number > 1 { "s)`" } else { ")`" });
        return Some(Refusal { message, help });
    }
    None
}

const fn cron_refusal(clock: Clock, cron: &str) -> Option<Refusal<'_>> {
    let mut count = 0;
    while word(cron, count).is_some() {
        count += 1;
    }
    if count != FIELDS.len() {
        let message = Message::of("`cron(").text(cron).text(")` has ").number(count as u64);
        return refused(
            message.text(" fields of six"),
            if count == FIELDS.len() - 1 {
                "add the year: minutes, hours, day of month, month, day of week, year"
            } else {
                "write minutes, hours, day of month, month, day of week and year"
            },
        );
    }
    let mut position = 0;
    while position < FIELDS.len() {
        let mut rest = word(cron, position);
        while let Some(elements) = rest {
            let (element, more) = split(elements, b',');
            if !is_element(position, element) {
                return Some(element_refusal(FIELDS[position], element));
            }
            rest = more;
        }
        position += 1;
    }
    let is_open = [is_any(cron, DAY), is_any(cron, WEEKDAY)];
    match (clock, is_open) {
        (Clock::Rule | Clock::Scheduler, [false, false]) => refused(
            Message::of("both the day of month and the day of week are set"),
            "write `?` for the one that does not matter",
        ),
        (_, [true, true]) => refused(
            Message::of("neither the day of month nor the day of week is set"),
            "write `*` for one of them",
        ),
        (_, _) => None,
    }
}

/// Whether a field leaves it to another one.
const fn is_any(cron: &str, position: usize) -> bool {
    matches!(word(cron, position), Some(field) if text::eq(field, "?"))
}

const fn element_refusal(field: Field, element: &str) -> Refusal<'_> {
    let help = Message::of("its values are ").number(field.low as u64).text(" to ");
    let help = help.number(field.high as u64);
    let help = match field.names {
        [first, .., last] => help.text(", or ").text(first).text(" to ").text(last),
        _ => help,
    };
    let message = Message::new().code(element).text(" is no ").text(field.name);
    Refusal { message, help }
}

/// Whether a field takes one of the values between its commas.
const fn is_element(position: usize, element: &str) -> bool {
    let field = &FIELDS[position];
    let (range, step) = split(element, b'/');
    let is_step = match step {
        Some(step) => matches!(parse(step), Some(1..)),
        None => true,
    };
    let (low, high) = split(range, b'-');
    let is_range = value_of(field, low).is_some()
        && match high {
            Some(high) => value_of(field, high).is_some(),
            None => true,
        };
    let is_day = position == DAY || position == WEEKDAY;
    let is_special =
        is_day && step.is_none() && (text::eq(range, "?") || is_counted(position, range));
    is_step && (text::eq(range, "*") || is_range || is_special)
}

/// Whether it is `L`, `LW`, `15W` of a month; `L`, `6L`, `FRI#2` of a week.
const fn is_counted(position: usize, element: &str) -> bool {
    let field = &FIELDS[position];
    if text::eq(element, "L") {
        return true;
    }
    if position == DAY {
        let (start, last) = split(element, b'-');
        let from_end = match last {
            Some(days) => text::eq(start, "L") && value_of(field, days).is_some(),
            None => false,
        };
        return from_end || text::eq(element, "LW") || is_value_before(field, element, b'W');
    }
    let (day, nth) = split(element, b'#');
    let is_nth = match nth {
        Some(nth) => value_of(field, day).is_some() && matches!(parse(nth), Some(1..=5)),
        None => false,
    };
    is_nth || is_value_before(field, element, b'L')
}

/// Whether it is a value and a final letter.
const fn is_value_before(field: &Field, element: &str, letter: u8) -> bool {
    match element.as_bytes() {
        [.., last] if *last == letter => {
            value_of(field, element.split_at(element.len() - 1).0).is_some()
        }
        _ => false,
    }
}

const fn value_of(field: &Field, value: &str) -> Option<u32> {
    if let Some(number) = parse(value)
        && number >= field.low
        && number <= field.high
    {
        return Some(number);
    }
    let mut i = 0;
    while i < field.names.len() {
        if is_same_name(field.names[i], value) {
            #[expect(clippy::cast_possible_truncation, reason = "there are at most twelve")]
            return Some(field.low + i as u32);
        }
        i += 1;
    }
    None
}

const fn is_same_name(name: &str, value: &str) -> bool {
    let (name, value) = (name.as_bytes(), value.as_bytes());
    if name.len() != value.len() {
        return false;
    }
    let mut i = 0;
    while i < name.len() {
        if name[i] != value[i].to_ascii_uppercase() {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether it reads `yyyy-mm-ddThh:mm:ss`.
const fn is_time(time: &str) -> bool {
    let bytes = time.as_bytes();
    let form = b"0000-00-00T00:00:00";
    if bytes.len() != form.len() {
        return false;
    }
    let mut i = 0;
    while i < form.len() {
        let fits = if form[i] == b'0' { bytes[i].is_ascii_digit() } else { bytes[i] == form[i] };
        if !fits {
            return false;
        }
        i += 1;
    }
    let (year, month, day) = (digits(bytes, 0, 4), digits(bytes, 5, 2), digits(bytes, 8, 2));
    let is_date = month >= 1 && month <= 12 && day >= 1 && day <= days_of(month, is_leap(year));
    is_date && digits(bytes, 11, 2) < 24 && digits(bytes, 14, 2) < 60 && digits(bytes, 17, 2) < 60
}

/// The number of so many digits from `start` on.
const fn digits(bytes: &[u8], start: usize, count: usize) -> u32 {
    let (mut number, mut i) = (0, start);
    while i < start + count {
        number = number * 10 + (bytes[i] - b'0') as u32;
        i += 1;
    }
    number
}

/// Whether an accepted cron expression names days that no month and year of it has.
pub const fn never_fires(expression: &str) -> bool {
    let Some(cron) = inside(expression, "cron(") else { return false };
    let (Some(days), Some(months), Some(years)) =
        (word(cron, DAY), word(cron, MONTH), word(cron, YEAR))
    else {
        return false;
    };
    if !is_any(cron, WEEKDAY) {
        return false;
    }
    let Some(leap) = has_leap_year(years) else { return false };
    let (Some(days), Some(months)) = (values(DAY, days), values(MONTH, months)) else {
        return false;
    };
    let mut month = 1;
    while month <= 12 {
        // The bits of the days from the first to the last of the month.
        if months >> month & 1 == 1 && days & ((2 << days_of(month, leap)) - 1) != 0 {
            return false;
        }
        month += 1;
    }
    true
}

/// A bit for each value of a field; `None` if one is more than a number or a range.
const fn values(position: usize, field: &str) -> Option<u64> {
    let (mut bits, mut rest) = (0, Some(field));
    while let Some(elements) = rest {
        let (element, more) = split(elements, b',');
        let Some((low, high)) = bounds(position, element) else { return None };
        let mut value = low;
        while value <= high {
            bits |= 1 << value;
            value += 1;
        }
        rest = more;
    }
    Some(bits)
}

/// Whether one of the years has a 29th of February; `None` if one is more than a number or a range.
const fn has_leap_year(field: &str) -> Option<bool> {
    let (mut found, mut rest) = (false, Some(field));
    while let Some(elements) = rest {
        let (element, more) = split(elements, b',');
        let Some((low, high)) = bounds(YEAR, element) else { return None };
        let mut year = low;
        while year <= high && !found {
            found = is_leap(year);
            year += 1;
        }
        rest = more;
    }
    Some(found)
}

/// The lowest and highest value of an element that is a number, a range or all.
const fn bounds(position: usize, element: &str) -> Option<(u32, u32)> {
    let field = &FIELDS[position];
    if text::eq(element, "*") {
        return Some((field.low, field.high));
    }
    let (low, high) = split(element, b'-');
    let high = match high {
        Some(high) => high,
        None => low,
    };
    match (value_of(field, low), value_of(field, high)) {
        (Some(low), Some(high)) if low <= high => Some((low, high)),
        (_, _) => None,
    }
}

const fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

const fn days_of(month: u32, leap: bool) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    }
}

/// The names of time zones in the IANA database, one a line.
const TIME_ZONES: &str = include_str!("../../schemas/time-zones.txt");

/// The names of time zones.
pub fn time_zones() -> impl Iterator<Item = &'static str> {
    TIME_ZONES.lines().filter(|line| !line.starts_with('#'))
}

/// Whether the IANA database has a time zone of this name.
pub const fn is_time_zone(name: &str) -> bool {
    let bytes = TIME_ZONES.as_bytes();
    if name.is_empty() || text::starts_with(name, "#") {
        return false;
    }
    let (mut start, mut i) = (0, 0);
    while i <= bytes.len() {
        if i == bytes.len() || bytes[i] == b'\n' {
            if i - start == name.len() && text::matches_at(bytes, start, name) {
                return true;
            }
            start = i + 1;
        }
        i += 1;
    }
    false
}

/// What stands between `start`, which ends in a parenthesis, and the one that closes it.
const fn inside<'t>(expression: &'t str, start: &str) -> Option<&'t str> {
    if text::starts_with(expression, start) && text::ends_with(expression, ")") {
        return Some(expression.split_at(expression.len() - 1).0.split_at(start.len()).1);
    }
    None
}

/// What stands before the first `separator`, and what stands after it.
const fn split(value: &str, separator: u8) -> (&str, Option<&str>) {
    let bytes = value.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if bytes[i] == separator {
            let (first, rest) = value.split_at(i);
            return (first, Some(rest.split_at(1).1));
        }
        i += 1;
    }
    (value, None)
}

/// The word at `position` among those that space separates.
const fn word(value: &str, position: usize) -> Option<&str> {
    let bytes = value.as_bytes();
    let (mut i, mut seen) = (0, 0);
    while i < bytes.len() {
        while i < bytes.len() && bytes[i].is_ascii_whitespace() {
            i += 1;
        }
        let start = i;
        while i < bytes.len() && !bytes[i].is_ascii_whitespace() {
            i += 1;
        }
        if i > start && seen == position {
            return Some(value.split_at(i).0.split_at(start).1);
        }
        seen += 1;
    }
    None
}

/// A whole number of at most nine digits.
const fn parse(value: &str) -> Option<u32> {
    if !text::is_digits(value) || value.len() > 9 {
        return None;
    }
    Some(digits(value.as_bytes(), 0, value.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documented_expressions_are_accepted() {
        for (clock, text) in [
            (Clock::Rule, "rate(1 minute)"),
            (Clock::Rule, "rate(5 hours)"),
            (Clock::Scheduler, "rate(1 hours)"),
            (Clock::Rule, "cron(0 10 * * ? *)"),
            (Clock::Rule, "cron(15 12 ? * MON-FRI *)"),
            (Clock::Rule, "cron(0/15 * * * ? *)"),
            (Clock::Rule, "cron(*/5 8-17 ? * 2-6 2026-2030)"),
            (Clock::Rule, "cron(0 8 1 JAN,jul ? *)"),
            (Clock::Rule, "cron(0 0 L * ? *)"),
            (Clock::Rule, "cron(0 0 3W * ? *)"),
            (Clock::Rule, "cron(0 0 ? * 6L *)"),
            (Clock::Rule, "cron(0 0 ? * 3#2 *)"),
            (Clock::Scaling, "cron(00 07 ? * MON-SUN *)"),
            (Clock::Scaling, "cron(0 7 * * * *)"),
            (Clock::Scheduler, "at(2030-02-28T09:30:00)"),
        ] {
            assert!(refusal(clock, text).is_none(), "{text}");
        }
    }

    #[test]
    fn others_are_refused() {
        for (clock, text) in [
            (Clock::Rule, "rate(1 minutes)"),
            (Clock::Rule, "rate(5 minute)"),
            (Clock::Scheduler, "rate(0 minutes)"),
            (Clock::Scheduler, "rate(5 weeks)"),
            (Clock::Rule, "rate(5minutes)"),
            (Clock::Rule, "rate()"),
            (Clock::Rule, "cron(0 10 * * ?)"),
            (Clock::Rule, "cron(0 10 * * * *)"),
            (Clock::Rule, "cron(0 10 1 * MON *)"),
            (Clock::Scaling, "cron(0 10 ? * ? *)"),
            (Clock::Rule, "cron(60 10 * * ? *)"),
            (Clock::Rule, "cron(0 24 * * ? *)"),
            (Clock::Rule, "cron(0 0 32 * ? *)"),
            (Clock::Rule, "cron(0 0 1 13 ? *)"),
            (Clock::Rule, "cron(0 0 ? * 0 *)"),
            (Clock::Rule, "cron(0 0 ? * MO *)"),
            (Clock::Rule, "cron(0/0 0 * * ? *)"),
            (Clock::Rule, "at(2030-01-01T00:00:00)"),
            (Clock::Scheduler, "at(2030-02-30T00:00:00)"),
            (Clock::Scheduler, "at(2030-01-01 00:00:00)"),
            (Clock::Rule, "0 10 * * ? *"),
        ] {
            assert!(refusal(clock, text).is_some(), "{text}");
        }
    }

    #[test]
    fn some_days_never_come() {
        for (text, never) in [
            ("cron(0 0 30 2 ? *)", true),
            ("cron(0 0 31 APR,JUN ? *)", true),
            ("cron(0 0 29 2 ? 2027)", true),
            ("cron(0 0 29 2 ? *)", false),
            ("cron(0 0 30-31 2-4 ? *)", false),
            ("cron(0 0 L 2 ? *)", false),
            ("cron(0 0 ? 2 MON *)", false),
            ("rate(5 minutes)", false),
        ] {
            assert_eq!(never_fires(text), never, "{text}");
        }
    }

    #[test]
    fn refusals_say_what_to_write() {
        for (text, message, help) in [
            ("rate(1 minutes)", "`rate(1 minutes)` has the wrong number", "write `rate(1 minute)`"),
            ("cron(0 0 1 13 ? *)", "`13` is no month", "its values are 1 to 12, or JAN to DEC"),
        ] {
            let refusal = refusal(Clock::Rule, text).unwrap();
            assert_eq!(
                (&*refusal.message.to_string(), &*refusal.help.to_string()),
                (message, help)
            );
        }
    }

    #[test]
    fn time_zones_are_whole_lines() {
        assert!(is_time_zone("Europe/Amsterdam") && is_time_zone("UTC"));
        for name in ["", "Europe", "Europe/Zuerich", "urope/Amsterdam", "# IANA"] {
            assert!(!is_time_zone(name), "{name}");
        }
        assert!(time_zones().all(is_time_zone));
    }
}
