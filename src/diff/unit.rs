//! A template or module taken apart: every property of every resource, by its path, as text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::ir::kinds;
use crate::ir::lifted::{Data, Format, Manifest, Node, Resource, declaration};
use crate::ir::{Dialect, Keep};
use crate::manifest::plan::REPLACED;

/// Whether parameters are looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Parameters stand for themselves.
    Written,
    /// Parameters stand for their values.
    Deployed,
}

/// A template or module.
#[derive(Clone, Debug, Default)]
pub struct Unit {
    /// Its resources, by logical ID or address.
    pub items: BTreeMap<String, Item>,
    /// The resources that got another address: from the old to the new one.
    pub moved: BTreeMap<String, String>,
    /// The stacks whose outputs it reads.
    pub imports: BTreeSet<String>,
    /// The team that owns it, if its tags say so.
    pub owner: Option<String>,
    /// Whether it is a plan or a state of Terraform.
    pub computed: bool,
}

/// A resource.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its type.
    pub type_name: String,
    /// Whose words its properties are: none for the neutral names of the kind tables.
    pub dialect: Option<Dialect>,
    /// Whether it holds data.
    pub stateful: bool,
    /// Whether it stays when it leaves the stack.
    pub keep: Keep,
    /// Its properties, by path.
    pub leaves: BTreeMap<String, Leaf>,
    /// The arguments by which Terraform replaces it, if a plan says that it does.
    pub replaced: Option<Vec<String>>,
}

/// A property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// As people read it.
    pub text: String,
    /// As it is compared: a number is the same as a text that says it.
    bare: String,
    /// The resources it refers to.
    pub refers: BTreeSet<String>,
    /// Whether it is decided at deployment.
    pub open: bool,
}

impl Leaf {
    /// Whether both say the same, once resources have the addresses that they move to.
    pub fn is(&self, later: &Self, moved: &BTreeMap<String, String>) -> bool {
        if self.bare == later.bare {
            return true;
        }
        let mut bare = self.bare.clone();
        for (from, to) in moved.iter().filter(|(from, _)| self.refers.contains(*from)) {
            bare = bare.replace(&format!("{from}."), &format!("{to}."));
        }
        bare == later.bare
    }
}

impl Unit {
    /// Takes a manifest apart.
    pub fn new(manifest: &Manifest, view: View) -> Self {
        let mut unit = Self {
            moved: manifest.moved.iter().cloned().collect(),
            imports: manifest.frame.imports.iter().map(|it| it.stack.clone()).collect(),
            owner: owner(manifest),
            computed: manifest.format == Format::Plan,
            ..Self::default()
        };
        unit.imports.remove("");
        let reader = Reader { manifest, view };
        for resource in &manifest.resources {
            let is_declared = resource.kind.is_some_and(declaration::is_declaration);
            if !is_declared && !resource.type_name.starts_with("data.") {
                reader.resource(resource, &mut unit.items);
            }
        }
        unit
    }
}

/// The tag `owner` of a stack.
fn owner(manifest: &Manifest) -> Option<String> {
    let tag = manifest.frame.tags.iter().find(|(key, _)| key == "owner");
    tag.map(|(_, value)| value.to_string())
}

struct Reader<'m> {
    manifest: &'m Manifest,
    view: View,
}

