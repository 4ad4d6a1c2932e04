//! AWS WAF: which web ACL guards which resource.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_WAFv2.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/wafv2_web_acl_association>.

use super::kind::{Kind, same};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&WEB_ACL_ASSOCIATION];

/// The use of a web ACL by a load balancer or an API.
pub static WEB_ACL_ASSOCIATION: Kind = Kind::new(
    "wafv2/web-acl-association",
    "AWS::WAFv2::WebACLAssociation",
    "aws_wafv2_web_acl_association",
    &[
        same("resource_arn", "ResourceArn", "resource_arn").required().replaces(),
        same("web_acl_arn", "WebACLArn", "web_acl_arn").required().replaces(),
    ],
    &[],
);
