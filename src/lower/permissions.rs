//! What a deployment needs to be allowed, by the kinds of resource that it changes.
//!
//! An action stands here if creating, changing, reading or deleting a resource of that service calls
//! it. Actions that only read are one pattern for each service.
//!
//! Facts: <https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html>

use std::collections::BTreeSet;

/// The actions for kinds whose name begins with the service's. Roles and parameters are not here:
/// they are granted by name.
const BY_SERVICE: &[(&str, &[&str])] = &[
    (
        "applicationautoscaling",
        &[
            "application-autoscaling:DeleteScalingPolicy",
            "application-autoscaling:DeleteScheduledAction",
            "application-autoscaling:DeregisterScalableTarget",
            "application-autoscaling:Describe*",
            "application-autoscaling:ListTagsForResource",
            "application-autoscaling:PutScalingPolicy",
            "application-autoscaling:PutScheduledAction",
            "application-autoscaling:RegisterScalableTarget",
            "application-autoscaling:TagResource",
            "application-autoscaling:UntagResource",
            // Its alarms are made on behalf of whoever makes the policy.
            "cloudwatch:DeleteAlarms",
            "cloudwatch:DescribeAlarms",
            "cloudwatch:PutMetricAlarm",
        ],
    ),
    (
        "cloudwatch",
        &[
            "cloudwatch:DeleteAlarms",
            "cloudwatch:DescribeAlarms",
            "cloudwatch:ListTagsForResource",
            "cloudwatch:PutCompositeAlarm",
            "cloudwatch:PutMetricAlarm",
            "cloudwatch:TagResource",
            "cloudwatch:UntagResource",
        ],
    ),
    (
        "codedeploy",
        &[
            "codedeploy:BatchGet*",
            "codedeploy:CreateApplication",
            "codedeploy:CreateDeployment",
            "codedeploy:CreateDeploymentConfig",
            "codedeploy:CreateDeploymentGroup",
            "codedeploy:DeleteApplication",
            "codedeploy:DeleteDeploymentConfig",
            "codedeploy:DeleteDeploymentGroup",
            "codedeploy:Get*",
            "codedeploy:List*",
            "codedeploy:RegisterApplicationRevision",
            "codedeploy:TagResource",
            "codedeploy:UntagResource",
            "codedeploy:UpdateApplication",
            "codedeploy:UpdateDeploymentGroup",
        ],
    ),
    (
        "dynamodb",
        &[
            "dynamodb:CreateTable",
            "dynamodb:DeleteTable",
            "dynamodb:Describe*",
            "dynamodb:GetResourcePolicy",
            "dynamodb:ListTagsOfResource",
            "dynamodb:TagResource",
            "dynamodb:UntagResource",
            "dynamodb:UpdateContinuousBackups",
            "dynamodb:UpdateTable",
            "dynamodb:UpdateTimeToLive",
        ],
    ),
    (
        "ec2",
        &[
            "ec2:AuthorizeSecurityGroupEgress",
            "ec2:AuthorizeSecurityGroupIngress",
            "ec2:CreateSecurityGroup",
            "ec2:CreateTags",
            "ec2:DeleteSecurityGroup",
            "ec2:DeleteTags",
            "ec2:Describe*",
            "ec2:ModifySecurityGroupRules",
            "ec2:RevokeSecurityGroupEgress",
            "ec2:RevokeSecurityGroupIngress",
            "ec2:UpdateSecurityGroupRuleDescriptionsEgress",
            "ec2:UpdateSecurityGroupRuleDescriptionsIngress",
        ],
    ),
    (
        "ecs",
        &[
            "ecs:CreateService",
            "ecs:DeleteService",
            "ecs:DeleteTaskDefinitions",
            "ecs:DeregisterTaskDefinition",
            "ecs:Describe*",
            "ecs:List*",
            "ecs:RegisterTaskDefinition",
            "ecs:TagResource",
            "ecs:UntagResource",
            "ecs:UpdateService",
        ],
    ),
    (
        "elbv2",
        &[
            "elasticloadbalancing:AddListenerCertificates",
            "elasticloadbalancing:AddTags",
            "elasticloadbalancing:CreateListener",
            "elasticloadbalancing:CreateLoadBalancer",
            "elasticloadbalancing:CreateRule",
            "elasticloadbalancing:CreateTargetGroup",
            "elasticloadbalancing:DeleteListener",
            "elasticloadbalancing:DeleteLoadBalancer",
            "elasticloadbalancing:DeleteRule",
            "elasticloadbalancing:DeleteTargetGroup",
            "elasticloadbalancing:Describe*",
            "elasticloadbalancing:ModifyListener",
            "elasticloadbalancing:ModifyListenerAttributes",
            "elasticloadbalancing:ModifyLoadBalancerAttributes",
            "elasticloadbalancing:ModifyRule",
            "elasticloadbalancing:ModifyTargetGroup",
            "elasticloadbalancing:ModifyTargetGroupAttributes",
            "elasticloadbalancing:RemoveListenerCertificates",
            "elasticloadbalancing:RemoveTags",
            "elasticloadbalancing:SetRulePriorities",
            "elasticloadbalancing:SetSecurityGroups",
            "elasticloadbalancing:SetSubnets",
        ],
    ),
    (
        "events",
        &[
            "events:DeleteRule",
            "events:DescribeRule",
            "events:ListTagsForResource",
            "events:ListTargetsByRule",
            "events:PutRule",
            "events:PutTargets",
            "events:RemoveTargets",
            "events:TagResource",
            "events:UntagResource",
        ],
    ),
    (
        "logs",
        &[
            "logs:CreateLogGroup",
            "logs:DeleteLogGroup",
            "logs:DeleteRetentionPolicy",
            "logs:DescribeIndexPolicies",
            "logs:DescribeLogGroups",
            "logs:GetDataProtectionPolicy",
            "logs:ListTagsForResource",
            "logs:PutRetentionPolicy",
            "logs:TagResource",
            "logs:UntagResource",
        ],
    ),
    (
        "rds",
        &[
            // The master user's secret, which RDS makes on behalf of whoever makes the cluster.
            "kms:CreateGrant",
            "kms:DescribeKey",
            "rds:AddTagsToResource",
            "rds:CreateDBCluster",
            "rds:CreateDBClusterParameterGroup",
            "rds:CreateDBClusterSnapshot",
            "rds:CreateDBInstance",
            "rds:CreateDBSubnetGroup",
            "rds:DeleteDBCluster",
            "rds:DeleteDBClusterParameterGroup",
            "rds:DeleteDBInstance",
            "rds:DeleteDBSubnetGroup",
            "rds:Describe*",
            "rds:ListTagsForResource",
            "rds:ModifyDBCluster",
            "rds:ModifyDBClusterParameterGroup",
            "rds:ModifyDBInstance",
            "rds:ModifyDBSubnetGroup",
            "rds:RemoveTagsFromResource",
            "rds:ResetDBClusterParameterGroup",
            "secretsmanager:CreateSecret",
            "secretsmanager:TagResource",
        ],
    ),
    (
        "route53",
        &[
            "route53:ChangeResourceRecordSets",
            "route53:GetChange",
            "route53:GetHostedZone",
            "route53:ListResourceRecordSets",
        ],
    ),
    (
        "s3",
        &[
            "s3:CreateBucket",
            "s3:DeleteBucket",
            "s3:DeleteBucketPolicy",
            "s3:Get*Configuration",
            "s3:GetBucket*",
            "s3:ListBucket",
            "s3:PutBucket*",
            "s3:PutEncryptionConfiguration",
            "s3:PutLifecycleConfiguration",
        ],
    ),
    (
        "scheduler",
        &[
            "scheduler:CreateSchedule",
            "scheduler:CreateScheduleGroup",
            "scheduler:DeleteSchedule",
            "scheduler:DeleteScheduleGroup",
            "scheduler:GetSchedule",
            "scheduler:GetScheduleGroup",
            "scheduler:ListTagsForResource",
            "scheduler:TagResource",
            "scheduler:UntagResource",
            "scheduler:UpdateSchedule",
        ],
    ),
    (
        "servicediscovery",
        &[
            "servicediscovery:CreateService",
            "servicediscovery:DeleteService",
            "servicediscovery:Get*",
            "servicediscovery:List*",
            "servicediscovery:TagResource",
            "servicediscovery:UntagResource",
            "servicediscovery:UpdateService",
        ],
    ),
    (
        "sns",
        &[
            "sns:CreateTopic",
            "sns:DeleteTopic",
            "sns:Get*",
            "sns:List*",
            "sns:SetSubscriptionAttributes",
            "sns:SetTopicAttributes",
            "sns:Subscribe",
            "sns:TagResource",
            "sns:Unsubscribe",
            "sns:UntagResource",
        ],
    ),
    (
        "sqs",
        &[
            "sqs:AddPermission",
            "sqs:CreateQueue",
            "sqs:DeleteQueue",
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl",
            "sqs:ListQueueTags",
            "sqs:SetQueueAttributes",
            "sqs:TagQueue",
            "sqs:UntagQueue",
        ],
    ),
    (
        "stepfunctions",
        &[
            "states:CreateStateMachine",
            "states:DeleteStateMachine",
            "states:DescribeStateMachine",
            "states:ListStateMachineVersions",
            "states:ListTagsForResource",
            "states:TagResource",
            "states:UntagResource",
            "states:UpdateStateMachine",
            "states:ValidateStateMachineDefinition",
        ],
    ),
];

