//! The front end of task definitions in JSON, as `aws ecs register-task-definition` takes them and
//! `describe-task-definition` prints them; or only their containers, in a list.
//!
//! The API spells properties as CloudFormation does, but for the case of the first letter and a few
//! names. So an object becomes CloudFormation's, and the kind tables read that.
//!
//! Facts: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html>.

use crate::ir::ecs::TASK_DEFINITION;
use crate::ir::graph::Keep;
use crate::ir::kind::Dialect;
use crate::ir::lifted::{Data, Field, Format, Manifest, Node, Resource, Span};

use super::tables;

/// Whether a document is a task definition, or a list of containers.
pub fn is_task_definition(root: &Node) -> bool {
    let is_list = |node: Option<&Node>| matches!(node.map(|it| &it.data), Some(Data::List(_)));
    let is_definition = |node: &Node| is_list(node.get("containerDefinitions"));
    match &root.data {
        Data::Object(_) => {
            is_definition(root) || root.get("taskDefinition").is_some_and(is_definition)
        }
        Data::List(items) => !items.is_empty() && items.iter().all(is_container),
        _ => false,
    }
}

/// Whether an object is surely a container: others have names and images too.
fn is_container(node: &Node) -> bool {
    let has = |key: &&str| node.get(key).is_some();
    ["name", "image"].iter().all(has) && OF_CONTAINERS.iter().any(has)
}

const OF_CONTAINERS: &[&str] = &[
    "dependsOn",
    "entryPoint",
    "essential",
    "healthCheck",
    "linuxParameters",
    "logConfiguration",
    "memory",
    "memoryReservation",
    "mountPoints",
    "portMappings",
];

/// Reads a task definition; `name` is the file's.
pub fn lift(root: Node, name: &str) -> Manifest {
    let mut manifest = Manifest::new(Format::TaskDefinition, name);
    let span = root.span;
    let mut fields = definition(root);
    let beside = fields.extract_if(.., |field| field.key == ALLOW);
    manifest.meta = Node::new(span, Data::Object(beside.collect()));
    let field = |key: &str| fields.iter().find(|field| field.key == key);
    let family = field("family");
    let stem = || {
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        file.split_once('.').map_or(file, |(stem, _)| stem).to_owned()
    };
    let name = family.and_then(|it| it.value.text()).filter(|it| !is_placeholder(it));
    let address = name.map_or_else(stem, str::to_owned);
    let head = match (family, field("containerDefinitions")) {
        (Some(family), _) => family.key_span.to(family.value.span),
        (None, Some(containers)) => containers.key_span,
        (None, None) => span,
    };
    let node = cloudformations(Node::new(span, Data::Object(fields)), Spelling::Ours);
    let rows = TASK_DEFINITION.rows;
    let properties = tables::read(Dialect::CloudFormation, rows, node, &mut manifest.unread);
    manifest.resources.push(Resource {
        address,
        type_name: "taskDefinition".into(),
        kind: Some(&TASK_DEFINITION),
        properties,
        meta: Node::empty(head),
        head,
        span,
        after: Vec::new(),
        keep: Keep::Delete,
        written: Vec::new(),
    });
    manifest
}

/// Suppressions, which AWS never sees.
const ALLOW: &str = "x-formwork-allow";

/// What is registered: without what only a description has.
fn definition(root: Node) -> Vec<Field> {
    let (span, first) = (root.span, root.span.start as usize);
    let Data::Object(mut fields) = root.data else {
        let key_span = Span::new(span.file, first, first + 1);
        return vec![Field { key: "containerDefinitions".into(), key_span, value: root }];
    };
    if let Some(position) = fields.iter().position(|field| field.key == "taskDefinition") {
        let described = fields.remove(position).value;
        fields.retain(|field| ["tags", ALLOW].contains(&&*field.key));
        if let Data::Object(inner) = described.data {
            fields.splice(0..0, inner);
        }
    }
    fields.retain(|field| !DESCRIBED.contains(&&*field.key));
    fields
}

/// What AWS adds to a task definition.
const DESCRIBED: &[&str] = &[
    "$schema",
    "compatibilities",
    "deleteRequestedAt",
    "deregisteredAt",
    "registeredAt",
    "registeredBy",
    "requiresAttributes",
    "revision",
    "status",
    "taskDefinitionArn",
];

/// Whose the keys of an object are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spelling {
    /// The API's.
    Ours,
    /// The API's, of a volume in Amazon EFS.
    Efs,
    /// The API's, of a proxy.
    Proxy,
    /// The user's.
    Theirs,
    /// The API's, where a `${…}` belongs to the command.
    Command,
}

/// The same value with the keys that CloudFormation has.
fn cloudformations(node: Node, spelling: Spelling) -> Node {
    let span = node.span;
    let data = match node.data {
        Data::Object(fields) => {
            let field = |field: Field| {
                let inner = spelling_in(spelling, &field.key);
                let key = match spelling {
                    Spelling::Theirs => field.key,
                    _ => spelled(spelling, &field.key).into(),
                };
                Field { key, key_span: field.key_span, value: cloudformations(field.value, inner) }
            };
            Data::Object(fields.into_iter().map(field).collect())
        }
        Data::List(items) => {
            Data::List(items.into_iter().map(|item| cloudformations(item, spelling)).collect())
        }
        Data::Text(text) if is_placeholder(&text) && spelling != Spelling::Command => {
            Data::Unknown("it is put in before the task definition is registered".into())
        }
        other => other,
    };
    Node::new(span, data)
}

fn spelling_in(outer: Spelling, key: &str) -> Spelling {
    match key {
        _ if outer == Spelling::Theirs => Spelling::Theirs,
        "dockerLabels" | "driverOpts" | "labels" | "options" => Spelling::Theirs,
        "command" | "entryPoint" => Spelling::Command,
        "efsVolumeConfiguration" => Spelling::Efs,
        "proxyConfiguration" => Spelling::Proxy,
        _ if outer == Spelling::Efs => Spelling::Efs,
        _ => Spelling::Ours,
    }
}

/// A key of the API as CloudFormation spells it.
fn spelled(spelling: Spelling, key: &str) -> String {
    let special = match (spelling, key) {
        (Spelling::Efs, "fileSystemId") => "FilesystemId",
        (Spelling::Efs, "iam") => "IAM",
        (Spelling::Proxy, "properties") => "ProxyConfigurationProperties",
        (_, "efsVolumeConfiguration") => "EFSVolumeConfiguration",
        (_, "fsxWindowsFileServerVolumeConfiguration") => "FSxWindowsFileServerVolumeConfiguration",
        (_, "s3filesVolumeConfiguration") => "S3FilesVolumeConfiguration",
        _ => "",
    };
    if !special.is_empty() {
        return special.to_owned();
    }
    let mut characters = key.chars();
    let first = characters.next().map(|it| it.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

/// Whether something takes the text's place later: CodeDeploy fills in `<IMAGE1_NAME>`, a pipeline
/// `${TAG}` or `{{tag}}`.
fn is_placeholder(text: &str) -> bool {
    let is_name = |it: &str| {
        !it.is_empty()
            && it.bytes().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit() || it == b'_')
    };
    let within = |open: &str, close: &str| {
        text.split_once(open).is_some_and(|(_, rest)| rest.contains(close))
    };
    let named = text.strip_prefix('<').and_then(|it| it.strip_suffix('>'));
    named.is_some_and(is_name) || within("${", "}") || within("{{", "}}")
}
