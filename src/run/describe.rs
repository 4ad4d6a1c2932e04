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
}
