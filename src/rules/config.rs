//! Rules of factor III: config is in the environment.

pub(super) mod account_or_region_literal;
pub(super) mod branch_on_env_name;
pub(super) mod config_baked_in_image;
pub(super) mod config_keyed_by_env_name;
pub(super) mod credential_in_url;
pub(super) mod env_group_var_only;
pub(super) mod plaintext_secret_env;
pub(super) mod secret_param_default;
pub(super) mod secret_param_no_noecho;
pub(super) mod shared_config_object;
