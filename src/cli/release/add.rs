//! `release record` and `release promote`; adding an entry at all.
//!
//! The parameter files are written beside their places first, then the entry goes to the disk, then
//! the files into their places. Whoever is stopped in between runs the command again: the entry is
//! known by then, and the files are completed.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::cli::arguments::Format;
use crate::cli::failure::{Failure, list};
use crate::cli::{Outcome, count, json_text};
use crate::exchange::FORMAT;
use crate::exchange::ledger::{Action, Entry};
use crate::release::history::{self, History, Verdict, differing_parameters, differing_system};
use crate::release::time::seconds;
use crate::run::now;

use super::arguments::{Adding, Common, Promote, Record, commit};
use super::file::{Ledger, Missing};
use super::folder::{Completed, Folder, Prepared};
use super::settings;

/// Records a new release in the first environment.
pub(super) fn record(arguments: &Record) -> Result<Outcome, Failure> {
    let Record { adding, common, .. } = arguments;
    let service = adding.service.as_deref();
    let folder = Folder::open(&adding.out, service)?;
    let Some(first) = folder.environments().first().cloned() else {
        return Err(Failure::new("the app has no environment"));
    };
    let commit = arguments.commit.clone().map_or_else(head, Ok)?;
    let given = given(&arguments.image)?;
    let mut ledger = Ledger::open(&settings::ledger(common)?, Missing::Begin)?;
    is_of(&folder, &ledger)?;
    let history = ledger.history(service);
    let current = history.current(&first);
    let kept = current.filter(|_| arguments.keep).map(|it| it.images.clone());
    let images = folder.images(&given, &kept.unwrap_or_default())?;
    let draft = Draft {
        action: Action::Record,
        environment: &first,
        commit: &commit,
        source: None,
        images: &images,
        service,
    };
    let made = |id: &str| draft.entry(id, &folder, history);
    // Without an identifier, what runs already is no new release.
    let again = current.filter(|_| arguments.release.is_none());
    let again = again.map(|it| made(&it.release).map(|again| (it, again))).transpose()?;
    let (entry, completed) = match (&arguments.release, again) {
        (None, Some((current, (again, completed)))) if is_same(current, &again) => {
            (Entry { commit: current.commit.clone(), ..again }, completed)
        }
        (Some(id), _) => made(id)?,
        (None, _) => made(&history.next_id())?,
    };
    let known = match history::record(history, &entry)? {
        Verdict::Added => None,
        Verdict::Known(known) => Some(known.clone()),
    };
    add(&mut ledger, (adding, common), entry, &completed, known)
}

fn is_same(one: &Entry, other: &Entry) -> bool {
    differing_system(one, other).is_none() && differing_parameters(one, other).is_none()
}

/// Takes a release from one environment to the next.
pub(super) fn promote(arguments: &Promote) -> Result<Outcome, Failure> {
    let Promote { from, to, release, adding, common } = arguments;
    let folder = Folder::open(&adding.out, adding.service.as_deref())?;
    let mut ledger = Ledger::open(&settings::ledger(common)?, Missing::Refuse)?;
    is_of(&folder, &ledger)?;
    let history = ledger.history(adding.service.as_deref());
    let order = folder.environments();
    let source = history::promotable(history, order, (from, to), release.as_deref())?;
    is_build_of(&folder, &adding.out, source)?;
    let draft = Draft::of(source, Action::Promote, to);
    let (entry, completed) = draft.entry(&source.release, &folder, history)?;
    let known = match history::promote(history, &entry) {
        Verdict::Added => None,
        Verdict::Known(known) => Some(known.clone()),
    };
    add(&mut ledger, (adding, common), entry, &completed, known)
}

/// Images by service; each is given once.
fn given(images: &[(String, String)]) -> Result<BTreeMap<String, String>, Failure> {
    let mut given = BTreeMap::new();
    for (service, image) in images {
        if let Some(before) = given.insert(service.clone(), image.clone())
            && before != *image
        {
            let message = format!("`{service}` is given two images");
            return Err(Failure::new(message).why(format!("`{before}` and `{image}`")));
        }
    }
    Ok(given)
}

/// The commit that is checked out here.
fn head() -> Result<String, Failure> {
    let output = Command::new("git").args(["rev-parse", "HEAD"]).stdin(Stdio::null()).output();
    let failure = |why: String| {
        Failure::new("the commit of the templates is not known")
            .why(why)
            .help("say it: `--commit SHA`")
    };
    let output = output.map_err(|error| failure(format!("`git`: {error}")))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(failure(said.lines().last().unwrap_or_default().to_owned()));
    }
    let said = String::from_utf8_lossy(&output.stdout);
    commit(said.trim()).map_err(|_| failure(format!("`git rev-parse HEAD` said `{}`", said.trim())))
}

/// A ledger is of one app.
pub(super) fn is_of(folder: &Folder, ledger: &Ledger) -> Result<(), Failure> {
    match ledger.last() {
        Some(last) if last.app != folder.release.app => {
            let (own, other) = (&folder.release.app, &last.app);
            Err(Failure::new(format!("the ledger is of the app `{other}`, the folder of `{own}`"))
                .help("each app has a ledger of its own: name it with `--ledger FILE`"))
        }
        _ => Ok(()),
    }
}

