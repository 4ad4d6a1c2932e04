//! Rules of factor XII: admin tasks are one-off processes.

pub(super) mod admin_image_differs;
pub(super) mod colliding_admin_process;
pub(super) mod cron_in_container;
pub(super) mod destructive_migration_in_split_release;
pub(super) mod exec_always_on_prod;
pub(super) mod migrate_at_start;
pub(super) mod migration_by_provisioner;
pub(super) mod scheduled_task_no_dlq;
pub(super) mod ssh_admin;
