//! Rules of factor I: one codebase, many deploys.

pub(super) mod env_fork_of_template;
pub(super) mod git_module_unpinned;
pub(super) mod no_release_provenance;
pub(super) mod registry_module_unversioned;
pub(super) mod two_apps_one_repo_image;
