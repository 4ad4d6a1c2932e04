//! `deploy-plan.json`: what is deployed where, in which order, with which commands.

use serde::{Deserialize, Serialize};

/// The plan of an app. Commands are run in the folder that holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct DeployPlan {
    /// Format of this document.
    pub format: String,
    /// The app's name.
    pub app: String,
    /// Stacks deployed once for the app, before those of any environment.
    pub shared: Vec<StackPlan>,
    /// Environments, in the order releases go through them.
    pub environments: Vec<EnvironmentPlan>,
}

/// The plan of an environment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct EnvironmentPlan {
    /// Its name.
    pub name: String,
    /// Its account.
    pub account: String,
    /// Its region.
    pub region: String,
    /// `development`, `verification` or `production`.
    pub purpose: String,
    /// Secrets that exist before the first deployment.
    pub secrets: Vec<SecretPlan>,
    /// What else exists before the first deployment.
    pub prerequisites: Vec<Prerequisite>,
    /// Stacks in the order they are deployed.
    pub stacks: Vec<StackPlan>,
    /// Admin processes that somebody starts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<TaskPlan>,
}

/// An admin process that somebody starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct TaskPlan {
    /// Its name.
    pub name: String,
    /// The service whose image and configuration it has.
    pub service: String,
    /// The command that starts it, once the service's stack is deployed.
    pub command: String,
}

/// A secret: an SSM parameter of type `SecureString`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct SecretPlan {
    /// The parameter's name.
    pub name: String,
    /// The service that reads it.
    pub service: String,
    /// The environment variable that holds it.
    pub variable: String,
    /// The command that creates it, from a shell variable of the same name.
    pub command: String,
}

/// Something that exists before the first deployment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Prerequisite {
    /// What it is.
    pub what: String,
    /// The back end that needs it, if the other does not: `cloudformation` or `terraform`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// The command that makes it, if one can be given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
}

/// The deployment of a stack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct StackPlan {
    /// The stack's name in the app.
    pub name: String,
    /// The environment whose parameter and variable files are used.
    pub environment: String,
    /// The account it is deployed to.
    pub account: String,
    /// The region it is deployed to.
    pub region: String,
    /// The stacks it is deployed after.
    pub after: Vec<String>,
    /// What its first deployment needs to know.
    pub first_deployment: Vec<String>,
    /// Parameters that are given when a release is deployed.
    pub given: Vec<GivenPlan>,
    /// Through CloudFormation, if the app is written for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cloudformation: Option<CloudFormationPlan>,
    /// Through Terraform, if the app is written for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terraform: Option<TerraformPlan>,
}

/// A parameter that is given when a release is deployed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct GivenPlan {
    /// The parameter's name in CloudFormation.
    pub parameter: String,
    /// The variable's name in Terraform.
    pub variable: String,
    /// What it is.
    pub what: String,
}

/// A deployment through CloudFormation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct CloudFormationPlan {
    /// The stack's name in CloudFormation.
    pub stack: String,
    /// The commands, in order.
    pub commands: Vec<String>,
}

/// A deployment through Terraform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct TerraformPlan {
    /// The commands, in order.
    pub commands: Vec<String>,
}
