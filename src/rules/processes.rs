//! Rules of factor VI: processes are stateless and share nothing.

pub(super) mod docker_socket;
pub(super) mod host_bind_volume;
pub(super) mod image_volume;
pub(super) mod privileged_container;
pub(super) mod shared_efs_between_services;
pub(super) mod sticky_sessions;
pub(super) mod writable_rootfs;
