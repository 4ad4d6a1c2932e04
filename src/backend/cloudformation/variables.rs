//! Parameters: their declarations, and their values for each environment.

use crate::backend::json::{Json, Object};
use crate::backend::{Target, knob_value, region_of};
use crate::ir::graph::KnobSource;
use crate::ir::name::pascal_case;
use crate::ir::{Given, Import, ImportKind, Knob, KnobType, Place, Pseudo, Stack};

/// The form of parameter files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ParametersFormat {
    /// `{"Parameters": {…}, "Tags": {…}}`: CodePipeline's template configuration, which
    /// `aws cloudformation deploy` takes too.
    #[default]
    Configuration,
    /// `[{"ParameterKey": …, "ParameterValue": …}]`: what `create-stack` takes.
    Cli,
}

/// The names of a stack's parameters.
pub fn parameter_names(stack: &Stack) -> impl Iterator<Item = String> {
    let knobs = stack.knobs.iter().map(|knob| pascal_case(&knob.path));
    knobs.chain(stack.imports.iter().map(import_name))
}

/// The parameter that holds an import.
pub(super) fn import_name(import: &Import) -> String {
    pascal_case(&import.path())
}

/// The SSM parameter that holds an output of a stack.
pub(super) fn ssm_name(target: &Target<'_>, place: &Place, import: &Import) -> String {
    format!("/{}/{}/{}", target.app, place.environment, import.path())
}

/// The `Parameters` section.
pub(super) fn declare(stack: &Stack) -> Object<'_> {
    let mut section = Object::new();
    for knob in &stack.knobs {
        section.push(pascal_case(&knob.path), declare_knob(knob));
    }
    for import in &stack.imports {
        let declaration = Object::new()
            .with("Type", import_type(import.kind))
            .with("Description", format!("Output {} of stack {}", import.output, import.stack));
        section.push(import_name(import), declaration);
    }
    section
}

fn declare_knob(knob: &Knob) -> Object<'_> {
    let kind = match knob.kind {
        KnobType::Number(..) | KnobType::Decimal => "Number",
        KnobType::Text(_) | KnobType::Bool | KnobType::Pattern(..) => "String",
    };
    let mut object = Object::new().with("Type", kind).with("Description", &*knob.description);
    match &knob.kind {
        KnobType::Number(least, most) => {
            object.push("MinValue", *least);
            object.push("MaxValue", *most);
        }
        KnobType::Bool => object.push("AllowedValues", Json::list(["true", "false"])),
        KnobType::Text(allowed) if !allowed.is_empty() => {
            object.push("AllowedValues", Json::list(allowed.iter().map(|it| &**it)));
        }
        KnobType::Pattern(pattern, meaning) => {
            object.push("AllowedPattern", &**pattern);
            object.push("ConstraintDescription", &**meaning);
        }
        KnobType::Text(_) | KnobType::Decimal => {}
    }
    object
}

const fn import_type(kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Text => "AWS::SSM::Parameter::Value<String>",
        ImportKind::VpcId => "AWS::SSM::Parameter::Value<AWS::EC2::VPC::Id>",
        ImportKind::SecurityGroupId => "AWS::SSM::Parameter::Value<AWS::EC2::SecurityGroup::Id>",
        ImportKind::SubnetIds => "AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>",
        ImportKind::HostedZoneId => "AWS::SSM::Parameter::Value<AWS::Route53::HostedZone::Id>",
    }
}

/// The parameter file of a stack for a place.
pub(super) fn values(
    target: &Target<'_>,
    stack: &Stack,
    place: (usize, &Place),
    tags: &[(String, String)],
    format: ParametersFormat,
) -> Vec<u8> {
    let (index, place) = place;
    let knobs = stack.knobs.iter().filter_map(|knob| {
        let value = knob_value(target, knob, index)?;
        Some((pascal_case(&knob.path), value.to_string()))
    });
    let imports =
        stack.imports.iter().map(|import| (import_name(import), ssm_name(target, place, import)));
    let parameters = knobs.chain(imports);
    let document = match format {
        ParametersFormat::Configuration => {
            let mut object = Object::new();
            parameters.for_each(|(name, value)| object.push(name, value));
            let mut tag_map = Object::new();
            for (name, value) in tags {
                tag_map.push(&**name, &**value);
            }
            Json::from(Object::new().with("Parameters", object).with("Tags", tag_map))
        }
        ParametersFormat::Cli => Json::List(
            parameters
                .map(|(name, value)| {
                    let entry = Object::new().with("ParameterKey", name);
                    Json::from(entry.with("ParameterValue", value))
                })
                .collect(),
        ),
    };
    document.to_file()
}

/// What a template resolved for one environment says instead of references to parameters.
#[derive(Clone, Copy)]
pub(super) struct Resolution<'g> {
    pub(super) target: &'g Target<'g>,
    pub(super) stack: &'g Stack,
    pub(super) index: usize,
}

impl<'g> Resolution<'g> {
    fn place(self) -> &'g Place {
        &self.target.places[self.index]
    }

    /// The value of a knob; a stand-in of the right form if it is given at deployment.
    pub(super) fn knob(self, knob: &Knob) -> Json<'g> {
        match knob_value(self.target, knob, self.index) {
            Some(literal) => literal.into(),
            None => match knob.source {
                KnobSource::Deployment(Given::Image) => {
                    format!("registry.example/{}@sha256:{}", self.target.app, "0".repeat(64)).into()
                }
                KnobSource::Deployment(Given::Release) | KnobSource::Environments(_) => "r0".into(),
            },
        }
    }

    pub(super) fn pseudo(self, pseudo: Pseudo) -> String {
        let region = region_of(self.stack, self.place());
        let (partition, suffix) = partition_of(region);
        match pseudo {
            Pseudo::Account => self.place().account.clone(),
            Pseudo::Region => region.to_owned(),
            Pseudo::Partition => partition.to_owned(),
            Pseudo::UrlSuffix => suffix.to_owned(),
        }
    }

    /// A stand-in for an imported value, in the form AWS gives it.
    pub(super) fn import(self, import: &Import) -> Json<'g> {
        match import.kind {
            ImportKind::Text => {
                let place = self.place();
                let (partition, _) = partition_of(&place.region);
                let name = import.path();
                if import.output.ends_with("-arn") {
                    let (region, account) = (&place.region, &place.account);
                    // The registry has a pattern for the ARN of a dead-letter queue alone.
                    let (service, name) = if import.output.ends_with("dead-letters-arn") {
                        ("sqs", import.output.clone())
                    } else {
                        ("formwork", name)
                    };
                    format!("arn:{partition}:{service}:{region}:{account}:{name}").into()
                } else {
                    name.into()
                }
            }
            ImportKind::VpcId => "vpc-00000000000000000".into(),
            ImportKind::SecurityGroupId => "sg-00000000000000000".into(),
            ImportKind::SubnetIds => Json::list([
                "subnet-00000000000000000",
                "subnet-00000000000000001",
                "subnet-00000000000000002",
            ]),
            ImportKind::HostedZoneId => "Z00000000000000000000".into(),
        }
    }
}

/// Partition and URL suffix of a region.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>
pub(super) fn partition_of(region: &str) -> (&'static str, &'static str) {
    match region.split('-').next() {
        Some("cn") => ("aws-cn", "amazonaws.com.cn"),
        Some("us") if region.starts_with("us-gov-") => ("aws-us-gov", "amazonaws.com"),
        _ => ("aws", "amazonaws.com"),
    }
}
