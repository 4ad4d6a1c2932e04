//! AWS Key Management Service: keys and their aliases.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_KMS.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/kms_key>.

use super::kind::{Kind, by_att, by_ref, document, same, tags};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&KEY, &ALIAS];

/// An encryption key.
pub static KEY: Kind = Kind::new(
    "kms/key",
    "AWS::KMS::Key",
    "aws_kms_key",
    &[
        same("description", "Description", "description"),
        document("policy", "KeyPolicy", "policy"),
        same("enable_key_rotation", "EnableKeyRotation", "enable_key_rotation"),
        same("rotation_period_in_days", "RotationPeriodInDays", "rotation_period_in_days"),
        same("deletion_window_in_days", "PendingWindowInDays", "deletion_window_in_days"),
        same("is_enabled", "Enabled", "is_enabled"),
        same("key_usage", "KeyUsage", "key_usage"),
        same("customer_master_key_spec", "KeySpec", "customer_master_key_spec"),
        same("multi_region", "MultiRegion", "multi_region"),
        same(
            "bypass_policy_lockout_safety_check",
            "BypassPolicyLockoutSafetyCheck",
            "bypass_policy_lockout_safety_check",
        ),
        tags(),
    ],
    &[by_ref("id", "key_id"), by_att("arn", "Arn", "arn")],
)
.stateful();

/// Another name of a key.
pub static ALIAS: Kind = Kind::new(
    "kms/alias",
    "AWS::KMS::Alias",
    "aws_kms_alias",
    &[
        same("name", "AliasName", "name").required().replaces(),
        same("target_key_id", "TargetKeyId", "target_key_id").required(),
    ],
    &[by_ref("name", "name")],
);
