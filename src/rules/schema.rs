//! What the providers' schemas refuse, as rules: one walk over a manifest finds what breaks any of them.
//!
//! Each kind of mistake ([`Class`]) has its rule; a dialect's validator is chosen by the manifest's
//! format.

pub(super) mod count_out_of_range;
pub(super) mod deprecated_property;
pub(super) mod duplicate_item;
pub(super) mod exclusive_properties;
pub(super) mod format_mismatch;
pub(super) mod length_out_of_range;
pub(super) mod missing_companion_property;
pub(super) mod missing_property;
pub(super) mod no_matching_form;
pub(super) mod none_of_alternatives;
pub(super) mod number_out_of_range;
pub(super) mod pattern_mismatch;
pub(super) mod provider_too_old;
pub(super) mod read_only_property;
pub(super) mod undeclared_name;
pub(super) mod undefined_name;
pub(super) mod unknown_attribute;
pub(super) mod unknown_property;
pub(super) mod unknown_resource_type;
pub(super) mod value_not_allowed;
pub(super) mod wrong_type;

use crate::ir::lifted::{Format, Manifest, Node, Resource, Span, Written};
use crate::schema::terraform::{self, Releases};
use crate::schema::{Class, Violation, cloudformation, counterpart};

use super::Rule;
use super::lint::{Family, Found};

/// The rules whose walk is the schemas'.
pub(super) static FAMILY: Family = Family { name: "schema", judge };

fn judge(manifest: &Manifest, rules: &[&'static Rule]) -> Vec<Found> {
    let mut found = Vec::new();
    // What a macro of somebody's own takes and makes, nobody else knows.
    if manifest.transforms.iter().any(|name| !name.starts_with("AWS::")) {
        return found;
    }
    let provider = Provider::of(manifest);
    for (position, resource) in manifest.resources.iter().enumerate() {
        for written in &resource.written {
            let violations = provider.violations(manifest, resource, written).into_iter();
            let told = violations.map(|it| (rule_of(it.class), it));
            let selected = told.filter(|(rule, _)| rules.iter().any(|it| std::ptr::eq(*it, *rule)));
            found.extend(selected.map(|(rule, it)| tell(rule, position, written, it)));
        }
    }
    if let Provider::Terraform(_) = provider {
        for (position, resource) in manifest.resources.iter().enumerate() {
            let told = counterpart::judge(resource).into_iter();
            let told = told.map(|(written, it)| (rule_of(it.class), written, it));
            let selected = told.filter(|it| rules.iter().any(|rule| std::ptr::eq(*rule, it.0)));
            found.extend(selected.map(|(rule, written, it)| tell(rule, position, written, it)));
        }
    }
    for told in &mut found {
        if told.rule.id == provider_too_old::RULE.id {
            for place in requirements(manifest) {
                told.related("the provider is required here", place);
            }
        }
    }
    found
}

/// Whose schemas judge a manifest.
enum Provider {
    CloudFormation,
    /// These releases of the AWS provider.
    Terraform(Releases),
    /// Nobody's.
    Unknown,
}

impl Provider {
    fn of(manifest: &Manifest) -> Self {
        match manifest.format {
            Format::CloudFormation => Self::CloudFormation,
            Format::Terraform => {
                terraform::releases(manifest).map_or(Self::Unknown, Self::Terraform)
            }
            Format::Plan | Format::TaskDefinition | Format::Compose | Format::Dockerfile => {
                Self::Unknown
            }
        }
    }

    /// What the schema of its type has against a resource.
    fn violations(
        &self,
        manifest: &Manifest,
        resource: &Resource,
        written: &Written,
    ) -> Vec<Violation> {
        match self {
            Self::CloudFormation => cloudformation::judge(written, resource, &manifest.conditions),
            Self::Terraform(releases) => terraform::judge(written, *releases),
            Self::Unknown => Vec::new(),
        }
    }
}

/// Where a release of the AWS provider is asked for.
fn requirements(manifest: &Manifest) -> impl Iterator<Item = Span> {
    let all = manifest.of("provider-requirement");
    let named = all.filter(|it| it.property("name").and_then(Node::text) == Some("aws"));
    named.filter_map(|it| it.property("version")).map(|version| version.span)
}

/// The rule that tells of a kind of mistake.
fn rule_of(class: Class) -> &'static Rule {
    match class {
        Class::UnknownProperty => &unknown_property::RULE,
        Class::UnknownType => &unknown_resource_type::RULE,
        Class::MissingProperty => &missing_property::RULE,
        Class::WrongType => &wrong_type::RULE,
        Class::NotAllowed => &value_not_allowed::RULE,
        Class::PatternMismatch => &pattern_mismatch::RULE,
        Class::FormatMismatch => &format_mismatch::RULE,
        Class::NumberOutOfRange => &number_out_of_range::RULE,
        Class::LengthOutOfRange => &length_out_of_range::RULE,
        Class::CountOutOfRange => &count_out_of_range::RULE,
        Class::ReadOnly => &read_only_property::RULE,
        Class::Exclusive | Class::Excluded => &exclusive_properties::RULE,
        Class::NoneOfExclusive | Class::NoneOfSeveral => &none_of_alternatives::RULE,
        Class::MissingCompanion => &missing_companion_property::RULE,
        Class::DuplicateItem => &duplicate_item::RULE,
        Class::NoForm | Class::NotOneForm => &no_matching_form::RULE,
        Class::Deprecated => &deprecated_property::RULE,
        Class::TooNew => &provider_too_old::RULE,
    }
}

fn tell(rule: &'static Rule, resource: usize, written: &Written, violation: Violation) -> Found {
    let place = violation.place();
    let path = if place.is_empty() { place } else { format!("/{place}") };
    Found {
        rule,
        resource,
        span: violation.span,
        path: format!("{}{path}", written.address),
        value: violation.value,
        message: violation.message,
        help: violation.help,
        related: Vec::new(),
        repair: None,
    }
}
