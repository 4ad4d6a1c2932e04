//! `deploy-plan.json`: the stacks of an app in order, and the commands that deploy them.
//!
//! Commands are run in the folder of the output. Invariant: no command holds or prints the value of
//! a secret; it is read from a shell variable.
//!
//! Facts: <https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/>,
//! <https://developer.hashicorp.com/terraform/cli/commands/init>

mod admin;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::Serialize;

use crate::backend::cloudformation::MOST_INLINE_BYTES;
use crate::backend::terraform::tags_of;
use crate::backend::{Target, places_of, region_of};
use crate::exchange::plan::{
    CloudFormationPlan, DeployPlan, EnvironmentPlan, GivenPlan, Prerequisite, SecretPlan,
    StackPlan, TaskPlan, TerraformPlan,
};
use crate::exchange::{Each, FORMAT, write};
use crate::ir::name::{pascal_case, snake_case};
use crate::ir::{Place, Scope, Stack};
use crate::rules::Index;
use crate::spec::{App, BackEnds, Environment, Source, TerraformState};

/// The plan of an app while its stacks are made. It holds little of each stack, and makes the
/// commands when it is written: an app of thousands of services has tens of thousands of them.
#[derive(Debug)]
pub struct Planning<'p> {
    target: Target<'p>,
    /// What the app is written for.
    back_ends: BackEnds,
    /// The environments, without stacks.
    environments: Vec<EnvironmentPlan>,
    /// The stacks whose migrations are run once they are deployed.
    migrations: BTreeSet<String>,
    stacks: Vec<Noted>,
}

/// What the plan needs of a stack.
#[derive(Debug)]
struct Noted {
    /// The stack without what is in it.
    stack: Stack,
    after: Vec<String>,
    given: Vec<GivenPlan>,
    has_parameters: bool,
    capability: &'static str,
    /// Whether the template is too large for a request.
    is_large: bool,
}

impl<'p> Planning<'p> {
    /// A plan without stacks.
    pub fn new(index: &Index<'_, '_>, target: Target<'p>) -> Self {
        let environments = index.app.environments().iter().map(|environment| EnvironmentPlan {
            name: environment.name().to_owned(),
            account: environment.account().to_owned(),
            region: environment.region().to_owned(),
            purpose: environment.purpose().name().to_owned(),
            secrets: secrets(index, environment),
            prerequisites: prerequisites(index.app, environment),
            stacks: Vec::new(),
            tasks: admin::tasks(index, environment),
        });
        let migrations = admin::migrations(index);
        Self {
            target,
            back_ends: index.app.written_for(),
            environments: environments.collect(),
            migrations,
            stacks: Vec::new(),
        }
    }

    /// Adds a stack; stacks are added in deployment order.
    pub fn add(&mut self, stack: &Stack, after: &[String], template_bytes: usize) {
        let is_large = template_bytes > MOST_INLINE_BYTES;
        for (index, place) in places_of(stack, self.target.places).filter(|_| is_large) {
            let (bucket, region) = (templates_bucket(place, stack), region_of(stack, place));
            let wanted = bucket_prerequisite(
                ("cloudformation", "CloudFormation templates"),
                &bucket,
                region,
            );
            let known = &mut self.environments[index].prerequisites;
            if !known.contains(&wanted) {
                known.push(wanted);
            }
        }
        let given = stack.knobs.iter().filter(|knob| !knob.is_described());
        let given = given.map(|knob| GivenPlan {
            parameter: pascal_case(&knob.path),
            variable: snake_case(&knob.path),
            what: knob.description.to_string(),
        });
        let mut hollow = Stack::new(stack.name.clone(), "").scope(stack.scope.clone());
        hollow.tags.clone_from(&stack.tags);
        hollow.notes.clone_from(&stack.notes);
        self.stacks.push(Noted {
            stack: hollow,
            after: after.to_vec(),
            given: given.collect(),
            has_parameters: !(stack.knobs.is_empty() && stack.imports.is_empty()),
            capability: capability(stack),
            is_large,
        });
    }

    /// The plan as a whole.
    pub fn finish(self) -> DeployPlan {
        let mut environments = self.environments.clone();
        for (index, environment) in environments.iter_mut().enumerate() {
            environment.stacks = self.stacks_in(index).collect();
        }
        DeployPlan {
            format: FORMAT.to_owned(),
            app: self.target.app.to_owned(),
            shared: self.shared().collect(),
            environments,
        }
    }

