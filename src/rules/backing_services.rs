//! Rules of factor IV: backing services are attached resources.

pub(super) mod backing_service_substituted_in_dev;
pub(super) mod hardcoded_endpoint;
pub(super) mod in_task_backing_service;
pub(super) mod legacy_links;
pub(super) mod managed_db_credentials;
pub(super) mod sidecar_localhost_dependency;
