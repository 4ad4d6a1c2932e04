//! A resource as a whole: whether there is its type, and what is told of it.

use crate::diag::nearest;
use crate::ir::lifted::{Span, Written};
use crate::schema::{Class, Step, Violation};

use super::catalogue::{Schema, types};
use super::release::{Change, Release, Releases, change_of, is_changed};

/// How far a name may be from another that is surely meant.
const SURELY_MEANT: usize = 2;
/// Types that another name stands for.
const ALIASES: &[(&str, &str)] = &[("aws_alb", "aws_lb")];

/// Judges one resource.
pub(super) struct Judge<'w> {
    pub(super) written: &'w Written,
    pub(super) releases: Releases,
    /// What the changes call its type, if later releases changed anything of it.
    changed: Option<String>,
    /// From the resource down to what is judged.
    pub(super) path: Vec<Step>,
    pub(super) found: Vec<Violation>,
}

impl<'w> Judge<'w> {
    pub(super) fn new(written: &'w Written, releases: Releases) -> Self {
        let name = unaliased(&written.type_name);
        let changed = is_changed(&name).then_some(name);
        Self { written, releases, changed, path: Vec::new(), found: Vec::new() }
    }

    /// Judges all of it by what its type may hold.
    pub(super) fn resource(&mut self, schema: &Schema) {
        let name = &*self.written.type_name;
        if let Some(Change::Removed(release)) = self.change()
            && self.releases.start_at(release)
        {
            return self.tell_type(
                Class::UnknownType,
                format!("the AWS provider has no resource `{name}` since release {release}"),
                "see the guide of that release for what takes its place".to_owned(),
            );
        }
        if schema.is_deprecated {
            self.tell_type(
                Class::Deprecated,
                format!("resource `{name}` is deprecated"),
                "see the provider's documentation for what takes its place".to_owned(),
            );
        }
        self.properties(schema);
    }

    /// Tells that there is no such type, unless a release has it that is not known.
    pub(super) fn unknown_type(&mut self) {
        let name = &*self.written.type_name;
        if let Some(Change::Added(release)) = self.change() {
            if !self.releases.reach(release) {
                let message = format!("resource `{name}` is there {}", self.since(release));
                self.tell_type(Class::TooNew, message, admit(release));
            }
            return;
        }
        let near = nearest(name, types());
        let is_meant = near.is_some_and(|near| is_surely(near, name));
        if !is_meant && !self.releases.are_known() {
            return;
        }
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "see the provider's documentation for what it has".to_owned(),
        };
        self.tell_type(
            Class::UnknownType,
            format!("the AWS provider has no resource `{name}`"),
            help,
        );
    }

    fn tell_type(&mut self, class: Class, message: String, help: String) {
        let value = self.written.type_name.to_string();
        self.tell(class, self.written.head, value, message, help);
    }

    pub(super) fn tell(
        &mut self,
        class: Class,
        span: Span,
        value: String,
        message: String,
        help: String,
    ) {
        let path = self.path.clone();
        self.found.push(Violation { class, span, path, value, message, help });
    }

    /// What later releases changed of what is judged.
    pub(super) fn change(&self) -> Option<Change> {
        let everywhere = || match self.path.as_slice() {
            [Step::Key(key)] => change_of(&format!("*.{key}")),
            _ => None,
        };
        self.name().and_then(|name| change_of(&name)).or_else(everywhere)
    }

    /// What later releases changed of a value of what is judged.
    pub(super) fn change_of_value(&self, value: &str) -> Option<Change> {
        change_of(&format!("{}={value}", self.name()?))
    }

    /// What the changes call what is judged, if they name its type.
    fn name(&self) -> Option<String> {
        let mut path = self.changed.clone()?;
        for step in &self.path {
            if let Step::Key(key) = step {
                path.extend([".", key]);
            }
        }
        Some(path)
    }

    /// Since when something is there, and that it is too late.
    pub(super) fn since(&self, release: Release) -> String {
        let end = self.releases.end();
        format!(
            "since release {release} of the AWS provider, and the configuration takes one {end}"
        )
    }
}

/// The type that a type is another name of; itself, if it is none.
fn unaliased(name: &str) -> String {
    let alias = ALIASES.iter().find_map(|(alias, of)| Some((name.strip_prefix(alias)?, of)));
    match alias {
        Some((rest, of)) if rest.is_empty() || rest.starts_with('_') => format!("{of}{rest}"),
        _ => name.to_owned(),
    }
}

/// What to do about something that no release has that the configuration admits.
pub(super) fn admit(release: Release) -> String {
    format!("admit it in `required_providers`, as in `version = \">= {release}\"`, or leave it out")
}

/// Whether a name is so near to another that it is a slip of the pen.
pub(super) fn is_surely(near: &str, name: &str) -> bool {
    strsim::osa_distance(near, name) <= SURELY_MEANT.min(name.len() / 3)
}