    /// Writes the plan, stack by stack.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        #[derive(Serialize)]
        struct Plan<'v, S, E> {
            format: &'v str,
            app: &'v str,
            shared: S,
            environments: Vec<E>,
        }
        #[derive(Serialize)]
        struct Environment<'v, S> {
            name: &'v str,
            account: &'v str,
            region: &'v str,
            purpose: &'v str,
            secrets: &'v [SecretPlan],
            prerequisites: &'v [Prerequisite],
            stacks: S,
            #[serde(skip_serializing_if = "<[_]>::is_empty")]
            tasks: &'v [TaskPlan],
        }
        let environments = self.environments.iter().enumerate();
        let environments = environments.map(|(index, it)| Environment {
            name: &it.name,
            account: &it.account,
            region: &it.region,
            purpose: &it.purpose,
            secrets: &it.secrets,
            prerequisites: &it.prerequisites,
            stacks: Each(move || self.stacks_in(index)),
            tasks: &it.tasks,
        });
        let plan = Plan {
            format: FORMAT,
            app: self.target.app,
            shared: Each(|| self.shared()),
            environments: environments.collect(),
        };
        write(&plan, out)
    }

    fn shared(&self) -> impl Iterator<Item = StackPlan> {
        let shared = self.stacks.iter().filter(|noted| is_shared(&noted.stack));
        shared.flat_map(|noted| {
            let places = places_of(&noted.stack, self.target.places);
            places.map(|(_, place)| self.stack_plan(noted, place))
        })
    }

    fn stacks_in(&self, environment: usize) -> impl Iterator<Item = StackPlan> {
        let place = &self.target.places[environment];
        let own = self.stacks.iter().filter(|noted| !is_shared(&noted.stack));
        own.map(move |noted| {
            let mut plan = self.stack_plan(noted, place);
            if self.migrations.contains(&noted.stack.name) {
                let run = admin::run_migrations(self.target.app, &noted.stack.name, place);
                let templates = plan.cloudformation.iter_mut().map(|it| &mut it.commands);
                let roots = plan.terraform.iter_mut().map(|it| &mut it.commands);
                templates.chain(roots).for_each(|commands| commands.push(run.clone()));
            }
            plan
        })
    }

    fn stack_plan(&self, noted: &Noted, place: &Place) -> StackPlan {
        let (target, stack) = (&self.target, &noted.stack);
        let through_cloudformation = || {
            let name = stack_name(target.app, stack, place);
            let deploy = deploy_command(target, noted, place, &name);
            CloudFormationPlan { stack: name, commands: vec![deploy] }
        };
        let through_terraform =
            || TerraformPlan { commands: terraform_commands(target, stack, place) };
        StackPlan {
            name: stack.name.clone(),
            environment: place.environment.clone(),
            account: place.account.clone(),
            region: region_of(stack, place).to_owned(),
            after: noted.after.clone(),
            first_deployment: stack.notes.clone(),
            given: noted.given.clone(),
            cloudformation: (self.back_ends != BackEnds::Terraform).then(through_cloudformation),
            terraform: (self.back_ends != BackEnds::CloudFormation).then(through_terraform),
        }
    }
}

fn is_shared(stack: &Stack) -> bool {
    matches!(stack.scope, Scope::App(_))
}

/// The bucket that holds the Terraform state of each environment; `None` if it stays on the
/// machine.
pub fn state_buckets(app: &App<'_>) -> Option<Vec<String>> {
    let bucket = |(index, environment): (usize, &Environment<'_>)| match app.terraform_state() {
        TerraformState::AccountBucket => {
            Some(format!("formwork-state-{}-{}", environment.account(), environment.region()))
        }
        TerraformState::Bucket(name) => name.at(index).map(str::to_owned),
        TerraformState::Local => None,
    };
    app.environments().iter().enumerate().map(bucket).collect()
}

/// The stack's name in CloudFormation.
pub fn stack_name(app: &str, stack: &Stack, place: &Place) -> String {
    match stack.scope {
        Scope::App(_) => format!("{app}-{}", stack.name),
        Scope::Environment | Scope::Region(_) => {
            format!("{app}-{}-{}", place.environment, stack.name)
        }
    }
}

/// The name of a service's secret in an environment.
pub fn secret_name(app: &str, environment: &str, service: &str, variable: &str) -> String {
    format!("/{app}/{environment}/{service}/{variable}")
}

fn deploy_command(target: &Target<'_>, noted: &Noted, place: &Place, name: &str) -> String {
    use std::fmt::Write as _;
    let stack = &noted.stack;
    let file = &stack.name;
    let mut command = format!(
        "aws cloudformation deploy --template-file cloudformation/{file}.template.json --stack-name {name}"
    );
    let mut option = |text: std::fmt::Arguments<'_>| {
        command.write_fmt(text).expect("text takes every character");
    };
    if noted.has_parameters {
        let environment = &place.environment;
        option(format_args!(
            " --parameter-overrides file://cloudformation/{environment}/{file}.parameters.json"
        ));
    }
    option(format_args!(" --capabilities {}", noted.capability));
    option(format_args!(" --region {}", region_of(stack, place)));
    if noted.is_large {
        let bucket = templates_bucket(place, stack);
        option(format_args!(" --s3-bucket {bucket} --s3-prefix {}", target.app));
    }
    option(format_args!(" --no-fail-on-empty-changeset --tags"));
    for (key, value) in tags_of(target, stack, Some(place)) {
        option(format_args!(" {}", quote(&format!("{key}={value}"))));
    }
    command
}

