//! Rules of factor II: dependencies are declared and isolated.

pub(super) mod cpu_arch_implicit;
pub(super) mod floating_engine_version;
pub(super) mod floating_platform_version;
pub(super) mod image_latest;
pub(super) mod image_no_digest;
pub(super) mod lockfile_not_copied;
pub(super) mod mutable_ecr_tags;
pub(super) mod no_user;
pub(super) mod provider_unpinned;
pub(super) mod root_user;
pub(super) mod third_party_registry_runtime;
pub(crate) mod unlisted_base_image;
pub(super) mod unpinned_download;
