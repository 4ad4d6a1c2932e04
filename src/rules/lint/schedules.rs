//! Schedule expressions: `rate(5 minutes)`, `cron(0 20 * * ? *)`, `at(2030-01-01T00:00:00)`.
//!
//! Facts: <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html>,
//! <https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html>,
//! <https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html>.

use crate::ir::lifted::{Manifest, Node, Resource};

/// What reads an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clock {
    /// A rule of EventBridge: recurring, in UTC.
    Rule,
    /// EventBridge Scheduler.
    Scheduler,
    /// A scheduled action of Application Auto Scaling.
    Scaling,
}

/// An expression in a manifest.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Schedule<'m> {
    /// What has it.
    pub resource: &'m Resource,
    /// What reads it.
    pub clock: Clock,
    /// Where it stands.
    pub node: &'m Node,
    /// The expression.
    pub text: &'m str,
}

/// The expressions of a manifest that are known.
pub(crate) fn schedules(manifest: &Manifest) -> Vec<Schedule<'_>> {
    let mut found = Vec::new();
    for resource in &manifest.resources {
        let (clock, nodes): (_, Vec<&Node>) = match resource.kind_name() {
            "events/rule" => {
                (Clock::Rule, resource.property("schedule_expression").into_iter().collect())
            }
            "scheduler/schedule" => {
                (Clock::Scheduler, resource.property("schedule_expression").into_iter().collect())
            }
            "applicationautoscaling/target" => {
                let actions = resource.property("scheduled_action").map(Node::items);
                let actions = actions.unwrap_or_default().iter().flat_map(Node::branches);
                (Clock::Scaling, actions.filter_map(|it| it.get("schedule")).collect())
            }
            _ => continue,
        };
        for node in nodes.into_iter().flat_map(Node::branches) {
            let text = node.text().filter(|it| !it.is_empty() && !it.contains("{{resolve:"));
            found.extend(text.map(|text| Schedule { resource, clock, node, text }));
        }
    }
    found
}

/// A field of a cron expression.
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

/// Why an expression is refused, and what to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

fn refused<T>(message: impl Into<String>, help: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal { message: message.into(), help: help.into() })
}

/// Whether an expression is accepted.
pub(crate) fn check(clock: Clock, text: &str) -> Result<(), Refusal> {
    let inside = |name: &str| text.strip_prefix(name)?.strip_prefix('(')?.strip_suffix(')');
    if let Some(rate) = inside("rate") {
        return check_rate(clock, rate);
    }
    if let Some(cron) = inside("cron") {
        return check_cron(clock, cron);
    }
    match (inside("at"), clock) {
        (Some(_), Clock::Rule) => refused(
            "a rule of EventBridge has no `at(…)`",
            "make it a schedule of EventBridge Scheduler, which may run once",
        ),
        (Some(time), Clock::Scheduler | Clock::Scaling) if is_time(time) => Ok(()),
        (Some(time), Clock::Scheduler | Clock::Scaling) => {
            refused(format!("`{time}` is no time"), "write it as `at(yyyy-mm-ddThh:mm:ss)`")
        }
        (None, _) => refused(
            format!("`{text}` is no schedule expression"),
            "write `rate(5 minutes)` or `cron(0 8 * * ? *)`",
        ),
    }
}

fn check_rate(clock: Clock, rate: &str) -> Result<(), Refusal> {
    let help = "write a whole number from 1 on and a unit, as in `rate(5 minutes)`";
    let parts: Vec<&str> = rate.split_whitespace().collect();
    let [value, unit] = parts.as_slice() else {
        return refused(format!("`rate({rate})` is no value and a unit"), help);
    };
    let Some(value) = value.parse::<u32>().ok().filter(|it| *it > 0) else {
        return refused(format!("`{value}` is no rate"), help);
    };
    let singular = unit.strip_suffix('s').unwrap_or(unit);
    if !["minute", "hour", "day"].contains(&singular) {
        return refused(format!("`{unit}` is no unit of a rate"), "write minutes, hours or days");
    }
    let right = if value == 1 { singular.to_owned() } else { format!("{singular}s") };
    // The documents of the other two do not ask for it.
    if clock == Clock::Rule && *unit != right {
        return refused(
            format!("`rate({value} {unit})` has the wrong number"),
            format!("write `rate({value} {right})`"),
        );
    }
    Ok(())
}

fn check_cron(clock: Clock, cron: &str) -> Result<(), Refusal> {
    let values: Vec<&str> = cron.split_whitespace().collect();
    if values.len() != FIELDS.len() {
        let help = if values.len() == FIELDS.len() - 1 {
            "add the year: minutes, hours, day of month, month, day of week, year"
        } else {
            "write minutes, hours, day of month, month, day of week and year"
        };
        return refused(format!("`cron({cron})` has {} fields of six", values.len()), help);
    }
    for (position, (field, value)) in FIELDS.iter().zip(&values).enumerate() {
        for element in value.split(',') {
            check_element(position, field, element)?;
        }
    }
    let (day, weekday) = (values[DAY], values[WEEKDAY]);
    if clock != Clock::Scaling && day != "?" && weekday != "?" {
        let help = "write `?` for the one that does not matter";
        return refused("both the day of month and the day of week are set", help);
    }
    if day == "?" && weekday == "?" {
        return refused(
            "neither the day of month nor the day of week is set",
            "write `*` for one of them",
        );
    }
    Ok(())
}