/// Services that know no region: their requests are made to `us-east-1`, whatever the stack's is.
const GLOBAL: &[&str] = &["route53:"];

/// What gives a role its permissions, and so stays within the boundary.
pub(super) const ROLE_GIVES: &[&str] =
    &["iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"];

/// What else is done to a role.
pub(super) const ROLE_CHANGES: &[&str] = &[
    "iam:DeleteRole",
    "iam:DeleteRolePolicy",
    "iam:GetRole",
    "iam:GetRolePolicy",
    "iam:ListAttachedRolePolicies",
    "iam:ListInstanceProfilesForRole",
    "iam:ListRolePolicies",
    "iam:ListRoleTags",
    "iam:TagRole",
    "iam:UntagRole",
    "iam:UpdateAssumeRolePolicy",
    "iam:UpdateRole",
    "iam:UpdateRoleDescription",
];

/// The services that roles of a service are passed to.
pub(super) const PASSED_TO: &[&str] = &[
    "codedeploy.amazonaws.com",
    "ecs-tasks.amazonaws.com",
    "ecs.amazonaws.com",
    "events.amazonaws.com",
    "scheduler.amazonaws.com",
    "states.amazonaws.com",
];

/// The services that keep a role for themselves in each account that uses them.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html>
pub(super) const SERVICE_LINKED: &[&str] = &[
    "ecs.amazonaws.com",
    "ecs.application-autoscaling.amazonaws.com",
    "elasticloadbalancing.amazonaws.com",
    "rds.amazonaws.com",
];