impl Reader<'_> {
    /// A resource, and in Terraform those that are parts of it.
    fn resource(&self, resource: &Resource, items: &mut BTreeMap<String, Item>) {
        if resource.written.is_empty() {
            let item = self.item(&resource.type_name, None, resource, &resource.properties);
            items.insert(resource.address.clone(), item);
            return;
        }
        let dialect = match self.manifest.format {
            Format::Terraform | Format::Plan => Dialect::Terraform,
            _ => Dialect::CloudFormation,
        };
        for written in &resource.written {
            let mut item =
                self.item(&written.type_name, Some(dialect), resource, &written.properties);
            if written.address == resource.address {
                for name in ["DeletionPolicy", "UpdateReplacePolicy"] {
                    if let Some(policy) = resource.meta.get(name) {
                        self.leaves(policy, name.to_owned(), &mut item.leaves);
                    }
                }
            }
            items.insert(written.address.clone(), item);
        }
    }

    fn item(
        &self,
        type_name: &str,
        dialect: Option<Dialect>,
        resource: &Resource,
        properties: &Node,
    ) -> Item {
        let own = dialect.and_then(|it| kinds::by_type(it, type_name)).or(resource.kind);
        let mut leaves = BTreeMap::new();
        self.leaves(properties, String::new(), &mut leaves);
        Item {
            type_name: type_name.to_owned(),
            dialect,
            stateful: own.is_some_and(|kind| kind.stateful),
            keep: resource.keep,
            leaves,
            replaced: resource.meta.get(REPLACED).map(|paths| {
                paths.items().iter().filter_map(Node::text).map(str::to_owned).collect()
            }),
        }
    }

    /// Every value below a node.
    fn leaves(&self, node: &Node, path: String, leaves: &mut BTreeMap<String, Leaf>) {
        let below =
            |step: &str| if path.is_empty() { step.to_owned() } else { format!("{path}/{step}") };
        let node = self.seen(node);
        match &node.data {
            Data::Absent => {}
            Data::Object(fields) if !fields.is_empty() || path.is_empty() => {
                for field in fields {
                    self.leaves(&field.value, below(&field.key), leaves);
                }
            }
            Data::List(items)
                if items.iter().any(|it| matches!(self.seen(it).data, Data::Object(_))) =>
            {
                for (step, item) in steps(items).into_iter().zip(items) {
                    self.leaves(item, below(&step), leaves);
                }
            }
            _ => {
                let mut leaf = Leaf {
                    text: String::new(),
                    bare: String::new(),
                    refers: BTreeSet::new(),
                    open: false,
                };
                self.say(node, &mut leaf);
                leaf.text.trim_matches('"').clone_into(&mut leaf.bare);
                if self.view == View::Deployed && is_secret(node) {
                    "(secret)".clone_into(&mut leaf.text);
                }
                leaves.insert(path, leaf);
            }
        }
    }

    /// The node itself, or what its parameter says.
    fn seen<'n>(&self, node: &'n Node) -> &'n Node {
        match self.view {
            View::Deployed => node.known(),
            View::Written => node,
        }
    }

    fn say(&self, node: &Node, leaf: &mut Leaf) {
        let node = self.seen(node);
        match &node.data {
            Data::Absent => leaf.text.push_str("null"),
            Data::Bool(_) | Data::Integer(_) | Data::Decimal(_) => {
                leaf.text.push_str(&node.literal_text().unwrap_or_default());
            }
            Data::Text(text) => {
                let _ = write!(leaf.text, "{text:?}");
            }
            Data::List(items) => self.join(items, ('[', ']'), leaf),
            Data::Object(fields) => {
                leaf.text.push('{');
                for (position, field) in fields.iter().enumerate() {
                    let comma = if position == 0 { "" } else { ", " };
                    let _ = write!(leaf.text, "{comma}{}: ", field.key);
                    self.say(&field.value, leaf);
                }
                leaf.text.push('}');
            }
            Data::Concat(parts) => {
                for part in parts {
                    match self.seen(part).literal_text() {
                        Some(text) => leaf.text.push_str(&text),
                        None => self.say(part, leaf),
                    }
                }
            }
            Data::Element(list, index) => {
                self.say(list, leaf);
                let _ = write!(leaf.text, "[{index}]");
            }
            Data::OneOf(branches) => self.join(branches, ('<', '>'), leaf),
            _ => self.say_open(node, leaf),
        }
    }

    /// Says what only a deployment can tell.
    fn say_open(&self, node: &Node, leaf: &mut Leaf) {
        leaf.open = true;
        let _ = match &node.data {
            Data::Reference(id, attribute) => {
                let target = &self.manifest.resource(*id).address;
                leaf.refers.insert(target.clone());
                write!(leaf.text, "{target}.{attribute}")
            }
            Data::Input(input) => write!(leaf.text, "<{}>", input.name),
            Data::Pseudo(pseudo) => write!(leaf.text, "<{pseudo:?}>"),
            Data::Import(id) => match self.manifest.frame.imports.get(id.0 as usize) {
                Some(import) => write!(leaf.text, "<{}>", import.path()),
                None => write!(leaf.text, "<import>"),
            },
            Data::Zone(index) => write!(leaf.text, "<zone {index}>"),
            Data::Unknown(why) => write!(leaf.text, "({why})"),
            _ => Ok(()),
        };
    }

    fn join(&self, items: &[Node], (open, close): (char, char), leaf: &mut Leaf) {
        leaf.text.push(open);
        for (position, item) in items.iter().enumerate() {
            if position > 0 {
                leaf.text.push_str(", ");
            }
            self.say(item, leaf);
        }
        leaf.text.push(close);
    }
}

fn is_secret(node: &Node) -> bool {
    let mut secret = false;
    node.walk(&mut |it| secret |= matches!(&it.data, Data::Input(input) if input.secret));
    secret
}

/// How the objects of a list are told apart: by name if each has one of its own, else by number.
fn steps(items: &[Node]) -> Vec<String> {
    const NAMES: [&str; 8] = ["Name", "name", "Key", "key", "Sid", "Id", "id", "SetIdentifier"];
    for name in NAMES {
        let own: Option<Vec<_>> =
            items.iter().map(|it| Some(it.get(name)?.text()?.to_owned())).collect();
        if let Some(own) = own
            && own.iter().collect::<BTreeSet<_>>().len() == own.len()
        {
            return own;
        }
    }
    (0..items.len()).map(|it| it.to_string()).collect()
}
