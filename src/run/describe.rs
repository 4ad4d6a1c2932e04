//! `describe`: the app as a document, for the installed `formwork` and for other tools.
//!
//! Identities are those of the lock in the working folder, if there is one; nothing is written.

use std::path::PathBuf;

use crate::backend::Release;
use crate::backend::cloudformation::ParametersFormat;
use crate::diag::Diagnostic;
use crate::exchange::description::{Description, Expiring, Facts, Service};
use crate::exchange::graph::{Graph, Place, Stack};
use crate::exchange::{self, DeployPlan, FORMAT, Finding, Parity};
use crate::ir::verify::verify_size;
use crate::lock::Ledger;
use crate::parity::{self, Digest};
use crate::plan::Planning;
use crate::release::{self, repository};
use crate::rules::Index;
use crate::spec::App;

use super::arguments::LockUse;
use super::output::LockFile;
use super::synth::{Assembly, emit, has_errors};
use super::{CLEAN, Io, Stop};

/// Prints the document. Findings are part of it, and so no reason to end with another code.
pub(super) fn command(app: &App<'_>, io: &mut Io<'_>) -> Result<u8, Stop> {
    let lock = LockUse::Kept(PathBuf::from("formwork.lock"));
    let section = LockFile::open(&lock)?.map(|mut file| file.lock.take(app.name()));
    let ledger = Ledger::new(section, app.removed_list());
    let description = describe(&Index::new(app, None), ledger)?;
    serde_json::to_writer_pretty(&mut *io.out, &description).map_err(std::io::Error::from)?;
    writeln!(io.out)?;
    Ok(CLEAN)
}

fn describe(index: &Index<'_, '_>, ledger: Ledger<'_>) -> Result<Description, Stop> {
    let app = index.app;
    let assembly = Assembly::new(index, Release::default());
    let findings = app.check();
    let (made, obstacles) =
        if has_errors(&findings) { (None, Vec::new()) } else { make(&assembly, ledger)? };
    let expiring = app.expiring().into_iter().map(|(until, finding)| Expiring {
        until: until.to_owned(),
        finding: Finding::from(&finding),
    });
    let environments = app.environments().len();
    let services = index.services.iter();
    let services =
        services.map(|service| Service::new(service, repository(index, service), environments));
    let (plan, parity, release, graph) = match made {
        Some(made) => (Some(made.plan), Some(made.parity), Some(made.release), Some(made.graph)),
        None => (None, None, None, None),
    };
    Ok(Description {
        format: FORMAT.to_owned(),
        formwork: env!("CARGO_PKG_VERSION").to_owned(),
        app: app.name().to_owned(),
        facts: Some(Facts::new(app, &assembly.terraform)),
        services: services.collect(),
        findings: findings.iter().map(Finding::from).collect(),
        expiring: expiring.collect(),
        plan,
        obstacles: obstacles.iter().map(Finding::from).collect(),
        parity,
        release,
        graph,
    })
}

/// What is made of an app.
struct Made {
    plan: DeployPlan,
    parity: Parity,
    release: exchange::Release,
    graph: Graph,
}

/// Makes every stack, and what is computed from them; nothing if one cannot be made.
fn make(
    assembly: &Assembly<'_, '_>,
    mut ledger: Ledger<'_>,
) -> Result<(Option<Made>, Vec<Diagnostic>), Stop> {
    let (index, target) = (assembly.index, assembly.target());
    let mut planning = Planning::new(index, target);
    let (mut digests, mut stacks) = (Vec::new(), Vec::new());
    let mut found = assembly.stacks(&mut ledger, &mut |planned, stack| {
        let (template, root) = emit((index.app, &target), &stack, ParametersFormat::default());
        let digest = Digest::new(&stack, &template, &root);
        planning.add(&stack, &planned.after, digest.template_bytes);
        stacks.push(Stack::from(&stack));
        let size = verify_size(&stack.name, digest.template_bytes);
        digests.push(digest);
        Ok(size)
    })?;
    found.extend(ledger.finish().1);
    if has_errors(&found) {
        return Ok((None, found));
    }
    let parity = parity::document(index.app, target.places, &digests);
    let release = release::document(index, &digests, &assembly.release);
    let graph = Graph {
        app: target.app.to_owned(),
        places: target.places.iter().map(Place::from).collect(),
        stacks,
    };
    Ok((Some(Made { plan: planning.finish(), parity, release, graph }), found))
}
