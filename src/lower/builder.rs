//! A stack in the making: knobs from varying values, names, documents. Modules use it too.

use crate::ir::graph::{KnobSource, Literal};
use crate::ir::{
    ImportKind, Keep, Kind, Knob, KnobType, Pseudo, Resource, ResourceId, Scope, Stack, Text, Value,
};
use crate::spec::knob::{Knob as Varying, ScalarKind, ScalarValue};
use crate::spec::{App, Vary};

/// A stack of an app in the making.
#[derive(Debug)]
pub struct Builder<'i, 'a> {
    /// The app.
    pub app: &'i App<'a>,
    /// The stack.
    pub stack: Stack,
}

impl<'i, 'a> Builder<'i, 'a> {
    /// An empty stack.
    pub fn new(app: &'i App<'a>, name: impl Into<String>, description: impl Into<String>) -> Self {
        Self { app, stack: Stack::new(name, description) }
    }

    /// Deploys the stack elsewhere than once per environment in its region.
    pub fn scope(mut self, scope: Scope) -> Self {
        self.stack.scope = scope;
        self
    }

    /// Adds a resource.
    pub fn add(&mut self, resource: Resource) -> ResourceId {
        self.stack.add(resource)
    }

    /// The name of the environment: a knob that is never inlined, so that no name is in a template.
    pub fn environment(&mut self) -> Value {
        let names = self.app.environments().iter();
        let values = names.map(|it| Literal::Text(it.name().to_owned().into())).collect();
        self.stack.knob_of(Knob {
            path: "environment".to_owned(),
            description: "Name of the environment".into(),
            kind: KnobType::Pattern(
                "^[a-z][a-z0-9-]*$".into(),
                "a name of lower-case letters, digits and hyphens".into(),
            ),
            class: "environment".into(),
            source: KnobSource::Environments(values),
        })
    }

    /// The name `app-environment-rest`, for what a dialect wants named.
    pub fn name(&mut self, rest: &str) -> Value {
        let parts = [
            Value::from(format!("{}-", self.app.name())),
            self.environment(),
            Value::from(format!("-{rest}")),
        ];
        Value::concat(parts)
    }

    /// The name `app-environment`.
    pub fn app_environment(&mut self) -> Value {
        Value::concat([Value::from(format!("{}-", self.app.name())), self.environment()])
    }

    /// A scalar of a varying value; its parameter is called `path` and the scalar's name.
    pub fn scalar<T: Varying>(
        &mut self,
        path: &str,
        description: impl Into<Text>,
        value: &Vary<T>,
        index: usize,
    ) -> Value {
        let scalar = &T::SCALARS[index];
        let kind = match scalar.kind {
            ScalarKind::Text => KnobType::Text(Vec::new()),
            ScalarKind::Number(least, most) => KnobType::Number(least, most),
            ScalarKind::Decimal => KnobType::Decimal,
            ScalarKind::Bool => KnobType::Bool,
        };
        let path = if scalar.name.is_empty() {
            path.to_owned()
        } else {
            format!("{path}-{}", scalar.name)
        };
        self.vary(path, scalar.class, kind, description, |environment| {
            literal(value.get(environment).scalar(index))
        })
    }

    /// The only scalar of a varying value.
    pub fn knob<T: Varying>(
        &mut self,
        path: &str,
        description: impl Into<Text>,
        value: &Vary<T>,
    ) -> Value {
        self.scalar(path, description, value, 0)
    }

    /// A value computed for each environment, by index.
    pub fn vary(
        &mut self,
        path: impl Into<String>,
        class: &'static str,
        kind: KnobType,
        description: impl Into<Text>,
        value: impl Fn(usize) -> Literal,
    ) -> Value {
        let values = (0..self.app.environments().len()).map(value).collect();
        self.stack.vary(path, class, kind, description, values)
    }

    /// A host name in each environment.
    pub fn host(
        &mut self,
        path: impl Into<String>,
        description: impl Into<Text>,
        value: impl Fn(usize) -> String,
    ) -> Value {
        let literal = |environment| Literal::Text(value(environment).into());
        self.vary(path, "host", KnobType::Text(Vec::new()), description, literal)
    }

