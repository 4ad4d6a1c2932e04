//! Rules of factor V: build, release and run are separate stages.

pub(super) mod build_at_run;
pub(super) mod build_in_userdata;
pub(super) mod environments_in_one_stack;
pub(super) mod pipeline_without_stages;
pub(super) mod prod_deploy_without_staging;
pub(super) mod rebuilt_per_env;
pub(super) mod release_not_identifiable;
pub(super) mod taskdef_ignored;
