//! What starts a pipeline, and where its files come from.

use crate::diag::Message;

use crate::spec::text;

/// Where a pipeline gets the repository from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    origin: Origin<'a>,
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

    /// What kind it is.
    pub const fn origin(&self) -> Origin<'a> {
        self.origin
    }

    /// Whether it tells which paths changed.
    pub const fn knows_paths(&self) -> bool {
        matches!(self.origin, Origin::Connection(..))
    }
}

#[track_caller]
const fn named(what: &str, name: &str) {
    if name.is_empty() {
        Message::of("a source names its ").text(what).text(", and this one is empty").panic()
    }
}
