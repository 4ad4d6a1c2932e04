//! Container instances on an ECS-optimized AMI whose Amazon Linux has ended.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Format, Manifest, Node, Resource};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW7009`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW7009",
    name: "ended-ecs-ami",
    severity: Severity::Warning,
    factor: Factor::Dependencies,
    what: "A template takes the ECS-optimized AMI of Amazon Linux or of Amazon Linux 2.",
    why: "both have ended: the instances that run every task get no patches of the operating system",
    bad: r"Ami:
  Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
  Default: /aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id",
    good: r"Ami:
  Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
  Default: /aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
    fix: "Take the AMI of Amazon Linux 2023, or run the tasks on Fargate.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-optimized_AMI.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).in_formats(&[Format::CloudFormation])),
};

/// Where the names of the AMIs are published.
const PUBLISHED: &str = "/aws/service/ecs/optimized-ami/";
/// Systems and the day on which they ended.
///
/// Amazon Linux: <https://aws.amazon.com/blogs/containers/amazon-ecs-optimized-amazon-linux-ami-end-of-life/>
const ENDED: &[(&str, &str, &str)] = &[
    ("amazon-linux", "Amazon Linux", "2023-06-30"),
    ("amazon-linux-2", "Amazon Linux 2", "2026-06-30"),
];

/// Kinds with the property that says which AMI.
const CHOOSING: &[(&str, &str)] = &[
    ("parameter", "default"),
    ("ec2/launch-template", "image_id"),
    ("ec2/instance", "ami"),
    ("autoscaling/launch-configuration", "image_id"),
];

/// The system whose AMI a text names, and the day on which it ended.
fn ended(text: &str) -> Option<(&'static str, &'static str)> {
    let (_, path) = text.split_once(PUBLISHED)?;
    let system = path.split('/').next()?;
    ENDED.iter().find(|(name, ..)| *name == system).map(|(_, title, day)| (*title, *day))
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for (kind, property) in CHOOSING {
        for resource in manifest.of(kind) {
            let nodes = resource.property(property).map(Node::branches).unwrap_or_default();
            nodes.into_iter().filter(|it| stands_in(resource, it)).for_each(|node| {
                if let Some((system, day)) = node.text().and_then(ended) {
                    findings.at(
                        resource,
                        node,
                        format!("the AMI is of {system}, which ended on {day}"),
                        "take the AMI of Amazon Linux 2023",
                    );
                }
            });
        }
    }
}

/// Whether a value is written in the resource itself: a parameter's default is told of there.
fn stands_in(resource: &Resource, node: &Node) -> bool {
    resource.span.covers(node.span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_named_by_one_step_of_the_path() {
        for (text, system) in [
            ("/aws/service/ecs/optimized-ami/amazon-linux/recommended/image_id", "Amazon Linux"),
            (
                "{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2/gpu/recommended}}",
                "Amazon Linux 2",
            ),
        ] {
            assert_eq!(ended(text).map(|it| it.0), Some(system), "{text}");
        }
        assert_eq!(ended("/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended"), None);
    }
}
