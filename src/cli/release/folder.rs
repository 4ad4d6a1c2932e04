//! The folder that `synth` wrote: what its templates are, and its parameter files, completed.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use crate::cli::failure::{Failure, list};
use crate::diag::nearest;
use crate::exchange::ledger::StackParameters;
use crate::exchange::parity::KnobSource;
use crate::exchange::{self, is_readable};
use crate::ir::Dialect;
use crate::parity::sha256;
use crate::release::parameters::{Form, Slot, complete};

/// An output folder whose templates are those it was written with.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    /// Its `release.json`.
    pub(super) release: exchange::Release,
    parity: exchange::Parity,
    /// The service that is released alone, if one is.
    service: Option<String>,
    /// The back ends it has.
    dialects: Vec<Dialect>,
}

/// The parameter files of an environment, with images and release.
#[derive(Debug)]
pub(super) struct Completed {
    /// Each file and what it says.
    pub(super) files: Vec<(PathBuf, Vec<u8>)>,
    /// Their hashes.
    pub(super) parameters: Vec<StackParameters>,
}

impl Folder {
    /// Reads a folder, and checks every template against the hashes it was written with.
    ///
    /// What it says then is about one service, if one is released alone.
    pub(super) fn open(path: &Path, service: Option<&str>) -> Result<Self, Failure> {
        let release: exchange::Release = document(path, "release.json")?;
        let parity: exchange::Parity = document(path, "parity.json")?;
        for format in [&release.format, &parity.format] {
            if !is_readable(format) {
                let failure = Failure::new(format!("`{}` has format {format}", path.display()));
                let own = exchange::FORMAT;
                return Err(failure.why(format!("this formwork reads {own}")));
            }
        }
        let dialects = [Dialect::CloudFormation, Dialect::Terraform];
        let dialects = dialects.into_iter().filter(|it| path.join(folder_of(*it)).is_dir());
        let dialects = dialects.collect();
        let path = path.to_owned();
        let service = service.map(str::to_owned);
        let mut folder = Self { path, release, parity, service, dialects };
        folder.agrees()?;
        folder.is_as_written()?;
        folder.narrow()?;
        Ok(folder)
    }

    /// Leaves what belongs to the service that is released alone.
    fn narrow(&mut self) -> Result<(), Failure> {
        let Some(service) = &self.service else { return Ok(()) };
        let exchange::Release { services, stacks, .. } = &mut self.release;
        if !services.iter().any(|it| it.name == *service) {
            return Err(no_service(service, services.iter().map(|it| it.name.as_str())));
        }
        services.retain(|it| it.name == *service);
        stacks.retain(|it| it.service.as_ref() == Some(service));
        self.parity.stacks.retain(|it| stacks.iter().any(|stack| stack.name == it.name));
        Ok(())
    }

    /// Every environment, in the order releases go through them.
    pub(super) fn environments(&self) -> &[String] {
        &self.parity.environments
    }

    fn agrees(&self) -> Result<(), Failure> {
        let Self { release, parity, .. } = self;
        let told = release.stacks.iter().map(|it| (&it.name, &it.cloudformation, &it.terraform));
        let proven = parity.stacks.iter().map(|it| (&it.name, &it.cloudformation, &it.terraform));
        if release.app == parity.app && told.eq(proven) {
            return Ok(());
        }
        Err(Failure::new("`release.json` and `parity.json` are not from the same run of `synth`")
            .help(self.anew()))
    }

