//! Rules of factor VII: services are exported by binding ports.

pub(super) mod dockerfile_no_expose;
pub(super) mod healthcheck_port_mismatch;
pub(super) mod host_network;
pub(super) mod lb_port_not_exposed;
pub(super) mod port_env_mismatch;
pub(super) mod static_host_port;
