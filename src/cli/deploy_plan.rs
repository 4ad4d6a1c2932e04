//! `formwork deploy-plan`: what to do in which order, to be read from top to bottom.

use std::fmt::Write as _;
use std::path::Path;

use crate::diag::nearest;
use crate::exchange;
use crate::exchange::plan::{EnvironmentPlan, Prerequisite, SecretPlan, StackPlan, TaskPlan};
use crate::report::pretty::{self, Sources};

use super::arguments::{DeployPlan, Format, Target};
use super::description::Description;
use super::failure::{Failure, list};
use super::terminal::{self, Terminal};
use super::{Exit, Outcome, json_text};

/// Prints the plan of an app, or of one of its environments.
pub(super) fn run(arguments: &DeployPlan, description: Description) -> Result<Outcome, Failure> {
    let Description { document, root } = description;
    let Some(mut plan) = document.plan else { return Ok(obstacles(&document, &root)) };
    if let Some(wanted) = &arguments.env {
        plan.environments = vec![environment(plan.environments, wanted)?];
    }
    Ok(Outcome::clean(match arguments.format.format {
        Format::Json => json_text(&plan),
        Format::Text => text(&plan, target(&plan, arguments.target)?),
    }))
}

/// The back end whose commands are printed: what is asked for, or what there is.
fn target(plan: &exchange::DeployPlan, asked: Option<Target>) -> Result<Target, Failure> {
    let mut stacks = plan.environments.iter().flat_map(|it| &it.stacks).chain(&plan.shared);
    let Some(first) = stacks.next() else { return Ok(asked.unwrap_or_default()) };
    let (only, other) = match (&first.cloudformation, &first.terraform) {
        (Some(_), None) => (Target::Cloudformation, Target::Terraform),
        (None, Some(_)) => (Target::Terraform, Target::Cloudformation),
        (Some(_), Some(_)) | (None, None) => return Ok(asked.unwrap_or_default()),
    };
    if asked == Some(other) {
        let (app, title) = (&plan.app, only.title());
        let help = format!("leave `--target` out for the commands of {title}");
        return Err(Failure::new(format!("`{app}` is written for {title} alone")).help(help));
    }
    Ok(only)
}