    fn is_as_written(&self) -> Result<(), Failure> {
        if self.dialects.is_empty() {
            let failure = Failure::new(format!("`{}` has no templates", self.path.display()));
            return Err(failure.help(self.anew()));
        }
        for stack in &self.release.stacks {
            for dialect in &self.dialects {
                let (file, recorded) = match dialect {
                    Dialect::CloudFormation => {
                        let file = format!("cloudformation/{}.template.json", stack.name);
                        (file, &stack.cloudformation)
                    }
                    Dialect::Terraform => {
                        (format!("terraform/{}/main.tf.json", stack.name), &stack.terraform)
                    }
                };
                let actual = sha256(&self.read(&self.path.join(&file))?);
                if recorded.as_ref() != Some(&actual) {
                    let failure =
                        Failure::new(format!("`{file}` was changed since it was written"));
                    let recorded = recorded.as_deref().unwrap_or("that there is none");
                    let why = format!("its SHA-256 is {actual}; release.json says {recorded}");
                    return Err(failure.why(why).help(self.anew()));
                }
            }
        }
        Ok(())
    }

    /// The images of a release: one for each service, and no others.
    pub(super) fn images(
        &self,
        given: &BTreeMap<String, String>,
        kept: &BTreeMap<String, String>,
    ) -> Result<BTreeMap<String, String>, Failure> {
        let services = &self.release.services;
        let names = || services.iter().map(|it| it.name.as_str());
        if let Some(unknown) = given.keys().find(|name| !names().any(|it| it == *name)) {
            return Err(match &self.service {
                Some(alone) => Failure::new(format!("`--service {alone}` takes no other image"))
                    .why(format!("an image of `{unknown}` is given")),
                None => no_service(unknown, names()),
            });
        }
        let (mut images, mut missing) = (BTreeMap::new(), Vec::new());
        for service in services {
            let own = given.get(&service.name).or(service.image.as_ref());
            let Some(image) = own.or_else(|| kept.get(&service.name)) else {
                missing.push(&*service.name);
                continue;
            };
            let repository = image.split('@').next().unwrap_or_default();
            if repository != service.repository {
                return Err(Failure::new(format!("`{image}` is no image of `{}`", service.name))
                    .why(format!("its images are in `{}`", service.repository)));
            }
            images.insert(service.name.clone(), image.clone());
        }
        if missing.is_empty() {
            return Ok(images);
        }
        let missing = list(missing);
        Err(Failure::new(format!("no image is given for {missing}")).help(
            "give each `--image NAME=REF`, or say `--keep` for the images of the release before",
        ))
    }

    /// The parameter files of an environment with a release in them.
    pub(super) fn complete(
        &self,
        environment: &str,
        id: &str,
        images: &BTreeMap<String, String>,
    ) -> Result<Completed, Failure> {
        let (mut files, mut parameters) = (Vec::new(), Vec::new());
        let here = |it: &&exchange::parity::StackHashes| {
            it.environments.iter().any(|name| name == environment)
        };
        for stack in self.parity.stacks.iter().filter(here) {
            let name = stack.name.clone();
            let mut hashes = StackParameters { name, cloudformation: None, terraform: None };
            for dialect in &self.dialects {
                let (path, bytes) =
                    self.completed(*dialect, &stack.name, environment, (id, images))?;
                let hash = Some(sha256(&bytes));
                match dialect {
                    Dialect::CloudFormation => hashes.cloudformation = hash,
                    Dialect::Terraform => hashes.terraform = hash,
                }
                files.push((path, bytes));
            }
            parameters.push(hashes);
        }
        Ok(Completed { files, parameters })
    }

