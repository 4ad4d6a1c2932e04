//! `synth`: the stacks of an app, made, judged, written and forgotten one at a time.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use crate::backend::cloudformation::ParametersFormat;
use crate::backend::terraform::Settings;
use crate::backend::{File, Target, cloudformation, places_of, terraform};
use crate::diag::{Diagnostic, Severity, code};
use crate::exchange;
use crate::ir::verify::{Across, verify, verify_size};
use crate::ir::{Dialect, Place, Stack};
use crate::lock::Ledger;
use crate::lower::{self, Planned};
use crate::parity::{self, Digest};
use crate::plan::{Planning, state_buckets};
use crate::release;
use crate::report::text;
use crate::rules::Index;
use crate::spec::App;

use super::arguments::{LockUse, Synth, unknown, unknown_images};
use super::output::{Differences, Folder, LockFile};
use super::{CLEAN, FINDINGS, Failure, Io, Stop};

/// An app with everything its stacks are made from.
#[derive(Debug)]
pub struct Assembly<'i, 'a> {
    /// The app, indexed.
    pub index: &'i Index<'i, 'a>,
    /// Where it runs.
    pub places: Vec<Place>,
    /// Tags of every resource.
    pub tags: Vec<(String, String)>,
    /// What Terraform needs to know.
    pub terraform: Settings,
    /// What is given for deployment.
    pub release: crate::backend::Release,
}

impl<'i, 'a> Assembly<'i, 'a> {
    /// Prepares an app that has no findings of severity error.
    pub fn new(index: &'i Index<'i, 'a>, release: crate::backend::Release) -> Self {
        let app = index.app;
        let places = app.environments().iter().map(|environment| Place {
            environment: environment.name().to_owned(),
            account: environment.account().to_owned(),
            region: environment.region().to_owned(),
        });
        let terraform = Settings { provider: app.provider(), state: state_buckets(app) };
        Self { index, places: places.collect(), tags: lower::tags(app), terraform, release }
    }

    /// What the back ends read.
    pub fn target(&self) -> Target<'_> {
        Target {
            app: self.index.app.name(),
            places: &self.places,
            tags: &self.tags,
            terraform: &self.terraform,
            release: &self.release,
        }
    }

    /// Makes every stack in deployment order, gives its resources their identities, judges it, and
    /// hands it on; after the first error, stacks are only judged.
    pub(crate) fn stacks(
        &self,
        ledger: &mut Ledger<'_>,
        each: &mut Each<'_>,
    ) -> Result<Vec<Diagnostic>, Stop> {
        let priorities = match ledger.priorities(&lower::listener_rules(self.index)) {
            Ok(priorities) => priorities,
            Err(finding) => return Ok(vec![*finding]),
        };
        let input = lower::Input { index: self.index, priorities: &priorities };
        let mut across = Across::default();
        let (mut found, mut failed) = (Vec::new(), false);
        let app = self.index.app;
        let escapes = !(app.raw_list().is_empty() && app.patch_list().is_empty());
        let (mut paths, mut names) = (Vec::new(), Vec::new());
        for planned in lower::plan(self.index) {
            let (mut stack, mut of_stack) = lower::lower(input, &planned);
            of_stack.extend(ledger.identify(&mut stack));
            of_stack.extend(verify(&stack));
            of_stack.extend(across.add(&stack));
            failed |= has_errors(&of_stack);
            if escapes {
                paths.extend(stack.resources.iter().map(|resource| resource.path.clone()));
                names.push(stack.name.clone());
            }
            if !failed {
                let of_size = each(&planned, stack)?;
                failed |= of_size.is_some();
                of_stack.extend(of_size);
            }
            found.append(&mut of_stack);
        }
        if escapes {
            found.extend(lower::leftovers(app, &paths, &names));
        }
        Ok(found)
    }
}

/// Takes a stack with its place in the order, and may find that it is too large.
type Each<'t> = dyn FnMut(&Planned, Stack) -> Result<Option<Diagnostic>, Stop> + 't;

