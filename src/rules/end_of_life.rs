//! Rules of what has ended, or will.

pub(super) mod app_mesh;
pub(super) mod app_runner;
pub(super) mod codedeploy_for_ecs;
pub(super) mod copilot_template;
pub(super) mod ended_build_image;
pub(super) mod ended_ecs_ami;
pub(super) mod ended_engine_version;
pub(super) mod ended_lambda_runtime;
