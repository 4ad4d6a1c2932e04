//! What starts a pipeline, where its files come from, and what runs it.

use crate::diag::Message;

use crate::spec::text;

/// Where a pipeline gets the repository from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    origin: Origin<'a>,
}

/// What runs a pipeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runner {
    /// AWS `CodePipeline`, in the account of the tools.
    CodePipeline,
    /// GitHub Actions, by a workflow that is written beside the templates.
    GithubActions,
    /// GitLab CI/CD, by a configuration that is written beside the templates.
    GitlabCi,
}

/// The kinds of source.
#[derive(Clone, Copy, Debug)]
pub enum Origin<'a> {
    /// The app's repository on GitHub, GitLab or Bitbucket: the connection's ARN, and the branch.
    Connection(&'a str, &'a str),
    /// A repository of `CodeCommit`: its name, and the branch.
    CodeCommit(&'a str, &'a str),
    /// An archive in S3: the bucket, and the object's key.
    S3(&'a str, &'a str),
    /// The app's repository, whose host runs the pipeline itself: what runs it, and the branch.
    Host(Runner, &'a str),
}

impl<'a> Source<'a> {
    /// A branch of the app's repository on GitHub, GitLab or Bitbucket, by a connection of the tools
    /// account. Somebody makes it once in the console, and accepts it there.
    ///
    /// # Panics
    /// If `arn` is no ARN of a connection, or the branch has no name.
    ///
    /// Source: <https://docs.aws.amazon.com/dtconsole/latest/userguide/connections-create.html>
    #[track_caller]
    pub const fn connection(arn: &'a str, branch: &'a str) -> Self {
        if !text::starts_with(arn, "arn:") || !text::contains(arn, ":connection/") {
            Message::new()
                .code(arn)
                .text(" is no connection: write its ARN, as in `arn:aws:codeconnections:eu-west-1:333333333333:connection/0b1c2d3e-…`")
                .panic()
        }
        named("branch", branch);
        Self { origin: Origin::Connection(arn, branch) }
    }

    /// A branch of a `CodeCommit` repository of the tools account.
    ///
    /// # Panics
    /// If the repository or the branch has no name.
    #[track_caller]
    pub const fn codecommit(repository: &'a str, branch: &'a str) -> Self {
        named("repository", repository);
        named("branch", branch);
        Self { origin: Origin::CodeCommit(repository, branch) }
    }

    /// An archive of the repository (`.zip`) in a bucket of the tools account, which is versioned
    /// and sends its events to EventBridge.
    ///
    /// # Panics
    /// If the bucket has no name, or the key does not end in `.zip`.
    ///
    /// Source: <https://docs.aws.amazon.com/codepipeline/latest/userguide/create-S3-source-events.html>
    #[track_caller]
    pub const fn s3(bucket: &'a str, key: &'a str) -> Self {
        named("bucket", bucket);
        if !text::ends_with(key, ".zip") {
            Message::new()
                .code(key)
                .text(" is no archive: CodePipeline unpacks `.zip` alone")
                .panic()
        }
        Self { origin: Origin::S3(bucket, key) }
    }

    /// A branch of the app's repository on GitHub, where GitHub Actions runs the pipeline:
    /// `pipelines/<service>/github-actions.yml` is written in place of a pipeline of `CodePipeline`.
    ///
    /// # Panics
    /// If the branch has no name.
    ///
    /// Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax>
    #[track_caller]
    pub const fn github_actions(branch: &'a str) -> Self {
        named("branch", branch);
        Self { origin: Origin::Host(Runner::GithubActions, branch) }
    }

    /// A branch of the app's repository on GitLab, where GitLab CI/CD runs the pipeline:
    /// `pipelines/<service>/gitlab-ci.yml` is written in place of a pipeline of `CodePipeline`.
    ///
    /// # Panics
    /// If the branch has no name.
    ///
    /// Source: <https://docs.gitlab.com/ci/yaml/>
    #[track_caller]
    pub const fn gitlab_ci(branch: &'a str) -> Self {
        named("branch", branch);
        Self { origin: Origin::Host(Runner::GitlabCi, branch) }
    }

    /// What runs the pipeline. Default of every source that is a service of AWS: `CodePipeline`.
    pub const fn runner(&self) -> Runner {
        match self.origin {
            Origin::Host(runner, _) => runner,
            Origin::Connection(..) | Origin::CodeCommit(..) | Origin::S3(..) => {
                Runner::CodePipeline
            }
        }
    }

    /// What kind it is.
    pub const fn origin(&self) -> Origin<'a> {
        self.origin
    }

    /// Whether it tells which paths changed.
    pub const fn knows_paths(&self) -> bool {
        matches!(self.origin, Origin::Connection(..) | Origin::Host(..))
    }
}

#[track_caller]
const fn named(what: &str, name: &str) {
    if name.is_empty() {
        Message::of("a source names its ").text(what).text(", and this one is empty").panic()
    }
}