    /// What an alarm does when it fires: it tells the app's topic, if there is one.
    pub fn alarm_actions(&mut self) -> Option<Vec<Value>> {
        let topic = *self.app.alarm_topic()?;
        let arn = |environment| Literal::Text(topic.get(environment).to_owned().into());
        let kind = KnobType::Text(Vec::new());
        let topic = self.vary("alarm-topic", "endpoint", kind, "Topic that alarms tell", arn);
        Some(vec![topic])
    }

    /// An output of another stack.
    pub fn import(&mut self, stack: &str, output: &str, kind: ImportKind) -> Value {
        self.stack.import(stack, output, kind)
    }

    /// Offers a value to the other stacks of the environment.
    pub fn output(&mut self, name: &str, kind: ImportKind, value: impl Into<Value>) {
        self.stack.output(name, kind, value);
    }

    /// The stack, with an SSM parameter for each of its outputs.
    pub fn finish(mut self) -> Stack {
        let environment = (!self.stack.outputs.is_empty()).then(|| self.environment());
        for position in 0..self.stack.outputs.len() {
            let output = &self.stack.outputs[position];
            let (kind, value) = match output.kind {
                ImportKind::SubnetIds => ("StringList", comma_joined(&output.value)),
                ImportKind::Text
                | ImportKind::VpcId
                | ImportKind::SecurityGroupId
                | ImportKind::HostedZoneId => ("String", output.value.clone()),
            };
            let name = Value::concat([
                Value::from(format!("/{}/", self.app.name())),
                environment.clone().unwrap_or_else(|| Value::from("")),
                Value::from(format!("/{}/{}", self.stack.name, output.name)),
            ]);
            let path = format!("{}/output/{}", self.stack.name, output.name);
            self.stack.add(
                Resource::new(path, &crate::ir::ssm::PARAMETER)
                    .set("name", name)
                    .set("type", kind)
                    .set("insecure_value", value),
            );
        }
        self.stack
    }
}

fn comma_joined(list: &Value) -> Value {
    let Value::List(items) = list else { return list.clone() };
    let mut parts = Vec::new();
    for item in items {
        if !parts.is_empty() {
            parts.push(Value::from(","));
        }
        parts.push(item.clone());
    }
    Value::concat(parts)
}

fn literal(value: ScalarValue<'_>) -> Literal {
    match value {
        ScalarValue::Text(text) => Literal::Text(text.to_owned().into()),
        ScalarValue::Number(number) => Literal::Integer(number),
        ScalarValue::Decimal(number) => Literal::Decimal(number),
        ScalarValue::Bool(value) => Literal::Bool(value),
    }
}

/// The ARN `arn:<partition>:<service>:<region>:<account>:<rest>` of something here.
pub fn arn(service: &str, rest: impl IntoIterator<Item = Value>) -> Value {
    let prefix = [
        Value::from("arn:"),
        Value::Pseudo(Pseudo::Partition),
        Value::from(format!(":{service}:")),
        Value::Pseudo(Pseudo::Region),
        Value::from(":"),
        Value::Pseudo(Pseudo::Account),
        Value::from(":"),
    ];
    Value::concat(prefix.into_iter().chain(rest))
}

