//! AWS Certificate Manager: certificates proved by a DNS record.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_CertificateManager.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/acm_certificate_validation>.
//! - CloudFormation writes the record into the zone it is told and waits. Terraform needs the record
//!   and a resource that waits; what uses the certificate refers to the latter.
//! - One record proves `example.com` and `*.example.com` together. Further names need further
//!   records, which this table does not have.
//! - A change replaces the certificate while a listener still holds it: in Terraform it needs
//!   `lifecycle.create_before_destroy`.

use super::kind::{Kind, Link, Side, by_ref, same, set, tags};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&CERTIFICATE];

/// A certificate.
pub static CERTIFICATE: Kind = Kind::new(
    "acm/certificate",
    "AWS::CertificateManager::Certificate",
    "aws_acm_certificate",
    &[
        same("domain_name", "DomainName", "domain_name").required().replaces(),
        set("subject_alternative_names", "SubjectAlternativeNames", "subject_alternative_names")
            .replaces(),
        same("validation_method", "ValidationMethod", "validation_method").replaces(),
        same("validation_domain_name", "DomainValidationOptions.0.DomainName", "").replaces(),
        same("zone_id", "DomainValidationOptions.0.HostedZoneId", "zone_id")
            .on("validation_record")
            .explicit()
            .replaces(),
        same("key_algorithm", "KeyAlgorithm", "key_algorithm").replaces(),
        same("certificate_authority_arn", "CertificateAuthorityArn", "certificate_authority_arn")
            .replaces(),
        same(
            "options_certificate_transparency_logging_preference",
            "CertificateTransparencyLoggingPreference",
            "options.certificate_transparency_logging_preference",
        ),
        tags(),
    ],
    &[by_ref("arn", "validation:certificate_arn")],
)
.replaced_before_destroyed()
.sides(&[
    Side {
        suffix: "validation_record",
        terraform: "aws_route53_record",
        links: &[
            Link {
                argument: "name",
                expression: "tolist({parent}.domain_validation_options)[0].resource_record_name",
            },
            Link {
                argument: "type",
                expression: "tolist({parent}.domain_validation_options)[0].resource_record_type",
            },
            Link {
                argument: "records",
                expression: "[tolist({parent}.domain_validation_options)[0].resource_record_value]",
            },
            Link { argument: "ttl", expression: "300" },
            Link { argument: "allow_overwrite", expression: "true" },
        ],
        each: false,
    },
    Side {
        suffix: "validation",
        terraform: "aws_acm_certificate_validation",
        links: &[
            Link { argument: "certificate_arn", expression: "{parent}.arn" },
            Link {
                argument: "validation_record_fqdns",
                expression: "[aws_route53_record.{name}_validation_record.fqdn]",
            },
        ],
        each: false,
    },
]);