/// What CloudFormation wants to be told: that there are roles, or that we name them.
fn capability(stack: &Stack) -> &'static str {
    let names_one = stack.resources.iter().any(|resource| {
        resource.kind().is_some_and(|kind| {
            // The name of an inline policy is no name of a resource.
            kind.name.starts_with("iam/") && kind.name != "iam/policy"
        }) && resource.property("name").is_some()
    });
    if names_one { "CAPABILITY_NAMED_IAM" } else { "CAPABILITY_IAM" }
}

fn terraform_commands(target: &Target<'_>, stack: &Stack, place: &Place) -> Vec<String> {
    let (folder, environment) = (&stack.name, &place.environment);
    let terraform = format!("terraform -chdir=terraform/{folder}");
    let init = match target.terraform.state {
        Some(_) => {
            format!("{terraform} init -reconfigure -backend-config={environment}.tfbackend")
        }
        None => format!("{terraform} init"),
    };
    vec![init, format!("{terraform} apply -var-file={environment}.tfvars.json")]
}

fn secrets(index: &Index<'_, '_>, environment: &Environment<'_>) -> Vec<SecretPlan> {
    let app = index.app.name();
    let mut secrets = Vec::new();
    for service in &index.services {
        for variable in service.variables() {
            let Source::Secret = variable.source() else { continue };
            let name = secret_name(app, environment.name(), service.name(), variable.name());
            let command = format!(
                "aws ssm put-parameter --type SecureString --name {} --value \"${}\" --region {}",
                quote(&name),
                variable.name(),
                environment.region()
            );
            secrets.push(SecretPlan {
                name,
                service: service.name().to_owned(),
                variable: variable.name().to_owned(),
                command,
            });
        }
    }
    secrets
}

fn prerequisites(app: &App<'_>, environment: &Environment<'_>) -> Vec<Prerequisite> {
    let mut wanted = Vec::new();
    let index = app.environment(environment.name()).unwrap_or_default();
    if app.writes_terraform()
        && let Some(bucket) =
            state_buckets(app).and_then(|mut all| all.get_mut(index).map(std::mem::take))
    {
        wanted.push(bucket_prerequisite(
            ("terraform", "Terraform state"),
            &bucket,
            environment.region(),
        ));
    }
    if let Some(zone) = app.hosted_zone()
        && let (Some(name), Some(id)) = (zone.name().at(index), zone.id().at(index))
    {
        wanted.push(Prerequisite {
            what: format!("the public hosted zone `{name}` ({id}), delegated from its parent"),
            target: None,
            command: None,
        });
    }
    if let Some(policy) = app.boundary() {
        wanted.push(Prerequisite {
            what: format!(
                "the managed policy `{policy}` in account {}, the permissions boundary of every role",
                environment.account()
            ),
            target: None,
            command: None,
        });
    }
    wanted
}

/// The bucket that templates too large for a request go through.
fn templates_bucket(place: &Place, stack: &Stack) -> String {
    format!("formwork-templates-{}-{}", place.account, region_of(stack, place))
}

/// A private, versioned bucket; the command may be repeated.
fn bucket_prerequisite(
    (target, purpose): (&str, &str),
    bucket: &str,
    region: &str,
) -> Prerequisite {
    let bucket = quote(bucket);
    // S3 refuses a location constraint in the one region that is its default.
    let place = match region {
        "us-east-1" => String::new(),
        _ => format!(" --create-bucket-configuration LocationConstraint={region}"),
    };
    let api = |command: &str| format!("aws s3api {command} --bucket {bucket} --region {region}");
    let command = format!(
        "({} 2>/dev/null || {}{place}) && {} --versioning-configuration Status=Enabled && {} \
         --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true",
        api("head-bucket"),
        api("create-bucket"),
        api("put-bucket-versioning"),
        api("put-public-access-block"),
    );
    Prerequisite {
        what: format!("the bucket {bucket} for {purpose}: private and versioned"),
        target: Some(target.to_owned()),
        command: Some(command),
    }
}

/// Text as one word of a POSIX shell.
pub fn quote(text: &str) -> Cow<'_, str> {
    let plain = |it: char| it.is_ascii_alphanumeric() || "-_./:=@,+%".contains(it);
    if !text.is_empty() && text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("'{}'", text.replace('\'', r"'\''")))
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn words_of_a_shell() {
        for (text, word) in [
            ("app=shop", "app=shop"),
            ("owner=Team A", "'owner=Team A'"),
            ("it's $HOME", r"'it'\''s $HOME'"),
            ("", "''"),
        ] {
            assert_eq!(quote(text), word);
        }
    }
}
