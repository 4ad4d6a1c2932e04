//! `parity.json`: hashes that hold in every environment, and everything that differs.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};

use crate::backend::File;
use crate::exchange::parity as document;
use crate::exchange::{Each, FORMAT};
use crate::ir::graph::KnobSource;
use crate::ir::name::{pascal_case, snake_case};
use crate::ir::{Knob, Literal, Place, Scope, Stack};
use crate::spec::App;

const STATEMENT: &str = "Every environment deploys these bytes: a template has no Conditions and a \
    root module no count, and what differs between environments is in `knobs` alone.";

/// What remains of a stack once it is written: its hashes, its sizes, its knobs.
#[derive(Clone, Debug)]
pub struct Digest {
    /// The stack's name.
    pub stack: String,
    /// The service it belongs to, if it is of one.
    pub service: Option<String>,
    /// Where it is deployed.
    pub scope: Scope,
    /// SHA-256 of the template, if there is one.
    pub cloudformation: Option<String>,
    /// Bytes of the template.
    pub template_bytes: usize,
    /// SHA-256 of the root module, if there is one.
    pub terraform: Option<String>,
    /// Its knobs.
    pub knobs: Vec<Knob>,
}

impl Digest {
    /// Notes what is told of a stack; the first file of each back end, if the app is written for
    /// it, is what all environments share.
    pub fn new(stack: &Stack, template: &[File], root: &[File]) -> Self {
        let service = stack.tags.iter().find(|(key, _)| key == "service");
        Self {
            stack: stack.name.clone(),
            service: service.map(|(_, name)| name.to_string()),
            scope: stack.scope.clone(),
            cloudformation: template.first().map(|it| sha256(&it.contents)),
            template_bytes: template.first().map_or(0, |it| it.contents.len()),
            terraform: root.first().map(|it| sha256(&it.contents)),
            knobs: stack.knobs.clone(),
        }
    }

    fn hashes(&self, places: &[Place]) -> document::StackHashes {
        let environments = self.places(places).map(|(_, place)| place.environment.clone());
        document::StackHashes {
            name: self.stack.clone(),
            environments: environments.collect(),
            cloudformation: self.cloudformation.clone(),
            terraform: self.terraform.clone(),
        }
    }

    fn places<'p>(&self, places: &'p [Place]) -> impl Iterator<Item = (usize, &'p Place)> {
        let only = match self.scope {
            Scope::App(index) => Some(index),
            Scope::Environment | Scope::Region(_) => None,
        };
        places.iter().enumerate().filter(move |(index, _)| only.is_none_or(|only| only == *index))
    }
}

/// The parity document of an app.
pub fn document(app: &App<'_>, places: &[Place], digests: &[Digest]) -> document::Parity {
    document::Parity {
        format: FORMAT.to_owned(),
        app: app.name().to_owned(),
        statement: STATEMENT.to_owned(),
        environments: places.iter().map(|place| place.environment.clone()).collect(),
        stacks: digests.iter().map(|digest| digest.hashes(places)).collect(),
        knobs: knobs(places, digests).collect(),
        waivers: waivers(app),
        escape_hatches: escape_hatches(app),
    }
}

/// Writes the parity document of an app, knob by knob.
///
/// # Errors
/// Those of `out`.
pub fn write(
    app: &App<'_>,
    places: &[Place],
    digests: &[Digest],
    out: &mut dyn Write,
) -> io::Result<()> {
    #[derive(Serialize)]
    struct Parity<'v, S, K> {
        format: &'v str,
        app: &'v str,
        statement: &'v str,
        environments: Vec<&'v str>,
        stacks: S,
        knobs: K,
        waivers: Vec<document::Waiver>,
        escape_hatches: Vec<document::EscapeHatch>,
    }
    let parity = Parity {
        format: FORMAT,
        app: app.name(),
        statement: STATEMENT,
        environments: places.iter().map(|place| &*place.environment).collect(),
        stacks: Each(|| digests.iter().map(|digest| digest.hashes(places))),
        knobs: Each(|| knobs(places, digests)),
        waivers: waivers(app),
        escape_hatches: escape_hatches(app),
    };
    crate::exchange::write(&parity, out)
}

fn knobs(places: &[Place], digests: &[Digest]) -> impl Iterator<Item = document::KnobValues> {
    digests.iter().flat_map(move |digest| {
        digest.knobs.iter().map(move |knob| knob_values(digest, knob, places))
    })
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).expect("half a byte is one digit");
    Sha256::digest(bytes).iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn knob_values(digest: &Digest, knob: &Knob, places: &[Place]) -> document::KnobValues {
    let (source, values) = match &knob.source {
        KnobSource::Deployment(_) => (document::KnobSource::Release, BTreeMap::new()),
        KnobSource::Environments(values) => {
            let pairs = digest.places(places).filter_map(|(index, place)| {
                Some((place.environment.clone(), json(values.get(index)?)))
            });
            (document::KnobSource::Description, pairs.collect())
        }
    };
    document::KnobValues {
        stack: digest.stack.clone(),
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