/// One of the values between commas.
fn check_element(position: usize, field: &Field, element: &str) -> Result<(), Refusal> {
    let is_day = position == DAY || position == WEEKDAY;
    let (range, step) = element.split_once('/').map_or((element, None), |(a, b)| (a, Some(b)));
    let is_step = step.is_none_or(|it| it.parse::<u32>().is_ok_and(|it| it > 0));
    let is_value = |it: &str| value_of(field, it).is_some();
    let is_range = || match range.split_once('-') {
        Some((low, high)) => is_value(low) && is_value(high),
        None => is_value(range),
    };
    let is_special =
        || is_day && step.is_none() && (range == "?" || is_last(position, field, range));
    if is_step && (range == "*" || is_range() || is_special()) {
        return Ok(());
    }
    let help = match field.names {
        [first, .., last] => format!("{} to {}, or {first} to {last}", field.low, field.high),
        _ => format!("{} to {}", field.low, field.high),
    };
    refused(format!("`{element}` is no {}", field.name), format!("its values are {help}"))
}

/// `L`, `LW`, `15W` of a month; `L`, `6L`, `FRI#2` of a week.
fn is_last(position: usize, field: &Field, text: &str) -> bool {
    let is_value = |it: &str| value_of(field, it).is_some();
    if position == DAY {
        return matches!(text, "L" | "LW")
            || text.strip_suffix('W').is_some_and(is_value)
            || text.strip_prefix("L-").is_some_and(is_value);
    }
    let is_nth = |it: &str| it.parse::<u32>().is_ok_and(|it| (1..=5).contains(&it));
    text == "L"
        || text.strip_suffix('L').is_some_and(is_value)
        || text.split_once('#').is_some_and(|(day, nth)| is_value(day) && is_nth(nth))
}

fn value_of(field: &Field, text: &str) -> Option<u32> {
    let by_name = || {
        let position = field.names.iter().position(|it| it.eq_ignore_ascii_case(text))?;
        Some(field.low + u32::try_from(position).ok()?)
    };
    let number = text.parse().ok().filter(|it| (field.low..=field.high).contains(it));
    number.or_else(by_name)
}

/// Whether it reads `yyyy-mm-ddThh:mm:ss`.
fn is_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else { return false };
    let numbers = |text: &str, separator: char, widths: [usize; 3]| -> Option<[u32; 3]> {
        let parts: Vec<&str> = text.split(separator).collect();
        let [a, b, c] = parts.as_slice() else { return None };
        let is_wide = [a, b, c].iter().zip(widths).all(|(it, width)| it.len() == width);
        let numbers = [a.parse().ok()?, b.parse().ok()?, c.parse().ok()?];
        is_wide.then_some(numbers)
    };
    let (Some([year, month, day]), Some([hour, minute, second])) =
        (numbers(date, '-', [4, 2, 2]), numbers(time, ':', [2, 2, 2]))
    else {
        return false;
    };
    let is_date = (1..=12).contains(&month) && (1..=days_of(month, year)).contains(&day);
    is_date && hour < 24 && minute < 60 && second < 60
}

/// Whether an accepted cron expression names days that no month and year of it has.
pub(crate) fn never_fires(text: &str) -> bool {
    let cron = text.strip_prefix("cron(").and_then(|it| it.strip_suffix(')'));
    let values: Vec<&str> = cron.unwrap_or_default().split_whitespace().collect();
    if values.len() != FIELDS.len() || values[WEEKDAY] != "?" {
        return false;
    }
    let numbers = |position: usize| -> Option<Vec<u32>> {
        let field = &FIELDS[position];
        let mut found = Vec::new();
        for element in values[position].split(',') {
            let (low, high) = if element == "*" {
                (field.low, field.high)
            } else {
                let (low, high) = element.split_once('-').unwrap_or((element, element));
                (value_of(field, low)?, value_of(field, high)?)
            };
            found.extend(low..=high);
        }
        Some(found)
    };
    let (Some(days), Some(months), Some(years)) = (numbers(DAY), numbers(MONTH), numbers(YEAR))
    else {
        return false;
    };
    let exists = |day: u32, month: u32, year: u32| day <= days_of(month, year);
    !days.is_empty()
        && !months.is_empty()
        && !years.is_empty()
        && !days.iter().any(|day| {
            months.iter().any(|month| years.iter().any(|year| exists(*day, *month, *year)))
        })
}

const fn days_of(month: u32, year: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

/// The names of time zones.
pub(crate) fn time_zones() -> impl Iterator<Item = &'static str> {
    let lines = include_str!("../../../schemas/time-zones.txt").lines();
    lines.filter(|line| !line.starts_with('#'))
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
            assert_eq!(check(clock, text), Ok(()), "{text}");
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
            assert!(check(clock, text).is_err(), "{text}");
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
}
