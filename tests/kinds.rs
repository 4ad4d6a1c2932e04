//! Every spelling of every kind table is one that the providers have, with a type that fits.
//!
//! The schemas are those of `schemas/providers`; its `extract.py` reads the types to extract from
//! the tables, so run it after adding a kind.

use std::collections::BTreeSet;

use formwork::backend::terraform::NEW_IN_V6;
use formwork::ir::kind::{Codec, Dialect, In, Kind, ReturnValue, Row, Side};
use formwork::ir::kinds;
use serde_json::{Map, Value};

/// Findings that are as they should be: kind, what the finding is about, and why.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    (
        "ec2/flow-log",
        "ResourceId",
        "Terraform has an argument per kind of resource, of which exactly one is set",
    ),
    (
        "serverless/function",
        "AWS::Serverless::Function",
        "it is what a transform reads, so the registry has no schema; spelled as SAM documents it",
    ),
    ("serverless/function", "Arn", "the function it is transformed to has it"),
    ("elbv2/target-group", "health_check.matcher", "CloudFormation has a key per protocol"),
    ("elbv2/target-group", "stickiness.cookie_duration", "CloudFormation has a key per cookie"),
];

#[test]
fn every_spelling_exists_and_fits() {
    let schemas = Schemas::read();
    let mut check = Check { schemas: &schemas, kind: "", findings: Vec::new() };
    let mut names = BTreeSet::new();
    for kind in kinds::known() {
        check.kind = kind.name;
        if !names.insert(kind.name) {
            check.report("name", "is taken by another kind");
        }
        check.kind(kind);
    }
    let mut unused: Vec<_> = EXCEPTIONS.iter().collect();
    let mut left = Vec::new();
    for (kind, place, finding) in check.findings {
        let excused = |known: &(&str, &str, &str)| known.0 == kind && known.1 == place;
        unused.retain(|known| !excused(known));
        if !EXCEPTIONS.iter().any(excused) {
            left.push(format!("{kind}: `{place}` {finding}"));
        }
    }
    left.extend(unused.iter().map(|it| format!("{}: `{}` needs no exception", it.0, it.1)));
    assert!(left.is_empty(), "{} findings:\n{}", left.len(), left.join("\n"));
}

#[test]
fn every_kind_is_found_by_its_types() {
    for kind in kinds::known() {
        assert_eq!(kinds::by_name(kind.name).map(|found| found.name), Some(kind.name));
        for dialect in [Dialect::CloudFormation, Dialect::Terraform] {
            if let Some(type_name) = kind.type_in(dialect) {
                let found = kinds::by_type(dialect, type_name).and_then(|it| it.type_in(dialect));
                assert_eq!(found, Some(type_name));
            }
        }
    }
}

/// What `extract.py` wrote.
struct Schemas {
    cloudformation: Value,
    terraform: Value,
}

impl Schemas {
    fn read() -> Self {
        let read = |text: &str| serde_json::from_str(text).expect("schemas are JSON");
        Self {
            cloudformation: read(include_str!("../schemas/providers/cloudformation.json")),
            terraform: read(include_str!("../schemas/providers/terraform.json")),
        }
    }
}

/// A place in the schema of one type: the paths of the type, and the object we are in.
#[derive(Clone)]
struct Level<'a> {
    dialect: Dialect,
    paths: &'a Map<String, Value>,
    prefix: String,
}

