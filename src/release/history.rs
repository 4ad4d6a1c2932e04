//! What may be added to a ledger, and what cannot have been.
//!
//! A new release comes to the first environment only, and to each other one from the environment
//! before it: that is all that [`record`] and [`promote`] can say. [`judge`] wants the same of every
//! entry that is read, so that a line forged with good hashes is found too.

use crate::diag::code::IMPOSSIBLE_RELEASE;
use crate::diag::nearest;
use crate::exchange::ledger::{Action, Entry};

use super::chain::Fault;
use super::{is_pinned, is_release_id};

/// Why something is not done, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Refusal {
    /// A refusal with its way out.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

/// The entries of a ledger about one service, or about the whole app, in order.
#[derive(Clone, Copy, Debug)]
pub struct History<'e> {
    entries: &'e [Entry],
    service: Option<&'e str>,
}

impl<'e> History<'e> {
    /// The history of a service, or of the whole app.
    pub const fn new(entries: &'e [Entry], service: Option<&'e str>) -> Self {
        Self { entries, service }
    }

    /// Its entries, from the first.
    pub fn entries(self) -> impl DoubleEndedIterator<Item = &'e Entry> + Clone {
        self.entries.iter().filter(move |it| it.service.as_deref() == self.service)
    }

    /// The entries of one environment, from the first.
    pub fn there(self, environment: &str) -> impl DoubleEndedIterator<Item = &'e Entry> + Clone {
        self.entries().filter(move |it| it.environment == environment)
    }

    /// The entry whose release runs in an environment.
    pub fn current(self, environment: &str) -> Option<&'e Entry> {
        self.there(environment).next_back()
    }

    /// The last entry that brought a release to an environment.
    pub fn of(self, release: &str, environment: &str) -> Option<&'e Entry> {
        self.there(environment).rfind(|it| it.release == release)
    }

    /// The entry that recorded a release.
    pub fn first(self, release: &str) -> Option<&'e Entry> {
        self.entries().find(|it| it.release == release)
    }

    /// Whether a release was rolled back from, after this entry brought it.
    pub fn was_rolled_back(self, entry: &Entry) -> bool {
        let is = |it: &Entry| it.action == Action::Rollback && it.parent == Some(entry.sequence);
        self.entries.iter().any(is)
    }

    /// Whether releases went through other environments before they came to this one, the last.
    pub fn ended_with(self, environment: &str) -> bool {
        let order = self.entries().next_back().map_or(&[][..], |it| &it.environments);
        matches!(order, [_, .., last] if last == environment)
    }

    /// The identifier that follows: `r1`, `r2`, and so on.
    pub fn next_id(self) -> String {
        let numbers = self.entries().filter_map(|it| it.release.strip_prefix('r')?.parse().ok());
        format!("r{}", numbers.max().unwrap_or(0u64).saturating_add(1))
    }

    fn unknown(self, release: &str) -> Refusal {
        unknown(release, self.entries().map(|it| &*it.release))
    }

    /// A command of `release` about this history.
    fn command(self, rest: &str) -> String {
        let service = self.service.map_or(String::new(), |it| format!(" --service {it}"));
        format!("`formwork release {rest}{service}`")
    }

    /// Why this history cannot be told by a ledger: releases are of the app or of services, not both.
    pub fn mixed(self) -> Option<Refusal> {
        let first = self.entries.first()?;
        match (&first.service, self.service) {
            (Some(_), None) => Some(Refusal::new(
                "this ledger has releases of single services",
                "say which one with `--service`, or name another ledger with `--ledger`",
            )),
            (None, Some(service)) => Some(Refusal::new(
                format!("this ledger has releases of the whole app, and none of `{service}` alone"),
                "leave `--service` out, or name another ledger with `--ledger`",
            )),
            _ => None,
        }
    }
}

/// Says that there is no such release, and which one may have been meant.
pub fn unknown<'n>(release: &str, known: impl Iterator<Item = &'n str> + Clone) -> Refusal {
    let help = match nearest(release, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`formwork release list` shows all releases".to_owned(),
    };
    Refusal::new(format!("the ledger has no release `{release}`"), help)
}

/// What of a build differs between two entries, as in `the commit differs`.
pub fn differing_build(one: &Entry, other: &Entry) -> Option<String> {
    differing_system(one, other)
        .or_else(|| (one.commit != other.commit).then(|| "the commit differs".to_owned()))
}

/// What is deployed differently by two entries, apart from parameters.
pub fn differing_system(one: &Entry, other: &Entry) -> Option<String> {
    if let Some(stack) = differing_template(one, other) {
        return Some(format!("the templates of stack `{stack}` differ"));
    }
    let images = one.images.keys().chain(other.images.keys());
    let mut images = images.filter(|name| one.images.get(*name) != other.images.get(*name));
    images.next().map(|name| format!("the image of `{name}` differs"))
}