    fn completed(
        &self,
        dialect: Dialect,
        stack: &str,
        environment: &str,
        (id, images): (&str, &BTreeMap<String, String>),
    ) -> Result<(PathBuf, Vec<u8>), Failure> {
        let (form, file) = match dialect {
            Dialect::CloudFormation => {
                let file = format!("cloudformation/{environment}/{stack}.parameters.json");
                (Form::CloudFormation, file)
            }
            Dialect::Terraform => {
                (Form::Terraform, format!("terraform/{stack}/{environment}.tfvars.json"))
            }
        };
        let mut slots = Vec::new();
        for knob in self.parity.knobs.iter().filter(|it| it.stack == stack) {
            let service = knob.path.split('/').next().unwrap_or_default();
            let given = match (knob.source, knob.class.as_str()) {
                (KnobSource::Description, _) => None,
                (KnobSource::Release, "release") => Some(id.to_owned()),
                (KnobSource::Release, "image") if images.contains_key(service) => {
                    images.get(service).cloned()
                }
                (KnobSource::Release, class) => {
                    let failure = Failure::new(format!("nothing is given for `{}`", knob.path));
                    return Err(
                        failure.why(format!("`{stack}` wants its {class} with each release"))
                    );
                }
            };
            let name = match dialect {
                Dialect::CloudFormation => knob.parameter.clone(),
                Dialect::Terraform => knob.variable.clone(),
            };
            slots.push(Slot { name, given });
        }
        let path = self.path.join(&file);
        let bytes = self.read(&path)?;
        let bytes = complete(&bytes, form, &slots).map_err(|why| {
            Failure::new(format!("`{file}` is no parameter file")).why(why).help(self.anew())
        })?;
        Ok((path, bytes))
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, Failure> {
        fs::read(path).map_err(|error| {
            let failure = Failure::new(format!("cannot read `{}`", path.display()));
            failure.why(error.to_string()).help(self.anew())
        })
    }

    fn anew(&self) -> String {
        format!("write it anew: `formwork synth --out {}`", self.path.display())
    }
}

fn no_service<'n>(wanted: &str, names: impl Iterator<Item = &'n str> + Clone) -> Failure {
    let failure = Failure::new(format!("the app has no service `{wanted}`"))
        .why(format!("its services are {}", list(names.clone())));
    match nearest(wanted, names) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure,
    }
}

const fn folder_of(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::CloudFormation => "cloudformation",
        Dialect::Terraform => "terraform",
    }
}

fn document<T: DeserializeOwned>(folder: &Path, name: &str) -> Result<T, Failure> {
    let no_output = |why: String| {
        let shown = folder.display();
        Failure::new(format!("`{shown}` is no folder that `synth` wrote"))
            .why(why)
            .help(format!("write it: `formwork synth --out {shown}`"))
    };
    let bytes =
        fs::read(folder.join(name)).map_err(|error| no_output(format!("{name}: {error}")))?;
    serde_json::from_slice(&bytes).map_err(|error| no_output(format!("{name}: {error}")))
}

/// Files written beside their places, to be put there at once.
#[derive(Debug)]
pub(super) struct Prepared(Vec<(PathBuf, PathBuf)>);

impl Prepared {
    /// Writes files that are not there already, beside their places.
    pub(super) fn new(files: &[(PathBuf, Vec<u8>)]) -> Result<Self, Failure> {
        let mut prepared = Self(Vec::new());
        for (path, bytes) in files {
            if fs::read(path).is_ok_and(|it| it == *bytes) {
                continue;
            }
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let beside = path.with_file_name(format!(".{name}.formwork-{}", std::process::id()));
            prepared.0.push((beside.clone(), path.clone()));
            let write = || {
                let mut file = fs::File::create(&beside)?;
                file.write_all(bytes).and_then(|()| file.sync_all())
            };
            write().map_err(|error| unwritten(path, &error))?;
        }
        Ok(prepared)
    }

    /// Puts them into their places; says how many there were.
    pub(super) fn commit(mut self) -> Result<usize, Failure> {
        let files = std::mem::take(&mut self.0);
        for (beside, path) in &files {
            fs::rename(beside, path).map_err(|error| {
                unwritten(path, &error).help("the entry is in the ledger: run the command again")
            })?;
        }
        Ok(files.len())
    }
}

impl Drop for Prepared {
    /// Leaves nothing behind if it was not committed.
    fn drop(&mut self) {
        for (beside, _) in &self.0 {
            let _ = fs::remove_file(beside);
        }
    }
}

fn unwritten(path: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("cannot write `{}`", path.display())).why(error.to_string())
}