/// There is no plan while something is wrong; says what. None of it is data.
fn obstacles(document: &exchange::Description, root: &Path) -> Outcome {
    let stderr = Terminal::stderr();
    let found = [document.findings.as_slice(), &document.obstacles].concat();
    terminal::talk(&pretty::render(&found, &mut Sources::new(root), stderr.colour()));
    let failure = Failure::new(format!("`{}` has no plan while there are errors", document.app));
    terminal::talk(&failure.render(stderr));
    Outcome { data: String::new(), exit: Exit::Findings }
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

fn text(plan: &exchange::DeployPlan, target: Target) -> String {
    let mut text = format!(
        "How to deploy `{}` with {}. Run the commands in the folder that\n\
         `formwork synth --out DIR` wrote.\n",
        plan.app,
        target.title()
    );
    let environments = plan.environments.iter();
    if environments.flat_map(|it| &it.stacks).chain(&plan.shared).any(|it| !it.given.is_empty()) {
        text.push_str(
            "Images and the release are given to it: `--image SERVICE=REF --release ID`.\n",
        );
    }
    if !plan.shared.is_empty() {
        heading(&mut text, "Once for the app");
        stacks(&mut text, &plan.shared, target);
    }
    for it in &plan.environments {
        let place = format!("{}: account {}, {}, {}", it.name, it.account, it.region, it.purpose);
        heading(&mut text, &place);
        before(&mut text, it, target);
        stacks(&mut text, &it.stacks, target);
        tasks(&mut text, &it.tasks);
    }
    text
}

fn heading(text: &mut String, title: &str) {
    let _ = writeln!(text, "\n{title}\n{}", "=".repeat(title.chars().count()));
}

/// What exists before the first deployment.
fn before(text: &mut String, environment: &EnvironmentPlan, target: Target) {
    let EnvironmentPlan { secrets, prerequisites, .. } = environment;
    let concerns = |it: &&Prerequisite| it.target.as_deref().is_none_or(|it| it == target.name());
    let prerequisites: Vec<_> = prerequisites.iter().filter(concerns).collect();
    if secrets.is_empty() && prerequisites.is_empty() {
        return;
    }
    text.push_str("\nBefore the first deployment:\n");
    for it in prerequisites {
        let _ = writeln!(text, "  - {}", it.what);
        commands(text, it.command.as_slice());
    }
    for it in secrets {
        let SecretPlan { name, service, variable, command } = it;
        let _ = writeln!(
            text,
            "  - the secret `{name}`, which `{service}` reads; its value is taken from ${variable}"
        );
        commands(text, std::slice::from_ref(command));
    }
}

fn stacks(text: &mut String, stacks: &[StackPlan], target: Target) {
    for (position, it) in stacks.iter().enumerate() {
        let _ = writeln!(text, "\n{}. {} ({}, {})", position + 1, it.name, it.account, it.region);
        for note in &it.first_deployment {
            let _ = writeln!(text, "  - the first time: {note}");
        }
        let lines = match target {
            Target::Cloudformation => it.cloudformation.as_ref().map(|it| &it.commands),
            Target::Terraform => it.terraform.as_ref().map(|it| &it.commands),
        };
        for given in &it.given {
            let name = match target {
                Target::Cloudformation => &given.parameter,
                Target::Terraform => &given.variable,
            };
            let _ = writeln!(text, "  - give `{name}`: {}", given.what);
        }
        commands(text, lines.map_or(&[], Vec::as_slice));
    }
}

fn tasks(text: &mut String, tasks: &[TaskPlan]) {
    for it in tasks {
        let _ = writeln!(text, "\nTo run `{}` of {}, now and then:", it.name, it.service);
        commands(text, std::slice::from_ref(&it.command));
    }
}

/// Commands, ready to be copied.
fn commands(text: &mut String, commands: &[String]) {
    for line in commands.iter().flat_map(|it| it.lines()) {
        let _ = writeln!(text, "      {line}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::plan::{CloudFormationPlan, GivenPlan, TerraformPlan};

    fn stack(name: &str, environment: &str) -> StackPlan {
        let command = |tool: &str| vec![format!("{tool} deploy {name} \\\n  --to {environment}")];
        StackPlan {
            name: name.to_owned(),
            environment: environment.to_owned(),
            account: "111111111111".to_owned(),
            region: "eu-west-1".to_owned(),
            after: Vec::new(),
            first_deployment: Vec::new(),
            given: Vec::new(),
            cloudformation: Some(CloudFormationPlan {
                stack: format!("shop-{environment}-{name}"),
                commands: command("aws"),
            }),
            terraform: Some(TerraformPlan { commands: command("terraform") }),
        }
    }

    fn plan() -> exchange::DeployPlan {
        let mut orders = stack("orders", "dev");
        orders.given = vec![GivenPlan {
            parameter: "OrdersImage".to_owned(),
            variable: "orders_image".to_owned(),
            what: "the image".to_owned(),
        }];
        orders.first_deployment = vec!["push an image to the registry before it".to_owned()];
        exchange::DeployPlan {
            format: "1.0".to_owned(),
            app: "shop".to_owned(),
            shared: vec![stack("registry", "prod")],
            environments: vec![EnvironmentPlan {
                name: "dev".to_owned(),
                account: "111111111111".to_owned(),
                region: "eu-west-1".to_owned(),
                purpose: "development".to_owned(),
                secrets: vec![SecretPlan {
                    name: "/shop/dev/orders/KEY".to_owned(),
                    service: "orders".to_owned(),
                    variable: "KEY".to_owned(),
                    command: "aws ssm put-parameter --name /shop/dev/orders/KEY".to_owned(),
                }],
                prerequisites: vec![
                    Prerequisite {
                        what: "a bucket for templates".to_owned(),
                        target: None,
                        command: None,
                    },
                    Prerequisite {
                        what: "a service-linked role".to_owned(),
                        target: None,
                        command: Some("aws iam create-service-linked-role".to_owned()),
                    },
                ],
                stacks: vec![stack("platform", "dev"), orders],
                tasks: vec![TaskPlan {
                    name: "rebuild-index".to_owned(),
                    service: "orders".to_owned(),
                    command: "aws ecs run-task --region eu-west-1".to_owned(),
                }],
            }],
        }
    }

    #[test]
    fn a_plan_reads_from_top_to_bottom() {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../../snapshots/cli");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| {
            insta::assert_snapshot!("deploy_plan", text(&plan(), Target::Cloudformation));
        });
        assert!(text(&plan(), Target::Terraform).contains("terraform deploy registry"));
    }

    #[test]
    fn an_environment_is_found_by_name() {
        assert_eq!(environment(plan().environments, "dev").unwrap().name, "dev");
        let failure = environment(plan().environments, "dve").unwrap_err();
        assert!(failure.render(crate::cli::Terminal::Plain).contains("did you mean `dev`?"));
    }
}
