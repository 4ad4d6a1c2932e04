//! AWS Identity and Access Management: roles, policies and identity providers.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_IAM.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/iam_role>.
//! - CloudFormation takes policies as a structure, Terraform as JSON text.
//! - `Policies` and `ManagedPolicyArns` of a role are exclusive in Terraform (and deprecated
//!   there): a policy attached elsewhere is removed. They are here to be read, not written.

use super::kind::{Kind, Row, blocks, by_att, by_ref, document, same, set, tags};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&ROLE, &POLICY, &MANAGED_POLICY, &OIDC_PROVIDER];

/// A role.
pub static ROLE: Kind = Kind::new(
    "iam/role",
    "AWS::IAM::Role",
    "aws_iam_role",
    &[
        same("name", "RoleName", "name").replaces(),
        same("description", "Description", "description"),
        same("path", "Path", "path").replaces(),
        document("assume_role_policy", "AssumeRolePolicyDocument", "assume_role_policy").required(),
        same("max_session_duration", "MaxSessionDuration", "max_session_duration"),
        same("permissions_boundary", "PermissionsBoundary", "permissions_boundary"),
        set("managed_policy_arns", "ManagedPolicyArns", "managed_policy_arns"),
        blocks("inline_policy", "Policies", "inline_policy", INLINE_POLICY),
        same("force_detach_policies", "", "force_detach_policies"),
        tags(),
    ],
    &[
        by_ref("name", "name"),
        by_att("arn", "Arn", "arn"),
        by_att("unique_id", "RoleId", "unique_id"),
    ],
);

const INLINE_POLICY: &[Row] = &[
    same("name", "PolicyName", "name").required(),
    document("policy", "PolicyDocument", "policy").required(),
];

/// A policy that is part of one role.
pub static POLICY: Kind = Kind::new(
    "iam/policy",
    "AWS::IAM::RolePolicy",
    "aws_iam_role_policy",
    &[
        same("name", "PolicyName", "name").required().replaces(),
        same("role", "RoleName", "role").required().replaces(),
        document("policy", "PolicyDocument", "policy").required(),
    ],
    &[],
);

/// A policy of its own that roles attach.
///
/// `Roles` attaches it in CloudFormation; in Terraform that is a resource per role, so it has no
/// path there.
pub static MANAGED_POLICY: Kind = Kind::new(
    "iam/managed-policy",
    "AWS::IAM::ManagedPolicy",
    "aws_iam_policy",
    &[
        same("name", "ManagedPolicyName", "name").replaces(),
        same("description", "Description", "description").replaces(),
        same("path", "Path", "path").replaces(),
        document("policy", "PolicyDocument", "policy").required(),
        set("roles", "Roles", ""),
        set("groups", "Groups", ""),
        set("users", "Users", ""),
        same("tags", "", "tags"),
    ],
    &[by_ref("arn", "arn")],
);

/// An identity provider whose tokens a role trusts; one per account and URL.
pub static OIDC_PROVIDER: Kind = Kind::new(
    "iam/oidc-provider",
    "AWS::IAM::OIDCProvider",
    "aws_iam_openid_connect_provider",
    &[
        same("url", "Url", "url").required().replaces(),
        set("client_id_list", "ClientIdList", "client_id_list").required(),
        same("thumbprint_list", "ThumbprintList", "thumbprint_list"),
        tags(),
    ],
    &[by_ref("arn", "arn")],
);