/// A statement of a policy.
pub fn allow(actions: &[&'static str], resources: impl IntoIterator<Item = Value>) -> Value {
    statement("Allow", actions, resources, [])
}

/// A statement of a policy, with further elements.
pub fn statement(
    effect: &'static str,
    actions: &[&'static str],
    resources: impl IntoIterator<Item = Value>,
    more: impl IntoIterator<Item = (&'static str, Value)>,
) -> Value {
    let mut entries: Vec<(Text, Value)> = vec![("Effect".into(), effect.into())];
    entries.extend(more.into_iter().map(|(key, value)| (key.into(), value)));
    entries.push(("Action".into(), one_or_list(actions.iter().map(|it| Value::from(*it)))));
    let resources: Vec<_> = resources.into_iter().collect();
    if !resources.is_empty() {
        entries.push(("Resource".into(), one_or_list(resources)));
    }
    Value::Object(entries)
}

/// A single element stands alone, as IAM itself writes it.
fn one_or_list(items: impl IntoIterator<Item = Value>) -> Value {
    let mut items: Vec<_> = items.into_iter().collect();
    if items.len() == 1 { items.swap_remove(0) } else { Value::List(items) }
}

/// A policy document of these statements.
pub fn policy(statements: impl IntoIterator<Item = Value>) -> Value {
    Value::Object(vec![
        ("Version".into(), "2012-10-17".into()),
        ("Statement".into(), Value::List(statements.into_iter().collect())),
    ])
}

/// Denies every request that does not come over TLS.
pub fn deny_plain_http(actions: &[&'static str], resources: Vec<Value>) -> Value {
    let condition =
        Value::object([("Bool", Value::object([("aws:SecureTransport", Value::from("false"))]))]);
    statement(
        "Deny",
        actions,
        resources,
        [("Principal", Value::from("*")), ("Condition", condition)],
    )
}

/// A role that a service of AWS takes on, for resources of this account alone.
pub fn service_role(
    builder: &Builder<'_, '_>,
    path: &str,
    service: &'static str,
    source: Option<Value>,
) -> Resource {
    let mut condition: Vec<(Text, Value)> = vec![(
        "StringEquals".into(),
        Value::object([("aws:SourceAccount", Value::Pseudo(Pseudo::Account))]),
    )];
    if let Some(source) = source {
        condition.push(("ArnLike".into(), Value::object([("aws:SourceArn", source)])));
    }
    let trust = policy([statement(
        "Allow",
        &["sts:AssumeRole"],
        [],
        [
            ("Principal", Value::object([("Service", Value::from(service))])),
            ("Condition", Value::Object(condition)),
        ],
    )]);
    role(builder, path, trust)
}

/// A role that whoever `trust` names takes on, within the app's permissions boundary.
pub fn role(builder: &Builder<'_, '_>, path: &str, trust: Value) -> Resource {
    Resource::new(path, &crate::ir::iam::ROLE)
        .set("assume_role_policy", trust)
        .set_some("permissions_boundary", boundary(builder.app))
}

/// The ARN of the app's permissions boundary, a managed policy of each account.
pub fn boundary(app: &App<'_>) -> Option<Value> {
    app.boundary().map(|policy| {
        Value::concat([
            Value::from("arn:"),
            Value::Pseudo(Pseudo::Partition),
            Value::from(":iam::"),
            Value::Pseudo(Pseudo::Account),
            Value::from(format!(":policy/{policy}")),
        ])
    })
}

/// A policy of its own on a role.
pub fn role_policy(path: &str, role: ResourceId, name: &'static str, document: Value) -> Resource {
    Resource::new(path, &crate::ir::iam::POLICY)
        .set("name", name)
        .set("role", role.get("name"))
        .set("policy", document)
}

/// A log group that keeps its lines for so long and outlives its stack.
pub fn log_group(path: impl Into<String>, retention: Value) -> Resource {
    let mut group =
        Resource::new(path, &crate::ir::logs::LOG_GROUP).set("retention_in_days", retention);
    group.keep = Keep::Retain;
    group
}

/// The ARN of a log group by its name; with `:*`, of the streams in it. CloudFormation returns the
/// one and Terraform the other, so neither attribute is used.
pub fn log_group_arn(name: Value, streams: &'static str) -> Value {
    arn("logs", [Value::from("log-group:"), name, Value::from(streams)])
}

/// A resource with a `Name` tag, where the console shows nothing else.
pub fn named(
    builder: &mut Builder<'_, '_>,
    kind: &'static Kind,
    path: &str,
    name: &str,
) -> Resource {
    let name = builder.name(name);
    Resource::new(path, kind).set("tags", Value::object([("Name", name)]))
}