/// Whether any finding is an error.
pub(crate) fn has_errors(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

/// Writes the output of an app, compares it, or prints it.
pub(super) fn command(app: &App<'_>, options: &Synth, io: &mut Io<'_>) -> Result<u8, Stop> {
    let index = Index::new(app, None);
    let names: Vec<_> = index.services.iter().map(|service| service.name()).collect();
    unknown_images(&options.release.images, &names)?;
    let environment = options.environment.as_deref().map(|name| position(app, name)).transpose()?;
    unwritten(app, options)?;
    let findings = app.check();
    tell(&findings, io)?;
    if has_errors(&findings) {
        return Ok(FINDINGS);
    }
    let assembly = Assembly::new(&index, options.release.clone());
    let mut recorded = LockFile::open(&options.lock)?;
    let section = recorded.as_mut().map(|file| file.lock.take(app.name()));
    let ledger = Ledger::new(section, app.removed_list());
    match (&options.out, environment) {
        (Some(out), _) => {
            let mut run = Run { assembly, options, environment, recorded };
            if options.check { run.compare(ledger, out, io) } else { run.write(ledger, out, io) }
        }
        (None, Some(environment)) => print(&assembly, ledger, environment, io),
        (None, None) => {
            Err(Failure::new("`synth` does not know where to write", "say `--out DIR`").into())
        }
    }
}

/// Whether what is asked for is what the app is written for.
fn unwritten(app: &App<'_>, options: &Synth) -> Result<(), Failure> {
    let templates = options.resolved || options.out.is_none() && options.environment.is_some();
    let asked = options.target.or(templates.then_some(Dialect::CloudFormation));
    let Some(dialect) = asked.filter(|dialect| !writes(app, *dialect)) else { return Ok(()) };
    let (asked, other) = match dialect {
        Dialect::CloudFormation => ("CloudFormation", "Terraform"),
        Dialect::Terraform => ("Terraform", "CloudFormation"),
    };
    Err(Failure::new(
        format!(
            "`{}` is written for {other} alone (`BackEnds::{other}`), so there is no {asked}",
            app.name()
        ),
        "ask for the other one, or write the app for both with `.back_ends(BackEnds::Both)`",
    ))
}

/// Whether an app is written for a back end.
const fn writes(app: &App<'_>, dialect: Dialect) -> bool {
    match dialect {
        Dialect::CloudFormation => app.writes_cloudformation(),
        Dialect::Terraform => app.writes_terraform(),
    }
}

fn position(app: &App<'_>, name: &str) -> Result<usize, Failure> {
    let names: Vec<_> = app.environments().iter().map(crate::spec::Environment::name).collect();
    app.environment(name).ok_or_else(|| unknown("environment", name, &names))
}

/// Tells findings that matter to somebody who synthesizes.
fn tell(findings: &[Diagnostic], io: &mut Io<'_>) -> Result<(), Stop> {
    let told: Vec<_> = findings.iter().filter(|it| it.severity > Severity::Info).cloned().collect();
    text::write(io.err, &told)?;
    Ok(text::summary(io.err, &told)?)
}

/// Takes the files of the output.
pub(super) trait Sink {
    /// Takes a file.
    fn file(&mut self, path: &str, contents: &[u8]) -> Result<(), Failure>;

    /// Takes a file that is made while it is written.
    fn document(&mut self, path: &str, make: &Make<'_>) -> Result<(), Failure>;
}

/// Writes a document.
pub(super) type Make<'m> = dyn Fn(&mut dyn Write) -> io::Result<()> + 'm;

/// One run that writes or compares a folder.
struct Run<'r, 'i, 'a> {
    assembly: Assembly<'i, 'a>,
    options: &'r Synth,
    environment: Option<usize>,
    recorded: Option<LockFile>,
}

impl Run<'_, '_, '_> {
    fn write(&mut self, ledger: Ledger<'_>, out: &Path, io: &mut Io<'_>) -> Result<u8, Stop> {
        let mut folder = Folder::open(out, self.assembly.index.app.name())?;
        let findings = self.files(ledger, &mut folder)?;
        tell(&findings, io)?;
        if has_errors(&findings) {
            return Ok(FINDINGS);
        }
        let lock = match (&self.options.lock, &self.recorded) {
            (LockUse::Kept(_), Some(recorded)) => recorded.prepare()?,
            _ => None,
        };
        folder.commit(self.options.target)?;
        if let Some(lock) = lock {
            lock.commit()?;
        }
        Ok(CLEAN)
    }

    fn compare(&mut self, ledger: Ledger<'_>, out: &Path, io: &mut Io<'_>) -> Result<u8, Stop> {
        let mut differences = Differences::new(out, self.options.target)?;
        let findings = self.files(ledger, &mut differences)?;
        tell(&findings, io)?;
        if has_errors(&findings) {
            return Ok(FINDINGS);
        }
        let mut lines = differences.finish()?;
        if let Some(recorded) = &self.recorded
            && recorded.would_change()?
        {
            lines.push(format!("changed  {}", recorded.path.display()));
        }
        for line in &lines {
            writeln!(io.out, "{line}")?;
        }
        if !lines.is_empty() {
            writeln!(
                io.err,
                "{} files differ; `synth` without `--check` writes them",
                lines.len()
            )?;
        }
        Ok(if lines.is_empty() { CLEAN } else { FINDINGS })
    }

    /// Makes every file of the output; afterwards the lock is as it should be.
    fn files(
        &mut self,
        mut ledger: Ledger<'_>,
        sink: &mut dyn Sink,
    ) -> Result<Vec<Diagnostic>, Stop> {
        let Self { assembly, options, environment, recorded } = self;
        let (target, app) = (assembly.target(), assembly.index.app);
        let mut planning = Planning::new(assembly.index, target);
        let mut digests = Vec::new();
        let mut findings = assembly.stacks(&mut ledger, &mut |planned, stack| {
            let digest = stack_files((app, &target), options, *environment, &stack, sink)?;
            planning.add(&stack, &planned.after, digest.template_bytes);
            let size = verify_size(&stack.name, digest.template_bytes);
            digests.push(digest);
            Ok(size)
        })?;
        let (section, of_lock) = ledger.finish();
        findings.extend(of_lock);
        if let Some(recorded) = recorded {
            recorded.lock.put(target.app, section);
            if matches!(options.lock, LockUse::Locked(_)) && recorded.would_change()? {
                findings.push(outdated(&recorded.path));
            }
        }
        if has_errors(&findings) {
            return Ok(findings);
        }
        for file in lower::pipeline_files(assembly.index) {
            sink.file(&format!("pipelines/{}", file.path), file.contents.as_bytes())?;
        }
        let release = release::document(assembly.index, &digests, &assembly.release);
        sink.document("deploy-plan.json", &|out| planning.write(out))?;
        sink.document("release.json", &|out| exchange::write(&release, out))?;
        sink.document("parity.json", &|out| {
            parity::write(assembly.index.app, target.places, &digests, out)
        })?;
        Ok(findings)
    }
}

