//! `formwork deploy-plan`: what to do in which order, to be read from top to bottom.

use std::fmt::Write as _;

use crate::exchange::DeployPlan as Document;
use crate::exchange::plan::{EnvironmentPlan, StackPlan};

use super::arguments::{DeployPlan, Format, Target};
use super::description::Description;
use super::failure::Failure;
use super::nearest::{list, nearest};
use super::{Outcome, json_text};

/// Prints the plan of an app, or of one of its environments.
pub(super) fn run(arguments: &DeployPlan, description: Description) -> Result<Outcome, Failure> {
    let mut plan = description.document.plan;
    if let Some(wanted) = &arguments.env {
        plan.environments = vec![environment(plan.environments, wanted)?];
    }
    Ok(Outcome::clean(match arguments.format.format {
        Format::Json => json_text(&plan),
        Format::Text => text(&plan, arguments.target),
    }))
}

fn environment(all: Vec<EnvironmentPlan>, wanted: &str) -> Result<EnvironmentPlan, Failure> {
    let names: Vec<_> = all.iter().map(|it| it.name.clone()).collect();
    all.into_iter().find(|it| it.name == wanted).ok_or_else(|| {
        let names = || names.iter().map(String::as_str);
        let failure = Failure::new(format!("the app has no environment `{wanted}`"))
            .why(format!("its environments are {}", list(names())));
        match nearest(wanted, names()) {
            Some(near) => failure.help(format!("did you mean `{near}`?")),
            None => failure,
        }
    })
}

fn text(plan: &Document, target: Target) -> String {
    let mut text = format!(
        "How to deploy `{}` with {}. Run the commands in the folder that\n\
         `formwork synth --out DIR` wrote.\n",
        plan.app,
        target.title()
    );
    if !plan.shared.is_empty() {
        heading(&mut text, "Once for the app");
        stacks(&mut text, &plan.shared, target);
    }
    for it in &plan.environments {
        let place = format!("{}: account {}, {}, {}", it.name, it.account, it.region, it.purpose);
        heading(&mut text, &place);
        before(&mut text, it);
        stacks(&mut text, &it.stacks, target);
    }
    text
}

fn heading(text: &mut String, title: &str) {
    let _ = writeln!(text, "\n{title}\n{}", "=".repeat(title.chars().count()));
}

/// What exists before the first deployment.
fn before(text: &mut String, environment: &EnvironmentPlan) {
    let EnvironmentPlan { secrets, prerequisites, .. } = environment;
    if secrets.is_empty() && prerequisites.is_empty() {
        return;
    }
    text.push_str("\nBefore the first deployment:\n");
    for it in prerequisites {
        let _ = writeln!(text, "  - {}", it.what);
        commands(text, it.command.as_slice());
    }
    for it in secrets {
        let _ = writeln!(
            text,
            "  - create the secret `{}`, which `{}` reads as {}",
            it.name, it.service, it.variable
        );
        commands(text, std::slice::from_ref(&it.command));
    }
}

fn stacks(text: &mut String, stacks: &[StackPlan], target: Target) {
    for (position, it) in stacks.iter().enumerate() {
        let _ = writeln!(text, "\n{}. {} ({}, {})", position + 1, it.name, it.account, it.region);
        for note in &it.first_deployment {
            let _ = writeln!(text, "  - the first time: {note}");
        }
        for given in &it.given {
            let _ = writeln!(text, "  - give `{}`: {}", given.parameter, given.what);
        }
        commands(
            text,
            match target {
                Target::Cloudformation => &it.cloudformation.commands,
                Target::Terraform => &it.terraform.commands,
            },
        );
    }
}

/// Commands, ready to be copied.
fn commands(text: &mut String, commands: &[String]) {
    for line in commands.iter().flat_map(|it| it.lines()) {
        let _ = writeln!(text, "      {line}");
    }
}
