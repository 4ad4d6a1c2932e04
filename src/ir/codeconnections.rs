//! AWS CodeConnections: access to source repositories.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_CodeConnections.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/codeconnections_connection>.

use super::kind::{Kind, by_ref, same, tags};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&CONNECTION];

/// A connection; somebody has to accept it once in the console.
pub static CONNECTION: Kind = Kind::new(
    "codeconnections/connection",
    "AWS::CodeConnections::Connection",
    "aws_codeconnections_connection",
    &[
        same("name", "ConnectionName", "name").required().replaces(),
        same("provider_type", "ProviderType", "provider_type").replaces(),
        same("host_arn", "HostArn", "host_arn").replaces(),
        tags(),
    ],
    &[by_ref("arn", "arn")],
);
