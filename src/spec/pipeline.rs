//! Delivery pipelines: from a push to production, one for each service.
//!
//! A pipeline builds the image once. Its stages deploy what was built, to one environment after the
//! other: there is no way to write a build, an image or a branch for one environment alone.
//!
//! Facts: <https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts.html>

mod source;
mod stage;

use std::panic::Location;

use crate::diag::Message;

use super::service::Service;
use super::text;

pub use source::{Origin, Runner, Source};
pub use stage::{Approval, Stage, Step};

/// The most patterns of paths that a trigger takes, and the most characters of one.
///
/// Source: <https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_GitFilePathFilterCriteria.html>
const MOST_PATHS: usize = 8;
const LONGEST_PATH: usize = 255;

/// How one service gets from its source to production.
///
/// ```
/// use formwork::prelude::*;
/// const ORDERS: Service =
///     Service::web("orders", Build::dockerfile("services/orders"), Port::http(8080));
/// const CONNECTION: &str =
///     "arn:aws:codeconnections:eu-west-1:333333333333:connection/0b1c2d3e-1111-2222-3333-444455556666";
/// const PIPELINE: Pipeline = Pipeline::of(&ORDERS, Source::connection(CONNECTION, "main"))
///     .paths(&["services/orders/**"])
///     .test(&[Step::command("unit", &["make -C services/orders test"])])
///     .stages(&[
///         Stage::deploy("dev"),
///         Stage::deploy("prod").approval(Approval::manual("dev looks well")),
///     ]);
/// assert_eq!(PIPELINE.stage_list().len(), 2);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Pipeline<'a> {
    service: &'a Service<'a>,
    source: Source<'a>,
    image_tag: Option<&'a str>,
    paths: &'a [&'a str],
    infrastructure: &'a str,
    build_image: Option<&'a str>,
    tests: &'a [Step<'a>],
    stages: &'a [Stage<'a>],
    back_end: BackEnd,
    at: &'static Location<'static>,
}

/// What deploys a stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackEnd {
    /// CloudFormation, by a change set that is made and then executed.
    CloudFormation,
    /// Terraform, by a plan that is saved and then applied.
    Terraform,
}

/// Constructor and fluent methods.
impl<'a> Pipeline<'a> {
    /// The pipeline of a service, started by a change of its source. It deploys nothing yet:
    /// [`stages`](Self::stages) says where to.
    #[track_caller]
    pub const fn of(service: &'a Service<'a>, source: Source<'a>) -> Self {
        Self {
            service,
            source,
            image_tag: None,
            paths: &[],
            infrastructure: "infra",
            build_image: None,
            tests: &[],
            stages: &[],
            back_end: BackEnd::CloudFormation,
            at: Location::caller(),
        }
    }

    /// The paths whose change starts it, as in `services/orders/**`. Default: every path of the
    /// repository. Sources that are services of AWS do not tell which paths changed, apart from a
    /// [connection](Source::connection) (`FW5044`).
    ///
    /// # Panics
    /// If there are none or more than 8, or one starts with `/` or is longer than 255 characters.
    #[track_caller]
    pub const fn paths(mut self, patterns: &'a [&'a str]) -> Self {
        if patterns.is_empty() || patterns.len() > MOST_PATHS {
            Message::of("a trigger takes 1 to 8 patterns of paths, not ")
                .number(patterns.len() as u64)
                .text(": name folders, as in `services/orders/**`")
                .panic()
        }
        let mut i = 0;
        while i < patterns.len() {
            if text::starts_with(patterns[i], "/") || patterns[i].is_empty() {
                Message::new()
                    .code(patterns[i])
                    .text(" matches no path: paths start at the root of the repository, without `/`, as in `services/orders/**`")
                    .panic()
            }
            if patterns[i].len() > LONGEST_PATH {
                Message::of("a pattern of paths has 255 characters at most, not ")
                    .number(patterns[i].len() as u64)
                    .panic()
            }
            i += 1;
        }
        self.paths = patterns;
        self
    }

    /// The tag whose image is released: a push of it starts `CodePipeline` too. For a service whose
    /// image is built [elsewhere](super::Build::elsewhere), and only for one (`FW5046`).
    pub const fn image_tag(mut self, tag: &'a str) -> Self {
        self.image_tag = Some(tag);
        self
    }

    /// The folder of the crate that holds this description. Default: `infra`.
    ///
    /// # Panics
    /// If the path is absolute or leaves the repository.
    #[track_caller]
    pub const fn infrastructure(mut self, folder: &'a str) -> Self {
        if folder.is_empty() || text::starts_with(folder, "/") || text::contains(folder, "..") {
            Message::new()
                .code(folder)
                .text(" is not inside the repository: write the crate's folder relative to its root, as in `infra`")
                .panic()
        }
        self.infrastructure = folder;
        self
    }

    /// The image that builds, tests and steps run in; it has Rust, and Docker where an image is
    /// built. Default: the newest standard image of CodeBuild, to which Rust is added; GitHub's own
    /// runner with GitHub Actions.
    pub const fn build_image(mut self, image: &'a str) -> Self {
        self.build_image = Some(image);
        self
    }

    /// What has to succeed before the first deployment; the steps run side by side.
    pub const fn test(mut self, steps: &'a [Step<'a>]) -> Self {
        self.tests = steps;
        self
    }

    /// Where it deploys: every environment of the app once, in the app's order (`FW5041`).
    pub const fn stages(mut self, stages: &'a [Stage<'a>]) -> Self {
        self.stages = stages;
        self
    }

    /// What deploys its stacks. Default: CloudFormation.
    pub const fn with(mut self, back_end: BackEnd) -> Self {
        self.back_end = back_end;
        self
    }
}

/// What was written.
impl<'a> Pipeline<'a> {
    /// The service that it delivers.
    pub const fn service(&self) -> &'a Service<'a> {
        self.service
    }

    /// What starts it.
    pub const fn source(&self) -> &Source<'a> {
        &self.source
    }

    /// What runs it.
    pub const fn runner(&self) -> Runner {
        self.source.runner()
    }

    /// The tag whose image is released, if the image is built elsewhere.
    pub const fn released_tag(&self) -> Option<&'a str> {
        self.image_tag
    }

    /// The paths whose change starts it; none are all.
    pub const fn path_patterns(&self) -> &'a [&'a str] {
        self.paths
    }

    /// The folder of the crate that holds the description.
    pub const fn infrastructure_folder(&self) -> &'a str {
        self.infrastructure
    }

    /// The image that builds and steps run in, if it is not CodeBuild's.
    pub const fn own_build_image(&self) -> Option<&'a str> {
        self.build_image
    }

    /// What has to succeed before the first deployment.
    pub const fn tests(&self) -> &'a [Step<'a>] {
        self.tests
    }

    /// Where it deploys, in order.
    pub const fn stage_list(&self) -> &'a [Stage<'a>] {
        self.stages
    }

    /// What deploys its stacks.
    pub const fn back_end(&self) -> BackEnd {
        self.back_end
    }

    /// Where it was written.
    pub const fn at(&self) -> &'static Location<'static> {
        self.at
    }
}
