//! The file itself: reading, and writing one line for each resource.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::rc::Rc;

use crate::exchange::lock::{LockEntry, LockFile};
use crate::ir::name::{pascal_case, snake_case};
use crate::ir::{Kind, kinds};
use crate::lower::Priorities;

/// The format of the lock, which has nothing to do with that of other documents.
const FORMAT: &str = "1.0";

/// The lock of all apps that share a file.
#[derive(Clone, Debug, Default)]
pub struct Lock {
    apps: BTreeMap<String, Section>,
}

/// What is recorded of an app.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// Priorities of listener rules.
    pub(super) priorities: Priorities,
    /// Resources by path.
    pub(super) resources: BTreeMap<Box<str>, Entry>,
}

/// What is recorded of a resource. What follows from its path is not kept: there are many.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) kind: KindName,
    pub(super) stack: Rc<str>,
    /// Its logical ID, if its path does not give it.
    pub(super) id: Option<Box<str>>,
    pub(super) was: Option<Box<str>>,
    pub(super) stateful: bool,
}

/// The kind of a recorded resource.
#[derive(Clone, Debug)]
pub(super) enum KindName {
    /// A kind of the tables.
    Known(&'static Kind),
    /// A raw resource, or a kind of another version of formwork, with its Terraform type.
    Other { name: Box<str>, terraform: Option<Box<str>> },
}

/// Why a lock cannot be read, and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Lock {
    /// Reads the text of a lock; an empty text is an empty lock.
    ///
    /// # Errors
    /// If it is no lock, or one of another format.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        if text.lines().any(|line| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ")) {
            return Err(Unreadable {
                message: "it holds the marks of an unfinished merge".to_owned(),
                help: "keep the lines of both sides (each resource has a line of its own) and \
                       delete the marks; `synth` then orders it and drops what is gone"
                    .to_owned(),
            });
        }
        let file: LockFile =
            serde_json::from_str(text).map_err(|error| unreadable(text, &error))?;
        let apps = file.apps.into_iter().map(|(name, section)| {
            let mut stacks = BTreeMap::<String, Rc<str>>::new();
            let resources = section.resources.into_iter().map(|(path, entry)| {
                let stack = stacks.entry(entry.stack).or_insert_with_key(|it| Rc::from(&**it));
                let stack = Rc::clone(stack);
                let id = (entry.id != pascal_case(&path)).then(|| entry.id.into());
                let kind = KindName::recorded(entry.kind, entry.address.as_deref());
                let was = entry.was.map(Into::into);
                (path.into(), Entry { kind, stack, id, was, stateful: entry.stateful })
            });
            let resources = resources.collect();
            (name, Section { priorities: section.priorities, resources })
        });
        Ok(Self { apps: apps.collect() })
    }

    /// Takes the section of an app out of the lock; an empty one if there is none.
    pub fn take(&mut self, app: &str) -> Section {
        self.apps.remove(app).unwrap_or_default()
    }

    /// Puts the section of an app into the lock.
    pub fn put(&mut self, app: &str, section: Section) {
        self.apps.insert(app.to_owned(), section);
    }

    /// Writes the lock: sorted, one line for each priority and resource.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{{\n  \"format\": \"{FORMAT}\",\n  \"apps\": {{")?;
        for (position, (name, section)) in self.apps.iter().enumerate() {
            let comma = if position == 0 { "" } else { "," };
            write!(out, "{comma}\n    {}: {{\n      \"priorities\": {{", quoted(name))?;
            let mut comma = "";
            for (path, priority) in &section.priorities {
                write!(out, "{comma}\n        {}: {priority}", quoted(path))?;
                comma = ",";
            }
            let end = if comma.is_empty() { "" } else { "\n      " };
            write!(out, "{end}}},\n      \"resources\": {{")?;
            let mut comma = "";
            for (path, entry) in &section.resources {
                let line = serde_json::to_string(&entry.document(path))?;
                write!(out, "{comma}\n        {}: {line}", quoted(path))?;
                comma = ",";
            }
            let end = if comma.is_empty() { "" } else { "\n      " };
            write!(out, "{end}}}\n    }}")?;
        }
        let end = if self.apps.is_empty() { "" } else { "\n  " };
        writeln!(out, "{end}}}\n}}")
    }
}

impl Entry {
    /// The logical ID of the resource at `path`.
    pub(super) fn id(&self, path: &str) -> Cow<'_, str> {
        match &self.id {
            Some(id) => Cow::Borrowed(id),
            None => Cow::Owned(pascal_case(path)),
        }
    }

    fn document(&self, path: &str) -> LockEntry {
        let kind = self.kind.terraform();
        LockEntry {
            kind: self.kind.name().to_owned(),
            stack: self.stack.to_string(),
            id: self.id(path).into_owned(),
            address: kind.map(|kind| format!("{kind}.{}", snake_case(path))),
            stateful: self.stateful,
            was: self.was.as_deref().map(str::to_owned),
        }
    }
}

impl KindName {
    fn recorded(name: String, address: Option<&str>) -> Self {
        match kinds::by_name(&name) {
            Some(kind) => Self::Known(kind),
            None => Self::Other {
                name: name.into(),
                terraform: address.and_then(|it| it.split('.').next()).map(Into::into),
            },
        }
    }

    /// Its name, as the lock has it.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Known(kind) => kind.name,
            Self::Other { name, .. } => name,
        }
    }

    fn terraform(&self) -> Option<&str> {
        match self {
            Self::Known(kind) => (!kind.terraform.is_empty()).then_some(kind.terraform),
            Self::Other { terraform, .. } => terraform.as_deref(),
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("text is JSON")
}

fn unreadable(text: &str, error: &serde_json::Error) -> Unreadable {
    let format = serde_json::from_str::<serde_json::Value>(text)
        .ok()
        .and_then(|document| Some(document.get("format")?.as_str()?.to_owned()));
    match format {
        Some(format) if format != FORMAT => Unreadable {
            message: format!("it has format {format}, and this formwork knows {FORMAT}"),
            help: "use the version of formwork that wrote it, or a newer one".to_owned(),
        },
        Some(_) | None => Unreadable {
            message: format!("it is no lock: {error}"),
            help: "take it from version control again; without it, identities are those that the \
                   paths give, and renamed resources would be replaced"
                .to_owned(),
        },
    }
}