/// The first stack whose templates differ, or that only one of them has.
pub fn differing_template<'e>(one: &'e Entry, other: &'e Entry) -> Option<&'e str> {
    let lacks = |here: &'e Entry, there: &Entry| {
        here.templates.iter().find(|it| !there.templates.contains(it)).map(|it| &*it.name)
    };
    lacks(one, other).or_else(|| lacks(other, one))
}

/// The first stack whose parameters differ, or that only one of them has.
pub fn differing_parameters<'e>(one: &'e Entry, other: &'e Entry) -> Option<&'e str> {
    let lacks = |here: &'e Entry, there: &Entry| {
        here.parameters.iter().find(|it| !there.parameters.contains(it)).map(|it| &*it.name)
    };
    lacks(one, other).or_else(|| lacks(other, one))
}

/// What becomes of something that was asked for.
#[derive(Debug)]
pub enum Verdict<'e> {
    /// It is added.
    Added,
    /// It is there already.
    Known(&'e Entry),
}

/// Whether a new release may be recorded, `asked` with everything but its place in the chain.
///
/// # Errors
/// If the same identifier stands for something else, or for something that was left behind.
pub fn record<'e>(history: History<'e>, asked: &Entry) -> Result<Verdict<'e>, Refusal> {
    let (id, here) = (&asked.release, &asked.environment);
    if let Some(mixed) = history.mixed() {
        return Err(mixed);
    }
    if history.ended_with(here) {
        return Err(Refusal::new(
            format!("`{here}` is the first environment now, and was the last one before"),
            "keep an environment before it: what is new is not tried in production",
        ));
    }
    let Some(known) = history.first(id) else { return Ok(Verdict::Added) };
    if let Some(what) = differing_build(known, asked) {
        return Err(Refusal::new(
            format!("`{id}` is another release: {what} from entry {}", known.sequence),
            "give it an identifier of its own, or leave `--release` out",
        ));
    }
    match history.current(here) {
        Some(current) if current.release == *id => match differing_parameters(current, asked) {
            None => Ok(Verdict::Known(current)),
            Some(stack) => Err(Refusal::new(
                format!("`{id}` is recorded with other parameters of stack `{stack}` in `{here}`"),
                "give it an identifier of its own, or leave `--release` out",
            )),
        },
        current => {
            let now = current.map_or("nothing", |it| &it.release);
            Err(Refusal::new(
                format!("`{id}` is recorded already, and `{here}` runs `{now}` since"),
                go_back(history, id, here),
            ))
        }
    }
}

/// The entry that is promoted from one environment to the next.
///
/// # Errors
/// If the environments do not follow each other, or the release may not go on.
pub fn promotable<'e>(
    history: History<'e>,
    order: &[String],
    (from, to): (&str, &str),
    release: Option<&str>,
) -> Result<&'e Entry, Refusal> {
    if let Some(mixed) = history.mixed() {
        return Err(mixed);
    }
    let place = |name: &str| position(order, name);
    let (here, there) = (place(from)?, place(to)?);
    if here + 1 != there {
        let help = match order.get(here + 1) {
            Some(next) => format!(
                "a release goes through {} one by one: `--from {from} --to {next}`",
                list(order)
            ),
            None => format!("`{from}` is the last of {}", list(order)),
        };
        return Err(Refusal::new(format!("`{to}` does not follow `{from}`"), help));
    }
    let found = match release {
        None => history.current(from).ok_or_else(|| {
            Refusal::new(format!("`{from}` has no release"), came_first(history, order, here))
        })?,
        Some(id) => history.of(id, from).ok_or_else(|| match history.first(id) {
            None => history.unknown(id),
            Some(_) => Refusal::new(
                format!("`{id}` never ran in `{from}`"),
                came_first(history, order, here),
            ),
        })?,
    };
    let id = &found.release;
    if history.was_rolled_back(found) {
        let message = format!("`{id}` was rolled back from in `{from}`");
        return Err(Refusal::new(message, "record a release that mends what was wrong with it"));
    }
    match (history.of(id, to), history.current(to)) {
        (Some(_), Some(current)) if current.release != *id => Err(Refusal::new(
            format!("`{id}` ran in `{to}` before `{}`", current.release),
            go_back(history, id, to),
        )),
        _ => Ok(found),
    }
}

fn go_back(history: History<'_>, id: &str, environment: &str) -> String {
    format!("go back with {}", history.command(&format!("rollback --to {id} --env {environment}")))
}