impl Level<'_> {
    /// The path as the schema writes it, which has no steps into lists.
    fn full(&self, path: &str) -> String {
        let steps = path.split('.').filter(|step| step.parse::<usize>().is_err());
        let prefix = (!self.prefix.is_empty()).then_some(self.prefix.as_str());
        prefix.into_iter().chain(steps).collect::<Vec<_>>().join(".")
    }

    /// Type and flags of a path. The last step into a list takes the element's type.
    fn words(&self, path: &str) -> Option<(String, Vec<&str>)> {
        let text = self.paths.get(&self.full(path))?.as_str()?;
        let mut words = text.split(' ');
        let mut type_name = words.next()?.to_owned();
        if path.rsplit('.').next()?.parse::<usize>().is_ok() {
            let element = type_name.strip_prefix("list(").and_then(|it| it.strip_suffix(')'));
            type_name = element?.to_owned();
        }
        let flags: Vec<&str> = words.collect();
        if flags.first() == Some(&"block") {
            return Some(("block".to_owned(), flags));
        }
        Some((type_name, flags))
    }

    /// Names directly below the object, with whether the schema requires them.
    fn children(&self) -> Vec<(String, bool)> {
        let below = |path: &str| -> Option<String> {
            let rest = match self.prefix.as_str() {
                "" => path,
                prefix => path.strip_prefix(prefix)?.strip_prefix('.')?,
            };
            (!rest.contains('.')).then(|| rest.to_owned())
        };
        let names = self.paths.keys().filter_map(|path| below(path));
        names.map(|name| (name.clone(), self.requires(&name))).collect()
    }

    fn requires(&self, path: &str) -> bool {
        self.words(path).is_some_and(|(_, flags)| {
            flags.contains(&"required")
                || (flags.first() == Some(&"block") && !flags[1].starts_with('0'))
        })
    }

    /// Whether a path is of a release of the provider that the extract does not have.
    fn is_newer(&self, path: &str) -> bool {
        let full = self.full(path);
        self.dialect == Dialect::Terraform
            && NEW_IN_V6.iter().any(|(_, new, _)| {
                full.strip_prefix(new).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
    }

    fn below(&self, path: &str) -> Self {
        Self { prefix: self.full(path), ..self.clone() }
    }
}

struct Check<'a> {
    schemas: &'a Schemas,
    kind: &'static str,
    findings: Vec<(&'static str, String, String)>,
}

impl<'a> Check<'a> {
    fn report(&mut self, place: impl Into<String>, finding: impl Into<String>) {
        self.findings.push((self.kind, place.into(), finding.into()));
    }

    fn level(&mut self, dialect: Dialect, type_name: &str) -> Option<Level<'a>> {
        let paths = match dialect {
            Dialect::CloudFormation => &self.schemas.cloudformation[type_name]["properties"],
            Dialect::Terraform => &self.schemas.terraform[type_name],
        };
        let Some(paths) = paths.as_object() else {
            self.report(type_name, "is not in the schemas: is it spelled right, is it extracted?");
            return None;
        };
        Some(Level { dialect, paths, prefix: String::new() })
    }

    fn kind(&mut self, kind: &'static Kind) {
        let level = |check: &mut Self, dialect| {
            kind.type_in(dialect).and_then(|type_name| check.level(dialect, type_name))
        };
        let cloudformation = level(self, Dialect::CloudFormation);
        let terraform = level(self, Dialect::Terraform);
        let own: Vec<&Row> = kind.rows.iter().filter(|row| row.side.is_empty()).collect();
        let all: Vec<&Row> = kind.rows.iter().collect();

        self.names(&all);
        self.rows(&all, cloudformation.as_ref());
        self.rows(&own, terraform.as_ref());
        self.flags(&all, cloudformation.as_ref(), terraform.as_ref());
        self.required(&all, &[], cloudformation.as_ref(), Must::Set);
        self.required(&own, &[], terraform.as_ref(), Must::Set);
        self.nested(&own, cloudformation.as_ref(), terraform.as_ref());
        for side in kind.sides {
            self.side(kind, side, cloudformation.as_ref());
        }
        for row in &all {
            if !row.side.is_empty() && kind.side(row.side).is_none() {
                self.report(row.name, format!("stands on `{}`, which is no side", row.side));
            }
        }
        self.attributes(kind);
    }

    fn side(&mut self, kind: &Kind, side: &Side, cloudformation: Option<&Level<'a>>) {
        let Some(terraform) = self.level(Dialect::Terraform, side.terraform) else { return };
        let links: Vec<&str> = side.links.iter().map(|link| link.argument).collect();
        for link in &links {
            if terraform.words(link).is_none() {
                self.report(format!("{}.{link}", side.suffix), "is no argument");
            }
        }
        let rows: Vec<&Row> = kind.rows.iter().filter(|row| row.side == side.suffix).collect();
        if !side.each {
            self.rows(&rows, Some(&terraform));
            self.nested(&rows, cloudformation, Some(&terraform));
            self.required(&rows, &links, Some(&terraform), Must::Exist);
            return;
        }
        let [Row { codec: Codec::Blocks(nested), cloudformation: path, .. }] = rows.as_slice()
        else {
            self.report(side.suffix, "wants one row, of blocks");
            return;
        };
        let nested: Vec<&Row> = nested.iter().collect();
        let below = cloudformation.map(|level| level.below(path));
        self.object(&nested, &links, below.as_ref(), Some(&terraform));
    }

    /// One object that both dialects have.
    fn object(
        &mut self,
        rows: &[&Row],
        links: &[&str],
        cloudformation: Option<&Level<'a>>,
        terraform: Option<&Level<'a>>,
    ) {
        self.names(rows);
        self.flags(rows, cloudformation, terraform);
        for level in [cloudformation, terraform] {
            self.rows(rows, level);
            self.required(rows, links, level, Must::Set);
        }
        self.nested(rows, cloudformation, terraform);
    }

    fn nested(
        &mut self,
        rows: &[&Row],
        cloudformation: Option<&Level<'a>>,
        terraform: Option<&Level<'a>>,
    ) {
        for row in rows {
            let below = |level: Option<&Level<'a>>| {
                level.and_then(|level| Some(level.below(row.path_in(level.dialect)?)))
            };
            match row.codec {
                Codec::Same | Codec::Set => self.shapes(row, cloudformation, terraform),
                Codec::Block(rows) | Codec::Blocks(rows) => {
                    let rows: Vec<&Row> = rows.iter().collect();
                    self.object(
                        &rows,
                        &[],
                        below(cloudformation).as_ref(),
                        below(terraform).as_ref(),
                    );
                }
                Codec::TextBlocks(rows) => {
                    self.camel_case(rows);
                    let rows: Vec<&Row> = rows.iter().collect();
                    self.object(&rows, &[], below(cloudformation).as_ref(), None);
                }
                Codec::NumberText(_)
                | Codec::Words { .. }
                | Codec::Pairs { .. }
                | Codec::Entry(_)
                | Codec::Document { .. } => {}
            }
        }
    }

    /// A value that is written unchanged has the same shape in both dialects.
    fn shapes(
        &mut self,
        row: &Row,
        cloudformation: Option<&Level<'a>>,
        terraform: Option<&Level<'a>>,
    ) {
        let type_in = |level: Option<&Level<'a>>| {
            level.and_then(|level| Some(level.words(row.path_in(level.dialect)?)?.0))
        };
        if let (Some(ours), Some(theirs)) = (type_in(cloudformation), type_in(terraform))
            && !ours.split('|').any(|ours| shape(ours) == shape(&theirs))
        {
            self.report(row.name, format!("is {ours} and {theirs}: it needs another codec"));
        }
    }

    /// Neutral names and paths are unique.
    fn names(&mut self, rows: &[&Row]) {
        let (mut names, mut paths) = (BTreeSet::new(), BTreeSet::new());
        for row in rows {
            if !names.insert(row.name) {
                self.report(row.name, "names two rows");
            }
            let entry = if let Codec::Entry(key) = row.codec { key } else { "" };
            for (path, place) in [(row.cloudformation, entry), (row.terraform, row.side)] {
                let dialect = usize::from(path == row.terraform);
                if !path.is_empty() && !paths.insert((dialect, path, place)) {
                    self.report(path, "is the path of two rows");
                }
            }
            if row.cloudformation.is_empty() && row.terraform.is_empty() {
                self.report(row.name, "has no path at all");
            }
        }
    }

    /// Paths exist and their types fit the codec.
    fn rows(&mut self, rows: &[&Row], level: Option<&Level<'a>>) {
        let Some(level) = level else { return };
        for row in rows {
            let Some(path) = row.path_in(level.dialect) else { continue };
            let Some((type_name, _)) = level.words(path) else {
                if level.is_newer(path) {
                    continue;
                }
                self.report(level.full(path), format!("is no path of {:?}", level.dialect));
                continue;
            };
            if let Some(wanted) = misfit(row, level, path, &type_name) {
                self.report(level.full(path), format!("is {type_name}, its codec wants {wanted}"));
            }
        }
        for row in rows {
            let other = match level.dialect {
                Dialect::CloudFormation => row.terraform,
                Dialect::Terraform => row.cloudformation,
            };
            if other.is_empty() && row.path_in(level.dialect).is_none() {
                self.report(row.name, "has no path");
            }
        }
    }

    /// `required` and `replaces` say what the schemas say.
    fn flags(
        &mut self,
        rows: &[&Row],
        cloudformation: Option<&Level<'a>>,
        terraform: Option<&Level<'a>>,
    ) {
        for row in rows {
            let required = |level: Option<&Level<'a>>| {
                level.is_some_and(|level| {
                    row.path_in(level.dialect).is_some_and(|path| level.requires(path))
                })
            };
            if row.required && !required(cloudformation) && !required(terraform) {
                self.report(row.name, "is marked required, which neither schema says");
            }
            let Some(level) = cloudformation.filter(|_| !row.cloudformation.is_empty()) else {
                continue;
            };
            let steps: Vec<&str> = row.cloudformation.split('.').collect();
            let flagged = |flag: &str| {
                (1..=steps.len()).any(|count| {
                    level.words(&steps[..count].join(".")).is_some_and(|it| it.1.contains(&flag))
                })
            };
            let sometimes = flagged("conditional-create-only");
            if row.replaces && !flagged("create-only") && !sometimes {
                self.report(row.name, "is marked as replacing, which the schema does not say");
            }
            if !row.replaces && flagged("create-only") {
                self.report(row.name, "replaces on change, which the row does not say");
            }
        }
    }

    /// Whatever the schema requires has a row or a link.
    fn required(&mut self, rows: &[&Row], links: &[&str], level: Option<&Level<'a>>, must: Must) {
        let Some(level) = level else { return };
        let paths = |row: &Row| row.path_in(level.dialect).map(|path| (path, row.required));
        let paths: Vec<(&str, bool)> = rows.iter().filter_map(|row| paths(row)).collect();
        self.required_below(&paths, links, level, must);
    }

    fn required_below(
        &mut self,
        paths: &[(&str, bool)],
        links: &[&str],
        level: &Level<'a>,
        must: Must,
    ) {
        for (name, required) in level.children() {
            let exact = paths.iter().find(|(path, _)| *path == name);
            let inside: Vec<(&str, bool)> = paths
                .iter()
                .filter_map(|(path, set)| {
                    let rest = path.strip_prefix(name.as_str())?.strip_prefix('.')?;
                    Some((rest.trim_start_matches("0."), *set))
                })
                .filter(|(path, _)| *path != "0")
                .collect();
            if !inside.is_empty() {
                let must = if required { must } else { Must::Exist };
                self.required_below(&inside, &[], &level.below(&name), must);
            } else if required && !links.contains(&name.as_str()) {
                match (exact, must) {
                    (None, _) => self.report(level.full(&name), "is required and has no row"),
                    (Some((_, false)), Must::Set) => {
                        self.report(level.full(&name), "is required, which the row does not say");
                    }
                    (Some(_), Must::Set | Must::Exist) => {}
                }
            }
        }
    }

    fn camel_case(&mut self, rows: &[Row]) {
        for row in rows {
            let (first, rest) = row.cloudformation.split_at(1);
            if row.terraform != first.to_lowercase() + rest {
                self.report(row.name, "is not spelled as the API spells it");
            }
            if let Codec::Block(rows) | Codec::Blocks(rows) = row.codec {
                self.camel_case(rows);
            }
        }
    }

    fn attributes(&mut self, kind: &Kind) {
        let mut names = BTreeSet::new();
        for attribute in kind.attributes {
            if !names.insert(attribute.name) {
                self.report(attribute.name, "names two attributes");
            }
            if let ReturnValue::GetAtt(name) = attribute.cloudformation {
                let known = &self.schemas.cloudformation[kind.cloudformation]["attributes"];
                if !known.as_array().is_some_and(|known| known.contains(&name.into())) {
                    self.report(name, "is no return value");
                }
            }
            let (type_name, path) = match attribute.terraform.split_once(':') {
                Some((suffix, path)) => (kind.side(suffix).map_or("", |side| side.terraform), path),
                None => (kind.terraform, attribute.terraform),
            };
            let path = path.replace("[0]", "");
            if !path.is_empty() && self.schemas.terraform[type_name].get(&path).is_none() {
                self.report(path, "is no attribute");
            }
        }
    }
}