/// The files of a stack for CloudFormation and for Terraform; none for one that the app is not
/// written for.
pub(super) fn emit(
    (app, target): (&App<'_>, &Target<'_>),
    stack: &Stack,
    parameters: ParametersFormat,
) -> (Vec<File>, Vec<File>) {
    let template = writes(app, Dialect::CloudFormation)
        .then(|| cloudformation::emit(target, stack, parameters));
    let root = writes(app, Dialect::Terraform).then(|| terraform::emit(target, stack));
    (template.unwrap_or_default(), root.unwrap_or_default())
}

/// Writes the files of one stack.
fn stack_files(
    (app, target): (&App<'_>, &Target<'_>),
    options: &Synth,
    environment: Option<usize>,
    stack: &Stack,
    sink: &mut dyn Sink,
) -> Result<Digest, Stop> {
    let (template, root) = emit((app, target), stack, options.parameters);
    let digest = Digest::new(stack, &template, &root);
    let wanted = |dialect| options.target.is_none_or(|only| only == dialect);
    if wanted(Dialect::CloudFormation) {
        for file in &template {
            sink.file(&format!("cloudformation/{}", file.path), &file.contents)?;
        }
    }
    if wanted(Dialect::Terraform) {
        for file in &root {
            sink.file(&format!("terraform/{}", file.path), &file.contents)?;
        }
    }
    if options.resolved {
        let asked = |index: &usize| environment.is_none_or(|only| only == *index);
        for (index, place) in places_of(stack, target.places).filter(|(index, _)| asked(index)) {
            let path = format!("resolved/{}/{}.template.json", place.environment, stack.name);
            sink.file(&path, &cloudformation::resolved(target, stack, index).contents)?;
        }
    }
    Ok(digest)
}

/// Prints the templates of an environment as one object.
fn print(
    assembly: &Assembly<'_, '_>,
    mut ledger: Ledger<'_>,
    environment: usize,
    io: &mut Io<'_>,
) -> Result<u8, Stop> {
    let target = assembly.target();
    let mut templates = BTreeMap::new();
    let mut findings = assembly.stacks(&mut ledger, &mut |_, stack| {
        let here = places_of(&stack, target.places).any(|(index, _)| index == environment);
        if here {
            let contents = cloudformation::resolved(&target, &stack, environment).contents;
            templates.insert(stack.name.clone(), contents);
        }
        Ok(None)
    })?;
    findings.extend(ledger.finish().1);
    tell(&findings, io)?;
    if has_errors(&findings) {
        return Ok(FINDINGS);
    }
    let mut comma = "";
    write!(io.out, "{{")?;
    for (name, template) in &templates {
        let name = serde_json::to_string(name).map_err(std::io::Error::from)?;
        write!(io.out, "{comma}\n{name}: ")?;
        io.out.write_all(template.trim_ascii_end())?;
        comma = ",";
    }
    writeln!(io.out, "\n}}")?;
    Ok(CLEAN)
}

fn outdated(path: &Path) -> Diagnostic {
    let path = path.display().to_string();
    let help = "run `synth` without `--locked` and commit the file";
    let message = format!("`{path}` would change, and `--locked` forbids it");
    code::OUTDATED_LOCK.at(path, message, help)
}
