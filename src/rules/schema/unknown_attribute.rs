//! Attributes that a resource does not have.

use std::sync::Arc;

use crate::diag::{Factor, Severity, nearest};
use crate::ir::lifted::{Data, Format, Manifest, Node, Resource};
use crate::schema::{cloudformation, terraform};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW6061`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6061",
    name: "unknown-attribute",
    severity: Severity::Error,
    factor: Factor::Codebase,
    what: "A value refers to an attribute that the type of the resource does not have.",
    why: "the deployment is refused before anything is made: what is wired together is known from the schemas",
    bad: r"Environment:
  - Name: QUEUE
    Value: !GetAtt Orders.QueueURL",
    good: r"Environment:
  - Name: QUEUE
    Value: !GetAtt Orders.QueueUrl",
    fix: "Refer to an attribute that the type has.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(
        Lint::new(Severity::Error, judge).in_formats(&[Format::CloudFormation, Format::Terraform]),
    ),
};

/// What a template makes up as it goes: its attributes are its own.
const OPEN: [&str; 3] = [
    "AWS::CloudFormation::CustomResource",
    "AWS::CloudFormation::Stack",
    "AWS::ServiceCatalog::CloudFormationProvisionedProduct",
];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    // What later releases of the provider have is not known.
    let is_known = manifest.format != Format::Terraform
        || terraform::releases(manifest).is_some_and(terraform::Releases::are_known);
    if !is_known {
        return;
    }
    for resource in &manifest.resources {
        let mut used = Vec::new();
        let mut visit = |node| used.extend(reference(manifest, node));
        resource.properties.walk(&mut visit);
        // What ties a part to its resource is no property of it.
        for part in resource.written.iter().skip(1) {
            part.properties.walk(&mut visit);
        }
        for (node, target, attribute) in used {
            let Some(offer) = Offer::of(manifest, target).filter(|it| !it.has(attribute)) else {
                continue;
            };
            let help = match offer.meant(attribute) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "refer to an attribute that the type has".to_owned(),
            };
            findings.at(
                resource,
                node,
                format!("`{}` has no attribute `{attribute}`", target.address),
                help,
            );
        }
    }
}

/// A reference to an attribute that no kind table knows.
fn reference<'m>(
    manifest: &'m Manifest,
    node: &'m Node,
) -> Option<(&'m Node, &'m Resource, &'m str)> {
    let Data::Reference(id, attribute) = &node.data else { return None };
    let target = manifest.resource(*id);
    let mut attributes = target.kind.iter().flat_map(|kind| kind.attributes);
    let is_known = attribute == "ref" || attributes.any(|it| it.name == attribute);
    let first = match manifest.format {
        Format::Terraform => attribute.split(['.', '[']).next().unwrap_or_default(),
        _ => attribute,
    };
    (!is_known && !first.is_empty()).then_some((node, target, first))
}

/// What a resource offers to others.
enum Offer {
    CloudFormation(Arc<cloudformation::Type>),
    /// Of a resource and of those that are parts of it, which it stands for.
    Terraform(Vec<terraform::Schema>),
}

impl Offer {
    /// What a resource offers; `None` if that is not known.
    fn of(manifest: &Manifest, target: &Resource) -> Option<Self> {
        if manifest.format == Format::Terraform {
            let types = target.written.iter().map(|it| &*it.type_name);
            let schemas: Option<Vec<_>> = types.map(terraform::Schema::of).collect();
            return schemas.filter(|it| !it.is_empty()).map(Self::Terraform);
        }
        let type_name = &*target.type_name;
        let schema = cloudformation::find(type_name).filter(|_| !OPEN.contains(&type_name))?;
        Some(Self::CloudFormation(schema))
    }

    fn has(&self, name: &str) -> bool {
        match self {
            Self::CloudFormation(schema) => schema.has_attribute(name),
            Self::Terraform(schemas) => schemas.iter().any(|it| it.has_attribute(name)),
        }
    }

    fn meant(&self, name: &str) -> Option<String> {
        match self {
            Self::CloudFormation(schema) => {
                let names: Vec<_> = schema.attributes().collect();
                nearest(name, names.iter().map(String::as_str)).map(str::to_owned)
            }
            Self::Terraform(schemas) => {
                let names = schemas.iter().flat_map(terraform::Schema::attributes);
                nearest(name, names).map(str::to_owned)
            }
        }
    }
}
