//! Values as Terraform's JSON syntax writes them: expressions inside `${…}`.

use std::borrow::Cow;

use crate::backend::json::{Json, Object};
use crate::ir::kind::Dialect;
use crate::ir::name::snake_case;
use crate::ir::{Import, ImportKind, Pseudo, Resource, ResourceId, Stack, Value};

use super::expression::{Template, append_quoted, escape};

/// A stack being written.
#[derive(Clone, Copy)]
pub(super) struct Scope<'g> {
    /// The stack.
    pub(super) stack: &'g Stack,
}

impl<'g> Scope<'g> {
    /// Writes a value.
    pub(super) fn write(self, value: &'g Value) -> Json<'g> {
        match value.chosen() {
            Value::Bool(value) => Json::Bool(*value),
            Value::Integer(number) => Json::Integer(*number),
            Value::Decimal(number) => Json::Decimal(*number),
            Value::Text(text) => Json::Text(escape(text)),
            Value::List(items) => Json::List(items.iter().map(|item| self.write(item)).collect()),
            Value::Object(entries) => Json::Object(Object(
                entries.iter().map(|(key, value)| (escape(key), self.write(value))).collect(),
            )),
            Value::Concat(parts) => Json::from(self.template(parts, false)),
            deferred => Json::from(format!("${{{}}}", self.expression(deferred))),
        }
    }

    /// Writes a value as JSON text: a plain document, or a call of `jsonencode` as soon as
    /// something in it is deferred.
    pub(super) fn document_text(self, value: &Value) -> Json<'static> {
        if value.is_deferred() {
            return Json::from(format!("${{jsonencode({})}}", self.expression(value)));
        }
        let document = serde_json::to_string(&literal(value)).expect("a literal is JSON");
        Json::Text(Cow::Owned(escape(&document).into_owned()))
    }

    /// A value as an expression of the native syntax.
    pub(super) fn expression(self, value: &Value) -> String {
        let mut text = String::new();
        self.append(&mut text, value);
        text
    }

    fn append(self, text: &mut String, value: &Value) {
        match value.chosen() {
            Value::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
            Value::Integer(number) => text.push_str(&number.to_string()),
            Value::Decimal(number) => text.push_str(&number.to_string()),
            Value::Text(literal) => append_quoted(text, literal),
            Value::List(items) => {
                text.push('[');
                for (position, item) in items.iter().enumerate() {
                    text.push_str(if position > 0 { ", " } else { "" });
                    self.append(text, item);
                }
                text.push(']');
            }
            Value::Object(entries) => {
                text.push('{');
                for (position, (key, value)) in entries.iter().enumerate() {
                    text.push_str(if position > 0 { ", " } else { "" });
                    append_quoted(text, key);
                    text.push_str(" = ");
                    self.append(text, value);
                }
                text.push('}');
            }
            Value::Reference(id, attribute) => text.push_str(&self.reference(*id, attribute)),
            Value::Knob(id) => {
                text.extend(["var.", &snake_case(&self.stack.knob(*id).path)]);
            }
            Value::Concat(parts) => text.extend(["\"", &self.template(parts, true), "\""]),
            Value::Pseudo(pseudo) => text.push_str(match pseudo {
                Pseudo::Account => "var.account_id",
                Pseudo::Region => "var.region",
                Pseudo::Partition => "data.aws_partition.current.partition",
                Pseudo::UrlSuffix => "data.aws_partition.current.dns_suffix",
            }),
            Value::Import(id) => text.push_str(&import(self.stack.imported(*id))),
            Value::Element(list, index) => {
                self.append(text, list);
                text.extend(["[", &index.to_string(), "]"]);
            }
            Value::Zone(index) => {
                text.push_str("data.aws_availability_zones.available.names");
                text.extend(["[", &index.to_string(), "]"]);
            }
            Value::Unknown { why, place } => {
                panic!("an unknown value ({why}, {place}) reached a back end: a bug in formwork")
            }
        }
    }

    /// Parts joined to one template; `quoted` when it stands between quotes of an expression.
    fn template(self, parts: &[Value], quoted: bool) -> String {
        let mut template = Template::new(quoted);
        self.fill(&mut template, parts);
        template.finish()
    }

    fn fill(self, template: &mut Template, parts: &[Value]) {
        for part in parts {
            match (part, part.literal_text()) {
                (Value::Concat(parts), _) => self.fill(template, parts),
                (_, Some(literal)) => template.literal(&literal),
                (deferred, None) => template.interpolate(&self.expression(deferred)),
            }
        }
    }

    fn reference(self, id: ResourceId, attribute: &str) -> String {
        let resource = self.stack.resource(id);
        let Some(kind) = resource.kind() else {
            let attribute = if attribute == "ref" { "id" } else { attribute };
            return format!("{}.{attribute}", address(resource));
        };
        let spelled = kind.attribute(attribute).and_then(|it| it.spelled_in(Dialect::Terraform));
        let spelled = spelled.unwrap_or_else(|| {
            panic!("`{}` has no attribute `{attribute}` in Terraform: a bug in formwork", kind.name)
        });
        match spelled.split_once(':') {
            None => format!("{}.{spelled}", address(resource)),
            Some((suffix, attribute)) => {
                let side = kind.side(suffix).unwrap_or_else(|| {
                    panic!("`{}` has no side `{suffix}`: a bug in a kind table", kind.name)
                });
                format!("{}.{}_{suffix}.{attribute}", side.terraform, resource.terraform_name())
            }
        }
    }
}

/// The address of a resource, as in `aws_lb.platform_balancer`.
pub(super) fn address(resource: &Resource) -> String {
    let kind = resource.type_in(Dialect::Terraform).unwrap_or_default();
    format!("{kind}.{}", resource.terraform_name())
}

/// The data source that reads an imported value.
pub(super) fn import_name(import: &Import) -> String {
    snake_case(&import.path())
}

fn import(import: &Import) -> String {
    let value = format!("data.aws_ssm_parameter.{}.insecure_value", import_name(import));
    match import.kind {
        ImportKind::SubnetIds => format!("split(\",\", {value})"),
        ImportKind::Text
        | ImportKind::VpcId
        | ImportKind::SecurityGroupId
        | ImportKind::HostedZoneId => value,
    }
}

/// A value that is not deferred, as plain JSON.
fn literal(value: &Value) -> Json<'_> {
    match value {
        Value::Bool(value) => Json::Bool(*value),
        Value::Integer(number) => Json::Integer(*number),
        Value::Decimal(number) => Json::Decimal(*number),
        Value::Text(text) => Json::Text(Cow::Borrowed(text)),
        Value::List(items) => Json::List(items.iter().map(literal).collect()),
        Value::Object(entries) => Json::Object(Object(
            entries.iter().map(|(key, value)| (Cow::Borrowed(&**key), literal(value))).collect(),
        )),
        deferred => panic!("{deferred:?} is deferred: a bug in formwork"),
    }
}
