//! Variables: their declarations, and their values for each environment.

use crate::backend::json::{Json, Object};
use crate::backend::{Target, knob_value, region_of};
use crate::ir::name::snake_case;
use crate::ir::{Knob, KnobType, Place, Scope, Stack, Text};

/// The names of a stack's variables, without those of the provider.
pub fn variable_names(stack: &Stack) -> impl Iterator<Item = String> {
    stack.knobs.iter().map(|knob| snake_case(&knob.path))
}

/// The `variable` section: account, region and environment for the provider, then the knobs.
pub(super) fn declare(stack: &Stack) -> Object<'_> {
    let mut section = Object::new()
        .with("account_id", text("Account that this stack is deployed to"))
        .with("region", text("Region that this stack is deployed to"));
    if tags_alone_name_the_environment(stack) {
        section.push("environment", text("Name of the environment"));
    }
    for knob in &stack.knobs {
        section.push(snake_case(&knob.path), declare_knob(knob));
    }
    section
}

/// Whether the default tags need the environment's name, and no knob of the stack is that name.
fn tags_alone_name_the_environment(stack: &Stack) -> bool {
    !matches!(stack.scope, Scope::App(_))
        && stack.knobs.iter().all(|knob| snake_case(&knob.path) != "environment")
}

fn text(description: &str) -> Object<'_> {
    Object::new().with("type", "string").with("description", description)
}

fn declare_knob(knob: &Knob) -> Object<'_> {
    let kind = match knob.kind {
        KnobType::Number(..) | KnobType::Decimal => "number",
        KnobType::Bool => "bool",
        KnobType::Text(_) | KnobType::Pattern(..) => "string",
    };
    let mut object = Object::new().with("type", kind).with("description", &*knob.description);
    let name = snake_case(&knob.path);
    let validation = match &knob.kind {
        KnobType::Number(least, most) => Some((
            format!("${{var.{name} >= {least} && var.{name} <= {most}}}"),
            format!("A number from {least} to {most}."),
        )),
        KnobType::Text(allowed) if !allowed.is_empty() => Some((
            format!("${{contains({}, var.{name})}}", quoted_list(allowed)),
            format!("One of {}.", allowed.join(", ")),
        )),
        KnobType::Pattern(pattern, meaning) => Some((
            format!("${{can(regex({}, var.{name}))}}", super::expression::quote(pattern)),
            sentence(meaning),
        )),
        KnobType::Text(_) | KnobType::Bool | KnobType::Decimal => None,
    };
    if let Some((condition, message)) = validation {
        let block = Object::new().with("condition", condition).with("error_message", message);
        object.push("validation", block);
    }
    object
}

fn quoted_list(items: &[Text]) -> String {
    let items: Vec<_> = items.iter().map(|item| super::expression::quote(item)).collect();
    format!("[{}]", items.join(", "))
}

/// A phrase as a sentence, which Terraform asks of error messages.
fn sentence(phrase: &str) -> String {
    let mut characters = phrase.chars();
    let first = characters.next().map(|it| it.to_ascii_uppercase()).into_iter();
    format!("{}.", first.chain(characters).collect::<String>())
}

/// The variable file of a stack for a place.
pub(super) fn values(
    target: &Target<'_>,
    stack: &Stack,
    (index, place): (usize, &Place),
) -> Vec<u8> {
    let mut object =
        Object::new().with("account_id", &*place.account).with("region", region_of(stack, place));
    if tags_alone_name_the_environment(stack) {
        object.push("environment", &*place.environment);
    }
    for knob in &stack.knobs {
        if let Some(value) = knob_value(target, knob, index) {
            object.push(snake_case(&knob.path), value);
        }
    }
    Json::from(object).to_file()
}

/// The backend settings of a stack for a place, in Terraform's native syntax.
pub(super) fn backend(target: &Target<'_>, stack: &Stack, bucket: &str, place: &Place) -> Vec<u8> {
    use super::expression::quote;
    let key = match stack.scope {
        Scope::App(_) => format!("{}/{}", target.app, stack.name),
        Scope::Environment | Scope::Region(_) => {
            format!("{}/{}/{}", target.app, place.environment, stack.name)
        }
    };
    format!(
        "bucket       = {}\nkey          = {}\nregion       = {}\nencrypt      = true\nuse_lockfile = true\n",
        quote(bucket),
        quote(&key),
        quote(&place.region),
    )
    .into_bytes()
}
