//! AWS Secrets Manager: secrets, without their values.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_SecretsManager.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/secretsmanager_secret>.
//! - CloudFormation can set or generate a value in the same resource; Terraform's is another
//!   resource, whose value stands in the state. Neither is written here.

use super::kind::{Kind, block, blocks, by_ref, document, same, tags};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&SECRET];

/// A secret.
pub static SECRET: Kind = Kind::new(
    "secretsmanager/secret",
    "AWS::SecretsManager::Secret",
    "aws_secretsmanager_secret",
    &[
        same("name", "Name", "name").replaces(),
        same("description", "Description", "description"),
        same("kms_key_id", "KmsKeyId", "kms_key_id"),
        blocks(
            "replica",
            "ReplicaRegions",
            "replica",
            &[
                same("region", "Region", "region").required(),
                same("kms_key_id", "KmsKeyId", "kms_key_id"),
            ],
        ),
        same("secret_string", "SecretString", ""),
        block(
            "generate_secret_string",
            "GenerateSecretString",
            "",
            &[
                same("secret_string_template", "SecretStringTemplate", ""),
                same("generate_string_key", "GenerateStringKey", ""),
                same("password_length", "PasswordLength", ""),
                same("exclude_characters", "ExcludeCharacters", ""),
                same("exclude_lowercase", "ExcludeLowercase", ""),
                same("exclude_numbers", "ExcludeNumbers", ""),
                same("exclude_punctuation", "ExcludePunctuation", ""),
                same("exclude_uppercase", "ExcludeUppercase", ""),
                same("include_space", "IncludeSpace", ""),
                same("require_each_included_type", "RequireEachIncludedType", ""),
            ],
        ),
        same("recovery_window_in_days", "", "recovery_window_in_days"),
        document("policy", "", "policy"),
        same("force_overwrite_replica_secret", "", "force_overwrite_replica_secret"),
        tags(),
    ],
    &[by_ref("arn", "arn")],
)
.stateful();
