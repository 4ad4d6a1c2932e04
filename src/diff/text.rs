//! A difference for people, stack by stack.

use std::fmt::Write as _;

use crate::exchange::diff::{
    Action, Counts, Diff, Effect, PropertyDiff, Refusal, ResourceDiff, StackDiff,
};
use crate::report::pretty::Colour;

/// Values longer than this are cut, in characters.
const LONGEST: usize = 100;

/// The difference as text.
pub fn text(diff: &Diff, colour: Colour) -> String {
    let paint = Paint(colour);
    let mut text = String::new();
    for stack in &diff.stacks {
        stack_text(stack, paint, &mut text);
    }
    if !diff.reaches.is_empty() {
        let _ = writeln!(text, "{}", paint.bold("Reached without changing themselves:"));
        for it in &diff.reaches {
            let owner = it.owner.as_ref().map_or(String::new(), |it| format!(" (team {it})"));
            let _ = writeln!(text, "  {}{owner} through {}", it.service, it.through.join(", "));
        }
        text.push('\n');
    }
    for refusal in &diff.refusals {
        refusal_text(refusal, paint, &mut text);
    }
    text + &summary(&diff.counts) + "\n"
}

/// One line that counts.
pub fn summary(counts: &Counts) -> String {
    let Counts { add, change, replace, delete, rename } = *counts;
    let each = [
        (add, "to add"),
        (change, "to change"),
        (replace, "to replace"),
        (delete, "to delete"),
        (rename, "to rename"),
    ];
    let said: Vec<_> = each
        .iter()
        .filter(|it| it.0 > 0)
        .map(|(number, what)| format!("{number} {what}"))
        .collect();
    if said.is_empty() { "no changes".to_owned() } else { said.join(", ") }
}

/// The mark of an action, as `terraform plan` has it.
pub(super) const fn mark(action: Action) -> &'static str {
    match action {
        Action::Add => "+",
        Action::Change => "~",
        Action::Replace => "-/+",
        Action::Delete => "-",
        Action::Rename => "=",
    }
}

fn stack_text(stack: &StackDiff, paint: Paint, text: &mut String) {
    let owner = stack.owner.as_ref().map_or(String::new(), |it| format!(" (team {it})"));
    let whole = match stack.action {
        Action::Add => " is new",
        Action::Delete => " is gone",
        _ => "",
    };
    let _ = writeln!(text, "{}{whole}{owner}", paint.bold(&stack.name));
    for resource in &stack.resources {
        resource_text(resource, paint, text);
    }
    text.push('\n');
}

fn resource_text(resource: &ResourceDiff, paint: Paint, text: &mut String) {
    let mark = paint.action(resource.action, mark(resource.action));
    let _ = write!(text, "  {mark} {}  {}", resource.address, resource.type_name);
    if let Some(was) = &resource.was {
        let _ = write!(text, ", was {was}");
    }
    if resource.stateful {
        let _ = write!(text, ", {}", paint.bold("holds data"));
    }
    text.push('\n');
    for property in &resource.properties {
        let PropertyDiff { path, before, after, .. } = property;
        let _ =
            write!(text, "      {path}: {} -> {}", short(before.as_ref()), short(after.as_ref()));
        if !property.environments.is_empty() {
            let _ = write!(text, " in {}", property.environments.join(", "));
        }
        match property.effect {
            Effect::InPlace => {}
            Effect::MayReplace => text.push_str("  # may replace it"),
            Effect::Replaces => text.push_str(&paint.red("  # replaces it")),
        }
        text.push('\n');
    }
}

fn refusal_text(refusal: &Refusal, paint: Paint, text: &mut String) {
    let Refusal { stack, what, why, help, acknowledged, .. } = refusal;
    if *acknowledged {
        let _ = writeln!(text, "acknowledged: {what}\n  in {stack}\n");
        return;
    }
    let error = paint.red("error");
    let _ = writeln!(text, "{error}: {what}\n  in {stack}\n  why: {why}\n  help: {help}\n");
}

/// A value on one line, cut if it is long.
pub(super) fn short(value: Option<&String>) -> String {
    let Some(value) = value else { return "absent".to_owned() };
    let line = value.replace(['\n', '\r'], " ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    line.chars().take(LONGEST).chain(['…']).collect()
}

#[derive(Clone, Copy)]
struct Paint(Colour);

impl Paint {
    fn with(self, code: &str, text: &str) -> String {
        match self.0 {
            Colour::On => format!("\x1b[{code}m{text}\x1b[0m"),
            Colour::Off => text.to_owned(),
        }
    }

    fn bold(self, text: &str) -> String {
        self.with("1", text)
    }

    fn red(self, text: &str) -> String {
        self.with("1;91", text)
    }

    fn action(self, action: Action, text: &str) -> String {
        let code = match action {
            Action::Add => "92",
            Action::Change | Action::Rename => "93",
            Action::Replace | Action::Delete => "91",
        };
        self.with(code, text)
    }
}
