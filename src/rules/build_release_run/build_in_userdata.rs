//! Machines that install the app when they start.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{Findings, spelled};
use crate::rules::script::{first_build, is_of_an_app};
use crate::rules::{Check, Lint, Rule};

/// `FW0502`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0502",
    name: "build-in-userdata",
    severity: Severity::Warning,
    factor: Factor::BuildReleaseRun,
    what: "The user data of an instance, launch template or launch configuration, or its `AWS::CloudFormation::Init`, installs packages, clones a repository or compiles; agents of the machine do not count.",
    why: "releases are built once: an instance that builds when it starts gets other versions each time, and cannot start while a registry is down",
    bad: r"Type: AWS::EC2::LaunchTemplate
Properties:
  LaunchTemplateData:
    UserData: !Base64 |
      #!/bin/bash
      yum install -y httpd",
    good: r"Type: AWS::EC2::LaunchTemplate
Properties:
  LaunchTemplateData:
    ImageId: ami-0123456789abcdef0
    UserData: !Base64 |
      #!/bin/bash
      systemctl start httpd",
    fix: "Bake it into an AMI or a container image, and let user data only configure and start.",
    source: "https://12factor.net/build-release-run",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

const HELP: &str = "bake it into an AMI or a container image";
const KINDS: [&str; 3] =
    ["ec2/instance", "ec2/launch-template", "autoscaling/launch-configuration"];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for machine in KINDS.iter().flat_map(|kind| manifest.of(kind)) {
        for property in ["user_data", "user_data_base64"] {
            started(manifest, machine, property, findings);
        }
        let metadata = machine.meta.get("Metadata");
        if let Some(init) = metadata.and_then(|it| it.get("AWS::CloudFormation::Init")) {
            initialized(manifest, machine, init, findings);
        }
    }
}

/// What the script of user data runs.
fn started(manifest: &Manifest, machine: &Resource, property: &str, findings: &mut Findings<'_>) {
    let branches = machine.property(property).map(Node::branches).unwrap_or_default();
    let script = |it: &&Node| first_build(&spelled(manifest, it));
    if let Some(command) = branches.iter().find_map(script) {
        let object = &machine.properties;
        findings.at_key(machine, object, property, message(machine, &command), HELP);
    }
}

/// What `cfn-init` runs and installs.
fn initialized(manifest: &Manifest, machine: &Resource, init: &Node, findings: &mut Findings<'_>) {
    for config in init.fields().iter().map(|field| &field.value) {
        let commands = config.get("commands").map(Node::fields).unwrap_or_default();
        for command in commands.iter().filter_map(|field| field.value.get("command")) {
            if let Some(found) = first_build(&spelled(manifest, command)) {
                findings.at(machine, command, message(machine, &found), HELP);
                return;
            }
        }
        let managers = config.get("packages").map(Node::fields).unwrap_or_default();
        for manager in managers {
            let packages = manager.value.fields().iter();
            if let Some(package) = packages.map(|field| &*field.key).find(|it| is_of_an_app(it)) {
                let found = format!("{} install {package}", manager.key);
                let message = message(machine, &found);
                findings.at_key(machine, &manager.value, package, message, HELP);
                return;
            }
        }
    }
}

fn message(machine: &Resource, command: &str) -> String {
    format!("`{}` runs `{command}` when it starts", machine.address)
}
