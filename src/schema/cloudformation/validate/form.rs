//! Values that have several forms, of which one must fit: `oneOf`, `anyOf` and the like.
//!
//! A form in which something that matters is not known may fit. So none is told to be missing while
//! one may fit, and none to be too many until two surely do.

use crate::ir::lifted::Node;
use crate::schema::{Class, Step, Violation, names};

use super::super::shape::{Check, ShapeId};
use super::{Here, Judge, Mode, Outcome, told};

impl Judge<'_> {
    /// Tries a form on a value.
    pub(super) fn trial(&self, node: &Node, form: ShapeId, here: &mut Here) -> Outcome {
        let mut tried = Outcome::default();
        let mode = std::mem::replace(&mut here.mode, Mode::Trial);
        self.value(node, form, here, &mut tried);
        here.mode = mode;
        tried
    }

    pub(super) fn any_of(
        &self,
        node: &Node,
        forms: &[ShapeId],
        here: &mut Here,
        outcome: &mut Outcome,
    ) {
        let mut failed = Vec::new();
        for form in forms {
            let tried = self.trial(node, *form, here);
            match tried.fits() {
                Some(true) => return,
                Some(false) => failed.push(tried),
                None => outcome.unknown = true,
            }
        }
        if failed.len() == forms.len() {
            let violation = self.no_form(Class::NoForm, &failed, here);
            outcome.push(told(violation, node, here));
        }
    }

    pub(super) fn one_of(
        &self,
        node: &Node,
        forms: &[ShapeId],
        here: &mut Here,
        outcome: &mut Outcome,
    ) {
        let (mut failed, mut fitting, mut unknown) = (Vec::new(), Vec::new(), false);
        for form in forms {
            let tried = self.trial(node, *form, here);
            match tried.fits() {
                Some(true) => fitting.push(*form),
                Some(false) => failed.push(tried),
                None => unknown = true,
            }
        }
        match fitting.len() {
            0 | 1 if unknown => outcome.unknown = true,
            1 => {}
            0 => {
                let violation = self.no_form(Class::NotOneForm, &failed, here);
                outcome.push(told(violation, node, here));
            }
            _ => {
                let needed: Vec<&str> = fitting.iter().flat_map(|form| self.needs(*form)).collect();
                let owner = self.owner(here);
                let (message, help) = if needed.is_empty() {
                    let message = format!("{owner} fits several forms, and only one may fit");
                    (message, "leave out what belongs to the others".to_owned())
                } else {
                    let all = names(needed, "and");
                    let message = format!("{owner} has {all}, which exclude each other");
                    (message, "keep one of them".to_owned())
                };
                outcome.push(told((Class::NotOneForm, message, help), node, here));
            }
        }
    }

    /// That no form fits, and why each does not.
    fn no_form(&self, class: Class, failed: &[Outcome], here: &Here) -> (Class, String, String) {
        let owner = self.owner(here);
        let lacking: Option<Vec<&str>> = failed.iter().map(|it| lacking(it, here)).collect();
        if let Some(lacking) = lacking {
            let message = format!("{owner} needs {}", names(lacking, "or"));
            let help = match class {
                Class::NotOneForm => "set exactly one of them",
                _ => "set at least one of them",
            };
            return (class, message, help.to_owned());
        }
        let mut reasons: Vec<&str> = Vec::new();
        for reason in failed.iter().filter_map(|it| it.violations.first()) {
            if !reasons.contains(&&*reason.message) {
                reasons.push(&reason.message);
            }
        }
        let message = match &*reasons {
            [only] => (*only).to_owned(),
            _ => format!("{owner} has no form that is allowed: {}", reasons.join("; or ")),
        };
        (class, message, "write it in one of its forms".to_owned())
    }

    fn needs(&self, form: ShapeId) -> impl Iterator<Item = &str> {
        let checks = self.schema.shape(form).checks.iter();
        let needs = checks.filter_map(|check| match check {
            Check::Needs(needs) => Some(needs),
            _ => None,
        });
        needs.flatten().map(|name| &**name)
    }
}

/// The one property that an object lacks, if that is all that is wrong with it.
fn lacking<'o>(tried: &'o Outcome, here: &Here) -> Option<&'o str> {
    let [Violation { class: Class::MissingProperty, path, .. }] = &*tried.violations else {
        return None;
    };
    match path.split_last() {
        Some((Step::Key(name), above)) if above == here.path => Some(name),
        _ => None,
    }
}