/// The stacks of a folder whose templates are not those of an entry.
pub(super) fn differing<'f>(folder: &'f Folder, entry: &'f Entry) -> Vec<&'f str> {
    let (here, there) = (&folder.release.stacks, &entry.templates);
    let changed = here.iter().filter(|it| !there.contains(it));
    let gone = there.iter().filter(|it| here.iter().all(|stack| stack.name != it.name));
    changed.chain(gone).map(|it| &*it.name).collect()
}

/// Whether a folder has the templates of an entry.
fn is_build_of(folder: &Folder, out: &Path, entry: &Entry) -> Result<(), Failure> {
    let stacks = differing(folder, entry);
    if stacks.is_empty() {
        return Ok(());
    }
    let Entry { release, sequence, commit, .. } = entry;
    let (stacks, out) = (list(stacks), out.display());
    Err(Failure::new(format!(
        "`{out}` does not hold `{release}`: the templates of {stacks} differ"
    ))
    .why(format!("entry {sequence} has other hashes for these templates"))
    .help(format!("write it from the commit of the release: {commit}"))
    .help("or record what is there as a new release, in the first environment"))
}

/// What an entry is made of, beside the folder.
pub(super) struct Draft<'d> {
    action: Action,
    environment: &'d str,
    commit: &'d str,
    source: Option<u64>,
    images: &'d BTreeMap<String, String>,
    service: Option<&'d str>,
}

impl<'d> Draft<'d> {
    /// The release of an entry, in an environment.
    pub(super) fn of(source: &'d Entry, action: Action, environment: &'d str) -> Self {
        Self {
            action,
            environment,
            commit: &source.commit,
            source: Some(source.sequence),
            images: &source.images,
            service: source.service.as_deref(),
        }
    }

    /// The entry without its place in the chain, and the files it is deployed with.
    pub(super) fn entry(
        &self,
        id: &str,
        folder: &Folder,
        history: History<'_>,
    ) -> Result<(Entry, Completed), Failure> {
        let completed = folder.complete(self.environment, id, self.images)?;
        let entry = Entry {
            format: FORMAT.to_owned(),
            sequence: 0,
            previous: None,
            at: String::new(),
            app: folder.release.app.clone(),
            service: self.service.map(str::to_owned),
            action: self.action,
            release: id.to_owned(),
            environment: self.environment.to_owned(),
            environments: folder.environments().to_vec(),
            parent: history.current(self.environment).map(|it| it.sequence),
            source: self.source,
            commit: self.commit.to_owned(),
            formwork: folder.release.formwork.clone(),
            images: self.images.clone(),
            templates: folder.release.stacks.clone(),
            parameters: completed.parameters.clone(),
            hash: String::new(),
        };
        Ok((entry, completed))
    }
}

/// Adds an entry unless it is known, and completes the files.
pub(super) fn add(
    ledger: &mut Ledger,
    (adding, common): (&Adding, &Common),
    entry: Entry,
    completed: &Completed,
    known: Option<Entry>,
) -> Result<Outcome, Failure> {
    let prepared = Prepared::new(&completed.files)?;
    let is_new = known.is_none();
    let entry = if let Some(known) = known {
        known
    } else {
        let at = time(adding.at.as_deref(), ledger.last())?;
        ledger.append(Entry { at, ..entry })?
    };
    let written = prepared.commit()?;
    let head = ledger.last().map_or("", |it| &it.hash);
    let data = match common.format.format {
        Format::Json => json_text(&entry),
        Format::Text => {
            let Entry { release, environment, sequence, at, action, .. } = &entry;
            let done = match (is_new, action) {
                (false, _) => "nothing added: it is there since",
                (true, Action::Record) => "recorded",
                (true, Action::Promote) => "promoted",
                (true, Action::Rollback) => "rolled back",
            };
            let files = count(written, "file");
            let out = adding.out.display();
            let service = entry.service.as_ref().map_or(String::new(), |it| format!(" of `{it}`"));
            format!(
                "`{release}`{service} in `{environment}`: {done} {at}, entry {sequence}\n\
                 {files} of `{environment}` completed in {out}\nhead {head}\n"
            )
        }
    };
    Ok(Outcome::clean(data))
}

/// The time of the next entry: never before the last one.
fn time(given: Option<&str>, last: Option<&Entry>) -> Result<String, Failure> {
    let last = last.map(|it| it.at.as_str());
    let is_before = |time: &str| last.is_some_and(|last| seconds(time) < seconds(last));
    match given {
        Some(time) if is_before(time) => {
            let last = last.unwrap_or_default();
            Err(Failure::new(format!("`--at {time}` is before the last entry, {last}"))
                .help("entries are in the order of time: leave `--at` out, or say a later one"))
        }
        Some(time) => Ok(time.to_owned()),
        None => {
            let now = now();
            // The clocks of two machines differ by a little.
            Ok(last.filter(|_| is_before(&now)).map_or(now, str::to_owned))
        }
    }
}
