<<<<<<< HEAD
//! `describe`: the app as a document, for the installed `formwork` and for other tools.
//!
//! Identities are those of the lock in the working folder, if there is one; nothing is written.

use std::path::PathBuf;

use crate::backend::{Release, cloudformation, terraform};
use crate::diag::Diagnostic;
use crate::exchange::description::{Description, Service, Synthesis};
use crate::exchange::graph::{Graph, Place, Stack};
use crate::exchange::{self, Finding};
use crate::ir::verify::verify_size;
use crate::lock::Ledger;
use crate::parity::{self, Digest};
use crate::plan::Planning;
use crate::release::{self, repository};
use crate::rules::Index;
use crate::spec::App;

use super::arguments::LockUse;
use super::output::LockFile;
use super::synth::{Assembly, has_errors};
use super::{CLEAN, Io, Stop};

/// Prints the document; findings are part of it and do not change the exit code.
pub(super) fn command(app: &App<'_>, io: &mut Io<'_>) -> Result<u8, Stop> {
    let index = Index::new(app, None);
    let lock = LockUse::Kept(PathBuf::from("formwork.lock"));
    let section = LockFile::open(&lock)?.map(|mut file| file.lock.take(app.name()));
    let description = describe(&index, Ledger::new(section, app.removed_list()))?;
    serde_json::to_writer(&mut *io.out, &description).map_err(std::io::Error::from)?;
    writeln!(io.out)?;
    Ok(CLEAN)
}

fn describe(index: &Index<'_, '_>, ledger: Ledger<'_>) -> Result<Description, Stop> {
    let app = index.app;
    let assembly = Assembly::new(index, Release::default());
    let mut findings = app.check();
    let synthesis = if has_errors(&findings) {
        None
    } else {
        let (synthesis, more) = synthesis(&assembly, ledger)?;
        findings.extend(more);
        synthesis
    };
    let environments = app.environments().len();
    let services = index.services.iter();
    let services =
        services.map(|service| Service::new(service, repository(index, service), environments));
    let findings = findings.iter().map(Finding::from).collect();
    Ok(Description::new(app, &assembly.terraform, services.collect(), findings, synthesis))
}

fn synthesis(
    assembly: &Assembly<'_, '_>,
    mut ledger: Ledger<'_>,
) -> Result<(Option<Synthesis>, Vec<Diagnostic>), Stop> {
    let (index, target) = (assembly.index, assembly.target());
    let mut planning = Planning::new(index, target);
    let (mut digests, mut stacks) = (Vec::new(), Vec::new());
    let mut findings = assembly.stacks(&mut ledger, &mut |planned, stack| {
        let template = cloudformation::emit(&target, &stack, Default::default()).swap_remove(0);
        let root = terraform::emit(&target, &stack).swap_remove(0);
        let digest = Digest::new(&stack, target.places, &template, &root);
        planning.add(&stack, &planned.after, digest.template_bytes);
        stacks.push(Stack::from(&stack));
        let size = verify_size(&stack.name, digest.template_bytes);
        digests.push(digest);
        Ok(size)
    })?;
    findings.extend(ledger.finish().1);
    if has_errors(&findings) {
        return Ok((None, findings));
    }
    let parity = parity::document(index.app, &mut digests);
    let release = release::document(index, &parity.stacks, &assembly.release);
    let graph = Graph {
        app: target.app.to_owned(),
        places: target.places.iter().map(Place::from).collect(),
        stacks,
    };
    let plan: exchange::DeployPlan = planning.finish();
    Ok((Some(Synthesis { graph, plan, parity, release }), findings))
=======
//! `describe`: the description as a document.
//!
//! It is made without `formwork.lock`, which decides how resources are named in their stacks and
//! nothing that the document says.

use crate::backend::{cloudformation, cloudformation::ParametersFormat};
use crate::diag::Diagnostic;
use crate::exchange::description::Expiring;
use crate::exchange::{DeployPlan, Description, FORMAT, Finding, to_file};
use crate::ir::verify::verify_size;
use crate::lock::Ledger;
use crate::plan::Planning;
use crate::rules::Index;
use crate::spec::App;

use super::synth::{Assembly, has_errors};
use super::{CLEAN, Io, Stop};

/// Prints the document. Findings are part of it, and so no reason to end with another code.
pub(super) fn command(app: &App<'_>, io: &mut Io<'_>) -> Result<u8, Stop> {
    io.out.write_all(&to_file(&description(app)?))?;
    Ok(CLEAN)
}

fn description(app: &App<'_>) -> Result<Description, Stop> {
    let findings = app.check();
    let (plan, obstacles) =
        if has_errors(&findings) { (None, Vec::new()) } else { deployment(app)? };
    let expiring = app.expiring().into_iter().map(|(until, finding)| Expiring {
        until: until.to_owned(),
        finding: Finding::from(&finding),
    });
    Ok(Description {
        format: FORMAT.to_owned(),
        formwork: env!("CARGO_PKG_VERSION").to_owned(),
        app: app.name().to_owned(),
        findings: findings.iter().map(Finding::from).collect(),
        expiring: expiring.collect(),
        plan,
        obstacles: obstacles.iter().map(Finding::from).collect(),
    })
}

/// The plan if every stack can be made, and what is found on the way.
fn deployment(app: &App<'_>) -> Result<(Option<DeployPlan>, Vec<Diagnostic>), Stop> {
    let index = Index::new(app, None);
    let assembly = Assembly::new(&index, crate::backend::Release::default());
    let target = assembly.target();
    let mut planning = Planning::new(&index, target);
    let mut ledger = Ledger::new(None, app.removed_list());
    let found = assembly.stacks(&mut ledger, &mut |planned, stack| {
        let template = cloudformation::emit(&target, &stack, ParametersFormat::default());
        let bytes = template[0].contents.len();
        planning.add(&stack, &planned.after, bytes);
        Ok(verify_size(&stack.name, bytes))
    })?;
    let plan = (!has_errors(&found)).then(|| planning.finish());
    Ok((plan, found))
>>>>>>> main
}
