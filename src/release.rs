//! `release.json`: the templates of a release by hash, its images by digest. Below it, the ledger of
//! what was released where.
//!
//! A ledger is text that only grows. `chain` seals entries and reads them back, `history` says what
//! may be added, `gap` how far environments are apart, `parameters` completes the files that an
//! environment is deployed with. Files are opened, locked and written by `cli`.

#[cfg(feature = "cli")]
pub mod chain;
#[cfg(feature = "cli")]
pub mod gap;
#[cfg(feature = "cli")]
pub mod history;
#[cfg(feature = "cli")]
pub mod parameters;
#[cfg(feature = "cli")]
pub mod time;

use crate::backend::Release as Given;
use crate::exchange::release::{Release, ServiceRelease, StackRelease};
use crate::parity::Digest;
use crate::rules::Index;
use crate::spec::{Build, Service};

/// The release document of an app, as far as it is known when it is synthesized.
pub fn document(index: &Index<'_, '_>, digests: &[Digest], given: &Given) -> Release {
    let services = index.services.iter().map(|service| ServiceRelease {
        name: service.name().to_owned(),
        repository: repository(index, service),
        image: given.images.get(service.name()).cloned(),
    });
    let stacks = digests.iter().map(|digest| StackRelease {
        name: digest.stack.clone(),
        service: digest.service.clone(),
        cloudformation: digest.cloudformation.clone(),
        terraform: digest.terraform.clone(),
    });
    Release {
        format: crate::exchange::FORMAT.to_owned(),
        formwork: env!("CARGO_PKG_VERSION").to_owned(),
        app: index.app.name().to_owned(),
        release: given.id.clone(),
        services: services.collect(),
        stacks: stacks.collect(),
    }
}

/// The repository of a service's images.
pub fn repository(index: &Index<'_, '_>, service: &Service<'_>) -> String {
    match service.build() {
        Build::Elsewhere(repository) => (*repository).to_owned(),
        Build::Dockerfile(_) => {
            let tools = &index.app.environments()[index.app.tools_environment()];
            let suffix = if tools.region().starts_with("cn-") { "com.cn" } else { "com" };
            format!(
                "{}.dkr.ecr.{}.amazonaws.{suffix}/{}/{}",
                tools.account(),
                tools.region(),
                index.app.name(),
                service.name()
            )
        }
    }
}

/// Whether text is an image pinned by digest: `repository@sha256:` and 64 hexadecimal digits.
pub fn is_pinned(image: &str) -> bool {
    let Some((repository, digest)) = image.split_once("@sha256:") else { return false };
    let allowed = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || "._/:-".contains(it);
    repository.starts_with(|it: char| it.is_ascii_lowercase() || it.is_ascii_digit())
        && repository.chars().all(allowed)
        && digest.len() == 64
        && digest.chars().all(|it| matches!(it, '0'..='9' | 'a'..='f'))
}

/// Whether text names a release: 1 to 64 letters, digits, dots, underscores and hyphens.
pub fn is_release_id(id: &str) -> bool {
    id.len() <= 64
        && id.starts_with(|it: char| it.is_ascii_alphanumeric())
        && id.chars().all(|it| it.is_ascii_alphanumeric() || "._-".contains(it))
}