/// What a required property asks of its row.
#[derive(Clone, Copy)]
enum Must {
    /// To be marked as required.
    Set,
    /// To be there: the object around it is optional.
    Exist,
}

/// What the codec wants, if the type is something else.
fn misfit(row: &Row, level: &Level<'_>, path: &str, type_name: &str) -> Option<&'static str> {
    let types: Vec<&str> = type_name.split('|').collect();
    let has = |wanted: &[&str]| types.iter().any(|it| wanted.contains(it) || *it == "any");
    let text = |dialects: In| dialects.has(level.dialect);
    let pair = |names: [&str; 2]| {
        names.iter().all(|name| level.words(&format!("{path}.{name}")).is_some())
    };
    let cloudformation = level.dialect == Dialect::CloudFormation;
    let (fits, wanted) = match row.codec {
        Codec::Same => {
            let nested = type_name.starts_with("set(") || has(&["block", "list(object)"]);
            (!nested, "a plain value")
        }
        Codec::NumberText(dialects) if text(dialects) => (has(&["string"]), "text"),
        Codec::NumberText(_) => (has(&["integer", "number"]), "a number"),
        Codec::Words { dialects, .. } if text(dialects) => (has(&["string"]), "text"),
        Codec::Words { .. } => (has(&["boolean", "bool"]), "a truth value"),
        Codec::Set if cloudformation => (type_name.starts_with("list("), "a list"),
        Codec::Set => (type_name.starts_with("set("), "a set"),
        Codec::Block(_) if cloudformation => (has(&["object"]), "an object"),
        Codec::Block(_) => (has(&["block"]), "a block"),
        Codec::Blocks(_) | Codec::TextBlocks(_) if cloudformation => {
            (has(&["list(object)"]), "a list of objects")
        }
        Codec::Blocks(_) => (has(&["block", "set(object)", "list(object)"]), "a block"),
        Codec::Pairs { key, value } if cloudformation => {
            (has(&["list(object)"]) && pair([key, value]), "a list of such pairs")
        }
        Codec::Pairs { .. } => (has(&["map(string)"]), "a map"),
        Codec::Entry(_) if cloudformation => {
            (has(&["list(object)"]) && pair(["Key", "Value"]), "a list of attributes")
        }
        Codec::Entry(_) => (has(&["string", "number", "bool"]), "a scalar"),
        Codec::Document { text: dialects } if text(dialects) => (has(&["string"]), "text"),
        Codec::Document { .. } => (has(&["json", "object"]), "a structure"),
        Codec::TextBlocks(_) => (has(&["string"]), "text"),
    };
    (!fits).then_some(wanted)
}

/// A type without the dialect's way of naming it.
fn shape(type_name: &str) -> String {
    type_name
        .replace("integer", "number")
        .replace("boolean", "bool")
        .replace("json", "map(string)")
        .replace("set(", "list(")
}
