//! `release.json`: what is deployed together, and as which images.

use serde::{Deserialize, Serialize};

/// A release: templates by hash, images by digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Release {
    /// Format of this document.
    pub format: String,
    /// The version of formwork that wrote the templates.
    pub formwork: String,
    /// The app's name.
    pub app: String,
    /// Its identifier; `null` until it is given.
    pub release: Option<String>,
    /// Every service with its image.
    pub services: Vec<ServiceRelease>,
    /// Every stack with the hashes of what is deployed.
    pub stacks: Vec<StackRelease>,
}

/// A service in a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct ServiceRelease {
    /// Its name.
    pub name: String,
    /// The repository its images are in.
    pub repository: String,
    /// Its image, `repository@sha256:digest`; `null` until it is given.
    pub image: Option<String>,
}

/// A stack in a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct StackRelease {
    /// Its name.
    pub name: String,
    /// The service it belongs to; absent if services share it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// SHA-256 of the CloudFormation template, if the app is written for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cloudformation: Option<String>,
    /// SHA-256 of the Terraform root module, if the app is written for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terraform: Option<String>,
}
