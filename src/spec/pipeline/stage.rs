//! Stages of a pipeline: an environment, who approves, and what runs before and after.

use std::panic::Location;

use crate::diag::Message;

use crate::spec::text;

/// A stage: the deployment to one environment.
#[derive(Clone, Copy, Debug)]
pub struct Stage<'a> {
    environment: &'a str,
    approval: Option<Approval<'a>>,
    pre: &'a [Step<'a>],
    post: &'a [Step<'a>],
    at: &'static Location<'static>,
}

impl<'a> Stage<'a> {
    /// The deployment to this environment of the app. A deployment that fails goes back to the
    /// release before.
    #[track_caller]
    pub const fn deploy(environment: &'a str) -> Self {
        let at = Location::caller();
        Self { environment, approval: None, pre: &[], post: &[], at }
    }

    /// Somebody has to approve before it begins.
    pub const fn approval(mut self, approval: Approval<'a>) -> Self {
        self.approval = Some(approval);
        self
    }

    /// What runs before the deployment, one after the other; `ENVIRONMENT` is set.
    pub const fn pre(mut self, steps: &'a [Step<'a>]) -> Self {
        self.pre = steps;
        self
    }

    /// What runs after the deployment, one after the other; `ENVIRONMENT` is set. One that fails
    /// fails the stage, which goes back to the release before.
    pub const fn post(mut self, steps: &'a [Step<'a>]) -> Self {
        self.post = steps;
        self
    }

    /// The environment's name.
    pub const fn environment(&self) -> &'a str {
        self.environment
    }

    /// Who has to approve.
    pub const fn approved_by(&self) -> Option<&Approval<'a>> {
        self.approval.as_ref()
    }

    /// What runs before.
    pub const fn pre_steps(&self) -> &'a [Step<'a>] {
        self.pre
    }

    /// What runs after.
    pub const fn post_steps(&self) -> &'a [Step<'a>] {
        self.post
    }

    /// Where it was written.
    pub const fn at(&self) -> &'static Location<'static> {
        self.at
    }
}

/// Somebody's word, without which a release goes no further.
#[derive(Clone, Copy, Debug)]
pub struct Approval<'a> {
    question: &'a str,
    topic: Option<&'a str>,
}

impl<'a> Approval<'a> {
    /// An approval of what is said here, as in `staging looks well`.
    ///
    /// # Panics
    /// If nothing is said.
    #[track_caller]
    pub const fn manual(question: &'a str) -> Self {
        if question.is_empty() {
            Message::of("an approval says what is approved, as in `Approval::manual(\"staging looks well\")`").panic()
        }
        Self { question, topic: None }
    }

    /// The ARN of the SNS topic that is told. Default: nobody is.
    pub const fn notify(mut self, topic: &'a str) -> Self {
        self.topic = Some(topic);
        self
    }

    /// What is approved.
    pub const fn question(&self) -> &'a str {
        self.question
    }

    /// The topic that is told.
    pub const fn topic(&self) -> Option<&'a str> {
        self.topic
    }
}

/// Commands that run in the repository, in a container of their own.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    name: &'a str,
    commands: &'a [&'a str],
}

impl<'a> Step<'a> {
    /// A step of this name that runs these commands of the shell; the first that fails ends it.
    ///
    /// # Panics
    /// If the name is not in kebab case, or there is no command.
    #[track_caller]
    pub const fn command(name: &'a str, commands: &'a [&'a str]) -> Self {
        if !text::is_kebab(name) {
            Message::new()
                .code(name)
                .text(" is not in kebab case: name a step in lower case letters, digits and single hyphens, as in `smoke-test`")
                .panic()
        }
        if commands.is_empty() {
            Message::of("step ")
                .code(name)
                .text(" has no command, as in `&[\"make test\"]`")
                .panic()
        }
        Self { name, commands }
    }

    /// Its name.
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// What it runs.
    pub const fn commands(&self) -> &'a [&'a str] {
        self.commands
    }
}
