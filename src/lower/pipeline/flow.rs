//! What a pipeline does, in order, before it is written for AWS CodePipeline or anything else that
//! runs pipelines: phases, waves of jobs that run side by side, and jobs.

use crate::lower::colours;
use crate::rules::Index;
use crate::spec::{Approval, Pipeline, Step, text};

use super::{has_migrations, stacks_of};

/// A pipeline's phases; the source comes before them.
pub(super) struct Flow<'a> {
    pub(super) phases: Vec<Phase<'a>>,
}

/// Jobs that succeed or fail together. A phase that deploys goes back when one of them fails.
pub(super) struct Phase<'a> {
    /// Its name, unique in the pipeline.
    pub(super) name: String,
    /// The environment it deploys to, by index.
    pub(super) environment: Option<usize>,
    /// One wave after the other.
    pub(super) waves: Vec<Vec<Job<'a>>>,
}

/// A job.
pub(super) enum Job<'a> {
    /// Builds the image and synthesizes the release with its digest: what all environments get.
    Build,
    /// Runs commands in the repository.
    Run(Moment, &'a Step<'a>),
    /// Waits for somebody's word.
    Approve(&'a Approval<'a>),
    /// Deploys a stack to the phase's environment.
    Deploy(String),
    /// Runs what this stack deployed, the migrations, and waits until they are done.
    Migrate(String),
    /// Waits until the canary has promoted the release that was deployed.
    Canary,
}

/// When a step runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    /// After the build, before the first deployment.
    Test,
    /// Before the deployment to an environment.
    Before,
    /// After it.
    After,
}

impl Moment {
    /// The word that names of such steps begin with.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::Before => "pre",
            Self::After => "post",
        }
    }
}

impl<'a> Flow<'a> {
    /// What a pipeline of an app does.
    pub(super) fn of(index: &Index<'_, 'a>, pipeline: &'a Pipeline<'a>) -> Self {
        let mut phases = vec![Phase {
            name: "build".to_owned(),
            environment: None,
            waves: vec![vec![Job::Build]],
        }];
        if !pipeline.tests().is_empty() {
            let tests = pipeline.tests().iter().map(|it| Job::Run(Moment::Test, it)).collect();
            phases.push(Phase { name: "test".to_owned(), environment: None, waves: vec![tests] });
        }
        let environments = index.app.environments();
        for stage in pipeline.stage_list() {
            let named =
                |it: &crate::spec::Environment<'_>| text::eq(it.name(), stage.environment());
            let Some(environment) = environments.iter().position(named) else { continue };
            // In a phase of its own: going back to an earlier release asks nobody again.
            if let Some(approval) = stage.approved_by() {
                phases.push(Phase {
                    name: format!("approve-{}", stage.environment()),
                    environment: None,
                    waves: vec![vec![Job::Approve(approval)]],
                });
            }
            let run = |moment| move |step| vec![Job::Run(moment, step)];
            let mut waves: Vec<_> = stage.pre_steps().iter().map(run(Moment::Before)).collect();
            for stack in stacks_of(pipeline.service()) {
                waves.push(vec![Job::Deploy(stack.clone())]);
                // Before the service's own stack, so before the release gets traffic.
                if has_migrations(pipeline.service(), &stack) {
                    waves.push(vec![Job::Migrate(stack)]);
                }
            }
            if colours::has(pipeline.service()) {
                waves.push(vec![Job::Canary]);
            }
            waves.extend(stage.post_steps().iter().map(run(Moment::After)));
            let name = format!("deploy-{}", stage.environment());
            phases.push(Phase { name, environment: Some(environment), waves });
        }
        Self { phases }
    }

    /// Every step of it, with the environment it runs for.
    pub(super) fn steps(&self) -> impl Iterator<Item = (&Phase<'a>, Moment, &'a Step<'a>)> {
        self.phases.iter().flat_map(|phase| {
            phase.waves.iter().flatten().filter_map(move |job| match job {
                Job::Run(moment, step) => Some((phase, *moment, *step)),
                Job::Build | Job::Approve(_) | Job::Deploy(_) | Job::Migrate(_) | Job::Canary => {
                    None
                }
            })
        })
    }
}