/// How a release gets to the environment at a place in the order.
fn came_first(history: History<'_>, order: &[String], place: usize) -> String {
    match place.checked_sub(1).and_then(|before| order.get(before)) {
        None => format!("record one: {}", history.command("record")),
        Some(before) => {
            let promote = format!("promote --from {before} --to {}", order[place]);
            format!("promote one: {}", history.command(&promote))
        }
    }
}

/// Whether a promotion adds anything.
pub fn promote<'e>(history: History<'e>, asked: &Entry) -> Verdict<'e> {
    match history.current(&asked.environment) {
        Some(current)
            if current.release == asked.release
                && differing_parameters(current, asked).is_none() =>
        {
            Verdict::Known(current)
        }
        _ => Verdict::Added,
    }
}

/// The entry that is rolled back to, and the one that is rolled back from; they are the same if
/// there is nothing to do.
///
/// # Errors
/// If the release never ran there.
pub fn rollback<'e>(
    history: History<'e>,
    order: &[String],
    (release, environment): (&str, &str),
) -> Result<(&'e Entry, &'e Entry), Refusal> {
    if let Some(mixed) = history.mixed() {
        return Err(mixed);
    }
    position(order, environment)?;
    let Some(target) = history.of(release, environment) else {
        return Err(match (history.first(release), history.current(environment)) {
            (None, _) => history.unknown(release),
            (Some(_), None) => {
                Refusal::new(format!("`{environment}` never had a release"), "there is no way back")
            }
            (Some(_), Some(last)) => Refusal::new(
                format!("`{release}` never ran in `{environment}`"),
                format!("`{}` runs there; `formwork release list` shows what did", last.release),
            ),
        });
    };
    let current = history.current(environment).unwrap_or(target);
    Ok(if current.release == target.release { (current, current) } else { (target, current) })
}

fn position(order: &[String], name: &str) -> Result<usize, Refusal> {
    order.iter().position(|it| it == name).ok_or_else(|| {
        let help = match nearest(name, order.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there is {}", list(order)),
        };
        Refusal::new(format!("there is no environment `{name}`"), help)
    })
}

fn list(names: &[String]) -> String {
    names.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
}

/// Everything in a ledger that formwork does not write.
pub fn judge(entries: &[Entry]) -> Vec<Fault> {
    let wrong = entries.iter().enumerate().filter_map(|(index, entry)| {
        let before = History::new(&entries[..index], entry.service.as_deref());
        let message = impossible(before, entry)?;
        let help = "find out who wrote it; entries are added by `formwork release` only".to_owned();
        Some(Fault { line: index + 1, code: &IMPOSSIBLE_RELEASE, message, help })
    });
    wrong.collect()
}

/// Why an entry cannot follow the ones before it.
fn impossible(before: History<'_>, entry: &Entry) -> Option<String> {
    let Entry { release, environment, environments, .. } = entry;
    if let Some(mixed) = before.mixed() {
        return Some(mixed.message);
    }
    if !is_release_id(release) {
        return Some(format!("`{release}` is no identifier of a release"));
    }
    if let Some((service, image)) = entry.images.iter().find(|(_, image)| !is_pinned(image)) {
        return Some(format!("the image of `{service}`, `{image}`, is not pinned by digest"));
    }
    let Some(place) = environments.iter().position(|it| it == environment) else {
        return Some(format!("`{environment}` is none of the environments"));
    };
    let current = before.current(environment).map(|it| it.sequence);
    if entry.parent != current {
        let number = |it: Option<u64>| it.map_or("none".to_owned(), |it| format!("entry {it}"));
        let (said, current) = (number(entry.parent), number(current));
        return Some(format!("its parent is {said}, and `{environment}` ran {current}"));
    }
    if let Some(known) = before.first(release)
        && let Some(what) = differing_build(known, entry)
    {
        return Some(format!("{what} from `{release}` in entry {}", known.sequence));
    }
    let source = entry.source.and_then(|it| before.entries().find(|old| old.sequence == it));
    let wanted = match entry.action {
        Action::Record if place > 0 => {
            return Some(format!("`{release}` is new in `{environment}`, which is not the first"));
        }
        Action::Record if before.ended_with(environment) => {
            return Some(format!("`{release}` is new in `{environment}`, which was the last"));
        }
        Action::Record if before.first(release).is_some() => {
            return Some(format!("`{release}` is recorded twice"));
        }
        Action::Record => return None,
        Action::Promote => place.checked_sub(1).and_then(|it| environments.get(it)),
        Action::Rollback => Some(environment),
    };
    let is_from = |it: &Entry| Some(&it.environment) == wanted && it.release == *release;
    (!source.is_some_and(is_from)).then(|| match wanted {
        Some(wanted) => format!("`{release}` did not come from `{wanted}`"),
        None => format!("`{release}` was promoted to the first environment"),
    })
}