/// What is done to the parameters of an environment.
pub(super) const PARAMETERS: &[&str] = &[
    "ssm:AddTagsToResource",
    "ssm:DeleteParameter",
    "ssm:GetParameter",
    "ssm:GetParameters",
    "ssm:ListTagsForResource",
    "ssm:PutParameter",
    "ssm:RemoveTagsFromResource",
];

/// Whether an action is one of a service that knows no region.
pub(super) fn is_global(action: &str) -> bool {
    GLOBAL.iter().any(|service| action.starts_with(service))
}

/// The actions that changing resources of these kinds takes, beside those on roles and parameters.
pub(super) fn of(kinds: &BTreeSet<&str>) -> Vec<&'static str> {
    let service = |kind: &str| kind.split('/').next().unwrap_or_default().to_owned();
    let services: BTreeSet<_> = kinds.iter().map(|kind| service(kind)).collect();
    let rows = BY_SERVICE.iter().filter(|(name, _)| services.contains(*name));
    let actions: BTreeSet<_> = rows.flat_map(|(_, actions)| actions.iter().copied()).collect();
    actions.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kinds of what a service's pipeline never deploys: the platform, the registry and pipelines.
    const SHARED: &[&str] = &[
        "acm",
        "cloudfront",
        "codebuild",
        "codeconnections",
        "codepipeline",
        "ecr",
        "efs",
        "elasticache",
        "kms",
        "secretsmanager",
        "wafv2",
    ];

    #[test]
    fn every_service_that_we_write_is_granted_somewhere() {
        let granted: BTreeSet<_> = BY_SERVICE.iter().map(|(name, _)| *name).collect();
        for kind in crate::ir::kinds::all() {
            let service = kind.name.split('/').next().unwrap();
            let by_name = ["iam", "ssm"].contains(&service);
            let is_known = granted.contains(service) || by_name || SHARED.contains(&service);
            assert!(is_known, "`{}` needs permissions, or is shared", kind.name);
        }
    }

    #[test]
    fn services_stand_in_order() {
        assert!(BY_SERVICE.is_sorted_by_key(|(name, _)| *name));
        assert!(BY_SERVICE.iter().all(|(_, actions)| !actions.is_empty()));
    }
}
