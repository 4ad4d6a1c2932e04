//! A difference as a comment on a pull request.

use std::fmt::Write as _;

use crate::exchange::diff::{Action, Diff, Effect, Refusal, ResourceDiff, StackDiff};

use super::text::{mark, short, summary};

/// The difference as Markdown: a table of stacks, what is refused, and each stack to be opened.
pub fn markdown(diff: &Diff) -> String {
    let mut text = format!("### Infrastructure: {}\n", summary(&diff.counts));
    if diff.stacks.is_empty() {
        return text;
    }
    for refusal in &diff.refusals {
        refused(refusal, &mut text);
    }
    text.push_str(
        "\n| stack | team | add | change | replace | delete |\n|---|---|---:|---:|---:|---:|\n",
    );
    for stack in &diff.stacks {
        let number =
            |action: Action| stack.resources.iter().filter(|it| it.action == action).count();
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} |",
            cell(&stack.name),
            cell(stack.owner.as_deref().unwrap_or_default()),
            number(Action::Add),
            number(Action::Change),
            number(Action::Replace),
            number(Action::Delete),
        );
    }
    if !diff.reaches.is_empty() {
        let each = diff.reaches.iter().map(|it| match &it.owner {
            Some(owner) => format!("{} ({})", cell(&it.service), cell(owner)),
            None => cell(&it.service),
        });
        let _ = writeln!(text, "\nReaches: {}", each.collect::<Vec<_>>().join(", "));
    }
    for stack in &diff.stacks {
        opened(stack, &mut text);
    }
    text
}

fn refused(refusal: &Refusal, text: &mut String) {
    let Refusal { stack, what, why, help, acknowledged, .. } = refusal;
    let (sign, rest) = if *acknowledged {
        ("NOTE", "acknowledged".to_owned())
    } else {
        ("CAUTION", format!("{}; {}", cell(why), cell(help)))
    };
    let _ = writeln!(text, "\n> [!{sign}]\n> {} in {}: {rest}", cell(what), cell(stack));
}

fn opened(stack: &StackDiff, text: &mut String) {
    let _ = writeln!(text, "\n<details><summary>{}</summary>\n\n```diff", cell(&stack.name));
    for resource in &stack.resources {
        lines(resource, text);
    }
    text.push_str("```\n\n</details>\n");
}

/// A resource as lines of a `diff` block, whose first character colours them.
fn lines(resource: &ResourceDiff, text: &mut String) {
    let sign = match resource.action {
        Action::Add => '+',
        Action::Delete | Action::Replace => '-',
        Action::Change | Action::Rename => '!',
    };
    let ResourceDiff { address, type_name, action, .. } = resource;
    let _ = write!(text, "{sign} {} {} {}", mark(*action), fenced(address), fenced(type_name));
    if let Some(was) = &resource.was {
        let _ = write!(text, ", was {}", fenced(was));
    }
    text.push('\n');
    for it in &resource.properties {
        let (before, after) = (short(it.before.as_ref()), short(it.after.as_ref()));
        let _ =
            write!(text, "      {}: {} -> {}", fenced(&it.path), fenced(&before), fenced(&after));
        if !it.environments.is_empty() {
            let _ = write!(text, " in {}", fenced(&it.environments.join(", ")));
        }
        if it.effect == Effect::Replaces {
            text.push_str("  # replaces it");
        }
        text.push('\n');
    }
}

/// Text inside a fence: it cannot end it, nor begin a line.
fn fenced(text: &str) -> String {
    text.replace("```", "'''").replace(['\n', '\r'], " ")
}

/// Text outside of fences, with nothing that Markdown or HTML would read.
fn cell(text: &str) -> String {
    let mut safe = String::new();
    for it in text.chars() {
        match it {
            '\n' | '\r' => safe.push(' '),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '|' | '[' | ']' | '*' | '_' | '#' | '!' | '@' | '\\' => safe.extend(['\\', it]),
            _ => safe.push(it),
        }
    }
    safe
}
