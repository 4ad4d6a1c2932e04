//! Machines that install the app when they start.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use super::lint::{Findings, spelled};
use super::script::first_build;
use super::{Check, Lint, Rule};

/// `FW0502`.
pub(super) static RULE: Rule = Rule {
    id: "FW0502",
    name: "build-in-userdata",
    severity: Severity::Warning,
    factor: Factor::BuildReleaseRun,
    what: "The user data of an instance, launch template or launch configuration installs packages, clones a repository or compiles; agents of the machine do not count.",
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

const KINDS: [&str; 3] =
    ["ec2/instance", "ec2/launch-template", "autoscaling/launch-configuration"];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for kind in KINDS {
        for machine in manifest.of(kind) {
            for property in ["user_data", "user_data_base64"] {
                tell(manifest, machine, property, findings);
            }
        }
    }
}

fn tell(manifest: &Manifest, machine: &Resource, property: &str, findings: &mut Findings<'_>) {
    let branches = machine.property(property).map(Node::branches).unwrap_or_default();
    let script = |it: &&Node| first_build(&spelled(manifest, it));
    if let Some(command) = branches.iter().find_map(script) {
        findings.at_key(
            machine,
            &machine.properties,
            property,
            format!("`{}` runs `{command}` when it starts", machine.address),
            "bake it into an AMI or a container image",
        );
    }
}
