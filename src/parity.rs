//! `parity.json`: hashes that hold in every environment, and everything that differs.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};

use crate::backend::{File, places_of};
use crate::exchange::parity as document;
use crate::ir::graph::KnobSource;
use crate::ir::name::{pascal_case, snake_case};
use crate::ir::{Knob, Literal, Place, Stack};
use crate::spec::App;

const STATEMENT: &str = "Every environment deploys these bytes: a template has no Conditions and a \
    root module no count, and what differs between environments is in `knobs` alone.";

/// What remains of a stack once it is written: its hashes, its sizes, its knobs.
#[derive(Clone, Debug)]
pub struct Digest {
    /// The stack's name.
    pub stack: String,
    /// The environments it is deployed to.
    pub environments: Vec<String>,
    /// SHA-256 of the template.
    pub cloudformation: String,
    /// Bytes of the template.
    pub template_bytes: usize,
    /// SHA-256 of the root module.
    pub terraform: String,
    /// Its knobs, as the document has them.
    pub knobs: Vec<document::KnobValues>,
}

impl Digest {
    /// Notes what is told of a stack; the first file of each back end is what all environments
    /// share.
    pub fn new(stack: &Stack, places: &[Place], template: &File, root: &File) -> Self {
        let places: Vec<_> = places_of(stack, places).collect();
        Self {
            stack: stack.name.clone(),
            environments: places.iter().map(|(_, place)| place.environment.clone()).collect(),
            cloudformation: sha256(&template.contents),
            template_bytes: template.contents.len(),
            terraform: sha256(&root.contents),
            knobs: stack.knobs.iter().map(|knob| knob_values(stack, knob, &places)).collect(),
        }
    }
}

/// The parity document of an app.
pub fn document(app: &App<'_>, digests: &mut [Digest]) -> document::Parity {
    let stacks = digests.iter().map(|digest| document::StackHashes {
        name: digest.stack.clone(),
        environments: digest.environments.clone(),
        cloudformation: digest.cloudformation.clone(),
        terraform: digest.terraform.clone(),
    });
    let stacks = stacks.collect();
    let knobs = digests.iter_mut().flat_map(|digest| std::mem::take(&mut digest.knobs));
    document::Parity {
        format: crate::exchange::FORMAT.to_owned(),
        app: app.name().to_owned(),
        statement: STATEMENT.to_owned(),
        environments: app.environments().iter().map(|it| it.name().to_owned()).collect(),
        stacks,
        knobs: knobs.collect(),
        waivers: waivers(app),
        escape_hatches: escape_hatches(app),
    }
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).expect("half a byte is one digit");
    Sha256::digest(bytes).iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn knob_values(stack: &Stack, knob: &Knob, places: &[(usize, &Place)]) -> document::KnobValues {
    let (source, values) = match &knob.source {
        KnobSource::Deployment(_) => (document::KnobSource::Release, BTreeMap::new()),
        KnobSource::Environments(values) => {
            let pairs = places.iter().filter_map(|(index, place)| {
                Some((place.environment.clone(), json(values.get(*index)?)))
            });
            (document::KnobSource::Description, pairs.collect())
        }
    };
    document::KnobValues {
        stack: stack.name.clone(),
        path: knob.path.clone(),
        class: knob.class.to_string(),
        description: knob.description.to_string(),
        parameter: pascal_case(&knob.path),
        variable: snake_case(&knob.path),
        source,
        values,
    }
}

fn json(literal: &Literal) -> Json {
    match literal {
        Literal::Text(text) => Json::from(&**text),
        Literal::Integer(number) => Json::from(*number),
        Literal::Decimal(number) => Json::from(*number),
        Literal::Bool(value) => Json::from(*value),
    }
}

fn waivers(app: &App<'_>) -> Vec<document::Waiver> {
    let waivers = app.waiver_list().iter().map(|waiver| document::Waiver {
        rule: waiver.rule().to_owned(),
        place: waiver.place().to_owned(),
        environments: waiver.environments().iter().map(|it| (*it).to_owned()).collect(),
        reason: waiver.reason().to_owned(),
        owner: waiver.owner().name().to_owned(),
        since: waiver.period().since().to_owned(),
        until: waiver.period().until().to_owned(),
    });
    waivers.collect()
}

fn escape_hatches(app: &App<'_>) -> Vec<document::EscapeHatch> {
    let raw = app.raw_list().iter().map(|raw| document::EscapeHatch {
        kind: document::EscapeKind::Raw,
        path: raw.path.to_owned(),
        property: None,
        reason: raw.reason.to_owned(),
    });
    let patches = app.patch_list().iter().map(|patch| document::EscapeHatch {
        kind: document::EscapeKind::Patch,
        path: patch.path.to_owned(),
        property: Some(patch.property.to_owned()),
        reason: patch.reason.to_owned(),
    });
    raw.chain(patches).collect()
}
